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
from podbor.core.slate import Slate


async def narrate(state: ConversationState, runtime: Runtime[Context]) -> dict[str, Any]:
    """Compose the reply; a large planner's prose is used as it is and verified next."""
    watch = Stopwatch()
    turn = state["turn"]
    reply = compose(
        voice_of(state, runtime.context),
        turn,
        state.get("slate", Slate()),
        strict=strict(state, runtime.context),
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


def strict(state: ConversationState, context: Context) -> bool:
    """Whether an allergy or a diet is in force."""
    turn = state["turn"]
    people = people_of(state.get("needs", ()))
    constraints = context.memory(turn.turn_id, turn.utterance).profile(people=people).constraints
    return bool(constraints.exclude_allergens or constraints.require_diets)
