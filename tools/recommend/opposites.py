"""Opposites: what a query says a thing has and its title denies, or the other way round ("unsalted butter", "вода без газа")."""

from functools import lru_cache
from typing import NamedTuple

from podbor.core.morphology import mostly
from podbor.core.phrases import Token, tokenise
from podbor.core.text import CYRILLIC, stem
from podbor.tools.catalog.kinds import denied
from podbor.tools.recommend.glossary import Glossary

POLES = (
    ("газ газированный sparkling carbonated fizzy", "негазированный still"),
    ("кофеин caffeine caffeinated", "декаф decaf decaffeinated"),
    ("проводной wired corded", "беспроводной wireless cordless tws"),
    ("сухой dry", "влажный wet"),
    ("кость bone", "филе fillet"),
    ("косточка pit", "seedless"),
)
"""Words of what a thing has, and those of what lacks it, which no beginning or end tells."""
NAMES = {stem(word): row[0].split()[0] for row in POLES for word in row[0].split()}
LACKING = {stem(word): row[0].split()[0] for row in POLES for word in row[1].split()}
TAKEN_OUT = {"pitted": "косточка"}
"""Words that say a thing lacks what their own stem is of."""
BEGINNINGS = ("un", "non", "не", "без", "бес")
ENDS = ("less", "free")
NOT = frozenset(("non", "un"))
"""Beginnings that are written apart: "non-scented"."""
MIN_BASE = 4


class Said(NamedTuple):
    """What a text says that a thing has and lacks, by stems."""

    has: frozenset[str]
    lacks: frozenset[str]


def opposed(query: str, title: str) -> bool:
    """Whether a title denies what the query has, or has what the query denies, and does not say the very thing as well.

    What a query both has and denies is not looked at: "влажные салфетки для сухой кожи".

    >>> [opposed("вода без газа", title) for title in ("Вода с газом", "Вода, без газа", "Вода с лимоном")]
    [True, False, False]
    >>> opposed("unsalted butter", "Butter, salted"), opposed("wired headphones", "Headphones, wireless")
    (True, True)
    """
    asked, told = _said(query), _said(title)
    both = asked.has & asked.lacks
    lacking = _meeting(asked.lacks - both, told.has) - _meeting(asked.lacks, told.lacks)
    having = _meeting(asked.has - both, told.lacks) - _meeting(asked.has, told.has)
    return bool(lacking or having)


def denies_too(query: str, title: str) -> bool:
    """Whether a query denies something and a title says that the thing lacks all of it: "рыба без костей" is "филе".

    >>> denies_too("рыба без костей", "Филе трески"), denies_too("рыба без костей", "Треска"), denies_too("рыба", "Филе трески")
    (True, False, False)
    """
    denied = _said(query).lacks
    return bool(denied) and denied == _meeting(denied, _said(title).lacks)


def affirmed(text: str) -> str:
    """The words of a text, folded, without those of what it says that a thing lacks.

    >>> affirmed("безалкогольное пиво")
    'пиво'
    """
    tokens = tokenise(text)
    return " ".join(token.word for at, token in enumerate(tokens) if not _is_lacking(tokens, at))


def _meeting(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in some if any(_same(one, other) for other in others))


@lru_cache(maxsize=8192)
def _said(text: str) -> Said:
    tokens = tokenise(text)
    has: set[str] = set()
    lacks: set[str] = set()
    for at, token in enumerate(tokens):
        (lacks if _is_lacking(tokens, at) else has).add(_base(token)[0])
    return Said(has=frozenset(has), lacks=frozenset(lacks))


def _is_lacking(tokens: list[Token], at: int) -> bool:
    """Whether a word says what a thing lacks: of itself, or denied, and not both."""
    denial = denied(tokens, at) or (at > 0 and tokens[at - 1].word in NOT)
    return _base(tokens[at])[1] != denial


def _base(token: Token) -> tuple[str, bool]:
    """What a word is about, and whether it says that a thing lacks it."""
    if token.word in TAKEN_OUT:
        return TAKEN_OUT[token.word], True
    if token.stem in NAMES or token.stem in LACKING:
        return NAMES.get(token.stem) or LACKING[token.stem], token.stem in LACKING
    word = token.word
    if CYRILLIC.search(word) and not mostly(word, "ADJF"):
        return token.stem, False
    bases = [word.removeprefix(beginning) for beginning in BEGINNINGS if word.startswith(beginning)]
    bases += [word.removesuffix(end) for end in ENDS if word.endswith(end)]
    base = next((stem(base) for base in bases if len(base) >= MIN_BASE), "")
    return (NAMES.get(base, base), True) if base else (token.stem, False)


@lru_cache(maxsize=65_536)
def _same(one: str, other: str) -> bool:
    """Whether two stems mean the same, in one language or two; those of the poles are of no glossary."""
    if one == other:
        return True
    poles = NAMES.values()
    if one in poles or other in poles:
        return False
    glossary = Glossary.load()
    return not glossary.concepts(one).isdisjoint(glossary.concepts(other))
