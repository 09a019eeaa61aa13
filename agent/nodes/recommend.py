"""recommend: makes the list anew after any change of need or profile. Code, not a model: a list cannot ignore a critique."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from langgraph.runtime import Runtime

from podbor.agent.context import Context
from podbor.agent.nodes.household import household_notes, limits_of, people_of
from podbor.agent.off_loop import off_loop
from podbor.agent.planner.holding.plain_products import is_plain
from podbor.agent.state import ConversationState, Problem, Snapshot, Turn
from podbor.agent.timing import Stopwatch
from podbor.core.preferences import PreferenceEvent, Shift
from podbor.core.slate import Need, Slate
from podbor.memory.retractions import UNDOABLE
from podbor.tools.toolbox.context import Note, Step, TurnMemory
from podbor.tools.toolbox.critique import milder, shown_of

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
    elif not needs and (wished := _wished(turn)):
        found = _rebuild(state, context, wished)
        update = found if found.get("slate", Slate()).items else {"turn": turn}
    else:
        update = {"turn": turn}
    if not turn.restore and standing(update["turn"].events):
        # Also where the list did not change: an undo has to find it as it was.
        update.setdefault("history", _history(state, update["turn"]))
    update["turn"] = watch.record(update["turn"], "recommend")
    if turn.calls:
        update["last_act"] = turn.calls[-1].name
    return update


def _wished(turn: Turn) -> tuple[Need, ...]:
    """The need that a brand is which the shopper would like in this conversation, where nothing is looked for: "gimme Red Bull"."""
    changes = [
        event.change for event in standing(turn.events) if event.type == "preference" and event.change is not None
    ]
    brands = [
        change.value
        for change in changes
        if change.facet == "brand"
        and change.stance in ("prefer", "require")
        and change.scope == "session"
        and change.person == "self"
    ]
    return (Need(query=brands[0]),) if len(brands) == len(changes) == 1 else ()


def standing(events: Sequence[PreferenceEvent]) -> tuple[PreferenceEvent, ...]:
    """What a turn wrote and did not withdraw itself, as it does with a critique that leads nowhere: what an undo takes back."""
    withdrawn = {event_id for event in events if event.type == "undo" for event_id in event.retracts}
    return tuple(event for event in events if event.type in UNDOABLE and event.event_id not in withdrawn)


def _rebuild(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> dict[str, Any]:
    turn, before = state["turn"], state.get("slate", Slate())
    passed = _passed(state)
    fresh = _make(state, context, needs, passed)
    if turn.more and not fresh.items and before.items:
        if needs == tuple(state.get("needs", ())) and _obeyed(state, context, before, needs):
            return {"turn": replace(turn, problems=(*turn.problems, _no_more(state, context, needs, passed)))}
        # "More, and cheaper": there is no more, and what is on screen is too dear.
        turn = replace(turn, more=False)
    if passed and not turn.more and not fresh.items:
        passed = ()
        fresh = _make(state, context, needs, passed)
    far = _too_far(turn, fresh) if before.items else []
    if far:
        turn, far = _milder_shifts(turn, context, before, far)
        fresh = _make(state, context, needs, passed)
        far = [note for note in far if not _brings_news(note, fresh, before)]
    if far:
        turn = _withdraw_shifts(turn, context, far)
        if not _changes(turn) and _obeyed(state, context, before, needs):
            return {"turn": _with_limits(turn, far, kept=True)}
        turn = _with_limits(turn, far, kept=False)
        fresh = _make(state, context, needs, passed)
    return {**_shown(state, needs, fresh, passed, turn), "turn": replace(turn, listed=True)}


def _no_more(state: ConversationState, context: Context, needs: tuple[Need, ...], passed: tuple[str, ...]) -> Problem:
    """That there is nothing else, and whether there would be at any price, which can be said of a plain product."""
    unbound = tuple(replace(need, price_min=None, price_max=None) for need in needs)
    lifts = len(needs) == 1 and unbound != needs and is_plain(needs[0].query)
    more = lifts and bool(_make(state, context, unbound, passed).items)
    return Problem(message="problem-no-more", facts=(("bounded", "yes" if more else "no"),))


def _passed(state: ConversationState) -> tuple[str, ...]:
    """What is not to be shown: of the next page all that was seen, of the one on screen what was on the pages before it."""
    turn = state["turn"]
    if turn.more:
        return state.get("seen", ())
    return () if turn.needs or _shifted(turn) else state.get("passed", ())


def _restore(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> dict[str, Any]:
    """Go back to before the turn whose events were taken back; without events, to the list before the last, if there was one."""
    turn, history = state["turn"], state.get("history", ())
    retracted, index = _retracted(turn), _before(state)
    if index is None:
        if not retracted:
            return {"turn": _without_undo(state)}
        return _again(state, context, needs, _under(state, history)) if needs else {"turn": turn}
    snapshot, earlier = history[index], history[:index]
    if retracted and [need.query for need in snapshot.needs] != [need.query for need in needs]:
        state = _without_shifts(state, context)
        if not turn.needs:
            earlier = (*earlier, _still_before(snapshot, retracted, state["turn"].events[len(turn.events) :]))
        return _again(state, context, needs, _under(state, earlier))
    if not retracted:
        state = _without(state, context, _written(history[index:]))
    state = _without(state, context, _strays(state, context, snapshot.needs))
    slate = _as_sold_now(snapshot.slate, context)
    if slate is None or not _obeyed(state, context, slate, snapshot.needs):
        # Sold out since then; or said since then in another conversation, or in this very message.
        return _again(state, context, snapshot.needs, earlier, snapshot.passed)
    return {
        "needs": snapshot.needs,
        "slate": slate,
        "seen": snapshot.seen,
        "passed": snapshot.passed,
        "history": earlier,
        "turn": replace(state["turn"], listed=bool(snapshot.slate.items)),
    }


def _as_sold_now(slate: Slate, context: Context) -> Slate | None:
    """A list of before with the prices and delivery times of now; None where something on it is sold no more."""
    offers = context.catalog.offers([shown.item.item_id for shown in slate.items]) if slate.items else {}
    items = [
        replace(shown, offers=tuple(one for one in offers.get(shown.item.item_id, ()) if one.service in services))
        for shown in slate.items
        for services in [{offer.service for offer in shown.offers}]
    ]
    return replace(slate, items=tuple(items)) if all(shown.offers for shown in items) else None


def _under(state: ConversationState, history: tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    """The history of a list made anew by an undo; where the same message named its need, with the list that was on screen."""
    return _history({**state, "history": history}, state["turn"]) if state["turn"].needs else history


def _still_before(snapshot: Snapshot, retracted: set[str], written: Sequence[PreferenceEvent]) -> Snapshot:
    """The list before a message whose need stays though what it wrote is taken back; `written` goes when an undo leads to it."""
    left = (event_id for event_id in snapshot.event_ids if event_id not in retracted)
    return replace(snapshot, event_ids=(*left, *(event.event_id for event in written)))


def _without_shifts(state: ConversationState, context: Context) -> ConversationState:
    """The state with the critiques taken back that an undone message had ended: they were of the need before."""
    undone = (event for note in state["turn"].notes if note.kind == "undone" for event in note.events)
    return _without(state, context, [ended for event in undone if event.type == "need" for ended in event.retracts])


def _strays(state: ConversationState, context: Context, needs: tuple[Need, ...]) -> list[str]:
    """The critiques of what needs had become since: "белый хлеб" where a list of "хлеб" is gone back to."""
    turn, about = state["turn"], {"", *(need.query for need in needs)}
    active = context.memory(turn.turn_id, turn.utterance).profile().active
    return [event.event_id for event in active if event.shift and event.shift.need not in about]


def _without(state: ConversationState, context: Context, event_ids: Sequence[str]) -> ConversationState:
    """The state with these events taken back. The end of a need among them brings its critiques back."""
    turn = state["turn"]
    undone = context.memory(turn.turn_id, turn.utterance).retract(event_ids)
    return {**state, "turn": replace(turn, events=(*turn.events, *undone))}


def _written(steps: Sequence[Snapshot]) -> tuple[str, ...]:
    return tuple(event_id for step in steps for event_id in step.event_ids)


def last_step(history: Sequence[Snapshot]) -> Step | None:
    """The last change of the list that had a list before it."""
    index = _last_listed(history)
    return None if index is None else Step(at=history[index].at, event_ids=_written(history[index:]))


def _retracted(turn: Turn) -> set[str]:
    return {event_id for event in turn.events if event.type == "undo" for event_id in event.retracts}


def _before(state: ConversationState) -> int | None:
    """Where in the history an undo leads: of two messages taken back, to before the earlier one."""
    history, retracted = state.get("history", ()), _retracted(state["turn"])
    if not retracted:
        return _last_listed(history)
    return next((index for index, step in enumerate(history) if retracted.intersection(step.event_ids)), None)


def _last_listed(history: Sequence[Snapshot]) -> int | None:
    return next((index for index in reversed(range(len(history))) if history[index].slate.items), None)


def _goes_on(state: ConversationState) -> bool:
    """Whether an undo that took nothing back leaves a list to make: of a new need, or of what was said beside it."""
    turn = state["turn"]
    return not _retracted(turn) and bool(turn.needs or (turn.rebuild and _before(state) is None))


def _without_undo(state: ConversationState) -> Turn:
    """The turn without its undo, which is told unless there was a list to go back to."""
    turn = state["turn"]
    told = () if _before(state) is not None else (Problem(message="problem-nothing-to-undo"),)
    return replace(turn, restore=False, problems=(*turn.problems, *told))


def _again(
    state: ConversationState,
    context: Context,
    needs: tuple[Need, ...],
    history: tuple[Snapshot, ...],
    passed: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The list made anew in place of the one that an undo leads to; `history` is of before it, so no undo leads forth."""
    fresh = _make(state, context, needs, passed)
    if passed and not fresh.items:
        return _again(state, context, needs, history)
    turn = replace(state["turn"], listed=True, restore=False)
    return {**_shown(state, needs, fresh, passed, turn), "history": history, "turn": turn}


