"""Names of people in Russian text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podbor.core.redaction.morphology import has, mostly, parses
from podbor.core.redaction.name_words import brands_in, is_branded, said_in, words
from podbor.core.redaction.russian_words import (
    OWN_SURNAME,
    PATRONYMIC,
    is_given,
    is_only,
    is_patronymic,
    is_pet_form,
    is_surname,
)
from podbor.core.redaction.spans import Span

TOKEN = re.compile(r"(?:[ОД]')?[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
INITIAL = re.compile(r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")
BOUND = re.compile(r"\s+|\s*[«\"„“]\s*")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[«\"„“(]\s*|[—–-]\s+)$")
JOINED = re.compile(r"\s*,\s*|\s+|\s+(?:и|или|с)\s+")
ADVERB = r"(?:не|тоже|уже|ещё|еще|всегда|вчера|сегодня|завтра|очень|бы|вообще|совсем|только|сама?|ничего|его|её|это|мне|нам|сейчас|теперь|мо[йя]|наша?|больше|очень)"
LONGEST = 4
ABBREVIATION = 4
"""Capitals alone up to this length are no name: ИНН."""
BESIDE = re.compile(r"\s*,\s*|\s+(?:и|да|с)\s+")
FROM = re.compile(
    r"\s+(?:с|со|из)\s+(?:\d|\x00|соседн|работ|офис|ресеп|бухгалт|отдел|вахт|касс|третьег|второг|перв|верхн|нижн|склад|проходн|охран)"
)
PAIR = re.compile(r"\s+и\s+[А-ЯЁ]\w+\s+(?:из\s+[\d\x00]|[а-яё]+(?:ят|ют|ат|ут|ли)\b)")
WRITTEN = re.compile(r"надпис|напи[сш]|подпи[сш]|выгравир|открытк|поздрав", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word or an initial, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def russian_names(text: str) -> list[Span]:
    """Find names of people in any case; lower-case ones only where something says that a name follows."""
    tokens = _tokens(text)
    brands = brands_in([token.text for token in tokens])
    found: list[Span] = []
    at, thing = 0, -1
    while at < len(tokens):
        length = _name_at(text, tokens, at)
        if not length and found and BESIDE.fullmatch(text[found[-1].end : tokens[at].start]):
            length = int(_is_unknown(tokens[at]))
        listed = thing >= 0 and _is_listed(text, tokens, at, thing)
        if length and not is_branded(range(at, at + length), brands) and not _is_work(text, tokens, at, length):
            if not (listed and _may_be_listed(text, tokens, at, length)):
                start = tokens[at - 1].start if _is_honorific(text, tokens, at) else tokens[at].start
                found.append(Span(start=start, end=tokens[at + length - 1].end, kind="name"))
        elif length or listed or _is_a_brand_here(text, tokens, at):
            thing = at + max(length, 1) - 1
        at += max(length, 1)
    return found


def _is_listed(text: str, tokens: Sequence[Token], at: int, thing: int) -> bool:
    """Whether nothing but a comma or an "and" stands between a brand and a word."""
    joint = JOINED if tokens[thing].capital else BOUND
    return joint.fullmatch(text[tokens[thing].end : tokens[at].start]) is not None


def _is_unknown(token: Token) -> bool:
    """Whether no dictionary has the word, which begins with a capital letter."""
    return token.capital and len(token.text) > 2 and not token.text.isupper() and not parses(token.word)


def _tokens(text: str) -> list[Token]:
    pattern = re.compile(rf"(?<!\w){INITIAL.pattern}|{TOKEN.pattern}")
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in pattern.finditer(text)
    ]


def _name_at(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of tokens of the name that begins at `at`, 0 where none does."""
    told = _introduced(text, tokens, at)
    if told:
        return told
    run = _run(text, tokens, at)
    if not run:
        return _lower_case(text, tokens, at) or _strangers(text, tokens, at)
    known = any(is_given(token.text) or is_patronymic(token.text) or INITIAL.fullmatch(token.text) for token in run)
    if not known and len(run) == 1:
        return 1 if _surname_alone(text, tokens, at, run[0]) or _is_stranger(text, tokens, at) else 0
    if len(run) == 1 and run[0].text.isupper() and len(run[0].text) <= ABBREVIATION:
        return 0
    if not _is_person(text, tokens, at, run):
        return _lower_case(text, tokens, at)
    return len(run)


