"""Says why an item is on the list: the ranker's own evidence, strongest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from podbor.agent.narration.voice import Voice
from podbor.core.items import Item
from podbor.core.messages import format_number
from podbor.core.slate import Evidence, SlateItem
from podbor.core.text import CYRILLIC, fold
from podbor.core.vocabulary import FACETS
from podbor.tools.catalog.ingredients import IngredientVocabulary

MOST_REASONS = 2
MOST_EXPLAINED = 4
MOST_COMMON = 3
WORTH_SAYING = 0.0
TELLING = (
    "brand_asked",
    "size_asked",
    "diet_asked",
    "liked",
    "taken_before",
    "taken_after",
    "popular",
    "service_next",
    "usual_service",
    "rating",
    "discount",
    "fast",
    "kind",
)
"""What sets an item apart, most telling first; that it is what was asked for is true of the whole list."""
UNSAID = ("relevance", "taken_before")
"""Evidence whose detail is not said."""
GOOD_RATING = 4.5


@dataclass(frozen=True, kw_only=True)
class Told:
    """A reason: the evidence it comes from, and its detail as it is said."""

    name: str
    detail: str


def reason(voice: Voice, shown: SlateItem, *, most: int = MOST_REASONS) -> str:
    """Join the positive evidence that tells this item from the rest of the list."""
    telling = sorted(
        (part for part in shown.evidence if part.name in TELLING and _worth_saying(part)),
        key=lambda part: TELLING.index(part.name),
    )
    return _said(voice, shown.item, telling or shown.evidence, most)


def strongest_reasons(voice: Voice, shown: SlateItem, *, most: int = MOST_EXPLAINED) -> str:
    """Join the positive evidence that weighs most in the item's score."""
    return _said(voice, shown.item, strongest(shown.evidence, most=most), most)


def strongest(evidence: Sequence[Evidence], *, most: int = MOST_EXPLAINED) -> list[Evidence]:
    """What `explain` cites of an item's evidence, largest first: at most `most`, all of it for the item."""
    ranked = sorted(evidence, key=lambda part: part.value, reverse=True)
    return [part for part in ranked if part.value > WORTH_SAYING][:most]


def list_reasons(voice: Voice, shown: Sequence[SlateItem]) -> str:
    """Join what most of the list has in common; where nothing is, what most often speaks for an item."""
    told = [_told(voice, item.evidence, item.item) for item in shown]
    counted = Counter(reason for reasons in told for reason in reasons)
    said = {reason: count for reason, count in counted.items() if reason.name != "kind" or count == len(shown)}
    ranked = sorted(said, key=lambda reason: -said[reason])[:MOST_COMMON]
    common = [reason for reason in ranked if 2 * said[reason] > len(shown)]
    return voice.join(_sayings(voice, common or ranked[:1]))


def _said(voice: Voice, item: Item, evidence: Sequence[Evidence], most: int) -> str:
    return voice.join(_sayings(voice, _told(voice, evidence, item))[:most])


def _told(voice: Voice, evidence: Sequence[Evidence], item: Item) -> list[Told]:
    """What speaks for an item, each once."""
    worth = (part for part in evidence if part.value > WORTH_SAYING)
    return list(dict.fromkeys(Told(name=part.name, detail=_detail(voice, part, item)) for part in worth))


def _sayings(voice: Voice, told: Sequence[Told]) -> list[str]:
    """Say reasons in their order, those of one name together: "you like Umalat and soft cheese"."""
    details: dict[str, list[str]] = {}
    for reason in told:
        details.setdefault(reason.name, []).append(reason.detail)
    return [_saying(voice, name, voice.join(found)) for name, found in details.items()]


def _worth_saying(part: Evidence) -> bool:
    return part.value > WORTH_SAYING and (part.name != "rating" or float(part.detail) >= GOOD_RATING)


def evidence_text(voice: Voice, part: Evidence, item: Item) -> str:
    """Say one piece of the evidence of an item."""
    return _saying(voice, part.name, _detail(voice, part, item))


def _saying(voice: Voice, name: str, detail: str) -> str:
    return voice.say(f"why-{name.replace('_', '-')}", detail=detail)


def _detail(voice: Voice, part: Evidence, item: Item) -> str:
    """The detail as it is said: it may be "facet value", a service or plain words; "" where nothing says it."""
    facet, _, value = part.detail.partition(" ")
    if part.name in UNSAID:
        return ""
    if part.name == "kind" and value == item.kind:
        return voice.kind_of(item)
    if part.name == "rating":
        return format_number(float(part.detail), voice.locale)
    if part.name == "brand_asked":
        return voice.brand_of(item, part.detail)
    if facet not in FACETS or not value:
        return part.detail
    return voice.brand_of(item, value) if facet == "brand" else _value(voice, facet, value)


def _value(voice: Voice, facet: str, value: str) -> str:
    """A value; what was said in the other alphabet is named as it is called in this language, where it has a name."""
    said = voice.value(facet, value)
    if bool(CYRILLIC.search(fold(said))) is (voice.locale == "ru"):
        return said
    if facet == "category":
        return next((voice.value(facet, key) for key in voice.kinds.match(value)), said)
    if facet == "ingredient":
        known = IngredientVocabulary.load()
        return next((known.name(key, voice.locale) for key in known.own_keys(value) if key in known), said)
    return said
