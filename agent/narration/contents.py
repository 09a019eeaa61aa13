"""Says what is in an item."""

from podbor.agent.narration.voice import Voice
from podbor.core.items import Item
from podbor.core.messages import format_number
from podbor.core.terms import Terms

WITH_CONTENTS = frozenset(("food", "baby", "pets", "beauty", "household"))
"""Groups at the top whose goods have a composition."""
NUTRIENTS = ("calories", "protein", "fat", "sugar", "salt")
MOST_INGREDIENTS = 8


def content_lines(voice: Voice, item: Item) -> list[str]:
    """Ingredients, allergens, traces, diets and nutrition, as far as they are known."""
    lines = []
    if item.ingredients:
        lines.append(voice.say("explained-contents", ingredients=", ".join(_ingredients(voice, item))))
    elif has_contents(voice, item):
        lines.append(voice.say("explained-no-contents"))
    if item.allergens:
        lines.append(voice.say("explained-allergens", allergens=_names(voice, "allergen", item.allergens)))
    elif item.ingredients:
        lines.append(voice.say("explained-no-allergens"))
    if item.traces - item.allergens:
        lines.append(voice.say("explained-traces", allergens=_names(voice, "allergen", item.traces - item.allergens)))
    if item.diets:
        lines.append(voice.say("explained-diets", diets=_names(voice, "diet", item.diets)))
    nutrition = _nutrition(voice, item)
    if nutrition:
        lines.append(voice.say("explained-nutrition", base=per(voice, item), facts=", ".join(nutrition)))
    if item.inferred & {"allergens", "diets", "ingredients"}:
        lines.append(voice.say("explained-inferred"))
    return lines


def has_contents(voice: Voice, item: Item, *, among: frozenset[str] = WITH_CONTENTS) -> bool:
    """Whether goods of this kind, one of the groups at the top `among`, have a composition; one of an unknown kind may."""
    return not item.kind or not among.isdisjoint((item.kind, *voice.kinds.ancestors(item.kind)))


def nutrient_text(voice: Voice, nutrient: str, value: float) -> str:
    """Say how much of a nutrient there is: "сахар 4,4 г"."""
    return voice.say(f"nutrition-{nutrient}", number=format_number(value, voice.locale))


def per(voice: Voice, item: Item) -> str:
    """The unit that nutrition is of a hundred of."""
    return voice.say("unit-ml" if item.unit == "ml" else "unit-g")


def _ingredients(voice: Voice, item: Item) -> list[str]:
    """Demo and inferred ingredients are "фундук / hazelnut"; declared ones are as the feed has them."""
    both = [text.split(" / ") for text in item.ingredients[:MOST_INGREDIENTS]]
    return [names[0] if voice.locale == "ru" else names[-1] for names in both]


def _names(voice: Voice, facet: str, values: frozenset[str]) -> str:
    terms: Terms = voice.terms
    return ", ".join(sorted(terms.name(facet, value, voice.locale) for value in values))


def _nutrition(voice: Voice, item: Item) -> list[str]:
    known = [(name, getattr(item.nutrition, name)) for name in NUTRIENTS]
    return [nutrient_text(voice, name, value) for name, value in known if value is not None]
