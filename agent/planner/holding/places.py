"""Which services a message names, to search in or to leave out."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from rapidfuzz.distance import OSA

from podbor.agent.planner.holding.bounds import BOUND
from podbor.agent.planner.holding.others import BUT
from podbor.agent.planner.holding.segments import BREAK, CLAUSE, Mention, beside, said_again, starts_of
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Judge, Prefer, Shift

PLACE = r"(?<!\w)(?:в|во|на|из|с|from|at|in|on|via)\s+"
"""Before a service's name it says where to look; without it "самокат" may be a scooter …"""
RIDDEN = r"(?<!\w)(?!на\s)"
"""… as it is after "на"."""
SERVICE_WORDS = {
    "samokat": re.compile(r"сам[ао]к[ао]т|(?<!\w)самик[еуа]?(?!\w)|samokat", re.IGNORECASE),
    "megamarket": re.compile(r"мега ?маркет|mega ?market|(?<!\w)мег[аеуи](?!\w)|(?<!\w)mega(?!\w)", re.IGNORECASE),
    "kuper": re.compile(r"(?<!\w)куп[еи]р|(?<!\w)сбермаркет|(?<!\w)kuper|sbermarket", re.IGNORECASE),
}
LEFT_OUT = (
    r"(?<!\w)(?:(?:без|кроме|помимо|исключая|минус|(?:не|ни)(?:\s+(?:надо|нужно|хочу|ищи))?)(?:\s+(?:из|с|со|в|во|на|через|от))?"
    r"|(?:any|all|every)\w*(?:\s+\w+)?\s+(?:but|bar|except)(?:\s+(?:from|on|at|via))?"
    r"|(?:except|other than|apart from|excluding|save for|steer clear of|skip|not|without|isn't|isnt|is not)"
    r"(?:\s+(?:from|on|at|in|via))?"
    r"|but not(?:\s+(?:from|on|at|in|via))?)\s+"
)
LEFT_OUT_AFTER = (
    r"\w*,?\s+(?:(?:сегодня|больше|сейчас|пока|тоже|мне)\s+)*(?:не\s+(?:надо|нужен|нужно|хочу|предлага\w+|интересует|работает)|недоступ\w+|отпадает|мимо|исключ(?!ительно)\w+|"
    r"is (?:down|out)|excluded|aside)(?!\w)"
)
NO_MATTER_BEFORE = (
    r"(?<!\w)(?:не ?обязател\w+|не ?принципиальн\w+|not necessarily|(?:doesn['’]?t|does not) have to be|need(?:n['’]t| not) be)"
    r"(?: (?:прямо|именно|только|just|only))?(?: (?:из|с|в|на|from|at|in|on))? "
)
NO_MATTER_AFTER = (
    r"\w*,? (?:(?:это|совсем|вовсе|is|it's) )?"
    r"(?:не ?обязател\w+|не ?принципиальн\w+|optional|not (?:a must|necessary|required|essential))\s*(?=$|[.,;!?)])"
)
"""After a service's name, or before it, they say that any other will do as well."""
LESS = (
    r"(?:^|[,;.!?])\W*(?:(?:а|но|ну|и|давай\w*|лучше|можно|мне|бы|хочу|хотелось|пожалуйста|показ\w+|покаж\w+|"
    r"and|but|please|can|could|i|i['’]d|we|you|rather|prefer|want|have|show|me|get|a|bit)\s+)*"
    r"(?:(?:по)?меньше|поменее|(?:по)?реже|не так (?:много|часто)|less|fewer|not (?:so|as|too) (?:much|many|often))"
    r"(?:\s+(?:of it|всего|товар\w*|вещей|вариант\w*|things|stuff|items|products|options|offers|ones))?\s+"
    r"(?:из|с|from)\s+"
)
"""Before a service's name it says that it is rather not looked in; "less in Kuper" may be of a size or a price …"""
MISREAD = (Find(query=None), Shift(attribute="size", direction="lower"))
"""… and what is left where it was read as the list on screen of that service, or as a smaller size."""
OF_IT = re.compile(
    r"(?<!\w)(?:без|кроме|помимо) (?:него|неё|нее|них)(?!\w)|(?<!\w)(?:but|except|without|other than) (?:it|them)(?!\w)",
    re.IGNORECASE,
)
"""Leaves out the service that was named before."""
EVERYTHING = re.compile(
    r"(?<!\w)(?:вс[её]|оба|обе|everything|all|both)(?: \w+)? (?:из|с|в|на|from|on|at|in) ", re.IGNORECASE
)
"""All searches are of the service that follows …"""
BOTH = re.compile(r"(?<!\w)(?:оба|обе|both)(?!\w)", re.IGNORECASE)
"""… or all before it."""
COUNTED = re.compile(
    r"(?<!\w)(?:(?:перв|втор|трет|четв[её]рт|последн|остальн)\w+"
    r"|(?:first|second|third|fourth|last|former|latter|others?|rest))(?: \w+)?\s*$",
    re.IGNORECASE,
)
"""Before a service it tells products by their number, or by the others: that is the planner's to read."""
AGAIN = re.compile(
    r"(?<!\w)(?:(?:там|туда|оттуда) же|there (?:too|also|as well)|same (?:place|shop|store|service))(?!\w)",
    re.IGNORECASE,
)
"""Says the service that was named before it once more."""
CLAUSE_STARTS = re.compile(rf"(?:{CLAUSE.pattern})(?:\s+(?:ещё|еще|also|then))?\s*$", re.IGNORECASE)
JOINT = re.compile(r"(?:[^\W\d_]+ ){0,2}(?:and|и|&)(?: (?:some|a|an|the))?(?: [^\W\d_]+){0,2}", re.IGNORECASE)
SPOKEN = re.compile(r"(?<!\d)(?<!\d )[^\W\d_]{2,}")
SHORT = frozenset(("мм", "mm"))
"""Megamarket, but for millimetres."""
SPELT = {
    "samokat": ("самокат", "самокате", "samokat"),
    "megamarket": ("мегамаркет", "мегамаркете", "megamarket"),
    "kuper": ("купер", "купере", "kuper"),
}
LONG = 7
"""Letters of a name in which two may be wrong; in a shorter one it is one."""
_IN = {
    service: re.compile(rf"{RIDDEN if service == 'samokat' else ''}{PLACE}(?:{word.pattern})", re.IGNORECASE)
    for service, word in SERVICE_WORDS.items()
}
_LESS = {service: re.compile(rf"{LESS}(?:{word.pattern})", re.IGNORECASE) for service, word in SERVICE_WORDS.items()}
_NO_MATTER = re.compile(
    "|".join(
        rf"{NO_MATTER_BEFORE}(?:{word.pattern})\w*|(?:{word.pattern}){NO_MATTER_AFTER}"
        for word in SERVICE_WORDS.values()
    ),
    re.IGNORECASE,
)
_OUT = {
    service: tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (rf"{LEFT_OUT}(?:{word.pattern})", rf"(?:{word.pattern}){LEFT_OUT_AFTER}")
    )
    for service, word in SERVICE_WORDS.items()
}


