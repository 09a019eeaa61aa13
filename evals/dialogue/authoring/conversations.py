"""Conversations as the checkpointer keeps them, turn by turn, with what was in force after each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from langgraph.checkpoint.base import BaseCheckpointSaver

from podbor.agent.assembly import open_profiles
from podbor.agent.checkpoints import conversation_key, open_checkpointer
from podbor.agent.nodes.household import people_of
from podbor.agent.state import ConversationState
from podbor.core.errors import InputError
from podbor.core.preferences import PreferenceEvent, Profile
from podbor.core.settings import Settings
from podbor.evals.dialogue.record import TurnRecord
from podbor.evals.dialogue.snapshot import record_turn
from podbor.memory.resolver import resolve


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A stored conversation: what was known of the shopper when it began, and its turns."""

    before: Profile
    began_at: datetime
    turns: Sequence[TurnRecord]


async def read_conversation(settings: Settings, *, user_id: str, thread_id: str | None) -> Conversation:
    """Read a conversation; without a thread, the shopper's last. Raises InputError that names the threads there are."""
    async with open_checkpointer(settings) as saver:
        newest = await _threads(saver, user_id)
        thread = thread_id or next(iter(newest), "")
        if thread not in newest:
            valid = ", ".join(newest) or "none, this shopper has said nothing"
            raise InputError(
                file="arguments", line=0, field="thread", reason=f"no conversation {thread!r}; valid: {valid}"
            )
        states = await _states(saver, conversation_key(user_id, thread))
    log = open_profiles(settings).events(user_id)
    began_at = datetime.fromisoformat(next(iter(states.values()))[0])
    earlier = [event for event in log if event.turn_id not in states and event.at < began_at]
    fold = _Fold(user_id=user_id, thread_id=thread)
    turns = [
        record_turn(
            number=number,
            part=number - 1,
            said=state["turn"].utterance,
            state=state,
            profile=fold.after(state, _so_far(log, list(states)[:number], began_at), at),
            settings=settings,
        )
        for number, (at, state) in enumerate(states.values(), start=1)
    ]
    return Conversation(before=fold.of(earlier, began_at), began_at=began_at, turns=turns)


@dataclass(frozen=True, kw_only=True)
class _Fold:
    user_id: str
    thread_id: str

    def of(self, events: Sequence[PreferenceEvent], now: datetime) -> Profile:
        return resolve(events, user_id=self.user_id, thread_id=self.thread_id, now=now)

    def after(self, state: ConversationState, events: Sequence[PreferenceEvent], at: str) -> Profile:
        people = people_of(state.get("needs", ()))
        now = datetime.fromisoformat(at)
        return resolve(events, user_id=self.user_id, thread_id=self.thread_id, now=now, people=people)


def _so_far(log: Sequence[PreferenceEvent], turn_ids: Sequence[str], began_at: datetime) -> list[PreferenceEvent]:
    """What earlier conversations and these turns wrote; what was said elsewhere meanwhile is no part of this one."""
    return [event for event in log if event.turn_id in turn_ids or event.at < began_at]


async def _threads(saver: BaseCheckpointSaver[Any], user_id: str) -> Mapping[str, str]:
    """Threads of a shopper and when each was last written to, the newest first."""
    prefix = conversation_key(user_id, "")
    found: dict[str, str] = {}
    async for entry in saver.alist(None):
        key = str(entry.config["configurable"]["thread_id"])
        if key.startswith(prefix):
            thread = key.removeprefix(prefix)
            found[thread] = max(found.get(thread, ""), entry.checkpoint["ts"])
    return dict(sorted(found.items(), key=lambda one: one[1], reverse=True))


async def _states(saver: BaseCheckpointSaver[Any], key: str) -> dict[str, tuple[str, ConversationState]]:
    """Turn id → when it began and the state it ended in, oldest first. A turn that never ended has no reply and is left out."""
    began: dict[str, str] = {}
    ended: dict[str, ConversationState] = {}
    entries = [entry async for entry in saver.alist({"configurable": {"thread_id": key}})]
    for entry in reversed(entries):
        state = cast(ConversationState, entry.checkpoint["channel_values"])
        if "turn" in state:
            began.setdefault(state["turn"].turn_id, entry.checkpoint["ts"])
            ended[state["turn"].turn_id] = state
    return {turn: (began[turn], state) for turn, state in ended.items() if state["turn"].reply}
