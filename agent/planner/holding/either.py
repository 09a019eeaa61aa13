"""Reads "cookies, sugar-free or gluten-free" as two searches: preferences hold together, and nothing may be both."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.facts import places_of_diets
from podbor.agent.planner.language import Act, Find, Prefer
from podbor.agent.planner.words import words_of

OR = frozenset("или либо or".split())


def find_either(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with a search for each of two diets of which the message asks for either, and neither required."""
    words = words_of(message)
    for (one, start, end), (other, begin, stop) in pairwise(places_of_diets(words)):
        told = [
            act for act in acts if isinstance(act, Prefer) and _requires(act, (one, other)) or _has(act, (one, other))
        ]
        finds = [act for act in acts if isinstance(act, Find)]
        found = min(finds, key=lambda find: len(find.query or ""), default=Find(query=None))
        query = found.query or context.need
        apart = any(act != found and act not in told for act in finds)
        if len(told) < 2 or begin != end + 1 or words[end] not in OR or not query or apart:
            continue
        names = [" ".join(words[at:until]) for at, until in ((start, end), (begin, stop))]
        each = [f"{name} {query}" if query.isascii() else f"{query} {name}" for name in names]
        rest = [act for act in acts if act not in told and act != found]
        return (*rest, *(replace(found, query=query) for query in each))
    return tuple(acts)


def _requires(act: Prefer, diets: Sequence[str]) -> bool:
    return (act.stance, act.scope, act.fact.facet) == ("require", "session", "diet") and act.fact.value in diets


def _has(act: Act, diets: Sequence[str]) -> bool:
    """Whether a search is for a thing of one of the diets."""
    said = words_of(act.query or "") if isinstance(act, Find) else []
    return any(diet in diets for diet, _, _ in places_of_diets(said))
