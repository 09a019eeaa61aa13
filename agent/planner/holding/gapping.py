"""Bans whose verb is said once: "мама грибы не ест, папа острое", "my son is allergic to nuts, my daughter to eggs"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from podbor.agent.people import People
from podbor.agent.planner.holding.allergies import ALLERGY, UNABLE
from podbor.agent.planner.holding.segments import CLAUSE
from podbor.agent.planner.language import Act, Bounds, FactPhrase, Find, Prefer
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import Facet

NOT_EATEN = re.compile(
    rf"{UNABLE.pattern}|{ALLERGY.pattern}|(?<!\w)не (?:ест|едят|переносит)(?!\w)|"
    r"(?<!\w)(?:does(?:n['’]?t| not)|can['’]?t|cannot) (?:do|eat|have|touch|stand)(?!\w)",
    re.IGNORECASE,
)
"""What is said once of several …"""
BEFORE = frozenset("у my our the мой моя моему моей".split())
BETWEEN = frozenset("на to no".split())
FACETS: tuple[Facet, ...] = ("allergen", "taste")
"""… and holds of what is named behind each of them."""


def ban_the_gapped(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the bans of one person's clause that has no verb, after a ban of another's, and no search for it."""
    bans = [act for act in acts if isinstance(act, Prefer) and act.stance == "exclude"]
    gapped = dict(_gapped(message)) if bans and "?" not in message else {}
    for fact, words in gapped.items():
        searches = [act for act in acts if _is_search_for(act, words)]
        if any(isinstance(act, Find) and act.bounds != Bounds() for act in searches):
            continue  # What has a price is wanted.
        acts = [_refused(act, fact) if isinstance(act, Prefer) else act for act in acts if act not in searches]
        if not any(isinstance(act, Prefer) and act.fact == fact for act in acts):
            at = max(at for at, act in enumerate(acts) if isinstance(act, Prefer) and act.stance == "exclude") + 1
            acts = [*acts[:at], Prefer(stance="exclude", scope=bans[0].scope, fact=fact), *acts[at:]]
    return tuple(acts)


def _gapped(message: str) -> Iterator[tuple[FactPhrase, Sequence[str]]]:
    """Yield what clauses without a verb ban, each with the words of its clause."""
    people, banned = People.load(), False
    for clause in filter(str.strip, CLAUSE.split(message)):
        words = words_of(clause)
        if NOT_EATEN.search(clause):
            banned = bool(people.named(clause))
        elif (fact := _named(words) if banned else None) is not None:
            yield fact, words
        else:
            banned = False


def _named(words: Sequence[str]) -> FactPhrase | None:
    """The allergen or the taste that follows the word for a person, where a clause has nothing else."""
    told = list(dropwhile(BEFORE.__contains__, words))
    if not told or People.load().called(told[0]) in (None, "self"):
        return None
    known = Terms.load().resolve(" ".join(dropwhile(BETWEEN.__contains__, told[1:])))
    facet = next((one for one in FACETS if known and known[0] == one), None)
    return FactPhrase(facet=facet, value=known[1]) if known and facet else None


def _refused(act: Prefer, fact: FactPhrase) -> Prefer:
    return replace(act, stance="exclude") if act.fact == fact and act.stance in ("prefer", "avoid") else act


def _is_search_for(act: Act, words: Sequence[str]) -> bool:
    if not isinstance(act, Find) or not act.query:
        return False
    return all(any(likeness(word, own) for own in words) for word in words_of(act.query))
