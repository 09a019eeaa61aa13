"""E-mail addresses, also the ones that are spelled out so that robots do not see them."""

import re

from podbor.core.redaction.spans import Span, apart, matches
from podbor.core.redaction.spoken import WORD

LOCAL = r"[\w][\w.+%'-]*"
SIGN = r"(?:dot|точка|underscore|нижнее\s+подч[её]ркивание|подч[её]ркивание|dash|hyphen|дефис|тире|минус|plus|плюс)"
AT_WORD = r"(?:at|эт|ат|собак[ауе]|собачк[ауе]|пс?[её]сик|гав|dog)"
AT = rf"(?:\s*[\[({{<]\s*(?:{AT_WORD}|a|@)\s*[\])}}>]\s*|\s+{AT_WORD}\s+|\s*@\s*|(?<=\w)-{AT_WORD}-)"
SURE_AT = r"(?:\s*[\[({<]\s*(?:at|a|а|эт|собака|собачка|@)\s*[\])}>]\s*|\s+(?:собака|собачка|dog)\s+|\s*@\s*)"
DOT = r"(?:\s*(?:\.|[\[({<]\s*(?:dot|точка|\.)\s*[\])}>])\s*|\s+(?:dot|точка|тчк)\s+|-dot-)"
SPELLED_DOT = r"(?:\s*[\[({<]\s*(?:dot|точка)\s*[\])}>]\s*|\s+(?:dot|точка|тчк)\s+|-dot-)"
TLD = r"(?:ru|com|net|org|ру|ком|рф|su|by|kz|ua|info|io|me|co|de|uk)"
PROVIDER = (
    r"(?:g-?mail|googlemail|yahoo|hotmail|outlook|icloud|proton(?:mail)?|aol|mail|yandex|ya|rambler|list|inbox|bk|"
    r"яндекс|мэйл|мейл|маил|мэил|майл|ге?мейл|джи\s?-?ме?йл|джимэйл|гмэйл|гмаил|жмейл|рамблер|инбокс|лист|бк|я)"
)
LABELS = rf"[\w-]+(?:{DOT}[\w-]+)+"
SPELLED_NUMBER = rf"(?:{WORD}|\d+)(?!\w)"
SPELLED_LOCAL = rf"{LOCAL}(?:\s+{SPELLED_NUMBER}|\s+{SIGN}\s+[\w.+'-]+|\s?[\[(](?:dot|точка)[\])]\s?\w+){{0,12}}"
PLAIN = re.compile(rf"(?<![\w.+-])(?P<it>{LOCAL}@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+)")
SPELLED = re.compile(
    rf"(?<![\w.+-])(?P<it>(?:\w+\s+{SIGN}\s+)?{SPELLED_LOCAL}{SURE_AT}{LABELS}"
    rf"|{SPELLED_LOCAL}{AT}[\w-]+(?:{SPELLED_DOT}[\w-]+)+\b(?!\s+at\s+[\w-]+{SPELLED_DOT})"
    rf"|[\w']+(?:-dot-[\w']+)*-at-\w+(?:-dot-\w+)+"
    rf"|{SPELLED_LOCAL}{AT}{PROVIDER}[\s,]+{TLD}(?:\s+uk)?\b"
    rf"|{SPELLED_LOCAL}\s*@\s*[\w-]+[\s,]+{TLD}\b)",
    re.IGNORECASE,
)
CUE = re.compile(
    rf"(?:почт\w*|мыло|мейл\w*|имейл\w*|e-?mail\w*|mail)(?:\s+(?:is|это|у\s+меня|мо[йяё]|такая|будет))?\s*[:—-]?\s+"
    rf"(?P<it>[\w.+'-]+(?:\s+[\w.+'-]+){{0,5}}\s+(?:собака|собачка)\s+(?:{LABELS}|[\w-]+\s+{TLD}\b))",
    re.IGNORECASE,
)
ENGLISH_CUE = re.compile(
    rf"\b(?:e-?mail|mail)(?:\s+address)?(?:\s+is|'s|:)\s+(?P<it>(?:[\w.+'-]+\s+){{0,3}}[\w.+'-]+\s+at\s+[\w-]+(?:{SPELLED_DOT}[\w-]+)+)",
    re.IGNORECASE,
)
"""After "my mail is" all words up to the sign belong to it: "анна маша 85 собака яндекс ру"."""
NICK = re.compile(
    rf"(?<![\w.+@-])(?P<it>[a-z](?=[a-z-]*[._\d])[\w.+-]+\s+[^\W\d_]{{1,8}}\s+{PROVIDER}\.{TLD})(?!\w)", re.IGNORECASE
)
"""Whatever word is said for the sign between a nickname and a provider: "kot_77 хвост mail.ru"."""


def emails(text: str) -> list[Span]:
    """Find e-mail addresses."""
    return apart(
        [
            *matches(PLAIN, text, "email"),
            *matches(SPELLED, text, "email"),
            *matches(CUE, text, "email"),
            *matches(ENGLISH_CUE, text, "email"),
            *matches(NICK, text, "email"),
        ]
    )
