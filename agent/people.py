"""Whom a message speaks of: the shopper, or somebody of the household."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from podbor.core.phrases import Token, tokenise
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.core.vocabulary import OTHERS, Facet, Person

GROUPS: Mapping[str, tuple[Person, ...]] = {
    "family": OTHERS,
    "kids": ("son", "daughter", "child"),
    "parents": ("mother", "father"),
}
ALIKE: Mapping[Person, tuple[Person, ...]] = {
    "husband": ("partner",),
    "wife": ("partner",),
    "partner": ("husband", "wife"),
    "son": ("child",),
    "daughter": ("child",),
    "child": ("son", "daughter"),
}
"""Who may be the same person under another word: a need for one obeys the facts about the other."""
AND = frozenset("и с со and ни both".split())
"""Words that join two people …"""
BESIDE = AND | frozenset("у my our мой моя моё моего моей моему моих наш наша нашего нашей for для".split())
"""… and all that may stand between two who are joined."""
TODAY = frozenset("сегодня сейчас today tonight now".split())
FOR_ME = frozenset((("для", "меня"), ("мне", "самой"), ("мне", "самому"), ("for", "me")))
AMBIGUOUS = "супруга"
OF_IT = frozenset("них нее него это этого их им it them that those".split())
CANNOT = frozenset("аллергия аллергик непереносимость нельзя allergic allergy intolerant intolerance".split())
"""Words that say, with a pronoun, that what was named before is not for somebody."""
ALONE = frozenset("а у же ведь просто и есть сильная i am m ve have got a an the severe and but".split())
"""Words beside those and a pronoun that name nothing."""
COELIAC = {("allergen", "gluten"): ("diet", "gluten_free")}
"""A fact that is also said by the word of another."""
NOT = frozenset("не no not never t".split())
"""Denials; "t" is the end of "don't"."""
AFTER_NOT = frozenset("at all any an the longer have really".split())
"""Words that may stand between a denial and what it denies: "I don't have any allergy"."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A word that names somebody: a person, a group, "self" or "us", and its place among the words."""

    name: str
    at: int


