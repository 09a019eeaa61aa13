"""A brand that is all a message says is of the need on screen: "самсунг" beside telephones, "JBL or Sony" beside headphones."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import ALLERGY, BODILY, CLAUSE, UNABLE, allergens_told
from podbor.agent.planner.holding.phrases import NEGATIONS, is_filler
from podbor.agent.planner.holding.places import SERVICE_WORDS
from podbor.agent.planner.holding.plain_products import is_adjective, is_product, shelves_of
from podbor.agent.planner.language import FORBIDDEN, Act, Bounds, Compare, FactPhrase, Find, Judge, Plain, Prefer, Why
from podbor.agent.planner.speller import knows
from podbor.agent.planner.words import coverage, likeness, words_of
from podbor.core.redaction.brands import brands_in
from podbor.tools.catalog.kinds import KindVocabulary

SLOTS = Path(__file__).parents[1] / "training" / "slots"
LONGEST = 4
"""Words of a brand."""
SPELT_LETTERS = 5
"""A shorter word is like a brand by chance."""
WRITTEN = 0.98
"""Coverage of words that are the same in another form or alphabet."""
CYRILLIC_WORD = re.compile("[а-яё]+")
JOINING = frozenset("а и или либо and or ну".split())
"""What brands are listed by."""
ADDING = frozenset("also too well plus next another ещё еще тоже также плюс заодно".split())
"""What says that something else is looked for besides."""
CAPITALISED = re.compile(r"(?<=\s)[A-ZА-ЯЁ]\w+")
"""A word that is written as a name."""
ADJECTIVES = frozenset("greek italian french plain natural white black red green strawberry blueberry vanilla".split())
"""English words that tell a sort of a thing and are no brand."""
PART = re.compile(r"(?<!\w)(?:со?|with) (?P<thing>\w+)", re.IGNORECASE)
"""What a thing has in it or goes with."""
OFFERING = frozenset("давай давайте лучше насчёт насчет ли марка фирма бренд brand then чем".split())
"""What, beside fillers, may stand around a brand that is asked for."""


REFUSING = frozenset(
    "не без никогда никаких никакого убери уберите no not never without ban remove hide don't more".split()
)
"""What refuses a brand …"""
OFFERED = frozenset(
    "показывай показывайте показывать предлагай предлагайте предлагать больше show offer suggest give".split()
)
"""… and what may stand beside it, besides fillers."""


def name_the_brand(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the search for the need on screen of the brands that a message is made of; `acts` for any other message."""
    acts = tuple(_no_brand(act, message, context) for act in acts)
    if not context.need or context.asked or "!" in message or not all(_may_be_a_brand(act, context) for act in acts):
        return tuple(acts)
    brands, others = _brands_alone(message)
    looks = all(isinstance(act, Find | Plain) for act in acts)
    if not brands or not all(word in JOINING or looks and _is_beside(word) for word in others):
        return tuple(acts)
    need = without_brands(context.need)
    query = " ".join((need, *brands))
    if not need or any(char in FORBIDDEN for char in query) or _is_written(query, brands, acts):
        return tuple(acts)
    bounds = next((act.bounds for act in acts if isinstance(act, Find)), Bounds())
    return (Find(query=query, bounds=bounds),)


