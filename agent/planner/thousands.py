"""Sums whose thousands go without saying.

Beside coffee for 1,990 roubles "до полутора?" is 1,500, beside machines for 17,990 "under fifteen" is 15,000.
"""

import re

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.bounds import ABOUT_WORDS, MAX_WORDS, MIN_WORDS
from podbor.agent.planner.numerals import normalise_numbers, number_of, numbers_in

THOUSAND = 1000
LEAST_SHARE, MOST_TIMES = 0.1, 3
"""A sum in thousands is at least this share of the cheapest price on screen, and at most so many times the dearest."""
_SLANG = {"двадцатк": 20, "тридцатк": 30, "сороковник": 40, "сорокет": 40, "полтинник": 50}
_INFLECTED = re.compile(rf"(?P<root>{'|'.join(_SLANG)})(?:а|у|и|ой|ом)?", re.IGNORECASE)
_AMOUNT = r"(?P<amount{at}>\d{{1,2}}(?:[.,]\d)?|[^\W\d]+)(?P<half{at}> с половиной| and a half)?"
_END = r"(?=\s*(?:$|[?!.,;)]|(?:до|to|and|давай\w*|пожалуйста|плиз|please|max|максимум|не больше|есть|найд\w*|можно|хватит)(?!\w)))"
_OF_AN_ITEM = re.compile(r"дешевле|дороже|\w+er than", re.IGNORECASE)
""" "cheaper than two" may speak of the second item."""
_BOUND = re.compile(
    rf"(?<!\w)(?P<bound>(?:{MAX_WORDS}|{MIN_WORDS}|{ABOUT_WORDS})\s+){_AMOUNT.format(at=1)}{_END}"
    rf"|(?<![\w.,])(?<!тысячи )(?<!тыщи ){_AMOUNT.format(at=2)}(?=,?\s+(?:не больше|не дороже|максимум|tops|max|at most)(?!\w))",
    re.IGNORECASE,
)

_ONE_AND_A_HALF = re.compile(
    rf"(?<!\w)(?P<bound>(?:{MAX_WORDS}|{MIN_WORDS}|{ABOUT_WORDS})\s+)(?:полутора|полтор[аы]){_END}", re.IGNORECASE
)
_AT_MOST_ONE_AND_A_HALF = re.compile(
    r"(?<!\w)полтор[аы](?=,?\s+(?:не больше|не дороже|максимум|макс|потолок)(?!\w))", re.IGNORECASE
)
IN_THOUSANDS = re.compile(r"(?<!\w)(?:в тысячах|сколько тысяч|in thousands|how many thousand)(?!\w)", re.IGNORECASE)
"""What a question asks for a sum in."""


def say_thousands(text: str, context: PlannerContext) -> str:
    """Return the message with bounds in thousands of roubles in full where they are asked for, or all on screen costs thousands.

    A number with a unit, and one that would be out of proportion to the prices on screen, stays as it is. "Полтора" beside a bound
    in thousands is a thousand and a half.
    """
    text = _beside_thousands(text)
    prices = [item.price_rub for item in context.slate if item.price_rub]
    if prices and max(prices) * MOST_TIMES >= THOUSAND * 3 // 2:
        text = _AT_MOST_ONE_AND_A_HALF.sub(str(THOUSAND * 3 // 2), text)
    asked = IN_THOUSANDS.search(context.asked) is not None
    if not asked and (not context.need or not prices or min(prices) < THOUSAND):
        return text

    def written(found: re.Match[str]) -> str:
        at = "1" if found["bound"] else "2"
        value = _value(found[f"amount{at}"])
        if value is None or not asked and value <= len(context.slate) and _OF_AN_ITEM.match(found["bound"] or ""):
            return found[0]
        full = round((value + (0.5 if found[f"half{at}"] else 0)) * THOUSAND)
        likely = asked or LEAST_SHARE * min(prices) <= full <= MOST_TIMES * max(prices)
        return f"{found['bound'] or ''}{full}" if likely else found[0]

    return _BOUND.sub(written, text)


def _beside_thousands(text: str) -> str:
    if not any(number >= THOUSAND for number in numbers_in(text)):
        return text
    return _ONE_AND_A_HALF.sub(rf"\g<bound>{THOUSAND * 3 // 2}", text)


def _value(amount: str) -> float | None:
    slang = _INFLECTED.fullmatch(amount)
    if slang is not None:
        return _SLANG[slang["root"].lower()]
    if amount[0].isdecimal():
        return float(amount.replace(",", "."))
    one_and_a_half = normalise_numbers(f"{amount} тысяч") == str(THOUSAND * 3 // 2)
    return 1.5 if one_and_a_half else number_of(amount)
