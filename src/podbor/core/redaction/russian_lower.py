"""Given names in Russian without a capital letter, by what stands around them: "пусть тимур поднимется", "не мне, а диме"."""

import re
from collections.abc import Sequence

from podbor.core.morphology import has, mostly, parses
from podbor.core.redaction.name_words import said_in
from podbor.core.redaction.russian_strangers import is_acting
from podbor.core.redaction.russian_tokens import Token
from podbor.core.redaction.russian_words import is_given, is_only

CALLED = re.compile(r"\s+(?:меня|его|её|ее|её|маму|жену|мужа|сына|дочь|дочку|нас)?\s*(?:зовут|звать)(?!\w)")
PRONOUN = re.compile(r"\s*,?\s+(?:он|она|пусть|чтобы|чтоб|что|если|когда|номер|тел)(?!\w)")
PAIR = re.compile(r"\s+(?:и|с|да)\s+([а-яё]{3,})\s+(?:не\s+|тоже\s+|уже\s+|оба\s+|обе\s+|все\s+)?([а-яё]+)")
TOLD = re.compile(
    r"(?:позв[ао]н\w+|звон\w+|перезв[ао]н\w+|набер\w+|наб[ие]рай\w*|скаж\w+|передай?\w*|отда[йтмё]\w*|напиш\w+|вруч\w+|верн\w+|спрос\w+|позов\w+)"
    r"(?:\s+(?:не|мне|лучше|сразу|потом|пожалуйста|плиз|плз|лично|сначала|а|и|или|ему|ей|нам|на|номер|трубку|пакет\w*|заказ\w*|коробк\w|всё|все|это|ключ\w?|"
    r"деньги|сдачу|маме|жене|мужу|[а-яё]{3,}[уеюи]))*\s*,?\s*(?:а\s+|и\s+|или\s+)?$",
    re.IGNORECASE,
)
"""Who is called or told something, whatever stands between; misspelt verbs, too."""
TOLD_HIM = re.compile(
    r"(?:скаж\w+|передай?\w*|отда[йтмё]\w*|вруч\w+|верн\w+|дай\w*|оставь\w*|принес\w+|привез\w+|завез\w+|отнес\w+|купи\w*|налож\w+|отложи\w*)\s+$",
    re.IGNORECASE,
)
WITH = re.compile(
    r"(?:вместе\s+со?|мы\s+со?|вдвоем\s+со?|вдвоём\s+со?|договорил\w+\s+со?|говорил\w*\s+со?|встре[тч]\w+\s+со?)\s+$",
    re.IGNORECASE,
)
LET = (
    "пусть",
    "пускай",
    "чтобы",
    "чтоб",
    "если",
    "когда",
    "а",
    "но",
    "и",
    "только",
    "что",
    "потому",
    "мой",
    "моя",
    "наш",
    "наша",
    "завтра",
    "сегодня",
)


def in_lower_case(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a given name without a capital acts, is told something, called so or kept company."""
    token = tokens[at]
    if token.capital or len(token.text) < 3 or said_in(token.text, "ru_products"):
        return False
    if _is_addressed(text, token) or (_is_somebody(token.word) and _acts_or_presents(text, tokens, at)):
        return True
    if not _is_name(token.word):
        return False
    after, before = text[token.end :], text[: token.start]
    if CALLED.match(after) or (has(token.word, "ablt") and WITH.search(before)):
        return True
    if not has(token.word, "nomn") and parses(token.word):
        return False
    free = token.opens or re.search(r"[,;—–-]\s*$", before) is not None or tokens[at - 1].word in LET
    return (free and is_acting(text, token)) or _is_one_of_two(text, token)


def _is_addressed(text: str, token: Token) -> bool:
    """Whether somebody is called or given something: "принесите лене", "звоните не мне, а диме"."""
    after, before = text[token.end :], text[: token.start]
    datives = [tag for tag, _ in parses(token.word) if "datv" in tag]
    if datives and all("Name" in tag for tag in datives) and TOLD_HIM.search(before):
        return True
    sure = _is_name(token.word) or PRONOUN.match(after) or re.match(r"\s*(?:$|[,.!]|\x00)", after)
    return bool(sure) and _is_told(token.word) and TOLD.search(before) is not None


def _acts_or_presents(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether what people do follows a name that opens, or "я" stands before it: "гена ждёт", "я света, из …"."""
    if (tokens[at].opens or tokens[at - 1].word in LET) and is_acting(text, tokens[at]):
        return True
    presented = at > 0 and tokens[at - 1].word == "я"
    return presented and re.match(r"\s*(?:[,.!]|$|из\s)", text[tokens[at].end :]) is not None


def _is_somebody(word: str) -> bool:
    """Whether the word is a nominative of a name and of nothing else: "гена", "света"."""
    nominatives = [tag for tag, _ in parses(word) if "nomn" in tag or "ADJS" in tag or "VERB" in tag]
    return bool(nominatives) and all("Name" in tag and "sing" in tag for tag in nominatives)


def _is_name(word: str) -> bool:
    return is_only(word, "Name") or (not parses(word) and is_given(word))


def _is_told(word: str) -> bool:
    """Whether the word is a dative or an accusative of a name as likely as of anything else."""
    if not parses(word):
        return is_given(word) and word.endswith(("е", "у", "ю", "и", "а"))
    return mostly(word, "Name") and (has(word, "Name", "datv") or has(word, "Name", "accs"))


def _is_one_of_two(text: str, token: Token) -> bool:
    """Whether another such name and a verb in the plural follow: "женька и маруся приедут"."""
    pair = PAIR.match(text[token.end :])
    return pair is not None and (_is_name(pair[1]) or mostly(pair[1], "Name")) and has(pair[2], "VERB", "plur")
