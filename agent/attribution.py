"""Whose a fact is when several people are named: which of them the words of its clause go on about."""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise

from podbor.agent.mentions import (
    AND,
    BESIDE,
    COUNTS,
    FOR,
    GUEST,
    HE,
    ILL,
    NOT,
    OF_THEIRS,
    ONE_OF,
    POSSESSIVES,
    SHE,
    THEY,
    Mention,
    governing,
    is_denied,
    is_genitive,
)
from podbor.core.morphology import analyser, has, normal_forms
from podbor.core.phrases import Token
from podbor.core.terms import Terms

BEFORE_ONE_OF = frozenset("и and а но у для the but".split())
AFTER_ONE = frozenset("of is s isn has can cannot doesn does kid child son daughter".split())
"""What follows "one" where it is somebody: "one is allergic", but not "one without nuts"."""
OF_THINGS = frozenset("в во на из без in of".split())
"""Words before a pronoun for things: "чтобы в них не было орехов"."""
MEN = frozenset("husband son father grandfather brother father_in_law son_in_law brother_in_law uncle nephew".split())
WOMEN = frozenset(
    "wife daughter mother grandmother sister mother_in_law daughter_in_law sister_in_law aunt niece".split()
)
MANY = frozenset("kids parents grandparents family in_laws".split())
BARE = frozenset("а и же ведь вот i am m".split())
"""Words beside the shopper in a clause that something is put in after: "а у меня, как у мамы, …"."""
ASIDE = frozenset("of from with after since before by than about".split())
"""English words before somebody who does nothing in the sentence."""
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
ADDITIVE = frozenset("тоже также еще too also either neither nor".split())
"""Additive particles; "so" and "well" are ones in "so is" and "as well" only."""
AUXILIARIES = frozenset("am is are do does did can cannot could has have had will would s t".split())
MAY = frozenset("можно can could may".split())
BUT = frozenset("а но but".split())
ELIDED = (
    BESIDE
    | BUT
    | COUNTS
    | ADDITIVE
    | AUXILIARIES
    | NOT
    | MAY
    | frozenset(
        "so as well still again now уже еще снова теперь m re don doesn didn isn "
        "aren hasn haven нельзя нет них нее него это все this that those them it all any".split()
    )
)
"""Words of a clause that leaves out what the one before it says: "my wife can't either"."""
ALLERGY = ("аллерг", "неперенос", "allerg", "intoler")
CHILDREN = frozenset("child kids".split())
ALLOWED = frozenset(
    frozenset(words.split())
    for words in (
        "мне можно", "я могу", "у меня нет", "у меня нет аллергии", "i can", "i do", "i fine", "me fine", "i ok", "me ok",
        "i okay", "i not allergic", "fine for me", "ok for me",
    )
)  # fmt: skip
DENIED = frozenset(
    frozenset(words.split())
    for words in ("не мне", "не мне нельзя", "не у меня", "не у меня аллергия", "не я", "not me", "not mine")
)
"""All that a clause says by which the shopper may have what is named beside it; `DENIED` only beside who may not."""
FILLING = frozenset(
    "а но и but же то ведь это ее его их сам сама вполне все на нее него них m am with it that those them this have has eat "
    "drink s myself personally actually just perfectly totally absolutely".split()
)
"""Words of such a clause that say nothing more."""


def is_unclear(tokens: Sequence[Token], own: Sequence[int], nearest: Mention, place: int) -> bool:
    """Whether a fact at `place` may be the shopper's, named at `own`, although somebody else is named between the two."""
    before = [at for at in own if at < nearest.at]
    if _goes_on(tokens, nearest, place) or _is_apposed(tokens, nearest.at, place):
        return False
    if not before:
        return governing(tokens, nearest.at) in MINE
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


