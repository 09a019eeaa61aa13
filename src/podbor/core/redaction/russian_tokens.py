"""Words and initials of Russian text."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"(?:[ОД]')?[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
INITIAL = re.compile(r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")
BOUND = re.compile(r"\s+|\s*[«\"„“]\s*")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[«\"„“(]\s*|[—–-]\s+)$")


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word or an initial, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def tokens_of(text: str) -> list[Token]:
    """Return the Russian words and initials."""
    pattern = re.compile(rf"(?<!\w){INITIAL.pattern}|{TOKEN.pattern}")
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in pattern.finditer(text)
    ]
