"""What of a list fits a need best: no opposites of it, of the brand that is all it says, or akin to it for a diet."""

from collections.abc import Collection

from podbor.core.items import Item
from podbor.core.slate import SlateItem
from podbor.core.text import stems
from podbor.tools.catalog.facts import title_of
from podbor.tools.catalog.kinds import Kind
from podbor.tools.recommend.intent import Intent
from podbor.tools.recommend.opposites import opposed
from podbor.tools.recommend.scoring import same_as_asked


def asked_for(query: str, intent: Intent, ranked: list[SlateItem]) -> list[SlateItem]:
    """What is no opposite of what is asked for, and of the brand where that is all that is; the whole where nothing is."""
    fit = [shown for shown in ranked if not opposed(query, title_of(shown.item))] or ranked
    of_brand = [shown for shown in fit if intent.brand_alone and same_as_asked(shown.item, intent.brands)]
    return of_brand or fit


def is_akin(item: Item, kind: Kind | None, asked: Kind, said: Collection[str]) -> bool:
    """Whether an item of the shelf of `asked` is of a kind named after it, or called by what the query (`said`) calls it."""
    if kind is None or kind.parent != asked.parent:
        return False
    called = set(said).intersection(stems(" ".join(asked.phrases)), stems(title_of(item)))
    return _named_after(kind, asked) or bool(called)


def _named_after(kind: Kind, asked: Kind) -> bool:
    """Whether a kind has the name of `asked` in one of its own: "растительное молоко" has "молоко"."""
    names = [frozenset(stems(name)) for name in (asked.ru, asked.en)]
    return any(name <= frozenset(stems(phrase)) for name in names for phrase in kind.phrases)
