"""What is done to a text before a model sees it."""

import re
import unicodedata

MAX_CHARS = 1000
"""E5 reads 512 tokens; a longer text only costs time (100 kB would take a minute)."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def clean(text: str) -> str:
    """Return `text` in NFC, without control characters, in single spaces, cut to `MAX_CHARS`."""
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text[: 2 * MAX_CHARS])).split())[:MAX_CHARS]
