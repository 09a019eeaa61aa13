"""Experts of services in lists: from releases and the shopper's own verdicts alone, and never past a constraint."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from podbor.core.items import Offer
from podbor.core.preferences import Constraints, PreferenceEvent, Profile
from podbor.core.shared import SharedStatistics
from podbor.core.slate import Need, Slate
from podbor.core.vocabulary import Verdict
from podbor.tools.catalog.store import SqlCatalogStore
from podbor.tools.recommend.recommender import Recommender
from podbor.tools.recommend.service_experts import Said, Sellers, ServiceGate
from tests.tools.recommend.conftest import Releases

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
NOBODY = Profile(user_id="u")
MILK = Need(query="молоко")
SAMOKAT, KUPER, BOTH = frozenset({"samokat"}), frozenset({"kuper"}), frozenset({"samokat", "kuper"})
CANDIDATES = (Sellers(services=SAMOKAT, strength=0.1), Sellers(services=BOTH, strength=0.05))


def took(count: int, services: frozenset[str], *, hour: int = 9, taken: bool = True) -> tuple[Said, ...]:
    return (Said(services=services, hour=hour, taken=taken),) * count


def offer(service: str) -> Offer:
    return Offer(item_id="i", service=service, price=100, stock=1, eta_minutes=15, updated_at=NOW)


def says(gate: ServiceGate, strength: float, *services: str) -> dict[tuple[str, str], float]:
    voices = gate.voices(CANDIDATES, MILK)
    return {(name, detail): value for name, value, detail in voices.evidence([offer(s) for s in services], strength)}


def verdict(item_id: str, verdict: Verdict, hour: int = 9) -> PreferenceEvent:
    return PreferenceEvent(
        event_id=f"{item_id} {verdict}",
        user_id="u",
        thread_id="t",
        turn_id=item_id,
        at=NOW.replace(hour=hour),
        type="feedback",
        utterance="беру",
        item_id=item_id,
        verdict=verdict,
    )


def ask(crowd_recommender: Recommender, profile: Profile = NOBODY, need: Need = MILK) -> Slate:
    return crowd_recommender.recommend([need], profile, size=20, locale="ru", now=NOW)


def cited(slate: Slate, name: str) -> dict[str, str]:
    return {s.item.item_id: part.detail for s in slate.items for part in s.evidence if part.name == name}


def test_a_service_compares_what_it_sells_itself() -> None:
    found = says(ServiceGate(), 0.05, "samokat", "kuper")
    share = ServiceGate().voices(CANDIDATES, MILK).shares
    assert found == {
        ("service_next", "service kuper"): pytest.approx(share["kuper"]),
        ("service_next", "service samokat"): pytest.approx(share["samokat"] / 2),
    }
    assert sum(share.values()) == pytest.approx(1)


def test_verdicts_in_the_conversation_move_the_shares() -> None:
    before = ServiceGate().voices(CANDIDATES, MILK).shares["kuper"]
    after = ServiceGate(said=took(3, KUPER)).voices(CANDIDATES, MILK).shares["kuper"]
    rejected = (
        ServiceGate(said=(*took(3, KUPER), *took(3, KUPER, taken=False))).voices(CANDIDATES, MILK).shares["kuper"]
    )
    assert after > rejected > before - 0.1
    assert after > before


def test_the_hour_and_a_named_service_count() -> None:
    said = (*took(4, SAMOKAT, hour=9), *took(4, KUPER, hour=20))
    morning, evening = (ServiceGate(said=said, hour=hour).voices(CANDIDATES, MILK).shares for hour in (9, 20))
    assert morning["samokat"] > evening["samokat"]
    asked = ServiceGate(said=said, hour=9).voices(CANDIDATES, replace(MILK, services=("kuper",))).shares
    assert asked["kuper"] > morning["kuper"]
    assert asked["kuper"] > 0.8


def test_a_usual_service_is_that_of_most_takes() -> None:
    assert ("usual_service", "service kuper") in says(ServiceGate(said=took(3, KUPER)), 0.0, "kuper")
    assert says(ServiceGate(said=took(3, KUPER)), 0.0, "samokat") == {}
    for told in ((), took(1, KUPER), (*took(2, KUPER), *took(2, SAMOKAT)), took(3, BOTH), took(3, KUPER, taken=False)):
        assert says(ServiceGate(said=told), 0.0, "samokat", "kuper") == {}


def test_one_service_needs_no_gate() -> None:
    assert ServiceGate(said=took(3, SAMOKAT)).voices(CANDIDATES[:1], MILK).shares == {}


def test_releases_give_the_experts_their_voice(crowd_recommender: Recommender, source: Releases) -> None:
    source.latest = SharedStatistics()
    before = ask(crowd_recommender)
    assert cited(before, "service_next") == {}
    last = before.items[-1]
    source.latest = SharedStatistics(popularity={last.item.item_id: 400.0})
    after = ask(crowd_recommender)
    assert set(cited(after, "service_next")) == {last.item.item_id}
    for shown in after.items:
        assert shown.score == pytest.approx(sum(part.value for part in shown.evidence))
    source.latest = SharedStatistics()


def test_verdicts_are_read_from_the_log_and_what_is_forgotten_is_gone(
    crowd_recommender: Recommender, catalog: SqlCatalogStore
) -> None:
    """Nothing is kept: without the events, the list is a stranger's."""
    stranger = ask(crowd_recommender)
    only = [item_id for item_id, offers in _sold(catalog).items() if offers == {"kuper"}][:4]
    events = tuple(verdict(item_id, "accept") for item_id in only)
    regular = Profile(user_id="u", accepted=tuple(only), active=events)
    slate = ask(crowd_recommender, regular)
    usual = cited(slate, "usual_service")
    assert set(usual.values()) == {"service kuper"}
    assert set(usual) == {s.item.item_id for s in slate.items if "kuper" in {o.service for o in s.offers}}
    assert ask(crowd_recommender, NOBODY) == stranger


def test_no_expert_speaks_past_a_constraint(
    crowd_recommender: Recommender, source: Releases, catalog: SqlCatalogStore
) -> None:
    shown = ask(crowd_recommender).items
    source.latest = SharedStatistics(popularity={s.item.item_id: 900.0 for s in shown})
    only = [item_id for item_id, offers in _sold(catalog).items() if offers == {"kuper"}][:4]
    limits = Constraints(exclude_services=frozenset({"kuper"}), exclude_items=frozenset({shown[0].item.item_id}))
    profile = Profile(user_id="u", constraints=limits, accepted=tuple(only))
    slate = ask(crowd_recommender, profile)
    source.latest = SharedStatistics()
    assert slate.items
    assert shown[0].item.item_id not in {s.item.item_id for s in slate.items}
    assert all(o.service != "kuper" for s in slate.items for o in s.offers)
    assert "service kuper" not in {*cited(slate, "service_next").values(), *cited(slate, "usual_service").values()}


def _sold(catalog: SqlCatalogStore) -> dict[str, set[str]]:
    ids = [item.item_id for item in catalog.iter_items()][:600]
    return {item_id: {o.service for o in offers if o.in_stock} for item_id, offers in catalog.offers(ids).items()}
