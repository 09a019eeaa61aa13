"""Positions on the list on screen."""

from podbor.core.errors import ToolRefusal, ToolRetry
from podbor.core.slate import Slate, SlateItem


def shown_at(slate: Slate, position: int, *, field: str) -> SlateItem:
    """Return the item at `position`, from 1. Raises ToolRetry with the valid positions, ToolRefusal when nothing is on screen."""
    if not slate.items:
        raise ToolRefusal("nothing-on-screen")
    if not 1 <= position <= len(slate.items):
        raise ToolRetry(field=field, got=position, valid=range(1, len(slate.items) + 1))
    return slate.items[position - 1]
