"""What a word that names somebody does in its sentence: speaks of them, only compares with them, or is the shopper."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from podbor.core.morphology import analyser, has
from podbor.core.phrases import Token
from podbor.core.vocabulary import OTHERS

SELVES = {"я": "nomn", "мне": "datv", "меня": "gent", "мной": "ablt", "мною": "ablt"}
"""Words for the shopper and their cases."""
AND = frozenset("и с со and ни both".split())
"""Words that join two people …"""
BESIDE = AND | frozenset("у my our мой моя моё моего моей моему моих наш наша нашего нашей for для так".split())
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
BEFORE_ONE_OF = frozenset("и and а но у для the but".split())
AFTER_ONE = frozenset("of is s isn has can cannot doesn does kid child son daughter".split())
"""What follows "one" where it is somebody: "one is allergic", but not "one without nuts"."""
OF_THINGS = frozenset("в во на из без in of".split())
"""Words before a pronoun for things: "чтобы в них не было орехов"."""
MEN = frozenset("husband son father grandfather brother".split())
WOMEN = frozenset("wife daughter mother grandmother sister".split())
MANY = frozenset("kids parents family".split())
BARE = frozenset("а и же ведь вот i am m".split())
"""Words beside the shopper in a clause that something is put in after: "а у меня, как у мамы, …"."""
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
ASIDE = frozenset("of from with after since before by than about".split())
"""English words before somebody who does nothing in the sentence."""
COUNTS = frozenset("a an the two three four five my our his her their little small both".split())
ADDING = frozenset("и and плюс plus".split())
"""Words before what the shopper has besides a relative: "у меня двое детей и аллергия"."""
LISTING = frozenset("на без нельзя не аллергия аллергией to no without not allergic allergy".split())
"""Words before an "and" that only joins two things that somebody cannot have."""
HAVING = frozenset("have ve got invited inviting invite".split())
NOT_HAD = ASIDE | frozenset("for to in at on by and or not no t".split())
AT_MINE = frozenset("в на гостях гости дома попечении руках ко еще сейчас сегодня завтра теперь тут".split())
"""Words between "у меня" and whom the shopper has there."""
EATING = frozenset("ем пью переношу исключаю".split())
MINE = EATING | frozenset(
    "сам сама могу избегаю соблюдаю держу пощусь худею кормлю гв беременна can cannot don am m avoid nursing "
    "breastfeeding pregnant".split()
)
"""Words of a shopper who leaves the "I" out: "у меня маленький сын, не ем молоко"."""
ILL = ("аллерг", "неперенос", "веган", "вегет", "диабет", "мусульман", "allerg", "intoler", "vegan", "veget")
"""Beginnings of words for what somebody has or is."""
FOR = frozenset("для for to".split())


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


def is_shopper(tokens: Sequence[Token], at: int, name: str) -> bool:
    """Whether the word says what the shopper is: "я кормящая мама", "I'm a nursing mom", "as a vegan mom"."""
    before = [token.word for token in tokens[:at] if token.clause == tokens[at].clause]
    if name not in GROWN or (name == "mother" and len(before) == 1 and before[0] in EXPECTING):
        return name in GROWN
    return _is_described_in_english(tokens, at) if tokens[at].word.isascii() else _is_described_in_russian(tokens, at)


def was_shopper(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word says what the shopper was: "since I was a baby", "когда я была ребёнком"."""
    before = [token.word for token in tokens[:at] if token.clause == tokens[at].clause]
    if tokens[at].word.isascii():
        while before and before[-1] in COUNTS | {"just", "still"}:
            before.pop()
        return before[-2:] == ["i", "was"]
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
    return _is_genitive(tokens[at].word) and _governing(tokens, at) not in ("у", "для")


def _is_genitive(word: str) -> bool:
    return has(word, "NOUN", "gent") and not has(word, "NOUN", "datv") and not has(word, "NOUN", "sing", "nomn")


def says_the_same(tokens: Sequence[Token], at: int) -> bool:
    """Whether what was said holds of whom the word names too: "и у меня тоже", "me too", "so am I", "а я да"."""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    before = [token.word for token in tokens[max(at - 2, 0) : at]]
    last = at + 2 == len(tokens) or (after and at + 2 < len(tokens) and tokens[at + 2].clause != tokens[at].clause)
    if after in SAME_AS or (last and after in AFFIRMED):
        return True
    return before == ["same", "as"] or (tokens[at].word == "i" and not SO_AM.isdisjoint(before[:1]))


def is_unclear(tokens: Sequence[Token], own: Sequence[int], nearest: Mention, place: int) -> bool:
    """Whether a fact at `place` may be the shopper's, named at `own`, although somebody else is named between the two."""
    before = [at for at in own if at < nearest.at]
    if not before or _goes_on(tokens, nearest, place) or _is_apposed(tokens, nearest.at, place):
        return False
    if not _is_added(tokens, nearest.at, place) and not _is_mine(tokens, own, nearest.at, place):
        before = [at for at in before if not _has(tokens, at, nearest.at)]
    if not before:
        return False
    if place == len(tokens):
        here = tokens[before[-1]].clause
        return here != tokens[nearest.at].clause or not _is_clear(tokens, nearest.at)
    if tokens[place].clause == tokens[nearest.at].clause:
        return not _is_clear(tokens, nearest.at)
    return any(_is_bare(tokens, at) for at in before) or not _is_for(tokens, nearest.at)


def goes_on_after(tokens: Sequence[Token], nearest: Mention, place: int) -> bool:
    """Whether a later clause says of whom another is told from what the other has not.

    "Я не аллергик, в отличие от мужа, ему орехи нельзя".
    """
    said = [token for token in tokens[: nearest.at] if token.clause < tokens[nearest.at].clause]
    denied = any(token.word in NOT | {"нет"} for token in said) and any(token.word.startswith(ILL) for token in said)
    return denied and _goes_on(tokens, nearest, place)


