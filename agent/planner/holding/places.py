"""Which services a message names, to search in or to leave out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.planner.holding.segments import Mention, beside
from podbor.agent.planner.language import Act, Find, Prefer

PLACE = r"(?<!\w)(?:в|во|на|из|с|from|at|in|on|via)\s+"
"""Before a service's name it says where to look; without it "самокат" may be a scooter."""
SERVICE_WORDS = {
    "samokat": re.compile(r"сам[ао]к[ао]т|(?<!\w)самик[еуа]?(?!\w)|samokat", re.IGNORECASE),
    "megamarket": re.compile(r"мега ?маркет|mega ?market|(?<!\w)мег[аеуи](?!\w)|(?<!\w)mega(?!\w)", re.IGNORECASE),
    "kuper": re.compile(r"(?<!\w)куп[еи]р|(?<!\w)сбермаркет|(?<!\w)kuper|sbermarket", re.IGNORECASE),
}
LEFT_OUT = (
    r"(?<!\w)(?:(?:без|кроме|помимо|исключая|минус|(?:не|ни)(?:\s+(?:надо|нужно|хочу|ищи))?)(?:\s+(?:из|с|со|в|во|на|через|от))?"
    r"|(?:any|all|every|no)\w*(?:\s+\w+)?\s+(?:but|bar|except)(?:\s+(?:from|on|at|via))?"
    r"|(?:except|other than|apart from|excluding|save for|steer clear of|skip|not|without|isn't|isnt|is not)"
    r"(?:\s+(?:from|on|at|in|via))?"
    r"|but not(?:\s+(?:from|on|at|in|via))?)\s+"
)
LEFT_OUT_AFTER = (
    r"\w*,?\s+(?:не\s+(?:надо|нужен|нужно|хочу|предлага\w+|интересует|работает)|недоступ\w+|отпадает|мимо|исключ\w+|"
    r"is (?:down|out)|excluded|aside)(?!\w)"
)
OF_IT = re.compile(
    r"(?<!\w)(?:без|кроме|помимо) (?:него|неё|нее|них)(?!\w)|(?<!\w)(?:but|except|without|other than) (?:it|them)(?!\w)",
    re.IGNORECASE,
)
"""Leaves out the service that was named before."""
EVERYTHING = re.compile(
    r"(?<!\w)(?:вс[её]|оба|обе|everything|all|both)(?: \w+)? (?:из|с|в|на|from|on|at|in) ", re.IGNORECASE
)
"""All searches are of the service that follows."""


def services_named(message: str) -> frozenset[str]:
    """The services whose names stand in a message, whatever it says of them."""
    return frozenset(service for service, word in SERVICE_WORDS.items() if word.search(message))


def services_meant(message: str) -> frozenset[str]:
    """The services that a message may want: those it names, or the others of those it leaves out."""
    named, left_out = services_named(message), _left_out(message)
    return (named - left_out or frozenset(SERVICE_WORDS) - left_out) if left_out else named


def held_to_places(
    message: str, acts: Sequence[Act], finds: Sequence[int], places: Sequence[tuple[int, int]] | None
) -> list[Act]:
    """Return `acts` with the services of their searches, which are at `finds`, as the message says them.

    `places`: where the product of each search stands, None where that is not known.
    """
    meant = services_named(message) | services_meant(message)
    held = [_without_inventions(act, meant) if isinstance(act, Find) else act for act in acts]
    prefers = any(isinstance(act, Prefer) and act.fact.facet == "service" for act in held)
    if _left_out(message) and not prefers:
        _leave_out(message, held, finds, places)
    elif len(finds) == 1:
        asked = {mention.said for mention in _asked(message)}
        if len(asked) == 1 and not prefers:
            held[finds[0]] = _at(held[finds[0]], tuple(asked))
    elif places is not None:
        _by_place(message, held, finds, places)
    return held


def _without_inventions(find: Find, meant: frozenset[str]) -> Find:
    known = tuple(service for service in find.bounds.services if service in meant or service not in SERVICE_WORDS)
    return replace(find, bounds=replace(find.bounds, services=known))


def _leave_out(message: str, held: list[Act], finds: Sequence[int], places: Sequence[tuple[int, int]] | None) -> None:
    meant, left_out = services_meant(message), _left_out(message)
    wanted = tuple(service for service in SERVICE_WORDS if service in meant)
    first = min(mention.start for mention in _left_out_mentions(message))
    leading = places is None or first < places[0][0]
    for index in finds:
        act = held[index]
        if isinstance(act, Find) and (leading or len(finds) == 1 or set(act.bounds.services) & left_out):
            held[index] = replace(act, bounds=replace(act.bounds, services=wanted))


def _by_place(message: str, held: list[Act], finds: Sequence[int], places: Sequence[tuple[int, int]]) -> None:
    mentions = sorted(_asked(message), key=lambda mention: mention.start)
    services = {mention.said for mention in mentions}
    if len(services) == 1 and EVERYTHING.search(message):
        for index in finds:
            held[index] = _at(held[index], tuple(services))
    if len(services) < 2:
        return
    if mentions[0].start < places[0][0] and mentions[-1].end < places[-1][0]:
        # "From Samokat water and ice, from Kuper rum": each says where what follows it is from.
        owned = [[mention.said for mention in mentions if mention.start < start][-1:] for start, _ in places]
    else:
        where = list(beside(message, places, mentions))
        owned = [list(dict.fromkeys(service for owner, service in where if owner == at)) for at in range(len(finds))]
    for index, named in zip(finds, owned, strict=True):
        act = held[index]
        if isinstance(act, Find) and named:
            held[index] = replace(act, bounds=replace(act.bounds, services=tuple(named)))


def _at(act: Act, asked: tuple[str, ...]) -> Act:
    if not isinstance(act, Find) or act.bounds.services:
        return act
    return replace(act, bounds=replace(act.bounds, services=asked))


def _asked(message: str) -> list[Mention[str]]:
    return [
        Mention(start=match.start(), end=match.end(), said=service)
        for service, word in SERVICE_WORDS.items()
        for match in re.finditer(PLACE + rf"(?:{word.pattern})", message, re.IGNORECASE)
    ]


def _left_out(message: str) -> frozenset[str]:
    return frozenset(mention.said for mention in _left_out_mentions(message))


def _left_out_mentions(message: str) -> list[Mention[str]]:
    found: list[Mention[str]] = []
    for service, word in SERVICE_WORDS.items():
        for pattern in (rf"{LEFT_OUT}(?:{word.pattern})", rf"(?:{word.pattern}){LEFT_OUT_AFTER}"):
            found.extend(
                Mention(start=match.start(), end=match.end(), said=service)
                for match in re.finditer(pattern, message, re.IGNORECASE)
            )
    pronoun, named = OF_IT.search(message), services_named(message)
    if not found and pronoun and len(named) == 1:
        (service,) = named
        if SERVICE_WORDS[service].search(message, 0, pronoun.start()):
            found.append(Mention(start=pronoun.start(), end=pronoun.end(), said=service))
    return found
