"""Says what a follow-up leaves out: "сыр подешевле" beside a list of milk is cheese first, "веганские?" no new search."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.holding.lifts import OVER
from podbor.agent.planner.holding.phrases import part_of_speech
from podbor.agent.planner.holding.plain_products import bare_product, is_plain, is_product, shelves_of
from podbor.agent.planner.holding.ranks import RANK
from podbor.agent.planner.language import Act, Bounds, Find, Forget, Judge, Plain, Prefer, Shift
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser, in_nominative
from podbor.core.terms import Terms
from podbor.core.text import CYRILLIC

AROUND = re.compile(
    r"^(?:(?:а|и|ну|теперь|тогда|and|but|so|now) )+|\?|"
    r"(?<!\w)(?:менее|более|не (?:так(?:ой|ая|ое|ие)|столь|слишком)|less|more|not (?:so|as|that))(?!\w)",
    re.IGNORECASE,
)
"""What stands around the words of a critique and the product."""
WISHED = re.compile(
    r"(?<!\w)(?:хоч|хоте|охота|тянет|пожева|want|fancy|fancied|crav|in the mood|feel like)", re.IGNORECASE
)
"""Says that something is wanted now."""
ASKED = re.compile(
    r"(?<!\w)(?:(?:мне|нам) бы|нуж(?:ен|на|но|ны)|дайте|ищу|найди\w*|покаж\w+|need|looking for|find (?:me|us)|show me)(?!\w)",
    re.IGNORECASE,
)
"""Asks for something."""
DECAF = re.compile(
    r"(?:(?:а|и|ну|только|лишь|but|and|only|just) )*(?:без кофеина|decaf(?:feinated)?|caffeine[- ]free|without caffeine)"
    r"(?: (?:only|please|есть|пожалуйста))*",
    re.IGNORECASE,
)
"""Names a sort of the drink on screen, and nothing that is never drunk."""
STILL_THERE = re.compile(
    r"^([^,.!?]+?) (?:вс[её] )?ещ[её] (?:есть|остал\w+|в наличии|прода\w+)|"
    r"still (?:have|got|sell|any)\b([^,.!?]+)|([^,.!?]+) still (?:there|available|on sale|in stock)",
    re.IGNORECASE,
)
"""Asks whether what was looked for can still be had."""
CONTAINERS = frozenset(
    "bag bags box boxes can cans cup cups glass glasses jar jars bottle bottles carton tin tub pot pack packet "
    "стакан бокал ведро банка пакет коробка пачка бутылка кружка тюбик флакон мешок батарейка баллон контейнер".split()
)
"""What a product comes in: "a larger bag" of the rice on screen."""


def of_its_need(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with new bounds of the need that the message names, where several are on screen: "по сыру до 300".

    Services that it names for none of them are of all: "только Самокат".
    """
    finds = [act for act in acts if isinstance(act, Find)]
    lone = len(finds) == 1 and not finds[0].kinds and finds[0].bounds != Bounds()
    if not lone or len(context.needs) < 2 or finds[0].query not in (None, context.need):
        return tuple(acts)
    bounds = finds[0].bounds
    named = [need for need in context.needs if _names(message, need)]
    if not named and bounds == Bounds(services=bounds.services):
        named = list(context.needs)
    if not named or named == [context.need]:
        return tuple(acts)
    of_each = [replace(finds[0], query=need) for need in named]
    return tuple(held for act in acts for held in (of_each if act is finds[0] else [act]))


def _names(message: str, need: str) -> bool:
    """Whether a message says the last word of a need, or the first of a Russian one, which is what it is of."""
    words = words_of(need)
    head = words[:1] if CYRILLIC.search(need) else words[-1:]
    return any(likeness(word, said) for word in head for said in words_of(message))


