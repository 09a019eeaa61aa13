"""Names in Russian that no dictionary has, or without a capital letter, by what stands around them."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, parses
from podbor.core.redaction.name_words import said_in, words
from podbor.core.redaction.russian_tokens import Token
from podbor.core.redaction.russian_words import OWN_SURNAME, PATRONYMIC, is_given, is_only, is_pet_form

ADVERB = (
    r"(?:не|тоже|уже|ещё|еще|всегда|вчера|сегодня|завтра|очень|бы|вообще|совсем|только|сама?|ничего|его|её|это|мне|нам|"
    r"опять|снова|обычно|просто|наверное|наверно|потом|скоро|точно|часто|иногда|никогда|постоянно|сразу|обещала?|сейчас|теперь|мо[йя]|наша?|больше|(?:в|на|у)\s+[а-яё]+)"
)
"""What may stand between somebody and what they do."""
FROM = re.compile(
    r"\s+(?:с|со|из)\s+(?:\d|\x00|соседн|работ|офис|ресеп|бухгалт|отдел|вахт|касс|третьег|второг|перв|верхн|нижн|склад|проходн|охран)"
)
OWNS = re.compile(
    r"\s+(?:аллерг|день|днюх|диабет|юбилей|сын|доч|неперенос|свадьб|диет|гастрит|астм|ребен|ребён|температур|именин)"
)
GREETINGS = (
    "привет",
    "здравствуйте",
    "здрасте",
    "здрасьте",
    "здрасти",
    "добрый",
    "доброе",
    "доброго",
    "день",
    "дня",
    "вечер",
    "вечера",
    "утро",
    "утра",
    "алло",
    "салам",
    "ой",
)
GREETED = re.compile(r"\s*[,!]\s*(?:привет|здравствуй|добр|спасибо|как\s|ты\b|а\s|что\s|подскаж|помоги)", re.IGNORECASE)
FURTHER = re.compile(r"\s*(?:$|[,.:;!])")
AGED = re.compile(r",?\s+\(?\d{1,3}\s+(?:лет|год|мес)")
PRESENT = re.compile(
    r"\s+(?:уже\s+)?(?:на\s+мест|тут|здесь|дома|внизу|рядом|у\s+(?:ворот|подъезд|двер)|в\s+(?:офис|домофон))"
)
OWNED = re.compile(r"\s*[,(—–-]\s*(?:это\s+)?(?:мо[йяё]|наша?)\s+([а-яё]+)")
HERE = re.compile(r"\s+(?:(?:уже|сейчас)\s+)?на\s+(?:связи|проводе|вахте|месте|линии|смене|кассе|обеде|складе)(?!\w)")
COMES = re.compile(r"\s+(?:не\s+)?(?:будет|была?|сможет|может|должна?|просто|вышла?)(?!\w)")
PAIR = re.compile(r"\s+и\s+[А-ЯЁ]\w+\s+(?:из\s+[\d\x00]|[а-яё]+(?:ят|ют|ат|ут|ли)\b)")


def is_unknown(token: Token) -> bool:
    """Whether no dictionary has the word, which begins with a capital letter."""
    return token.capital and len(token.text) > 2 and not token.text.isupper() and not parses(token.word)


def lower_case(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words of a name without capitals that is sure to be one: "жукова марина олеговна", "передайте марине"."""
    if tokens[at].capital and not tokens[at].opens:
        return 0
    return _full_name(text, tokens, at) or int(_single(text, tokens, at))


