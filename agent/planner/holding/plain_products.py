"""Whether a phrase names a product of the shelf: "суп" does, "к чаю" does not."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from podbor.core.morphology import analyser
from podbor.core.text import stems
from podbor.tools.catalog.kinds import KindVocabulary


def is_product(phrase: str) -> bool:
    """Whether the whole phrase is what a shelf is called, or shoppers call it, in any word order and case.

    >>> is_product("сгущёнку"), is_product("подарок маме")
    (True, False)
    """
    return stems_of(phrase) in _products()


ASKING = frozenset(
    "please pls plz some a an the i want need get give me buy find show us we looking for again also too first then "
    "пожалуйста плиз мне нам дай дайте хочу хотим нужен нужна нужно нужны надо найди найдите покажи покажите "
    "есть купить купи бы снова опять тоже сначала сперва".split()
)
"""Words of asking that say nothing of what is asked for."""
QUALITIES = frozenset(
    "good great best better decent nice tasty cheap cheapest fine proper "
    "хороший лучший вкусный недорогой дешёвый дешевый нормальный отличный классный приличный годный".split()
)
"""What everybody wants of a product, in dictionary form."""
ADJECTIVES = frozenset({"ADJF", "PRTF"})
NOISE = re.compile(r"(\w)\1{2,}")


def bare_product(message: str) -> str | None:
    """The product that is all a message asks for, as it is said there; None for any other message.

    >>> bare_product("дайте сгущёнку, пожалуйста"), bare_product("хороший кофе"), bare_product("сгущёнку не ем")
    ('сгущёнку', 'кофе', None)
    """
    if "?" in message:
        return None
    words = (word for word in re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", message) if not NOISE.fullmatch(word))
    phrase = " ".join(word for word in words if not _is_beside(word.casefold()))
    return phrase if phrase and is_product(phrase) else None


def _is_beside(word: str) -> bool:
    return word in ASKING or word in QUALITIES or analyser().parse(word)[0].normal_form in QUALITIES


def is_plain(phrase: str) -> bool:
    """Whether the head of a phrase is a product, so that it needs no kinds: "печенье для дочери", "oatmeal cookies".

    >>> is_plain("йогурт после тренировки"), is_plain("детская зубная паста"), is_plain("подарок маме")
    (True, True, False)
    """
    head = re.split(r"\s(?:для|после|перед|на|к|под|for|after|before|with)\s", phrase, maxsplit=1)[0]
    if is_product(phrase) or is_product(head):
        return True
    return is_product(head.rpartition(" ")[2]) if head.isascii() else _is_described(head.split())


def _is_described(words: Sequence[str]) -> bool:
    """Whether Russian words are the name of a product and adjectives before and after it."""
    runs = ((start, end) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return any(
        is_product(" ".join(words[start:end])) and all(map(is_adjective, (*words[:start], *words[end:])))
        for start, end in runs
    )


def is_adjective(word: str) -> bool:
    """Whether a Russian word describes, and is no noun made of an adjective."""
    parse = analyser().parse(word)[0]
    return str(parse.tag.POS) in ADJECTIVES and "Subx" not in parse.tag


def stems_of(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase in one order: the same for two phrases of the same words."""
    return tuple(sorted(stems(phrase)))


def shelves_of(phrase: str) -> frozenset[str]:
    """Kinds that a phrase is a name of.

    >>> shelves_of("памперсы") == shelves_of("подгузники")
    True
    """
    return _products().get(stems_of(phrase), frozenset())


def are_of_one_shelf(word: str, other: str) -> bool:
    """Whether two names are of one shelf or of two side by side, or one is of the group above: candies are sweets."""
    kinds = KindVocabulary.load()
    one, another = shelves_of(word), shelves_of(other)
    above = {group for shelf in another for group in kinds.ancestors(shelf)}
    right_above = [{group for shelf in shelves for group in kinds.ancestors(shelf)[:1]} for shelves in (one, another)]
    return one == another or bool(one) and one <= above or not set.isdisjoint(*right_above)


def groups_of(phrase: str) -> frozenset[str]:
    """The groups at the top of the tree that the kinds in a phrase are of.

    >>> groups_of("dark chocolate"), groups_of("dog treats")
    (frozenset({'food'}), frozenset({'pets'}))
    """
    kinds = KindVocabulary.load()
    return frozenset(kinds.root(key) for key in kinds.match(phrase))


@cache
def _products() -> dict[tuple[str, ...], frozenset[str]]:
    kinds = KindVocabulary.load()
    named: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for key in kinds:
        kind = kinds.get(key)
        for phrase in kind.phrases if kind else ():
            named[stems_of(phrase)].add(key)
    return {stems: frozenset(keys) for stems, keys in named.items()}