def refuse_the_brand(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the brand that a message refuses, and nothing else beside it, instead of an allergen that nobody named.

    "орео больше не показывай" is no allergy to nuts.
    """
    banned = [
        act for act in acts if isinstance(act, Prefer) and act.stance == "exclude" and act.fact.facet == "allergen"
    ]
    if len(banned) != 1 or any(one.search(message) for one in (ALLERGY, UNABLE, BODILY)):
        return tuple(acts)
    if banned[0].fact.value in allergens_told(message):
        return tuple(acts)
    for clause in CLAUSE.split(message):
        brands, others = _brands_alone(clause)
        if len(brands) == 1 and _is_brand(brands[0]) and REFUSING & set(others) and all(map(_is_of_a_refusal, others)):
            refused = replace(banned[0], fact=FactPhrase(facet="brand", value=brands[0]))
            return tuple(refused if act is banned[0] else act for act in acts)
    return tuple(acts)


def _is_of_a_refusal(word: str) -> bool:
    return word in REFUSING | OFFERED | JOINING or is_filler(word)


def _no_brand(act: Act, message: str, context: PlannerContext) -> Act:
    """A search for the sort of the need that a wish for a brand only describes: "greek only" beside yogurt."""
    match act:
        case Prefer(stance="require" | "prefer", scope="session") if act.fact.facet == "brand" and context.need:
            need = words_of(context.need)
            words = [word for word in words_of(act.fact.value or "") if not any(likeness(word, one) for one in need)]
            part = PART.search(message)
            if part and len(words) == 1 and likeness(words[0], part["thing"]) and not _is_brand(act.fact.value or ""):
                return Find(query=f"{context.need} {part[0]}")
            sort = words and all(is_adjective(word) or word in ADJECTIVES for word in words)
            named = any(word.casefold() in words for word in CAPITALISED.findall(message))
            if sort and not named and not _brands_alone(message)[0]:
                told = " ".join(words)
                return Find(query=f"{told} {context.need}")
    return act


def _may_be_a_brand(act: Act, context: PlannerContext) -> bool:
    """Whether an act is what a bare brand beside a list is mistaken for; items on screen are compared."""
    match act:
        case Find(query=str(), kinds=()) | Plain(word="chat" | "unclear" | "offtopic"):
            return True
        case Judge(refs=refs) | Why(refs=refs):
            return bool(refs) and all(ref.startswith('"') for ref in refs)
        case Compare(refs=refs, query=None):
            titles = [item.title for item in context.slate if item.title]
            return bool(titles) and any(
                ref.startswith('"') and not any(coverage(ref, title) == 1 for title in titles) for ref in refs
            )
        case Compare(query=str()):
            return True
        case _:
            return False


def _is_beside(word: str) -> bool:
    """Whether a word stands around the name of what is asked for instead."""
    return word not in ADDING | NEGATIONS and (word in OFFERING or is_filler(word))


def _is_written(query: str, brands: Sequence[str], acts: Sequence[Act]) -> bool:
    """Whether a lone search has these words and no others, in some form and order, and the brands as they are."""
    if len(acts) != 1 or not isinstance(acts[0], Find):
        return False
    written = acts[0].query or ""
    spelt = set(words_of(" ".join(brands))) <= set(words_of(written))
    return spelt and coverage(query, written) > WRITTEN and coverage(written, query) > WRITTEN


def _brands_alone(message: str) -> tuple[list[str], list[str]]:
    """The brands of a message and its other words, as they are written."""
    words = [word.strip("\"'«»“”.,;:?()") for word in message.split()]
    words = [word for word in words if any(map(str.isalnum, word))]
    brands, others, at = [], [], 0
    while at < len(words):
        size = next(
            (n for n in range(min(LONGEST, len(words) - at), 0, -1) if brand_of(" ".join(words[at : at + n]))), 0
        )
        if size:
            brands.append(brand_of(" ".join(words[at : at + size])) or "")
        else:
            others.append(words[at].casefold())
        at += size or 1
    return brands, others


def without_brands(need: str) -> str:
    """A need without its brand; a brand that a product is called by is called by its shelf: "памперсы" are подгузники."""
    words, kept, at = need.split(), [], 0
    while at < len(words):
        size = next(
            (n for n in range(min(LONGEST, len(words) - at), 0, -1) if _is_brand(" ".join(words[at : at + n]))), 0
        )
        phrase = " ".join(words[at : at + (size or 1)])
        kept.append(_shelf_of(phrase) if size and is_product(phrase) else "" if size else phrase)
        at += size or 1
    return " ".join(filter(None, kept))


def _shelf_of(phrase: str) -> str:
    kinds = KindVocabulary.load()
    kind = next((kind for key in sorted(shelves_of(phrase)) if (kind := kinds.get(key))), None)
    return phrase if kind is None else kind.en if phrase.isascii() else kind.ru


def brand_of(phrase: str) -> str | None:
    """The brand that a phrase is, as it is written, in the nominative where a case is told by its end; None for another phrase.

    >>> brand_of("Lay's"), brand_of("активию"), brand_of("молоко"), brand_of("the")
    ("Lay's", 'активиа', None, None)
    """
    if is_product(phrase) or is_filler(phrase.casefold()) or any(one.search(phrase) for one in SERVICE_WORDS.values()):
        return None
    if _is_brand(phrase):
        return phrase
    word = phrase.casefold()
    if len(word) < SPELT_LETTERS or not CYRILLIC_WORD.fullmatch(word) or knows(word):
        return None
    near = ((likeness(word, name), name) for name in _by_letter().get(word[0], ()))
    closeness, name = max(near, default=(0.0, ""))
    return name if closeness else None


def _is_brand(phrase: str) -> bool:
    words = phrase.split()
    return _key(phrase) in _brands() or range(len(words)) in brands_in(words)


def _key(name: str) -> str:
    return "".join(words_of(name))


@cache
def _brands() -> dict[str, str]:
    """Brands that shoppers write, in both alphabets, by their letters."""
    files = sorted(SLOTS.glob("*/brand.tsv"))
    names = (
        name for file in files for line in file.read_text(encoding="utf-8").splitlines() for name in line.split("\t")
    )
    return {_key(name): name.casefold() for name in names}


@cache
def _by_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _brands().values():
        if len(name) >= SPELT_LETTERS and name.isalpha():
            found.setdefault(name[0], []).append(name)
    return found
