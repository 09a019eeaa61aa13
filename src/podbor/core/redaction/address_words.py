"""The shapes of an address's components."""

import re

from podbor.core.redaction.spans import DASH

CAP = r"(?-i:[А-ЯЁ][а-яё]+(?:-[а-яё]{1,3}-[А-ЯЁ][а-яё]+|-[А-ЯЁа-яё]+)?)"
LATIN_CAP = r"(?-i:[A-Z][a-z']+(?:-[A-Z][a-z']+)?)"
NAMES = rf"(?:{CAP}(?:\s+{CAP}){{0,2}}|{LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}})"

TYPE = (
    r"(?:ул\.|ул\b|улиц[аеыуой]+|пр-?к?т\b\.?|пр\.|просп\b\.?|проспект[аеу]?|пер\.|пер\b|переул\w+|ш\.|ш(?=,?\s*\d)|пр-д\b|шоссе|б-р\b|бул\.|бульвар[аеу]?|"
    r"наб\.|наб\b|набережн\w+|пл\.|площад\w+|проезд[аеу]?|алле[яиюей]+|тупик[аеу]?|тракт[аеу]?|лини[яиюей]+|просек[аиеу]|мкр\b\.?|микрорайон[аеу]?|квартал[аеу]?|"
    r"ul\.|ul\b|ulitsa|prospekt|prospect|pr-t|per\.|pereulok|shosse|bulvar|naberezhnaya|rue|calle)"
)
ENGLISH_TYPE = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|terrace|way|boulevard|blvd|place|square|sq|highway|hwy|close|"
    r"crescent|prospekt|prospect|shosse|ulitsa|pereulok|bulvar)\b\.?(?:\s+(?-i:NW|NE|SW|SE|N|S|E|W)\b)?"
)
ADJECTIVE = r"[а-яё]+(?:ая|яя|ой|ей|ую|юю|ый|ий|ое|ее|ого|ому|ом)"
ORDINAL = (
    r"(?:\d{1,3}(?:-?(?:й|ый|ой|ая|я|м|ом|st|nd|rd|th))?|перв\w{2}|втор\w{2}|треть\w{1,2}|третий|четв[её]рт\w{2}|пят\w{2}|шест\w{2}|"
    r"седьм\w{2}|восьм\w{2}|девят\w{2}|десят\w{2}|first|second|third|fourth|fifth|sixth|seventh|ninth|tenth)"
)
MEASURE = (
    r"(?:г|гр|грамм\w*|кг|кило\w*|мг|мл|л|литр\w*|шт\w*|руб\w*|р|тыс\w*|см|мм|м|метр\w*|лет|год\w*|г\.|дюйм\w*|пач\w*|бут\w*|упак\w*|пакет\w*|"
    r"минут\w*|мин|час\w*|дн\w*|день|дней|чел\w*|раз\w*|ккал|вт|квт|гб|секц\w*|рол\w*|дет\w*|персон\w*|лист\w*|звезд\w*|размер\w*|"
    r"январ\w*|феврал\w*|март\w*|апрел\w*|мая|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|"
    r"g|gr|kg|mg|ml|l|cm|mm|m|oz|lb|lbs|pcs|inch\w*|packs?|bottles?|cans?|bags?|sheets?|gb|mb|w|kcal|years?|hours?|minutes?|days?|people|rub\w*|roubles?|levels?)"
)
NOT_A_QUANTITY = rf"(?![\w%₽$€°])(?![.,]\d)(?!\s*{DASH}?\s*{MEASURE}\b)(?!\s*[%₽$€°])(?!{DASH}[^\W\d])(?!:\d)"
EXTENSION = (
    r"(?:[\s,]*\b(?:(?:корп\w*|к|стр\w*|с|лит\w*|вл|corp|bldg|building|block)\b\.?\s*(?:\d{1,3}[а-яa-z]?|[а-яa-z])"
    r"|[кс]\d{1,3})\b)"
)
NUMBER = (
    rf"\d{{1,4}}(?:[а-яa-z](?!\w)|\s[абвде](?![\w.]))?(?:[/\\]\d{{1,4}}[а-я]?|{DASH}\d{{1,4}})*(?:[кс]\d{{1,3}})?"
    rf"{EXTENSION}*{NOT_A_QUANTITY}"
)
"""A house: 18к1, 44/8, 10-45, "7 корпус 2"; a letter apart only where it is no unit of measure."""