def _full_name(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words of a name with a surname or a patronymic that begins at `at`."""
    run = [tokens[at]]
    for token in tokens[at + 1 : at + 3]:
        if text[run[-1].end : token.start] != " " or token.capital:
            break
        run.append(token)
    if len(run) > 2 and _has_patronymic(*(token.word for token in run)):
        return 3
    if len(run) > 1 and has(run[0].word, "Name") and _is_patronymic(run[1].word):
        return 2
    for size in range(len(run), 1, -1):
        kinds = "".join(_kind(token.word) for token in run[:size])
        if kinds in ("sgp", "gps", "gp", "sg", "gs") and (size > 2 or "p" in kinds or tokens[at].opens):
            return size
    return 0


def _single(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a given name without a capital is called out to, acts, is told something or presents itself."""
    token = tokens[at]
    if token.capital:
        return False
    likely = token.opens and (mostly(token.word, "Name") or (is_pet_form(token.word) and not has(token.word, "inan")))
    vocative = has(token.word, "Name", "voct") and text[token.end :].startswith(",")
    if likely and (vocative or GREETED.match(text[token.end :]) or is_acting(text, token)):
        return True
    if likely and is_only(token.word, "Name") and COMES.match(text[token.end :]):
        return True
    pet = not parses(token.word) and is_given(token.word)
    if token.opens and (likely or pet) and (PRESENT.match(text[token.end :]) or AGED.match(text[token.end :])):
        return True
    if _presents_itself(text, tokens, at):
        return True
    addressed = at > 0 and said_in(tokens[at - 1].text, "ru_addressed")
    pet = pet or (addressed and is_pet_form(token.word) and has(token.word, "anim"))
    if not (is_only(token.word, "Name") or pet) or said_in(token.text, "ru_products"):
        return False
    before = tokens[at - 1] if at and text[tokens[at - 1].end : token.start].isspace() else None
    if before is not None and (said_in(before.text, "ru_addressed") or before.word in ("для", "у", "от")):
        return True
    near = tokens[max(0, at - 3) : at]
    together = bool(near) and re.fullmatch(r"[\s\w]*", text[near[0].start : token.start]) is not None
    dative = has(token.word, "datv") or (pet and token.word.endswith(("е", "у", "ю")))
    return together and dative and any(said_in(other.text, "ru_addressed") for other in near)


def _presents_itself(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "это" opens the sentence before a name in lower case, and nothing follows: "это юля, вчера заказывала"."""
    this = at > 0 and tokens[at - 1].word == "это" and _opens(tokens, at - 1) and not tokens[at].capital
    return this and mostly(tokens[at].word, "Name") and re.match(r"\s*(?:[,.!]|$)", text[tokens[at].end :]) is not None


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word opens the message, greetings aside."""
    return tokens[at].opens or all(token.word in GREETINGS for token in tokens[:at])


def _has_patronymic(first: str, second: str, third: str) -> bool:
    """Whether three words are surname, given name and patronymic in either order; the patronymic makes the others sure."""
    before, after = (first, second, third), (third, first, second)
    return any(
        _is_patronymic(patronymic)
        and (has(given, "Name") or not parses(given))
        and (has(surname, "Surn") or OWN_SURNAME.search(surname))
        for surname, given, patronymic in (before, after)
    )


def _is_patronymic(word: str) -> bool:
    return has(word, "Patr") or (PATRONYMIC.search(word) is not None and len(word) > 6 and not parses(word))


def _kind(word: str) -> str:
    """One letter for what a word is of a name: patronymic, given name, surname."""
    if is_only(word, "Patr"):
        return "p"
    if is_only(word, "Name", "Geox") or (mostly(word, "Name") and len(word) > 3):
        return "g"
    return "s" if mostly(word, "Surn") or (OWN_SURNAME.search(word) and is_only(word, "Surn", "anim")) else "-"


def strangers(text: str, tokens: Sequence[Token], at: int) -> int:
    """Number of words, one or two, of a name that no dictionary has."""
    if is_stranger(text, tokens, at):
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
        return 2 if unknown and is_acting(text, second) else 0
    return 0


def is_stranger(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that no dictionary has, with a capital, does what people do or stands after a word for a person."""
    token = tokens[at]
    if not is_unknown(token):
        return False
    before = tokens[at - 1] if at and text[tokens[at - 1].end : token.start].isspace() else None
    if before is not None and said_in(before.text, "ru_people") and not said_in(before.text, "ru_animals"):
        return True
    if before is not None and mostly(before.word, "NOUN"):
        return False
    if before is not None and before.word == "для" and _is_for_somebody(text, before, token):
        return True
    if at and FURTHER.match(text[token.end :]) and text[tokens[at - 1].end : token.start] == ", ":
        return said_in(tokens[at - 1].text, "ru_people")
    if before is not None and before.word == "у" and OWNS.match(text[token.end :]):
        return True
    return _is_followed(text, token) or _did(text, tokens, at)


def _is_followed(text: str, token: Token) -> bool:
    """Whether what stands right after the word, or a telephone beside it, speaks of a person."""
    after = text[token.end :]
    if FROM.match(after) or HERE.match(after) or is_acting(text, token):
        return True
    if text[: token.start].rstrip(" ,;—–-").endswith("\x00") and FURTHER.match(after):
        return True
    own = OWNED.match(after)
    told = PAIR.match(after) or GREETED.match(after) or re.match(r"[\s,:—–-]*\x00", after)
    return token.opens and (told is not None or (own is not None and said_in(own[1], "ru_people")))


def _did(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether what was done and to what stands before the word: "плов заказала Дилором"."""
    if at < 2 or not FURTHER.match(text[tokens[at].end :]):
        return False
    thing, verb = tokens[at - 2], tokens[at - 1]
    together = re.fullmatch(r"\s[\w]+\s", text[thing.end : tokens[at].start]) is not None
    done = has(verb.word, "VERB", "past") and said_in(verb.text, "ru_acts")
    return together and done and not thing.capital and has(thing.word, "NOUN", "inan", "accs")


def _is_for_somebody(text: str, before: Token, token: Token) -> bool:
    """Whether "для" opens a part of the sentence and no number follows the word: "для Прити без глютена"."""
    opens = re.search(r"(?:^|[,.;!?:]\s*)$", text[: before.start]) is not None
    return opens and re.match(r"\s*[\da-z]", text[token.end :]) is None


def is_acting(text: str, token: Token) -> bool:
    """Whether what follows is what people do: "не ест свинину", "просил передать"."""
    after = re.match(rf"(?:\s+{ADVERB}(?!\w))*\s+([а-яё]+)", text[token.end :])
    return after is not None and after[1] != "есть" and has(after[1], "VERB") and said_in(after[1], "ru_acts")
