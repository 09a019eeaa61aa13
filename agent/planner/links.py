"""Marks the words of a message that name an item on screen: "Хаги Ваги беру" → "Хаги Ваги №3 беру".

Finding a name on a list is code's work; what is said about it is the model's. The prompt stays free of titles.
"""

import re
from collections.abc import Sequence

from podbor.agent.planner.context import PlannerContext, ShownItem
from podbor.agent.planner.words import likeness, words_of

MARK = "№"
MIN_LETTERS = 3
_WORD = re.compile(r"[^\W_]+")
_IGNORED = frozenset(
    "для без или это этот эта эти тот что как там вот где мне под при про над the and for with one this that what how but not you"
    " шт гр мл pcs пак вкус упаковка pack".split()
)


def mark_items(message: str, context: PlannerContext) -> str:
    """Return the message with a mark after each name of exactly one item on screen. The need's own words name nothing."""
    titled = [item for item in context.slate if item.title]
    if len(titled) < 2:
        return message
    need = words_of(context.need)
    marked: list[tuple[int, int]] = []
    for found in _WORD.finditer(message):
        position = _named(found[0].casefold().replace("ё", "е"), titled, need)
        if position is not None:
            marked.append((found.end(), position))
    return _insert(message, marked)


def _named(word: str, titled: Sequence[ShownItem], need: Sequence[str]) -> int | None:
    if len(word) < MIN_LETTERS or not word.isalpha() or word in _IGNORED:
        return None
    if any(likeness(word, other) for other in need):
        return None
    scores = [max((likeness(word, other) for other in words_of(item.title)), default=0.0) for item in titled]
    best = max(scores)
    if not best or sum(score > 0 for score in scores) > 1:
        return None
    return titled[scores.index(best)].position


def _insert(message: str, marked: Sequence[tuple[int, int]]) -> str:
    """Put one mark after the last of neighbouring words that name the same item."""
    out, at = [], 0
    for index, (end, position) in enumerate(marked):
        following = marked[index + 1] if index + 1 < len(marked) else None
        if following is not None and following[1] == position and len(_WORD.findall(message[end : following[0]])) == 1:
            continue
        out.append(f"{message[at:end]} {MARK}{position}")
        at = end
    return "".join(out) + message[at:]


def mark_phrase(message: str, phrase: str, position: int) -> str | None:
    """Mark where `phrase` stands in the message, in whatever form; None where it does not."""
    wanted = words_of(phrase)
    ends = [
        found.end()
        for found in _WORD.finditer(message)
        if any(likeness(found[0].casefold().replace("ё", "е"), word) for word in wanted)
    ]
    if not ends:
        return None
    return f"{message[: ends[-1]]} {MARK}{position}{message[ends[-1] :]}"