def _goes_on(tokens: Sequence[Token], nearest: Mention, place: int) -> bool:
    """Whether the clause of a fact speaks of whom the word before names: "for my son and he can't have nuts"."""
    if not nearest.at < place < len(tokens):
        return False
    here = tokens[place].clause
    until = len(tokens) if here != tokens[nearest.at].clause else place
    said = [at for at in range(nearest.at + 1, until) if tokens[at].clause == here]
    return EATING.isdisjoint(tokens[at].word for at in said) and any(_is_theirs(tokens, nearest, at) for at in said)


def _is_theirs(tokens: Sequence[Token], nearest: Mention, at: int) -> bool:
    """Whether a word stands for whom another names, and not for a thing."""
    word, before = tokens[at].word, tokens[at - 1].word
    first = tokens[at - 1].clause != tokens[at].clause
    if word not in OF_THEIRS or (not first and (before in OF_THINGS or before in ("чтобы", "чтоб"))):
        return False
    if word in ONE_OF:
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        person = after in AFTER_ONE if word.isascii() else not _counts_a_thing(word, after)
        return person and (first or before in BEFORE_ONE_OF)
    if word in THEY:
        one = nearest.name not in MANY and not has(tokens[nearest.at].word, "NOUN", "plur")
        return not one or _governing(tokens, nearest.at) in AND
    return nearest.name not in (WOMEN if word in HE else MEN if word in SHE else ())


def _counts_a_thing(word: str, after: str) -> bool:
    """Whether a word is of the one after it: "одну пачку", but not "у одного аллергия"."""
    if not after:
        return False
    tag = analyser().parse(after)[0].tag
    thing = tag.POS == "ADJF" or (tag.POS == "NOUN" and tag.animacy == "inan")
    return thing and bool(tag.case and tag.gender) and has(word, tag.case, tag.gender)


def _is_apposed(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether a fact is a word for a person beside somebody's name and in its case: "девушку, вегетарианку"."""
    if place != at + 1 or place == len(tokens) or not tokens[place].word.startswith(ILL):
        return False
    alone = place + 1 == len(tokens) or tokens[place + 1].clause != tokens[place].clause
    return (alone or tokens[place].clause == tokens[at].clause) and _agree(tokens[at].word, tokens[place].word)


def _agree(person: str, word: str) -> bool:
    """Whether a word that names somebody and another are of one case and gender, by the likeliest reading of the other."""
    tag = analyser().parse(word)[0].tag
    return tag.POS in ("NOUN", "ADJF") and bool(tag.case and tag.gender) and has(person, "NOUN", tag.case, tag.gender)


def _is_added(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether an "and" joins what is said at `place` to somebody named before it: "I have two kids and a nut allergy"."""
    if any(token.word in ADDING and token.clause == tokens[at].clause for token in tokens[at + 1 : at + 2]):
        return True
    here = tokens[min(place, len(tokens) - 1)].clause
    said = [token.word for token in tokens[at + 1 : place] if token.clause == here]
    joined = next((k for k, word in enumerate(said) if word in ADDING), None)
    return joined is not None and LISTING.isdisjoint(said[:joined])


def _is_mine(tokens: Sequence[Token], own: Sequence[int], at: int, place: int) -> bool:
    """Whether the shopper is spoken of after somebody's name, up to the end of the clause of a fact."""
    here = tokens[min(place, len(tokens) - 1)].clause
    rest = [k for k in range(at + 1, len(tokens)) if tokens[k].clause <= here]
    return any(k in own or tokens[k].word in MINE for k in rest)


def _has(tokens: Sequence[Token], own: int, at: int) -> bool:
    """Whether the shopper only has whom the word names: "у меня маленький сын", "I have a toddler"."""
    if tokens[own].clause != tokens[at].clause:
        return False
    between = [token.word for token in tokens[own + 1 : at]]
    if tokens[own].word == "i":
        return not HAVING.isdisjoint(between[:1]) and NOT_HAD.isdisjoint(between)
    if own == 0 or tokens[own - 1].word not in ("у", "ко") or not all(map(_may_stand_before, between)):
        return False
    counted = bool(between) and (has(between[-1], "NUMR") or between[-1].isdecimal())
    return counted or has(tokens[at].word, "NOUN", "nomn")


def _may_stand_before(word: str) -> bool:
    parts = ("ADJF", "PRTF", "NUMR", "VERB")
    return word.isdecimal() or word in AT_MINE or any(has(word, part) for part in parts)


def _is_bare(tokens: Sequence[Token], at: int) -> bool:
    words = {token.word for token in tokens if token.clause == tokens[at].clause}
    return words <= BARE | {"у", tokens[at].word}


def _is_for(tokens: Sequence[Token], at: int) -> bool:
    """Whether a thing is for whom the word names."""
    return _governing(tokens, at) in FOR or has(tokens[at].word, "NOUN", "datv")


def _is_clear(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word names who does or has something, or whom a thing is for, and no "and a nut allergy" follows."""
    word, governing = tokens[at].word, _governing(tokens, at)
    following = [token.word for token in tokens[at + 1 : at + 2] if token.clause == tokens[at].clause]
    if not ADDING.isdisjoint(following):
        return False
    if word.isascii():
        return governing not in ASIDE
    if has(governing, "PREP"):
        return governing in ("для", "у")
    return has(word, "NOUN", "datv") or (has(word, "NOUN", "nomn") and not _is_genitive(word))


def _governing(tokens: Sequence[Token], at: int) -> str:
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
