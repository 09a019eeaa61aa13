"""What a failed write was to note, and whether a later call of the turn notes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from podbor.agent.state import Fact, Problem
from podbor.core.terms import Terms
from podbor.core.text import fold, words
from podbor.core.vocabulary import FACETS, same_facts
from podbor.memory.statements import MAX_VALUE_CHARS
from podbor.tools.contract import CLOSED_VALUES

HEALTH = {"allerg": "allergen", "diet": "diet"}
"""How a planner begins the name of a facet that may be about health, "allergy" or "dietary", and the facet."""
WITHOUT = ("без", "no", "without", "free")


def facts_of(args: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts that the arguments of a call name, each its facet and value; what cannot be read is left out.

    >>> facts_of({"what": {"facet": "allergen", "value": "nuts"}})
    (('allergen', 'nuts'),)
    """
    return tuple(_facts(args))


def unmended(problems: Sequence[Problem], name: str, args: Mapping[str, Any], *, round_: int) -> tuple[Problem, ...]:
    """The problems that stand after a call that worked: the planner reads an error and puts it right in a later round."""
    noted, standing = facts_of(args), []
    for problem in problems:
        if problem.tool == name and problem.round < round_:
            left = tuple(one for one in problem.asked if not any(_answers(fact, one) for fact in noted))
            if not left:
                continue
            problem = replace(problem, asked=left)
        standing.append(problem)
    return tuple(standing)


def _answers(noted: Fact, asked: Fact) -> bool:
    """Whether a fact is the one asked for: of the same value or meaning, or what was asked for could not be said as it was.

    An allergen that is named has to be noted itself.
    """
    named, value = asked
    facet = next((facet for start, facet in HEALTH.items() if named.startswith(start)), named)
    meanings = set(_meanings(value))
    if noted[1] == value or noted in meanings:
        return True
    if facet != "diet" and any(of == "allergen" for of, _ in meanings):
        return False
    unsayable = facet not in FACETS or not value or len(value) > MAX_VALUE_CHARS
    if unsayable and facet not in HEALTH.values():
        return True
    return noted[0] == facet and value not in CLOSED_VALUES.get(facet, (value,))


def _meanings(value: str) -> Iterator[Fact]:
    """The facts that a value may stand for: "лактоза" is milk or, as what one is to be without, a diet."""
    bare = " ".join(word for word in words(value) if word not in WITHOUT)
    for phrase in (value, bare, f"без {bare}", f"{bare} free"):
        meant = Terms.load().resolve(phrase)
        if meant is not None:
            yield from (meant, *same_facts(*meant))


def _facts(said: Any) -> Iterator[Fact]:
    if isinstance(said, Mapping) and "facet" in said and "value" in said:
        yield str(said["facet"]), fold(str(said["value"])).strip()
    elif isinstance(said, Mapping | list):
        for part in said.values() if isinstance(said, Mapping) else said:
            yield from _facts(part)
