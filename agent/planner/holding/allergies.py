"""Holds a plan to the allergens that the message names: none is missed, none is taken for another.

A small model may leave out the second of two allergens, or write one that it knows better. An allergy is a hard constraint, and
the names of the fourteen are a closed vocabulary, so the message is read by rule and the plan put right.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TypeGuard

from rapidfuzz.distance import OSA

from podbor.agent.people import People
from podbor.agent.planner.holding.phrases import LACKING
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Prefer
from podbor.agent.planner.speller import knows, speller
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import in_nominative
from podbor.core.terms import Terms
from podbor.core.text import fold
from podbor.core.vocabulary import LOCALES
from podbor.tools.catalog.ingredients import IngredientVocabulary

LONGEST = 3
"""Words of the longest name of an allergen."""
ALLERGY = re.compile(
    r"аллерг|непереносим|не\s?перевар|анафила|реакци|сып[ьи]|задых|отекаю|опуха|"
    r"allerg|intoleran|anaphyla|epipen|swell up|hives|(?<!\w)rash(?!\w)",
    re.IGNORECASE,
)
UNABLE = re.compile(
    r"(?<!\w)(?:нельзя|не мо(?:гу|жет|жем) есть|запре(?:тил|щ[её]н)\w*|противопоказан\w*|"
    r"(?:can['’]?t|can ?not) (?:have|eat|touch))(?!\w)",
    re.IGNORECASE,
)
BODILY = re.compile(
    r"(?<!\w)(?:сып(?:ью|ь|и)|обсып\w+|высып\w+|чешусь|чешет\w*|зуд\w*|отека\w+|отёк\w*|опуха\w+|задыха\w+|крапивниц\w+|пятнами|волдыр\w+|"
    r"hives|rash|itch\w*|swell\w*|swollen|wheez\w*|throat (?:closes|tightens)|can['’]?t breathe|break\w* out|breaks me out)(?!\w)",
    re.IGNORECASE,
)
"""What happens to somebody who should not have had it."""
GLUTEN = re.compile(r"глютен|gluten", re.IGNORECASE)
ALLOWED = re.compile(
    r"\bможно\b|\bмне (?:ок|норм)|спокойно|(?<!не )\b(?:ем|люблю|обожаю)\b|\byes\b|(?:другие|остальные)[^,]* нет|"
    r"\b(?:i|we)(?: can| may)? (?:love|like|enjoy|eat)\b|\b(?:i|we) (?:can|may) have\b|\bgood with\b|"
    r"(?:\b(?:is|are)|'s|'re) (?:totally |perfectly |completely |absolutely )?(?:fine|ok|okay)\b",
    re.IGNORECASE,
)
PLANT_MILK = re.compile(
    r"(?<!\w)(?:soya?|oat|rice|coconut|almond|cashew|hazelnut|соев\w+|овсян\w+|рисов\w+|кокосов\w+|миндальн\w+)[ -]"
    r"(?:milk|молок\w+|молочк\w+)(?!\w)",
    re.IGNORECASE,
)
"""What is called milk and is none."""
PUT_RIGHT = re.compile(
    r"(?<!\w)(?:ой|то есть|вернее|точнее|no,? (?:sorry|wait)|(?:oh|oops|sorry),? no|i mean(?:t)?|scratch that)(?!\w)",
    re.IGNORECASE,
)
"""Before it stands what was not meant."""
MISTAKEN = re.compile(
    r"(?<!\w)(?:тьфу(?: ты)?|оговорил\w+|ошиб(?:ся|лась)|(?:(?:no|sorry|wait)[ ,]+)+i mean(?:t)?|i meant)(?!\w)",
    re.IGNORECASE,
)
"""Says of what stands before it, in so many words, that it was a slip of the tongue."""
QUESTION = re.compile(r"[^.!?\n]*\?")
OF_ITEMS = re.compile(
    r"(?<!\w)(?:does|do|is there|are there|has|have|contains?|есть ли|содерж\w+|вход\w+|состав\w*)(?!\w)", re.IGNORECASE
)
"""What a question asks of things: "does it have soy?"."""
ADDING = frozenset("also too and plus еще тоже также и".split())
"""Words beside which what is put right may be something more."""
DENIED = re.compile(r"(?<!\w)(?:без|without|no)(?!\w)|free\b", re.IGNORECASE)
DENIED_REACTION = re.compile(r"(?<!\w)(?:не|нет|без|no|not|never|without|doesn)(?!\w)|n['’]t", re.IGNORECASE)
CLAUSE = re.compile(r"[,;.!?]|(?<!\w)(?:но|а|but|yet)(?!\w)")
EXCEPT = re.compile(r"кроме|except|apart from|other than", re.IGNORECASE)
BUT_NOT = re.compile(r"(?<!\w)(?:but not|not|но не|а не) (?:to |на )?(\w+)", re.IGNORECASE)
JOINING = frozenset("и или ни and or nor".split())
FILLING = frozenset("also please too also just только пожалуйста тоже еще".split())
EXCLUDES = ("exclude",)
SEVERAL = re.compile(r"(?:морепродукт\w*|sea-?food|shell-?fish)", re.IGNORECASE)
"""One word for two allergens, crustaceans and molluscs."""
SHELLFISH = ("crustaceans", "molluscs")
WORD = re.compile(r"[^\W\d_]{3,}")


def hold_to_allergens(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the facts of exclusions as the message says them; "без глютена" is a diet unless it is an allergy."""
    message = _well_spelt(message)
    acts = tuple(_not_liked(message, act) for act in acts)
    held = _of_the_species(message, _held(message, acts))
    return (
        tuple(_gluten(act, allergy=bool(ALLERGY.search(message))) for act in held) if GLUTEN.search(message) else held
    )


