"""Undo, forget, remove, and the end of a need."""

from collections.abc import Sequence
from typing import Any

import pytest

from podbor.core.preferences import PreferenceChange, PreferenceEvent, Profile, Shift
from podbor.core.settings import SERVICES
from podbor.core.vocabulary import Facet
from podbor.memory import (
    changes_events,
    facts,
    feedback_events,
    forget_everything,
    forget_fact,
    remove_fact,
    resolve,
    retract_events,
    shift_event,
    shift_retractions,
    taken_back,
    undo_events,
)
from tests.memory.conftest import NOW, Speaker


def said(turn: Any, facet: Any, value: str, stance: Any, scope: Any = "lasting") -> list[PreferenceEvent]:
    change = PreferenceChange(facet=facet, value=value, stance=stance, scope=scope)
    return list(changes_events(turn, [change], services=SERVICES))


def fold(log: Sequence[PreferenceEvent], thread_id: str = "t1") -> Profile:
    return resolve(log, user_id="vera", thread_id=thread_id, now=NOW)


CHEAPER = Shift(attribute="price", direction="lower", bound=100)
CHEAPEST = Shift(attribute="price", direction="lower", bound=50)


def test_undo_goes_back_message_by_message(vera: Speaker) -> None:
    log = said(vera.says(), "diet", "vegan", "require")
    turn = vera.says()
    log += said(turn, "brand", "Lindt", "avoid")
    log += [shift_event(turn, CHEAPER)]
    undone = undo_events(log, vera.says())
    assert taken_back(log, undone) == tuple(log[1:])
    log += undone
    assert fold(log).constraints.require_diets == {"vegan"}
    log += undo_events(log, vera.says())
    assert fold(log) == Profile(user_id="vera")
    assert undo_events(log, vera.says()) == ()


def test_two_undos_in_one_message_go_two_messages_back(vera: Speaker) -> None:
    log = said(vera.says(), "diet", "vegan", "require") + said(vera.says(), "brand", "Lindt", "avoid")
    turn = vera.says()
    log += undo_events(log, turn)
    log += undo_events(log, turn, ordinal=1)
    assert fold(log) == Profile(user_id="vera")


def test_undo_stays_in_its_conversation_unless_asked(vera: Speaker) -> None:
    log = said(vera.says(), "allergen", "nuts", "exclude")
    assert undo_events(log, vera.says(thread_id="t2")) == ()
    log += undo_events(log, vera.says(thread_id="t2"), anywhere=True)
    assert fold(log) == Profile(user_id="vera")


def test_undo_brings_back_what_was_forgotten(vera: Speaker) -> None:
    log = said(vera.says(), "allergen", "nuts", "exclude")
    before = fold(log)
    log += forget_everything(log, vera.says())
    assert fold(log) == Profile(user_id="vera")
    log += undo_events(log, vera.says())
    assert fold(log) == before


def test_undo_passes_over_a_message_that_only_began_a_new_need(vera: Speaker) -> None:
    log: list[PreferenceEvent] = [shift_event(vera.says(), CHEAPER)]
    log += shift_retractions(log, vera.says("теперь сыр"))
    assert fold(log).constraints.shifts == ()
    assert undo_events(log, vera.says()) == ()


def test_a_new_need_drops_the_covered_shifts_too_and_keeps_its_own(vera: Speaker) -> None:
    log = [shift_event(vera.says(), CHEAPER), shift_event(vera.says(), CHEAPEST)]
    turn = vera.says("теперь сыр, побольше")
    bigger = shift_event(turn, Shift(attribute="size", direction="higher", bound=200, unit="g"))
    log += [bigger, *shift_retractions([*log, bigger], turn)]
    assert [event.event_id for event in fold(log).active] == [bigger.event_id]
    assert shift_retractions([], vera.says()) == ()


@pytest.mark.parametrize("word", ["шоколад", "Шоколада", " «ШОКОЛАД» "])
def test_forget_takes_all_said_about_one_value(vera: Speaker, word: str) -> None:
    log = said(vera.says(), "ingredient", "шоколад", "prefer")
    log += said(vera.says(), "ingredient", "Шоколад", "exclude", "session")
    log += said(vera.says(), "ingredient", "белый шоколад", "avoid")
    log += forget_fact(log, vera.says(), "ingredient", word)
    assert [event.change.value for event in fold(log).active if event.change] == ["белый шоколад"]


