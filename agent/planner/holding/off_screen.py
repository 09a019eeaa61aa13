"""Looks for what a message takes and the list does not have: "беру сорбет" beside a plombir is a wish to see sorbets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.others import TAKEN
from podbor.agent.planner.holding.paraphrases import foreign_words, split
from podbor.agent.planner.holding.phrases import is_filler
from podbor.agent.planner.holding.places import names_a_service
from podbor.agent.planner.holding.plain_products import QUALITIES, is_adjective, is_product
from podbor.agent.planner.holding.titles import MIN_LETTERS, named_group, named_position
from podbor.agent.planner.language import Act, Find, Judge, Plain, Prefer, Why
from podbor.agent.planner.speller import knows
from podbor.core.morphology import in_nominative
from podbor.core.redaction.brands import brands_in
from podbor.core.terms import Terms

POINTING = re.compile(r"(?<!\w)(?:его|её|ее|их|it|that|them|those)(?!\w)", re.IGNORECASE)
BUT = re.compile(r"[,;.!?]|(?<!\w)(?:а|но|but)(?!\w)", re.IGNORECASE)


def find_off_screen(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with a search for each product or brand that they take, and no title on screen has.

    What is asked about it is one too where nothing is on screen. Items without titles may be anything.
    """
    if context.asked or not all(item.title for item in context.slate):
        return tuple(acts)
    return tuple(found for act in acts for found in _found(act, message, context))


def take_all_named(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` taking all items that a clause of taking names ("яблоки и сок беру"), for one of them or a search beside it."""
    takes = [act for act in acts if isinstance(act, Judge) and act.verdict == "accept"]
    if not takes and all(_says_nothing(act, message) for act in acts):
        lone = tuple(dict.fromkeys(_taken(message, context)))
        return (Judge(verdict="accept", refs=(str(lone[0]),)),) if len(lone) == 1 else tuple(acts)
    if len(takes) != 1:
        return tuple(acts)
    positions = tuple(dict.fromkeys(_taken(message, context)))
    known = {position for ref in takes[0].refs for position in (named_position(ref.strip('"'), context),) if position}
    if len(positions) < 2 or len(positions) < len(takes[0].refs) or not known <= set(positions):
        return tuple(acts)
    taken = replace(takes[0], refs=tuple(map(str, positions)))
    sought = [act for act in acts if isinstance(act, Find) and named_position(act.query or "", context) in positions]
    return tuple(taken if act is takes[0] else act for act in acts if act not in sought)


def _says_nothing(act: Act, message: str) -> bool:
    """Whether an act is what a taking was not read as: small talk, or a liking of the brand that is taken ("вискас давай его")."""
    liked = isinstance(act, Prefer) and act.fact.facet == "brand" and act.stance == "prefer" and act.scope == "session"
    return isinstance(act, Plain) and act.word in ("chat", "unclear") or liked and POINTING.search(message) is not None


def _taken(message: str, context: PlannerContext) -> Iterator[int]:
    """Positions that clauses of taking name, or the clause before one that names nothing: "pears and apples, taking both"."""
    before: list[int] = []
    for clause in BUT.split(message):
        named = list(_named(clause, context))
        if TAKEN.search(clause):
            yield from named or before
        before = named


def _named(clause: str, context: PlannerContext) -> Iterator[int]:
    for word in split(clause):
        if len(word) >= MIN_LETTERS and not is_filler(word) and (position := named_position(word, context)):
            yield position


def _found(act: Act, message: str, context: PlannerContext) -> Iterator[Act]:
    takes = isinstance(act, Judge) and act.verdict == "accept"
    asks = isinstance(act, Why) and not context.slate
    if not isinstance(act, Judge | Why) or not takes and not asks:
        yield act
        return
    brand = _unseen_brand(message, context) if takes and act.refs == ("it",) else None
    missing = [f'"{brand}"'] if brand else [ref for ref in act.refs if _is_missing(ref, message, context)]
    shown = () if brand else tuple(ref for ref in act.refs if ref not in missing)
    if shown or not missing:
        yield replace(act, refs=shown)
    for ref in missing:
        yield Find(query=_as_query(ref.strip('"'), message, context))


def _unseen_brand(message: str, context: PlannerContext) -> str | None:
    """A brand of the message that no title on screen has: "lego it is, take it" beside a teddy bear."""
    words = split(message)
    brands = [word for word in words if not is_filler(word) and not names_a_service(word) and brands_in([word])]
    return next((word for word in brands if not named_group(word, context)), None)


def _is_missing(ref: str, message: str, context: PlannerContext) -> bool:
    """Whether a reference is the name of a thing or a sort, in the message's words, that no title on screen has."""
    phrase = ref.strip('"')
    if not ref.startswith('"') or named_position(phrase, context) or named_group(phrase, context):
        return False
    words = split(phrase)
    if not words or foreign_words(phrase, split(message)):
        return False
    return any(_is_thing(word, message) for word in words) or _is_sort(phrase, context)


def _is_thing(word: str, message: str) -> bool:
    """Whether a word names a product or, known for one, written as a name or in no dictionary, a brand."""
    if is_filler(word) or names_a_service(word) or not word.isalpha() or not word.isascii() and is_adjective(word):
        return False
    named = not knows(word) or f" {word.capitalize()}" in message
    return is_product(word) or named or bool(brands_in([word]))


def _is_sort(phrase: str, context: PlannerContext) -> bool:
    """Whether words may tell a sort of the one need on screen: "вишнёвый" beside juices, "halal" beside sausages."""
    told = not any(is_filler(word) or word in QUALITIES or names_a_service(word) for word in split(phrase))
    sort = Terms.load().resolve(phrase) is not None or not phrase.isascii() and all(map(is_adjective, split(phrase)))
    return told and sort and bool(context.need) and len(context.needs) <= 1


def _as_query(phrase: str, message: str, context: PlannerContext) -> str:
    if any(_is_thing(word, message) for word in split(phrase)):
        return in_nominative(phrase)
    return f"{phrase} {context.need}" if phrase.isascii() else f"{context.need} {phrase}"