def is_made_for(tokens: Sequence[Token], nearest: Mention, place: int) -> bool:
    """Whether children may only be what a thing is for, and an allergy told apart from them is anybody's.

    "Kids cookies, nut allergy", "печенье для детей, аллергия на орехи". Whatever is told apart from guests is: "dinner with
    friends, can't have nuts".
    """
    here = place < len(tokens) and tokens[place].clause == tokens[nearest.at].clause
    may_be = not here if nearest.name == GUEST else _is_for_children(tokens, nearest)
    if not may_be or _goes_on(tokens, nearest, place):
        return False
    ill = {token.clause for token in tokens if token.word.startswith(ALLERGY)}
    return (bool(ill) or nearest.name == GUEST) and tokens[nearest.at].clause not in ill


def _is_for_children(tokens: Sequence[Token], nearest: Mention) -> bool:
    """Whether a thing is for children of nobody's in particular."""
    stated_for = tokens[nearest.at].word.isascii() or _is_for(tokens, nearest.at)
    before = tokens[nearest.at - 1] if nearest.at else None
    owned = before is not None and before.clause == tokens[nearest.at].clause and before.word in POSSESSIVES | {"the"}
    return nearest.name in CHILDREN and stated_for and not owned


def is_aside(tokens: Sequence[Token], one: Mention, place: int) -> bool:
    """Whether guests, named beside family, are not those of whom a fact is stated.

    "My daughter has friends over and she can't have nuts".
    """
    if place == len(tokens) or tokens[one.at].clause != tokens[place].clause:
        return True
    between = {token.word for token in tokens[one.at + 1 : place]}
    return _is_plural(one, tokens[one.at].word) and not between.isdisjoint(HE | SHE)


