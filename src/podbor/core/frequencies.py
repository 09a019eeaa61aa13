"""How often words are written: the frequency dictionaries that pyspellchecker brings."""

import gzip
import json
from importlib.resources import files


def frequencies(language: str) -> dict[str, int]:
    """Word → count, case-folded, of "en" or "ru"; read anew each time, so that nobody holds the whole of it for a few words.

    >>> words = frequencies("en")
    >>> words["milk"] > words["cream"], "kolgate" in words
    (True, False)
    """
    packed = files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts
