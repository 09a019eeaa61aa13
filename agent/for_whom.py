"""For whom a list is: everybody that a request names, but for whom it says where it says so of each thing, or of one alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from podbor.agent.addressing import (
    MYSELF,
    is_addressed_or_pronoun,
    is_away,
    is_only,
    is_own,
    is_somebody_else,
    may_be,
    speaks_of_one,
)
from podbor.agent.mentions import AND, BESIDE, GUEST, HE, POSSESSIVES, SHE, THEY, Mention
from podbor.agent.people import SHOPPER, People, everybody
from podbor.core.phrases import CONJUNCTIONS, PREPOSITIONS, Token
from podbor.core.slate import Need
from podbor.core.text import stems
from podbor.core.vocabulary import Person

PRONOUNS = HE | SHE | THEY | {"his", "their"}


@dataclass(frozen=True, kw_only=True)
class _Named:
    """A word of a request for somebody besides the shopper, and whom it means; nobody where that is no kin."""

    at: int
    people: tuple[Person, ...]


def for_whom(need: Need, text: str, *, before: Sequence[str] = (), asked: Sequence[str] = ()) -> Need:
    """The need with those whom a message says that it is for: "конфеты для мужа", "хлеб ей", "ужин на всю семью".

    A pronoun is the person named last, here or in the messages `before`. "А теперь себе" and "только для дочки" end what
    was said before. `asked` are the queries of all that the message looks for: one for the son and one for the daughter.
    """
    tokens, mentions = People.load().read(text)
    named = list(_named(tokens, mentions, before))
    if any(is_addressed_or_pronoun(tokens, one.at) for one in named) or is_own(tokens):
        named = [one for one in named if tokens[one.at].word in PRONOUNS or not is_away(tokens, one.at)]
    if _is_own(tokens, named):
        return replace(need, people=())
    only = _only(tokens, named)
    if only:
        return replace(need, people=_people(only))
    return replace(
        need, people=tuple(dict.fromkeys((*need.people, *_people(_of_need(need.query, tokens, named, asked)))))
    )


def spoken_for(text: str, *, before: Sequence[str]) -> tuple[Person, ...]:
    """Whom the pronouns of a message stand for that say for whom a thing is: "и для неё тоже"."""
    tokens, _ = People.load().read(text)
    return _people(list(_named(tokens, (), before)))


def _people(named: Sequence[_Named]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for one in named for person in one.people))


def _named(tokens: Sequence[Token], mentions: Sequence[Mention], before: Sequence[str]) -> Iterator[_Named]:
    """Yield whom a message names and whom its pronouns stand for, in order."""
    places = {mention.at: mention for mention in mentions}
    for at in range(len(tokens)):
        mention = places.get(at)
        if mention is not None and mention.name not in SHOPPER:
            yield _Named(at=at, people=everybody([mention.name]))
        elif tokens[at].word in PRONOUNS and speaks_of_one(tokens, at):
            yield _Named(at=at, people=_named_last(tokens, mentions, at, before))


def _named_last(
    tokens: Sequence[Token], mentions: Sequence[Mention], at: int, before: Sequence[str]
) -> tuple[Person, ...]:
    """Whom a pronoun stands for: of fitting gender and number, and named last. Guests and pets are no kin."""
    pronoun = tokens[at].word
    found = _standing_for(pronoun, tokens[:at], mentions)
    people = People.load()
    for text in () if found is not None else reversed(before):
        found = _standing_for(pronoun, *people.read(text))
        if found is not None:
            break
    return found or ()


def _standing_for(pronoun: str, tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Person, ...] | None:
    """Whom of those that a message names last a pronoun stands for; None where it names nobody fitting."""
    places = {mention.at: mention for mention in mentions if mention.name not in SHOPPER and mention.at < len(tokens)}
    for at in reversed(range(len(tokens))):
        mention = places.get(at, Mention(name=GUEST, at=at) if is_somebody_else(tokens[at]) else None)
        if mention is not None and may_be(pronoun, mention, tokens[at].word):
            return everybody([mention.name])
    together = dict.fromkeys(mention.name for mention in places.values())
    return everybody(together) if pronoun in (THEY - HE - SHE) | {"their"} and len(together) > 1 else None


def _is_own(tokens: Sequence[Token], named: Sequence[_Named]) -> bool:
    """Whether a message is for the shopper alone: nobody else is named, or only beside "just for me" or "мне одной"."""
    if not named:
        return is_own(tokens)
    apart = [
        at for at, token in enumerate(tokens) if token.word in {"мне", "me", "меня"} | MYSELF and _is_alone(tokens, at)
    ]
    return bool(apart) and not any(is_addressed_or_pronoun(tokens, one.at) for one in named)


def _is_alone(tokens: Sequence[Token], at: int) -> bool:
    joined = tokens[at + 1].word in AND if at + 1 < len(tokens) else False
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return not joined and (after in ("одной", "одному") or is_only(tokens, at))


def _only(tokens: Sequence[Token], named: Sequence[_Named]) -> list[_Named]:
    """Those for whom alone a thing is, and whoever is joined to them: "только для сына и дочки"."""
    found: list[_Named] = []
    for one in named:
        between = [token.word for token in tokens[found[-1].at + 1 : one.at]] if found else []
        joined = bool(between) and set(between) <= BESIDE and not AND.isdisjoint(between)
        if joined or (one.people and is_only(tokens, one.at)):
            found.append(one)
    return found


def _of_need(query: str, tokens: Sequence[Token], named: Sequence[_Named], asked: Sequence[str]) -> list[_Named]:
    """Those of a message's people that one of its needs is for; all of them where it is not clear that it is for some.

    It is clear where each part of the message that speaks of the need names somebody, or the shopper, or else its clause
    does: "бабушке чай, а дочке мороженое", "tea and honey for gran, crisps for me". Who is named in no such part is one for
    whom everything is: nobody's constraints are lost.
    """
    needs = list(dict.fromkeys(asked))
    if len(needs) < 2 or query not in needs:
        return list(named)
    places = {one.at: one for one in named}
    words = {one: _content(one) for one in needs}
    mine, loose, spoken = list[_Named](), list[_Named](), False
    for part in _parts(tokens):
        here = [places[at] for at in part if at in places]
        said = {tokens[at].stem for at in part}
        about = [one for one in needs if words[one] & said]
        if not about:
            loose += here
        elif query in about:
            spoken = True
            if not here and not is_own([tokens[at] for at in part]):
                here = [one for one in named if tokens[one.at].clause == tokens[part[0]].clause]
                own = is_own([token for token in tokens if token.clause == tokens[part[0]].clause])
                if bool(here) == own:
                    return list(named)
            mine += here
    return [*mine, *loose] if spoken else list(named)


def _content(query: str) -> frozenset[str]:
    """The stems of a query without those of grammar."""
    return frozenset(stems(query)) - {stem for word in PREPOSITIONS | POSSESSIVES for stem in stems(word)}


def _parts(tokens: Sequence[Token]) -> list[list[int]]:
    """The words of a message, cut where a clause begins or an "and"."""
    parts: list[list[int]] = []
    for at, token in enumerate(tokens):
        if not parts or token.clause != tokens[at - 1].clause or token.word in CONJUNCTIONS:
            parts.append([])
        parts[-1].append(at)
    return parts
