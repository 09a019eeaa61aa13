"""perceive: reads the message, its language, and mends what an interrupted turn left behind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, RemoveMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command

from podbor.agent.context import Context
from podbor.agent.for_whom import spoken_for
from podbor.agent.language import clean, detect, has_words, is_russian
from podbor.agent.nodes.answers import read_answer
from podbor.agent.people import People
from podbor.agent.state import ConversationState, Problem, Turn, said_before
from podbor.agent.timing import Stopwatch
from podbor.core.vocabulary import Person

KEPT_MESSAGES = 40


async def perceive(
    state: ConversationState, runtime: Runtime[Context]
) -> Command[Literal["plan", "recommend", "narrate"]]:
    """Open a turn.

    A message that cannot be read goes straight to the reply that says so; one that only says for whom the list is ("и для
    мужа") straight to the list: there is nothing in it to plan.
    """
    watch = Stopwatch()
    message = state["messages"][-1]
    raw = str(message.content)
    text = clean(raw)
    settled = any(is_russian(str(one.content)) for one in state["messages"][:-1] if isinstance(one, HumanMessage))
    locale = runtime.context.locale or detect(text, otherwise=state.get("locale", "ru"), settled=settled)
    turn = Turn(turn_id=str(message.id), utterance=text[: runtime.context.settings.max_message_chars])
    problem = _unreadable(text, most=runtime.context.settings.max_message_chars, asked=bool(state.get("pending")))
    if problem is not None:
        turn = _with_problem(turn, problem, state)
    people = _only_people(text, said_before(state["messages"])) if problem is None else ()
    counted = tuple(
        replace(need, people=tuple(dict.fromkeys((*need.people, *people)))) for need in state.get("needs", ())
    )
    only_people = bool(people and counted)
    if only_people:
        turn = replace(turn, needs=counted, rebuild=True)
    update = {
        "locale": locale,
        "turn": watch.record(turn, "perceive"),
        "messages": [
            *_repairs(state["messages"]),
            *_forgotten(state["messages"]),
            HumanMessage(content=turn.utterance, id=message.id),
        ],
    }
    if only_people:
        return Command(goto="recommend", update=update)
    return Command(goto="plan" if problem is None else "narrate", update=update)


def _only_people(text: str, before: Sequence[str]) -> tuple[Person, ...]:
    """Whom a message says that the list is for too, where it says nothing else: "и для мужа", "и для неё тоже"."""
    people = People.load()
    return people.only_named(text) or (spoken_for(text, before=before) if people.only_says_for_whom(text) else ())


def _unreadable(text: str, *, most: int, asked: bool) -> Problem | None:
    """What is wrong with a message; a sign is an answer where something was `asked`."""
    if not text:
        return Problem(message="problem-empty-message")
    if len(text) > most:
        return Problem(message="problem-long-message", facts=(("most", most), ("length", len(text))))
    if not has_words(text) and not (asked and read_answer(text)):
        return Problem(message="problem-no-words")
    return None


def _with_problem(turn: Turn, problem: Problem, state: ConversationState) -> Turn:
    """The turn with a problem; what was asked is asked again."""
    return replace(turn, problems=(problem,), doubtful=state.get("pending", ()), agreed=state.get("pending_said", ""))


def _repairs(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """Answer the calls that a killed turn left open: a chat model refuses a history with dangling calls."""
    answered = {message.tool_call_id for message in messages if isinstance(message, ToolMessage)}
    return [
        ToolMessage(content="interrupted before it finished", tool_call_id=str(call["id"]), status="error")
        for message in messages
        if isinstance(message, AIMessage)
        for call in message.tool_calls
        if call["id"] not in answered
    ]


def _forgotten(messages: Sequence[AnyMessage]) -> list[RemoveMessage]:
    """Drop the oldest turns past the bound, whole: a cut inside a turn would leave results without their calls."""
    starts = [index for index, message in enumerate(messages) if isinstance(message, HumanMessage)]
    cut = next((index for index in starts if len(messages) - index <= KEPT_MESSAGES), 0)
    return [RemoveMessage(id=str(message.id)) for message in messages[:cut]]
