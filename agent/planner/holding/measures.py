"""Measures in short, as on a shelf, and codes in Latin letters: "rice 900 grams" is "rice 900 g", "лампочка е27" "лампочка E27"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Compare, Find

_SHORT = tuple(
    (re.compile(rf"(?<=\d)\s*(?:{words})(?![^\W_])", re.IGNORECASE), short)
    for words, short in (
        (r"грамм\w*|гр\.?", " г"),
        (r"килограмм\w*|кило", " кг"),
        (r"миллилитр\w*", " мл"),
        (r"процент\w*", "%"),
        (r"grams?|gms?", " g"),
        (r"pcs?(?!\w)|pieces", " pcs"),
        (r"kilograms?|kilos?", " kg"),
        (r"millilit(?:re|er)s?", " ml"),
        (r"per ?cent", "%"),
    )
)

_CODES = (
    (re.compile(r"(?<!\w)е(?=(?:14|27|40)(?!\w))", re.IGNORECASE), "E"),
    (re.compile(r"(?<!\w)ааа(?!\w)", re.IGNORECASE), "AAA"),
    (re.compile(r"(?<=батарейки )аа(?!\w)|(?<=батарейка )аа(?!\w)", re.IGNORECASE), "AA"),
    (re.compile(r"(?<=\s)М(?=\s|$)"), "M"),
)
"""Codes of sockets, batteries and sizes whose letters look alike in both alphabets."""


def shorten_measures(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the measures of what is searched in short. The message is not read."""
    return tuple(
        replace(act, query=_short(act.query)) if isinstance(act, Find | Compare) and act.query else act for act in acts
    )


def _short(query: str) -> str:
    for words, short in (*_SHORT, *_CODES):
        query = words.sub(short, query)
    return query
