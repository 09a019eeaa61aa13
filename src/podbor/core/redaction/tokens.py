"""A word of a text, in either alphabet."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Word:
    """`text[start:end]` of a message, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()
