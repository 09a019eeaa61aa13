"""Answers what a message asks of an item's contents: an allergen, a diet or a nutrient that it names."""

from collections.abc import Iterator
from typing import cast

from podbor.agent.narration.contents import NUTRIENTS, nutrient_text, per
from podbor.agent.narration.voice import Voice
from podbor.core.items import Item
from podbor.core.terms import Terms
from podbor.core.text import stem, stems, words
from podbor.core.vocabulary import COMPANIONS, LOCALES, Diet
from podbor.tools.catalog.ingredients import BROKEN_BY, IngredientVocabulary

WHY = frozenset("почему зачем why".split())
"""Words of a question that is not about the contents."""
ABSTRACT = ("н", "ност")
"""Ends of the stems of nouns made of adjectives: "калорийность", "жирность"."""


def answers(voice: Voice, item: Item, said: str) -> list[str]:
    """What is known of each allergen, diet and nutrient that is named: "соя — в указанном составе нет".

    What only names the item itself asks nothing: "какой состав у сыра?". Who asks for nuts may mean peanuts too.
    """
    if not WHY.isdisjoint(words(said)):
        return []
    own = set(stems(f"{item.title.ru} {item.title.en}"))
    named = [(facet, value) for facet, value, text in facts_named(voice.terms, said) if not own.issuperset(stems(text))]
    also = [("allergen", other) for one, other in COMPANIONS.items() if ("allergen", one) in named]
    there = [(facet, value) for facet, value in also if value in item.allergens | item.traces]
    return [_answer(voice, item, facet, value) for facet, value in dict.fromkeys((*named, *there))]


def facts_named(terms: Terms, said: str) -> Iterator[tuple[str, str, str]]:
    """Each allergen, diet and nutrient that a message names: facet, value, and its words, of which two may be one name."""
    rest = words(said)
    while rest:
        pair = terms.resolve(" ".join(rest[:2])) if len(rest) > 1 else None
        text = " ".join(rest[: 2 if pair else 1])
        facet, value = pair or terms.resolve(text) or ("nutrient", _nutrient(terms, text))
        if facet in ("allergen", "diet") or value in NUTRIENTS:
            yield facet, value, text
        rest = rest[2 if pair else 1 :]


def _answer(voice: Voice, item: Item, facet: str, value: str) -> str:
    if facet == "nutrient":
        return _amount(voice, item, value)
    known = _contained(item, value) if facet == "allergen" else _fit(item, value)
    return voice.say(f"asked-{facet}-{known}", name=voice.value(facet, value))


def _contained(item: Item, allergen: str) -> str:
    if allergen in item.allergens:
        return "inferred" if "allergens" in item.inferred else "yes"
    if allergen in item.traces:
        return "traces"
    declared = [IngredientVocabulary.load().in_text(text) for text in _declared(item)]
    if not any(declared):
        return "unknown"
    # What is not understood may be the allergen by another name.
    return "no" if all(declared) else "unclear"


def _fit(item: Item, diet: str) -> str:
    if diet in item.diets:
        return "inferred" if "diets" in item.inferred else "yes"
    known = item.allergens | IngredientVocabulary.load().flags(_told(item))
    return "no" if known & BROKEN_BY.get(cast("Diet", diet), frozenset()) else "unknown"


def _told(item: Item) -> list[str]:
    """Keys of the ingredients that the feed declares; "состав на упаковке" has none."""
    return [key for text in _declared(item) for key in IngredientVocabulary.load().in_text(text)]


def _declared(item: Item) -> tuple[str, ...]:
    return () if "ingredients" in item.inferred else item.ingredients


def _nutrient(terms: Terms, word: str) -> str:
    """The nutrient that a word names, or a Russian word made of its name: "жирность"."""
    own = stem(word)
    return next((name for name in NUTRIENTS if own in (found := _stems(terms, name)) or _is_made_of(own, found)), "")


def _stems(terms: Terms, nutrient: str) -> list[str]:
    return [one for locale in LOCALES for one in stems(terms.name("attribute", nutrient, locale))]


def _is_made_of(word: str, names: list[str]) -> bool:
    return not word.isascii() and word.endswith(ABSTRACT) and word.startswith(tuple(names))


def _amount(voice: Voice, item: Item, nutrient: str) -> str:
    value = getattr(item.nutrition, nutrient)
    if value is None:
        return voice.say("asked-nutrient-unknown", name=voice.say(f"attribute-{nutrient}"))
    return voice.say("asked-nutrient", fact=nutrient_text(voice, nutrient, value), base=per(voice, item))
