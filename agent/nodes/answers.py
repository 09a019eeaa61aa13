"""Answers to what the last reply asked or offered: calls that no planner is asked for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Literal, TypeAlias

from langchain_core.messages import AIMessage
from langchain_core.messages.tool import ToolCall

from podbor.agent.context import Context
from podbor.agent.people import of_today
from podbor.agent.planner.holding.allergies import ALLERGY
from podbor.agent.planner.holding.scopes import LASTING, SESSION
from podbor.agent.planner.words import words_of
from podbor.agent.state import ConversationState, UndoOffer, turn_before
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.slate import Slate
from podbor.core.vocabulary import ATTRIBUTES, Scope

Answered: TypeAlias = tuple[AIMessage, str]
"""Calls that no planner is asked for, and the words that they carry out."""
YES = frozenset(
    "да ага угу верно правильно точно конечно давай ок окей именно так yes yep yeah sure right correct exactly ok okay".split()
)
CANCEL = frozenset({"отмена"})
"""A no to a question, but to "Undo?" what was offered."""
NO = CANCEL | frozenset("нет не неа no nope nah wrong неверно неправильно".split())
EXPRESS_YES = frozenset("да давай yes yep yeah".split())
"""What says yes to a question and does not just take note."""
THANKS = frozenset("спасибо thanks".split())
YES_SIGNS, NO_SIGNS = frozenset("👍👌✅"), frozenset("👎❌")
SIGN_SHADES = frozenset("🏻🏼🏽🏾🏿\ufe0f ")
"""Skin tones and the mark of a colour picture, beside a sign."""
DROPS = frozenset("сними снимай снимите убери убирай уберите drop lift remove".split())
"""What says yes to the offer of dropping what empties a list."""
BESIDE_DROP = frozenset(
    "это его их тогда пожалуйста ограничение границу лимит it this that them then please the limit bound".split()
)
LISTING = frozenset("search_catalog update_preferences critique show_more forget undo".split())
"""Tools after which the list is made anew."""
SHORT_ANSWER = 3
"""Words of the longest plain yes or no; what is longer is a message of its own."""
DENIED = re.compile(r"(?<!\w)(?:не|not) ", re.IGNORECASE)
SCOPES_SAID: Mapping[Scope, re.Pattern[str]] = {
    "lasting": LASTING,
    "session": re.compile(
        rf"{SESSION.pattern}|(?<!\w)(?:в этом разговоре|на этот разговор|this (?:conversation|chat))(?!\w)",
        re.IGNORECASE,
    ),
}
DAY = re.compile(r"(?<!\w)(?:сегодня\w*|сейчас|today|tonight|right now|на этой неделе|this week)(?!\w)", re.IGNORECASE)
"""What may be of a delivery as well, unless a word limits something to it."""
LIMITS = frozenset("только лишь на just only for".split())
BESIDE_SCOPE = (
    LIMITS
    | (YES - {"так"})
    | (NO - {"не"})
    | frozenset("а но ну и это пусть пожалуйста but it s that please make".split())
)


def read(state: ConversationState, context: Context) -> Answered | None:
    """What a message that answers the last reply means; None for any other."""
    return _answer(state, state["turn"].utterance) or _rescoped(state, context)


def _answer(state: ConversationState, utterance: str) -> Answered | None:
    """What an answer to the last turn's question, or to its offer, means; None where nothing was asked or it is another message."""
    pending, said, scope = state.get("pending", ()), state.get("pending_said", ""), read_scope(utterance)
    if not pending:
        plain = (read_answer(utterance) and CANCEL.isdisjoint(words_of(utterance))) or only_thanks(utterance)
        answer = _answer_to_offer(state.get("undo_offered", ""), utterance) if plain else None
        answer = answer or _dropping(state, utterance)
        return None if answer is None else (answer, said)
    calls = agreed_calls(pending, utterance, scope)
    if calls is None:
        return None
    if not calls:
        return AIMessage(content="", additional_kwargs={"act": "declined"}), said
    return AIMessage(content="", tool_calls=calls), f"{said}; {utterance}" if scope else said


def _rescoped(state: ConversationState, context: Context) -> Answered | None:
    """What a message means that only says for how long what was just noted holds; None for any other."""
    turn, before = state["turn"], turn_before(state["messages"])
    scope = read_scope(turn.utterance)
    if scope is None or not before:
        return None
    made = {call["name"] for one in before if isinstance(one, AIMessage) for call in one.tool_calls}
    if scope == "session" and not made <= {"update_preferences", "search_catalog"}:
        return None
    active = context.memory(turn.turn_id, turn.utterance).profile().active
    noted = [event for event in active if event.turn_id == before[0].id and event.type == "preference"]
    if not noted:
        return None
    said = f"{noted[0].utterance}; {turn.utterance}"
    calls = rescoped_calls(noted, scope, said=said)
    return AIMessage(content="", tool_calls=calls, additional_kwargs={} if calls else {"act": "kept"}), said


def _answer_to_offer(offered: UndoOffer, answer: str) -> AIMessage | None:
    """What a plain yes or no to "Undo?" means: "ok" may be of what was noted, and protection goes by a clear word alone."""
    if offered == "change" and is_express(answer):
        return AIMessage(content="", tool_calls=[ToolCall(name="undo", args={}, id="undo")])
    if not offered:
        return None
    # A "yes" that is not followed has to be told how to take protection back; who takes note does not.
    act = "kept" if is_express(answer) else "small_talk" if only_thanks(answer) else "noted"
    return AIMessage(content="", additional_kwargs={"act": act})


