"""Doubtful writes: what the planner is not sure of is asked before it is written.

An allergy or a diet never waits for an answer: it holds at once, and the reply offers to take it back.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from langchain_core.messages.tool import ToolCall

from podbor.agent.people import People, of_today
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import keeps_safe

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
    r"(?<!\w)(?:(?:больше )?не (?:показыв|предлаг|надо|нужн)|убер[иуё]|убира[йю]|исключ|"
    r"don't (?:show|offer|suggest)|no more|remove|exclude)",
    re.IGNORECASE,
)
CANNOT = re.compile(
    r"(?<!\w)(?:нельзя|противопоказан|запре(?:щ|т)|can't|cannot|can not|mustn't|must not|not allowed|off limits)",
    re.IGNORECASE,
)
"""Words that say of somebody that they may not have something, whatever else a message asks for."""
WITHOUT = re.compile(
    r"(?<!\w)(?:без|кроме|(?:только|тока|токо|лишь бы|главное|просто) не|no|(?:just|only) not|without|"
    r"(?:any|every)thing (?:but|except)|other than|except) +"
    r"((?:[\w-]+ +)?[\w-]+)",
    re.IGNORECASE,
)
"""What stands behind it is not wanted."""
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
    return name in ASKED_BEFORE and not keeps_safe(args)


def _is_said(change: Mapping[str, Any], utterance: str, *, alone: bool) -> bool:
    stance = str(change.get("stance"))
    words = [SAID[stance]] if alone and stance in SAID else []
    if stance == "exclude" and "?" not in utterance and _is_of_another(change, utterance):
        words.append(CANNOT)
    if stance == "exclude":
        words.append(NOT_SHOWN)
        if any(_names(change, words_of(denied)) for denied in WITHOUT.findall(utterance)):
            return True
    return _names(change, words_of(utterance)) and any(word.search(utterance) for word in words)


def _is_of_another(change: Mapping[str, Any], utterance: str) -> bool:
    """Whether a message says a fact of somebody whom it names and of nobody else: "тёще солёное нельзя"."""
    people = People.load().whose(utterance, change["facet"], str(change.get("value", "")))
    return "self" not in people


def _names(change: Mapping[str, Any], said: Sequence[str]) -> bool:
    """Whether words that are `said` are the value of a fact."""
    value, fact = words_of(str(change.get("value", ""))), (change.get("facet"), change.get("value"))
    named = bool(value) and all(any(likeness(word, other) for other in said) for word in value)
    return named or any(Terms.load().resolve(word) == fact for word in said)


def is_verdict_said(utterance: str, titles: Sequence[str]) -> bool:
    """Whether a message takes, rejects or points at something on screen, or calls it by a word of its title.

    >>> is_verdict_said("самые быстрые", ["Батарейки GP"]), is_verdict_said("GP!", ["Батарейки GP"])
    (False, True)
    """
    named = [word for title in titles for word in words_of(title)]
    return CHOSEN.search(utterance) is not None or any(
        likeness(word, other) for word in words_of(utterance) for other in named
    )


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