def find_the_asked(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the product itself where one is asked for to go with something: "какие чаи к нему" is not "к чаю"."""
    return tuple(_asked(act, message) if isinstance(act, Find) else act for act in acts)


def find_the_decaf(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with the decaf of the need on screen looked for, and caffeine not banned for what comes after it."""
    banned = (
        len(acts) == 1 and isinstance(acts[0], Prefer) and acts[0].stance == "exclude" and acts[0].scope == "session"
    )
    if not banned or not context.need or not DECAF.fullmatch(" ".join(re.findall(r"[\w-]+", message))):
        return tuple(acts)
    russian = CYRILLIC.search(context.need) is not None
    return (Find(query=f"{context.need} без кофеина" if russian else f"decaf {context.need}"),)


def find_the_unforgotten(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the search for a product that a lone act forgets, where nothing of it is remembered and no word asks to forget."""
    if len(acts) != 1 or not isinstance(acts[0], Forget) or acts[0].fact is None or OVER.search(message):
        return tuple(acts)
    fact = acts[0].fact
    known = any(one.facet == fact.facet and likeness(one.value, fact.value or "") for one in context.facts)
    named = fact.facet in ("category", "ingredient") and fact.value is not None and is_product(fact.value)
    return (Find(query=fact.value),) if named and not known else tuple(acts)


def look_again(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with the search anew where a message asks if its thing is still there: "бананы ещё есть?" wants no others."""
    found = STILL_THERE.search(message)
    if found is None or tuple(acts) != (Plain(word="more"),):
        return tuple(acts)
    said = words_of(next(filter(None, found.groups())))
    of_need = any(likeness(word, other) for word in said for other in words_of(context.need))
    return (Find(query=None),) if of_need else tuple(acts)


def find_the_wished(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the search of a taste that is wished for where no list is there to prefer it in: "хочу сладкого".

    A product that is asked for is looked for, list or not: "мне бы корм для кошки, она рыбу любит".
    """
    if len(acts) == 1 and isinstance(acts[0], Prefer) and acts[0].stance == "prefer" and ASKED.search(message):
        fact = acts[0].fact
        if fact.facet == "category" and acts[0].scope == "session" and fact.value and is_plain(fact.value):
            return (Find(query=fact.value),)
    wishes = [act.fact for act in acts if isinstance(act, Prefer) and act.stance == "prefer"]
    tastes = [fact.value for fact in wishes if fact.facet == "taste" and fact.value]
    lone = all(isinstance(act, Prefer) and act.scope == "session" for act in acts)
    if context.slate or context.need or context.asked or not (tastes and lone and WISHED.search(message)):
        return tuple(acts)
    russian = CYRILLIC.search(message) is not None
    name = Terms.load().name("taste", tastes[0], "ru" if russian else "en")
    return (Find(query=name if russian else f"something {name}"),)


def _asked(find: Find, message: str) -> Find:
    found = re.fullmatch(r"ко? (\w+)", find.query or "")
    if found is None:
        return find
    words = words_of(message)
    named = [before for before, word in pairwise(("", *words)) if likeness(word, found[1])]
    beside = any(before in ("к", "ко") for before in named)
    return find if beside or not named else Find(query=_dictionary_form(found[1]), bounds=find.bounds)


def _dictionary_form(word: str) -> str:
    return str(analyser().parse(word)[0].normal_form)


def leave_the_need(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` without a search for the need on screen that the message does not name, beside what changes that list."""
    needed, said = words_of(context.need), words_of(message)
    if not needed or not any(isinstance(act, Prefer | Shift) for act in acts):
        return tuple(acts)

    def goes_without_saying(act: Act) -> bool:
        words = words_of(act.query or "") if isinstance(act, Find) and not act.kinds and act.bounds == Bounds() else ()
        return bool(words) and all(
            any(likeness(word, own) for own in needed) and not any(likeness(word, own) for own in said)
            for word in words
        )

    return tuple(act for act in acts if not goes_without_saying(act))


def find_the_named(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return critiques of the whole list with a search before them for the product that the message names besides.

    "Сыр подешевле" beside a list of milk, or of nothing, is cheese first; beside a list of cheese it is a critique. So is
    "самое дешёвое молоко", where one of a list of cheese would be taken.
    """
    shifts = [_of_the_list(act) for act in acts]
    if not shifts or not all(isinstance(shift, Shift) and shift.ref is None for shift in shifts):
        return tuple(acts)
    spoken = re.compile(
        "|".join(ATTRIBUTE_WORDS[shift.attribute] for shift in shifts if isinstance(shift, Shift)), re.IGNORECASE
    )
    rest = AROUND.sub("", RANK.sub("", message))
    phrase = bare_product(" ".join(word for word in rest.split() if not spoken.search(word)))
    if phrase is None or _is_on_screen(phrase, context) or _is_measure(phrase, rest, shifts, context):
        return tuple(acts)
    return (Find(query=in_nominative(phrase)), *shifts)


def _of_the_list(act: Act) -> Act:
    """What an act would be if it were of the whole list: a critique of a kind, or the cheapest one."""
    match act:
        case Shift(ref=str(ref)) if ref.startswith('"'):
            return replace(act, ref=None)
        case Judge(verdict="accept", refs=("cheapest",)):
            return Shift(attribute="price", direction="lower")
        case Judge(verdict="accept", refs=("dearest",)):
            return Shift(attribute="price", direction="higher")
        case Find(query=str(query), kinds=()) if (rank := RANK.search(query)) and act.bounds == Bounds():
            return Shift(attribute="price", direction="lower" if rank["low"] else "higher")
        case _:
            return act


def _is_measure(phrase: str, message: str, shifts: Sequence[Act], context: PlannerContext) -> bool:
    """Whether a phrase is what a list is compared by: what it is packed in ("ведро побольше"), or a genitive ("дешевле кефира")."""
    parse = analyser().parse(phrase.split()[0])[0]
    packed = parse.normal_form in CONTAINERS and any(
        isinstance(act, Shift) and act.attribute == "size" for act in shifts
    )
    before = re.search(rf"(\w+)\s+{re.escape(phrase)}", message)
    compared = before and part_of_speech(before[1].casefold()) == "COMP" and "gent" in parse.tag
    return bool(compared or (packed and context.slate))


def _is_on_screen(phrase: str, context: PlannerContext) -> bool:
    texts = (context.need, *(item.title for item in context.slate))
    return bool(shelves_of(phrase) & shelves_of(context.need)) or any(
        any(likeness(word, other) for other in words_of(text)) for word in words_of(phrase) for text in texts
    )
