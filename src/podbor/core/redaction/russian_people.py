"""What around a word in Russian says that it is somebody: "зовут", "получатель", "тётя", "пропуск на"."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, nominative, parses
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_strangers import FROM, PAIR, is_acting, is_unknown
from podbor.core.redaction.russian_surnames import FAMILY, is_surname_here
from podbor.core.redaction.russian_tokens import Token
from podbor.core.redaction.russian_words import OWN_SURNAME, is_given, is_only, is_pet_form

OWN = re.compile(r"\s*[—–-]\s*(?:мо[йяё]|наша?|это\s+мо[йя])\s")
ENDS = re.compile(r"\s*(?:$|[,.!;:(—–-]|из\s|с\s+(?:\d|перв|втор|трет)|ваш)")
WHO = re.compile(r"\bкто\s+так(?:ой|ая|ие)\s+$", re.IGNORECASE)
LONGEST = 4


def is_called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "зовут", "меня зовут", "я", "имя"."""
    before = tokens[max(0, at - 3) : at]
    near = [token for token in before if re.fullmatch(r"[\s\w:,—–-]*", text[token.end : tokens[at].start])]
    return bool(near) and (
        said_in(near[-1].text, "ru_called") or any(said_in(t.text, "ru_at_a_distance") for t in near)
    )


