"""200 random dialogues keep the laws; `podbor bench dialogues` does 10,000. A part with a defect breaks the law it is about."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from podbor.agent.assistant import Assistant
from podbor.core.preferences import Constraints, PreferenceEvent, Profile
from podbor.core.settings import Settings
from podbor.core.vocabulary import Person
from podbor.evals.bench.dialogues import run
from podbor.memory.resolver import resolve
from podbor.memory.store import SqlProfileStore


class Forgetful:
    """A recommender that overlooks some constraints."""

    def __init__(self, inner: Any, *overlooked: str) -> None:
        self._inner = inner
        self._nothing = {name: getattr(Constraints(), name) for name in overlooked}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def recommend(self, needs: Any, profile: Profile, **how: Any) -> Any:
        return self._inner.recommend(
            needs, replace(profile, constraints=replace(profile.constraints, **self._nothing)), **how
        )


class Store(SqlProfileStore):
    """The real one, over another's database: a base for the careless ones."""

    def __init__(self, inner: SqlProfileStore) -> None:
        super().__init__(inner.engine)


class FoldsTheLastBatch(Store):
    last: Sequence[PreferenceEvent] = ()

    def append(self, events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
        self.last = events or self.last
        return super().append(events)

    def profile(self, user_id: str, *, thread_id: str, now: datetime, people: Collection[Person] = ()) -> Profile:
        return resolve(self.last, user_id=user_id, thread_id=thread_id, now=now, people=people)


class EveryConversationIsOne(Store):
    def profile(self, user_id: str, *, thread_id: str, now: datetime, people: Collection[Person] = ()) -> Profile:
        return super().profile(user_id, thread_id="a", now=now, people=people)


class UndoesNothing(Store):
    def append(self, events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
        return super().append([replace(event, retracts=()) if event.type == "undo" else event for event in events])


class AllergiesPass(Store):
    def append(self, events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
        said = [event.change for event in events if event.change]
        if any(change.facet != "allergen" for change in said):
            events = [replace(event, type="retraction", retracts=self._allergies(event)) for event in events]
        return super().append(events)

    def _allergies(self, event: PreferenceEvent) -> tuple[str, ...]:
        return tuple(e.event_id for e in self.events(event.user_id) if e.change and e.change.facet == "allergen")


def careless(kind: type[Store]) -> Callable[[Assistant], Assistant]:
    return lambda assistant: replace(assistant, profiles=kind(assistant.profiles))  # type: ignore[arg-type]


def overlooking(*names: str) -> Callable[[Assistant], Assistant]:
    return lambda assistant: replace(assistant, recommender=Forgetful(assistant.recommender, *names))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("grocery")


def test_the_laws_hold(eval_settings: Settings, root: Path) -> None:
    result = run(dialogues=200, settings=eval_settings, root=root)
    assert result["examples"] == []
    assert not any(result["broken"].values())
    assert min(result["checked"].values()) > 150
    assert result["slates"] > 700


@pytest.mark.parametrize(
    ("law", "change"),
    [
        ("obeys", overlooking("exclude_allergens", "shifts")),
        ("allergy stands", careless(AllergiesPass)),
        ("undo restores", careless(UndoesNothing)),
        ("session ends", careless(EveryConversationIsOne)),
        ("batches", careless(FoldsTheLastBatch)),
    ],
)
def test_a_defect_breaks_its_law(
    eval_settings: Settings, root: Path, law: str, change: Callable[[Assistant], Assistant]
) -> None:
    assert run(dialogues=8, seed=500, settings=eval_settings, root=root, change=change)["broken"][law]
