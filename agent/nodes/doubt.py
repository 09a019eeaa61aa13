"""Doubtful writes: what the planner is not sure of is asked before it is written.

An allergy or a diet never waits for an answer: it holds at once, and the reply offers to take it back.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import SAFETY

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
YES = frozenset(
    "да ага угу верно правильно точно конечно давай ок окей именно так yes yep yeah sure right correct exactly ok okay".split()
)
NO = frozenset("нет не неа no nope nah wrong неверно неправильно отмена".split())
EXPRESS_YES = frozenset("да давай yes yep yeah".split())
"""What says yes to a question and does not just take note."""
YES_SIGNS, NO_SIGNS = frozenset("👍👌✅"), frozenset("👎❌")
SIGN_SHADES = frozenset("🏻🏼🏽🏾🏿\ufe0f ")
"""Skin tones and the mark of a colour picture, beside a sign."""
SHORT_ANSWER = 3
"""Words of the longest plain yes or no; what is longer is a message of its own."""


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
    if words[0] in NO and all(word in NO | {"надо", "нужно", "so", "thanks", "спасибо"} for word in words):
        return "no"
    return "yes" if all(word in YES | {"спасибо", "thanks"} for word in words) else None


def is_express(answer: str) -> bool:
    """Whether a plain yes says so to a question.

    >>> is_express("Да, спасибо"), is_express("ок"), is_express("нет")
    (True, False, False)
    """
    return read_answer(answer) == "yes" and not EXPRESS_YES.isdisjoint(words_of(answer))
