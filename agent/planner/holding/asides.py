"""Takes out searches for what a message only says is there already."""

import re
from collections.abc import Sequence

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import CLAUSE
from podbor.agent.planner.holding.plain_products import is_plain
from podbor.agent.planner.language import Act, Bounds, FactPhrase, Find, Plain, Prefer
from podbor.agent.planner.words import likeness, words_of

THERE = re.compile(
    r"(?<!\w)(?:уже\s+(?:есть|взял\w*|купил\w*|заказал\w*|имеется|лежит|стоит)|(?:есть|имеется)\s+(?:уже|дома|и так|у меня|у нас)|"
    r"(?:у меня|у нас)\s+(?:уже\s+)?(?:есть|имеется)|и так\s+(?:есть|полно|навалом)|"
    r"already (?:ha(?:ve|s)|got|bought|owns?)|(?:have|has|got) (?:it|them|some|one|plenty|enough|lots) (?:at home|already))(?!\w)",
    re.IGNORECASE,
)
"""Says that a thing is there."""
ALREADY = re.compile(r"(?<!\w)(?:уже|already)(?!\w)", re.IGNORECASE)
IS_THERE = re.compile(r"(?<!\w)есть[.!]*$", re.IGNORECASE)
"""Says so of what a dish or an occasion needs; beside any other need it may ask."""
BESIDE = re.compile(r"(?<!\w)(?:with|for|к|ко|для)(?!\w)", re.IGNORECASE)
"""Says that the thing that is there goes with another: "piccalilli to have with the pork pie I already bought"."""
LEAST_LETTERS = 3


def drop_what_is_there(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` without searches for what a message only says is there: it leaves the list of the need on screen.

    Where the need is one product and nothing on its list is called so, nothing is left out.
    """
    finds = [act for act in acts if isinstance(act, Find) and act.query]
    there = [find for find in finds if _is_there(find, message, context)]
    if len(there) != len(finds):
        return tuple(act for act in acts if act not in there or not _is_bought(act, message))
    if not there:
        return tuple(acts)
    rest = [act for act in acts if act not in there]
    left = [_left_out(find) for find in there if _is_one_of_many(find, context)]
    return (*rest, *left) or (Plain(word="chat"),)


def _is_bought(find: Act, message: str) -> bool:
    """Whether the clause of a search says that the thing is there already, beside others that are looked for."""
    words = words_of(find.query or "") if isinstance(find, Find) else ()
    return any(ALREADY.search(clause) for clause in CLAUSE.split(message) if _says(clause, words))


def _is_one_of_many(find: Find, context: PlannerContext) -> bool:
    """Whether the need on screen is of several things, one of which a search is for."""
    called = [_says(item.title, words_of(find.query or "")) for item in context.slate]
    return any(called) and not all(called) or bool(context.need) and not is_plain(context.need)


def _left_out(find: Find) -> Prefer:
    fact = FactPhrase(facet="category", value=find.query)
    return Prefer(stance="exclude", scope="session", fact=fact)


def _is_there(find: Find, message: str, context: PlannerContext) -> bool:
    """Whether the words of a search stand in a clause that says that it is there, and in no other."""
    words = words_of(find.query or "")
    told = [clause for clause in CLAUSE.split(message) if _says(clause, words)]
    if "?" in message or len(told) != 1 or BESIDE.search(told[0]) or find.kinds or find.bounds != Bounds():
        return False
    said = THERE.search(told[0]) or IS_THERE.search(told[0].strip()) and _is_one_of_many(find, context)
    return bool(said)


def without_what_is_there(message: str, kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds of a need without those that the message says are there: "борщ варю. свёкла есть, остальное давай"."""
    if "?" in message:
        return tuple(kinds)
    told = [one for one in CLAUSE.split(message) if THERE.search(one) or IS_THERE.search(one.strip())]
    return tuple(kind for kind in kinds if not any(_says(clause, words_of(kind)) for clause in told))


def _says(clause: str, words: Sequence[str]) -> bool:
    said = words_of(clause)
    long = [word for word in words if len(word) >= LEAST_LETTERS]
    return bool(long) and all(any(likeness(word, other) for other in said) for word in long)
