"""What must hold after every message, whatever was said: judged from outside, against the fixture's own facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from podbor.agent.assistant import Assistant
from podbor.agent.nodes.household import limits_of, people_of
from podbor.agent.nodes.recommend import standing
from podbor.agent.state import Turn
from podbor.core.items import Item
from podbor.core.ports import ProfileStore
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.slate import Slate
from podbor.core.vocabulary import Allergen
from podbor.evals.bench.bare_talk import LOCALE, Shown, Talk
from podbor.evals.bench.random_dialogues import THREADS, Message, Shopper
from podbor.evals.dialogue.checks.obedience import violations
from podbor.evals.dialogue.record import TurnRecord
from podbor.evals.dialogue.snapshot import constraint_lists, need_records, shift_records, shown_record
from podbor.memory.log import reach

LAWS = ("obeys", "allergy stands", "undo restores", "session ends", "batches")
"""obeys: no item of a list that is shown breaks a hard constraint in force. allergy stands: an excluded allergen stays so
until something is taken back. undo restores: list and profile are exactly what they were. session ends: the next
conversation knows nothing that was said for this one. batches: the log folds alike however it was written."""
NEXT = "next"
ALL_THREADS = (*THREADS, NEXT)
SESSION_SHARE = 0.3
"""Of shoppers who say nothing that lasts: their next list has to be a stranger's."""
TRIES = 5
"""Random messages until one writes something that an undo can take back."""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A law that did not hold: in which dialogue, what was seen, and what had been said."""

    law: str
    seed: int
    what: str
    said: tuple[str, ...]


@dataclass
class Tally:
    """How much was said, how often each law was tried, and where one broke."""

    messages: int = 0
    slates: int = 0
    checked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LAWS, 0))
    broken: list[Broken] = field(default_factory=list)


class LawfulDialogue:
    """One random dialogue, held to the laws.

    Args:
        items: the catalogue's facts, as somebody wrote them down.
        other: a store that the log is written to again, in other batches.
    """

    def __init__(
        self, assistant: Assistant, *, seed: int, items: Mapping[str, Item], other: ProfileStore, tally: Tally
    ) -> None:
        self._rng, self._seed, self._items, self._other, self._tally = Random(seed), seed, items, other, tally
        brief = self._rng.random() < SESSION_SHARE
        self._shopper = (
            Shopper(rng=self._rng, scopes=("session",), verdicts=("reject",)) if brief else Shopper(rng=self._rng)
        )
        self._talk = Talk(assistant, f"shopper-{seed}")
        self._said: list[str] = []
        self._allergens: dict[str, frozenset[Allergen]] = dict.fromkeys(THREADS, frozenset())

    async def run(self, *, most: int) -> None:
        """Say 2 to `most` messages, then one that is taken back, then begin a new conversation."""
        await self._say(self._shopper.opening())
        for _ in range(self._rng.randint(1, most - 1)):
            await self._say(self._shopper.message())
        await self._undo()
        await self._next_conversation()
        self._rewrite()

    async def _say(self, said: Message) -> Turn:
        self._said.append(f"{said.thread_id}: {said.utterance} {said.calls}")
        turn = await self._talk.say(said)
        self._tally.messages += 1
        if turn.listed:
            self._tally.slates += 1
            self._check("obeys", self._violations(said.thread_id))
        before, self._allergens = (
            self._allergens,
            {thread: self._talk.profile(thread).constraints.exclude_allergens for thread in THREADS},
        )
        if said.names.isdisjoint({"undo", "forget"}):
            self._check("allergy stands", self._lost(said, turn, before))
        return turn

    def _violations(self, thread_id: str) -> Sequence[str]:
        needs, slate = self._talk.shown(thread_id)
        constraints = self._talk.profile(thread_id, people_of(needs)).constraints
        seen: dict[str, Any] = {
            "slate": [shown_record(shown, LOCALE) for shown in slate.items],
            "needs": need_records(
                slate.needs, limits_of(needs, lambda people: self._talk.profile(thread_id, people).constraints)
            ),
            "constraints": constraint_lists(constraints),
            "shifts": shift_records(constraints),
        }
        return violations(TurnRecord.model_construct(**seen), self._items)

    def _lost(self, said: Message, turn: Turn, before: Mapping[str, frozenset[Allergen]]) -> Iterator[str]:
        now = self._allergens
        for thread in THREADS:
            yield from (f"{allergen} in conversation {thread}" for allergen in before[thread] - now[thread])
        for call in turn.calls:
            changes = [] if call.error else call.args.get("changes", [])
            for change in changes:
                subject = (change["facet"], change["stance"], change.get("person", "self"))
                if subject == ("allergen", "exclude", "self") and "муж" not in said.utterance:
                    yield from {change["value"]} - now[said.thread_id]

    async def _undo(self) -> None:
        """A message that also brings a need keeps the need when it is undone, by design: it is not among these."""
        for _ in range(TRIES):
            said = self._shopper.message()
            if not said.names.isdisjoint({"undo", "search_catalog"}):
                continue
            shown = self._talk.shown(said.thread_id)
            people = people_of(shown[0])
            profiles = {thread: self._talk.profile(thread, people) for thread in ALL_THREADS}
            outdated = bool(self._violations(said.thread_id))
            turn = await self._say(said)
            if standing(turn.events):
                await self._say(Message(thread_id=said.thread_id, utterance="отмени", calls=(("undo", {}),)))
                after = {thread: self._talk.profile(thread, people) for thread in ALL_THREADS}
                changed = [f"profile in {thread}" for thread in ALL_THREADS if after[thread] != profiles[thread]]
                # A list that another conversation has put in the wrong must not come back.
                moved = () if outdated else _differences(shown, self._talk.shown(said.thread_id))
                self._check("undo restores", [*changed, *moved])
                return

    async def _next_conversation(self) -> None:
        log = self._talk.log()
        self._check("session ends", _leaks(self._talk.profile(NEXT), log))
        await self._say(self._shopper.opening(NEXT))
        if any(_lasts(event) for event in log):
            return
        shown, assistant = self._talk.shown(NEXT), self._talk.assistant
        stranger = assistant.recommender.recommend(
            shown[0], Profile(user_id="stranger"), size=assistant.settings.slate_size, locale=LOCALE
        )
        self._check("session ends", _differences((shown[0], stranger), shown))

    def _rewrite(self) -> None:
        """The same log in other batches, some of them written twice."""
        log, start = self._talk.log(), 0
        while start < len(log):
            end = start + self._rng.randint(1, 5)
            for _ in range(self._rng.choice((1, 1, 2))):
                self._other.append(log[start:end])
            start = end
        other = self._talk.over(self._other)
        differing = [thread for thread in ALL_THREADS if other.profile(thread) != self._talk.profile(thread)]
        self._check("batches", differing if other.log() == log else ["the log", *differing])

    def _check(self, law: str, broken: Iterator[str] | Sequence[str]) -> None:
        self._tally.checked[law] += 1
        self._tally.broken += [Broken(law=law, seed=self._seed, what=what, said=tuple(self._said)) for what in broken]


def _lasts(event: PreferenceEvent) -> bool:
    return event.type in ("preference", "feedback") and reach(event) == "lasting"


def _differences(before: Shown, after: Shown) -> Iterator[str]:
    if before[0] != after[0]:
        yield f"needs: {before[0]} → {after[0]}"
    if before[1] != after[1]:
        yield f"list: {_ids(before[1])} → {_ids(after[1])}"


def _ids(slate: Slate) -> list[str]:
    return [shown.item.item_id for shown in slate.items]


def _leaks(profile: Profile, log: Sequence[PreferenceEvent]) -> Iterator[str]:
    lasting = [event for event in log if _lasts(event)]
    said = {event.change.value.casefold() for event in lasting if event.change}
    ids = {event.event_id for event in lasting}
    yield from (
        f"still in force: {event.change or event.shift or event.item_id}"
        for event in profile.active
        if event.event_id not in ids
    )
    yield from (f"still moves the list: {shift}" for shift in profile.constraints.shifts)
    yield from (f"still rejected: {item}" for item in profile.constraints.exclude_items)
    yield from (f"still weighs: {soft}" for soft in profile.soft if soft.value.casefold() not in said)
    yield from (f"still taken: {item}" for item in profile.accepted if item not in {event.item_id for event in lasting})
