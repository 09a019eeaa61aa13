"""One trial's conversation with the assistant: the shopper's past, then message after message, each recorded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import blake2b

from langchain_core.messages import AIMessage

from podbor.agent.assistant import Assistant
from podbor.agent.nodes.household import limits_of, people_of
from podbor.agent.timing import Stopwatch
from podbor.core.items import Offer
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.evals.dialogue.homes import Stage
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.planners import TrialPlanner
from podbor.evals.dialogue.record import TurnRecord
from podbor.evals.dialogue.scenario import OfferChange, Purchase, ScenarioTurn, SettingChanges, Shopper
from podbor.evals.dialogue.snapshot import record_turn
from podbor.memory.statements import changes_events, feedback_events
from podbor.memory.store import SqlProfileStore
from podbor.memory.turns import TurnFacts

KOPECKS = 100
BEFORE = "before"
SHOPPER = "shopper"


class EndpointDown(Exception):
    """The planner's endpoint did not answer: infrastructure, not the assistant's failure."""


class Dialogue:
    """Who talks, in which conversation, and what has been recorded so far."""

    def __init__(self, case: Case, *, trial: int, stage: Stage, planner: TrialPlanner) -> None:
        self._case = case
        self._trial = trial
        self._stage = stage
        self._planner = planner
        self._thread = 0
        self.turns: list[TurnRecord] = []

    async def say(self, turn: ScenarioTurn, text: str, *, part: int, oracle: AIMessage | None = None) -> TurnRecord:
        """Send one message and record what came of it. Raises NoOracle, EndpointDown, and what the assistant raises."""
        self._planner.arm(turn, oracle, on_screen=self._on_screen())
        await self._before(turn)
        user, thread = self._user(turn.shopper or SHOPPER), f"t{self._thread}"
        assistant = self._assistant()
        watch = Stopwatch()
        answer = await assistant.ask(text, user_id=user, thread_id=thread, locale=turn.language)
        wall_ms = watch.ms
        if self._planner.unavailable:
            raise EndpointDown(self._planner.unavailable)
        state = await assistant.conversation(user_id=user, thread_id=thread)
        needs, now = state.get("needs", ()), datetime.now(UTC)
        profile_of = partial(assistant.profiles.profile, user, thread_id=thread, now=now)
        record = record_turn(
            number=len(self.turns) + 1,
            part=part,
            said=text,
            state=state,
            profile=profile_of(people=people_of(needs)),
            settings=assistant.settings,
            limits=limits_of(needs, lambda people: profile_of(people=people).constraints),
        )
        tokens = {"tokens_in": self._planner.tokens_in, "tokens_out": self._planner.tokens_out}
        times = {"wall_ms": round(wall_ms, 1), "steps_ms": answer.timings}
        self.turns.append(record.model_copy(update={**times, **tokens}))
        return self.turns[-1]

    def _on_screen(self) -> list[str]:
        return [shown.item for shown in self.turns[-1].slate] if self.turns else []

    def write_past(self, shopper: Shopper) -> None:
        """Put what was said and bought earlier into the log, as conversations of the days before."""
        services = tuple(self._assistant().settings.services)
        events: list[PreferenceEvent] = []
        if shopper.profile:
            changes = [PreferenceChange(**fact.model_dump()) for fact in shopper.profile]
            events += changes_events(self._earlier("profile", days=2), changes, services=services)
        for number, purchase in enumerate(shopper.history):
            events += self._bought(purchase, number)
        if events:
            self._assistant().profiles.append(events)

    def _bought(self, purchase: Purchase, number: int) -> tuple[PreferenceEvent, ...]:
        turn = self._earlier(f"bought-{number}", days=purchase.days_ago)
        return feedback_events(turn, purchase.item, purchase.verdict)

    def _earlier(self, what: str, *, days: int) -> TurnFacts:
        return TurnFacts(
            user_id=self._user(SHOPPER),
            thread_id=BEFORE,
            turn_id=f"{BEFORE}-{what}",
            at=datetime.now(UTC) - timedelta(days=days),
            utterance=what,
        )

    async def _before(self, turn: ScenarioTurn) -> None:
        if turn.restart:
            await self._stage.restart()
        if turn.offers:
            self._stage.change_offers([self._changed(change) for change in turn.offers])
        if turn.new_conversation:
            self._thread += 1

    def _changed(self, change: OfferChange) -> Offer:
        offers = self._stage.assistant.catalog.offers([change.item]).get(change.item, ())
        offer = next(offer for offer in offers if offer.service == change.service)
        return replace(
            offer,
            price=offer.price if change.price is None else round(change.price * KOPECKS),
            stock=offer.stock if change.stock is None else change.stock,
            eta_minutes=offer.eta_minutes if change.eta is None else change.eta,
        )

    def _assistant(self) -> Assistant:
        assistant = self._stage.assistant
        changes = _given(self._case.scenario.settings)
        settings = assistant.settings.model_copy(update=changes) if changes else assistant.settings
        profiles = assistant.profiles
        if settings.require_consent and isinstance(profiles, SqlProfileStore):
            profiles = SqlProfileStore(profiles.engine, require_consent=settings.require_consent)
        return replace(assistant, planner=self._planner, settings=settings, profiles=profiles)

    def _user(self, name: str) -> str:
        """A name of at most 64 characters that no other trial has."""
        trial = f"{self._case.case_id}.{self._trial}"
        return f"{trial}.{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _given(changes: SettingChanges) -> dict[str, object]:
    return {name: value for name, value in changes.model_dump().items() if value is not None}