def _obeyed(state: ConversationState, context: Context, slate: Slate, needs: tuple[Need, ...]) -> bool:
    """Whether a list of before may stand: nothing that was said since then speaks against an item or an offer of it."""
    turn = state["turn"]
    memory = context.memory(turn.turn_id, turn.utterance)
    same = [need.query for need in needs] == [need.query for need in slate.needs]
    return context.recommender.obeys(
        slate,
        memory.profile(people=people_of(needs)).constraints,
        limits=limits_of(needs, lambda people: memory.profile(people=people).constraints) if same else (),
    )


def _make(state: ConversationState, context: Context, needs: tuple[Need, ...], seen: tuple[str, ...]) -> Slate:
    turn = state["turn"]
    memory = context.memory(turn.turn_id, turn.utterance)
    return context.recommender.recommend(
        needs,
        memory.profile(people=people_of(needs)),
        size=context.settings.slate_size,
        limits=limits_of(needs, lambda people: memory.profile(people=people).constraints),
        seen=seen,
        locale=state["locale"],
        now=datetime.now(UTC),
    )


def _shown(
    state: ConversationState, needs: tuple[Need, ...], fresh: Slate, passed: tuple[str, ...], turn: Turn
) -> dict[str, Any]:
    same = [need.query for need in needs] == [need.query for need in state.get("needs", ())]
    seen = state.get("seen", ()) if same else ()
    return {
        "needs": needs,
        "slate": fresh,
        "seen": tuple(dict.fromkeys((*seen, *(shown.item.item_id for shown in fresh.items)))),
        "passed": passed,
        "history": _history(state, turn),
    }


