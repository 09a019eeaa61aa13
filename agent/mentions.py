"""What a word that names somebody does in its sentence: speaks of them, only compares with them, or is the shopper."""

import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass

from podbor.core.morphology import analyser, has, normal_forms
from podbor.core.phrases import Token
from podbor.core.text import WORD
from podbor.core.vocabulary import OTHERS

SELVES = {"я": "nomn", "мне": "datv", "меня": "gent", "мной": "ablt", "мною": "ablt"}
"""Words for the shopper and their cases."""
AND = frozenset("и с со and ни nor both".split())
"""Words that join two people …"""
POSSESSIVES = frozenset(
    "my our his her their мой моя моё мои моего моей моему моих моим наш наша наши нашего нашей нашему наших нашим".split()
)
BESIDE = AND | POSSESSIVES | frozenset("у for для так его ее их".split())
"""… and all that may stand between two who are joined."""
NOT = frozenset("не no not never t".split())
"""Denials; "t" is the end of "don't"."""
HE = frozenset("он ему него нему его he him".split())
SHE = frozenset("она ей нее ней ее she her".split())
THEY = frozenset("они им них их they them".split())
ONE_OF = frozenset(
    "один одна одного одной одному одну другой другая другого другому другую второй вторая второго второму вторую "
    "one other".split()
)
OF_THEIRS = (
    HE
    | SHE
    | THEY
    | ONE_OF
    | frozenset(
        "который которая которому которой которого старший старшая старшего старшей старшему младший младшая младшего "
        "младшей младшему оба обе обоих обеих обоим обеим who whose older oldest eldest younger youngest".split()
    )
)
"""Words of a clause that goes on about somebody named before it."""
SAME_AS = frozenset("тоже также too".split())
AFFIRMED = frozenset("да am do".split())
"""Last words of "а я да" and "but I am"."""
SO_AM = frozenset("so neither nor".split())
WANTING = frozenset(
    "i we you d would ll t to really not so look looks looked seem seems seemed sound sounds sounded feel feels felt".split()
)
"""Words before a "like" that compares nothing."""
KNOWING = frozenset("знаю помню понимаю скажу".split())
"""Words before a "как" that compares nothing."""
IN_A_DESCRIPTION = frozenset("как тоже же сама сам уже теперь ведь еще".split())
WAS = frozenset("был была".split())
AM, AS = frozenset("am m im".split()), frozenset("as being".split())
NO_DESCRIPTION = frozenset("for to with of my our his her and who whose s the can is have has bit".split())
GROWN = frozenset(OTHERS) - {"son", "daughter", "child"}
"""What a shopper may be, and say so."""
EXPECTING = frozenset("кормящая беременная nursing breastfeeding pregnant".split())
COUNTS = frozenset("a an the two three four five my our his her their little small both".split())
ILL = ("аллерг", "неперенос", "веган", "вегет", "диабет", "мусульман", "allerg", "intoler", "vegan", "veget")
"""Beginnings of words for what somebody has or is."""
FOR = frozenset("для for to".split())
PREDICATES = frozenset(
    "is isn s can cannot has hasn does doesn will would eats likes loves hates wants needs avoids asked and".split()
)
"""What follows somebody who is the subject of a clause, and no brand."""
GUEST = "guest"
"""Who eats at the occasion and is no kin."""
EATING = frozenset(
    "eat eats drink drinks like likes love loves hate hates avoid avoids react reacts tolerate "
    "есть кушать пить любить обожать ненавидеть переносить терпеть".split()
)
"""What somebody does, and no thing."""
ABLE = frozenset("can cannot".split())
HELPING = ABLE | frozenset("doesn don won".split())
IS = frozenset("is are has have isn aren s with".split())
CALLED = frozenset("youngest oldest eldest year-old year-olds".split())
"""Words that describe what follows them as well: "my oldest shoes"."""
AFTER_CALLED = PREDICATES | HELPING | IS | FOR | frozenset("who without no at from in on reacts".split())
OF_SOMEBODY = frozenset("у для от с со".split())
"""Words before somebody who is called by an adjective: "у младшего"."""
BEFORE_SOMEBODY = FOR | frozenset("with from and a".split())
CODE = re.compile(r"\s+(?:[A-Za-z]{1,5}-?|[A-Z]{1,5} )\d{2,}")
"""A product code: "TN-1075", "hl1110"."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A word that names somebody: a person, a group, "self" or "us", and its place among the words."""

    name: str
    at: int


