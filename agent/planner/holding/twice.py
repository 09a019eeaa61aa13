"""Leaves out what a plan says twice or against itself, or says of the whole list beside what it says of an item."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from podbor.agent.planner.holding import allergies
from podbor.agent.planner.holding.allergies import ALLERGY, UNABLE
from podbor.agent.planner.holding.phrases import NEGATIONS
from podbor.agent.planner.holding.plain_products import are_of_one_shelf, is_adjective, is_product
from podbor.agent.planner.holding.segments import CLAUSE, head_of
from podbor.agent.planner.holding.titles import POINTED
from podbor.agent.planner.language import Act, Bounds, Compare, Find, Judge, Plain, Prefer, Shift, Why
from podbor.agent.planner.words import SAME_SOUND, likeness, stem, words_of
from podbor.core.morphology import in_nominative
from podbor.core.terms import Terms

LIKE = re.compile(
    r"(?<!\w)(?:same|like|similar|version|too|as well|так(?:ой|ого|ую|ое|ие|их) же|как|тоже)(?!\w)", re.IGNORECASE
)
"""What makes an item the measure of all that is asked for: "same as 2, less greasy and cheaper"."""
_COMPARATIVE = (
    r"(?:(?:less|more|lower|higher|fewer)(?: [a-z]+)?|[a-z]+er|(?:более|менее) \w+|[а-яё]+(?:ее|ей|же|ше|че|ле))"
)
MEASURED_BY_ONE = re.compile(
    rf"(?<!\w){_COMPARATIVE}(?: (?:and|и)|,)(?: (?:a bit|a little|much|чуть|немного))? {_COMPARATIVE}"
    r"(?:,? (?:than|чем)| \w+(?:ого|ой|его))(?!\w)",
    re.IGNORECASE,
)
"""Two wishes with one measure behind them: "cheaper and quicker than number one", "дешевле и быстрее второго"."""
ADDING = r"(?:(?<!\w)(?:и|а|да|плюс|ещ[её]|также|тоже|and|also|plus)|&|\+)\s+(?:(?:ещ[её]|также|also|some|an?)\s+)?"
"""What stands before a second product whose name is left out."""

NAMED = ("allergen", "category", "ingredient")
PUT_RIGHT = re.compile(
    rf"{allergies.PUT_RIGHT.pattern}|(?<!\w)(?:hang on|hold on|wait,? no|стой|погоди|нет,? нет|хотя нет)(?!\w)",
    re.IGNORECASE,
)
ADDED = allergies.ADDING | {"and", "both", "оба", "обе"}
"""Words beside which what is put right is something more …"""
JOINING = frozenset(("and", "и"))
"""… but for what joins two that are compared."""
SAID = 3
"""Letters by which a name is told in any case."""


def say_once(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with two searches of one need as one, one fact once, and no comparison or question of the whole list
    beside one of an item; who wants to see others need not reject each of those on screen. Of what a message puts right
    the last is left, and nothing is both looked for and left out.
    """
    kept = _facts_once(_searches_once(message, _each_of_its_own(message, _without_purposes(message, acts))))
    if any(isinstance(act, Compare) and (act.refs or act.query) for act in kept):
        kept = [act for act in kept if act != Compare()]
    if any(isinstance(act, Why) and act.refs not in ((), ("it",)) for act in kept):
        kept = [act for act in kept if not (isinstance(act, Why) and act.refs in ((), ("it",)))]
    if any(act == Plain(word="more") for act in kept):
        kept = [act for act in kept if act != Judge(verdict="reject", refs=("all",))]
    kept = _as_put_right(message, _wanted_or_banned(message, kept))
    if MEASURED_BY_ONE.search(message):
        kept = _pointing_on(kept[::-1])[::-1]
    return tuple(_pointing_on(kept) if LIKE.search(message) else kept)


def _without_purposes(message: str, acts: Sequence[Act]) -> list[Act]:
    """Return `acts` without a search for what another is only to go on or with: "сыр на бутерброды"."""
    finds = [act for act in acts if isinstance(act, Find)]
    return [act for act in acts if act not in finds[1:] or not isinstance(act, Find) or not _is_purpose(message, act)]


