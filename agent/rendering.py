"""The state as a planner sees it."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage, AnyMessage

from podbor.agent.context import Context
from podbor.agent.nodes.answers import begins_as_answer
from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.state import ConversationState, turn_before
from podbor.core.preferences import PreferenceChange
from podbor.core.slate import Slate
from podbor.core.vocabulary import Locale
from podbor.tools.sid.history import LONGEST, history_lines

KOPECKS = 100


def planner_context(state: ConversationState, context: Context) -> PlannerContext:
    """Render need, list, last act and what is remembered; the list's items stay out of a prompt that does not need them."""
    locale = state["locale"]
    slate = state.get("slate", Slate())
    turn = state["turn"]
    needs = state.get("needs", ())
    spoken = _spoken_of(state["messages"])
    profile = context.memory(turn.turn_id, turn.utterance).profile()
    return PlannerContext(
        locale=locale,
        need=needs[-1].query if needs else "",
        needs=tuple(need.query for need in needs),
        slate=[
            ShownItem(
                position=position,
                title=shown.item.title.text(locale),
                price_rub=shown.offers[0].price / KOPECKS if shown.offers else None,
                need=needs[shown.need].query if shown.need < len(needs) else "",
            )
            for position, shown in enumerate(slate.items, start=1)
        ],
        last_act=state.get("last_act", ""),
        remembered=[_fact(event.change) for event in profile.active if event.change is not None],
        asked=state.get("asked", "") if context.planner.multi_step or begins_as_answer(turn.utterance) else "",
        focus=spoken[0] if len(spoken) == 1 else None,
        compared=spoken if len(spoken) > 1 else (),
        taken=_taken(profile.accepted, context, locale) if context.planner.multi_step else [],
    )


def _spoken_of(messages: Sequence[AnyMessage]) -> tuple[int, ...]:
    """Positions that the turn before spoke of, and left the list as it was: what "it" and "the cheaper one" mean now."""
    calls = [call for message in turn_before(messages) if isinstance(message, AIMessage) for call in message.tool_calls]
    if not all(
        call["name"] in ("explain", "compare_offers") or call["args"].get("verdict") == "accept" for call in calls
    ):
        return ()
    spoken = {position for call in calls for position in call["args"].get("items") or [call["args"].get("item")]}
    return () if None in spoken else tuple(sorted(spoken))


def _taken(accepted: Sequence[str], context: Context, locale: Locale) -> list[str]:
    """The shopper's history, for a planner with room for it."""
    items = context.catalog.items(accepted[-LONGEST:]) if accepted else {}
    return history_lines(tuple(items.values()), context.captions, locale)


def _fact(change: PreferenceChange) -> str:
    fact = f"{change.stance} {change.facet} {change.value} {change.scope}"
    return fact if change.person == "self" else f"{change.person}: {fact}"
