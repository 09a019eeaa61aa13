"""Reads that something may be shown again ("арахис можно", "with gluten is fine too") from what is remembered.

Only facts in force can be lifted, so few words are enough to tell it from a question or a wish.
"""

import re
from collections.abc import Iterator, Sequence

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Plain, Prefer, Why
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS, FACETS

ALLOWED = re.compile(
    r"(?<!\w)(?:можно|разреш\w+|(?:теперь|снова|опять) (?:ем|ест|едим|едят)|не против|годится|подойд[её]т|"
    r"(?:is|are) (?:fine|ok|okay|allowed)|(?:can|may) (?:eat|have|drink)\b.* (?:again|now)|eats?\b.* (?:again|now))(?!\w)",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\?|(?<!\w)(?:нельзя|не можно|пока не|если|if|not|isn't|aren't|can't|cannot)(?!\w)", re.IGNORECASE
)
SHORT = 4
"""Words of a message that says no more than that something may be shown again."""
OVER = re.compile(
    r"забуд|больше не|прошл|сним|отмен|брос|законч|надоел|хватит|можно|"
    r"forget|no longer|not .* any ?more|off|quit|stop|gave up|over|drop|lift",
    re.IGNORECASE,
)
"""Words that say a diet is over."""
WITHOUT = {
    "sugar_free": "сахар sugar",
    "gluten_free": "глютен gluten",
    "lactose_free": "лактоза lactose молоко milk",
    "vegetarian": "мясо meat рыба fish",
    "vegan": "мясо meat молоко milk яйца eggs",
}
"""Diet → what it keeps out; who may have it again is off the diet."""


def lift(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with what the message allows again forgotten, and nothing else said of it.

    A diet that is not kept cannot be forgotten: it is asked for.
    """
    if REFUSED.search(message) or not ALLOWED.search(message):
        return tuple(_kept(act, message, context) for act in acts)
    lifted = list(dict.fromkeys(_lifted(message, context)))
    if not lifted or any(isinstance(act, Forget) for act in acts):
        return tuple(acts)
    rest = [act for act in acts if not isinstance(act, Prefer | Plain | Why) and not _is_about(act, lifted)]
    return (*(Forget(fact=fact) for fact in lifted), *rest)


def _kept(act: Act, message: str, context: PlannerContext) -> Act:
    match act:
        case Forget(fact=FactPhrase(facet="diet", value=str(diet)) as fact) if not OVER.search(message):
            known = any(f" diet {diet} " in f"{text} " for text in context.remembered)
            return act if known else Prefer(stance="require", scope="session", fact=fact)
        case _:
            return act


def is_plain(message: str, acts: Sequence[Act], context: PlannerContext) -> bool:
    """Whether all that `acts` forget is allowed again in so many words: an allergy by a message that says nothing else."""
    if REFUSED.search(message) or not ALLOWED.search(message):
        return False
    forgotten = [act.fact for act in acts if isinstance(act, Forget)]
    allergy = any(fact is not None and fact.facet == "allergen" for fact in forgotten)
    said = set(_lifted(message, context))
    return bool(forgotten) and said.issuperset(forgotten) and (not allergy or len(words_of(message)) <= SHORT)


def _lifted(message: str, context: PlannerContext) -> Iterator[FactPhrase]:
    said, people = words_of(message), People.load().named(message)
    for text in context.remembered:
        person, _, fact = text.partition(": ") if ": " in text else ("self", "", text)
        stance, _, rest = fact.partition(" ")
        facet, _, value = rest.rpartition(" ")[0].partition(" ")
        if person not in (people or ("self",)):
            continue
        companion = next((other for one, other in COMPANIONS.items() if (facet, value) == ("allergen", one)), None)
        if companion is not None and stance == "exclude" and _says(said, facet, companion, stance):
            yield FactPhrase(facet="allergen", value=companion)
        elif stance in ("exclude", "avoid", "require") and _says(said, facet, value, stance):
            yield FactPhrase(facet=next(known for known in FACETS if known == facet), value=value)


def _says(said: Sequence[str], facet: str, value: str, stance: str) -> bool:
    if stance == "require":
        return facet == "diet" and any(likeness(word, kept) for word in said for kept in WITHOUT.get(value, "").split())
    known = {resolved for word in said if (resolved := Terms.load().resolve(word)) is not None}
    return (facet, value) in known or all(any(likeness(word, other) for other in said) for word in words_of(value))


def _is_about(act: Act, lifted: Sequence[FactPhrase]) -> bool:
    """Whether a search is only for what has just been allowed."""
    if not isinstance(act, Find) or act.query is None:
        return False
    known = {Terms.load().resolve(word) for word in words_of(act.query)}
    return len(words_of(act.query)) == 1 and any((fact.facet, fact.value) in known for fact in lifted)
