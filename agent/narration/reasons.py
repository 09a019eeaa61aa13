"""Says why an item is on the list: the ranker's own evidence, strongest first."""

from collections import Counter
from collections.abc import Sequence

from podbor.agent.narration.voice import Voice
from podbor.core.messages import format_number
from podbor.core.slate import Evidence, SlateItem
from podbor.core.vocabulary import FACETS

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
GOOD_RATING = 4.5


def reason(voice: Voice, shown: SlateItem, *, most: int = MOST_REASONS) -> str:
    """Join the positive evidence that tells this item from the rest of the list."""
    telling = sorted(
        (part for part in shown.evidence if part.name in TELLING and _worth_saying(part)),
        key=lambda part: TELLING.index(part.name),
    )
    return _said(voice, telling or shown.evidence, most)


def strongest_reasons(voice: Voice, shown: SlateItem, *, most: int = MOST_EXPLAINED) -> str:
    """Join the positive evidence that weighs most in the item's score."""
    return _said(voice, strongest(shown.evidence, most=most), most)


def strongest(evidence: Sequence[Evidence], *, most: int = MOST_EXPLAINED) -> list[Evidence]:
    """What `explain` cites of an item's evidence, largest first: at most `most`, all of it for the item."""
    ranked = sorted(evidence, key=lambda part: part.value, reverse=True)
    return [part for part in ranked if part.value > WORTH_SAYING][:most]


def list_reasons(voice: Voice, shown: Sequence[SlateItem]) -> str:
    """Join what most of the list has in common; where nothing is, what most often speaks for an item."""
    counted = Counter(
        text
        for item in shown
        for text in dict.fromkeys(evidence_text(voice, part) for part in item.evidence if part.value > WORTH_SAYING)
    ).most_common(MOST_COMMON)
    common = [text for text, count in counted if 2 * count > len(shown)]
    return voice.join(common or [text for text, _ in counted[:1]])


def _said(voice: Voice, evidence: Sequence[Evidence], most: int) -> str:
    said = dict.fromkeys(evidence_text(voice, part) for part in evidence if part.value > WORTH_SAYING)
    return voice.join(list(said)[:most])


def _worth_saying(part: Evidence) -> bool:
    return part.value > WORTH_SAYING and (part.name != "rating" or float(part.detail) >= GOOD_RATING)


def evidence_text(voice: Voice, part: Evidence) -> str:
    """Say one piece of evidence; its detail may be "facet value", a service or plain words."""
    facet, _, value = part.detail.partition(" ")
    detail = voice.value(facet, value) if facet in FACETS and value else part.detail
    if part.name == "rating":
        detail = format_number(float(part.detail), voice.locale)
    return voice.say(f"why-{part.name.replace('_', '-')}", detail=detail)
