"""Finding personal data and putting placeholders in its place."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from podbor.core.redaction.addresses import addresses
from podbor.core.redaction.cards import cards
from podbor.core.redaction.documents import documents
from podbor.core.redaction.emails import emails
from podbor.core.redaction.names import names
from podbor.core.redaction.phones import phones
from podbor.core.redaction.plain import plain
from podbor.core.redaction.spans import KINDS, Kind, Span, blanked, replaced
from podbor.core.redaction.tagger import with_tagged

FINDERS: dict[Kind, Callable[[str], list[Span]]] = {
    "email": emails,
    "card": cards,
    "document": documents,
    "phone": phones,
    "address": addresses,
    "name": names,
}
PIECE = re.compile(r"(?s).{1,2000}(?:\n|\Z)|.{1,2000}(?:\s|\Z)|.{1,2000}")
"""What is read at a time, whole lines where they are not longer: what stands before a word is read again for each."""


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Span, ...]:
    """Return the personal data in a text, in order; no two spans overlap.

    Russian and English, mixed as they come. A heuristic: `podbor bench redaction` measures how much it finds.
    """
    return tuple(
        replace(span, start=piece.start() + span.start, end=piece.start() + span.end)
        for piece in PIECE.finditer(plain(text))
        for span in _found(piece[0])
    )


def _found(text: str) -> list[Span]:
    return sorted(with_tagged(text, by_rules(text)), key=lambda span: span.start)


def by_rules(text: str, kinds: Sequence[Kind] = KINDS) -> list[Span]:
    """Return what the rules alone find in a plain text."""
    spans: list[Span] = []
    for kind in kinds:
        spans += FINDERS[kind](blanked(text, spans))
    return spans


def redact(text: str) -> str:
    """Return the text with ⟨phone⟩, ⟨name⟩ and so on in place of personal data.

    >>> redact("Звоните на +7 916 123-45-67")
    'Звоните на ⟨phone⟩'
    """
    return replaced(text, find(text))