UNIT_WORD = (
    r"(?:кв\b\.?|квартир\w*|подъезд\w*|подьезд\w*|под\.|парадн\w+|домофон\w*|участ\w+|уч\.|комн\w*|"
    r"apt\b\.?|apartment|flat|kv\b\.?|podezd|p\.?o\.?\s?box|entrance|plot)"
)
WEAK_UNIT_WORD = r"(?:оф\b\.?|офис\w*|код|пом\w*|office|suite|ste\b\.?|unit|room|intercom|code)"
SPELLED = (
    r"(?:один|одна|одного|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\w{2,7}надцать|двадцать|тридцать|сорок|пятьдесят|"
    r"шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
)
WORDED = rf"{SPELLED}(?:\s+{SPELLED}){{0,2}}\b"
CODE = rf"(?:№|#|номер|no\.?)?\s*(?:\d{{1,4}}[а-яa-z]{{0,2}}\d*\b|{WORDED})"
STATE = r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
INDEX = (
    r"(?<!\d)\d{6}(?!\d)|(?-i:\b[A-Z]{2}\s+\d{5}\b|\b[A-Z]{1,2}\d[\dA-Z]?\s\d[A-Z]{2}\b)"
    rf"|(?-i:(?<=[a-z],\s){STATE}\b|(?<=[a-z]\s){STATE}\b)"
)
UNIT = rf"\b{UNIT_WORD}\s*{CODE}|\b{ORDINAL}\s+(?:кв\.(?!\s*м)|квартир[аеуыой]+|под[ъь]езд[аеу]?|entrance)\b"
FLOOR = rf"\b(?:этаж\w*|floor|etazh)\s+{ORDINAL}\b(?!\s*{MEASURE}\b)|\b{ORDINAL}\s+(?:этаж[аеу]?|floor)\b"
NAMED = rf"(?:{NAMES}|(?:реки\s+|канала\s+)?{CAP}|(?!на\b|в\b|с\b|у\b|и\b)[а-яё]{{3,}}|[a-z]{{4,}})"
STREET = (
    rf"\b\d{{1,2}}-[а-я]{{1,2}}\s+{TYPE}(?=,?\s*\d)|"
    rf"\b(?:\d{{1,2}}-?[а-я]{{1,2}}\s+)?{TYPE}\s*(?:им\.\s*)?(?:\d{{1,2}}(?:-?[а-я]{{1,2}})?\s+)?{NAMED}"
    rf"|\b(?:{NAMES}|{ADJECTIVE})\s+{TYPE}(?!\w)(?:\s+(?-i:[А-ЯЁ]{{2}}\b))?"
    rf"|\b(?:(?-i:[NSEW])\.?\s+)?(?:\d{{1,3}}(?:st|nd|rd|th)|{LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}}?)\s+{ENGLISH_TYPE}"
)
HOUSE = rf"\b(?:д\.|д(?=\s?\d)|дом(?:а|е|у|ом)?|house|bldg\.?|building)\s*(?:номер|№|#)?\s*(?:{NUMBER}|{WORDED})"
PLACE = (
    rf"\b(?:г\.|(?<!\d)(?<!\d\s)г(?=\s)|гор\.|город[аеу]?)\s*{CAP}"
    rf"|\b(?:дер\.|деревн\w+|пос\.|п\.|посел\w+|посёл\w+|сел[оае]|снт|днт|кп|с/т|жк)\s+[«\"]?{CAP}(?:\s+{CAP})?[»\"]?"
)
PARTS = {
    "index": INDEX,
    "unit": UNIT,
    "weak": rf"\b{WEAK_UNIT_WORD}\s*{CODE}(?!\s*{MEASURE}\b)",
    "floor": FLOOR,
    "street": STREET,
    "house": HOUSE,
    "place": PLACE,
    "number": rf"(?<![\w.,/]){NUMBER}",
    "name": rf"\b{NAMES}\b",
}
COMPONENT = re.compile("|".join(f"(?P<{part}>{shape})" for part, shape in PARTS.items()), re.IGNORECASE)
GLUE = re.compile(r"[\s,;.]*(?:\b(?:на|по|в|at|on|of)\s+)?", re.IGNORECASE)
CUE = re.compile(
    r"(?:[:—]|\b(?:на|по|адрес\w*|доставк\w*|доставьте|жив\w+|это|дом[аеу]?|офис\w*|вез\w+|привез\w+|теперь|переехал\w*|"
    r"address|live|lives|at|to|deliver\w*|place))\s*(?:is|на|в|:)?\s*$",
    re.IGNORECASE,
)
RUSSIAN_STREET = re.compile(r"(?:aya|skaya|ogo|ova|eva|ina|skoe|sky|skiy)$", re.IGNORECASE)
