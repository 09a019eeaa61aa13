"""Sorts of a kind: what "зелёный чай" says beyond "чай"."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from podbor.core.items import Item
from podbor.core.phrases import PREPOSITIONS, negated, tokenise
from podbor.core.text import stem, stems
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import Kind, KindVocabulary
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.lexicon import Lexicon

UNSAID = frozenset(map(stem, ("сладкий", "sweet", "sugary")))
"""Of words that are true of a whole kind and so are seldom in a title: "сладкая газировка"."""
RIVALS = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "тёмный горький молочный белый чёрный зелёный красный травяной herbal",
        "ржаной белый пшеничный цельнозерновой овсяный гречневый рисовый кукурузный",
        "картофельный кукурузный овощной potato vegetable corn",
        "козий коровий goat cow",
        "куриный перепелиный quail chicken",
        "растворимый молотый зерно капсулы",
        "апельсиновый яблочный томатный вишнёвый orange apple tomato cherry",
        "греческий питьевой",
        "плесень blue моцарелла брынза фета сулугуни адыгейский рикотта камамбер бри буррата маскарпоне халуми страчателла "
        "mozzarella brynza feta suluguni adygei ricotta camembert brie burrata mascarpone halloumi stracciatella",
    )
)
"""Words of which a product has one: what is black tea is no green tea, in either language."""
LEAST_SAID = 0.05
"""Of a kind's titles, those that say a sort: few eggs are said to be a hen's, so "куриные яйца" are all eggs."""


class Sort(NamedTuple):
    """A sort of a kind: the words that tell it, by stems, and its own ingredients."""

    kind: Kind
    words: frozenset[str]
    ingredients: frozenset[str]


class Sorts:
    """Knows which words of a phrase tell a sort of its kind: those that its vocabulary and the titles of a catalogue have.

    Of others ("красное мясо", "жирная рыба") titles may say nothing, so that they name the whole kind.
    """

    def __init__(self, kinds: KindVocabulary, ingredients: IngredientVocabulary, lexicon: Lexicon) -> None:
        self._kinds, self._ingredients, self._lexicon = kinds, ingredients, lexicon
        self.of = lru_cache(maxsize=1024)(self._of)

    def _of(self, phrase: str) -> Sort | None:
        """The sort that a phrase names; None where it names a whole kind, several or none."""
        keys = self._kinds.match(phrase)
        kind = self._kinds.get(keys[0]) if len(keys) == 1 and not self._kinds.descendants(keys[0]) else None
        if kind is None or _heads(kind).isdisjoint(stems(phrase)):
            return None
        words = frozenset(word for word in _telling(phrase) & _told(kind) if self._said_in_titles(kind.key, word))
        own = set(self._ingredients.own_keys(phrase)).difference(*map(self._ingredients.own_keys, kind.phrases[:2]))
        return Sort(kind=kind, words=words, ingredients=frozenset(own & set(self._ingredients))) if words else None

    def _said_in_titles(self, kind: str, word: str) -> bool:
        """Whether enough titles of the kind say a word in either language; where there are none, the vocabulary is trusted."""
        said: Mapping[str, int] = self._lexicon.said.get(kind, {})
        saying = sum(count for other, count in said.items() if _alike(word, other))
        return saying >= LEAST_SAID * self._lexicon.titles[kind]

    def includes(self, sort: Sort, item: Item) -> bool:
        """Whether an item of the kind says that it is of the sort, in either language."""
        title = _title(item)
        named = _said(title) | frozenset(stems(" ".join(item.category_path)))
        told = all(any(_alike(word, other) for other in named) for word in sort.words)
        return told or not sort.ingredients.isdisjoint(self._ingredients.in_text(title))

    def may_include(self, sort: Sort, item: Item) -> bool:
        """Whether an item of the kind is of the sort for all that its title says: it says so, or tells no rival."""
        if self.includes(sort, item):
            return True
        said = _said(_title(item), foremost=True) - frozenset(stems(item.brand))
        return not any(_alike(rival, other) for rival in _rivals(sort) for other in said)


def _title(item: Item) -> str:
    return f"{item.title.ru}. {item.title.en}"


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    """Whether two stems mean the same, in one language or two."""
    glossary = Glossary.load()
    return one == other or not glossary.concepts(one).isdisjoint(glossary.concepts(other))


@lru_cache(maxsize=1024)
def _rivals(sort: Sort) -> frozenset[str]:
    """Words that tell another sort."""
    rows = (row for row in RIVALS if any(_alike(word, one) for word in sort.words for one in row))
    return frozenset(one for row in rows for one in row if not any(_alike(word, one) for word in sort.words))


def _heads(kind: Kind) -> frozenset[str]:
    """Stems of what the whole kind is called; "твёрдый сыр" is all of `hard_cheese`."""
    return frozenset(stems(f"{kind.ru} {kind.en} {kind.key.replace('_', ' ')}"))


@lru_cache(maxsize=1024)
def _told(kind: Kind) -> frozenset[str]:
    """Stems that tell sorts in the phrases of a kind."""
    heads = _heads(kind)
    told = (word for text in kind.phrases if not heads.isdisjoint(stems(text)) for word in _telling(text))
    return frozenset(word for word in told if not any(_alike(word, head) for head in heads))


def _telling(phrase: str) -> frozenset[str]:
    """Stems of a phrase that describe, or stand behind a preposition: "сыр с плесенью"; of "плитка шоколада", none."""
    tokens = tokenise(phrase)
    return frozenset(
        token.stem
        for at, token in enumerate(tokens)
        if token.stem not in UNSAID
        and ((at and tokens[at - 1].word in PREPOSITIONS) or Glossary.load().concepts(token.stem))
    )


@lru_cache(maxsize=8192)
def _said(text: str, *, foremost: bool = False) -> frozenset[str]:
    """Stems of a title, what it denies left out; if `foremost`, what a preposition introduces too: "с белой глазурью"."""
    tokens = tokenise(text)
    stated = [token for at, token in enumerate(tokens) if not negated(tokens, at)]
    if not foremost:
        return frozenset(token.stem for token in stated)
    ends = {token.clause: at for at, token in reversed(list(enumerate(tokens))) if token.word in PREPOSITIONS}
    before = (token for at, token in enumerate(tokens) if at < ends.get(token.clause, len(tokens)))
    return frozenset(token.stem for token in before if token in stated)
