"""One order for the words of a search: the message's.

Writers of bank lines put the same words now in the shelf's order, now in the shopper's ("low fat beef mince" of "low fat mince,
beef"). Nothing that reads a query minds, but a small model that must guess the order copies less well than one that goes through
the message once.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod

from podbor.agent.planner.language import Act, Compare, Find
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser

LEADING = frozenset(
    "для с со к ко на в во из от о об по и у за без под a an the of for to with in on and or without".split()
)
"""Words that go before the one they belong to; a query never begins with one."""
MOST_ORDERS = 500


def in_order_of(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the acts with the words of plain searches in the order in which `message` has them.

    A query stays as it is where it has a word of its own, where it would begin with a preposition or with a word that another
    one governs ("набор ручек"), and where the message joins its words by a preposition that the query does without ("poison for
    rats").
    """
    said = words_of(message)
    return tuple(_ordered(said, act) for act in acts)


def _ordered(said: Sequence[str], act: Act) -> Act:
    if isinstance(act, Find) and act.query and not act.kinds:
        return replace(act, query=_in_order(said, act.query))
    if isinstance(act, Compare) and act.query:
        return replace(act, query=_in_order(said, act.query))
    return act


def _in_order(said: Sequence[str], query: str) -> str:
    units = _units(query)
    places = [_places(said, unit) for unit in units]
    if len(units) < 2 or not all(places) or prod(map(len, places)) > MOST_ORDERS:
        return query
    orders = [order for order in product(*places) if len(set(order)) == len(order)]
    if not orders:
        return query
    at = min(orders, key=lambda order: (max(order) - min(order), order))
    ordered = [unit for _, unit in sorted(zip(at, units, strict=True))]
    joined = any(
        place > min(at) and said[place - 1] in LEADING and " " not in unit
        for place, unit in zip(at, units, strict=True)
    )
    return query if joined or not _can_begin(ordered[0]) else " ".join(ordered)


def _can_begin(unit: str) -> bool:
    """Whether a query may begin with a unit: a word in its dictionary form, an adjective or one that is not Russian."""
    first = unit.split()[0].casefold()
    if first in LEADING:
        return False
    return not re.search("[а-яё]", first) or any(
        parse.tag.case == "nomn" or parse.tag.POS is None for parse in analyser().parse(first)
    )


def _units(query: str) -> list[str]:
    """The words of a query, each with the prepositions before it."""
    units: list[str] = []
    waiting: list[str] = []
    for word in query.split():
        waiting.append(word)
        if word.casefold() not in LEADING:
            units.append(" ".join(waiting))
            waiting = []
    return [*units, " ".join(waiting)] if waiting else units


def _places(said: Sequence[str], unit: str) -> list[int]:
    """Where the message has the word of a unit."""
    words = [word for word in words_of(unit) if word not in LEADING]
    return [at for at, word in enumerate(said) if words and likeness(words[0], word)]
