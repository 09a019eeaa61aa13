"""The words of a reply."""

from podbor.agent.language import detect
from podbor.core.text import stems
from podbor.core.vocabulary import Locale
from podbor.evals.dialogue.assertions import OneOrMore, ReplyExpectation
from podbor.evals.dialogue.checks.check import Checks
from podbor.evals.dialogue.record import TurnRecord


def check_reply(checks: Checks, expected: ReplyExpectation, turn: TurnRecord) -> None:
    """Assert language, phrases, length and grounding."""
    said = set(stems(turn.reply))
    if expected.language is not None:
        checks.same("reply.language", expected.language, language_of(turn))
    for phrase in expected.mentions:
        ok = any(_mentions(said, one) for one in _alternatives(phrase))
        checks.add("reply.mentions", ok, expected=phrase, got=turn.reply)
    for phrase in expected.not_mentions:
        checks.add("reply.not_mentions", not _mentions(said, phrase), expected=phrase, got=turn.reply)
    checks.bound("reply.length", expected.length, len(turn.reply))
    if expected.grounded is not None:
        checks.add("reply.grounded", expected.grounded == (not turn.ungrounded), got=turn.ungrounded)


def language_of(turn: TurnRecord) -> Locale:
    """The language of a reply's words; what is quoted (titles, the shopper's words) counts for nothing where more is said.

    Titles are in the reply's own language here, so the whole text is looked at.
    """
    return detect(turn.reply, otherwise=turn.locale)


def _alternatives(phrase: OneOrMore) -> list[str]:
    return [phrase] if isinstance(phrase, str) else list(phrase)


def _mentions(said: set[str], phrase: str) -> bool:
    return set(stems(phrase)) <= said
