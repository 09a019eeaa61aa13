"""narrate: writes the reply from the turn's facts."""

from dataclasses import replace
from typing import Any

from langgraph.runtime import Runtime

from podbor.agent.context import Context
from podbor.agent.narration.narrator import compose
from podbor.agent.narration.notes import undo_offer
from podbor.agent.narration.voice import Voice
from podbor.agent.nodes.household import people_of
from podbor.agent.state import ConversationState
from podbor.agent.timing import Stopwatch
from podbor.core.preferences import Profile
from podbor.core.slate import Slate
from podbor.tools.toolbox.context import Note


async def narrate(state: ConversationState, runtime: Runtime[Context]) -> dict[str, Any]:
    """Compose the reply; a large planner's prose is used as it is and verified next."""
    watch = Stopwatch()
    profile = profile_of(state, runtime.context)
    turn = replace(state["turn"], notes=tuple(_with_restored(note, profile) for note in state["turn"].notes))
    reply = compose(
        voice_of(state, runtime.context),
        turn,
        state.get("slate", Slate()),
        limits=profile.constraints,
        prose=turn.prose,
    )
    return {
        "turn": watch.record(replace(turn, reply=reply.text, headline=reply.headline), "narrate"),
        "pending": turn.doubtful,
        "pending_said": turn.source if turn.doubtful else "",
        "asked": reply.headline if turn.doubtful else "",
        "undo_offered": "" if turn.doubtful or turn.prose else undo_offer(turn.notes),
    }


def voice_of(state: ConversationState, context: Context) -> Voice:
    """The voice of the conversation's language."""
    return Voice(locale=state["locale"], terms=context.terms, kinds=context.kinds, services=context.settings.services)


def profile_of(state: ConversationState, context: Context) -> Profile:
    """What is in force of those whom the list is for."""
    turn = state["turn"]
    return context.memory(turn.turn_id, turn.utterance).profile(people=people_of(state.get("needs", ())))


def _with_restored(note: Note, profile: Profile) -> Note:
    """The note of an undone forgetting with the facts that are in force again."""
    if note.kind != "undone":
        return note
    forgotten = {event_id for event in note.events if event.type == "retraction" for event_id in event.retracts}
    again = (event for event in profile.active if event.type == "preference" and event.event_id in forgotten)
    return replace(note, changes=tuple(event.change for event in again if event.change))
