"""Words of Latin letters."""

import re

from podbor.core.redaction.tokens import Word

TOKEN = re.compile(r"(?<![A-Za-z]')[A-Za-z]+(?:'(?!s\b)[A-Za-z]+)?(?:-[A-Za-z]+)*(?![A-Za-z\d_])|&")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[\"“«(]\s*|(?<!\w)'|[—–]\s*)$")
ABBREVIATION = 4
"""Capitals alone up to this length are a model or an abbreviation."""


class Token(Word):
    """A word of Latin letters."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter and is more than one."""
        return len(self.text) > 1 and self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a capital letter alone."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def shouted(self) -> bool:
        """Whether it may be an abbreviation."""
        return self.text.isupper() and len(self.text) <= ABBREVIATION


def tokens_of(text: str) -> list[Token]:
    """Return the words of Latin letters."""
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in TOKEN.finditer(text)
    ]


def bare(text: str, token: Token) -> str:
    """The word as a list has it, its genitive with it: "Ben's"."""
    genitive = re.match(r"'s\b", text[token.end :])
    return token.text + ("'s" if genitive else "")
