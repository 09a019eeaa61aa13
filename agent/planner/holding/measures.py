"""Weights and shares in short, as on a shelf: "rice 900 grams" is "rice 900 g", "сметана 20 процентов" is "сметана 20%"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.language import Act, Compare, Find

_SHORT = tuple(
    (re.compile(rf"(?<=\d)\s*(?:{words})(?![^\W_])", re.IGNORECASE), short)
    for words, short in (
        (r"грамм\w*|гр\.?", " г"),
        (r"литр(?:ов|а)?", " л"),
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


def shorten_measures(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the measures of what is searched in short. The message is not read."""
    return tuple(
        replace(act, query=_short(act.query)) if isinstance(act, Find | Compare) and act.query else act for act in acts
    )


def _short(query: str) -> str:
    for words, short in _SHORT:
        query = words.sub(short, query)
    return query
