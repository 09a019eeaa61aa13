"""Holds a plan to the prices that the message says.

A small model now and then drops a bound or takes "10 лет" for a price. What the message says of
these is regular enough to be read by rule, so the plan is put right and never the other way round.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.holding.segments import Mention, beside, said_again, starts_of
from podbor.agent.planner.language import Act, Bounds, Find

NOT = (
    r"(?:nothing|nowt|neither|none|never|not(?: (?:a|one) (?:penny|rouble|ruble|kopeck))?|no(?: item)?|"
    r"(?:do|does|ca|wo|is|are|should|must|would)n['’]?t)"
    r"(?: (?:go|going|be|is|(?:to )?cost|costing|one|of it|of them|come to|(?:want to |wanna |going to )?(?:pay|spend)))?"
)
REFUSED = r"(?=\s+\d+(?:\s*(?:₽|р|руб\w*))?\s+не\s)"
""" "дороже 2500 не берём"."""
MAX_WORDS = (
    rf"до|(?<!где-то )(?<!примерно )(?<!около )руб\w*\s+за(?! \d+ (?:где-то|примерно))|"
    rf"не дороже|не больше|не более|не выше|(?:дороже|выше){REFUSED}|(?!дешевле{REFUSED})дешевле|максимум|макс|в пределах|"
    rf"{NOT} (?:over|above|more than|exceed|exceeding|pricier than|dearer than|past)|"
    r"under|below|within|up to|(?:till|until)(?=\s+\d{3})|max|at most|less than|cheaper than"
)
MIN_WORDS = (
    rf"от|дороже|дешевле{REFUSED}|не дешевле|не меньше|не менее|не ниже|минимум|{NOT} (?:under|below|less than|cheaper than)|"
    "from|over|above|at least|more than|pricier than|dearer than|upwards of"
)
AT_LEAST = re.compile(r"(?<!\w)(?:at least|не дешевле|не меньше|не менее|не ниже|минимум)(?!\w)", re.IGNORECASE)
"""A lower bound and nothing else; "more than 500" may be too much."""
ABOUT_WORDS = "(?:round )?about|около|примерно|где-то|в районе|порядка|приблизительно|around|roughly|approximately"
UNITS = (
    r"г|гр|грамм\w*|кг|кило\w*|мл|л|литр\w*|шт(?:ук\w*)?|см|мм|м|метр\w*|лет|год\w*|мес(?:яц\w*)?|раза?|размер\w*|минут\w*|час(?:а|ов)?|дн\w*|день|чел\w*|персон\w*|вт|гб|мб|ампер\w*|ватт\w*|вольт\w*|градус\w*|калори\w*|ккал|"
    r"процент\w*|дюйм\w*|сантиметр\w*|миллиметр\w*|миллилитр\w*|гигабайт\w*|терабайт\w*|кельвин\w*|недел\w*|лист\w*|"
    r"per ?cent|centimet\w*|millimet\w*|millilit\w*|gigabyte\w*|feet|ft|weeks?|"
    r"g|gr|gram\w*|kg|kilo\w*|mah|dpi|kcal|calori\w*|ml|l|litre\w*|liter\w*|pcs|pieces|cm|mm|m|metre\w*|inch\w*|year\w*|month\w*|minute\w*|hour\w*|day\w*|people|w|gb|mb|amps?|watts?|volts?|degrees?|%|x|х"
)
SHARED = re.compile(
    r"кажд|соответственно|остальн|(?<!\w)(?:former|latter|тоже|"
    r"оба|обе|обоих|обеих|всё|все|прочее|туда же|и то,? и (?:то|другое|это)|одно|то и другое|"
    r"перв(?:ое|ый|ая|ую|ые)(?! раз)|втор(?:ое|ой|ая|ую|ые)(?! раз)|"
    r"each|every|everything|both|all|apiece|either|neither|respectively|those|"
    r"the (?:rest|others?)|(?:per|the|a) (?:item|piece|kilo)|(?:first|second)(?! time))(?!\w)",
    re.IGNORECASE,
)
"""A bound that these go with is that of several searches, or is told by their order, which the model reads."""
EACH = re.compile(r"(?<!\w)(?:кажд\w+|each|apiece)\W*$", re.IGNORECASE)
"""Said last of a message, of the one price that all its searches have."""
PAUSE = re.compile(r"[,;:.—–]|\s-\s")
"""Before a bound at the end it leaves open whether the last product alone is meant: the model tells."""
NUMBER = r"(\d+)(?![\d.,]*\d)"
CONDITION = re.compile(r"(?<!\w)(?:if|unless|если)(?!\w)[^,;.!?]*$", re.IGNORECASE)
"""After it "over 500" may be what is not to be: "if it's more than 350 I'll use toothpaste"."""
A_PIECE = r"(?:штук[аи]|шт\.?|кило|кг|kilo|kg|(?:per|a) \w+|each|apiece)(?!\w)"
"""What a price is of: "до 180 штука"; the planner tells it from a size."""
MEASURED = rf"(?!\s+of\s+(?:us|them)\b)(?!\s*(?:{UNITS})(?![^\W\d_]))(?!\s*[-–]?\s*(?:{UNITS})(?![^\W\d_]))"
BOUND = re.compile(
    rf"(?<!\w)(?:(?P<max>{MAX_WORDS})|(?P<min>{MIN_WORDS})|(?P<about>{ABOUT_WORDS}))\s+{NUMBER}(?!s(?!\w)){MEASURED}"
    rf"(?!\s*(?:-|–|до|to)\s*\d+\s*(?:{UNITS})(?![^\W\d_]))",
    re.IGNORECASE,
)
BOUND_AFTER = re.compile(
    rf"(?<![\w.,-]){NUMBER}(?:\s*(?:₽|р|руб\w*|roubles?|rubles?|rub)(?![^\W_]))?(?:"
    r"(?P<about>-?ish(?!\w)(?!,? (?:tops|max))|"
    r",?\s+(?:or so|or thereabouts|give or take|плюс[ -]?минус|или около того|с копейками)(?!\w))"
    r"|(?P<max>(?:-?ish)?,?\s+(?:tops|max|maximum|at most|or less|or under|"
    r"(?:и )?не больше|не дороже|максимум|и ни рублём больше)(?!\w))"
    r"|(?P<min>,?\s+(?:and up|or more|and above|и выше|и дороже|не меньше|не дешевле|минимум)(?!\w)))",
    re.IGNORECASE,
)
"""A price whose bound is said after it."""
RANGE = re.compile(
    rf"(?<![\w.,-])(?<!\d\d\d на )(?<!\d\d\d by )(?<!\d\d\d [xх*×] )"
    rf"(?P<low>\d{{3,6}})\s*(?P<joint>-|–|—|to|до|and|и)\s*(?P<high>\d{{3,6}})(?![\d.,]*\d){MEASURED}",
    re.IGNORECASE,
)
"""Two prices with something between; "and" only after "between".

