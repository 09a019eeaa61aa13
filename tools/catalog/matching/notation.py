"""A title's notation made even, before it is taken apart: slashes, pluses, numbers of parts, ages, accents."""

import re
from unicodedata import normalize

from podbor.core.text import fold
from podbor.tools.catalog.matching.lexicon import APOSTROPHE

LOOKALIKES = str.maketrans("авекмнорстху", "abekmhopctxy")
"""Cyrillic letters of a number that are Latin whatever the keyboard was."""
SLASHED = re.compile(r"(?<!\w)([а-я]{1,2})/([а-я]+)(?!\w)")
FOR = re.compile(r"(?<!\w)д/\s*(?=[а-я]{3})")
LAYERED = re.compile(r"(?<!\w)(двух|трех|четырех)слойн[а-я]+")
LAYERS = {"двух": "2 слоя", "трех": "3 слоя", "четырех": "4 слоя"}
PLUS = re.compile(r"(?<=[a-zа-я0-9])\+(?![\da-zа-я]|\s+[а-я])")
WITHOUT = re.compile(r"(?<!\w)б/\s*(?=[а-я]{3,}[аияы](?!\w|\.))")
LESS = re.compile(r"(?<!\w)б/([а-я]{3,})\.?")
SUGARLESS = re.compile(r"(?<!\w)б/\s*сах[а-я]*\.?")
NOT = re.compile(r"(?<!\w)н/(?=газ)")
ORIGIN = re.compile(r"^из [а-я]+: ")
"""How Samokat begins the names of imported goods: "Из Беларуси: …"."""
ORDINAL = re.compile(r"(?<=\d)(?:-(?:х|ти)|-?(?:го|й|я|е|ое|ая|th|nd|rd|st))(?!\w)")
AGED = re.compile(r"(?<=\d)\+(?=\s*(?:мес|лет|mo))")
AGE_AND_MORE = re.compile(r"(?<=мес|лет)\+")
MAINS = re.compile(r"(?<!\w)2[23]0\s*[вv](?!\w)")
MILLIAMPERES = re.compile(r"ма\s*[·*.]?\s*ч(?!\w)")
BLISTER = re.compile(r"(?<!\w)бл\.?\s*(?=\d)(\d+)(?!\s*шт)")
BULB = re.compile(r"(?<!\w)[aа]6[05](?!\w)")
DIAMETER = re.compile(r"(?<!\w)(?:d|ø)\s*=?\s*(?=\d)")
DENSITY = re.compile(r"\d+\s*(?:г|g)/(?:м|m)2?²?")
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\s*(?:iu|ме|mah)(?!\w))")
INITIALS = re.compile(r"(?<!\w)(?:[a-zа-я]\.\s*){2,}")
LINEN = re.compile(r"(?<!\w)бель[яеёю](?!\w)")
"""A homonym of "белый" once it is stemmed."""
ACCENTED = re.compile("[\u00e0-\u024f]")
TITLED = re.compile(r"(?<!\w)(dr|mr|mrs|др|мр)\.")
NUMERO = re.compile(r"(?<![a-z])(?:no|n)\.?\s*(?=\d)")
FROM_AGE = re.compile(r"(?<=[а-я»\"] )(?:1[0-8]|\d)\+(?!\s*\d+\s*(?:шт|$))(?!\d)")
"""The age in "Агуша 4+"; not the plus of "S10+" or of "5+1"."""
PART = re.compile(r"\([a-z][a-z-]*\d[\w./-]*\)")
"""A maker's number of a part in brackets: "(A3092)"."""
BY = re.compile(r"(?<=см|мм)\s*[xх×*]\s*(?=\d)")
INITIAL = re.compile(r"(?<!\w)[а-я]\.(?=[а-я]{3})")
MEMORY = re.compile(r"(?<=\d)\s*\+\s*(?=\d+\s*(?:gb|гб))")
ALL_IN_ONE = re.compile(r"(?<=all in )one(?!\w)")
NETWORK = re.compile(r"(?<!\w)[345]g(?!\w)(?=.*\d\s*(?:gb|гб))|(?<=gb|гб) [345]g(?!\w)")
DOCTOR = re.compile(r"(?<!\w)(?:доктор|д-р|др)\.?\s+(?=[a-zа-я])")
MISTER = re.compile(r"(?<!\w)(?:мистер|мр)\.?\s+(?=[a-zа-я])")
SAINT = re.compile(r"(?<!\w)st\.\s*(?=[a-z])")
BIO = re.compile(r"(?<!\w)(?:био|bio)[ -]?(?=йогурт|кефир|ряженк|творо|yogh?urt|kefir)")
FAT = re.compile(r"(?<=%)\s*(?:fat|жирн[а-я]*\.?)(?!\w)")
VOLTS = re.compile(r"(?<!\w)1[.,]5\s*[вv](?!\w)")
MONTHS = re.compile(r"(?<=\d)\s*[мm](?:\+|(?=\+))")
"""The age in "1м+"."""
DOZEN = re.compile(r"(?<!\w)(?:десяток|1 ?дес)(?!\w)")
EGG_GRADE = re.compile(r"(?<!\w)(яй[цч].*?)\s(?:перв(?:ая|ой)|1-?й?|i)\s+категори[яи]")
PARTICLE = re.compile(r"(?<=[a-z]) [vsik] (?=[a-z])")

STEPS = (
    (MONTHS, " мес"),
    (MEMORY, "/"),
    (DOCTOR, "dr "),
    (MISTER, "mr "),
    (SAINT, "st "),
    (BIO, ""),
    (FAT, ""),
    (VOLTS, " "),
    (DOZEN, "10 шт"),
    (EGG_GRADE, r"\1 с1"),
    (BY, " "),
    (PART, " "),
    (NETWORK, " "),
    (FOR, "для "),
    (SUGARLESS, "без сахара "),
    (WITHOUT, "без "),
    (LESS, r"без\1."),
    (NOT, "не"),
    (ORIGIN, ""),
    (BULB, " "),
    (DIAMETER, " "),
    (DENSITY, " "),
    (MILLIAMPERES, "mah"),
    (THOUSANDS, ""),
    (BLISTER, r"\1 шт"),
    (AGED, " "),
    (AGE_AND_MORE, " "),
    (MAINS, " "),
    (FROM_AGE, " "),
    (LINEN, " "),
)
LATER = (
    (ALL_IN_ONE, "1"),
    (INITIAL, ""),
    (ORDINAL, ""),
    (TITLED, r"\1 "),
    (NUMERO, " "),
    (PARTICLE, " "),
    (SLASHED, r"\1\2"),
    (PLUS, " plus "),
)


def prepared(title: str) -> str:
    """A folded title with its slashes ("с/к", "д/волос") and pluses ("S10+") in words."""
    folded = plain(APOSTROPHE.sub("", fold(title))).replace("&", " and ")
    folded = LAYERED.sub(lambda match: LAYERS[match[1]], _replaced(folded, STEPS))
    folded = INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", folded)
    return _replaced(folded, LATER)


def _replaced(text: str, steps: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, written in steps:
        text = pattern.sub(written, text)
    return text


def plain(text: str) -> str:
    """Without the accents of Latin letters: "tresemmé" is "tresemme"; "й" and "ё" are letters of their own."""
    return ACCENTED.sub(lambda match: normalize("NFD", match[0])[0], text)
