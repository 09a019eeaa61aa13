"""The shapes of an address's components."""

import re

from podbor.core.redaction.spans import DASH

CAP = r"(?-i:[А-ЯЁ][а-яё]+(?:-[а-яё]{1,3}-[А-ЯЁ][а-яё]+|-[А-ЯЁа-яё]+|-\d{1,2}(?!\d))?)"
SHORT_CAP = rf"(?-i:(?:[А-ЯЁ]|Ср|Ст|Бол|Мал|Верх|Нижн|Нов|Ак)\.\s?{CAP})"
"""Б. Никитская, Ст. Басманная."""
LATIN_CAP = r"(?-i:[A-Z][A-Za-z']*[a-z](?:'s)?(?:-[A-Z][a-z']+)?)"
TOWN_ON = (
    rf"{LATIN_CAP}[\s-](?:upon|under|le|on(?=[\s-](?:Thames|Sea|Trent|Avon|Tyne|Wye|the|Hudson|Lake)))"
    rf"(?:[\s-]the)?[\s-]{LATIN_CAP}"
)
"""Kingston upon Thames, Clacton-on-Sea."""
TITLED = rf"{CAP}\s+(?:батыра?|хана?|ата|жырау|би)\b"
"""Кабанбай батыра."""
NAMES = rf"(?:{SHORT_CAP}|{TITLED}|{TOWN_ON}|{CAP}(?:\s+{CAP}){{0,2}}|{LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}})"