def _dropping(state: ConversationState, utterance: str) -> AIMessage | None:
    """The critiques that go against all that the last reply offered to drop, where a message says yes to it."""
    slate, words = state.get("slate", Slate()), set(words_of(utterance))
    told = not words.isdisjoint(DROPS) and words <= DROPS | BESIDE_DROP | YES
    made = {
        call["name"] for one in turn_before(state["messages"]) if isinstance(one, AIMessage) for call in one.tool_calls
    }
    if slate.items or not slate.relaxable or made.isdisjoint(LISTING) or not (told or is_express(utterance)):
        return None
    against = dict.fromkeys(_against(name) for name in slate.relaxable)
    if None in against:
        return None
    calls = [
        ToolCall(
            name="critique", args={"attribute": one[0], "direction": one[1]}, id=f"drop-{one[0]}", type="tool_call"
        )
        for one in against
        if one
    ]
    return AIMessage(content="", tool_calls=calls)


def _against(name: str) -> tuple[str, str] | None:
    """The critique that lifts a bound, by the recommender's name for it; None for what is no bound.

    >>> _against("price_max"), _against("shift fat lower"), _against("brand Lindt")
    (('price', 'higher'), ('fat', 'higher'), None)
    """
    bound = {"price_max": "price lower", "price_min": "price higher"}.get(name, name.removeprefix("shift "))
    attribute, _, direction = bound.partition(" ")
    if attribute not in ATTRIBUTES:
        return None
    return attribute, "higher" if direction == "lower" else "lower"


def read_answer(text: str) -> Literal["yes", "no"] | None:
    """Read a plain yes or no; None is any other message.

    >>> read_answer("да, верно"), read_answer("нет"), read_answer("нет, лучше сыр покажи"), read_answer("👍🏽")
    ('yes', 'no', None, 'yes')
    """
    words, signs = words_of(text), set(text) - SIGN_SHADES
    if signs and (signs <= YES_SIGNS or signs <= NO_SIGNS):
        return "yes" if signs <= YES_SIGNS else "no"
    if not 0 < len(words) <= SHORT_ANSWER:
        return None
    if words[0] in NO and all(word in NO | THANKS | {"надо", "нужно", "so"} for word in words):
        return "no"
    return "yes" if not YES.isdisjoint(words) and all(word in YES | THANKS for word in words) else None


def only_thanks(text: str) -> bool:
    """Whether a message says thanks and at most takes note: "ok, спасибо"."""
    words = set(words_of(text))
    return not words.isdisjoint(THANKS) and words <= YES | THANKS


def begins_as_answer(text: str) -> bool:
    """Whether a message begins with a yes or a no."""
    return not (YES | NO).isdisjoint(words_of(text)[:1])


def declines(text: str) -> bool:
    """Whether a message begins with a no."""
    return not NO.isdisjoint(words_of(text)[:1])


def read_scope(text: str) -> Scope | None:
    """Read a message that says for how long something holds, and nothing else but a yes or a no; None is any other.

    >>> read_scope("да, но только сегодня"), read_scope("нет, насовсем"), read_scope("not just for today"), read_scope("сегодня")
    ('session', 'lasting', 'lasting', None)
    """
    bare = DENIED.sub("", text)
    said = [scope for scope, words in SCOPES_SAID.items() if words.search(bare)]
    if len(said) != 1:
        return None
    scope = said[0]
    rest = set(words_of(SCOPES_SAID[scope].sub(" ", bare)))
    if not rest <= BESIDE_SCOPE or (DAY.search(bare) and LIMITS.isdisjoint(words_of(bare))):
        return None
    return scope if bare == text else "lasting" if scope == "session" else "session"


def agreed_calls(pending: Sequence[ToolCall], answer: str, scope: Scope | None) -> list[ToolCall] | None:
    """The calls that an answer to a question lets through, for as long as it says; none for a no, None is no answer.

    "No, for good" to "… in this conversation?" puts right only how long. What is forgotten cannot come back tomorrow.
    """
    if scope is None:
        return {"yes": list(pending), "no": []}.get(read_answer(answer) or "")
    if any(call["name"] == "forget" for call in pending) and (scope == "session" or YES.isdisjoint(words_of(answer))):
        return None
    calls = [_for_as_long(call, scope) for call in pending]
    return [] if declines(answer) and calls == list(pending) else calls


def rescoped_calls(noted: Sequence[PreferenceEvent], scope: Scope, *, said: str) -> list[ToolCall]:
    """The calls after which what the last turn `noted` holds for as long as `scope` says; none where nothing of it may change.

    What lasted is taken back first, or it would go on. An allergy lasts whatever is said, and what is said of somebody else
    unless it is of today.
    """
    facts = [(event, event.change) for event in noted if event.change]
    then = [replace(change, scope=scope) if _may_be(scope, event, change, said) else change for event, change in facts]
    if then == [change for _, change in facts]:
        return []
    update = {"changes": [asdict(change) for change in then]}
    calls = [ToolCall(name="update_preferences", args=update, id="rescope", type="tool_call")]
    return [ToolCall(name="undo", args={}, id="undo", type="tool_call"), *calls] if scope == "session" else calls


def _may_be(scope: Scope, event: PreferenceEvent, change: PreferenceChange, said: str) -> bool:
    if scope == "lasting":
        return True
    allergy = change.facet == "allergen" and ALLERGY.search(event.utterance) is not None
    return not allergy and (change.person == "self" or of_today(said))


def _for_as_long(call: ToolCall, scope: Scope) -> ToolCall:
    changes = [{**change, "scope": scope} for change in call["args"].get("changes", ())]
    return {**call, "args": {**call["args"], "changes": changes}} if changes else call


def is_express(answer: str) -> bool:
    """Whether a plain yes says so to a question.

    >>> is_express("Да, спасибо"), is_express("ок"), is_express("нет")
    (True, False, False)
    """
    return read_answer(answer) == "yes" and not EXPRESS_YES.isdisjoint(words_of(answer))
