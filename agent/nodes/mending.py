"""What a failed write was to note, and whether a later call of the turn notes it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from podbor.agent.state import Fact, Problem
from podbor.core.text import fold
from podbor.tools.contract import CLOSED_VALUES


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
    """Whether a fact is the one asked for: of the same value, or of the same facet where the value asked for is none of it."""
    facet, value = asked
    return noted[1] == value or (noted[0] == facet and value not in CLOSED_VALUES.get(facet, (value,)))


def _facts(said: Any) -> Iterator[Fact]:
    if isinstance(said, Mapping) and "facet" in said and "value" in said:
        yield str(said["facet"]), fold(str(said["value"])).strip()
    elif isinstance(said, Mapping | list):
        for part in said.values() if isinstance(said, Mapping) else said:
            yield from _facts(part)