TYPE = (
    r"(?:ул\.|ул\b|улиц[аеыуой]+|пр-?к?т\b\.?|пр\.|просп\b\.?|проспект[аеу]?|пер\.|пер\b|переул\w+|ш\.|ш(?=,?\s*\d)|пр-д\b|шоссе|б-р\b|б\.(?=\s?[А-Я])|кольц[оаеу]м?\b|бул\.|бульвар[аеу]?|"
    r"наб\.|наб\b|набережн\w+|пл\.|площад\w+|проезд[аеу]?|алле[яиюей]+|тупик[аеу]?|тракт[аеу]?|лини[яиюей]+|просек[аиеу]|мкрн?\b\.?|м-н\b|микрорайон[аеу]?|"
    r"квартал[аеу]?|спуск[аеу]?|взвоз[аеу]?|подъ[её]м[аеу]?|дорог[аеу]|просп\.|"
    r"ul\.|ul\b|ulitsa|prospekt|prospect|pr-t|per\.|pereulok|shosse|bulvar|naberezhnaya|proezd|ploshchad)"
)
FOREIGN_TYPE = (
    r"(?:rue|avenue|boulevard|quai|place|calle|avenida|av\.|paseo|plaza|carrer|via|viale|piazza|corso|rua|ulica|trg|jalan|jl\.)"
    r"(?:\s+(?:de\s+la|de\s+l'|de|du|des|del|della|dei|da|do|dos|la|el)\b)?"
)
ENGLISH_TYPE = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|court|ct|terrace|way|boulevard|blvd|place|square|sq|highway|hwy|close|"
    r"crescent|cres|prospekt|prospect|pr-t|pr|ul|per|nab|shosse|ulitsa|pereulok|bulvar|proezd|grove|gardens?|gdns|mews|parade|hill|view|row|gate|walk|rise|park|green|wharf|quay|"
    r"loop|plaza|parkway|pkwy|trail|trl|circle|cir|alley|path|crossing|heights|estate|villas|bend|ridge|pike|turnpike|freeway|expressway|route|"
    r"croft|meadows?|vale|passage|yard|approach|side|cottages|villas|common|broadway|arcade|lawn|wynd|brae|esplanade|causeway|quadrant|bypass|landing|cove|pointe?)\b\.?"
    r"(?:\s+(?-i:NW|NE|SW|SE|N|S|E|W|North|South|East|West)\b)?"
)
LAST_TYPE = (
    r"(?-i:Dr|Drive|Rd|Road|St|Street|Ave|Avenue|Ln|Lane|Ct|Court|Way|Blvd|Cir|Circle|Pl|Place|Pkwy|Ter|Terrace|Close|"
    r"Crescent|Loop)"
)
"""After a name that ends in a type itself: Oak Ridge Dr."""
PLAIN_TYPE = (
    r"(?:street|st|avenue|ave|road|rd|lane|ln|boulevard|blvd|crescent|terrace|gardens|close|cottages|mews|grove|court)\b"
    r"\.?"
)
"""Types that are understood behind words in lower case, too, where a number stands before."""
ADJECTIVE = r"[а-яё]+(?:ая|яя|ой|ей|ую|юю|ый|ий|ое|ее|ого|ому|ом)"
ORDINAL = (
    r"(?:\d{1,3}(?:-?(?:й|ый|ой|ая|я|ю|ую|м|ом|му|го|st|nd|rd|th))?|(?:(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто|сто)\s)?(?:перв\w{2,3}|втор\w{2,3}|треть\w{1,3}|третий|четв[её]рт\w{2,3}|пят\w{2,3}|шест\w{2,3}|"
    r"седьм\w{2,3}|восьм\w{2,3}|девят\w{2,3})|десят\w{2,3}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|top|ground|upper|lower)"
)
MEASURE = (
    r"(?:г|гр|грамм\w*|кг|кило\w*|мг|мл|л|литр\w*|шт\w*|руб\w*|р|тыс\w*|см|мм|м|метр\w*|лет|год\w*|г\.|дюйм\w*|пач\w*|бут\w*|упак\w*|пакет\w*|"
    r"минут\w*|мин|час\w*|дн\w*|день|дней|чел(?:овек\w*)?|раз\w*|ккал|вт|квт|гб|секц\w*|рол\w*|дет\w*|персон\w*|лист\w*|звезд\w*|размер\w*|градус\w*|процент\w*|"
    r"январ\w*|феврал\w*|март\w*|апрел\w*|мая|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|"
    r"g|gr|kg|mg|ml|l|cm|mm|m|oz|lb|lbs|pcs|inch\w*|packs?|bottles?|cans?|bags?|sheets?|gb|mb|w|kcal|years?|hours?|minutes?|days?|people|rub\w*|roubles?|levels?)"
)
NOT_A_QUANTITY = (
    rf"(?!(?!кв\.|под\.|эт\.)[\w%₽$€°])(?![.,]\d)(?!\s*{DASH}?\s*{MEASURE}\b)(?!\s*[%₽$€°])(?!{DASH}[^\W\d])(?!:\d)"
)
EXTENSION = (
    r"(?:[\s,]*\b(?:(?:кор(?:п\w*)?|к|стр\w*|с|лит\w*|вл|k|korp(?:us)?|str|corp|bldg|building|block)\b\.?\s*(?:\d{1,3}[а-яa-z]?|[а-яa-z])"
    r"|[кс]\d{1,3})\b)"
)
NUMBER = (
    rf"(?:\d{{1,2}}(?=[а-яa-z](?!\w))|\d{{1,5}}(?!(?-i:[гмлgml])(?!\w)))(?:[а-яa-z](?!\w)|\s[абвде](?![\w.]))?(?:[/\\]\d{{1,4}}[а-я]?|(?:{DASH}|\s{DASH}\s)\d{{1,4}})*(?:[ксks]\d{{1,3}}(?:{DASH}\d{{1,4}})?)?"
    rf"{EXTENSION}*{NOT_A_QUANTITY}"
)
"""A house: 18к1, 44/8, 10-45, "7 корпус 2"; a letter apart only where it is no unit of measure."""

