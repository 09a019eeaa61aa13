"""Holds an undo to the fact that its message names: "отмени без сахара" is of that one, whatever was noted after it.

A message that says anything besides stays the undo of the last change.
"""

from collections.abc import Iterator, Sequence

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext, RememberedFact
from podbor.agent.planner.holding.lifts import CLAUSE, WITHOUT
from podbor.agent.planner.holding.phrases import LACKING
from podbor.agent.planner.language import Act, FactPhrase, Forget, Plain
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS

UNDO = Plain(word="undo")
CANCELS = frozenset("отмени отмените отменить отмена откати откатите откатить undo cancel revert scratch".split())
"""Words that take back what was said …"""
RETURNS = frozenset("верни верните вернуть bring put give back".split())
"""… and words that bring back what it kept out."""
DENIALS = LACKING | {"free"}
AROUND = DENIALS | frozenset(
    "а и ну нет ой да давай же все пожалуйста пж про о об на по с со то это этот эту что у для мой мою мое моего моей мне снова "
    "условие фильтр ограничение запрет правило аллергия аллергию диета диету только "
    "please pls now again actually the a an that this about on of to for my me in with and oh ok filter rule ban limit "
    "restriction thing bit part allergy diet only".split()
)
"""Words beside those and a fact that say nothing else."""


def name_the_undone(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts`, or in place of an undo that names facts in force, and says nothing else, the forgetting of those."""
    named = _named(message, context) if UNDO in acts else ()
    return tuple(Forget(fact=fact) for fact in named) or tuple(acts)


def _named(message: str, context: PlannerContext) -> Sequence[FactPhrase]:
    """The facts in force that an undo speaks of; none where a word of it is of anything else."""
    said = [words for words in map(words_of, CLAUSE.split(message)) if not AROUND.issuperset(words)]
    verbs = (CANCELS | RETURNS).intersection(said[0] if len(said) == 1 else ())
    if not verbs:
        return ()
    returned = CANCELS.isdisjoint(verbs)
    if returned and not DENIALS.isdisjoint(said[0]):
        return ()
    asked = [word for word in said[0] if word not in AROUND.union(verbs) and not People.load().named(word)]
    found = dict(
        one for known in _of_whom(message, context) for one in _facts(asked, known, returned=returned) if one[1]
    )
    # A word for two of them does not tell which.
    return list(found) if sorted(word for named in found.values() for word in named) == sorted(asked) else ()


def _of_whom(message: str, context: PlannerContext) -> Sequence[RememberedFact]:
    """The facts of those whom a message names; else the shopper's own, and with none of those anybody's."""
    people = People.load().named(message)
    found = [known for known in context.facts if known.person in (people or ("self",))]
    return found if found or people else context.facts


def _facts(
    words: Sequence[str], known: RememberedFact, *, returned: bool
) -> Iterator[tuple[FactPhrase, Sequence[str]]]:
    """A fact, and what it takes along, each with the words that name it: a diet is `returned` by what it keeps out."""
    fact = FactPhrase(facet=known.facet, value=known.value)
    if not returned or known.stance in ("exclude", "avoid"):
        yield fact, _naming(words, fact)
    elif known.facet == "diet" and known.stance == "require":
        kept_out = WITHOUT.get(known.value, "").split()
        yield fact, [word for word in words if any(likeness(word, other) for other in kept_out)]
    if known.facet == "allergen" and known.stance == "exclude":
        for named, companion in COMPANIONS.items():
            along = FactPhrase(facet="allergen", value=companion)
            yield along, _naming(words, along) if named == known.value else ()


def _naming(words: Sequence[str], fact: FactPhrase) -> Sequence[str]:
    """The words for a fact, its whole name among them; a food that an allergen is in ("сыр" for milk) is no name of it."""
    value, terms = fact.value or "", Terms.load()
    for name in (value, terms.name(fact.facet, value, "ru"), terms.name(fact.facet, value, "en")):
        parts = [part for part in words_of(name) if part not in AROUND]
        said = [word for word in words if any(likeness(word, part) for part in parts)]
        if parts and all(any(likeness(word, part) for word in said) for part in parts):
            return said
    return ()