class People:
    """Knows the words for the members of a household, in Russian and English."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._names = {
            form: name
            for names in (words["people"], words["groups"], {"self": words["self"], "us": words["us"]})
            for name, forms in names.items()
            for form in forms.split()
        }
        self._husband_after = frozenset(words["husband_after"].split())
        self._around = frozenset(words["around"].split())
        self._myself = frozenset(words["myself"].split())

    @classmethod
    @cache
    def load(cls) -> "People":
        """Read the packaged words."""
        text = files(__package__).joinpath("people.yaml").read_text(encoding="utf-8")
        return cls(yaml.load(text, Loader=yaml.CSafeLoader))

    def named(self, text: str) -> tuple[Person, ...]:
        """Everybody but the shopper whom a message names, groups by their members, each with whom it may also mean."""
        members = [person for mention in self._mentions(tokenise(text)) for person in _members(mention.name)]
        return tuple(dict.fromkeys(one for person in members for one in (person, *ALIKE.get(person, ()))))

    def only_self(self, text: str) -> bool:
        """Whether a message says that it is for the shopper alone: "теперь печенье себе", "now cookies for myself"."""
        said = [token.word for token in tokenise(text)]
        for_me = any(pair in FOR_ME for pair in pairwise(said))
        return (for_me or not self._myself.isdisjoint(said)) and not self.named(text)

    def only_named(self, text: str) -> tuple[Person, ...]:
        """Return whom a message names that says nothing else: "и для мужа тоже"."""
        tokens = tokenise(text)
        at = {mention.at for mention in self._mentions(tokens)}
        said = [token.word for place, token in enumerate(tokens) if place not in at]
        return self.named(text) if all(word in self._around for word in said) else ()

    def whose(self, text: str, facet: Facet, value: str) -> tuple[Person, ...]:
        """Whom a fact stated in `text` is about: whoever is named last before its words, else first after them."""
        tokens = tokenise(text)
        own = set(stems(value))
        mentions = [mention for mention in self._mentions(tokens) if tokens[mention.at].stem not in own]
        places = list(_places(tokens, facet, value))
        named = {tokens[place].clause for place in places}
        if not any(mention.name not in ("self", "us") for mention in mentions) or self._is_own(tokens, mentions, named):
            return ("self",)
        place = next(iter(places), len(tokens))
        before = [mention for mention in mentions if mention.at <= place]
        nearest = before[-1] if before else mentions[0]
        joined = reversed(self._joined(nearest, mentions, tokens))
        found = [member for name in joined for member in _stated_of(name)]
        return tuple(dict.fromkeys(found))

    @staticmethod
    def _is_own(tokens: Sequence[Token], mentions: Sequence[Mention], named: Set[int]) -> bool:
        """Whether a clause says that the shopper cannot have what it names, or what was named beside it.

        "Жена любит орехи, а у меня на них аллергия", "печенье мужу без орехов, у меня аллергия". `named` are the
        clauses that name it.
        """
        own = [mention.at for mention in mentions if mention.name == "self"]
        for clause in {tokens[at].clause for at in own if not _denied(tokens, at)}:
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

    def _mentions(self, tokens: Sequence[Token]) -> list[Mention]:
        names = [self._name(tokens, at) for at in range(len(tokens))]
        return [
            Mention(name=name, at=at) for at, name in enumerate(names) if name and not _possessive(tokens, names, at)
        ]

    def _name(self, tokens: Sequence[Token], at: int) -> str:
        word = tokens[at].word
        if word == AMBIGUOUS and at and tokens[at - 1].word in self._husband_after:
            return "husband"
        return self._names.get(word, "")

    @staticmethod
    def _joined(nearest: Mention, mentions: Sequence[Mention], tokens: Sequence[Token]) -> list[str]:
        """The mention and those it is joined to: "мы с мужем", "муж, сын и дочка", "у меня и у сына", "my wife and I"."""
        names, joined = [nearest.name], False
        for one, other in reversed(list(pairwise(mentions))):
            if other.at > nearest.at:
                continue
            between = {token.word for token in tokens[one.at + 1 : other.at]}
            joined = joined or not AND.isdisjoint(between)
            # A comma joins those before an "and" only: "у меня, мужа и сына", but not "не мне, маме".
            if not joined or not between <= BESIDE or not between and tokens[one.at].clause == tokens[other.at].clause:
                break
            names.append(one.name)
        return names


def of_today(text: str) -> bool:
    """Whether a message says that it is about today only."""
    return any(token.word in TODAY for token in tokenise(text))


def _denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is said not to be about whom the word names: "не у меня", "not me"."""
    near = [token for token in tokens[max(at - 2, 0) : at] if token.clause == tokens[at].clause]
    before = [token.word for token in near if token.word != "у"]
    return bool(before) and before[-1] in NOT


def _cannot(words: Sequence[str]) -> bool:
    """Whether the words of a clause say that something is not for somebody: "allergic", but not "not allergic"."""
    for at, word in enumerate(words):
        before = next((other for other in reversed(words[:at]) if other not in AFTER_NOT), "")
        if word in CANNOT and before not in NOT:
            return True
    return False


def _possessive(tokens: Sequence[Token], names: Sequence[str], at: int) -> bool:
    """Whether it is the "у меня" of "у меня муж" and "супруга у меня": not the shopper, but whose husband or wife."""
    if names[at] != "self" or at == 0 or tokens[at - 1].word != "у":
        return False
    beside = [
        place for place in (at + 1, at - 2) if 0 <= place < len(names) and tokens[place].clause == tokens[at].clause
    ]
    return any(names[place] not in ("", "self", "us") for place in beside)


def _members(name: str) -> tuple[Person, ...]:
    if name in GROUPS:
        return GROUPS[name]
    return tuple(person for person in OTHERS if person == name)


def _stated_of(name: str) -> tuple[Person, ...]:
    """Whom a statement about `name` is about: what holds of the whole family holds of the shopper."""
    if name in ("self", "us", "family"):
        return ("self",)
    return ("child",) if name == "kids" else _members(name)


def _places(tokens: Sequence[Token], facet: Facet, value: str) -> Iterator[int]:
    """Where the words of a value stand."""
    wanted, terms = set(stems(value)), Terms.load()
    facts = {(facet, value), COELIAC.get((facet, value), (facet, value))}
    for at, token in enumerate(tokens):
        pair = " ".join(other.word for other in tokens[at : at + 2])
        if token.stem in wanted or not facts.isdisjoint((terms.resolve(token.word), terms.resolve(pair))):
            yield at
