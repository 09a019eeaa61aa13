"""What of a list fits a need best: no opposites of it, of the brand that is all it says, or akin to it for a diet."""

from collections.abc import Collection
from functools import lru_cache

from podbor.core.items import Item
from podbor.core.slate import SlateItem
from podbor.core.text import stems
from podbor.tools.catalog.facts import title_of
from podbor.tools.catalog.kinds import Kind, KindVocabulary
from podbor.tools.recommend.heads import head
from podbor.tools.recommend.intent import Intent
from podbor.tools.recommend.opposites import denies_too, opposed
from podbor.tools.recommend.scoring import same_as_asked
from podbor.tools.recommend.things import title_noun

CACHED_KINDS = 1024


def asked_for(query: str, intent: Intent, ranked: list[SlateItem], kinds: KindVocabulary) -> list[SlateItem]:
    """What is no opposite of what is asked for, and of the brand where that is all that is; the whole where nothing is.

    For a lone noun that names no kind or brand, what goes by it: "масло" is no pâté with butter.
    """
    fit = [shown for shown in ranked if not opposed(query, title_of(shown.item))] or ranked
    if len(intent.stems) == 1 and not intent.brands and not any(group.kind for group in intent.groups):
        fit = _going_by(intent.stems, fit, kinds) or fit
    of_brand = [shown for shown in fit if intent.brand_alone and same_as_asked(shown.item, intent.brands)]
    return of_brand or fit


def denying_first(query: str, intent: Intent, ranked: list[SlateItem]) -> list[SlateItem]:
    """The list of a shelf with what its titles deny as the query does before the rest: of one kind the words decide."""
    if all(group.whole for group in intent.groups):
        return ranked
    return sorted(ranked, key=lambda shown: not denies_too(query, title_of(shown.item)))


def is_called(item: Item, asked: Kind) -> bool:
    """Whether the noun of an item's title is the bare name of `asked`: "растительные наггетсы" for nuggets."""
    return [_noun(item)] in [stems(phrase) for phrase in asked.phrases]


def _going_by(noun: Collection[str], ranked: list[SlateItem], kinds: KindVocabulary) -> list[SlateItem]:
    """What has the noun (a stem) in its title or among the names of its kind, as a bulb has "лампа".

    Nothing where no title has it: a vocabulary alone knows too little of a "спрей".
    """
    if not any(_noun(shown.item) in noun for shown in ranked):
        return []
    named = [(shown, _nouns(kinds.get(shown.item.kind)) | {_noun(shown.item)}) for shown in ranked]
    return [shown for shown, nouns in named if not nouns.isdisjoint(noun)]


@lru_cache(maxsize=CACHED_KINDS)
def _nouns(kind: Kind | None) -> frozenset[str]:
    """Stems of the nouns that a kind goes by in Russian."""
    return frozenset(head(phrase) for phrase in kind.phrases if not phrase.isascii()) if kind else frozenset()


def _noun(item: Item) -> str:
    """Stem of the noun of a Russian title; an English one tells it less surely ("peanut butter")."""
    return title_noun(item, english=False)


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
