"""Who is called, written to or given something in English: "text Becca when you're close", "give Soo-ah her cake"."""

import re
from collections.abc import Sequence

from podbor.core.redaction.english_families import is_one_for_each
from podbor.core.redaction.english_people import HERE, is_myself, modifies
from podbor.core.redaction.english_tokens import Token
from podbor.core.redaction.english_words import is_rare
from podbor.core.redaction.name_words import words

GIVEN_TO = re.compile(r"\b(?:buy|get|give|bring|send|order|make|hand|pass|save)\s+$", re.IGNORECASE)
HANDED = re.compile(r"\b(?:get|give|bring|send|hand|pass|save)\s+$", re.IGNORECASE)
GIVEN = re.compile(r"\s+(?:some|a|an|his|her|the|one|two|my)\b")
"""Somebody gets something: "buy deepa some mangoes"."""
RUNG = re.compile(r"\b(?:call|text|ring|phone|msg|message|dm|email|buzz|thank)\s+$", re.IGNORECASE)
INTRODUCED = re.compile(
    r"(?:\bname(?:'s|\s+is|\s*:)|\b(?:i'm|i\s+am)|\b(?:recipient|consignee|addressee|receiver)(?:\s+is)?|\bsurname(?:\s+is)?|"
    r"\b(?:deliver|ship|send)\w*(?:\s+(?:it|them|this|everything|my\s+order))?\s+to|"
    r"\b(?:зовут(?:\s+меня)?|получател[ья]|фамилия|имя))\s*:?\s*$",
    re.IGNORECASE,
)
"""What somebody's name follows and no brand's."""
WHEN = re.compile(r"\s*(?:$|[,.!\x00]|(?:when|if|before|on|at|once|instead|first|for|and|please|pls|asap|not)\b)")


def is_spoken_to(text: str, run: Sequence[Token]) -> bool:
    """Whether the word is somebody who is called or given something, or one of two who do something."""
    given = is_given_something(text, run[0]) or _is_one_of_two(text[run[-1].end :])
    return given or is_rung(text, run) or is_one_for_each(text, run)


def is_rung(text: str, run: Sequence[Token]) -> bool:
    """Whether somebody is called or written to, and nothing but a time follows: "text Becca when you're close"."""
    return RUNG.search(text[: run[0].start]) is not None and WHEN.match(text[run[-1].end :]) is not None


def is_introduced(text: str, tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether it is said that the words from `at` to `last` are somebody's name, like a brand's though it may be."""
    after = text[tokens[last].end :]
    if not tokens[at].capital or after.startswith("'"):
        return False
    told = INTRODUCED.search(text[: tokens[at].start]) is not None and not modifies(text, tokens, last)
    return told or is_myself(text, tokens[at]) or HERE.match(after) is not None


def is_given_something(text: str, token: Token) -> bool:
    """Whether the word is somebody who gets something: "give Soo-ah her cake"."""
    handed = GIVEN_TO.search(text[: token.start]) is not None
    return handed and re.match(r"\s+(?:her|his|their|my|some|a|an)\b", text[token.end :]) is not None


def _is_one_of_two(after: str) -> bool:
    """Whether another such word and a verb follow: "Nikoloz and Tamuna arrive"."""
    other = re.match(r"\s+and\s+([A-Z][a-z]+)\s+([a-z']+)", after)
    return other is not None and is_rare(other[1]) and other[2] in words("en_after")
