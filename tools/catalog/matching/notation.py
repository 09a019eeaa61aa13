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
PLUS_AFTER = re.compile(r"(?<=[a-zа-я]{4})\+(?=\s)")
OF_YEARS = re.compile(r"(?<![a-zа-я\d.,])([2-8]\d)\+(?!\d|\s*\d+\s*(?:шт|$))")
"""The age in "46+" of a cream."""
FROM_YEARS = re.compile(r"(?<!\w)(?:от|после|для|с)\s+([2-8]\d)\s*(?:лет|года?)(?!\w)")
"""The same in "от 46 лет"."""
BROILER = re.compile(r"(?<!\w)цб(?!\w)\.?")
"""What receipts call a broiler."""
OLD_PET = re.compile(
    r"(?<!\w)(?:7|8|10|11|12)\+(?=.*(?:кош|кот|соба))|(?<=кошек )(?:7|8|10|11|12)\+|(?<=собак )(?:7|8|10|11|12)\+"
)
"""The age in "7+" of a pet's food."""
GROWN_PET = re.compile(r"(?<![\w+.,])1\+(?=.*(?<!\w)(?:cat|dog))")
GROWN_PET_BEFORE = re.compile(r"((?<!\w)(?:cat|dog)s?(?!\w).*?)(?<![\w+.,])1\+(?!\d)")
"""The age in "1+" of an adult pet's food, before and after the pet."""
VITAMINS = re.compile(r"(?<![\w.,-])\d{1,2}\s+витамин(?:ов|ами|а)(?!\w)")
PAPER_CLASS = re.compile(r"(?<!\w)кл(?:асс[а-я]?)?\.?\s*[abcавс](?!\w)")
MEAT_CATEGORY = re.compile(r"(?<!\w)кат(?:егори[яи])?\.?\s*[абвгд](?![\w/])\.?")
SHORT_PAIR = re.compile(r"(?<![\w-])([а-я]{3,7})-(?=[а-я]{3,9}\.)")
"""The first of two abbreviations that one full stop ends: "свин-говяд."."""
GROUND = re.compile(r"(?<!\w)мол\.?(?!\w)")
OF_GROUND = re.compile(r"(?<!\w)(?:кофе|перец|кориц|паприк|имбир|куркум|кориандр|мускатн|гвоздик)")
"""What is ground where others are of milk: "мол."."""
GAS_MIXTURE = re.compile(r"(?<!\w)газ(?:овая|\.)?\s*сред[аеы](?!\w)")
"""What a package is filled with."""
DROPS = re.compile(r"(?<![\w.,])[1-6]\s+капли(?!\w)")
"""How much pads absorb."""
STANDARD = re.compile(
    r"(?<!\w)(?:гост|ту|сто)\.?\s*(?:р|исо)?\s*№?\s*\d{2,}[\d.\-–]*(?!\d*[.,]?\d*\s*(?:г|гр|кг|мл|л|шт|g|kg|ml|l|pcs)(?!\w))"
)
"""What a food is made by: "ГОСТ 31450-2013"."""
CAN_NUMBER = re.compile(r"(?<=ж/б)\s*№\s*\d{1,2}(?!\d)")
"""The size of a can in "ж/б №5"."""
NUMBERED_BAGS = re.compile(r"(?<=№)\s*(\d{1,2})(?=\s+(?:саше|пак|пакетик|стик)[а-я]*\.?,?\s+\d)")
"""A variety's number before what is counted: "№7 саше 60 шт"."""
PLUS = re.compile(r"(?<=[a-zа-я0-9])\+(?![\da-zа-я]|\s+[а-я])")
WITHOUT = re.compile(r"(?<!\w)б/\s*(?![а-я]+[ая]я(?!\w))(?=[а-я]{3,}[аияы](?!\w|\.))")
ADJECTIVE_WITHOUT = re.compile(r"(?<!\w)б/(?=[а-я]{3,}(?:ая|яя|ый|ий|ое|ее|ые|ие|ой)(?!\w))")
"""The beginning of "б/молочная"."""
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
BLISTERED = re.compile(r"(?<![\w-])(\d{1,2})\s*-?(?:bl|bp|бл)(?!\w)")
"""Pieces of a blister: "12BL"."""
BULB = re.compile(r"(?<!\w)[aа]6[05](?!\w)")
LAMP_CODE = re.compile(r"(?<=[-/])8(27|30|40|50|65)(?=[-/\s]|$)")
"""The colour of a lamp's light in "11W-827-E27": 80 % of the sun's colours, 2,700 K."""
FROM_BIRTH = re.compile(r"(?<![\w.,])0\s?\+(?!\d)")
DIAMETER_BARE = re.compile(r"(?<!\w)(?:d|ø|диам(?:етр|\.)?)\s*[=-]?\s*([1-4]\d)(?![\d,.]|\s*(?:мм|см|cm|mm))")
LINEN_SIDES = re.compile(
    r"((?:наволочк|простын|пододеяльник|полотенц|скатерт|pillowcase|towel|tablecloth)\D*(?<![\d.,])\d{2,3}\s*[xх*×]\s*\d{2,3})"
    r"(?!\d|\s*(?:[xх*×]|см|мм|м|cm|mm|m)(?![^\W\d_]))"
)
"""Sides that nobody measures in anything but centimetres."""
DIAMETER = re.compile(r"(?<!\w)(?:d\s*=?\s*(?=\d{2})|d\s*=\s*|ø\s*=?\s*(?=\d))")
DENSITY = re.compile(r"(\d+)\s*(?:гр?|g)/(?:кв\.?\s*)?(?:м|m)2?²?")
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\s*(?:iu|ме|mah)(?!\w))")
INITIALS = re.compile(r"(?<!\w)(?:[a-zа-я]\.\s*){2,}")
LINEN_OF = re.compile(
    r"(?:для )?(цветного|черного|темного|белого|деликатного|детского)(?: и (?:темного|светлого))? белья"
)
FACED = re.compile(r"(?<![\w.,])([36])-?\s?гран[а-я]*\.?")
FACES = {"3": "трехгранный", "6": "шестигранный"}
EGGS = re.compile(r"(?<!\w)яй[цк]")
EGG_CATEGORY = re.compile(
    r"(?<!\w)(?:[сc]-?([0-3]|[oо](?=[\s,]*\d))|([0-3])\s*-?я?\s*кат(?:егори[яи])?\.?|категори[яи]\s*[сc]?([0-3]))(?!\w)"
)
LINEN = re.compile(r"(?<!\w)(?:для\s+)?бель[яеёю](?!\w)")
"""A homonym of "белый" once it is stemmed."""
ACCENTED = re.compile("[\u00e0-\u024f]")
LETTERS_OF_THEIR_OWN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that are no accented ones."""
TITLED = re.compile(r"(?<!\w)(dr|mr|mrs|др|мр)\.")
NUMERO = re.compile(r"(?<![a-z])(?:no|n)[.°º]?\s*(?=\d)")
FROM_AGE = re.compile(r"(?<=[а-я»\",.] )(?:1[0-8]|\d)\+(?!\s*\d+\s*(?:шт|$))(?!\d)")
"""The age in "Агуша 4+"; not the plus of "S10+" or of "5+1"."""
BY = re.compile(r"(?<=[\dсмcm ][мm])\s*[xх×*]\s*(?=\d)")
INITIAL = re.compile(r"(?<!\w)[а-я]\.(?=[а-я]{3})")
MEMORY = re.compile(r"(?<=\d)\s*\+\s*(?=\d+\s*(?:gb|гб))")
ALL_IN_ONE = re.compile(r"(?<!\w)(?:all|вс[её]|олл)[ -](?:in|в|ин)[ -](?:1|one|одном|уан)(?!\w)")
NETWORK = re.compile(r"(?<!\w)[345]g(?!\w)(?=.*\d\s*(?:gb|гб))|(?<=gb|гб) [345]g(?!\w)")
DOCTOR = re.compile(r"(?<!\w)(?:доктор|д-р|др)\.?\s+(?=[a-zа-я])")
MISTER = re.compile(r"(?<!\w)(?:мистер|мр)\.?\s+(?=[a-zа-я])")
SAINT = re.compile(r"(?<!\w)st\.\s*(?=[a-z])")
BIO = re.compile(r"(?<!\w)(?:био|bio)[ -]?(?=йогурт|кефир|ряженк|творо|yogh?urt|kefir)")
FAT = re.compile(r"(?<=%)\s*(?:fat|жирн[а-я]*\.?)(?!\w)")
DRAWN = re.compile(r"(?<!\w)(?:рис\.|рисунок|дизайн|принт)\s*(?=[«\"“„])")
"""What stands before the name of a drawing: "рис. «Лимоны»"."""
SIZED = re.compile(r"(?<!\w)р\.\s?(?=[0-8]\+?[\s,(]+\d+\s*[-–]\s*\d+\s*кг)")
"""A size before the weight that it is for: "р.4 7-11кг"."""
NAPPY_SIZE = re.compile(
    r"(?<![\w.,/-])(?:size|размер|р\.?)?\s*([0-8]\+?)\s+(?=(?:nappies|diapers|pants|подгузник|трусик)[а-я]*"
    r"[\s,(]+\d+\s*[-–]\s*\d+\s*(?:кг|kg))"
)
"""A size before the nappies and the weight that it is for: "1 nappies (3–5 kg)"."""
VOLTS = re.compile(r"(?<!\w)1[.,]5\s*[вv](?!\w)")
MONTHS = re.compile(r"(?<=\d)\s*[мm](?:\+|(?=\+))")
"""The age in "1м+"."""
MONTHS_RANGE = re.compile(r"(?<![\d.,])(\d{1,2}\s*[-–]\s*\d{1,2})\s*[мm](?!\w)\.?")
"""The age in "6-16м"."""
DOZEN = re.compile(r"(?<!\w)(?:десяток|1 ?дес)(?!\w)")
EGG_GRADE = re.compile(r"(?<!\w)(яй[цч].*?)\s(?:перв(?:ая|ой)|1-?й?|i)\s+категори[яи]")
LATIN_INITIAL = re.compile(r"(?<=(?<![\w.])[a-z])\.(?=[a-z]{3})")
"""The dot of "B.Well"."""
PA = re.compile(r"(?<!\w)pa\+{1,4}")
"""How much of the other rays a sun cream stops."""
PER_PACK = re.compile(r"(?<=\d)(\s*)(шт|таб|табл|капс|пак|л|пар|рул)\.?\s*/\s*(?:уп|пач|кор|бл|рул|п)[а-я]*\.?(?!\w)")
"""Pieces of a package: "20шт/уп"."""
PACK_OF = re.compile(
    r"(?<!\w)(?:pack|box|set|case|blister|упаковка|уп\.|набор из|комплект из)\s*(?:of\s+)?"
    r"(\d{1,3})(?![\w/-]|[.,]\d|\s*(?:%|[a-zа-я]))"
)
"""Pieces of a package: "pack of 12"."""
PACKED = re.compile(r"(?<![\w.,])(\d{1,3})\s*-?\s*(?:packs?|pks?|pkt|pieces?|pces?|ea|units?|шт\.? в уп\w*\.?)(?!\w)")
PER_ML = re.compile(r"(?<=\d)(\s*(?:ме|iu|мг|мкг|mg|mcg))\s*/\s*(?:мл|ml|доз[аыу]?|dose|капл[яьюи]*|г|g|таб)(?!\w)\.?")
"""What a dose is of: "15000 МЕ/мл"."""
COLOUR_OF = re.compile(
    r"(?<!\w)(?:in\s+)?colou?r:?\s+(?=(?:black|white|gr[ae]y|red|blue|green|pink|yellow|purple|silver|gold|beige|brown)(?!\w))"
)
"""The word before a colour: "colour pink"."""
PACKS_BY = re.compile(
    r"(?<![\w.,])(\d{1,3})\s*(?:уп(?:аков[а-я]*)?|пач(?:ек|ки)?|блистер[а-я]*)\.?\s*по\s*(?=\d{1,3}\s*(?:шт|лист|таб|пак|салф))"
)
"""Packs of so many pieces: "10 упаковок по 10 шт"."""
TIMES = re.compile(r"(?<=\s)[xх](\d{1,3})(?=$|[,)])")
"""Pieces at the end of a title: "x30"."""
COUNT_AFTER = re.compile(
    r"(?<!\w)(tablets|capsules|softgels|caps|tabs|таблетки|капсулы|пакетики|пастилки|табл?\.?|капс\.?)\s+(\d{1,3})(?=$|,(?!\d))"
)
"""Pieces after their noun: "tablets 30"."""
CHOCOLATES = re.compile(r"(?<![\w-])[tт]\s?(\d{1,2})(?=[\s,]+\d+(?:[.,]\d+)?\s*(?:гр?|g|кг|kg)(?!\w))")
"""Pieces in a box of chocolates: "T16, 200 g"."""
VOLTAGE = re.compile(r"(?<![\w.,])(?:3|3[.,]7|6|9|10[.,]8|12|14[.,]4|18|20|24|36)\s?(?:v(?!\w)|в(?!\w|\s*\d))")
CHARGE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?\s?(?:а[·*.]?ч|ah)(?!\w)")
GROUPED = re.compile(r"(?<=\d),(?=\d{3}\s*(?:iu|ме|mg|mcg|mah)(?!\w))")
UP_TO = re.compile(
    r"(?<!\w)(?:(?:весом|массой|весовой категории|нагрузка)\s+)?(?:до|up to|to|max|макс\.?)\s*"
    r"(?=\d+(?:[.,]\d+)?\s*(?:кг|kg|лист\w*|sheets)(?!\w))"
)
"""The end of a range: "до 5 кг" is "0-5 кг"."""
NUMERALS = {
    **dict(zip("два три четыре пять шесть семь восемь девять десять".split(), range(2, 11), strict=True)),
    **dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True)),
    "две": 2,
    "двенадцать": 12,
    "twelve": 12,
    "сто": 100,
}
NUMERAL = re.compile(rf"(?<!\w)(?:{'|'.join(NUMERALS)})(?!\w)")
UNIT_NOUN = re.compile(
    r"(?<![\w.,])(?!1\s)(\d{1,4})\s+([a-zа-я]{3,}(?:-[a-zа-я]+)?)\s+"
    r"((?:bags|teabags|tea bags|pouches|sticks|chews|servings|liners|refills|sweets|cookies|biscuits|buns|slices"
    r"|tablets|capsules|softgels|caps|wipes|pods|tabs|sachets|sheets|rolls|pieces|pcs|bars|pads|lozenges|gummies"
    r"|пакетик|таблет|капсул|саше|салфет|рулон|листов|штук|шт|леденц|пластин|пастил)[а-я]*)(?!\w)"
)
"""Counted things that a word describes: "20 pyramid bags"."""
MEASURED = frozenset("гр кг мл см мм gr kg ml mg мг mcg мкг стр шт pcs tea iu and для".split())
PARTICLE = re.compile(r"(?<=[a-z]) [vsikn] (?=[a-z])")
SHORT_WITHOUT = re.compile(r"(?<!\w)w/o\s*(?=[a-z])")
SHORT_WITH = re.compile(r"(?<!\w)w/\s*(?=[a-z])")
AND_N = re.compile(r"(?<=[a-z])(?:\s*['’`‘´]n['’`‘´]?\s*|\s+n['’`‘´]\s*)(?=[a-z])")
"""The conjunction of "Oats'n Honey"."""
PIECES_OF = re.compile(
    r"(?<![\w.,])(\d{1,3})\s*(?:bags|tea ?bags|sachets|sticks|bars|pouches|cans|bottles|pcs|шт|пак|пакетиков|саше|стиков)\.?"
    r"\s*[xх×*]\s*(?=\d+(?:[.,]\d+)?\s*(?:g|г|ml|мл)(?!\w))"
)
"""So many pieces of a weight: "100 bags x 2 g"."""
USB = re.compile(r"(?<!\w)usb[ -]?[23]\.\d(?:\s*gen\.?\s*\d(?:x\d)?)?(?!\w)")
"""The version of a plug, which shelves leave out."""

SERIES = re.compile(r"(?<!\w)сери[ия](?!\w)(?:\s*№?\s*\d{4}(?!\d))?")
"""A homonym of "серый" once it is stemmed; the thousands after it number a series whose model is told as well."""
AMONG_OTHERS = re.compile(r"(?<!\w)в\s?т\.?\s?ч\.?,?\s+(?:для\s+)?[а-я]+(?:\s+кожи)?")
"""What is among all that a title has named: "все типы кожи, в т.ч. чувствительная"."""
LATIN_UNITS = re.compile(r"(?<=\d)\s?me(?!\w)|(?<=\d{3} )me(?!\w)")
"""The units of vitamins in Latin letters."""
FROM_TO_MONTHS = re.compile(r"(?<!\w)(?:с|от)\s*(\d{1,2})\s*(?:до|по|[-–])\s*(\d{1,2})\s*(?=мес)")
"""The ages in "с 6 до 12 мес"."""

STEPS = (
    (LINEN_SIDES, r"\1 см"),
    (LATIN_UNITS, "ме"),
    (FROM_TO_MONTHS, r"\1-\2 "),
    (SERIES, " "),
    (AMONG_OTHERS, " "),
    (SHORT_WITHOUT, "without "),
    (PIECES_OF, r"\1x"),
    (USB, "usb"),
    (SHORT_WITH, "with "),
    (ALL_IN_ONE, "олл ин уан"),
    (BROILER, " цыпленка "),
    (OLD_PET, " старше 7 "),
    (GROWN_PET, " "),
    (GROWN_PET_BEFORE, r"\1 "),
    (VITAMINS, " "),
    (GAS_MIXTURE, " "),
    (PAPER_CLASS, " "),
    (MEAT_CATEGORY, " "),
    (SHORT_PAIR, r"\1. "),
    (DROPS, " "),
    (STANDARD, " "),
    (CAN_NUMBER, " "),
    (NUMBERED_BAGS, r"\1 , "),
    (PA, " "),
    (LATIN_INITIAL, " "),
    (PER_PACK, r"\1\2"),
    (PACK_OF, r" \1 шт"),
    (PACKS_BY, r"\1х"),
    (PACKED, r"\1 шт"),
    (COLOUR_OF, ""),
    (TIMES, r"\1 шт"),
    (CHOCOLATES, r"\1 шт"),
    (COUNT_AFTER, r"\1 \2 шт"),
    (CHARGE, " "),
    (VOLTAGE, " "),
    (GROUPED, ""),
    (THOUSANDS, ""),
    (PER_ML, r"\1"),
    (UP_TO, "0-"),
    (MONTHS, " мес"),
    (MONTHS_RANGE, r"\1 мес"),
    (MEMORY, "/"),
    (DOCTOR, "dr "),
    (MISTER, "mr "),
    (SAINT, "st "),
    (BIO, ""),
    (FAT, ""),
    (DRAWN, " "),
    (SIZED, " "),
    (NAPPY_SIZE, r" \1 , "),
    (VOLTS, " "),
    (DOZEN, "10 шт"),
    (EGG_GRADE, r"\1 с1"),
    (BY, " "),
    (NETWORK, " "),
    (FOR, "для "),
    (SUGARLESS, "без сахара "),
    (WITHOUT, "без "),
    (ADJECTIVE_WITHOUT, "без"),
    (LESS, r"без\1."),
    (NOT, "не"),
    (ORIGIN, ""),
    (BULB, " "),
    (LAMP_CODE, r" \g<1>00k "),
    (FROM_BIRTH, " "),
    (DIAMETER_BARE, r"\1 см "),
    (DIAMETER, " "),
    (DENSITY, r"\1 gsm "),
    (MILLIAMPERES, "mah"),
    (BLISTER, r"\1 шт"),
    (BLISTERED, r"\1 шт"),
    (AGED, " "),
    (AGE_AND_MORE, " "),
    (MAINS, " "),
    (FROM_AGE, " "),
    (OF_YEARS, r"\1"),
    (FROM_YEARS, r"\1"),
    (LINEN_OF, r"для \1 "),
    (LINEN, " "),
)
LATER = (
    (INITIAL, ""),
    (ORDINAL, ""),
    (TITLED, r"\1 "),
    (NUMERO, " "),
    (PARTICLE, " "),
    (SLASHED, r"\1\2"),
    (PLUS, " plus "),
    (PLUS_AFTER, " plus "),
)

CUBIC = re.compile(r"(?<=\d)\s*(?:куб\.?\s*см|см\s?[3³])(?!\w)|(?<=\d)\s*(?:cc|cm[3³])(?!\w)")
"""Cubic centimetres."""


def prepared(title: str) -> str:
    """A folded title with its slashes ("с/к", "д/волос") and pluses ("S10+") in words."""
    folded = plain(APOSTROPHE.sub("", AND_N.sub(" and ", fold(title)))).replace("&", " and ")
    folded = NUMERAL.sub(lambda match: str(NUMERALS[match[0]]), folded)
    folded = CUBIC.sub("мл", folded)
    folded = LAYERED.sub(lambda match: LAYERS[match[1]], _replaced(folded, STEPS))
    folded = FACED.sub(lambda match: FACES[match[1]], folded)
    if EGGS.search(folded):
        folded = EGG_CATEGORY.sub(_egg_category, folded)
    if OF_GROUND.search(folded):
        folded = GROUND.sub("молотый ", folded)
    folded = UNIT_NOUN.sub(_described, folded)
    folded = INITIALS.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", folded)
    return _replaced(folded, LATER)


def _egg_category(match: re.Match[str]) -> str:
    """The category in "С0", and in "СО" of who typed a letter."""
    category = match[1] or match[2] or match[3]
    return f" c{category if category.isdigit() else 0} "


def _described(match: re.Match[str]) -> str:
    """A count with the word that describes what is counted before it; a measure ("20 г шт") is none."""
    return match[0] if match[2] in MEASURED else f"{match[2]} {match[1]} {match[3]}"


def _replaced(text: str, steps: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, written in steps:
        text = pattern.sub(written, text)
    return text


def plain(text: str) -> str:
    """Without the accents of Latin letters: "tresemmé" is "tresemme"; "й" and "ё" are letters of their own."""
    return ACCENTED.sub(lambda match: normalize("NFD", match[0])[0], text.translate(LETTERS_OF_THEIR_OWN))
