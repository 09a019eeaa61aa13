"""Says why an item is on the list: the ranker's own evidence, strongest first."""

from collections import Counter
from collections.abc import Sequence

from podbor.agent.narration.voice import Voice
from podbor.core.slate import Evidence, SlateItem
from podbor.core.vocabulary import FACETS

MOST_REASONS = 2
WORTH_SAYING = 0.0


def reason(voice: Voice, shown: SlateItem, *, most: int = MOST_REASONS) -> str:
    """Join the strongest positive evidence."""
    strongest = sorted(shown.evidence, key=lambda part: part.value, reverse=True)
    said = dict.fromkeys(evidence_text(voice, part) for part in strongest if part.value > WORTH_SAYING)
    return voice.join(list(said)[:most])


def list_reasons(voice: Voice, shown: Sequence[SlateItem]) -> str:
    """Join what most of the list has in common."""
    counted = Counter(
        evidence_text(voice, part) for item in shown for part in item.evidence if part.value > WORTH_SAYING
    )
    return voice.join([text for text, _ in counted.most_common(3)])


def evidence_text(voice: Voice, part: Evidence) -> str:
    """Say one piece of evidence; its detail may be "facet value", a service or plain words."""
    facet, _, value = part.detail.partition(" ")
    detail = voice.value(facet, value) if facet in FACETS and value else part.detail
    return voice.say(f"why-{part.name.replace('_', '-')}", detail=detail)
