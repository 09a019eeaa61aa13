"""Sorts of a kind: what "зелёный чай" says beyond "чай"."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from podbor.core.items import Item
from podbor.core.morphology import analyser, mostly, parses
from podbor.core.phrases import NEGATIONS, PREPOSITIONS, negated, tokenise
from podbor.core.text import CYRILLIC, fold, stem, stems
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import Kind, KindVocabulary
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.lexicon import Lexicon

UNSAID = frozenset(map(stem, ("сладкий", "sweet", "sugary")))
"""Of words that are true of a whole kind and so are seldom in a title: "сладкая газировка"."""
CHEESES = (
    "моцарелла брынза фета сулугуни адыгейский рикотта буррата маскарпоне халуми страчателла "
    "mozzarella brynza feta suluguni adygei ricotta burrata mascarpone halloumi stracciatella"
)
"""Soft ones without mould."""
RIVALS = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "тёмный горький молочный белый чёрный зелёный красный травяной herbal",
        "ржаной белый пшеничный цельнозерновой овсяный гречневый рисовый кукурузный",
        "картофельный кукурузный овощной potato vegetable corn",
        "козий коровий goat cow",
        "куриный перепелиный quail chicken",
        "растворимый молотый зерно капсулы",
        "апельсиновый яблочный томатный вишнёвый апельсин яблоко томат вишня orange apple tomato cherry",
        "греческий питьевой",
        f"плесень blue mould {CHEESES}",
    )
)
"""Words of which a product has one: what is black tea is no green tea, in either language."""
NAMES = tuple(
    (stem(sort), frozenset(map(stem, names.split())))
    for sort, names in (
        ("зелёный", "сенча матча ганпаудер sencha matcha gunpowder"),
        ("чёрный", "эрл ассам цейлонский дарджилинг earl assam ceylon darjeeling"),
        ("ржаной", "бородинский дарницкий обдирный borodinsky darnitsky"),
        ("растворимый", "сублимированный гранулированный millicano freeze granulated"),
        ("плесень", "камамбер бри горгонзола дорблю рокфор camembert brie gorgonzola dorblu roquefort"),
    )
)
"""Names that tell a sort whatever else a title says: sencha of a "Чёрный дракон" is green."""
ALWAYS = frozenset(map(stem, CHEESES.split()))
"""Of rivals, names that have no other meaning."""
FORMS = frozenset(map(stem, ("зерно", "зёрна", "капсулы")))
"""What a product is sold "in", which tells its sort."""
WRITTEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+|[^\w\s]")
"""Words, numbers and marks of a title."""
PART = re.compile(r"[^\w%]")
"""A mark that ends a part of a title."""
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
        if self.includes(sort, item) or not _named(sort).isdisjoint(_said(_title(item))):
            return True
        rivals, brand = _rivals(sort), frozenset(stems(item.brand))
        told = [_told_in(title, _heads(sort.kind), brand) for title in (item.title.ru, item.title.en) if title]
        return not any(
            not rivals.isdisjoint(said.nouns)
            or any(_alike(rival, word) for word in said.describing for rival in rivals)
            for said in told
        )


class Told(NamedTuple):
    """Stems of what a title says of its product: adjectives of the kind's own noun, and nouns."""

    describing: frozenset[str]
    nouns: frozenset[str]


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


@lru_cache(maxsize=1024)
def _named(sort: Sort) -> frozenset[str]:
    """Stems of names that tell the sort."""
    return frozenset(name for told, names in NAMES for name in names if any(_alike(told, word) for word in sort.words))


@lru_cache(maxsize=8192)
def _said(text: str) -> frozenset[str]:
    """Stems of a title, what it denies left out."""
    tokens = tokenise(text)
    return frozenset(token.stem for at, token in enumerate(tokens) if not negated(tokens, at))


@lru_cache(maxsize=8192)
def _told_in(title: str, heads: frozenset[str], brand: frozenset[str]) -> Told:
    """What a title says of its product, its brand left out and what a preposition introduces: "с белой глазурью".

    Adjectives of names and of other nouns are left out too: "Чёрный дракон", "Белая Вишня", "молочный улун".
    """
    written = WRITTEN.findall(title.lower() if title.isupper() else title)
    said = [word for word in written if (root := stem(fold(word))) in heads or root not in brand]
    words = [fold(word) for word in said]
    head = next((at for at, word in enumerate(words) if stem(word) in heads and not mostly(word, "ADJF")), 0)
    describing, nouns = set(), set()
    introduced = False
    for at, word in enumerate(words):
        root = stem(word)
        introduced = not PART.match(word) and (introduced or word in PREPOSITIONS | NEGATIONS)
        if (introduced and words[at - 1] == "в" and root in FORMS) or (not introduced and root in ALWAYS):
            nouns.add(root)
        elif introduced:
            continue
        elif not CYRILLIC.search(word):
            if _neighbours(said, at, heads):
                describing.add(root)
        elif not mostly(word, "ADJF"):
            nouns.add(root)
        elif _describes(said, words, at, head):
            describing.add(root)
    return Told(describing=frozenset(describing), nouns=frozenset(nouns))


def _neighbours(said: list[str], at: int, heads: frozenset[str]) -> bool:
    """Whether an English word stands before the noun of its kind, or after it without a capital: "Dark Chocolate"."""
    before = at + 1 < len(said) and stem(fold(said[at + 1])) in heads
    return before or bool(at and said[at].islower() and stem(fold(said[at - 1])) in heads)


def _describes(said: list[str], words: list[str], at: int, head: int) -> bool:
    """Whether an adjective is one of the head: it agrees, is no name, and no other noun of its clause may have it."""
    if at == head or not _agree(words[at], words[head]) or (at and said[at][0].isupper()):
        return False
    clause = max((mark for mark in range(at) if PART.match(words[mark])), default=-1)
    between = range(at + 1, head) if at < head else range(max(head, clause) + 1, at)
    if any(_is_noun(said, words, other) for other in between):
        return False
    following = next((other for other in range(at + 1, len(words)) if not mostly(words[other], "ADJF")), 0)
    return at < head or not (following and _is_noun(said, words, following) and _agree(words[at], words[following]))


def _is_noun(said: list[str], words: list[str], at: int) -> bool:
    """Whether a word is a noun and no name; one that no dictionary has, by its end."""
    word = words[at]
    if not said[at].islower() or not CYRILLIC.search(word):
        return False
    return mostly(word, "NOUN") if parses(word) else not _forms(word, "ADJF")


def _agree(adjective: str, noun: str) -> bool:
    """Whether an adjective and a noun have a number, a case and, in the singular, a gender in common."""
    return not _forms(adjective, "ADJF").isdisjoint(_forms(noun, "NOUN"))


@lru_cache(maxsize=8192)
def _forms(word: str, part: str) -> frozenset[tuple[str, ...]]:
    tags = (parse.tag for parse in analyser().parse(word) if parse.tag.POS == part)
    return frozenset((tag.number, tag.case, tag.gender if tag.number == "sing" else "") for tag in tags)