def is_reason(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether it is to the fact at `place` that the shopper, named at `at`, is allergic: "my son loves nuts but I'm allergic"."""
    rest = [k for k in range(at + 1, len(tokens)) if tokens[k].clause == tokens[at].clause]
    said, before = [tokens[k].word for k in rest], [token.word for token in tokens[:at]]
    elided = place < at and all(_is_elided(tokens, k, at, place) for k in rest)
    return elided and _is_ill(said) and not _is_ill(before) and not _is_negative([*said, *before])


def added(tokens: Sequence[Token], names: Sequence[str], place: int) -> Iterator[str]:
    """Yield those of whom clauses after a fact at `place` say the same: "у мужа тоже", "my wife can't either".

    They go on about the fact until one names somebody and says something else. Where nobody is named before it, who is added
    is added to the shopper.
    """
    stated, waiting = any(names[: place + 1]), list[str]()
    for _, clause in groupby(range(place + 1, len(tokens)), key=lambda at: tokens[at].clause):
        span = list(clause)
        people = [at for at in span if names[at]]
        adds = _adds(tokens, span, people, place)
        if adds and people and not stated and any(_is_additive(tokens, at) for at in span):
            yield "self"
        if adds:
            yield from (*waiting, *(names[at] for at in people))
            waiting = []
        elif people and not stated:
            pass
        elif all(tokens[at].word in BESIDE | BUT for at in span if at not in people):
            waiting += [names[at] for at in people]
        elif people or (waiting and _is_negative([tokens[at].word for at in span])):
            return
        stated = stated or bool(people)


def contrasted(tokens: Sequence[Token], names: Sequence[str], place: int, *, may: bool) -> list[str]:
    """Those who may, or else may not, have what the clause of a fact says the opposite of: "he can have fish, but I can't"."""
    first, *later = _parts(tokens, place)
    before = [token.word for token in tokens[: first[-1] + 1]]
    if _may(before) is may or (not may and _is_ill(before)):
        return []
    for span in later:
        people = [at for at in span if names[at]]
        said = [tokens[at].word for at in span]
        told = _may(said) is may or (not may and _may(before) is True and _is_negative(said))
        if people and told and all(_is_elided(tokens, at, span[0], place) for at in span if at not in people):
            return [names[at] for at in people]
    return []


def is_allowed(tokens: Sequence[Token], places: Set[int]) -> bool:
    """Whether a clause says nothing but that the shopper may have what is named at `places`: "а мне можно", "not me"."""
    own, said = {tokens[at].stem for at in places}, [token.word for token in tokens]
    ill = _is_ill(said) or "cannot" in said or any(pair == ("can", "t") for pair in pairwise(said))
    forms = ALLOWED | DENIED if ill else ALLOWED
    parts = [[tokens[at] for at in span] for span in _parts(tokens, 0)] if tokens else []
    return any(frozenset(token.word for token in part if token.stem not in own) - FILLING in forms for part in parts)


def _parts(tokens: Sequence[Token], place: int) -> list[list[int]]:
    """The tokens from `place` on, cut where a clause or a "but" begins."""
    parts = [[place]]
    for at in range(place + 1, len(tokens)):
        if tokens[at].clause != tokens[at - 1].clause or tokens[at].word in BUT:
            parts.append([])
        parts[-1].append(at)
    return parts


def _may(said: Sequence[str]) -> bool | None:
    """Whether words say that somebody may have something, or may not; None where they do not say."""
    if "нельзя" in said or "cannot" in said:
        return False
    return NOT.isdisjoint(said) if not MAY.isdisjoint(said) else None


def _adds(tokens: Sequence[Token], span: Sequence[int], people: Sequence[int], place: int) -> bool:
    """Whether a clause says nothing but that what is said before holds of the people in it, or named before it."""
    joints = [at for at in span if tokens[at].word in AND | BUT and people and at < people[0]]
    rest = [at for at in span if at >= max(joints, default=span[0]) and at not in people]
    if any(is_denied(tokens, at) for at in people) or not all(_is_elided(tokens, at, span[0], place) for at in rest):
        return False
    if any(_is_additive(tokens, at) for at in span):
        return True
    said, before = [tokens[at].word for at in rest], [token.word for token in tokens[: span[0]]]
    joined = bool(people) and tokens[span[0]].word in AND and FOR.isdisjoint(said)
    if not joined or (_is_ill(said) and not _is_ill(before)):
        return False
    return _is_negative(said) == _is_negative(before) or BESIDE.issuperset(said)


def _is_ill(said: Sequence[str]) -> bool:
    return any(word.startswith(ALLERGY) or word == "нельзя" for word in said)


def _is_negative(said: Sequence[str]) -> bool:
    return not (NOT | {"нет"}).isdisjoint(said)


def _is_additive(tokens: Sequence[Token], at: int) -> bool:
    word, after = tokens[at].word, tokens[at + 1].word if at + 1 < len(tokens) else ""
    return word in ADDITIVE or (word, after) == ("as", "well") or (word == "so" and after in AUXILIARIES)


def _is_elided(tokens: Sequence[Token], at: int, until: int, place: int) -> bool:
    """Whether a word is of the grammar or of an allergy, or repeats one before `until` that names nothing but the fact's value."""
    token = tokens[at]
    if token.word in ELIDED or token.word.startswith(ALLERGY) or token.stem == tokens[place].stem:
        return True
    lemmas = normal_forms(token.word)
    repeated = any(
        token.stem == other.stem or not lemmas.isdisjoint(normal_forms(other.word)) for other in tokens[:until]
    )
    return repeated and Terms.load().resolve(token.word) is None


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
        return _is_plural(nearest, tokens[nearest.at].word) or governing(tokens, nearest.at) in AND
    return nearest.name not in (WOMEN if word in HE else MEN if word in SHE else ())


def _is_plural(one: Mention, word: str) -> bool:
    return one.name in MANY or has(word, "NOUN", "plur") or (word.isascii() and word.endswith("s"))


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
    return governing(tokens, at) in FOR or has(tokens[at].word, "NOUN", "datv")


def _is_clear(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word names who does or has something, or whom a thing is for, and no "and a nut allergy" follows."""
    word, before = tokens[at].word, governing(tokens, at)
    following = [token.word for token in tokens[at + 1 : at + 2] if token.clause == tokens[at].clause]
    if not ADDING.isdisjoint(following):
        return False
    if word.isascii():
        return before not in ASIDE
    if has(before, "PREP"):
        return before in ("для", "у")
    return has(word, "NOUN", "datv") or (has(word, "NOUN", "nomn") and not is_genitive(word))