The second of two measures ("150 на 200") is none; what pieces may cost is ("2 на 500-1000")."""
ROUND = 50
"""Prices that nobody calls so are multiples of it; models are not."""
LEAST, YEARS = 10, 1900
"""Below the first nobody means a price; a bound above the second that is not round may be a year."""
BETWEEN = re.compile(r"(?:between|между|от)\s*$", re.IGNORECASE)


def hold_to_prices(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the prices of their searches as the message (numbers normalised) says them."""
    held: list[Act] = [_without_inventions(act, message) if isinstance(act, Find) else act for act in acts]
    finds = [index for index, act in enumerate(held) if isinstance(act, Find)]
    if not finds:
        return tuple(held)
    span = _range(message)
    if len(finds) == 1 and span is not None:
        held[finds[0]] = _within(held[finds[0]], span)
    elif not any(_priced(held[index]) for index in finds):
        held[finds[-1]] = _bounded(held[finds[-1]], message)
    elif len(finds) == 1:
        held[finds[0]] = _turned(held[finds[0]], message)
    if len(finds) > 1 and EACH.search(message):
        return tuple(_bounded(act, message) if isinstance(act, Find) and not _priced(act) else act for act in held)
    searches = [act for index in finds if isinstance(act := held[index], Find)]
    if len(finds) > 1 and (places := starts_of(message, [search.query or "" for search in searches])) is not None:
        for index, search in zip(finds, _by_segment(message, searches, places), strict=True):
            held[index] = search
    return tuple(held)


def _without_inventions(find: Find, message: str) -> Find:
    bounds = find.bounds
    kept = {
        name: value if value is not None and _is_price(value, message) else None
        for name, value in (("price_min", bounds.price_min), ("price_max", bounds.price_max), ("about", bounds.about))
    }
    return replace(find, bounds=Bounds(**kept, services=bounds.services))


def _is_price(value: int, message: str) -> bool:
    """Whether the number stands somewhere in the message without a unit that makes it something else, or beside money."""
    if re.search(rf"(?:₽|руб\w*|roubles?|rubles?) {value}(?!\d)", message, re.IGNORECASE):
        return True
    if value < LEAST and not re.search(rf"(?<!\d){value}(?!\d){MEASURED}", message, re.IGNORECASE):
        return False
    apiece = rf"(?<!\w)(?:(?:{MAX_WORDS}) {value} ?{A_PIECE}|{value} ?{A_PIECE} (?:не больше|не дороже|максимум|max|tops)(?!\w))"
    if re.search(apiece, message, re.IGNORECASE):
        return True
    return re.search(rf"(?<!\d)(?<!(?<!\d)[-−]){value}(?!\d){MEASURED}", message, re.IGNORECASE) is not None


def _priced(act: Act) -> bool:
    return isinstance(act, Find) and any(value is not None for value in _prices(act))


