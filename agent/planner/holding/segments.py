"""Which search of a message with several a price or a service belongs to: the product that stands beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from podbor.agent.planner.words import likeness, words_of

Said = TypeVar("Said")
BREAK = re.compile(r"[,;.!?]|(?<!\w)(?:и|а|плюс|ещё|еще|and|plus|also|then)(?!\w)", re.IGNORECASE)
CLAUSE = re.compile(r"[,;.!?]|(?<!\w)(?:и|а|но|and|but)(?!\w)", re.IGNORECASE)
"""What stands between two clauses, or two parts of one."""
WORD = re.compile(r"[^\W_]+")

OF = re.compile(r"\s(?:для|с|со|из|на|от|к|под|в|for|with|of|in|to)\s", re.IGNORECASE)
"""What stands before the words that only say what a product is for or made of."""
NAMING_LETTERS = 3
"""A shorter word of a query, "в" of "капучино в банке", stands in a message anywhere."""


@dataclass(frozen=True, kw_only=True)
class Mention(Generic[Said]):
    """Something said from `start` to `end` of a message."""

    start: int
    end: int
    said: Said


def starts_of(message: str, queries: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where each query stands, as (start, end); None unless all are found one after another."""
    spans = [(match.start(), match.end(), match[0].casefold().replace("ё", "е")) for match in WORD.finditer(message)]
    found: list[tuple[int, int]] = []
    begin = 0
    for query in queries:
        known: list[tuple[int, int]] = []
        for words in (head_of(query), words_of(query)):
            places = [
                next(((start, end) for start, end, word in spans if start >= begin and likeness(word, wanted)), None)
                for wanted in [word for word in words if len(word) >= NAMING_LETTERS] or words
            ]
            known = known or [place for place in places if place is not None]
        if not known:
            return None
        found.append((min(known)[0], max(known)[1]))
        begin = found[-1][1]
    return found


def said_again(message: str, queries: Sequence[str], after: int) -> Iterator[tuple[int, int, int | None]]:
    """Yield (start, end, index of the query) of the words of queries that stand `after` all were named; None where it is not told.

    "Плинтус" is of the skirting board, not of the corners "для плинтуса"; "сыры" is of every cheese.
    """
    words = [words_of(query) for query in queries]
    heads = [head_of(query) for query in queries]
    for match in WORD.finditer(message, after):
        word = match[0].casefold()
        if len(word) >= NAMING_LETTERS:
            owners = [at for at, own in enumerate(words) if any(likeness(word, other) for other in own)]
            named = [at for at in owners if any(likeness(word, other) for other in heads[at])]
            if owners:
                yield match.start(), match.end(), named[0] if len(named) == 1 else None


def head_of(query: str) -> tuple[str, ...]:
    """The words before those that only say what the product is for or made of."""
    return words_of(OF.split(query, maxsplit=1)[0])


def beside(
    message: str, places: Sequence[tuple[int, int]], mentions: Iterable[Mention[Said]]
) -> Iterator[tuple[int, Said]]:
    """Yield (index of the product, what is said of it) for each mention: the product before it, unless a break stands between."""
    for mention in mentions:
        before = max((at for at, (start, _) in enumerate(places) if start < mention.start), default=None)
        after = min((at for at, (start, _) in enumerate(places) if start >= mention.end), default=None)
        if before is None:
            yield (after or 0), mention.said
        elif after is not None and _closer_to_next(message, places[before][1], mention, places[after][0]):
            yield after, mention.said
        else:
            yield before, mention.said


def _closer_to_next(message: str, end: int, mention: Mention[Said], start: int) -> bool:
    return bool(BREAK.search(message[end : mention.start])) and not BREAK.search(message[mention.end : start])
