"""Holds each search of a list to its own member: "бедро куриное" beside "филе индейки" is not to become "куриное филе"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.holding.copies import foreign_words, split, stands_for
from podbor.agent.planner.holding.phrases import NEGATIONS, is_filler, noun_phrase, tokens_of
from podbor.agent.planner.language import FORBIDDEN, Act, Find
from podbor.core.morphology import in_nominative

JOINT = re.compile(
    r"(?<!\d)[,.]|[,.](?!\d)|[;!?+\n]|(?<!\w)(?:и|а|да|плюс|ещё|еще|and|plus|also|then)(?!\w)", re.IGNORECASE
)
"""What stands between the members of a list; no decimal comma."""
LONGEST = 4
"""Words of a member that is a name; more of them tell a story."""


def hold_to_members(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts`, all of them plain searches, each in the words of its member where the message is a list of as many names.

    A search keeps words that its member does not have, unless it has none for one that the member has. English members are
    left alone: their grammar does not tell a name from what stands beside it.
    """
    finds = [act for act in acts if isinstance(act, Find) and act.query and not act.kinds]
    if len(finds) < 2 or len(finds) != len(acts) or not NEGATIONS.isdisjoint(split(message)):
        return tuple(acts)
    members = [part for part in JOINT.split(message) if _says_something(part)]
    if len(members) != len(finds):
        return tuple(acts)
    return tuple(_held(find, member) for find, member in zip(finds, members, strict=True))


def _says_something(part: str) -> bool:
    return any(token.kind != "mark" and not is_filler(token.text.casefold()) for token in tokens_of(part))


def _held(find: Find, member: str) -> Find:
    named = noun_phrase(member)
    if named is None or named.isascii() or not set(FORBIDDEN).isdisjoint(named) or len(named.split()) > LONGEST:
        return find
    said, query = split(named), split(find.query or "")
    foreign = [word for word in foreign_words(find.query or "", said) if not stands_for(word, said)]
    dropped = [word for word in foreign_words(named, query) if not any(stands_for(other, [word]) for other in query)]
    return replace(find, query=in_nominative(named)) if foreign and dropped else find