def words_between(tokens: Sequence[Token], one: Mention, other: Mention) -> set[str]:
    """The words between two mentions."""
    return {token.word for token in tokens[one.at + 1 : other.at]}


def is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether it is said not to be about whom the word names: "не у меня", "not for me"."""
    near = [token for token in tokens[max(at - 2, 0) : at] if token.clause == tokens[at].clause]
    before = [token.word for token in near if token.word not in ("у", *FOR)]
    return bool(before) and before[-1] in NOT


def names_somebody(tokens: Sequence[Token], at: int, name: str) -> bool:
    """Whether a word that addresses somebody or describes a thing as well names somebody: "my boy", "мелкий не ест".

    "The little one" may be of any thing, and "mate" is the one spoken to.
    """
    before = [token.word for token in tokens[max(at - 3, 0) : at] if token.clause == tokens[at].clause]
    after = [token.word for token in tokens[at + 1 : at + 5] if token.clause == tokens[at].clause]
    if tokens[at].word.isascii():
        return _names_in_english(tokens[at].word, before, after, guest=name == GUEST)
    return _names_in_russian(tokens[at].word, before, after)


def _names_in_english(word: str, before: Sequence[str], after: Sequence[str], *, guest: bool) -> bool:
    owned = not POSSESSIVES.isdisjoint(before) or (guest and (before[-1:] in (["a"], ["s"])))
    if owned and (word not in CALLED or not after or after[0] in AFTER_CALLED):
        return True
    first, eating = "".join(after[:1]), not EATING.isdisjoint(after)
    able = first in EATING or (first in HELPING and eating) or (first in ABLE and "have" in after)
    if "you" in after:
        return False
    return able or (first in IS and any(other.startswith(ILL) for other in after))


def _names_in_russian(word: str, before: Sequence[str], after: Sequence[str]) -> bool:
    beside = [other for other in (*before[-1:], *after[:1]) if other not in POSSESSIVES and not other.startswith(ILL)]
    if "я" in before or (has(word, "ADJF") and any(_agrees(word, other) for other in beside)):
        return False
    if has(word, "datv") or not (POSSESSIVES | OF_SOMEBODY).isdisjoint(before[-1:]):
        return True
    eating = (has(other, "VERB", "3per") and not EATING.isdisjoint(normal_forms(other)) for other in after)
    return any(eating) or any(other == "нельзя" or other.startswith(ILL) for other in after)


def _agrees(adjective: str, word: str) -> bool:
    """Whether an adjective may be of the word beside it, by the likeliest reading of that word."""
    tag = analyser().parse(word)[0].tag
    number = "plur" if tag.number == "plur" else tag.gender
    return tag.POS in ("NOUN", "ADJF") and bool(tag.case and number) and has(adjective, tag.case, number)


def is_of_a_guest(tokens: Sequence[Token], names: Sequence[str], at: int) -> bool:
    """Whether it is the "son" of "my friend's son" or "neighbours' kids"."""
    owner = at - 2 if at and tokens[at - 1].word == "s" else at - 1
    if owner < 0 or names[owner] != GUEST or tokens[owner].clause != tokens[at].clause:
        return False
    return tokens[at].word.isascii() and tokens[owner].word.isascii()


def is_brand(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word for somebody that is a brand too names the brand: "Brother TN-1075", "принтер Brother"."""
    text = unicodedata.normalize("NFKC", text)
    written = [(found.group(), found.end()) for found in WORD.finditer(text)]
    word, end = written[at] if len(written) == len(tokens) else (tokens[at].word, len(text))
    if CODE.match(text, end):
        return True
    before = [token.word for token in tokens[max(at - 3, 0) : at] if token.clause == tokens[at].clause]
    after = tokens[at + 1].word if at + 1 < len(tokens) and tokens[at + 1].clause == tokens[at].clause else ""
    if not POSSESSIVES.isdisjoint(before) or after in PREDICATES or after.startswith(ILL):
        return False
    capital = word.istitle() or (word.isupper() and not text.isupper())
    return (bool(before) and capital) or BEFORE_SOMEBODY.isdisjoint(before[-1:])