def _is_purpose(message: str, find: Find) -> bool:
    word = next(iter(words_of(find.query or "")), "")
    found = (
        re.search(
            rf"^[^,;.!?]*(?<!\w)(?:на|для|for(?: (?:the|my|our|his|her|\w+['’]s))?)\s+{re.escape(word)}(?!\w)",
            message.casefold(),
        )
        if word
        else None
    )
    return found is not None and find.bounds == Bounds() and not re.search(ADDING, found[0])


def _each_of_its_own(message: str, acts: Sequence[Act]) -> list[Act]:
    """Return `acts` with no Russian noun of one search before a product of another.

    Who wants "помидоры черри и фета" wants no "помидоры фета"; a torch and batteries are torch batteries.
    """
    found: list[Act] = []
    carried, told = "", ""
    for act in acts:
        if isinstance(act, Find) and act.query:
            noun, _, rest = act.query.partition(" ")
            # "Семена укропа и петрушки" are seeds of both.
            carries = noun == carried and not noun.isascii() and in_nominative(told) == told
            if carries and _is_added(message, noun, rest):
                act = replace(act, query=rest)
            carried, told = noun, rest
        found.append(act)
    return found


def _is_added(message: str, noun: str, rest: str) -> bool:
    """Whether `rest` is a product of another shelf than `noun`, which a message names once and goes on to add `rest` to."""
    once = len([word for word in words_of(message) if likeness(word, noun)]) == 1
    named = is_product(noun) and is_product(rest) and not is_adjective(rest)
    added = re.search(rf"{ADDING}{re.escape(rest[:SAID])}", message, re.IGNORECASE)
    return once and named and added is not None and not are_of_one_shelf(rest, noun)


def _searches_once(message: str, acts: list[Act]) -> list[Act]:
    found: list[Act] = []
    for act in acts:
        same = next(
            (one for one in found if isinstance(act, Find) and isinstance(one, Find) and _one_need(message, one, act)),
            None,
        )
        if isinstance(act, Find) and isinstance(same, Find):
            fuller = max(same, act, key=lambda find: len(words_of(find.query or "")))
            found[found.index(same)] = replace(fuller, bounds=_joined(same.bounds, act.bounds))
        else:
            found.append(act)
    return found


def _one_need(message: str, one: Find, other: Find) -> bool:
    apart = one.bounds.services and other.bounds.services and one.bounds.services != other.bounds.services
    same = one.query == other.query or _tells_more(message, one, other)
    return same and one.kinds == other.kinds and not apart


def _tells_more(message: str, one: Find, other: Find) -> bool:
    """Whether one of two searches only says more of the product that both name, and that the message names once.

    "Помада до 700, красная" is no lipstick and a red one; "сыр и сыр плавленый", "мыло и детское" are two.
    """
    fewer, more = sorted((words_of(one.query or ""), words_of(other.query or "")), key=len)
    priced = all(replace(find.bounds, services=()) != Bounds() for find in (one, other))
    if not fewer or priced or not all(any(likeness(word, own) for own in more) for word in fewer):
        return False
    first = words_of(one.query or "")
    if any(
        re.search(rf"{ADDING}{re.escape(word)}", message, re.IGNORECASE)
        for word in words_of(other.query or "")
        if word not in first
    ):
        return False
    head, other_head = head_of(" ".join(fewer)), head_of(" ".join(more))
    if head and head[-1].isascii() and other_head[-1:] != head[-1:]:
        return False  # A projector screen is a screen.
    said = [word for word in words_of(message) if any(likeness(word, own) for own in head)]
    return len(said) <= len(head) and all(any(likeness(word, own) >= SAME_SOUND for own in other_head) for word in head)


