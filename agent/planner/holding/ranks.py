"""Items that a message points at by their rank: "сравни два самых дешёвых", "the dearer of the first two"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.holding.titles import named_position
from podbor.agent.planner.language import Act, Compare, Judge, Shift, Why
from podbor.core.vocabulary import Attribute, Direction
from podbor.tools.catalog.sizes import size_of

COUNTS = {2: r"2|два|две|двух|two|pair of", 3: r"3|три|тр[её]х|three", 4: r"4|четыре|четыр[её]х|four"}
_COUNT = "|".join(f"(?P<n{count}>{words})" for count, words in COUNTS.items())
_CHEAPEST = r"сам(?:ы[ехй]|ая|ое|ую|ого)\s+(?:дешманск|деш[её]в|недорог|бюджетн)\w+|cheapest|lowest.priced"
_DEAREST = r"сам(?:ы[ехй]|ая|ое|ую|ого)\s+дорог\w+|dearest|priciest|most expensive"
_RANK = rf"(?:(?P<low>{_CHEAPEST})|(?P<high>{_DEAREST}))"
RANK = re.compile(rf"(?<!\w)(?:the\s+)?{_RANK}(?!\w)", re.IGNORECASE)
SEVERAL = (
    re.compile(rf"(?<!\w)(?<!number )(?<!номер )(?:{_COUNT})\s+(?:of the\s+)?{_RANK}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_RANK}\s+(?:{_COUNT})(?!\w)", re.IGNORECASE),
)
"""The two cheapest, the three dearest."""
_SIDE = r"(?:(?P<first>перв\w+|first|top)|(?P<last>последн\w+|last|bottom))"
ONE_OF = re.compile(
    r"(?<!\w)(?:(?P<low>(?:по)?дешевле|(?:по)?деш[её]вый|cheaper|cheapest)|(?P<high>(?:по)?дороже|дорогой|dearer|pricier|"
    rf"more expensive|dearest))(?:\s+one)?\s+(?:из|of)\s+(?:the\s+)?{_SIDE}\s+(?:{_COUNT})(?!\w)",
    re.IGNORECASE,
)
"""One of a row, by its price."""
MIDDLE = re.compile(
    r"(?<!\w)(?:the middle one|(?:the )?one in the middle|(?:в|по) ?серед(?:ине|ке)|посер[её]дке|"
    r"средн(?:ий|юю|яя|ее|его|ему)(?=\s*(?:$|[,.!?)]|(?:бер|возьм|давай|убери|не |мимо|нет|да(?!\w)))))",
    re.IGNORECASE,
)
"""The one that has as many before it as behind it."""

_ENDING = r"(?:ой|ий|ый|ая|яя|ое|ого|ую|ой|ому)"
_SMALLER = rf"(?:маленьк|мелк|небольш|крошечн){_ENDING}|(?:small(?:er|est)?|little|tin(?:y|ier|iest)) ones?"
_BIGGER = rf"(?:больш|крупн|огромн){_ENDING}|(?:big(?:ger|gest)?|larg(?:e|er|est)|huge) ones?"
OF_SIZE = re.compile(rf"(?<!\w)(?:(?P<low>{_SMALLER})|(?P<high>{_BIGGER}))(?!\w)", re.IGNORECASE)
"""One of two sizes: "а маленький на сколько литров?", "I'll take the bigger one"."""


_THE = r"(?:the |сам(?:ый|ая|ое|ые|ую) |дай |покажи )*"
_WAYS: dict[tuple[Attribute, Direction], str] = {
    ("size", "higher"): r"больш(?:ой|ая|ое|ие|ую)|крупн\w+|biggest|largest",
    ("size", "lower"): r"маленьк\w+|мелк\w+|smallest|tiniest",
    ("rating", "higher"): r"вкусн\w+|лучш\w+|хорош\w+|tastiest|best(?: rated)?",
}
SUPERLATIVES = {way: re.compile(rf"{_THE}(?:{words})(?: one)?", re.IGNORECASE) for way, words in _WAYS.items()}
"""A superlative that is all a message says, and the critique it is."""


def hold_to_ranks(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with the one that points at items pointing at those whose rank the message says; prices are the slate's."""
    acts = tuple(_of_another_rank(message, act) for act in acts)
    pointing = [act for act in acts if isinstance(act, Compare | Judge | Why) and getattr(act, "query", None) is None]
    priced = [item for item in context.slate if item.price_rub is not None]
    lone = [len(act.refs) for act in pointing] == [1]
    middle = _in_the_middle(message, context.slate) if lone else ()
    positions = (
        middle or _ranked(message, priced) or (_sized(message, context.slate) if _are_vague(pointing, context) else ())
    )
    if not positions or len({(type(act), getattr(act, "verdict", None)) for act in pointing}) != 1:
        return tuple(acts)
    first = pointing[0]
    held = replace(first, refs=tuple(str(position) for position in positions))
    return tuple(held if act is first else act for act in acts if act is first or act not in pointing)


def _of_another_rank(message: str, act: Act) -> Act:
    """A critique for what was taken for the dearest or the cheapest, and is the biggest or the best."""
    if not isinstance(act, Judge) or act.verdict != "accept" or len(act.refs) != 1:
        return act
    if act.refs[0] not in ("cheapest", "dearest") and not act.refs[0].startswith('"'):
        return act
    ways = [way for way, words in SUPERLATIVES.items() if words.fullmatch(message.strip(" .!?"))]
    return Shift(attribute=ways[0][0], direction=ways[0][1]) if len(ways) == 1 else act


def _ranked(message: str, priced: Sequence[ShownItem]) -> tuple[int, ...]:
    """Positions, in the order of the slate; none where the message says no rank or the slate has not so many."""
    for pattern in SEVERAL:
        if (found := pattern.search(message)) is not None:
            count = _count(found)
            ordered = sorted(priced, key=_price, reverse=found["high"] is not None)
            return tuple(sorted(item.position for item in ordered[:count])) if len(ordered) >= count else ()
    if (found := ONE_OF.search(message)) is not None and len(priced) >= (count := _count(found)):
        row = priced[:count] if found["first"] else priced[-count:]
        return ((max if found["high"] else min)(row, key=_price).position,)
    return ()


def _in_the_middle(message: str, slate: Sequence[ShownItem]) -> tuple[int, ...]:
    return (slate[len(slate) // 2].position,) if len(slate) % 2 and len(slate) > 1 and MIDDLE.search(message) else ()


def _are_vague(pointing: Sequence[Compare | Judge | Why], context: PlannerContext) -> bool:
    """Whether what points at items names none: "it" of several, or words that no title has."""
    return all(
        ref == "it" and context.focus is None or ref.startswith('"') and named_position(ref.strip('"'), context) is None
        for act in pointing
        for ref in act.refs
    )


def _sized(message: str, slate: Sequence[ShownItem]) -> tuple[int, ...]:
    """Position of the smallest or the biggest item, where all are measured alike and one is the message's."""
    found = OF_SIZE.search(message)
    sizes = [(size_of(item.title), item.position) for item in slate]
    measured = [(size.amount, position) for size, position in sizes if size is not None]
    units = {size.unit for size, _ in sizes if size is not None}
    if found is None or len(units) != 1 or len(measured) != len(slate) or len(slate) < 2:
        return ()
    amount, position = (min if found["low"] else max)(measured, key=lambda pair: pair[0])
    return (position,) if [one for one, _ in measured].count(amount) == 1 else ()


def _count(found: re.Match[str]) -> int:
    return next(count for count in COUNTS if found[f"n{count}"])


def _price(item: ShownItem) -> float:
    return item.price_rub or 0.0
