"""Says the list: how much was found, each item with its offers and its reason, and what stands in the way."""

from collections.abc import Iterator, Sequence

from podbor.agent.narration.contents import WITH_CONTENTS, has_contents
from podbor.agent.narration.reasons import reason
from podbor.agent.narration.voice import Voice
from podbor.core.items import Item
from podbor.core.messages import Fact
from podbor.core.slate import Gap, Need, Slate, SlateItem
from podbor.core.text import stems
from podbor.core.vocabulary import FACETS
from podbor.tools.catalog.facts import EDIBLE
from podbor.tools.recommend.relaxation import FIRM

NAMED_FACETS = ("allergen", "diet", "ingredient")
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


def caution_lines(voice: Voice, shown: Sequence[SlateItem], *, strict: bool, excluded: bool = False) -> list[str]:
    """Say what of the list needs a look at the label; demo data is named as such.

    Inferred or unknown contents do with an allergy or a diet in force (`strict`), unknown contents of what is not eaten as
    well where an ingredient or an allergen is `excluded`.
    """
    lines = []
    unknown = list(_unknown(voice, shown, among=WITH_CONTENTS if excluded else EDIBLE)) if strict or excluded else []
    if unknown:
        whole = "yes" if len(unknown) == len(shown) else "no"
        lines.append(voice.say("unknown-contents", all=whole, count=len(unknown), positions=voice.join(unknown)))
    if strict and any("allergens" in item.item.inferred for item in shown):
        lines.append(voice.say("check-label"))
    if any(item.item.demo for item in shown):
        lines.append(voice.say("demo-note"))
    return lines


def _unknown(voice: Voice, shown: Sequence[SlateItem], *, among: frozenset[str]) -> Iterator[str]:
    """Positions of the items of these groups of whose contents nothing is known."""
    for position, item in enumerate((one.item for one in shown), start=1):
        known = item.allergens or item.traces or _tells(voice, item)
        if not known and has_contents(voice, item, among=among):
            yield str(position)


def _tells(voice: Voice, item: Item) -> bool:
    """Whether the ingredients tell what is in an item: those of a cosmetic that its name has, "с кокосом", are not all."""
    named = set() if has_contents(voice, item, among=EDIBLE) else set(stems(f"{item.title.ru} {item.title.en}"))
    return any(not named.issuperset(stems(text)) for text in item.ingredients)


def _gap(voice: Voice, need: Need, gap: Gap) -> str:
    return voice.of_need(need.query, _emptied(voice, (need,), gap) if gap.emptied_by else voice.say("emptied-one"))


def _emptied(voice: Voice, needs: Sequence[Need], empty: Slate | Gap) -> str:
    if not empty.emptied_by:
        return voice.say("emptied-plain")
    message = "emptied" if len(empty.emptied_by) == 1 else "emptied-several"
    firm = tuple(name for name in empty.emptied_by if name.split(" ")[0] in FIRM)
    lines = [voice.say(message, constraints=_named(voice, needs, empty.emptied_by))]
    for way_out, names in (("emptied-offer", empty.relaxable), ("emptied-firm", firm)):
        if names:
            whole = "yes" if set(names) == set(empty.emptied_by) else "no"
            lines.append(voice.say(way_out, all=whole, constraints=_named(voice, needs, names)))
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
        return voice.say(message, value=voice.value(facet, value))
    return voice.say("constraint-rejected")