def _joined(one: Bounds, other: Bounds) -> Bounds:
    low, high = one.price_min or other.price_min, one.price_max or other.price_max
    if low is not None and high is not None and low > high:
        low, high = high, low
    services = one.services or other.services
    return Bounds(price_min=low, price_max=high, about=one.about or other.about, services=services)


def _facts_once(acts: list[Act]) -> list[Act]:
    """A fact that is said to hold now and always is one that lasts; what is asked for alone is not left out as well."""
    required = [act.fact for act in acts if isinstance(act, Prefer) and act.stance == "require"]
    acts = [act for act in acts if not (isinstance(act, Prefer) and act.stance == "exclude" and act.fact in required)]
    lasting = [(act.stance, act.fact) for act in acts if isinstance(act, Prefer) and act.scope == "lasting"]
    return [
        act
        for act in acts
        if not (isinstance(act, Prefer) and act.scope == "session" and (act.stance, act.fact) in lasting)
    ]


def _wanted_or_banned(message: str, acts: list[Act]) -> list[Act]:
    """Nothing is both looked for and left out: "olives I never eat" looks for none, "cheese without milk" does.

    What has a price of its own, and whose clause denies nothing, is wanted: "колбасу не ем, а горчицу до 90".
    """
    bans = [act for act in acts if isinstance(act, Prefer) and act.stance in ("exclude", "avoid")]
    finds = [act for act in acts if isinstance(act, Find) and not act.kinds]
    for ban, find in product(bans, finds):
        if ban.fact.facet not in NAMED or not _is_of(find, ban):
            continue
        priced = replace(find.bounds, services=()) != Bounds()
        denied = [_denies(clause) for clause in CLAUSE.split(message) if _names(clause, find)]
        if priced and denied and not any(denied) and not ALLERGY.search(message):
            acts = [act for act in acts if act is not ban]
        elif not priced and denied and all(denied) and not _is_called_otherwise(message, find, ban):
            acts = [act for act in acts if act is not find]
    return acts


def _is_of(find: Find, banned: Prefer) -> bool:
    """Whether a search is for just what is banned."""
    query = find.query or ""
    known = Terms.load().resolve(query) == (banned.fact.facet, banned.fact.value)
    return known or [*map(stem, words_of(query))] == [*map(stem, words_of(banned.fact.value or ""))]


def _names(clause: str, find: Find) -> bool:
    return any(likeness(word, query) for word in words_of(clause) for query in words_of(find.query or ""))


def _denies(clause: str) -> bool:
    return UNABLE.search(clause) is not None or not NEGATIONS.isdisjoint(words_of(clause))


def _is_called_otherwise(message: str, find: Find, banned: Prefer) -> bool:
    """Whether a message says what is banned in another word than what it looks for."""
    said = [word for word in words_of(message) if Terms.load().resolve(word) == (banned.fact.facet, banned.fact.value)]
    return any(not _names(word, find) for word in said)


def _as_put_right(message: str, acts: list[Act]) -> list[Act]:
    """Acts without the first of two items that are taken, or of two comparisons, where a message puts itself right.

    "The first, no wait, the third" takes the third alone.
    """
    found = PUT_RIGHT.search(message)
    if found is None or not POINTED.search(message[: found.start()]):
        return acts
    added = ADDED.intersection(words_of(message[found.end() :]))
    compared = [act for act in acts if isinstance(act, Compare) and act.refs]
    taken = [act for act in acts if isinstance(act, Judge) and act.verdict == "accept"]
    slips = [
        *(compared[:1] if len(compared) == 2 and added <= JOINING else ()),
        *(taken[:1] if len(taken) == 2 and not added else ()),
    ]
    return [act for act in acts if not any(act is slip for slip in slips)]


def _pointing_on(acts: Sequence[Act]) -> list[Act]:
    """Critiques that follow one of an item are of the same item: "like the second, less greasy and cheaper"."""
    found: list[Act] = []
    ref: str | None = None
    for act in acts:
        if isinstance(act, Shift):
            ref = act.ref or ref
            found.append(replace(act, ref=ref))
        else:
            ref = None
            found.append(act)
    return found