UNIT_WORD = (
    r"(?:кв(?:\b\.?|(?=\d))|квартир\w*|апарт(?:аменты?|ы|\.)|подъезд\w*|подьезд\w*|под\.|парадн\w+|домофон\w*|участ\w+|уч\.|уч-к|комн\w*|в/ч|код\s+(?:от\s+)?(?:двери|подъезда|домофона)|"
    r"apt(?:\b\.?|(?=\d))|apartment|flat|wohnung|appartement|piso|departamento|kv(?:\b\.?|(?=\d))|kvartira|podezd|podyezd|p\.?o\.?\s?box|entrance|plot)"
)
WEAK_UNIT_WORD = (
    r"(?:оф(?:\b\.?|(?=\d))|офис\w*|код|пом\.|помещени\w*|павильон\w*|бокс|каб\.|кабинет\w*|ангар\w*|склад(?:е|а|у)?|домик\w*|палат[аеуы]|аудитори\w+|"
    r"office|suite|ste\b\.?|unit|room|rm\b\.?|intercom|(?:gate|door|buzz|buzzer|entry)\s+code|code|penthouse|kod|domofon)"
)
ASIDE_WORD = (
    r"(?:номер|гараж\w*|секци\w*|блок|корп\w*\.?|общежити\w*|вход|под(?=\s?\d)|эт(?=\s?\d)|"
    r"level|lot|block|blk|bldg\.?|bld\.?|gate|dorm|villa|sector|trailer|cabin|chalet|buzzer|buzz|box)"
)
"""They belong to an address and make none."""
SPELLED = (
    r"(?:один|одна|одного|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|\w{2,7}надцать|двадцать|тридцать|сорок|пятьдесят|"
    r"шестьдесят|семьдесят|восемьдесят|девяносто|сто|двести|триста|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
)
WORDED = rf"{SPELLED}(?:[\s-]+{SPELLED}){{0,2}}\b"
CODE = (
    rf"(?:№|#|номер|number|no\.?)?\s*"
    rf"(?:[а-яa-z]?\d{{1,5}}(?:[*#/-]\d{{1,6}}){{0,2}}[#*]?[а-яa-z]{{0,2}}\d*[#*]?(?!\w)|{WORDED})"
)
STATE = (
    r"(?:A[BLKZR]|BC|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ABADEINOST]|N[BCDEHJLMSVY]|O[HKNR]|PA|QC|RI|S[CDK]|T[NX]|UT|V[AT]|W[AIVY]|"
    r"VIC|NSW|QLD|TAS|ACT)"
)
POSTCODE = r"[a-z]{1,2}\d[\da-z]?\s?\d[abd-hjlnp-uw-z]{2}"
INDEX = (
    rf"(?<!\d)\d{{6}}(?!\d)|(?-i:\b[A-Z]{{2,3}}\s+\d{{4,5}}(?:-\d{{4}})?\b|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b|\b[A-Z]\d[\dW]\s[A-Z\d]{{4}}\b)"
    rf"|\b{POSTCODE}\b|(?-i:\b\d{{5}}(?=\s+[A-Z][a-z])|(?:(?<=[a-z],\s)|(?<=[a-z]\s))[A-Z]{{1,2}}\d{{1,2}}[A-Z]?(?=[,.;]|\s*$))"
    rf"|(?-i:\b(?:NYC|LA|СПб|Спб|МСК|Мск|ЕКБ|Екб|НСК)\b)|(?-i:(?<=[a-z],\s){STATE}\b|(?<=[a-z]\s){STATE}\b)"
)
UNIT = (
    r"\b(?:apt\b\.?|apartment|flat)\s(?-i:[A-Z]\b)|"
    rf"(?:\b|(?<=\d)){UNIT_WORD}:?\s*{CODE}(?!\s*(?:сот(?:ок|к)|га\b|{MEASURE}\b))"
    rf"|\b(?!перв\w+\s+кварт){ORDINAL}\s*(?:кв\.(?!\s*м)|квартир[аеуыой]+|под[ъь]езд[аеу]?|под\.|под(?=\s*(?:[,;]|$|\d))|entrance)(?!\w)"
    r"|\b(?:(?:top|ground|first|second|third|upper|lower|\d(?:st|nd|rd|th))\s+floor|basement|garden)\s+flat\b"
)
FLOOR = (
    rf"\b(?:этаж\w*|эт\.|floor|fl\.?|etazh)\s*{ORDINAL}\b(?!\s*{MEASURE}\b)"
    rf"|\b{ORDINAL}\s*(?:этаж[аеу]?|эт\b\.?|floor|fl\b\.?)(?!\w)"
)
OF_WATER = r"(?:реки|канала|вала|моста)"
NO_STREET = r"(?!на\b|в\b|с\b|у\b|и\b|от\b|под\b|для\b)"
LOWER_WORD = rf"{NO_STREET}[а-яё]{{3,}}"
TWO_LOWER = rf"{LOWER_WORD}\s+(?!дом\b|корп)[а-яё]{{3,}}(?=,?\s+(?:д\.?\s?|дом\s)?\d)"
"""маршала жукова 37."""
NAMED = (
    rf"(?:{CAP}\s+{OF_WATER}|{CAP}\s+и\s+{CAP}|{NAMES}|(?:{OF_WATER}\s+)?{CAP}|{LOWER_WORD}\s+{CAP}|{TWO_LOWER}|{LOWER_WORD}|"
    r"[a-z]{4,})"
)
MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[ая]"
DATED = rf"\d{{1,4}}(?:-?[а-я]{{1,5}})?\s+(?:лет(?:ия)?|года|{MONTH}|{CAP})"
NUMBERED_TYPE = (
    r"(?:лини[яиюей]+|микрорайон[аеу]?|мкрн?\b\.?|комплекс[аеу]?|просек[аиеу]|квартал[аеу]?|алле[яиюей]+|ряд|проезд|"
    r"улица)"
)
NEXT_HOUSE = r"(?=,?\s*(?:\d|д\.|дом\b|вл\.|кв|уч|корп|к\.|стр))"
DIRECTION = r"(?:(?-i:NW|NE|SW|SE|[NSEW])\.?\s+)"
NUMBERED_STREET = r"\d{1,3}(?:st|nd|rd|th)"
FOREIGN_END = (
    r"(?:str\.|strass?e|gasse|weg|platz|allee|damm|ufer|graben|chaussee|"
    r"straat|gracht|kade|laan|plein|singel|gatan|vej|utca)"
)
FOREIGN = rf"\b{FOREIGN_TYPE}\s+{LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}}|(?-i:\b[A-Z][a-z]+{FOREIGN_END}(?!\w))"
STREET = (
    rf"\b\d{{1,3}}-?[а-я]{{0,2}}\s+{NUMBERED_TYPE}(?:\s+В\.\s?О\.?)?{NEXT_HOUSE}|\b{NUMBERED_TYPE}\s*№?\s*\d{{1,3}}(?=\s*[,.])"
    rf"|(?-i:\b\d{{1,2}}\s+(?:Мая|Января|Марта|Октября|Февраля|Августа|Декабря))(?=,?\s*\d)"
    rf"|(?-i:\b(?:Перв|Втор|Треть|Четв[её]рт|Пят)[а-яё]{{1,3}}\s+[А-ЯЁ][а-яё]+(?:ая|ую|ой|яя|юю|ей|ий|ый))(?:\s+{TYPE})?{NEXT_HOUSE}"
    rf"|\b\d{{1,2}}-?[йяе]\s+{CAP}(?:\s+{CAP})?(?:\s+{TYPE})?{NEXT_HOUSE}|\b\d{{2}}(?:-?\s?летия|\s+лет|-лет)\s+(?:{CAP}|(?-i:[А-Я]{{3,6}}\b))"
    rf"|\b{TYPE}\s*{DATED}(?:\s+(?:{CAP}|(?-i:[А-Я]{{3,6}}\b)))?"
    rf"|\b(?:\d{{1,2}}-?[а-я]{{1,2}}\s+)?{TYPE}\s*(?:им\.\s*)?(?:\d{{1,2}}(?:-?[а-я]{{1,2}})?\s+)?{NAMED}"
    rf"|\b(?:{NAMES}|{ADJECTIVE})\s+{TYPE}(?!\w)(?!\s+(?-i:[а-яё]{{4,}}\s+[А-ЯЁ]))(?:\s+(?-i:[А-ЯЁ]{{2}}\b))?"
    rf"|{FOREIGN}"
    rf"|\b(?:{DIRECTION}|(?<=\d\s)[nsew]\s+(?=\d))?(?:{NUMBERED_STREET}|(?!{SPELLED}\s){LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}}?)\s+{ENGLISH_TYPE}(?:\s+{LAST_TYPE}\b\.?)?(?:\s+(?-i:[VP])\.\s?(?-i:[OS])\.)?|(?-i:\b[A-Z]{{2,3}}\s+Road\b)"
    rf"|\b(?:county\s+road|state\s+road|highway|hwy|route|rte)\s+\d{{1,4}}(?:\s+(?:north|south|east|west|[nsew])\b)?"
    rf"|(?<=\d\s){DIRECTION}{LATIN_CAP}(?=\s*(?:$|[,;]|apt|unit|\#))"
    rf"|(?-i:\b(?:(?:[A-Z][a-z]+\s+)?Soi|Road|Street|Lane)\s+\d{{1,3}}\b)"
    rf"|(?:(?<=\d\s)|(?<=\d[a-z]\s))(?!(?:piece|pack|pcs|person)s?\b)(?:[a-z][a-z']+\s+){{1,3}}?{PLAIN_TYPE}(?!\w)"
)
BUILDING = (
    rf"\b(?:{LATIN_CAP}\s+){{1,3}}(?-i:Cottage|House|Farm|Farmhouse|Lodge|Barn|Manor|Hall|Mill|Rectory|Vicarage|Mansions?|Towers?|"
    r"Building|Apartments|Residences?|Chapel|Villas?|Dairy|Forge|Grange|Oast|Stables|Bungalow|Campus|Hilton|Hotel|Acres|Enclave|Residency|Society)\b"
    rf"|(?-i:\bThe(?:\s+[A-Z][a-z]+){{1,2}})(?=,\s+(?:\d{{1,4}}[a-z]?\s+)?(?:{LATIN_CAP}\s+){{1,2}}{ENGLISH_TYPE})"
)
HOUSE = (
    rf"\b(?:д\.|д(?=\s?\d)|дом(?:а|е|у|ом)?|вл\.|влад\.|владени[ея]|домовладени[ея]|корпус[аеу]?|корп\.|dom|korpus|korp\.|stroenie|к\.(?=\s?\d)|стр\.|строени[ея]|house|bldg\.?|building|"
    rf"h\.\s?no\.|(?-i:d\.?)(?=\s\d))\s*(?:номер|№|#|number|no\.?)?\s*(?:\d{{1,2}}\.\d{{1,2}}(?=,?\s*(?:кв|под|эт|секц|$))|{NUMBER}|{WORDED})"
    rf"|\b\d{{1,3}}\s+дом(?!\w)|\b{ORDINAL}\s+дом(?=\s+(?:на|по)\s+(?-i:[А-ЯЁ]))|\bк\d{{2,4}}(?=,?\s*(?:кв|под|эт))"
    rf"|\b{WORDED}(?=\s+(?:{LATIN_CAP}\s+){{1,3}}{ENGLISH_TYPE})"
    rf"|\b{WORDED}(?=\s*(?:$|[,;.!]\s*(?:$|кв|под|эт)|\s(?:кв|квартир|подъезд|этаж|корпус)))"
)
LOCALITY = (
    r"(?:(?:дер|пос|рп|р\.\s?п|пгт|х|с|д|п|ст|тер|мкр|гор)\.|деревн\w+|(?:дачн\w+\s+|коттеджн\w+\s+)?пос[её]л\w+|(?-i:СТ)(?=\s)|сел[оае]|пгт|рп|хутор\w*|аал|улус|наслег|кишлак|кордон|слобод\w+|заимк\w+|станиц\w+|ст-ц\w|аул\w*|"
    r"(?:тер\.?\s+)?(?:снт|днт|днп|тсн|тсж|кп|с/т|жк|гск|бц|тц|трц)|гостиниц\w+|отел[ьея]\w*|санатори\w+|(?:садов\w+\s+|гаражн\w+\s+)?(?:кооператив\w*|товариществ\w+)|башн\w+|усадьб\w+|станци\w+|разъезд|микрорайон|жил\w+\s+комплекс\w*|территори\w+|остров\w*)"
)
REGION = (
    rf"(?-i:[А-ЯЁ][а-яё-]+(?:ая|ой|ую|\.))\s+обл(?:\.|аст\w+|\b)|(?-i:[А-ЯЁ][а-яё-]+(?:ий|ого|ому|ом|ый))\s+(?:р-н\w?|район\w?|край|края|крае|остров\w?|округ\w?|г\.\s?о\.?|м\.\s?о\.?|городск\w+\s+округ\w?)(?!\w)"
    rf"|\bг\.\s?о\.\s*{CAP}|\bресп(?:\.|ублик\w)\s*{CAP}|(?-i:\b(?:МО|ЛО|РФ)\b|\bВ\.\s?О\.|\bП\.\s?С\.)"
)
PLACE = (
    rf"\b(?:г\.|(?<!\d)(?<!\d\s)г(?=\s)|гор\.|город[аеу]?)\s*{CAP}(?:\s+{CAP})?"
    rf"|\b{LOCALITY}\s*[«\"][^«»\"]{{1,40}}[»\"]|\b(?:жк|кп|снт|днт|тсн)\s+[а-яё]{{3,}}(?:\s+[а-яё]{{3,}})?(?=,?\s+(?:д\.|дом\b|корп|к\.|уч|ул|\d))|\b(?:village|town|township|borough|hamlet)\s+of\s+{LATIN_CAP}(?:\s+{LATIN_CAP})?"
    rf"|\b{LOCALITY}\s*(?:станции\s+|ст\.\s*)?[«\"]?{CAP}(?:\s+{CAP})?(?:\s+(?:имени|им\.)\s+{CAP}|\s+[а-яё]{{4,}}(?=,))?[»\"]?|\b{REGION}|\b(?:kvartal|mkr|mikrorayon|dorm(?:itory)?|hostel|общежити[ея])\s*№?\s*\d{{1,3}}\b"
)
WHERE = r"(?:(?<=\bна\s)|(?<=\bпо\s)|(?<=\bадрес\s)|(?<=\bадрес:\s))"
LOWER = (
    rf"|(?<![\w-])(?!(?:на|по|дом|это|кв|квартира|адрес)\b)[а-яё]{{4,}}(?=[\s,]+\d{{1,3}}[а-я]?(?:[/-]\d+)?[\s,]+(?:кв|подъ|под\.))"
    rf"|\b[a-z]{{3,}}(?=,?\s+{POSTCODE}\b)"
    rf"|{WHERE}\b[а-яё]{{4,}}(?=,?\s+\d{{1,3}}[а-я]?(?:[/к-]\d+)?\s*(?:$|[,.;!?]|\d{{1,2}}\s+(?:под|кв|эт)))"
)
"""Names in lower case, where what follows leaves no doubt: "ленина 5 кв 12"."""
PARTS = {
    "index": INDEX,
    "unit": UNIT,
    "weak": rf"(?-i:\b[A-Z]-\d{{1,4}})(?=,\s+[A-Z])|\b{WEAK_UNIT_WORD}\s*{CODE}(?!\s*{MEASURE}\b)",
    "floor": FLOOR,
    "street": STREET,
    "house": HOUSE,
    "place": PLACE,
    "building": BUILDING,
    "aside": (
        rf"\b{ASIDE_WORD}\s*{CODE}(?!\s*{MEASURE}\b)|\b(?:общежити[ея]|студгородок)\b"
        r"|\b(?:block|blk|tower|wing|building|bldg)\.?\s(?-i:[A-Z])(?!\w)|#\s?\d{1,4}[a-z]?(?:-\d{1,4})?\b"
    ),
    "number": (
        rf"(?-i:\bNo\.|\b[Nn]umber)\s?\d{{1,4}}(?=,?\s+[A-Z])|(?<![\w./])(?<!\d,){NUMBER}"
        rf"|(?<![\w./])\d{{1,5}}(?=\s+{DIRECTION}(?:{NUMBERED_STREET}|{LATIN_CAP}(?:\s+{LATIN_CAP}){{0,2}})\s+{ENGLISH_TYPE})"
    ),
    "name": rf"\b{NAMES}\b{LOWER}",
}
COMPONENT = re.compile("|".join(f"(?P<{part}>{shape})" for part, shape in PARTS.items()), re.IGNORECASE)
GLUE = re.compile(
    r"[\s,;.()—–]*(?:\b(?:налево|направо|прямо|слева|справа|вход\s+(?:со?|через|из|под)\s+[а-яё]+|во\s+дворе|со\s+двора|за\s+шлагбаумом|(?:через|под|в)\s+арк[уе]|двор|арка)\b[\s,]*)?(?:\b(?:на|по|в|at|on|of|in|уг\.|угол)\s+)?",
    re.IGNORECASE,
)
CUE = re.compile(
    r"(?:[:—]|\b(?:на|по|до|к|от|из|возле|напротив|около|адрес\w*|доставк\w*|доставьте|доставить|жив\w+|это|дом[аеу]?,?|офис\w*|вез\w+|привез\w+|теперь|"
    r"переехал\w*|address|live|lives|at|to|deliver\w*|place))\s*(?:is|на|в|:)?\s*$",
    re.IGNORECASE,
)
SENT_TO = re.compile(
    r"(?:(?:deliver\w*|ship\w*|send|bring|come|drop\w*)(?:\s+(?:it|them|this|everything|my\s+order))?\s+(?:to|at)|\baddress(?:\s+is)?:?|\bliv(?:e|ing)\s+(?:at|on)|"
    r"(?:i'm|i\s+am|we're|we\s+are|located|based|staying)\s+at)\s*$",
    re.IGNORECASE,
)
"""What only an address follows: "deliver it to 64 Broadway"."""
BARE_STREETS = re.compile(
    r"(?:The\s+[A-Z][a-z]+|Broadway|Kingsway|Queensway|Parkside|Piccadilly|Whitehall|Strand|Bowery|Cheapside|Haymarket|[A-Z][a-z]+(?:gate|side|way))$"
)
RUSSIAN_STREET = re.compile(r"(?:aya|skaya|ogo|ova|eva|ina|skoe|sky|skiy|ka)$", re.IGNORECASE)
