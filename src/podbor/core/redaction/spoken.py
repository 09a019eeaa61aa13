"""Numbers that are dictated: in words, or in words and figures mixed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = (
    "ноль|нуль|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять",
    "zero|one|two|three|four|five|six|seven|eight|nine",
)
VALUES = {
    **{word: str(value) for value, word in enumerate("ноль один два три четыре пять шесть семь восемь девять".split())},
    **{word: str(value) for value, word in enumerate(UNITS[1].split("|"))},
    **{
        f"{stem}надцать": str(10 + value)
        for value, stem in enumerate("один две три четыр пят шест сем восем девят".split(), start=1)
    },
    **{
        word: str(value)
        for value, word in enumerate(
            "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=10
        )
    },
    **{
        word: f"{value}0"
        for value, word in enumerate(
            "десять двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split(), start=1
        )
    },
    **{
        word: f"{value}0"
        for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
    },
    **{
        word: f"{value}00"
        for value, word in enumerate(
            "сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split(), start=1
        )
    },
    **{"нуль": "0", "одна": "1", "две": "2", "двенадцать": "12", "oh": "0", "o": "0", "nought": "0", "naught": "0", "fourty": "40"},
    **{"единица": "1", "двойка": "2", "тройка": "3", "четверка": "4", "пятерка": "5", "шестерка": "6", "семерка": "7"},
    **{"восьмерка": "8", "девятка": "9", "нолик": "0"},
}  # fmt: skip
"""Number words (ё as е) as figures."""
TWICE = {"double": 2, "triple": 3, "treble": 3, "дважды": 2, "трижды": 3}
PLURALS = {"нуля": "0", "нулей": "0", "ноля": "0", "нолей": "0", "единицы": "1", "двойки": "2", "тройки": "3", "четверки": "4",
           "пятерки": "5", "шестерки": "6", "семерки": "7", "восьмерки": "8", "девятки": "9"}  # fmt: skip
"""After a number they are said that many times: "три семёрки"."""
PLUS = ("plus", "плюс")
HUNDRED = "hundred"
WORD = "|".join(sorted({*VALUES, *TWICE, *PLURALS, *PLUS, HUNDRED}, key=len, reverse=True))
ITEM = rf"(?:(?:{WORD})(?!\w)|\d{{1,11}}(?!\w))"
RUN = re.compile(rf"(?<![\w.,])\+?\(?{ITEM}(?:[\s,;.()-]{{1,3}}{ITEM})+", re.IGNORECASE)
PIECE = re.compile(r"[^\W\d_]+|\d+")
FEWEST_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A number told in words: where, its digits, of how many words or figures, and of how many words."""

    start: int
    end: int
    digits: str
    pieces: int
    words: int


def spoken(text: str) -> Iterator[Spoken]:
    """Yield the numbers of several words."""
    for match in RUN.finditer(text.replace("ё", "е")):
        pieces = PIECE.findall(match[0].lower())
        words = sum(piece.isalpha() for piece in pieces)
        if words >= FEWEST_WORDS:
            yield Spoken(start=match.start(), end=match.end(), digits=figures(pieces), pieces=len(pieces), words=words)


def figures(pieces: list[str]) -> str:
    """Return what number words and figures spell.

    >>> figures("восемь девятьсот двадцать шесть сорок ноль два".split())
    '89264002'
    >>> figures("seven double oh nine hundred".split())
    '700900'
    """
    groups: list[str] = []
    times = 1
    for piece in pieces:
        value = VALUES.get(piece) or (piece if piece.isdigit() else "")
        if piece in PLUS:
            continue
        if piece in TWICE:
            times = TWICE[piece]
            continue
        if piece in PLURALS:
            count = groups.pop() if groups and len(groups[-1]) == 1 else "2"
            groups.append(PLURALS[piece] * int(count))
        elif piece == HUNDRED:
            groups.append((groups.pop() if groups else "1") + "00")
        elif groups and times == 1 and piece in VALUES and _completes(groups[-1], value):
            groups[-1] = groups[-1][: -len(value)] + value
        else:
            groups.append(value * times)
        times = 1
    return "".join(groups)


def _completes(group: str, value: str) -> bool:
    """Whether "five" goes into the zero of "twenty", "forty-two" into those of "nine hundred"."""
    return (
        value != "0"
        and group[0] != "0"
        and len(value) < len(group)
        and group.endswith("0" * len(value))
        and len(group) <= 3
    )