def test_forget_looks_in_other_facets_and_takes_synonyms(vera: Speaker) -> None:
    log = said(vera.says(), "category", "печенье", "avoid")
    assert forget_fact(log, vera.says(), "ingredient", "печенья")
    log = said(vera.says(), "allergen", "nuts", "exclude")
    assert forget_fact(log, vera.says(), "ingredient", "орехи") == ()
    assert forget_fact(log, vera.says(), "ingredient", "орехи", synonyms=[("allergen", "nuts")])


@pytest.mark.parametrize(
    "forgotten", [("allergen", "gluten"), ("diet", "gluten_free")], ids=["gluten", "coeliac disease"]
)
def test_forgetting_gluten_forgets_it_under_either_name(vera: Speaker, forgotten: tuple[Facet, str]) -> None:
    log = said(vera.says("у меня целиакия"), "diet", "gluten_free", "require")
    log += said(vera.says("аллергия на глютен"), "allergen", "gluten", "exclude")
    log += said(vera.says("я веган"), "diet", "vegan", "require")
    log += forget_fact(log, vera.says("глютен уже можно"), *forgotten)
    constraints = fold(log).constraints
    assert (constraints.exclude_allergens, constraints.require_diets) == (frozenset(), {"vegan"})


def test_an_allergen_is_forgotten_with_the_ingredient_of_its_name(vera: Speaker) -> None:
    log = said(vera.says(), "ingredient", "орехи", "exclude")
    log += said(vera.says(), "category", "орехи", "prefer")
    log += said(vera.says(), "allergen", "nuts", "exclude")
    log += forget_fact(log, vera.says("орехи можно"), "allergen", "nuts")
    assert [event.change.facet for event in fold(log).active if event.change] == ["category"]


def test_what_is_removed_uncovers_nothing_older(vera: Speaker) -> None:
    log = said(vera.says(), "taste", "sweet", "avoid")
    log += said(vera.says(), "taste", "sweet", "prefer", "session")
    log += said(vera.says(), "taste", "salty", "prefer")
    log += [shift_event(vera.says(), CHEAPER), shift_event(vera.says(), CHEAPEST)]
    log += feedback_events(vera.says(), "i1", "reject", about={"brand": "Lindt"})
    for fact in facts(fold(log)):
        if fact.value != "salty":
            log += remove_fact(log, vera.says(), fact.fact_id)
    assert [fact.value for fact in facts(fold(log))] == ["salty"]
    assert [soft.value for soft in fold(log).soft] == ["salty"]
    assert remove_fact(log, vera.says(), "no such fact") == ()


def test_a_critique_is_withdrawn_within_its_own_message(vera: Speaker) -> None:
    turn = vera.says()
    log: list[PreferenceEvent] = [shift_event(turn, CHEAPER)]
    withdrawn = retract_events(log, turn, [log[0].event_id])
    log += withdrawn
    assert fold(log) == Profile(user_id="vera")
    assert retract_events(log, turn, [log[0].event_id]) == withdrawn, "run again after a crash"
    assert retract_events(log, turn, ["no such event"]) == ()


def test_facts_name_the_words_and_their_date(vera: Speaker) -> None:
    turn = vera.says("у меня аллергия на орехи")
    log = [*said(turn, "allergen", "nuts", "exclude"), shift_event(vera.says("подешевле"), CHEAPER)]
    allergy, shift = (fact.to_json() for fact in facts(fold(log)))
    assert allergy == {
        "fact_id": log[0].event_id,
        "kind": "preference",
        "scope": "lasting",
        "facet": "allergen",
        "value": "nuts",
        "stance": "exclude",
        "utterance": "у меня аллергия на орехи",
        "said_at": "2026-05-01T12:01:00+00:00",
    }
    assert (shift["attribute"], shift["direction"], shift["bound"], shift["scope"]) == (
        "price",
        "lower",
        100,
        "session",
    )
