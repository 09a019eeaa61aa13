"""The rules of the fold, one example each."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from podbor.core.preferences import PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.settings import SERVICES
from podbor.core.vocabulary import Facet, Scope, Stance
from podbor.memory import TurnFacts, changes_events, feedback_events, forget_fact, resolve, shift_event, undo_events
from tests.memory.conftest import NOW, Speaker


def said(turn: TurnFacts, facet: Facet, value: str, stance: Stance, scope: Scope = "lasting") -> list[PreferenceEvent]:
    change = PreferenceChange(facet=facet, value=value, stance=stance, scope=scope)
    return list(changes_events(turn, [change], services=SERVICES))


def fold(log: Sequence[PreferenceEvent], thread_id: str = "t1", **options: Any) -> Profile:
    return resolve(log, user_id="vera", thread_id=thread_id, now=options.pop("now", NOW), **options)


def weights(profile: Profile) -> dict[str, float]:
    return {soft.value: soft.weight for soft in profile.soft}


@pytest.mark.parametrize(
    ("facet", "value", "stance", "field"),
    [
        ("allergen", "milk", "exclude", "exclude_allergens"),
        ("diet", "vegan", "require", "require_diets"),
        ("diet", "keto", "exclude", "exclude_diets"),
        ("ingredient", "Сахар", "exclude", "exclude_ingredients"),
        ("ingredient", "сыр", "require", "require_ingredients"),
        ("taste", "spicy", "exclude", "exclude_tastes"),
        ("taste", "sour", "require", "require_tastes"),
        ("brand", "Lindt", "exclude", "exclude_brands"),
        ("brand", "Lindt", "require", "require_brands"),
        ("category", "cookies", "exclude", "exclude_categories"),
        ("category", "cookies", "require", "require_categories"),
        ("service", "kuper", "exclude", "exclude_services"),
        ("service", "kuper", "require", "require_services"),
    ],
)
def test_what_is_required_or_excluded_is_a_constraint(
    vera: Speaker, facet: Any, value: str, stance: Any, field: str
) -> None:
    profile = fold(said(vera.says(), facet, value, stance))
    assert getattr(profile.constraints, field) == {value.casefold()}
    assert profile.soft == ()


def test_session_goes_before_lasting_whatever_the_order(vera: Speaker) -> None:
    here = said(vera.says(), "taste", "sweet", "prefer", "session")
    elsewhere = said(vera.says(thread_id="t2"), "taste", "sweet", "avoid", "lasting")
    assert weights(fold(here + elsewhere)) == {"sweet": 0.5}
    assert weights(fold(elsewhere + here)) == {"sweet": 0.5}
    assert weights(fold(here + elsewhere, "t3"))["sweet"] < 0


def test_later_goes_before_earlier(vera: Speaker) -> None:
    log = said(vera.says(), "taste", "sweet", "prefer") + said(vera.says(), "taste", "sweet", "avoid")
    assert weights(fold(log)) == {"sweet": -0.5}
    assert [event.event_id for event in fold(log).active] == [log[1].event_id]


def test_chocolate_but_not_white(vera: Speaker) -> None:
    log = said(vera.says(), "ingredient", "шоколад", "prefer", "session")
    log += said(vera.says(), "ingredient", "белый шоколад", "avoid", "session")
    found = weights(fold(log))
    assert found["шоколад"] == 0.5
    assert found["шоколад"] + found["белый шоколад"] == -0.5, "both apply to white chocolate"


def test_a_preference_does_not_weaken_an_exclusion(vera: Speaker) -> None:
    log = said(vera.says(), "brand", "Lindt", "exclude") + said(vera.says(), "brand", "lindt", "prefer", "session")
    assert fold(log).constraints.exclude_brands == {"lindt"}
    assert fold(log).soft == ()
    assert [event.event_id for event in fold(log).active] == [log[0].event_id]


def test_a_contrary_requirement_lifts_an_exclusion_where_it_was_said(vera: Speaker) -> None:
    log = said(vera.says(), "brand", "Lindt", "exclude") + said(vera.says(), "brand", "Lindt", "require", "session")
    assert fold(log).constraints.exclude_brands == frozenset()
    assert fold(log).constraints.require_brands == {"lindt"}
    assert fold(log, "t2").constraints.exclude_brands == {"lindt"}


@pytest.mark.parametrize("stance", ["require", "prefer", "avoid"])
def test_nothing_said_lifts_an_allergen(vera: Speaker, stance: Stance) -> None:
    log = said(vera.says(), "allergen", "milk", "exclude") + said(vera.says(), "allergen", "milk", stance, "session")
    assert fold(log).constraints.exclude_allergens == {"milk"}
    assert fold(log).soft == ()


def test_peanuts_go_with_nuts_and_a_liking_for_them_does_not_bring_them_back(vera: Speaker) -> None:
    log = said(vera.says(), "allergen", "nuts", "exclude") + said(vera.says(), "allergen", "peanuts", "prefer")
    assert fold(log).constraints.exclude_allergens == {"nuts", "peanuts"}
    assert fold(log).soft == ()
    assert [event.event_id for event in fold(log).active] == [log[0].event_id]
    only_peanuts = said(vera.says(), "allergen", "peanuts", "exclude")
    assert fold(only_peanuts).constraints.exclude_allergens == {"peanuts"}


def test_peanuts_are_fine_once_said_and_nuts_said_anew_take_them_along_again(vera: Speaker) -> None:
    log = said(vera.says(), "allergen", "nuts", "exclude") + said(vera.says(), "allergen", "peanuts", "exclude")
    log += forget_fact(log, vera.says(), "allergen", "peanuts")
    assert fold(log, "t2").constraints.exclude_allergens == {"nuts"}
    undone = [*log, *undo_events(log, vera.says())]
    assert fold(undone).constraints.exclude_allergens == {"nuts", "peanuts"}
    log += said(vera.says(), "allergen", "nuts", "exclude")
    assert fold(log).constraints.exclude_allergens == {"nuts", "peanuts"}


@pytest.mark.parametrize("scope", ["session", "lasting"])
@pytest.mark.parametrize("thread_id", ["t1", "t2"])
def test_nuts_said_again_take_peanuts_along_wherever_and_for_however_long(
    vera: Speaker, scope: Scope, thread_id: str
) -> None:
    log = said(vera.says(), "allergen", "nuts", "exclude")
    log += forget_fact(log, vera.says(), "allergen", "peanuts")
    log += said(vera.says(thread_id=thread_id), "allergen", "nuts", "exclude", scope)
    assert fold(log, thread_id).constraints.exclude_allergens == {"nuts", "peanuts"}
    everywhere = {"nuts", "peanuts"} if scope == "lasting" else {"nuts"}
    assert fold(log, "t3").constraints.exclude_allergens == everywhere
    if scope == "lasting":
        assert fold(log, "t1").constraints.exclude_allergens == everywhere
    log += forget_fact(log, vera.says(), "allergen", "peanuts")
    assert fold(log, thread_id).constraints.exclude_allergens == {"nuts"}


def husband(turn: TurnFacts, value: str, stance: Stance, facet: Facet = "allergen") -> list[PreferenceEvent]:
    change = PreferenceChange(facet=facet, value=value, stance=stance, scope="lasting", person="husband")
    return list(changes_events(turn, [change], services=SERVICES))


def test_a_fact_about_somebody_else_counts_where_they_eat_too(vera: Speaker) -> None:
    log = said(vera.says(), "allergen", "milk", "exclude") + husband(vera.says(), "fish", "exclude")
    assert fold(log).constraints.exclude_allergens == {"milk"}
    assert fold(log, people=["husband"]).constraints.exclude_allergens == {"milk", "fish"}
    assert fold(log, people=["wife"]).constraints.exclude_allergens == {"milk"}
    assert len(fold(log).active) == 2, "the shopper sees it all"


def test_each_persons_statements_are_their_own(vera: Speaker) -> None:
    log = said(vera.says(), "taste", "sweet", "prefer") + husband(vera.says(), "sweet", "avoid", "taste")
    assert weights(fold(log)) == {"sweet": 0.5}
    assert weights(fold(log, people=["husband"])) == {"sweet": 0.0}, "where they disagree nothing is left"
    log += husband(vera.says(), "fish", "exclude") + said(vera.says(), "allergen", "fish", "exclude")
    log += forget_fact(log, vera.says(), "allergen", "fish")
    assert fold(log).constraints.exclude_allergens == frozenset()
    assert fold(log, people=["husband"]).constraints.exclude_allergens == {"fish"}
    log += forget_fact(log, vera.says(), "allergen", "fish")
    assert fold(log, people=["husband"]).constraints.exclude_allergens == frozenset()


def test_nobody_lifts_what_another_excludes(vera: Speaker) -> None:
    log = said(vera.says(), "brand", "Lindt", "exclude") + husband(vera.says(), "Lindt", "require", "brand")
    assert fold(log, people=["husband"]).constraints.exclude_brands == {"lindt"}


def test_only_one_service_at_a_time_unless_named_together(vera: Speaker) -> None:
    log = said(vera.says(), "service", "samokat", "require", "session")
    log += said(vera.says(), "service", "kuper", "require", "session")
    assert fold(log).constraints.require_services == {"kuper"}
    turn = vera.says()
    both = said(turn, "service", "samokat", "require") + said(turn, "service", "megamarket", "require")
    assert fold(log + both).constraints.require_services == {"samokat", "megamarket"}


def test_an_exclusion_comes_back_when_the_requirement_that_lifted_it_is_replaced(vera: Speaker) -> None:
    log = said(vera.says(), "service", "samokat", "exclude")
    log += said(vera.says(), "service", "samokat", "require") + said(vera.says(), "service", "kuper", "require")
    assert fold(log).constraints.exclude_services == {"samokat"}
    assert fold(log).constraints.require_services == {"kuper"}


def test_diets_add_up(vera: Speaker) -> None:
    log = said(vera.says(), "diet", "vegan", "require") + said(vera.says(), "diet", "halal", "require", "session")
    assert fold(log).constraints.require_diets == {"vegan", "halal"}
    assert fold(log, "t2").constraints.require_diets == {"vegan"}


def test_a_lasting_taste_halves_in_a_half_life_and_a_constraint_never_ages(vera: Speaker) -> None:
    log = said(vera.says(), "taste", "sweet", "prefer") + said(vera.says(), "ingredient", "сахар", "exclude")
    log += said(vera.says(), "taste", "salty", "avoid", "session")
    later = fold(log, now=log[0].at + timedelta(days=10), half_life=timedelta(days=10))
    assert weights(later) == {"sweet": 0.25, "salty": -0.5}
    assert fold(log, now=NOW + timedelta(days=9999)).constraints.exclude_ingredients == {"сахар"}


def test_a_clock_that_runs_ahead_adds_no_weight(vera: Speaker) -> None:
    log = said(vera.says(), "taste", "sweet", "prefer")
    assert weights(fold(log, now=NOW - timedelta(days=999))) == {"sweet": 0.5}


def lower(bound: float, need: str = "") -> Shift:
    return Shift(attribute="price", direction="lower", bound=bound, need=need)


def higher(bound: float, need: str = "") -> Shift:
    return Shift(attribute="price", direction="higher", bound=bound, need=need)


@pytest.mark.parametrize(
    ("shifts", "standing"),
    [
        ([lower(100), lower(80)], [lower(80)]),
        ([lower(80), lower(100)], [lower(80)]),
        ([lower(80), higher(60)], [higher(60)]),
        ([lower(80), lower(50), higher(40), higher(60)], [higher(60)]),
        ([lower(80), higher(60), lower(90)], [lower(90)]),
        ([lower(80, "чай"), lower(50, "кофе"), lower(60, "чай")], [lower(50, "кофе"), lower(60, "чай")]),
        ([lower(80, "чай"), lower(50, "кофе"), higher(90, "чай")], [lower(50, "кофе"), higher(90, "чай")]),
        ([lower(80), higher(90, "чай")], [higher(90, "чай")]),
    ],
)
def test_shifts_tighten_and_turn_back(vera: Speaker, shifts: list[Shift], standing: list[Shift]) -> None:
    log = [shift_event(vera.says(), shift) for shift in shifts]
    assert fold(log).constraints.shifts == tuple(standing)
    assert fold(log, "t2").constraints.shifts == ()


def test_a_rejected_item_is_out_for_the_conversation_and_weak_evidence(vera: Speaker) -> None:
    log = list(feedback_events(vera.says(), "i1", "reject", about={"brand": "Lindt", "category": "chocolate"}))
    assert fold(log).constraints.exclude_items == {"i1"}
    assert weights(fold(log)) == {"lindt": -0.1, "chocolate": -0.1}
    assert fold(log, "t2") == Profile(user_id="vera")


def test_evidence_never_outweighs_a_word(vera: Speaker) -> None:
    log = said(vera.says(), "brand", "Lindt", "prefer")
    for number in range(50):
        log += feedback_events(vera.says(), f"i{number}", "reject", about={"brand": "Lindt", "category": "chocolate"})
    assert weights(fold(log)) == {"lindt": 0.5, "chocolate": -0.3}


def test_accepted_items_are_remembered_in_order(vera: Speaker) -> None:
    log = [event for item in ("i1", "i2", "i1") for event in feedback_events(vera.says(), item, "accept")]
    assert fold(log, "t2").accepted == ("i2", "i1")
    log += feedback_events(vera.says(), "i2", "reject")
    assert fold(log).accepted == ("i1",)
    assert fold(log).constraints.exclude_items == {"i2"}
