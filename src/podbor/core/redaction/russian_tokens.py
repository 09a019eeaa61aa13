"""Words and initials of Russian text."""

import re

from podbor.core.redaction.tokens import Word

TOKEN = re.compile(r"(?:[ОД]')?[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
INITIAL = re.compile(r"[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?")
BOUND = re.compile(r"\s+|\s*[«\"„“]\s*")
SENTENCE = re.compile(r"(?:^|[.!?…:\n]\s*|[«\"„“(]\s*|[—–-]\s+)$")


class Token(Word):
    """A Russian word or an initial."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def tokens_of(text: str) -> list[Token]:
    """Return the Russian words and initials."""
    pattern = re.compile(rf"(?<!\w){INITIAL.pattern}|{TOKEN.pattern}")
    return [
        Token(start=m.start(), end=m.end(), text=m[0], opens=bool(SENTENCE.search(text[: m.start()])))
        for m in pattern.finditer(text)
    ]