def _run(text: str, tokens: Sequence[Token], at: int) -> list[Token]:
    """Adjacent parts of a name: given names, patronymics, surnames, initials."""
    run: list[Token] = []
    for token in tokens[at : at + LONGEST]:
        if run and not re.fullmatch(r"\s?", text[run[-1].end : token.start]):
            break
        if not (_is_part(token, run) or (not run and _is_surname_before(text, tokens, at))):
            break
        run.append(token)
    while run and run[-1].word in words("ru_particles") and run[-1].word not in words("ru_called_after"):
        run.pop()
    if run and all(INITIAL.fullmatch(token.text) for token in run):
        return []
    return run


def _is_surname_before(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands before a given name as a surname does, or no word before a surname: "Зыков Георгий"."""
    if at + 1 >= len(tokens) or not tokens[at].capital or text[tokens[at].end : tokens[at + 1].start] != " ":
        return False
    word, after = tokens[at].text, tokens[at + 1]
    if not after.capital:
        return False
    if OWN_SURNAME.search(word):
        return (
            INITIAL.fullmatch(after.text) is not None
            or is_patronymic(after.text)
            or is_only(after.word, "Name", "Geox")
        )
    return not parses(word.lower()) and bool(OWN_SURNAME.search(after.text)) and is_surname(after.text)


def _is_part(token: Token, run: Sequence[Token]) -> bool:
    word = token.text
    if INITIAL.fullmatch(word):
        return not run or is_surname(run[-1].text) or is_given(run[-1].text) or is_patronymic(run[-1].text)
    if run and (word.lower() in words("ru_particles") or word.lower() in words("ru_called_after")):
        return True
    if not token.capital:
        lower = mostly(word, "Name") or has(word, "Patr")
        return lower and (not run or not run[-1].capital) or (bool(run) and not run[-1].capital and is_surname(word))
    if is_given(word) or is_patronymic(word) or is_surname(word):
        return not (run and said_in(word, "ru_people"))
    # A foreign name that no dictionary has, beside one that it has.
    last = run[-1].text if run else ""
    if not run or said_in(word, "ru_people"):
        return False
    if is_patronymic(last) or (OWN_SURNAME.search(word) and is_given(last)):
        return True
    return not parses(word.lower()) and (
        is_given(last) or bool(OWN_SURNAME.search(last)) or last.lower() in words("ru_particles")
    )


def _is_person(text: str, tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    before = tokens[at - 1] if at and BOUND.fullmatch(text[tokens[at - 1].end : run[0].start]) else None
    if before is not None and said_in(before.text, "ru_animals"):
        return False
    called = _called(text, tokens, at)
    if not run[0].capital:
        return called or (before is not None and said_in(before.text, "ru_people"))
    if len(run) > 1:
        return called or before is None or not _makes_a_brand(before, run[0])
    if called or (before is not None and said_in(before.text, "ru_people")):
        return True
    if (
        before is not None
        and not WRITTEN.search(text)
        and (_makes_a_brand(before, run[0]) or _is_bought(before, run[0]))
    ):
        return False
    if run[0].opens:
        return _opens_as_a_name(text, run[0])
    return not _is_place(before, run[0])


def _called(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before say that a name follows: "зовут", "меня зовут", "я", "имя"."""
    before = tokens[max(0, at - 3) : at]
    near = [token for token in before if re.fullmatch(r"[\s\w:,—–-]*", text[token.end : tokens[at].start])]
    return bool(near) and (
        said_in(near[-1].text, "ru_called") or any(said_in(t.text, "ru_at_a_distance") for t in near)
    )


def _introduced(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words that "зовут", "получатель" or "господин" before them makes a name, whatever they are; 0 where nothing does."""
    before = tokens[max(0, at - 3) : at]
    if not before:
        return 0
    together = re.fullmatch(r"[\s\w]*", text[before[0].end : tokens[at].start]) is not None
    near = re.fullmatch(r"[\s:—–-]+", text[before[-1].end : tokens[at].start]) is not None
    asked = (together and any(said_in(token.text, "ru_introduced") for token in before)) or (
        near and said_in(before[-1].text, "ru_names")
    )
    addressed = near and said_in(before[-1].text, "ru_titles")
    foreign = (
        near
        and len(before) > 1
        and before[-1].word == "на"
        and said_in(before[-2].text, "ru_surname")
        and not parses(tokens[at].word)
    )
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
        if not tokens[at + length].capital:
            break
        length += 1
    return length


def _is_honorific(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the word before is part of how one is called: "тётя Зина", "баба Нюра"."""
    return (
        at > 0
        and said_in(tokens[at - 1].text, "ru_honorifics")
        and text[tokens[at - 1].end : tokens[at].start].isspace()
    )


def _lower_case(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words of a name without capitals that is sure to be one: "жукова марина олеговна", "передайте марине"."""
    if tokens[at].capital and not tokens[at].opens:
        return 0
    run = [tokens[at]]
    for token in tokens[at + 1 : at + 3]:
        if text[run[-1].end : token.start] != " " or token.capital:
            break
        run.append(token)
    if len(run) > 2 and _has_patronymic(*(token.word for token in run)):
        return 3
    for size in range(len(run), 1, -1):
        kinds = "".join(_kind(token.word) for token in run[:size])
        if kinds in ("sgp", "gps", "gp", "sg", "gs") and (size > 2 or "p" in kinds or tokens[at].opens):
            return size
    if (
        not tokens[at].capital
        and tokens[at].opens
        and has(tokens[at].word, "Name", "voct")
        and mostly(tokens[at].word, "Name")
        and text[tokens[at].end :].startswith(",")
    ):
        return 1
    if (
        tokens[at].capital
        or not is_only(tokens[at].word, "Name")
        or (said_in(tokens[at].text, "ru_products") and not _acts(text, tokens[at]))
    ):
        return int(_presents_itself(text, tokens, at))
    before = tokens[at - 1] if at and text[tokens[at - 1].end : tokens[at].start].isspace() else None
    cue = before is not None and (said_in(before.text, "ru_addressed") or before.word in ("для", "у", "от"))
    return 1 if cue or (tokens[at].opens and _acts(text, tokens[at])) else 0


def _presents_itself(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "это" opens the sentence before a name in lower case, and nothing follows: "это юля, вчера заказывала"."""
    this = at > 0 and tokens[at - 1].word == "это" and tokens[at - 1].opens and not tokens[at].capital
    return this and mostly(tokens[at].word, "Name") and re.match(r"\s*(?:[,.!]|$)", text[tokens[at].end :]) is not None


def _has_patronymic(first: str, second: str, third: str) -> bool:
    """Whether three words are surname, given name and patronymic in either order; the patronymic makes the others sure."""
    before, after = (first, second, third), (third, first, second)
    return any(
        (has(patronymic, "Patr") or (PATRONYMIC.search(patronymic) and len(patronymic) > 6 and not parses(patronymic)))
        and (has(given, "Name") or not parses(given))
        and (has(surname, "Surn") or OWN_SURNAME.search(surname))
        for surname, given, patronymic in (before, after)
    )


def _kind(word: str) -> str:
    """One letter for what a word is of a name: patronymic, given name, surname."""
    if is_only(word, "Patr"):
        return "p"
    if is_only(word, "Name", "Geox") or (mostly(word, "Name") and len(word) > 3):
        return "g"
    return "s" if mostly(word, "Surn") or (OWN_SURNAME.search(word) and is_only(word, "Surn", "anim")) else "-"


def _strangers(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words, one or two, of a name that no dictionary has."""
    if _is_stranger(text, tokens, at):
        return 1
    if at + 1 < len(tokens) and text[tokens[at].end : tokens[at + 1].start] == " " and tokens[at].capital:
        second = tokens[at + 1]
        if second.word in words("ru_called_after") and not parses(tokens[at].word):
            return 2
        unknown = (
            second.capital
            and (not parses(second.word) or has(second.word, "Name"))
            and (len(tokens[at].text) < 3 or not parses(tokens[at].word))
        )
        return 2 if unknown and _acts(text, second) else 0
    return 0


def _is_stranger(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that no dictionary has, with a capital, does what people do or stands after a word for a person."""
    token = tokens[at]
    if not _is_unknown(token):
        return False
    before = tokens[at - 1] if at and text[tokens[at - 1].end : token.start].isspace() else None
    if before is not None and said_in(before.text, "ru_people") and not said_in(before.text, "ru_animals"):
        return True
    if before is not None and mostly(before.word, "NOUN"):
        return False
    if (token.opens and PAIR.match(text[token.end :])) or FROM.match(text[token.end :]):
        return True
    return _acts(text, token) or (token.opens and re.match(r"[\s,:—–-]*\x00", text[token.end :]) is not None)


def _acts(text: str, token: Token) -> bool:
    """Whether what follows is what people do: "не ест свинину", "просил передать"."""
    after = re.match(rf"(?:\s+{ADVERB}(?!\w))*\s+([а-яё]+)", text[token.end :])
    return after is not None and after[1] != "есть" and has(after[1], "VERB") and said_in(after[1], "ru_acts")


def _makes_a_brand(before: Token, name: Token) -> bool:
    """Whether "шоколад Алёнка": a thing, and a name in the nominative right after it."""
    word = before.word
    thing = mostly(word, "inan") and mostly(word, "NOUN") and not said_in(word, "ru_not_a_brand")
    return thing and (has(name.word, "nomn") or not parses(name.word))


def _may_be_listed(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether nothing but its place in a list says what the name is of: a brand, an author, a hero as the one before it."""
    return (
        length <= 2
        and not _called(text, tokens, at)
        and not any(is_patronymic(t.text) for t in tokens[at : at + length])
    )


def _is_bought(before: Token, name: Token) -> bool:
    """Whether "добавь", "есть" or "хочу" stands before a name in the nominative: that is a brand."""
    return before.word in words("ru_buying") and (has(name.word, "nomn") or not parses(name.word))


def _is_a_brand_here(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a capital word after a thing opens a list of brands: "печенье Юбилейное, Мария"."""
    token = tokens[at]
    if not at or not token.capital or token.opens or not text[tokens[at - 1].end : token.start].isspace():
        return False
    if said_in(tokens[at - 1].text, "ru_animals") or said_in(tokens[at - 1].text, "ru_works"):
        return True
    return not tokens[at - 1].capital and _makes_a_brand(tokens[at - 1], token) and not is_surname(token.text)


def _is_work(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    """Whether a book, a film or a record stands before the name of its author or hero."""
    before = [
        token
        for token in tokens[max(0, at - 2) : at]
        if re.fullmatch(r"[\s\w«\"]*", text[token.end : tokens[at].start])
    ]
    return any(said_in(token.text, "ru_works") for token in before)


def _opens_as_a_name(text: str, token: Token) -> bool:
    """Whether the first word of a sentence, capital anyway, is a name: no other reading, or called out to, or one who acts."""
    after = text[token.end :]
    if _acts(text, token):
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


def _is_place(before: Token | None, name: Token) -> bool:
    inside = before is not None and before.word in ("в", "во", "из")
    return inside and has(name.word, "Geox") and not mostly(name.word, "Name")


def _surname_alone(text: str, tokens: Sequence[Token], at: int, surname: Token) -> bool:
    """Whether a surname without a given name is somebody's: "пропуск на Лебедеву", "доктор Петренко", "Иванова, заказ"."""
    if not surname.capital:
        return False
    sure = mostly(surname.word, "Surn") or not parses(surname.word)
    if surname.opens and sure and OWN_SURNAME.search(surname.word) and re.match(r"\s*,", text[surname.end :]):
        return True
    before = [token for token in tokens[max(0, at - 3) : at]]
    if not before or not re.fullmatch(r"[\s:]*", text[before[-1].end : surname.start]):
        return False
    order = re.match(r"\s+([а-яё]+)", text[surname.end :])
    if before[-1].word == "на" and order and said_in(order[1], "ru_surname") and OWN_SURNAME.search(surname.word):
        return True
    if has(before[-1].word, "PRTS") and OWN_SURNAME.search(surname.word) and surname.word.endswith(("ым", "ой", "им")):
        return True
    if before[-1].word in ("на", "для", "от", "под", "по"):
        before = before[:-1]
        if before and before[-1].word in ("фамилию", "фамилией", "фамилии", "имя", "именем"):
            return True
        return bool(before) and said_in(before[-1].text, "ru_surname")
    return said_in(before[-1].text, "ru_surname") or said_in(before[-1].text, "ru_people")