def is_shopper(tokens: Sequence[Token], at: int, name: str) -> bool:
    """Whether the word says what the shopper is: "я кормящая мама", "I'm a nursing mom", "as a vegan mom"."""
    before = [token.word for token in tokens[:at] if token.clause == tokens[at].clause]
    if name not in GROWN or (name == "mother" and len(before) == 1 and before[0] in EXPECTING):
        return name in GROWN
    return _is_described_in_english(tokens, at) if tokens[at].word.isascii() else _is_described_in_russian(tokens, at)


def was_shopper(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word says what the shopper was: "since I was a baby", "as a child", "когда я была ребёнком"."""
    before = [token.word for token in tokens[:at] if token.clause == tokens[at].clause]
    if tokens[at].word.isascii():
        while before and before[-1] in COUNTS | {"just", "still"}:
            before.pop()
        once = before[-1:] == ["as"] and tokens[at - 1].word == "a" and (len(before) == 1 or "i" in before)
        return once or before[-2:] == ["i", "was"]
    if not has(tokens[at].word, "NOUN", "ablt") or WAS.isdisjoint(before):
        return False
    return "я" in before or before[0] in ("когда", "пока") and before[1] in WAS


def _is_described_in_english(tokens: Sequence[Token], at: int) -> bool:
    start = at - 1
    while start >= max(at - 4, 0) and tokens[start].clause == tokens[at].clause:
        word = tokens[start].word
        if word in AM and start == at - 1:
            return True
        if word in ("a", "an"):
            return start > 0 and _introduces(tokens[start - 1], tokens[start])
        if word in NO_DESCRIPTION:
            return False
        start -= 1
    return False


def _introduces(token: Token, article: Token) -> bool:
    """Whether the word before an article says that what follows is the shopper: "I'm a", "as a", "me, a"."""
    apart = token.clause != article.clause
    return token.word in ("i", "me") if apart else token.word in AM | AS


def _is_described_in_russian(tokens: Sequence[Token], at: int) -> bool:
    """Only "как" tells the shopper from whom a thing is for in another case than the nominative: "мне как маме"."""
    place = at - 1
    while place >= 0 and _may_describe(tokens[place].word):
        place -= 1
    between = [token.word for token in tokens[place + 1 : at]]
    case = SELVES.get(tokens[place].word) if place >= 0 else None
    if case is None or is_denied(tokens, place) or not has(tokens[at].word, "NOUN", case):
        return False
    apart = tokens[place].clause != tokens[at].clause
    return "как" in between or (case == "nomn" and bool(between or not apart) and not _is_listed(tokens, at))


def _may_describe(word: str) -> bool:
    adjective = (has(word, "ADJF") or has(word, "PRTF")) and word not in SELVES
    return word in IN_A_DESCRIPTION or (adjective and word not in BESIDE)


def _is_listed(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "и" and a noun of the same case follow: "я муж и сын"."""
    following = [token.word for token in tokens[at + 1 : at + 4] if token.word not in BESIDE - AND]
    return following[:1] == ["и"] and len(following) > 1 and has(following[1], "NOUN", "anim", "nomn")


def is_likened(tokens: Sequence[Token], names: Sequence[str], at: int) -> bool:
    """Whether what is said of another holds of whom the word names as well: "как и у мужа", "like my mother"."""
    place = _governor(tokens, at, BESIDE - {"с", "со", "так"})
    word = tokens[place].word if place >= 0 else ""
    before = tokens[place - 1] if place > 0 else None
    if word == "like" and tokens[at + 1 : at + 2] and tokens[at + 1].word == "s":
        return False
    if word == "like":
        return before is None or before.clause != tokens[place].clause or before.word not in WANTING
    if before is not None and before.word in KNOWING:
        return False
    last = at + 1 == len(tokens) or tokens[at + 1].clause != tokens[at].clause
    after_one = before is not None and before.clause == tokens[place].clause and bool(names[place - 1])
    return word == "как" and (tokens[place + 1].word == "и" or after_one or last)


def is_unlike(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word names whom another is told from: "в отличие от мужа", "unlike my husband"."""
    place = _governor(tokens, at, BESIDE | COUNTS)
    word = tokens[place].word if place >= 0 else ""
    return word == "unlike" or (word == "от" and place > 0 and tokens[place - 1].word == "отличие")


def is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word names who says so: "по словам мамы", "according to my mother"."""
    place = _governor(tokens, at, BESIDE | COUNTS)
    word = tokens[place].word if place >= 0 else ""
    return word in ("словам", "слов", "совету") or (
        word == "to" and place > 0 and tokens[place - 1].word == "according"
    )


def is_possessive(tokens: Sequence[Token], names: Sequence[str], at: int) -> bool:
    """Whether it is the "у меня" of "у меня муж" and "супруга у меня": not the shopper, but whose husband or wife.

    "По мнению врача сына у меня …" has the shopper: whom a genitive names is another's.
    """
    if names[at] != "self" or at == 0 or tokens[at - 1].word != "у":
        return False
    after, before = at + 1, at - 2
    beside = [after, *([] if before >= 0 and _is_of_another(tokens, before) else [before])]
    near = [place for place in beside if 0 <= place < len(names) and tokens[place].clause == tokens[at].clause]
    if near[:1] == [after] and _is_beside_an_illness(tokens, names, after):
        return False
    return any(names[place] not in ("", "self", "us") for place in near)


def _is_beside_an_illness(tokens: Sequence[Token], names: Sequence[str], at: int) -> bool:
    """Whether the shopper has somebody and an illness: "у меня муж и аллергия на орехи"."""
    rest = [place for place in range(at + 1, len(tokens)) if tokens[place].clause == tokens[at].clause]
    said = [tokens[place].word for place in rest]
    named = any(names[place] for place in rest) or not OF_THEIRS.isdisjoint(said)
    return said[:1] in (["и"], ["плюс"]) and not named and any(word.startswith(ILL[:2]) for word in said[1:2])


def _is_of_another(tokens: Sequence[Token], at: int) -> bool:
    return is_genitive(tokens[at].word) and governing(tokens, at) not in ("у", "для")


def is_genitive(word: str) -> bool:
    """Whether a word is a genitive and neither a dative nor a nominative singular."""
    return has(word, "NOUN", "gent") and not has(word, "NOUN", "datv") and not has(word, "NOUN", "sing", "nomn")


def says_the_same(tokens: Sequence[Token], at: int) -> bool:
    """Whether what was said holds of whom the word names too: "и у меня тоже", "me too", "so am I", "а я да"."""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    before = [token.word for token in tokens[max(at - 2, 0) : at]]
    last = at + 2 == len(tokens) or (after and at + 2 < len(tokens) and tokens[at + 2].clause != tokens[at].clause)
    if after in SAME_AS or (last and after in AFFIRMED):
        return True
    return before == ["same", "as"] or (tokens[at].word == "i" and not SO_AM.isdisjoint(before[:1]))


def governing(tokens: Sequence[Token], at: int) -> str:
    """The word before somebody's name and what describes them."""
    place = at - 1
    while place >= 0 and tokens[place].clause == tokens[at].clause:
        word = tokens[place].word
        if word not in COUNTS and not has(word, "ADJF") and not has(word, "NUMR"):
            return word
        place -= 1
    return ""


def _governor(tokens: Sequence[Token], at: int, over: Set[str]) -> int:
    """Place of the first word before somebody's name, in its clause, that is not in `over`; -1 where there is none."""
    place = at - 1
    while place >= 0 and tokens[place].clause == tokens[at].clause and tokens[place].word in over:
        place -= 1
    return place if place >= 0 and tokens[place].clause == tokens[at].clause else -1