def _history(state: ConversationState, turn: Turn) -> tuple[Snapshot, ...]:
    snapshot = Snapshot(
        needs=state.get("needs", ()),
        slate=state.get("slate", Slate()),
        seen=state.get("seen", ()),
        passed=state.get("passed", ()),
        at=datetime.now(UTC),
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


def _shifted(turn: Turn) -> list[Note]:
    return [note for note in turn.notes if note.kind in SHIFTED]


def _too_far(turn: Turn, fresh: Slate) -> list[Note]:
    """The critiques of this turn about a need that a critique leaves nothing of."""
    empty = [
        fresh.needs[gap.need].query for gap in fresh.gaps if any(name.startswith("shift") for name in gap.emptied_by)
    ]
    return [note for note in _shifted(turn) if note.shift and any(note.shift.need in ("", query) for query in empty)]


def _brings_news(note: Note, fresh: Slate, before: Slate) -> bool:
    """Whether the needs that a critique is about do not only lose items: it has to bring something."""
    known = {shown.item.item_id for shown in before.items}
    about = shown_of(note.shift.need if note.shift else "", fresh, fresh.items)
    return any(shown.item.item_id not in known for shown in about)


def _milder_shifts(turn: Turn, context: Context, before: Slate, far: Sequence[Note]) -> tuple[Turn, list[Note]]:
    """Anchor the critiques that go too far to the middle of the list; second: what they are now."""
    memory = context.memory(turn.turn_id, turn.utterance)
    eased = [_milder(note, before, memory) for note in far]
    now = iter(note for note, _ in eased)
    notes = tuple(next(now) if note in far else note for note in turn.notes)
    events = (*turn.events, *(event for _, written in eased for event in written))
    return replace(turn, notes=notes, events=events), [note for note, _ in eased]


def _milder(note: Note, before: Slate, memory: TurnMemory) -> tuple[Note, tuple[PreferenceEvent, ...]]:
    if note.shift is None or note.position is not None:
        return note, ()
    shift = milder(note.shift, shown_of(note.shift.need, before, before.items))
    if shift is None:
        return note, ()
    undone, written = memory.retract([event.event_id for event in note.events]), memory.shift(shift)
    return replace(note, kind="shifted_milder", shift=shift, events=written), (*undone, *written)


def _withdraw_shifts(turn: Turn, context: Context, far: Sequence[Note]) -> Turn:
    """Take back the critiques that leave nothing."""
    written = [event.event_id for note in far for event in note.events]
    return replace(
        turn,
        notes=tuple(note for note in turn.notes if note not in far),
        events=(*turn.events, *context.memory(turn.turn_id, turn.utterance).retract(written)),
    )


def _changes(turn: Turn) -> bool:
    """Whether the turn changes the list, its limits aside."""
    return bool(turn.needs) or any(note.kind in ("changed", *SHIFTED) for note in turn.notes)


def _with_limits(turn: Turn, far: Sequence[Note], *, kept: bool) -> Turn:
    """The turn that tells where critiques end, and whether the list is `kept` as it was."""
    told = (_limit(note.shift, kept=kept) for note in far if note.shift is not None)
    return replace(turn, problems=(*turn.problems, *told))


def _limit(shift: Shift, *, kept: bool) -> Problem:
    facts = (("attribute", shift.attribute), ("direction", shift.direction))
    return Problem(message="problem-limit", facts=facts if kept else (*facts, ("need", shift.need)))
