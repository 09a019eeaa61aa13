"""The words of a reply."""

from podbor.agent.language import detect
from podbor.core.text import stems
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.assertions import OneOrMore, ReplyExpectation
from podbor.evals.dialogue.checks.check import Checks
from podbor.evals.dialogue.record import TurnRecord


def check_reply(checks: Checks, expected: ReplyExpectation, turn: TurnRecord) -> None:
    """Assert language, phrases, length and grounding."""
    if expected.language is not None:
        checks.same("reply.language", expected.language, language_of(turn))
    for phrase in expected.mentions:
        checks.add("reply.mentions", mentions(turn.reply, phrase), expected=phrase, got=turn.reply)
    for phrase in expected.not_mentions:
        checks.add("reply.not_mentions", not mentions(turn.reply, phrase), expected=phrase, got=turn.reply)
    checks.bound("reply.length", expected.length, len(turn.reply))
    if expected.grounded is not None:
        checks.add("reply.grounded", expected.grounded == (not turn.ungrounded), got=turn.ungrounded)


def language_of(turn: TurnRecord) -> Locale:
    """The language of a reply's words; what is quoted (titles, the shopper's words) counts for nothing where more is said.

    Titles are in the reply's own language here, so the whole text is looked at.
    """
    return detect(turn.reply, otherwise=turn.locale)


def mentions(reply: str, phrase: OneOrMore) -> bool:
    """Whether a reply has the words of a phrase by their stems, in any order; of several phrases, of one.

    >>> mentions("3 варианта без орехов", ["без орех", "no nuts"]), mentions("3 options", "no nuts")
    (True, False)
    """
    said = set(stems(reply))
    return any(said.issuperset(stems(one)) for one in ([phrase] if isinstance(phrase, str) else phrase))
