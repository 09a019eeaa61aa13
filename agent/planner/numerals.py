"""Numbers in words and slang become digits before the planner sees a message, and the prices of a plan are held to them.

Russian and English share one engine; text2num knows no Russian and neither language's shop slang ("косарь", "half a grand").
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|.", re.DOTALL)
_GROUPED = re.compile(r"(?<![\w.,])(?!0\.)(\d{1,3})((?:[   ]\d{3})+|(?:,\d{3})+|(?:\.\d{3})+)(?![\d])(?![.,]\d)")
_INTEGER = re.compile(r"(?<![\d.,])\d{1,9}(?![\d])(?![.,]\d)")
_WORTH_DIGITS = 20
"""Bare number words below this stay words: they are positions, packs and names ("пицца четыре сыра")."""
_MEMORY = re.compile(r"\s*(?:[гт]б|gb|tb|gig|гиг)", re.IGNORECASE)
_PIECES = re.compile(r"\s*(?:шт\w*|pcs|pieces)(?!\w)", re.IGNORECASE)
"""After a number, and a size before it, they are what a pack holds: "памперс 4 100 шт"."""
_MEMORY_SIZES = frozenset({"128", "256", "512"})
"""After the number of a model they are what it stores: "айфон 15 256"."""
_SCREEN = re.compile(
    r"(?<!\w)(?:тв|теле(?:визор|к)\w*|монитор\w*|экран\w*|проектор\w*|\w*камер\w*|видео\w*|приставк\w*|плеер\w*|"
    r"разрешени\w+|tvs?|tell(?:y|ies)|televisions?|monitors?|screens?|displays?|projectors?|\w*cams?|"
    r"cameras?|videos?|players?|u?hdr?|hdmi)(?!\w)",
    re.IGNORECASE,
)
"""Things whose "4K" and "8K" is how sharp a picture they show, where no word of a price stands before it."""
_RESOLUTIONS = frozenset({4, 8})
_OF_A_PRICE = frozenset(
    "до от за под дороже дешевле больше меньше максимум минимум около примерно где-то рублей тысяч бюджет "
    "under over to from max maximum about around for above below than least most budget spend between and is".split()
)

_UNITS = {
    1: "один одна одну одной одного one",
    2: "два две двух двум двумя two",
    3: "три трёх трем трём тремя three",
    4: "четыре четырёх четырем четырьмя four",
    5: "пять пяти пятью five пятёрка пятёрку пятёрки",
    6: "шесть шести шестью six",
    7: "семь семи семью seven",
    8: "восемь восьми восемью eight",
    9: "девять девяти девятью nine",
    10: "десять десяти десятью ten десятка десятку десятки",
    11: "одиннадцать одиннадцати eleven",
    12: "двенадцать двенадцати twelve",
    13: "тринадцать тринадцати thirteen",
    14: "четырнадцать четырнадцати fourteen",
    15: "пятнадцать пятнадцати fifteen",
    16: "шестнадцать шестнадцати sixteen",
    17: "семнадцать семнадцати seventeen",
    18: "восемнадцать восемнадцати eighteen",
    19: "девятнадцать девятнадцати nineteen",
}
_TENS = {
    20: "двадцать двадцати twenty",
    30: "тридцать тридцати thirty",
    40: "сорок сорока forty fourty",
    50: "пятьдесят пятидесяти fifty писят пийсят",
    60: "шестьдесят шестидесяти sixty",
    70: "семьдесят семидесяти seventy",
    80: "восемьдесят восьмидесяти eighty",
    90: "девяносто девяноста ninety",
}
_HUNDREDS = {
    100: "сто ста",
    200: "двести двухсот двумстам двумястами двести",
    300: "триста трёхсот трёмстам трехста тремястами",
    400: "четыреста четырёхсот",
    500: "пятьсот пятисот пятиста пицот питьсот пятсот пятьюстами",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
_NOTES = {
    10: "чирик червонец tenner",
    25: "четвертак",
    50: "полтинник полтинника полтос полтоса полсотни",
    100: "сотыга сотка сотку сотки соткой стольник",
    1500: "полтораха полтораху полторахи полторахой",
    500: "пятихатка пятихатку пятихатки пятихаткой пятихат пятихатника пятихатник полтысячи полтыщи полкосаря полштуки",
}
_MULTIPLIERS = {
    100: "сотня сотню сотни сотен соток стольника стольников hundred hundreds hundo hunnid",
    1000: (
        "тысяча тысячу тысячи тысяч тысячей тысячами тыща тыщу тыщи тыщ тыщей тыс тыш тысч тысяча "
        "косарь косаря косарем косарями косарей косарика косарик косариков косых штукарь штукаря штукарей "
        "тыр тыщенка тыщенку тыщонка тыщонку тысчонка тысчонку тыщенки тыщонки тысчонки thousand thousands grand thou"
    ),
    1_000_000: "миллион миллиона миллионов млн лям ляма лямов million",
}
_ONE_AND_A_HALF = "полтора полторы полутора полтары полторашка полторашки полторашку"
_COUPLE = "пара пару пары парочка парочку парочки парой couple"
_GENITIVE_PLURAL = frozenset(
    {"тысяч", "тыщ", "косарей", "косых", "штукарей", "сотен", "соток", "стольников", "тысч", "косариков"}
)
_GENITIVE_SINGULAR = frozenset({"тысячи", "тыщи", "тыщенки", "тыщонки", "тысчонки", "косаря", "штукаря", "сотни"})
_ATTACHED = {"к": 1000, "k": 1000, "тр": 1000, "т": 1000, "тыс": 1000, "тыщ": 1000, "м": None}
_BETWEEN = frozenset({"до", "за", "в", "на", "под", "от", "около", "где", "то"})
_RANGE = frozenset({"до", "to", "и", "and", "или", "or"})
_KELVINS = 1000
"""From here on "K" stands for kelvins: a lamp of 4000K."""
_PRICED = r"(?:до|от|за|дороже|дешевле|больше|меньше|максимум|около|примерно|пределах)"
_NO_SUM = "".join(
    rf"(?<!{said} )" for said in (r"\d", "₽", "р", r"р\.", "руб", r"руб\.", "рублей", "рубля", "сотен", "соток")
)
"""A sum that stands before "за штуку" is what one costs."""
_POINTED = r"(?:gimme|give me|take|want|like|drop|with|about|than|add|get|buy|compare|love|order)"
_SPOKEN = tuple(
    (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), written)
    for pattern, written in (
        (rf"({_POINTED}) no\.? ?(\d{{1,2}})(?! ?(?:%|g|kg|ml|l))", r"\1 number \2"),
        (r"(?<!a )half (?:a )?k", "500"),
        (r"(?:a )?quarter (?:of )?(?:a )?(?:grand|thousand|k)|четверть (?:тысячи|тыщи|косаря)", "250"),
        (r"(\d)[kк](\d)", r"\1.\2k"),
        (r"(hundred|thousand|grand) n(?= (?:a half|(?:twen|thir|for|fif|six|seven|eigh|nine)ty))", r"\1 and"),
        (r"(and a half|one|two|three|four|five|six|seven|eight|nine|ten|couple|couple of|few) k", r"\1 thousand"),
        (r"kosar\w{0,3}", "thousand"),
        (r"poltor[ayi](?= (?:sotn|tys|kosar))", "one and a half"),
        (r"соточк[ауи]|сотенк[ауи]", "100"),
        (r"sotk[aiu]|sotn(?:ya|yu|i)", "hundred"),
        (r"py?atik?hatk\w{1,2}", "500"),
        (r"a monkey(?= (?:at (?:the )?(?:very |absolute )?most|max|tops)(?!\w))", "500"),
        (r"(?<!за )штук[ауи](?= (?:сто|двести|триста|четыреста|(?:пять|шесть|семь|восемь|девять)сот)(?!\w))", "тысяча"),
        (rf"({_PRICED}) (двух|тр[её]х|четыр[её]х|пяти|полутора) штук(?=\s*(?:$|[,.;!?)]))", r"\1 \2 тысяч"),
        (rf"({_PRICED}|в) полтораш\w{{1,2}}(?! *(?:пив|квас|вод|кол|лимонад|минерал|сок))", r"\1 1500"),
        (rf"({_PRICED}) двухсот(?:к[иу]|очк[иу])", r"\1 200"),
        (rf"({_PRICED}) тр[её]хсот(?:к[иу]|очк[иу])", r"\1 300"),
        (rf"({_PRICED}) пятисот(?:к[иу]|очк[иу])", r"\1 500"),
        (rf"({_PRICED}) двушк[иу]", r"\1 2000"),
        (rf"({_PRICED}) двадцатк[иу]", r"\1 20000"),
        (rf"({_PRICED}) тридцатк[иу]", r"\1 30000"),
        (rf"({_PRICED}) сорок(?:ет[ауе]?|овник[ауе]?)", r"\1 40000"),
        (
            rf"({_PRICED}) (двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|\d{{1,2}}) кусков",
            r"\1 \2 тысяч",
        ),
        (rf"({_PRICED}) тр[её]шк[иу]", r"\1 3000"),
        (rf"{_NO_SUM}({_PRICED}) (?:одной )?штук[иу](?=\s*(?:$|[,.;!?)]))", r"\1 1000"),
    )
)
"""Slang for sums that is more than a word, or is one only where a price is said; Russian slang in Latin letters."""
_TAKEN_BACK = re.compile(r"(?<!\w)не (?:до|от|за) \d+,? а (?=(?:до|от|за) \d)", re.IGNORECASE)
"""A price that is put right in passing: "не до 100, а до 150"."""
_AT_LEAST = r"(?:от|минимум|не дешевле|не меньше|from|at least|minimum)"
_AT_MOST = (
    r"(?:до|максимум|не дороже|не больше|to|under|up to|at (?:the )?(?:very |absolute )?most|maximum|max|"
    r"(?:not|no|nothing) (?:over|above|more than))"
)
_COUNTED = r"\s*(?:%|шт|кг|г\b|л\b|литр|вечера|утра|час|минут|kg|pm|am|pcs|pieces|pack|l\b|g\b|o'clock)"
_FEW = rf"(?P<few>\d{{1,2}}|[^\W\d_]{{2,}})(?P<half> с половиной| and a half)?(?!\w|[.,]\d|{_COUNTED})"
_RISING = re.compile(
    rf"(?<!\w)(?P<said>{_AT_LEAST} (?P<full>\d+00)(?: ?(?:₽|р|руб\w*|rub\w*|roubles))?,? (?:а |и |and |but )?{_AT_MOST} ){_FEW}",
    re.IGNORECASE,
)
"""A range whose thousands are said once, with its lower end: "минимум 2000, максимум пять", "от 1500 до двух с половиной"."""
_ROUBLES = r"(?: ?(?:₽|р\b|руб\w*|rub\w*|roubles))"
_BELOW = rf"(?:{_AT_MOST}|below|less than|within|cheaper than|дешевле|в пределах)"
_AS_MOST = r"(?: at (?:the )?most| max(?:imum)?| tops| максимум)"
_OR_RATHER = (
    r"(?:хотя нет|ой|нет|стой(?:те)?|погоди(?:те)?|точнее|вернее|то есть|"
    r"actually|no|wait|(?:oh )?(?:hang|hold) on|scratch that|hm no|sorry|i mean|or rather)(?!\w)"
)
_PUT_RIGHT = re.compile(
    rf"(?<!\w)(?P<bound>{_BELOW} )(?P<full>\d+){_ROUBLES}?(?P<between>[^.;!?\d]*?)"
    rf"[,.…-]* (?>{_OR_RATHER}(?:[, ]+{_OR_RATHER})*)[, ]+(?:пусть |лучше |давай |make (?:it|that) |let's say )*"
    rf"(?:{_BELOW} (?P<few>\d+|[^\W\d_]{{2,}})(?!\w)"
    rf"|(?P<alone>\d+|[^\W\d_]{{2,}})(?=(?:{_ROUBLES}|{_AS_MOST})?\s*(?:$|[.,;!?)])))(?:{_AS_MOST})?",
    re.IGNORECASE,
)
"""A price that is put right later in the message: "до 10000 в самокате, ой, до пятнадцати", "to 4000, wait, 5000"."""
_WEIGHT = re.compile(r"\s*(?:кг|kg|л|l|т)\b", re.IGNORECASE)
"""After "3,500" it says that the comma is a decimal one."""
_CURRENCY = re.compile(r"\s*(?:₽|р\b|руб|rub|rouble|ruble|bucks|бакс)", re.IGNORECASE)


def _table(groups: dict[int, str]) -> dict[str, int]:
    return {fold(word): value for value, words in groups.items() for word in words.split()}


def fold(word: str) -> str:
    """Lower case, ё as е."""
    return word.lower().replace("ё", "е")


_UNIT = _table(_UNITS)
_TEN = _table(_TENS)
_HUNDRED = _table(_HUNDREDS)
_NOTE = _table(_NOTES)
_MULTIPLIER = _table(_MULTIPLIERS)
_HALF = {fold(word) for word in _ONE_AND_A_HALF.split()}
_PAIR = {fold(word) for word in _COUPLE.split()}


def normalise_numbers(text: str) -> str:
    """Return the text with numbers in words, slang and grouped digits as plain digits."""
    for pattern, written in _SPOKEN:
        text = pattern.sub(written, text)
    text = _GROUPED.sub(_joined, text)
    text = _Reader(_TOKEN.findall(text)).rewrite()
    return _TAKEN_BACK.sub("", _PUT_RIGHT.sub(_last_said, _RISING.sub(_upper_end, text)))


def _joined(found: re.Match[str]) -> str:
    """Grouped digits as one number; "445 446" without a word for money may be two models, as "4 100 шт" is of a pack."""
    money = _CURRENCY.match(found.string, found.end()) or re.search(
        r"(?:до|от|за|under|over|to|from|above|below|about|around|than|max|spend)\s$", found.string[: found.start()]
    )
    if found[2].startswith("."):
        return re.sub(r"\D", "", found[0]) if _CURRENCY.match(found.string, found.end()) else found[0]
    if found[2].startswith(","):
        return re.sub(r"\D", "", found[0]) if money or not _WEIGHT.match(found.string, found.end()) else found[0]
    stored = _MEMORY.match(found.string, found.end()) or found[2].strip() in _MEMORY_SIZES
    if stored and money and len(groups := re.split(r"([   ])", found[0])) > 3:
        return "".join([*groups[:-2:2], " ", groups[-1]])
    counted = _PIECES.match(found.string, found.end())
    model = (
        len(found[1]) == 3 or stored or counted or re.search(r"[a-z]\s$", found.string[: found.start()], re.IGNORECASE)
    )
    return found[0] if model and not money else re.sub(r"\D", "", found[0])


def _upper_end(found: re.Match[str]) -> str:
    half = found["half"] or ""
    value = _in_thousands(found["few"], full=found["full"], half=bool(half), above=int(found["full"]))
    return f"{found['said']}{value or found['few'] + half}"


def _in_thousands(few: str, *, full: str, half: bool = False, above: int = 0) -> int | None:
    """A bound beside `full`, in thousands where that is and `few` is none as it stands and is then more than `above`."""
    value = (int(few) if few.isdecimal() else number_of(few) or 0) * 1000 + (500 if half else 0)
    return value if above < value < 100_000 and int(full) >= 1000 else None


def _last_said(found: re.Match[str]) -> str:
    """Of a price and what it is put right to, the latter; a number far from the price may count or name things."""
    full, few = found["full"], found["few"] or found["alone"]
    value = _in_thousands(few, full=full) or number_of(few) or (int(few) if few.isdecimal() else 0)
    near = value <= 10 * int(full) and (found["few"] or 10 * value >= int(full))
    return f"{found['bound']}{value}{found['between']}" if value and near else found[0]


def number_of(word: str) -> int | None:
    """The number below a hundred that one word is, in Russian or English.

    >>> number_of("five"), number_of("двадцать"), number_of("сыр")
    (5, 20, None)
    """
    folded = fold(word)
    return _UNIT.get(folded, _TEN.get(folded))


def numbers_in(text: str) -> tuple[int, ...]:
    """The whole numbers of a normalised text, in order, each once."""
    return tuple(dict.fromkeys(int(found) for found in _INTEGER.findall(text)))


@dataclass(frozen=True)
class _Number:
    """A number read: its value, where it ends, its multiplier, and whether digits said it."""

    value: float
    end: int
    multiplier: int = 1
    literal: bool = False
    bare_word: bool = False
    prefix: str = ""


class _Reader:
    """Rewrites a list of tokens."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.words = [fold(token) for token in tokens]

    def rewrite(self) -> str:
        out: list[str] = []
        position = 0
        while position < len(self.tokens):
            number = self._number(position)
            if number is None or not self._worth(number, position):
                out.append(self.tokens[position])
                position += 1
            else:
                out.append(number.prefix + _digits(number.value))
                position = number.end
        return "".join(out)

    def _worth(self, number: _Number, start: int) -> bool:
        if number.literal and number.multiplier == 1:
            return False
        if number.multiplier > 1 or number.value >= _WORTH_DIGITS:
            return float(number.value).is_integer()
        following = "".join(self.tokens[number.end : number.end + 3])
        return bool(_CURRENCY.match(following)) and float(number.value).is_integer()

    def _number(self, at: int) -> _Number | None:
        word = self._word(at)
        if word is None:
            return None
        if word in _MULTIPLIER:
            return (
                self._spread(at) or self._inverted(at) or self._with_rest(_MULTIPLIER[word], _MULTIPLIER[word], at + 1)
            )
        base = self._small(at)
        if base is None:
            return None
        return self._multiplied(base) or self._distributed(base) or base

    def _small(self, at: int) -> _Number | None:
        """Hundreds, tens and units; digits; one and a half; a couple; a banknote."""
        word = self._word(at)
        if word is None:
            return None
        if word[0].isdigit():
            return _Number(float(word.replace(",", ".")), at + 1, literal=True)
        if word in _NOTE:
            return _Number(_NOTE[word], at + 1)
        if word in _HALF:
            return _Number(1.5, at + 1)
        if word in _PAIR:
            end = self._skip(at + 1, "of")
            return _Number(2, end)
        if word in ("half", "пол", "полу"):
            end = self._dash(self._skip(at + 1, "a"))
            return _Number(0.5, end) if self._word(end) in _MULTIPLIER else None
        if word in ("a", "an"):
            following = self._space(at + 1)
            if self._word(following) in _MULTIPLIER:
                return _Number(1, at + 1)
            if self._word(following) in _PAIR:
                return self._small(following)
            return None
        return self._summed(at)

    def _summed(self, at: int) -> _Number | None:
        total, end, ceiling = 0, at, 1000
        while True:
            start = at if end == at else self._joint(end)
            word = self._word(start)
            if word is None:
                break
            value = next((table[word] for table in (_HUNDRED, _TEN, _UNIT) if word in table), None)
            if value is None:
                break
            spoken = end > at and 1 <= total < _WORTH_DIGITS and word in _TEN and word.isascii()
            if spoken:
                total, end, ceiling = total * 100 + value, start + 1, 10
                continue
            if value >= ceiling:
                break
            total, end = total + value, start + 1
            ceiling = 100 if value >= 100 else 10 if value >= _WORTH_DIGITS else 0
            if not ceiling and not word.isascii():
                break
        return _Number(total, end, bare_word=True) if end > at else None

    def _multiplied(self, base: _Number) -> _Number | None:
        at = base.end
        half = self._half(at)
        value = base.value + (0.5 if half else 0)
        at = half or at
        attached = self._word(at)
        if base.literal and attached in ("k", "к") and (value >= _KELVINS or self._is_resolution(at - 1, value)):
            return None
        if base.literal and not half and attached in _ATTACHED and self._ends(at + 1):
            factor = _ATTACHED[attached]
            return None if factor is None else _Number(value * factor, self._dots(at + 1), factor)
        spoken = self._word(at - 1)
        at = self._dash(at) if spoken is not None and spoken.isascii() and spoken.isalpha() else self._space(at)
        if base.literal and self._word(at) in ("к", "k") and self._closes(at + 1):
            return _Number(value * 1000, at + 1, 1000)
        if (
            base.literal
            and "".join(self.words[at : at + 3]).startswith(("тр", "т.р"))
            and self._word(at) in ("т", "тр")
        ):
            return _Number(value * 1000, self._dots(at + 1), 1000)
        word = self._word(at)
        if word in _NOTE and (base.bare_word or base.literal) and 1 < base.value < _WORTH_DIGITS and not half:
            return _Number(base.value * _NOTE[word], at + 1, _NOTE[word])
        if word not in _MULTIPLIER or (value == base.value and base.value >= 1000):
            return None
        factor = _MULTIPLIER[word]
        end = at + 1
        if word == "тыс" and end < len(self.tokens) and self.tokens[end] == ".":
            end += 1
        return self._with_rest(value * factor, factor, end)

    def _is_resolution(self, at: int, value: float) -> bool:
        """Whether the number at `at`, before a "k", tells how sharp a picture is."""
        before = self._word(self._back(at)) if at else None
        return value in _RESOLUTIONS and before not in _OF_A_PRICE and bool(_SCREEN.search("".join(self.tokens)))

    def _with_rest(self, value: float, factor: int, end: int) -> _Number:
        """Add what follows a multiplier: "две тысячи | пятьсот", "two hundred | and fifty"; "hundred | thousand"."""
        half = self._half(end)
        if half is not None:
            return _Number(value + factor / 2, half, factor)
        following = self._space(end)
        word = self._word(following)
        if factor == 100 and word in _MULTIPLIER and _MULTIPLIER[word] == 1000:
            return self._with_rest(value * 1000, 1000, following + 1)
        rest = self._small(self._skip(end, "and") if word == "and" else following)
        bigger = self._multiplied(rest) if rest is not None else None
        least = 100 if rest is not None and rest.literal and bigger is None else 1
        if rest is None or not least <= rest.value < factor:
            return _Number(value, end, factor)
        if bigger is not None and bigger.value < factor:
            return _Number(value + bigger.value, bigger.end, factor)
        if bigger is not None or (rest.value < _WORTH_DIGITS and factor == 1000 and not rest.value == 10):
            return _Number(value, end, factor)
        return _Number(value + rest.value, rest.end, factor)

    def _inverted(self, at: int) -> _Number | None:
        """ "тысяч пять", "тысячи за полторы", "сотен до трёх": the multiplier goes first."""
        word = self._word(at)
        assert word is not None
        following = self._space(at + 1)
        between = self._word(following)
        prefix = ""
        if word.isascii():
            return None
        if word not in _GENITIVE_PLURAL and word not in _GENITIVE_SINGULAR:
            rest = self._small(following)
            factor = _MULTIPLIER[word]
            if rest is None or not _WORTH_DIGITS <= rest.value < factor or rest.literal and rest.value < 100:
                return None
            return _Number(factor + rest.value, rest.end, factor)
        if between in _BETWEEN:
            prefix = f"{self.tokens[following]} "
            following = self._space(following + 1)
        base = self._small(following)
        if base is None or base.value >= 1000 or self._multiplied(base) is not None:
            return None
        factor = _MULTIPLIER[word]
        if between == "до" and at > 1 and self._word(self._back(at)) == "от":
            prefix = f"{factor} {prefix}"
        if word in _GENITIVE_SINGULAR and 100 <= base.value < factor and not prefix:
            return _Number(factor + base.value, base.end, factor)
        half = self._half(base.end)
        value = base.value + (0.5 if half else 0)
        end = half or base.end
        if end < len(self.tokens) and self.tokens[end] in "-–—":
            other = self._small(end + 1)
            if other is not None and other.value > value:
                return _Number(other.value * factor, other.end, factor, prefix=f"{prefix}{_digits(value * factor)}-")
        return _Number(value * factor, end, factor, prefix=prefix)

    def _spread(self, at: int) -> _Number | None:
        """ "тысяч от пятнадцати до тридцати": both ends are of the multiplier that goes before them."""
        lower = self._space(at + 1)
        factor, low = _MULTIPLIER[self.words[at]], self._small(self._space(lower + 1))
        if self._word(lower) != "от" or low is None or low.value >= 1000:
            return None
        joint = self._space(low.end)
        high = self._small(self._space(joint + 1)) if self._word(joint) == "до" else None
        if high is None or high.value <= low.value or self._multiplied(high) is not None:
            return None
        return _Number(high.value * factor, high.end, factor, prefix=f"от {_digits(low.value * factor)} до ")

    def _distributed(self, base: _Number) -> _Number | None:
        """The first end of "две-три тысячи", "от двух до трёх тысяч", "2-3к"."""
        if base.value >= 1000:
            return None
        half = self._half(base.end)
        value = base.value + (0.5 if half else 0)
        at = half or base.end
        if at < len(self.tokens) and self.tokens[at] in "-–—":
            other = self._small(at + 1)
        else:
            connector = self._space(at)
            if (
                connector == at
                or self._word(connector) not in _RANGE
                and self.tokens[connector : connector + 1]
                not in (
                    ["-"],
                    ["–"],
                    ["—"],
                )
            ):
                return None
            other = self._small(self._space(connector + 1))
        scaled = self._multiplied(other) if other is not None else None
        if other is None or scaled is None or not value < other.value:
            return None
        if scaled.multiplier < 1000 and base.value >= _WORTH_DIGITS:
            return None
        return _Number(value * scaled.multiplier, half or base.end, scaled.multiplier)

    def _half(self, at: int) -> int | None:
        """End of "с половиной" or "and a half", if it stands here."""
        for phrase in (("с", "половиной"), ("and", "a", "half")):
            end = at
            for word in phrase:
                end = self._space(end)
                if self._word(end) != word:
                    break
                end += 1
            else:
                return end
        return None

    def _word(self, at: int) -> str | None:
        return self.words[at] if at < len(self.words) and self.words[at][0].isalnum() else None

    def _space(self, at: int) -> int:
        while at < len(self.tokens) and self.tokens[at].isspace():
            at += 1
        return at

    def _back(self, at: int) -> int:
        """Where the token before this one is, spaces skipped."""
        at -= 1
        while at > 0 and self.tokens[at].isspace():
            at -= 1
        return at

    def _joint(self, at: int) -> int:
        """Where the next word of a number starts: after spaces or the hyphen of "twenty-one"."""
        before = self._word(at - 1)
        if before in _TEN or before in _UNIT and before is not None and before.isascii():
            return self._dash(at)
        return self._space(at)

    def _dash(self, at: int) -> int:
        """After a hyphen, or after spaces."""
        return at + 1 if self.tokens[at : at + 1] == ["-"] else self._space(at)

    def _skip(self, at: int, word: str) -> int:
        at = self._space(at)
        return self._space(at + 1) if self._word(at) == word else at

    def _ends(self, at: int) -> bool:
        return at >= len(self.tokens) or not self.tokens[at][0].isalnum()

    def _closes(self, at: int) -> bool:
        rest = "".join(self.tokens[at : at + 3])
        return not rest.strip() or rest[0] in ",.!?;)" or bool(_CURRENCY.match(rest))

    def _dots(self, at: int) -> int:
        """Swallow the rest of "т.р."."""
        if self.words[at - 1] == "т" and self.tokens[at : at + 1] == ["."] and self._word(at + 1) == "р":
            return at + 3 if self.tokens[at + 2 : at + 3] == ["."] else at + 2
        return at


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
