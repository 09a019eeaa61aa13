"""Doubtful writes: what the planner is not sure of is asked before it is written.

An allergy or a diet never waits for an answer: it holds at once, and the reply offers to take it back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Literal, TypeAlias

from langchain_core.messages.tool import ToolCall

from podbor.agent.people import People, of_today
from podbor.agent.planner.holding.allergies import ALLERGY
from podbor.agent.planner.holding.scopes import LASTING, SESSION
from podbor.agent.planner.words import likeness, words_of
from podbor.core.preferences import PreferenceChange, PreferenceEvent
from podbor.core.terms import Terms
from podbor.core.vocabulary import SAFETY, Scope

Named: TypeAlias = tuple[str, Mapping[str, Any]]
"""A call: its tool and arguments."""
ASKED_BEFORE = ("update_preferences", "forget")
"""Tools that change what is remembered."""
SAID = {
    "exclude": re.compile(
        r"(?<!\w)(?:не (?:показыв|предлаг|ем|ешь|пью|бер|надо|хочу|люблю|перенош|могу)|нельзя|"
        r"никогда|ненавижу|терпеть не|не выношу|"
        r"never|hate|can't|cannot|don't (?:show|eat|drink|want|offer)|do not)",
        re.IGNORECASE,
    ),
    "avoid": re.compile(
        r"(?<!\w)(?:не (?:люблю|нрав|очень)|надоел|dislike|don't (?:like|care)|not (?:keen|a fan))", re.IGNORECASE
    ),
    "prefer": re.compile(
        r"(?<!\w)(?<!не )(?<!not )(?<!n't )(?<!never )(?:люблю|обожаю|нрав|предпочита|хочу|love|adore|prefer|fan of|want)",
        re.IGNORECASE,
    ),
}
"""Words that say a stance and nothing else."""
NOT_SHOWN = re.compile(
    r"(?<!\w)(?:(?:больше )?не (?:показыв|предлаг|надо|нужн)|don't (?:show|offer|suggest)|no more)", re.IGNORECASE
)
CHOSEN = re.compile(
    r"(?<!\w)(?:бер[уеё]|возьм|забир|забер|куп|зака[зж]|завер|в корзину|убер|убир|выкин|выброс|долой|минус|"
    r"не (?:надо|нужн|то\b|хочу)|нрав|лайк|подход|подойд|устра|отлич|супер|"
    r"тот|та\b|то\b|те\b|эт[оаиу]|перв|втор|трет|четв[её]р|пят|послед|"
    r"take|buy|get\b|grab|want|have\b|go for|make it|drop|remov|reject|lose|ditch|skip|bin|not\b|no\b|nah|"
    r"lik|love|suit|fine|good|great|perfect|deal|suck|cart|basket|"
    r"ones?\b|this|that|th(?:o|e)se|it\b|first|second|third|four|fif|last)|\d",
    re.IGNORECASE,
)
"""Words that take or reject something, or point at it."""
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


def is_doubtful(calls: Sequence[Named], utterance: str, *, confidence: float | None, below: float) -> bool:
    """Whether calls would change what is remembered, and are less certain than `below`; None is certain.

    An `utterance` that says the stance and the thing, and asks for nothing else or tells what not to show, leaves no doubt.
    """
    if confidence is None or confidence >= below:
        return False
    waiting = [args for name, args in calls if may_wait(name, args)]
    changes = [change for args in waiting for change in args.get("changes") or [{}]]
    alone = len(waiting) == len(calls)
    return not all(_is_said(change, utterance, alone=alone) for change in changes)


def may_wait(name: str, args: Mapping[str, Any]) -> bool:
    """Whether a call changes what is remembered and holds no allergy and no diet."""
    if name not in ASKED_BEFORE:
        return False
    changes: list[Mapping[str, Any]] = args.get("changes") or [{}]
    return not any((change.get("facet"), change.get("stance")) in SAFETY for change in changes)


def _is_said(change: Mapping[str, Any], utterance: str, *, alone: bool) -> bool:
    said, value = words_of(utterance), words_of(str(change.get("value", "")))
    stance = str(change.get("stance"))
    words = [SAID[stance]] if alone and stance in SAID else []
    if stance == "exclude":
        words.append(NOT_SHOWN)
    fact = (change.get("facet"), change.get("value"))
    named = bool(value) and all(any(likeness(word, other) for other in said) for word in value)
    named = named or any(Terms.load().resolve(word) == fact for word in said)
    return named and any(word.search(utterance) for word in words)


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


def is_verdict_said(utterance: str, titles: Sequence[str]) -> bool:
    """Whether a message takes, rejects or points at something on screen, or calls it by a word of its title.

    >>> is_verdict_said("самые быстрые", ["Батарейки GP"]), is_verdict_said("GP!", ["Батарейки GP"])
    (False, True)
    """
    named = [word for title in titles for word in words_of(title)]
    return CHOSEN.search(utterance) is not None or any(
        likeness(word, other) for word in words_of(utterance) for other in named
    )


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


def as_written(call: ToolCall, utterance: str) -> ToolCall:
    """A call with the people and the scopes that an `utterance` gives its facts, so that a question says what a yes writes."""
    args = call["args"]
    if "changes" in args:
        changes = [fact for change in args["changes"] for fact in _as_written(change, utterance)]
        return {**call, "args": {**args, "changes": changes}}
    what = args.get("what")
    if not isinstance(what, Mapping) or what.get("person"):
        return call
    people = People.load().surely_whose(utterance, what["facet"], what["value"])
    alone = len(people) == 1 and people != ("self",)
    return {**call, "args": {**args, "what": {**what, "person": people[0]}}} if alone else call


def _as_written(change: Mapping[str, Any], utterance: str) -> Iterator[dict[str, Any]]:
    named = (change["person"],) if change.get("person") else ()
    for person in named or People.load().whose(utterance, change["facet"], change["value"]):
        lasts = person != "self" and not of_today(utterance)
        yield {**change, "person": person, "scope": "lasting" if lasts else change["scope"]}


def is_express(answer: str) -> bool:
    """Whether a plain yes says so to a question.

    >>> is_express("Да, спасибо"), is_express("ок"), is_express("нет")
    (True, False, False)
    """
    return read_answer(answer) == "yes" and not EXPRESS_YES.isdisjoint(words_of(answer))
