"""recommend: makes the list anew after any change of need or profile. Code, not a model: a list cannot ignore a critique."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from langgraph.runtime import Runtime

from podbor.agent.context import Context
from podbor.agent.nodes.household import household_notes, people_of
from podbor.agent.off_loop import off_loop
from podbor.agent.state import ConversationState, Problem, Snapshot, Turn
from podbor.agent.timing import Stopwatch
from podbor.core.preferences import PreferenceEvent
from podbor.core.slate import Need, Slate
from podbor.memory.retractions import UNDOABLE
from podbor.tools.toolbox.context import Note
from podbor.tools.toolbox.critique import milder

KEPT_SNAPSHOTS = 5
SHIFTED = ("shifted", "shifted_milder")


async def recommend(state: ConversationState, runtime: Runtime[Context]) -> dict[str, Any]:
    """Rebuild, extend or restore the list, or leave it as it is."""
    return await off_loop(_recommend, state, runtime.context)


def _recommend(state: ConversationState, context: Context) -> dict[str, Any]:
    watch = Stopwatch()
    turn = state["turn"]
    needs = turn.needs or tuple(state.get("needs", ()))
    if turn.restore and _goes_on(state):
        turn = _without_undo(state)
        state = {**state, "turn": turn}
    if turn.restore:
        update = _restore(state, context, needs)
    elif turn.rebuild and needs:
        update = _rebuild(state, context, needs)
        update["turn"] = _with_news(update, state, context)
    else:
        update = {"turn": turn}
    if not turn.restore and standing(update["turn"].events):
        # Also where the list did not change: an undo has to find it as it was.
        update.setdefault("history", _history(state, update["turn"], needs))
    update["turn"] = watch.record(update["turn"], "recommend")
    if turn.calls:
        update["last_act"] = turn.calls[-1].name
    return update


def standing(events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
    """What a turn wrote and did not withdraw itself, as it does with a critique that leads nowhere: what an undo takes back."""
    withdrawn = {event_id for event in events if event.type == "undo" for event_id in event.retracts}
    return tuple(event for event in events if event.type in UNDOABLE and event.event_id not in withdrawn)


def _rebuild(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> dict[str, Any]:
    turn, before = state["turn"], state.get("slate", Slate())
    seen = state.get("seen", ()) if turn.more else ()
    fresh = _make(state, context, needs, seen)
    if turn.more and not fresh.items and before.items:
        if needs == tuple(state.get("needs", ())) and _obeyed(state, context, before, needs):
            return {"turn": replace(turn, problems=(*turn.problems, Problem(message="problem-no-more")))}
        # "More, and cheaper": there is no more, and what is on screen is too dear.
        turn, seen = replace(turn, more=False), ()
        fresh = _make(state, context, needs, seen)
    if not fresh.items and before.items:
        if _shifts(turn) and any(name.startswith("shift") for name in fresh.emptied_by):
            turn = _milder_shifts(turn, context, before)
            fresh = _news(_make(state, context, needs, seen), before)
        if not fresh.items and _shifts(turn) and any(name.startswith("shift") for name in fresh.emptied_by):
            turn, others = _withdraw_shifts(turn, context)
            if not others and _obeyed(state, context, before, needs):
                return {"turn": turn}
            fresh = _make(state, context, needs, seen)
    return {**_shown(state, needs, fresh, seen, turn), "turn": replace(turn, listed=True)}


def _restore(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> dict[str, Any]:
    """Go back to before the turn whose events were taken back; without events, to the list before the last, if there was one."""
    turn, history = state["turn"], state.get("history", ())
    retracted, index = _retracted(turn), _before(state)
    if index is None:
        if not retracted:
            return {"turn": _without_undo(state)}
        return _again(state, context, needs) if needs else {"turn": turn}
    snapshot = history[index]
    if retracted and snapshot.needs != needs:
        return _again(_without_shifts(state, context), context, needs)
    if not _obeyed(state, context, snapshot.slate, snapshot.needs):
        # Said since then in another conversation, or in this very message.
        return _again(state, context, needs)
    return {
        "needs": snapshot.needs,
        "slate": snapshot.slate,
        "seen": snapshot.seen,
        "history": history[:index],
        "turn": replace(turn, listed=bool(snapshot.slate.items)),
    }


def _without_shifts(state: ConversationState, context: Context) -> ConversationState:
    """The state with the critiques taken back that an undone message had ended: they were of the need before."""
    turn = state["turn"]
    memory = context.memory(turn.turn_id, turn.utterance)
    shifts = [event.event_id for event in memory.profile().active if event.type == "shift"]
    return {**state, "turn": replace(turn, events=(*turn.events, *memory.retract(shifts)))}


def _retracted(turn: Turn) -> set[str]:
    return {event_id for event in turn.events for event_id in event.retracts}


def _before(state: ConversationState) -> int | None:
    """Where in the history an undo leads."""
    history, retracted = state.get("history", ()), _retracted(state["turn"])
    return next(
        (
            index
            for index in reversed(range(len(history)))
            if (retracted.intersection(history[index].event_ids) if retracted else history[index].slate.items)
        ),
        None,
    )


def _goes_on(state: ConversationState) -> bool:
    """Whether an undo that took nothing back leaves a list to make: of a new need, or of what was said beside it."""
    turn = state["turn"]
    return not _retracted(turn) and bool(turn.needs or (turn.rebuild and _before(state) is None))


def _without_undo(state: ConversationState) -> Turn:
    """The turn without its undo, which is told unless there was a list to go back to."""
    turn = state["turn"]
    told = () if _before(state) is not None else (Problem(message="problem-nothing-to-undo"),)
    return replace(turn, restore=False, problems=(*turn.problems, *told))


def _again(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> dict[str, Any]:
    fresh = _make(state, context, needs, ())
    turn = replace(state["turn"], listed=True, restore=False)
    return {**_shown(state, needs, fresh, (), turn), "turn": turn}


def _obeyed(state: ConversationState, context: Context, slate: Slate, needs: tuple[Need, ...]) -> bool:
    """Whether a list of before may stand: nothing that was said since then speaks against an item or an offer of it."""
    turn = state["turn"]
    profile = context.memory(turn.turn_id, turn.utterance).profile(people=people_of(needs))
    return context.recommender.obeys(slate, profile.constraints)


def _make(state: ConversationState, context: Context, needs: tuple[Need, ...], seen: tuple[str, ...]) -> Slate:
    turn = state["turn"]
    return context.recommender.recommend(
        needs,
        context.memory(turn.turn_id, turn.utterance).profile(people=people_of(needs)),
        size=context.settings.slate_size,
        seen=seen,
        locale=state["locale"],
        now=datetime.now(UTC),
    )


def _shown(
    state: ConversationState, needs: tuple[Need, ...], fresh: Slate, seen: tuple[str, ...], turn: Turn
) -> dict[str, Any]:
    return {
        "needs": needs,
        "slate": fresh,
        "seen": tuple(dict.fromkeys((*seen, *(shown.item.item_id for shown in fresh.items)))),
        "history": _history(state, turn, needs),
    }


def _history(state: ConversationState, turn: Turn, needs: tuple[Need, ...]) -> tuple[Snapshot, ...]:
    snapshot = Snapshot(
        needs=state.get("needs", ()),
        slate=state.get("slate", Slate()),
        seen=state.get("seen", ()),
        needs_after=needs,
        event_ids=tuple(event.event_id for event in turn.events),
    )
    return (*state.get("history", ()), snapshot)[-KEPT_SNAPSHOTS:]


def _with_news(update: dict[str, Any], state: ConversationState, context: Context) -> Turn:
    """The turn with what the reply says of the list that was made: whose facts it obeys, what is new on it."""
    turn: Turn = update["turn"]
    if "slate" not in update:
        return turn
    if turn.needs:
        return replace(turn, notes=(*turn.notes, *household_notes(turn, update["needs"], update["slate"], context)))
    before = {shown.item.item_id for shown in state.get("slate", Slate()).items}
    new = sum(shown.item.item_id not in before for shown in update["slate"].items)
    kept = len(update["slate"].items) - new
    if turn.more or not before or not new:
        return turn
    return replace(turn, notes=(*turn.notes, Note(kind="list_changed", facts=(("new", new), ("kept", kept)))))


def _news(fresh: Slate, before: Slate) -> Slate:
    """Nothing, where the list would only lose items: a critique has to bring something."""
    known = {shown.item.item_id for shown in before.items}
    if any(shown.item.item_id not in known for shown in fresh.items):
        return fresh
    return replace(fresh, items=(), emptied_by=("shift",))


def _shifts(turn: Turn) -> bool:
    return any(note.kind in SHIFTED for note in turn.notes)


def _milder_shifts(turn: Turn, context: Context, before: Slate) -> Turn:
    """Anchor this turn's critiques to the middle of the list where nothing lies past all of it."""
    memory = context.memory(turn.turn_id, turn.utterance)
    notes, events = [], list(turn.events)
    for note in turn.notes:
        shift = (
            milder(note.shift, before.items)
            if note.kind == "shifted" and note.shift and note.position is None
            else None
        )
        if shift is not None:
            events += memory.retract([event.event_id for event in note.events])
            written = memory.shift(shift)
            events += written
            note = replace(note, kind="shifted_milder", shift=shift, events=written)
        notes.append(note)
    return replace(turn, notes=tuple(notes), events=tuple(events))


def _withdraw_shifts(turn: Turn, context: Context) -> tuple[Turn, bool]:
    """Take back the critiques of this turn that leave nothing: the limit is told instead. Second: whether more was changed."""
    limits = [note for note in turn.notes if note.kind in SHIFTED]
    written = [event.event_id for note in limits for event in note.events]
    memory = context.memory(turn.turn_id, turn.utterance)
    told = tuple(
        Problem(
            message="problem-limit", facts=(("attribute", note.shift.attribute), ("direction", note.shift.direction))
        )
        for note in limits
        if note.shift is not None
    )
    others = bool(turn.needs) or any(note.kind == "changed" for note in turn.notes)
    return (
        replace(
            turn,
            notes=tuple(note for note in turn.notes if note.kind not in SHIFTED),
            events=(*turn.events, *memory.retract(written)),
            problems=(*turn.problems, *told),
        ),
        others,
    )
