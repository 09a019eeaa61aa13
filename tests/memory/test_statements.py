"""Statements as events."""

from typing import Any

import pytest

from podbor.core.errors import ToolRetry
from podbor.core.preferences import PreferenceChange
from podbor.core.settings import SERVICES
from podbor.memory import changes_events
from tests.memory.conftest import Speaker


def change(facet: Any, value: str, stance: Any, scope: Any = "lasting") -> PreferenceChange:
    return PreferenceChange(facet=facet, value=value, stance=stance, scope=scope)


@pytest.mark.parametrize(
    ("changes", "field", "named"),
    [
        ([change("service", "ozon", "require")], "changes.0.value", "samokat, megamarket, kuper"),
        ([change("allergen", "гвозди", "exclude")], "changes.0.value", "milk, eggs"),
        ([change("brand", "  ", "exclude")], "changes.0.value", "1 to 100 characters"),
        ([change("brand", "x" * 101, "exclude")], "changes.0.value", "1 to 100 characters"),
        ([change("colour", "red", "exclude")], "changes.0.facet", "allergen, ingredient"),
        ([change("brand", "Lindt", "hate")], "changes.0.stance", "require, prefer"),
        ([change("brand", "Lindt", "avoid", "forever")], "changes.0.scope", "session, lasting"),
        ([change("brand", "Lindt", "require"), change("brand", "LINDT", "exclude")], "changes.1.stance", "require"),
        (
            [change("allergen", "nuts", "exclude"), change("allergen", "nuts", "prefer", "session")],
            "changes.1.stance",
            "exclude",
        ),
    ],
)
def test_wrong_changes_name_the_field_and_the_valid_values(
    vera: Speaker, changes: list[PreferenceChange], field: str, named: str
) -> None:
    with pytest.raises(ToolRetry) as error:
        changes_events(vera.says(), changes, services=SERVICES)
    assert error.value.field == f"update_preferences.{field}"
    assert named in error.value.valid


def test_not_in_general_but_today(vera: Speaker) -> None:
    both = [change("taste", "sweet", "avoid"), change("taste", "sweet", "prefer", "session")]
    assert len(changes_events(vera.says(), both, services=SERVICES)) == 2


def test_what_is_said_twice_is_said_once(vera: Speaker) -> None:
    twice = [change("brand", "Lindt", "prefer"), change("brand", "Lindt", "prefer")]
    assert len(changes_events(vera.says(), twice, services=SERVICES)) == 1


def test_closed_values_are_canonical_and_words_are_kept(vera: Speaker) -> None:
    events = changes_events(
        vera.says(),
        [change("service", "Kuper", "require"), change("brand", " Алёнка  №1 ", "prefer")],
        services=SERVICES,
    )
    assert [event.change.value for event in events if event.change] == ["kuper", "Алёнка №1"]


def test_what_no_database_takes_is_left_out(vera: Speaker) -> None:
    events = changes_events(
        vera.says("без\x00 орехов\ud83d"), [change("brand", "Li\x00ndt", "avoid")], services=SERVICES
    )
    assert events[0].utterance == "без орехов?"
    assert events[0].change is not None
    assert events[0].change.value == "Lindt"
    events[0].utterance.encode()
