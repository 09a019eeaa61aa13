"""Whom a message speaks of: the shopper, or somebody of the household."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from podbor.agent.addressing import is_own
from podbor.agent.attribution import (
    BUT,
    added,
    contrasted,
    goes_on_after,
    is_allowed,
    is_aside,
    is_made_for,
    is_reason,
    is_unclear,
)
from podbor.agent.mentions import (
    AND,
    BESIDE,
    GUEST,
    NOT,
    OF_THEIRS,
    Mention,
    is_brand,
    is_denied,
    is_likened,
    is_of_a_guest,
    is_possessive,
    is_quoted,
    is_shopper,
    is_unlike,
    names_somebody,
    says_the_same,
    was_shopper,
    words_between,
)
from podbor.core.morphology import has
from podbor.core.phrases import Token, tokenise
from podbor.core.terms import Terms
from podbor.core.text import fold, stems
from podbor.core.vocabulary import OTHERS, PEOPLE, Facet, Person, same_facts

SHOPPER = ("self", "us")
SIBLINGS = frozenset("kids child son daughter brother sister".split())
"""Those of whom one may be "the youngest"."""
HARD = ("allergen", "diet")
"""Facets whose loss harms: where it is not clear whose a fact is, it is the shopper's too."""
GROUPS: Mapping[str, tuple[Person, ...]] = {
    "family": OTHERS,
    "kids": ("son", "daughter", "child"),
    "parents": ("mother", "father"),
    "in_laws": ("mother_in_law", "father_in_law"),
    "grandparents": ("grandmother", "grandfather"),
}
ALIKE: Mapping[Person, tuple[Person, ...]] = {
    "husband": ("partner",),
    "wife": ("partner",),
    "partner": ("husband", "wife"),
    "son": ("child",),
    "daughter": ("child",),
    "child": ("son", "daughter"),
    "daughter_in_law": ("sister_in_law",),
    "sister_in_law": ("daughter_in_law",),
    "son_in_law": ("brother_in_law",),
    "brother_in_law": ("son_in_law",),
}
"""Who may be the same person under another word: a need for one obeys the facts about the other."""
TODAY = frozenset("сегодня сейчас today tonight now".split())
AMBIGUOUS = "супруга"
OF_IT = frozenset("них нее него это этого их им it them that those".split())
FREE_OF = {"gluten_free": ("глют",), "lactose_free": ("лакто",), "sugar_free": ("сахар",)}
"""Beginnings of the words for what a diet is free of."""
CANNOT = frozenset("аллергия аллергик непереносимость нельзя allergic allergy intolerant intolerance".split())
"""Words that say, with a pronoun, that what was named before is not for somebody."""
ALONE = frozenset("а у же ведь просто и есть сильная i am m ve have got a an the severe and but".split())
"""Words beside those and a pronoun that name nothing."""
AFTER_NOT = frozenset("at all any an the longer have really".split())
"""Words that may stand between a denial and what it denies: "I don't have any allergy"."""


