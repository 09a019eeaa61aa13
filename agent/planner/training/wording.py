"""One way to write the words of a search: in the order, and with the capitals, that the message has.

Writers of bank lines put the same words now in the shelf's order, now in the shopper's ("low fat beef mince" of "low fat mince,
beef"), now with capitals and now without. Nothing that reads a query minds, but a small model that must guess copies less well
than one that goes through the message once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod

from podbor.agent.planner.language import Act, Compare, Find, Judge
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser

LEADING = frozenset(
    "для с со к ко на в во из от о об по и у за без под a an the of for to with in on and or without".split()
)
"""Words that go before the one they belong to; a query never begins with one."""
MOST_ORDERS, MOST_BEFORE = 500, 2
_WORD = re.compile(r"[^\W_]+")
_NEW_SENTENCE = re.compile(r"(?:^|[.!?…)]\s)\W*$")
_GLUED_UNIT = re.compile(r"(?<=\d)(?=(?:г|кг|мл|л|см|мм|м|шт|g|kg|ml|l|cm|mm|m)\b)")


def in_order_of(message: str, acts: Sequence[Act], *, need: str = "") -> tuple[Act, ...]:
    """Return the acts with the words of plain searches in the order in which `message` has them.

    Words of the `need` on screen follow an adjective that describes it ("козий сыр") and go before anything longer ("сыр с
    плесенью"). A query stays as it is where it has another word of its own, where it would begin with a preposition or with a word
    that another one governs ("набор ручек"), and where the message joins its words by a preposition that the query does without
    ("poison for rats").
    """
    said, needed = words_of(message), words_of(need)
    return tuple(_rewritten(act, lambda query: _in_order(said, needed, query)) for act in acts)


def in_case_of(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the acts with the words of plain searches, and of titles, with capitals where `message` has them; units stand apart.

    The capital that begins a sentence is none of the word.
    """
    capitals = {}
    for found in _WORD.finditer(message):
        begins = found[0] == found[0].capitalize() and bool(_NEW_SENTENCE.search(message[: found.start()]))
        capitals[found[0].casefold().replace("ё", "е")] = None if begins else found[0]
    return tuple(_cased(capitals, act) for act in acts)


def _rewritten(act: Act, rewrite: Callable[[str], str]) -> Act:
    """The act with the words of a plain search rewritten; any other as it is."""
    if isinstance(act, Find | Compare) and act.query and not (isinstance(act, Find) and act.kinds):
        return replace(act, query=rewrite(act.query))
    return act


def _cased(capitals: Mapping[str, str | None], act: Act) -> Act:
    if isinstance(act, Judge):
        return replace(act, refs=tuple(_in_case(capitals, ref) if ref[0] == '"' else ref for ref in act.refs))
    return _rewritten(act, lambda query: _GLUED_UNIT.sub(" ", _in_case(capitals, query)))


def _in_case(capitals: Mapping[str, str | None], text: str) -> str:
    return _WORD.sub(lambda found: _word_in_case(capitals, found[0]), text)


def _word_in_case(capitals: Mapping[str, str | None], word: str) -> str:
    folded = word.casefold().replace("ё", "е")
    said = folded if folded in capitals else next((other for other in capitals if likeness(folded, other)), None)
    written = capitals[said] if said is not None else None
    if written is None:
        return word
    if written.islower():
        return word.lower()
    return written if said == folded else word[:1].upper() + word[1:]


def _in_order(said: Sequence[str], needed: Sequence[str], query: str) -> str:
    units = _units(query)
    told = [unit for unit in units if _places(said, unit)]
    heads = [unit for unit in units if unit not in told]
    if heads and told and all(_places(needed, unit) for unit in heads):
        return _beside_need(_in_order(said, (), " ".join(told)), " ".join(heads), query)
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


def _beside_need(described: str, need: str, query: str) -> str:
    """What is said of a need and its name as one search; an English one that begins with the name keeps it there."""
    kept = query.startswith(need) and query.isascii()
    before = need.split()[0] in LEADING or (_goes_before(described) and not kept)
    return f"{described} {need}" if before else f"{need} {described}"


def _goes_before(described: str) -> bool:
    """Whether what is said of a need goes before its name: adjectives do, and in English any word or two."""
    words = words_of(described)
    if any(word in LEADING or not word.isalpha() for word in words):
        return False
    if not re.search("[а-яё]", described.casefold()):
        return len(words) <= MOST_BEFORE
    return all(any({"ADJF", "nomn"} in parse.tag for parse in analyser().parse(word)) for word in words)


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
