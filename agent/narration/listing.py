"""Says the list: how much was found, each item with its offers and its reason, and what stands in the way."""

from collections.abc import Sequence

from podbor.agent.narration.reasons import reason
from podbor.agent.narration.voice import Voice
from podbor.core.messages import Fact
from podbor.core.slate import Gap, Need, Slate, SlateItem
from podbor.core.vocabulary import FACETS
from podbor.tools.recommend.relaxation import FIRM

NAMED_FACETS = ("allergen", "diet")
"""Facets whose values do not say by themselves what they are."""


def headline(voice: Voice, slate: Slate) -> str:
    """Say what was looked for and how many were found."""
    answered = {shown.need for shown in slate.items}
    needs = [need.query for number, need in enumerate(slate.needs) if need.query and number in answered]
    facts: dict[str, Fact] = {
        "count": len(slate.items),
        "need": "some" if needs else "none",
        "needs": voice.join(needs),
    }
    return voice.say("list-found", **facts)


def item_lines(voice: Voice, slate: Slate) -> list[str]:
    """Two lines an item: title with offers, and why."""
    lines = []
    for position, shown in enumerate(slate.items, start=1):
        offers = "; ".join(voice.offer(offer) for offer in shown.offers)
        lines.append(voice.say("item-line", position=position, title=voice.title(shown.item), offers=offers))
        lines.append(voice.say("item-reason", reason=reason(voice, shown)))
    return lines


def gap_lines(voice: Voice, slate: Slate) -> list[str]:
    """Say what was not found and which conditions empty the list, or the part of it that one of several needs has."""
    lines = [voice.say("not-carried", need=query) for query in slate.not_carried]
    if len(slate.needs) > 1:
        lines += [_gap(voice, slate.needs[gap.need], gap) for gap in slate.gaps]
    elif not slate.items and not slate.not_carried:
        lines.append(_emptied(voice, slate.needs, slate))
    if slate.unavailable:
        services = voice.join([voice.service(service) for service in slate.unavailable])
        lines.append(voice.say("unavailable", services=services, count=len(slate.unavailable)))
    return lines


def caution_lines(voice: Voice, shown: Sequence[SlateItem], *, strict: bool) -> list[str]:
    """With a hard food constraint in force, say that inferred contents need a look at the label; demo data is named as such."""
    lines = []
    if strict and any("allergens" in item.item.inferred for item in shown):
        lines.append(voice.say("check-label"))
    if any(item.item.demo for item in shown):
        lines.append(voice.say("demo-note"))
    return lines


def _gap(voice: Voice, need: Need, gap: Gap) -> str:
    return voice.of_need(need.query, _emptied(voice, (need,), gap) if gap.emptied_by else voice.say("emptied-one"))


def _emptied(voice: Voice, needs: Sequence[Need], empty: Slate | Gap) -> str:
    if not empty.emptied_by:
        return voice.say("emptied-plain")
    lines = [voice.say("emptied", constraints=_named(voice, needs, empty.emptied_by))]
    if empty.relaxable:
        lines.append(voice.say("emptied-offer", constraints=_named(voice, needs, empty.relaxable)))
    firm = [name for name in empty.emptied_by if name.split(" ")[0] in FIRM]
    if firm:
        lines.append(voice.say("emptied-firm", constraints=_named(voice, needs, firm)))
    return " ".join(lines)


def _named(voice: Voice, needs: Sequence[Need], names: Sequence[str]) -> str:
    return voice.join([constraint_text(voice, name, needs) for name in names])


def constraint_text(voice: Voice, name: str, needs: Sequence[Need]) -> str:
    """Say a constraint's name as the recommender gives it: "price_max", "shift price lower", "diet vegan", "brand Lindt"."""
    facet, _, value = name.partition(" ")
    if facet in ("price_max", "price_min"):
        price = next(price for need in needs if (price := getattr(need, facet)) is not None)
        return voice.say(f"constraint-{facet}", price=price)
    if facet == "shift":
        return voice.say("constraint-shift", what=voice.say(f"shift-{value.replace(' ', '-')}"))
    if facet == "service":
        return voice.say("constraint-service", services=voice.service(value))
    if facet in FACETS:
        message = f"facet-{facet}" if facet in NAMED_FACETS else "facet-value"
        return voice.say(message, value=voice.terms.name(facet, value, voice.locale))
    return voice.say("constraint-rejected")