class People:
    """Knows the words for the members of a household, in Russian and English."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._names = {
            form: name
            for names in (
                words["people"],
                words["groups"],
                {"self": words["self"], "us": words["us"], GUEST: words["guests"]},
            )
            for name, forms in names.items()
            for form in forms.split()
        }
        self._long = frozenset(form for form in self._names if "-" in form)
        self._ambiguous = frozenset(words["ambiguous"].split())
        self._husband_after = frozenset(words["husband_after"].split())
        self._around = frozenset(words["around"].split())
        self._brands = frozenset(words["brands"].split())
        self._things = frozenset(tuple(thing.split()) for thing in words["things"].split(", "))

    @classmethod
    @cache
    def load(cls) -> "People":
        """Read the packaged words."""
        text = files(__package__).joinpath("people.yaml").read_text(encoding="utf-8")
        return cls(yaml.load(text, Loader=yaml.CSafeLoader))

    def named(self, text: str) -> tuple[Person, ...]:
        """Everybody but the shopper whom a message names, groups by their members, each with whom it may also mean."""
        return everybody([mention.name for mention in self.read(text)[1]])

    def read(self, text: str) -> tuple[Sequence[Token], Sequence[Mention]]:
        """The words of a message and whom they name."""
        tokens = self._tokens(text)
        return tokens, self._mentions(text, tokens)

    def called(self, word: str) -> Person | None:
        """The one person that a word alone is for, in any form; None for a group, a guest or any other word."""
        name = self._names.get(fold(word).strip())
        return next((person for person in PEOPLE if person == name), None)

    def only_self(self, text: str) -> bool:
        """Whether a message says that it is for the shopper alone: "теперь печенье себе", "now cookies for myself"."""
        tokens, mentions = self.read(text)
        return is_own(tokens) and all(mention.name in SHOPPER for mention in mentions)

    def only_named(self, text: str) -> tuple[Person, ...]:
        """Return whom a message names that says nothing else: "и для мужа тоже"."""
        return self.named(text) if self.only_says_for_whom(text) else ()

    def only_says_for_whom(self, text: str) -> bool:
        """Whether a message has no words but names, pronouns and what stands beside them: "и для неё тоже"."""
        tokens, mentions = self.read(text)
        at = {mention.at for mention in mentions}
        return all(token.word in self._around for place, token in enumerate(tokens) if place not in at)

    def whose(self, text: str, facet: Facet, value: str) -> tuple[Person, ...]:
        """Whom a fact stated in `text` is about: whoever is named last before its words, else first after them.

        With them whoever is likened or added to them; an allergy or a diet that may be the shopper's as well is the shopper's too.
        """
        return _people_of(self._told_of(text, facet, value, doubtful=True))

    def surely_whose(self, text: str, facet: Facet, value: str) -> tuple[Person, ...]:
        """Whom a fact stated in `text` is about beyond doubt: whose fact may be taken back.

        Beside a contrast only whom it is stated of: "у меня, как и у мужа, была аллергия, но у меня прошла". What guests
        may have takes nothing back: the shopper may still not.
        """
        names = self._told_of(text, facet, value, doubtful=False)
        return () if set(names) == {GUEST} else _people_of(names)

    def speaks_of_guests(self, text: str) -> bool:
        """Whether a message names guests: what holds of the conversation for them goes when they do."""
        return any(mention.name == GUEST for mention in self.read(text)[1])

    def is_of_guests(self, text: str, facet: Facet, value: str) -> bool:
        """Whether a fact stated in `text` is about guests alone: it holds of the list at hand and is not to be remembered.

        "Ненавижу орехи, подруга любит" and "I have friends over and a nut allergy" are the shopper's.
        """
        tokens = self._tokens(text)
        clauses = {tokens[at].clause for at in _places(tokens, facet, value)}
        shopper = {mention.at for mention in self._mentions(text, tokens) if mention.name in SHOPPER}
        own = any(
            at in shopper or has(token.word, "VERB", "1per")
            for at, token in enumerate(tokens)
            if token.clause in clauses
        )
        return not own and set(self._told_of(text, facet, value, doubtful=True)) == {GUEST}

    def allows_the_shopper(self, text: str, facet: Facet, value: str) -> bool:
        """Whether a message says in so many words that the shopper may have what somebody else may not: "а мне можно"."""
        return "?" not in text and is_allowed(self._tokens(text), set(_places(self._tokens(text), facet, value)))

    def _told_of(self, text: str, facet: Facet, value: str, *, doubtful: bool) -> list[str]:
        tokens = self._tokens(text)
        own, names = set(stems(value)), self._names_in(text, tokens)
        names = ["" if token.stem in own else name for token, name in zip(tokens, names, strict=True)]
        likened = [name for at, name in enumerate(names) if name and is_likened(tokens, names, at)]
        places = list(_places(tokens, facet, value))
        hard = doubtful and facet in HARD
        apart = contrasted(tokens, names, places[0], may=not doubtful) if places and facet in HARD else []
        stated = apart or self._stated(
            tokens, _in_their_own_right(tokens, names, places), places, doubtful=hard, lifted=not doubtful
        )
        beside = [*likened, *(added(tokens, names, places[0]) if places else ())]
        if not doubtful and any(token.word in BUT for token in tokens):
            beside = []
        return [*stated, *beside]

    def _stated(
        self, tokens: Sequence[Token], names: Sequence[str], places: Sequence[int], *, doubtful: bool, lifted: bool
    ) -> list[str]:
        place = next(iter(places), len(tokens))
        mentions = _without_those_aside(tokens, _mentioned(tokens, names), place)
        named = {tokens[at].clause for at in places}
        if all(mention.name in SHOPPER for mention in mentions):
            return ["self"]
        # What the shopper cannot have is nothing to take back.
        if not lifted and self._is_own(tokens, mentions, named):
            return ["self"]
        before = [mention for mention in mentions if mention.at <= place]
        nearest = before[-1] if before else _last_joined(mentions, tokens)
        found = self._joined(nearest, mentions, tokens)[::-1]
        return [*_may_be_of(tokens, mentions, nearest, place), *found] if doubtful else found

    @staticmethod
    def _is_own(tokens: Sequence[Token], mentions: Sequence[Mention], named: Set[int]) -> bool:
        """Whether a clause says that the shopper cannot have what it names, or what was named beside it.

        "Жена любит орехи, а у меня на них аллергия", "печенье мужу без орехов, у меня аллергия". `named` are the
        clauses that name it.
        """
        own = [mention.at for mention in mentions if mention.name == "self"]
        for clause in {tokens[at].clause for at in own if not is_denied(tokens, at)}:
            words = [token.word for token in tokens if token.clause == clause]
            said = set(words)
            others = any(mention.name != "self" and tokens[mention.at].clause == clause for mention in mentions)
            of_it = clause in named or not said.isdisjoint(OF_IT)
            bare = said <= CANNOT | ALONE | {tokens[at].word for at in own} and not any(
                _cannot([token.word for token in tokens if token.clause == other]) for other in named
            )
            if not others and _cannot(words) and (of_it or bare):
                return True
        return False

    def _tokens(self, text: str) -> list[Token]:
        """The words of a message; a name of several words, "mother-in-law", is one."""
        tokens, joined = tokenise(text), list[Token]()
        while tokens:
            clause = [token.word for token in tokens[:3] if token.clause == tokens[0].clause]
            names = ("-".join(clause[:length]) for length in (3, 2))
            name = next((name for name in names if name in self._long), "")
            joined.append(Token(word=name, stem=name, clause=tokens[0].clause) if name else tokens[0])
            tokens = tokens[name.count("-") + 1 :]
        return joined

    def _mentions(self, text: str, tokens: Sequence[Token]) -> list[Mention]:
        return _mentioned(tokens, self._names_in(text, tokens))

    def _names_in(self, text: str, tokens: Sequence[Token]) -> list[str]:
        """Whom each word names; "" where nobody, as in the name of a thing."""
        names = [self._name(tokens, at) for at in range(len(tokens))]
        for at, name in enumerate(names):
            branded = tokens[at].word in self._brands and is_brand(text, tokens, at)
            if name and (branded or self._is_of_a_thing(tokens, at)):
                names[at] = ""
            elif tokens[at].word in self._ambiguous & OF_THEIRS and not SIBLINGS.isdisjoint(names[:at]):
                names[at] = ""
            elif name and name not in SHOPPER and is_of_a_guest(tokens, names, at):
                names[at] = GUEST
            elif is_shopper(tokens, at, name) or (name and was_shopper(tokens, at)):
                names[at] = "self"
        return names

    def _is_of_a_thing(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the word is of "Папа может" or "baby carrots"; but "папа может есть" is said of him."""
        following = [token.word for token in tokens[at + 1 : at + 3] if token.clause == tokens[at].clause]
        said = (tokens[at].word, *following[:1])
        return said in self._things and not any(has(word, "INFN") for word in following[1:])

    def _name(self, tokens: Sequence[Token], at: int) -> str:
        word = tokens[at].word
        if word == AMBIGUOUS and at and tokens[at - 1].word in self._husband_after:
            return "husband"
        name = self._names.get(word, "")
        return "" if word in self._ambiguous and not names_somebody(tokens, at, name) else name

    def _joined(self, nearest: Mention, mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[str]:
        """The mention and those it is joined to: "мы с мужем", "муж, сын и дочка", "у меня и у сына", "my wife and I"."""
        names, joined = [nearest.name], False
        for one, other in reversed(list(pairwise(mentions))):
            if other.at > nearest.at:
                continue
            between = words_between(tokens, one, other)
            joined = joined or not AND.isdisjoint(between)
            # A comma joins those before an "and" only: "у меня, мужа и сына", but not "не мне, маме".
            if not joined or not between <= BESIDE or not between and tokens[one.at].clause == tokens[other.at].clause:
                break
            if one.name == "self" and self._name(tokens, one.at) != "self":
                break  # "Я мама, и сыну нельзя" joins nobody to the shopper.
            names.append(one.name)
        return names


def _in_their_own_right(tokens: Sequence[Token], names: Sequence[str], places: Sequence[int]) -> list[str]:
    """The names without those that others are only compared with, and without whose words they are if more are named."""
    left = [
        "" if name and (is_likened(tokens, names, at) or _is_told_from(tokens, names, at, places)) else name
        for at, name in enumerate(names)
    ]
    unquoted = ["" if name and is_quoted(tokens, at) else name for at, name in enumerate(left)]
    return unquoted if any(unquoted) else left


def _is_told_from(tokens: Sequence[Token], names: Sequence[str], at: int, places: Sequence[int]) -> bool:
    """Whether the word only names whom another is told from, and nothing is said of whom it names after that."""
    if not is_unlike(tokens, at):
        return False
    one = Mention(name=names[at], at=at)
    return any(names[at + 1 :]) or not goes_on_after(tokens, one, next(iter(places), len(tokens)))


def _mentioned(tokens: Sequence[Token], names: Sequence[str]) -> list[Mention]:
    return [Mention(name=name, at=at) for at, name in enumerate(names) if name and not is_possessive(tokens, names, at)]


def _without_those_aside(tokens: Sequence[Token], mentions: Sequence[Mention], place: int) -> list[Mention]:
    """The mentions without guests who are only beside somebody of the family."""
    family = any(mention.name not in (*SHOPPER, GUEST) for mention in mentions)
    return [one for one in mentions if not (family and one.name == GUEST and is_aside(tokens, one, place))]


def _may_be_of(tokens: Sequence[Token], mentions: Sequence[Mention], nearest: Mention, place: int) -> list[str]:
    """Who may have what is said at `place` besides those it is said of: the shopper, or all who are named after it."""
    said = [mention for mention in mentions if not is_denied(tokens, mention.at)]
    shopper = [mention.at for mention in said if mention.name == "self"]
    if is_unclear(tokens, shopper, nearest, place) or is_made_for(tokens, nearest, place):
        return ["self"]
    if any(says_the_same(tokens, at) or is_reason(tokens, at, place) for at in shopper):
        return ["self"]
    apart = place < nearest.at and tokens[place].clause != tokens[nearest.at].clause
    return [mention.name for mention in said] if apart and nearest.name == "self" else []


def _last_joined(mentions: Sequence[Mention], tokens: Sequence[Token]) -> Mention:
    """The first mention, or the last that an "and" joins to it: "аллергия на рыбу у мужа и у меня"."""
    last = mentions[0]
    for one, other in pairwise(mentions):
        between = words_between(tokens, one, other)
        if not between <= BESIDE:
            break
        if not AND.isdisjoint(between):
            last = other
    return last


def everybody(names: Iterable[str]) -> tuple[Person, ...]:
    """Everybody but the shopper whom words name, groups by their members, each with whom it may also mean."""
    members = [person for name in names for person in _members(name)]
    return tuple(dict.fromkeys(one for person in members for one in (person, *ALIKE.get(person, ()))))


def of_today(text: str) -> bool:
    """Whether a message says that it is about today only."""
    return any(token.word in TODAY for token in tokenise(text))


def _cannot(words: Sequence[str]) -> bool:
    """Whether the words of a clause say that something is not for somebody: "allergic", but not "not allergic"."""
    for at, word in enumerate(words):
        before = next((other for other in reversed(words[:at]) if other not in AFTER_NOT), "")
        if word in CANNOT and before not in NOT:
            return True
    return False


def _members(name: str) -> tuple[Person, ...]:
    if name in GROUPS:
        return GROUPS[name]
    return tuple(person for person in OTHERS if person == name)


def _people_of(names: Sequence[str]) -> tuple[Person, ...]:
    return tuple(dict.fromkeys(person for name in names for person in _stated_of(name)))


def _stated_of(name: str) -> tuple[Person, ...]:
    """Whom a statement about `name` is about: what holds of the whole family, or of the shopper's guests, holds of the shopper."""
    if name in (*SHOPPER, GUEST, "family"):
        return ("self",)
    return ("child",) if name == "kids" else _members(name)


def _places(tokens: Sequence[Token], facet: Facet, value: str) -> Iterator[int]:
    """Where the words of a value stand."""
    wanted, terms = set(stems(value)), Terms.load()
    facts = {(facet, value), *same_facts(facet, value)}
    for at, token in enumerate(tokens):
        pair = " ".join(other.word for other in tokens[at : at + 2])
        free = facet == "diet" and token.word.startswith(FREE_OF.get(value, ()))
        if free or token.stem in wanted or not facts.isdisjoint((terms.resolve(token.word), terms.resolve(pair))):
            yield at