def names_a_service(word: str) -> bool:
    """Whether a word is the name of a service, in any form."""
    return any(service.search(word) for service in SERVICE_WORDS.values())


def hold_to_places(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the services of their searches as the message says them: none made up, none that is left out."""
    message = _NO_MATTER.sub("", message)
    acts = [_of_the_service(message, act) for act in _rather_not(message, acts)]
    finds = [index for index, act in enumerate(acts) if isinstance(act, Find)]
    searches = [act for act in acts if isinstance(act, Find)]
    named = frozenset(service for service, word in SERVICE_WORDS.items() if word.search(message))
    if not searches:
        return _left_out_alone(message, acts, named)
    if not named and not any(search.bounds.services for search in searches):
        return tuple(acts)
    places = starts_of(message, [search.query or "" for search in searches])
    left_out = _left_out(message, named)
    unwanted = frozenset(mention.said for mention in left_out)
    wanted = tuple(name for name in SERVICE_WORDS if name in (named - unwanted or SERVICE_WORDS.keys() - unwanted))
    others = SERVICE_WORDS.keys() - named if named else frozenset()
    meant = named.union(wanted if unwanted else (), _misspelt(message))
    held = [act if _is_at_just(act, others) else _without_inventions(act, meant) for act in acts]
    prefers = any(isinstance(act, Prefer) and act.fact.facet == "service" for act in held)
    if unwanted and not prefers:
        leading = places is None or min(mention.start for mention in left_out) < places[0][0]
        for index in finds:
            if leading or len(finds) == 1 or _is_at(held[index], unwanted):
                held[index] = _at(held[index], wanted)
    elif not any(_is_at_just(held[index], others) for index in finds):
        _as_asked(message, held, finds, places, prefers=prefers)
    return tuple(held)


def _left_out_alone(message: str, acts: Sequence[Act], named: Set[str]) -> tuple[Act, ...]:
    """Return `acts` that take something with the services excluded that it is not to come from: "беру, только не из Купера"."""
    told = {act.fact.value for act in acts if isinstance(act, Prefer) and act.fact.facet == "service"}
    takes = any(isinstance(act, Judge) and act.verdict == "accept" for act in acts)
    unwanted = [mention.said for mention in _left_out(message, frozenset(named)) if mention.said not in told]
    facts = [FactPhrase(facet="service", value=service) for service in dict.fromkeys(unwanted) if takes]
    return (*acts, *(Prefer(stance="exclude", scope="session", fact=fact) for fact in facts))


def _rather_not(message: str, acts: Sequence[Act]) -> Sequence[Act]:
    """Return `acts` with the services avoided that less is wanted from, and not looked in alone: "поменьше из Самоката"."""
    avoided = [service for service, less in _LESS.items() if less.search(message)]
    if not avoided:
        return acts
    facts = [FactPhrase(facet="service", value=service) for service in avoided]
    told = [act.fact for act in acts if isinstance(act, Prefer) and act.stance in ("avoid", "exclude")]
    wished = [Prefer(stance="prefer", scope="session", fact=fact) for fact in facts]
    less = [Prefer(stance="avoid", scope="session", fact=fact) for fact in facts if fact not in told]
    elsewhere = [_elsewhere(act, avoided) if isinstance(act, Find) else act for act in acts]
    return (*less, *(act for act in elsewhere if act not in (*MISREAD, *wished)))


def _elsewhere(find: Find, avoided: Sequence[str]) -> Find:
    services = tuple(service for service in find.bounds.services if service not in avoided)
    return replace(find, bounds=replace(find.bounds, services=services))


def _as_asked(
    message: str, held: list[Act], finds: Sequence[int], places: Sequence[tuple[int, int]] | None, *, prefers: bool
) -> None:
    """Set the services that the message asks to look in: of its one search, or of each the one that stands beside it."""
    if len(finds) == 1:
        asked = {mention.said for mention in _asked(message)}
        if len(asked) == 1 and not prefers:
            held[finds[0]] = _at_first(held[finds[0]], tuple(asked))
    elif places is not None:
        _by_place(message, held, finds, places)


def _of_the_service(message: str, act: Act) -> Act:
    """An act that forgets a service as one that forgets the only one that the message names: "забудь про самокат"."""
    if not isinstance(act, Forget) or act.fact is None or act.fact.facet != "service":
        return act
    named = [service for service, word in SERVICE_WORDS.items() if word.search(message)]
    return replace(act, fact=replace(act.fact, value=named[0])) if len(named) == 1 else act


def _is_at_just(act: Act, services: Set[str]) -> bool:
    """Whether a search is of these services and no others: all that a message does not name is what it does not leave out."""
    return isinstance(act, Find) and bool(act.bounds.services) and set(act.bounds.services) == services


def _misspelt(message: str) -> Iterator[str]:
    """Yield the services that words of a message may be meant for: the planner's reading of "megamarkt" stands."""
    for word in SPOKEN.findall(message):
        if word.casefold() in SHORT:
            yield "megamarket"
        yield from (
            service
            for service, names in SPELT.items()
            if any(OSA.distance(word.casefold(), name) <= (1 if len(name) < LONG else 2) for name in names)
        )


def _without_inventions(act: Act, meant: frozenset[str]) -> Act:
    if not isinstance(act, Find):
        return act
    return _at(act, tuple(name for name in act.bounds.services if name in meant or name not in SERVICE_WORDS))


def _is_at(act: Act, services: frozenset[str]) -> bool:
    return isinstance(act, Find) and not services.isdisjoint(act.bounds.services)


def _by_place(message: str, held: list[Act], finds: Sequence[int], places: Sequence[tuple[int, int]]) -> None:
    mentions = sorted(_asked(message), key=lambda mention: mention.start)
    if any(COUNTED.search(message[: mention.start]) for mention in mentions):
        return
    services = {mention.said for mention in mentions}
    queries = [act.query or "" for index in finds if isinstance(act := held[index], Find)]
    owner = _own(message, queries, places, mentions)
    if owner is not None:
        for at, index in enumerate(finds):
            held[index] = _at(held[index], tuple(services) if at == owner else ())
        return
    if len(services) == 1 and (EVERYTHING.search(message) or _is_pair(message, places, mentions[0])):
        before = [index for index, (start, _) in zip(finds, places, strict=True) if start < mentions[0].start]
        for index in before if BOTH.search(message) else finds:
            held[index] = _at_first(held[index], tuple(services))
    for index, own in zip(finds, _owned(message, queries, places, mentions), strict=True):
        if own:
            held[index] = _at(held[index], own)
        elif own is not None and isinstance(act := held[index], Find):
            held[index] = _elsewhere(act, [*services])


def _owned(
    message: str, queries: Sequence[str], places: Sequence[tuple[int, int]], mentions: Sequence[Mention[str]]
) -> list[tuple[str, ...] | None]:
    """The services that are said of each product, none where it is of no service named; None where the plan's stand."""
    led = _led_by(message, places, mentions)
    if led is not None:
        return [(mentions[0].said,) if at == led else () if at < led else None for at in range(len(places))]
    if not mentions or len({mention.said for mention in mentions}) < 2 and not AGAIN.search(message):
        return [None] * len(places)
    if mentions[0].start < places[0][0] and mentions[-1].end < places[-1][0]:
        # "From Samokat water and ice, from Kuper rum": each says where what follows it is from.
        said = [[mention.said for mention in mentions if mention.start < start][-1:] for start, _ in places]
    else:
        named = [*((*place, at) for at, place in enumerate(places)), *said_again(message, queries, places[-1][1])]
        where = [(named[at][2], service) for at, service in beside(message, [one[:2] for one in named], mentions)]
        said = [list(dict.fromkeys(service for owner, service in where if owner == at)) for at in range(len(places))]
    return [tuple(own) or None for own in said]


def _own(
    message: str, queries: Sequence[str], places: Sequence[tuple[int, int]], mentions: Sequence[Mention[str]]
) -> int | None:
    """Which product is named again, it alone, before the one service: "soap, bags and a mop, the mop from Kuper"."""
    if len(mentions) != 1 or EVERYTHING.search(message):
        return None
    (service,) = mentions
    told = message[places[-1][1] : service.start]
    again = list(said_again(message[: service.start], queries, places[-1][1]))
    owners = {owner for _, _, owner in again}
    if len(owners) != 1 or BUT.search(told) or BREAK.search(message[again[-1][1] : service.start]):
        return None
    return owners.pop()


def _led_by(message: str, places: Sequence[tuple[int, int]], mentions: Sequence[Mention[str]]) -> int | None:
    """Which product, but for the first, the one service stands before, its clause begins so: "soap, and from Kuper a mop"."""
    if len(mentions) != 1 or EVERYTHING.search(message):
        return None
    (service,) = mentions
    after = next((at for at, (start, _) in enumerate(places) if start >= service.end), 0)
    if not after or places[after - 1][1] > service.start:
        return None
    behind = re.sub(r"^\w+", "", message[service.end : places[after][0]])
    leads = CLAUSE_STARTS.search(message[: service.start]) and not CLAUSE.search(behind)
    return after if leads else None


def _is_pair(message: str, places: Sequence[tuple[int, int]], service: Mention[str]) -> bool:
    """Whether a service stands after two products that nothing but an "and" joins: "milk and bread from Kuper"."""
    between = message[places[0][1] : places[-1][0]]
    whole = message[places[0][0] : service.start]
    return (
        len(places) == 2
        and service.start >= places[-1][1]
        and JOINT.fullmatch(between.strip()) is not None
        and BOUND.search(whole) is None
    )


def _at(act: Act, services: tuple[str, ...]) -> Act:
    return replace(act, bounds=replace(act.bounds, services=services)) if isinstance(act, Find) else act


def _at_first(act: Act, services: tuple[str, ...]) -> Act:
    """A search with the services, where it has none yet."""
    return act if isinstance(act, Find) and act.bounds.services else _at(act, services)


def _asked(message: str) -> list[Mention[str]]:
    named = sorted(
        (
            Mention(start=match.start(), end=match.end(), said=service)
            for service in SERVICE_WORDS
            for match in _IN[service].finditer(message)
        ),
        key=lambda mention: mention.start,
    )
    again = [
        Mention(start=match.start(), end=match.end(), said=before[-1].said)
        for match in AGAIN.finditer(message)
        if (before := [mention for mention in named if mention.end <= match.start()])
    ]
    return [*named, *again]


def _left_out(message: str, named: frozenset[str]) -> list[Mention[str]]:
    """The services that a message leaves out, among those it names."""
    found = [
        Mention(start=match.start(), end=match.end(), said=service)
        for service in named
        for pattern in _OUT[service]
        for match in pattern.finditer(message)
    ]
    pronoun = OF_IT.search(message)
    if not found and pronoun and len(named) == 1:
        (service,) = named
        if SERVICE_WORDS[service].search(message, 0, pronoun.start()):
            found.append(Mention(start=pronoun.start(), end=pronoun.end(), said=service))
    return found
