"""Given names in Russian without a capital letter, by what stands around them: "пусть тимур поднимется", "не мне, а диме"."""

import re
from collections.abc import Sequence

from podbor.core.redaction.morphology import has, mostly, parses
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
TOLD_HIM = re.compile(r"(?:скаж\w+|передай?\w*|отда[йтмё]\w*|вруч\w+|верн\w+|дай\w*|оставь\w*)\s+$", re.IGNORECASE)
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
    after, before = text[token.end :], text[: token.start]
    named = _is_name(token.word)
    if named and CALLED.match(after):
        return True
    if (
        TOLD.search(before)
        and _is_told(token.word)
        and (named or PRONOUN.match(after) or re.match(r"\s*(?:$|[,.!]|\x00)", after))
    ):
        return True
    if not named:
        return False
    if has(token.word, "ablt") and WITH.search(before):
        return True
    if not has(token.word, "nomn") and parses(token.word):
        return False
    last = tokens[at - 1] if at else None
    free = token.opens or (last is not None and (last.word in LET or re.search(r"[,;—–-]\s*$", before) is not None))
    return (free and is_acting(text, token)) or _is_one_of_two(text, token)


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