def _well_spelt(message: str) -> str:
    """The message with the allergens put right that are one letter off, where it speaks of an allergy: "allergic to egs"."""
    return WORD.sub(lambda found: _meant(found[0]), message) if ALLERGY.search(message) else message


@lru_cache(maxsize=1024)
def _meant(written: str) -> str:
    word = fold(written)
    if knows(word) or speller().count(word):
        return written
    names = (name for name in Terms.load().words("allergen") if name[0] == word[0])
    return next((name for name in names if OSA.distance(word, name) <= 1), written)


def _gluten(act: Act, *, allergy: bool) -> Act:
    match act:
        case Prefer(stance="require", fact=FactPhrase(facet="diet", value="gluten_free")) if allergy:
            return replace(act, stance="exclude", fact=FactPhrase(facet="allergen", value="gluten"))
        case Prefer(stance="exclude", scope="session", fact=FactPhrase(facet="allergen", value="gluten")) if (
            not allergy
        ):
            return replace(act, stance="require", fact=FactPhrase(facet="diet", value="gluten_free"))
        case _:
            return act


def _held(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    held = [_canonical(act, allergy=bool(ALLERGY.search(message))) for act in _refused(message, acts)]
    held = _without_slips(message, held)
    allowed = allowed_allergens(message)
    banned = [act for act in held if _excludes_allergen(act)]
    if not banned:
        return tuple(held)
    elsewhere = {*_said_otherwise(held), *allowed}
    told = Counter(names_of_allergens(message)) - Counter(_searched(held))
    meant = set(names_of_allergens(_of_allergies(message, banned)))
    named = [value for value in told if value not in elsewhere and value in meant]
    written = {act.fact.value for act in banned}
    if named and (not written & set(named) or written & allowed):
        said = allergens_told(message) - allowed
        mistaken = [act for act in banned if act.fact.value not in said]
        return _instead(held, mistaken or banned[-1:], named, keep=not mistaken)
    if not ALLERGY.search(message):
        named = [value for value in named if value in _joined(message, written)]
    return _instead(held, banned[-1:], [value for value in named if value not in written], keep=True)


def _without_slips(message: str, acts: list[Act]) -> list[Act]:
    """Bans of what a message says was meant alone, where it takes back what it said before: "на яйца, тьфу, на молоко"."""
    found = MISTAKEN.search(message)
    banned = [act for act in acts if _excludes_allergen(act)]
    if found is None or not banned or not ADDING.isdisjoint(words_of(message[found.end() :])):
        return acts
    slips = set(names_of_allergens(message[: found.start()]))
    meant = dict.fromkeys(names_of_allergens(message[found.end() :]))
    if not slips or not meant or not {act.fact.value for act in banned} <= slips | meant.keys():
        return acts
    rest = [act for act in acts if act not in banned and set(_searched([act])).isdisjoint(meant)]
    return [*(replace(banned[0], fact=FactPhrase(facet="allergen", value=value)) for value in meant), *rest]


def _of_allergies(message: str, banned: Sequence[Prefer]) -> str:
    """The message without what it only asks about, what it puts right, and what is called milk and is none.

    It puts right what the model, too, read as put right: "allergic to nuts, no sorry, peanuts it is".
    """
    told = PLANT_MILK.sub(lambda found: re.split("[ -]", found[0])[0], QUESTION.sub(_unless_asked, message))
    *_, last = PUT_RIGHT.split(MISTAKEN.split(told)[-1])
    named = set(names_of_allergens(last))
    agreed = bool(named) and named >= {act.fact.value for act in banned} and ADDING.isdisjoint(words_of(last))
    return last if agreed else told


def _unless_asked(found: re.Match[str]) -> str:
    """A question that says what is not eaten; nothing of one that asks of things."""
    refuses = any(said.search(found[0]) for said in (ALLERGY, DENIED, UNABLE))
    return found[0] if refuses or not OF_ITEMS.search(found[0]) else ""


def _refused(message: str, acts: Sequence[Act]) -> Sequence[Act]:
    """A search that is all a bare refusal was read as ("no nuts", "и без молока") is an exclusion for this conversation."""
    words = words_of(message)
    places = list(_places(words))
    said = {word for at, word in enumerate(words) if not any(start <= at < end for _, start, end in places)}
    if not places or said & LACKING == set() or not said <= LACKING | JOINING | FILLING:
        return acts
    if not all(isinstance(act, Find) for act in acts):
        return acts
    values = dict.fromkeys(value for value, _, _ in places)
    return [
        Prefer(stance="exclude", scope="session", fact=FactPhrase(facet="allergen", value=value)) for value in values
    ]


def _canonical(act: Act, *, allergy: bool) -> Act:
    """An ingredient that is one of the closed vocabularies is written as such; so is a category that somebody is allergic to."""
    if not isinstance(act, Prefer) or act.stance not in EXCLUDES or act.fact.value is None:
        return act
    if act.fact.facet != "ingredient" and not (allergy and act.fact.facet == "category"):
        return act
    known = Terms.load().resolve(act.fact.value)
    if known is None or known[0] != "allergen":
        return act
    return replace(act, fact=FactPhrase(facet="allergen", value=known[1]))


def _not_liked(message: str, act: Act) -> Act:
    """An allergen is not liked that a message says a bodily reaction of: "на сульфиты сыпью иду"."""
    if not isinstance(act, Prefer) or act.fact.facet not in ("allergen", "ingredient") or act.stance != "prefer":
        return act
    value = act.fact.value or ""
    told = [one for one in CLAUSE.split(message) if BODILY.search(one) and not DENIED_REACTION.search(one)]
    named = any(value in names_of_allergens(one) or _names(one, value) for one in told)
    return replace(act, stance="exclude", scope="lasting") if named else act


def _names(text: str, value: str) -> bool:
    return any(likeness(word, other) for word in words_of(text) for other in words_of(value))


def _of_the_species(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the kinds of fish or nuts that a message without an allergy names instead of all of their allergen."""
    if any(bad.search(message) for bad in (ALLERGY, UNABLE, BODILY)) or People.load().named(message):
        return tuple(acts)
    wanted = [word for act in acts if not _excludes_allergen(act) for word in _words(act)]
    return tuple(one for act in acts for one in _species_of(message, act, wanted))


def _words(act: Act) -> tuple[str, ...]:
    match act:
        case Prefer():
            return words_of(act.fact.value or "")
        case Find():
            return words_of(act.query or "")
        case _:
            return ()


def _species_of(message: str, act: Act, wanted: Sequence[str]) -> Iterator[Act]:
    """Yield an exclusion as what the message names of its allergen, but for what is `wanted`."""
    names = [
        " ".join(words_of(message)[start:end])
        for value, start, end in _places(words_of(message))
        if _excludes_allergen(act) and act.scope == "session" and value == act.fact.value
    ]
    names = [name for name in names if not any(likeness(name, word) for word in wanted)]
    if not isinstance(act, Prefer) or not names or not all(species(name, act.fact.value or "") for name in names):
        yield act
        return
    yield from (replace(act, fact=FactPhrase(facet="ingredient", value=in_nominative(name))) for name in names)


def species(name: str, allergen: str) -> bool:
    """Whether a word that stands for an allergen is the name of one sort of it.

    >>> species("фундука", "nuts"), species("орехов", "nuts"), species("молока", "milk")
    (True, False, False)
    """
    vocabulary, terms = IngredientVocabulary.load(), Terms.load()
    called = {key for locale in LOCALES for key in vocabulary.own_keys(terms.name("allergen", allergen, locale))}
    own = [key for key in vocabulary.own_keys(name) if key in vocabulary]
    return bool(own) and called.isdisjoint(own) and all(not called.isdisjoint(vocabulary.sort_of(key)) for key in own)


def _excludes_allergen(act: Act) -> TypeGuard[Prefer]:
    return isinstance(act, Prefer) and act.fact.facet == "allergen" and act.stance in EXCLUDES


def names_of_allergens(text: str) -> Iterator[str]:
    """Yield the allergens that a text names, in its order."""
    return (value for value, _, _ in _places(words_of(text)))


def allergens_told(message: str) -> frozenset[str]:
    """Allergens that a message names, by themselves or in food: milk of "творог"."""
    vocabulary = IngredientVocabulary.load()
    return frozenset(vocabulary.allergens_of(vocabulary.in_text(message))).union(names_of_allergens(message))


def _places(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Allergens that are named, with where their words begin and end."""
    terms = Terms.load()
    at = 0
    while at < len(words):
        if SEVERAL.fullmatch(words[at]):
            yield from ((value, at, at + 1) for value in SHELLFISH)
            at += 1
            continue
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            known = terms.resolve(" ".join(words[at : at + length]))
            if known is not None:
                if known[0] == "allergen":
                    yield known[1], at, at + length
                at += length
                break
        else:
            at += 1


def _joined(message: str, written: Collection[str | None]) -> set[str]:
    """Allergens that a conjunction joins to one that is excluded ("мне нельзя яйца и сою"), or that one word tells both of."""
    words = words_of(message)
    found: set[str] = set()
    for (one, first, end), (other, start, _) in pairwise(_places(words)):
        between = words[end:start]
        banned = found.union(value for value in written if value)
        if start == first and not banned.isdisjoint((one, other)):
            found |= {one, other}
        elif len(between) == 1 and between[0] in JOINING and one in banned:
            found.add(other)
    return found


def allowed_allergens(message: str) -> set[str]:
    """Allergens that a clause of their own says are fine: "на арахис аллергия, а другие орехи ем спокойно", "but not peanuts"."""
    clauses = [
        clause
        for clause in CLAUSE.split(message)
        if ALLOWED.search(clause) and not EXCEPT.search(clause) and not DENIED.search(clause)
    ]
    return {value for text in (*clauses, *BUT_NOT.findall(message)) for value in names_of_allergens(text)}


def _searched(acts: Sequence[Act]) -> Iterator[str]:
    """Yield the allergens that are named in what is looked for: "аллергия на орехи, найди молоко"."""
    for act in acts:
        if isinstance(act, Find):
            yield from names_of_allergens(act.query or "")


def _said_otherwise(acts: Sequence[Act]) -> set[str]:
    """Allergens that are liked, or allowed again."""
    facts = [
        act.fact
        for act in acts
        if isinstance(act, Forget) or isinstance(act, Prefer) and act.stance not in EXCLUDES and act.fact is not None
    ]
    return {fact.value for fact in facts if fact is not None and fact.facet == "allergen" and fact.value}


def _instead(
    acts: Sequence[Act], banned: Sequence[Prefer], values: Sequence[str], *, keep: bool = False
) -> tuple[Act, ...]:
    """Put exclusions of `values` where those of `banned` stand, or after them with `keep`; one that is there stays as it is."""
    last, there = banned[-1], {act.fact.value: act for act in banned}
    written = [there.get(value) or replace(last, fact=FactPhrase(facet="allergen", value=value)) for value in values]
    at = acts.index(last)
    before = [act for act in acts[:at] if keep or act not in banned]
    return (*before, *([last] if keep else []), *written, *acts[at + 1 :])
