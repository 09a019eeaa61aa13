"""verify: nothing is said that is not in the facts, and nothing is listed that breaks a constraint."""

import logging
from dataclasses import replace
from typing import Any

from langchain_core.messages import AIMessage
from langgraph.runtime import Runtime

from podbor.agent.context import Context
from podbor.agent.narration.narrator import compose
from podbor.agent.narration.verifier import Facts, gather, ungrounded, ungrounded_money
from podbor.agent.narration.voice import Voice
from podbor.agent.nodes.narrate import profile_of, voice_of
from podbor.agent.state import ConversationState
from podbor.agent.timing import Stopwatch
from podbor.core.slate import Slate

log = logging.getLogger(__name__)


async def verify(state: ConversationState, runtime: Runtime[Context]) -> dict[str, Any]:
    """Drop prose that is not grounded in favour of the templates, and of these each line with a price that nobody asks.

    Such a line is a bug of ours: it is logged as an error, and the shopper reads the rest.
    """
    watch = Stopwatch()
    turn, slate, context = state["turn"], state.get("slate", Slate()), runtime.context
    voice = voice_of(state, context)
    facts = gather(turn, slate, words=_service_names(voice))
    if turn.prose and ungrounded(turn.prose, facts, context.terms):
        reply = compose(voice, turn, slate, limits=profile_of(state, context).constraints)
        turn = replace(turn, prose="", reply=reply.text, headline=reply.headline)
    wrong = ungrounded_money(turn.reply, facts)
    if wrong:
        log.error("not in the facts: %s", ", ".join(wrong))
        turn = replace(turn, reply=_without(turn.reply, facts), headline=_without(turn.headline, facts))
    return {"messages": [AIMessage(content=turn.headline)], "turn": watch.record(turn, "verify")}


def _without(text: str, facts: Facts) -> str:
    return "\n".join(line for line in text.splitlines() if not ungrounded_money(line, facts))


def _service_names(voice: Voice) -> list[str]:
    return [name for service in voice.services.values() for name in (service.title_ru, service.title_en)]
