"""The summary names every fact in force with the words and the date it comes from, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from podbor.agent.narration.summary import summary_lines
from podbor.agent.narration.voice import Voice
from podbor.core.preferences import PreferenceChange, PreferenceEvent, Shift
from podbor.core.settings import SERVICES
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.memory import TurnFacts, changes_events, feedback_events, resolve, shift_event
from podbor.tools.catalog.kinds import KindVocabulary

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def says(utterance: str, *, day: int) -> TurnFacts:
    return TurnFacts(user_id="u", thread_id="t", turn_id=utterance, at=NOW.replace(day=day), utterance=utterance)


def states(utterance: str, *, day: int, **fact: str) -> tuple[PreferenceEvent, ...]:
    change = PreferenceChange(**{"scope": "lasting", **fact})  # type: ignore[arg-type]
    return changes_events(says(utterance, day=day), [change], services=SERVICES)


LOG = (
    *states("у меня аллергия на орехи", day=2, facet="allergen", value="nuts", stance="exclude"),
    *states("i like dark chocolate", day=3, facet="ingredient", value="dark chocolate", stance="prefer"),
    *states("муж не ест рыбу", day=4, facet="allergen", value="fish", stance="exclude", person="husband"),
    *states("сегодня только веганское", day=5, facet="diet", value="vegan", stance="require", scope="session"),
    *feedback_events(says("беру первый", day=6), "i1", "accept", about={"brand": "Lindt"}),
    shift_event(says("подешевле", day=7), Shift(attribute="price", direction="lower", bound=8_900)),
)


def summary(locale: Locale, log: tuple[PreferenceEvent, ...] = LOG, thread: str = "t") -> list[str]:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    active = resolve(log, user_id="u", thread_id=thread, now=NOW).active
    return [line.replace("\xa0", " ").replace("\u202f", " ") for line in summary_lines(voice, active, {"i1": "Чай"})]


def test_russian() -> None:
    assert summary("ru") == [
        "Всегда соблюдаю: без орехов («у меня аллергия на орехи», 2 мая 2026 г.).",
        "Учитываю вкусы: вам нравится «dark chocolate» («i like dark chocolate», 3 мая 2026 г.).",
        "Когда выбираем для мужа: без рыбы («муж не ест рыбу», 4 мая 2026 г.).",
        "Помню покупки: брали «Чай» («беру первый», 6 мая 2026 г.).",
        "Только в этом разговоре: только веганское («сегодня только веганское», 5 мая 2026 г.) "
        "и дешевле, меньше 89 ₽ («подешевле», 7 мая 2026 г.).",
    ]


def test_english() -> None:
    lines = summary("en")
    assert lines[0] == "Always kept to: no nuts (“у меня аллергия на орехи”, May 2, 2026)."
    assert lines[2] == "When it is for your husband: no fish (“муж не ест рыбу”, May 4, 2026)."
    assert len(lines) == 5


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_source_is_named_and_what_was_taken_back_is_not(locale: Locale) -> None:
    said = "\n".join(summary(locale))
    assert all(said.count(event.utterance) == 1 for event in LOG if event.type != "feedback")
    undone = PreferenceEvent(
        event_id="undo", user_id="u", thread_id="t", turn_id="undo", at=NOW, type="undo", utterance="отмени",
        retracts=(LOG[0].event_id,),
    )  # fmt: skip
    assert "у меня аллергия на орехи" not in "\n".join(summary(locale, (*LOG, undone)))


def test_another_conversation_and_nobody() -> None:
    assert len(summary("ru", thread="next")) == 4
    assert summary("ru", ()) == []
    assert summary("ru", tuple(replace(event, user_id="v") for event in LOG)) == []