def introduced(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words that "зовут", "получатель" or "господин" before them makes a name; 0 where nothing does."""
    before = tokens[max(0, at - 3) : at]
    if not before:
        return 0
    together = re.fullmatch(r"[\s\w]*", text[before[0].end : tokens[at].start]) is not None
    near = re.fullmatch(r"[\s:—–-]+", text[before[-1].end : tokens[at].start]) is not None
    asked = (together and any(said_in(token.text, "ru_introduced") for token in before)) or (
        near and (said_in(before[-1].text, "ru_names") or said_in(before[-1].text, "ru_introduced"))
    )
    addressed = near and said_in(before[-1].text, "ru_titles")
    foreign = (
        near
        and len(before) > 1
        and before[-1].word == "на"
        and said_in(before[-2].text, "ru_surname")
        and not parses(tokens[at].word)
    )
    asked = asked or (near and (_comes(text, tokens, at) or WHO.search(text[: tokens[at].start]) is not None))
    myself = near and before[-1].word == "я" and tokens[at].capital and ENDS.match(text[tokens[at].end :]) is not None
    if myself and not tokens[at].text.isupper() and is_given(tokens[at].text) or _presented(text, tokens, at):
        return 1
    if not (asked or addressed or foreign):
        return 0
    if not tokens[at].capital:
        surname = OWN_SURNAME.search(tokens[at].word) is not None and at + 1 < len(tokens)
        if asked and near and surname and is_given(tokens[at + 1].text):
            return 2
        lower = (
            asked and near and (is_given(tokens[at].text) or not parses(tokens[at].word)) and len(tokens[at].text) > 2
        )
        return 1 if lower and said_in(before[-1].text, "ru_introduced") else 0
    if addressed and not asked and (tokens[at].opens or said_in(tokens[at].text, "ru_people")):
        return 0
    length = 1
    while (
        at + length < len(tokens)
        and length < LONGEST
        and text[tokens[at + length - 1].end : tokens[at + length].start] == " "
    ):
        if not tokens[at + length].capital and tokens[at + length].word not in words("ru_called_after"):
            break
        length += 1
    return length


def _presented(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "я" or an opening "это" stands before a word that no dictionary has, and nothing follows it."""
    before = tokens[at - 1]
    opening = before.word == "я" or (before.word == "это" and before.opens)
    beside = re.fullmatch(r"\s+(?:[—–-]\s+)?", text[before.end : tokens[at].start]) is not None
    return opening and beside and is_unknown(tokens[at]) and ENDS.match(text[tokens[at].end :]) is not None


def _comes(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "придёт", "заберёт" stands before a word that no dictionary has, or before one with a surname after it."""
    verb, token = tokens[at - 1], tokens[at]
    if (
        not token.capital
        or not has(verb.word, "VERB")
        or not said_in(verb.text, "ru_acts")
        or said_in(verb.text, "ru_brings")
    ):
        return False
    named = at + 1 < len(tokens) and tokens[at + 1].capital and OWN_SURNAME.search(tokens[at + 1].word) is not None
    return named or (not parses(token.word) and not token.text.isupper())


def is_honorific(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before is part of how one is called: "тётя Зина", "баба Нюра"."""
    return (
        at > 0
        and said_in(tokens[at - 1].text, "ru_honorifics")
        and text[tokens[at - 1].end : tokens[at].start].isspace()
    )


def opens_as_a_name(text: str, token: Token) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name: no other reading, or called out to, or one who acts."""
    after = text[token.end :]
    if is_acting(text, token) or FROM.match(after) or OWN.match(after) or PAIR.match(after):
        return True
    other = re.match(r"\s+и\s+([А-ЯЁ]\w+)\s*(?:[—–-]|[а-яё]+(?:ят|ют|ат|ут|ли)\b)", after)
    if other is not None and mostly(other[1].lower(), "Name"):
        return True
    if (
        said_in(token.text, "ru_products")
        and has(token.word, "nomn")
        and not re.match(r"\s*[,!]\s*(?:привет|спасибо|здра|добр|а\b|ты|подскаж)", after)
    ):
        return False
    if mostly(token.word, "Name") or is_pet_form(token.word) or said_in(token.text, "ru_given"):
        return not re.match(r"\s+(?:и|из|для)\s+[а-яё]", after) or is_only(token.word, "Name")
    return bool(re.match(r"\s*[,!:]|\s+и\s+[А-ЯЁ]|\s*$|\s+с\s+(?:работы|вахты)", after)) and is_given(token.text)


def _opens_with_a_surname(text: str, surname: Token) -> bool:
    """Whether a comma, a verb or what was done for somebody follows: "Иванова, заказ", "Мамедовым привезли"."""
    verb = re.match(r"\s+(?:все\s+|не\s+|тоже\s+|уже\s+|снова\s+|опять\s+)?([а-яё]+)", text[surname.end :])
    if FAMILY.search(surname.word) and verb and has(verb[1], "VERB", "plur") and said_in(verb[1], "ru_acts"):
        return True
    if parses(surname.word) and not mostly(surname.word, "Surn"):
        return False
    if OWN_SURNAME.search(surname.word) and re.match(r"\s*,", text[surname.end :]):
        return True
    if not has(surname.word, "Surn"):
        return False
    acts = re.match(r"\s+([а-яё]+)", text[surname.end :])
    told = acts is not None and has(surname.word, "datv") and has(acts[1], "VERB")
    return told or is_acting(text, surname)


def surname_alone(text: str, tokens: Sequence[Token], at: int, surname: Token) -> bool:
    """Whether a surname without a given name is somebody's: "пропуск на Лебедеву", "доктор Петренко", "Иванова, заказ"."""
    if not surname.capital:
        return False
    if is_surname_here(text, tokens, at) or (surname.opens and _opens_with_a_surname(text, surname)):
        return True
    before = [token for token in tokens[max(0, at - 3) : at]]
    if not before or not re.fullmatch(r"[\s:]*", text[before[-1].end : surname.start]):
        return False
    order = re.match(r"\s+([а-яё]+)", text[surname.end :])
    if before[-1].word == "на" and order and said_in(order[1], "ru_surname") and OWN_SURNAME.search(surname.word):
        return True
    if has(before[-1].word, "PRTS") and OWN_SURNAME.search(surname.word) and surname.word.endswith(("ым", "ой", "им")):
        return True
    if before[-1].word == "от" and has(surname.word, "Surn", "plur", "gent"):
        return True
    oblique = OWN_SURNAME.search(surname.word) is not None and mostly(surname.word, "Surn")
    sender = before[-1].word == "от" and surname.word.endswith("ой")
    if (sender or before[-1].word in ("для", "у", "к")) and oblique and not nominative(surname.word):
        return True
    if before[-1].word in ("на", "для", "от", "под", "по"):
        before = before[:-1]
        if before and before[-1].word in ("фамилию", "фамилией", "фамилии", "имя", "именем"):
            return True
        return bool(before) and said_in(before[-1].text, "ru_surname")
    return said_in(before[-1].text, "ru_surname") or said_in(before[-1].text, "ru_people")
