"""Adds the food that a plan dropped: "salad please, I don't eat cilantro" is a need and a ban."""

import re
from collections.abc import Sequence

from podbor.agent.planner.holding.paraphrases import stands_for, words_written
from podbor.agent.planner.holding.phrases import is_filler, is_nominal
from podbor.agent.planner.holding.plain_products import is_product, shelves_of
from podbor.agent.planner.language import Act, FactPhrase, Find, Judge, Prefer, Shift
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import in_nominative
from podbor.core.terms import Terms
from podbor.tools.catalog.ingredients import IngredientVocabulary

REFUSAL = re.compile(
    r"(?<![\w-])(?P<before>[а-яё-]+(?: (?!я )[а-яё-]+)?) (?:я )?не ем(?!\w)"
    r"|(?<![\w'])i (?:don'?t|do not) eat (?P<after>[a-z-]+)(?! \w*(?:day|week))",
    re.IGNORECASE,
)
"""Food that is not eaten, in the first person."""
IMAGINED = re.compile(
    r"(?<!\w)(?:если|бы|разве|когда|допустим|представь|говорил\w*|муж|жена|if|suppose|imagine|said|would|"
    r"(?:say|that) i (?:don|do))(?!\w)|\?",
    re.IGNORECASE,
)
"""What makes a message a question, a story or somebody else's."""


def restore_refusal(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the food that the shopper says beside other things not to eat, and that no act holds.

    A diet may be what is meant by it.
    """
    if not acts or not all(isinstance(act, Find | Prefer | Judge | Shift) for act in acts) or IMAGINED.search(message):
        return tuple(acts)
    if any(isinstance(act, Prefer) and act.fact.facet == "diet" for act in acts):
        return tuple(acts)
    held = [word for act in acts for word in words_written(act)]
    said = [(found["after"] or found["before"]).split() for found in REFUSAL.finditer(message)]
    names = [" ".join(words if _is_food(words[0]) else words[1:]) for words in said]
    facts = [fact for name in names if name and (fact := _refused(name, held))]
    return (*(Prefer(stance="exclude", scope="lasting", fact=fact) for fact in facts), *acts)


def _refused(name: str, held: Sequence[str]) -> FactPhrase | None:
    """The food as a fact; None where it is none, or `held` has it."""
    known = Terms.load().resolve(name)
    if _is_held(name, held) or (known and known[1] in held):
        return None
    if known is not None:
        return FactPhrase(facet="allergen", value=known[1]) if known[0] == "allergen" else None
    eaten = is_product(name) or IngredientVocabulary.load().in_text(name)
    if not eaten or not all(_is_food(word) for word in words_of(name)):
        return None
    return FactPhrase(facet="ingredient", value=in_nominative(name))


def _is_food(word: str) -> bool:
    return is_nominal(word) and not is_filler(word) or word.isascii()


def _is_held(name: str, held: Sequence[str]) -> bool:
    """Whether an act has the name in some form, a word written for it, or another name of the same shelf."""
    words = words_of(name)
    return any(
        stands_for(other, words)
        or not shelves_of(name).isdisjoint(shelves_of(other))
        or any(likeness(word, other) for word in words)
        for other in held
    )