def _bounded(act: Act, message: str) -> Act:
    said = {kind: value for kind, value in _said(message) if _is_likely(kind, value)}
    if not said or not isinstance(act, Find):
        return act
    bounds = Bounds(
        price_min=said.get("price_min"),
        price_max=said.get("price_max"),
        about=said.get("about"),
        services=act.bounds.services,
    )
    if bounds.price_min is not None and bounds.price_max is not None and bounds.price_min > bounds.price_max:
        return act
    return replace(act, bounds=bounds)


def _is_likely(kind: str, value: int) -> bool:
    """Whether a bound that the model left out may be one: no item ("cheaper than 3"), no year ("a kit from 1987")."""
    return value >= (ROUND if kind == "about" else LEAST) and not (
        kind == "price_min" and value > YEARS and value % ROUND
    )


def _range(message: str) -> tuple[int, int] | None:
    """The one pair of prices that the message bounds from below and above."""
    said = {kind: value for kind, value in _said(message) if kind != "about"}
    spans = {(said["price_min"], said["price_max"])} if len(said) == 2 else set()
    for pair in RANGE.finditer(message):
        low, high = int(pair["low"]), int(pair["high"])
        joined = pair["joint"].casefold() in ("and", "и")
        if low % ROUND == high % ROUND == 0 and (not joined or BETWEEN.search(message, 0, pair.start())):
            spans.add((low, high))
    ordered = {span for span in spans if span[0] < span[1]}
    return ordered.pop() if len(ordered) == 1 else None


def _within(act: Act, span: tuple[int, int]) -> Act:
    if not isinstance(act, Find):
        return act
    return replace(act, bounds=Bounds(price_min=span[0], price_max=span[1], services=act.bounds.services))


def _turned(act: Act, message: str) -> Act:
    """A search with one price, which is what the message says of it: "500ish" is no "under 500", "а дороже 500 есть?" neither."""
    if not isinstance(act, Find):
        return act
    written = [value for value in _prices(act) if value is not None]
    kinds = {kind for kind, value in _said(message) if len(written) == 1 and value == written[0]}
    if len(kinds) != 1 or kinds == {"price_min"} and "?" not in message and not AT_LEAST.search(message):
        return act
    return replace(act, bounds=Bounds(**{kinds.pop(): written[0]}, services=act.bounds.services))


def _by_segment(message: str, searches: Sequence[Find], places: Sequence[tuple[int, int]]) -> Sequence[Find]:
    """Give each search the bounds that are said beside its product, where the message names several."""
    prices = [Mention(start=match.start(), end=match.end(), said=_bound(match)) for match in BOUND.finditer(message)]
    written = {value for search in searches for value in _prices(search) if value is not None}
    said_prices = {value for _, value in (mention.said for mention in prices)}
    if not prices or SHARED.search(message) or not written <= said_prices:
        return searches
    if any(price.said[0] == "price_min" and CONDITION.search(message[: price.start]) for price in prices):
        return searches
    again = list(said_again(message, [search.query or "" for search in searches], places[-1][1]))
    after = [price for price in prices if price.start >= places[-1][1]]
    shared = len(prices) == 1 and len({_prices(search) for search in searches}) == 1
    if not again and (len(after) > 1 or shared and PAUSE.search(message, places[-1][1], prices[0].start)):
        return searches
    if any(
        _of_something_else(message, price, [*places, *((start, end) for start, end, _ in again)]) for price in after
    ):
        return searches
    owners = {owner for *_, owner in again}
    if None in owners or len(owners) > len(after) or re.search(r"\d[^,;.]*:", message[: places[0][0]]):
        return searches
    named = [*((*place, at) for at, place in enumerate(places)), *again]
    said = [(named[at][2], bound) for at, bound in beside(message, [place[:2] for place in named], prices)]
    return [
        replace(
            search,
            bounds=Bounds(**dict(bound for owner, bound in said if owner == at), services=search.bounds.services),
        )
        for at, search in enumerate(searches)
    ]


def _of_something_else(message: str, price: Mention[tuple[str, int]], named: Sequence[tuple[int, int]]) -> bool:
    """Whether after a pause words that name no search stand before a price: "ролики до 4500, защита до 1000"."""
    between = message[max(end for _, end in named if end <= price.start) : price.start]
    pause = list(PAUSE.finditer(between))
    return bool(pause) and re.search(r"[^\W\d_]{4}", between[pause[-1].end() :]) is not None


def _prices(find: Find) -> tuple[int | None, ...]:
    return find.bounds.price_min, find.bounds.price_max, find.bounds.about


def _bound(match: re.Match[str]) -> tuple[str, int]:
    number = re.search(r"\d+", match[0])
    assert number is not None, match
    return "price_max" if match["max"] else "price_min" if match["min"] else "about", int(number[0])


def _matches(message: str) -> Iterator[re.Match[str]]:
    """Prices with what they bound; what is said before a price goes before what is said after it."""
    before = list(BOUND.finditer(message))
    after = (match for match in BOUND_AFTER.finditer(message) if not any(one.end() > match.start() for one in before))
    yield from sorted([*before, *after], key=lambda match: match.start())


def _said(message: str) -> Iterator[tuple[str, int]]:
    return map(_bound, _matches(message))
