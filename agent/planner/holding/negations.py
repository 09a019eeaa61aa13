"""Holds a plan to what its message denies: "не шоколадные", "кроме лосося", "headphones, not black".

A small model looks for what is not wanted, or for the same as before. What a message says after "не", "кроме" or "without" and
nothing else denies, an act of the plan holds; where none does it is excluded for this conversation, and no search names it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import dropwhile, pairwise

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import ALLERGY, names_of_allergens, species
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.holding.facts import NAMED, is_foreign
from podbor.agent.planner.holding.others import LAST, ORDINALS
from podbor.agent.planner.holding.paraphrases import split, words_written
from podbor.agent.planner.holding.phrases import IMAGINED, LACKING, PREPOSITIONS, is_filler, is_nominal
from podbor.agent.planner.holding.places import SERVICE_WORDS, names_a_service
from podbor.agent.planner.holding.plain_products import is_product
from podbor.agent.planner.language import Act, FactPhrase, Find, Plain, Prefer
from podbor.agent.planner.speller import knows
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser, in_nominative
from podbor.core.redaction.brands import brands_in
from podbor.core.terms import Terms
from podbor.core.vocabulary import Attribute
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary

ANSWER = re.compile(r"^\W*(?:(?:нет|не|no|nope)\W*[,.!]\s*)+", re.IGNORECASE)
"""A "no" before what is denied."""
LEFT_OUT = re.compile(
    r"(?<!\w)(?:(?:но|только|лишь бы) не(?! (?:не|только|без) )|за исключением|помимо|"
    r"(?:any|every|all)\w* (?:but|except|besides)|other than|apart from|(?:but|just|only) not|"
    r"(?:that|which)(?:(?:'s| is| are) not| (?:isn|aren)['’]t))(?!\w)",
    re.IGNORECASE,
)
"""Other ways to say "кроме", "except"."""
EXCEPT = frozenset("кроме except".split())
DENIALS = EXCEPT | LACKING | frozenset("не not".split())
JOINING = frozenset("и или ни or and nor /".split())
BEFORE = PREPOSITIONS | frozenset("the a an any in from at в во к".split())
"""What a thing that is denied may begin with."""
TURNS = re.compile(
    r"(?<!\w)(?:enough|too|so|very|that|a fan|idea|очень|слишком|настолько|так\w*|ни дня)(?!\w)|\?", re.IGNORECASE
)
"""What makes of a denial a measure, a turn of phrase or a question."""
_THING = r"(?P<thing>[\w-]+(?: [\w-]+)?)"
NOT_FOR = re.compile(rf"(?<!\w)(?:не (?:от|для)|not (?:for|anti))[ -]{_THING}", re.IGNORECASE)
ANYTHING_BUT = re.compile(
    rf"(?<!\w)(?:(?:any|every)\w*(?: \w+)? (?:but|except)|(?:только|токо|тока|лишь бы) не|кроме|other than|except)\s+{_THING}",
    re.IGNORECASE,
)
PART = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[^\w\s]")
MOST_WORDS = 2
"""Of one thing that is denied."""
VALUES: tuple[Attribute, ...] = ("price", "rating", "delivery_time")
"""What is denied of them is a bound, not a thing."""
SAYS_NOTHING = (Plain(word="unclear"), Plain(word="chat"))


@dataclass(frozen=True, kw_only=True)
class Denied:
    """One thing that a message denies, in its words; `made_of` where it is not to be in something."""

    words: tuple[str, ...]
    made_of: bool


def hold_to_negations(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with all excluded that a message of denials, and maybe a product before them, denies."""
    if ALLERGY.search(message) or not all(isinstance(act, Find | Prefer) or act in SAYS_NOTHING for act in acts):
        return tuple(acts)
    head, denied = _parsed(message, acts)
    unheld = [one for one in denied if not any(_holds(act, one) for act in acts)]
    if not unheld or not all(_is_known(one, acts) for one in unheld) or _is_the_need(unheld, head, context):
        return tuple(acts)
    if any(isinstance(act, Find) and not _is_left(act, head, denied, context) for act in acts):
        return tuple(acts)
    kept = [act for act in acts if isinstance(act, Prefer) and not _is_invented(act, message, unheld)]
    facts = [fact for one in unheld for fact in _fact(one, acts, context)]
    new = [act for act in facts if act not in kept]
    return (*kept, *new, *_searches(acts, head, denied))


def leave_out_denied(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with searches without what the message says they are not for: "обычный, не от перхоти" beside shampoos.

    What it wants anything but ("anything but Lindt, sick of it") is left out now, and not liked less for ever; so is a brand
    that the plan has nothing of.
    """
    denied = [split(found["thing"]) for found in NOT_FOR.finditer(message)]
    but = {split(found["thing"]): found[0].casefold() for found in ANYTHING_BUT.finditer(message)}
    held = tuple(_outright(_without(act, denied), but) for act in acts)
    unheld = [
        name
        for (name, *_), said in but.items()
        if _may_be_a_brand(name, said) and not any(likeness(name, word) for act in held for word in words_written(act))
    ]
    left_out = [
        Prefer(stance="exclude", scope="session", fact=FactPhrase(facet="brand", value=name.capitalize()))
        for name in unheld
        if any(isinstance(act, Find) for act in held)
    ]
    return (*left_out, *held)


def _may_be_a_brand(word: str, said: str) -> bool:
    """Whether a word may be a brand's: of the lists, or in no dictionary, and neither a service nor something on the shelves.

    After "кроме" a word that no dictionary has may be the genitive of any thing.
    """
    if names_a_service(word) or is_product(word) or _is_ingredient(word):
        return False
    return bool(brands_in([word])) or not knows(word) and not said.startswith("кроме")


def _without(act: Act, denied: Sequence[Sequence[str]]) -> Act:
    if not isinstance(act, Find) or not act.query or act.kinds:
        return act
    words = act.query.split()
    for thing in denied:
        kept = [word for word in words if not any(likeness(part, other) for part in split(word) for other in thing)]
        while kept and kept[-1].casefold() in BEFORE:
            kept.pop()
        if kept and any(is_product(word) for word in kept):
            words = kept
    return act if words == act.query.split() else replace(act, query=" ".join(words))


def _outright(act: Act, but: Iterable[Sequence[str]]) -> Act:
    if not isinstance(act, Prefer) or act.stance != "avoid" or act.fact.facet not in NAMED:
        return act
    value = split(act.fact.value or "")
    named = any(all(any(likeness(word, other) for other in thing) for word in value) for thing in but)
    return replace(act, stance="exclude", scope="session") if named and value else act


def _parsed(message: str, acts: Sequence[Act]) -> tuple[tuple[str, ...], tuple[Denied, ...]]:
    """The words of a message before its first denial, and what it denies; nothing where it says anything else."""
    said = LEFT_OUT.sub("except", ANSWER.sub("", message.strip(" .!")))
    parts = [part.casefold().replace("ё", "е") for part in PART.findall(said)]
    at = next((at for at, part in enumerate(parts) if part in DENIALS), None)
    if at is None or TURNS.search(said) or IMAGINED.search(said):
        return (), ()
    head = tuple(part for part in parts[:at] if not is_filler(part) and part != ",")
    denied = tuple(_denied(parts[at:], acts))
    if not all(map(_may_name, head)) or not all(one.words for one in denied) or head and parts[at] not in EXCEPT:
        return (), ()
    return head, denied


def _denied(parts: Sequence[str], acts: Sequence[Act]) -> Iterator[Denied]:
    """Yield what each denial is of, and what a conjunction joins to it; no words where something else is said."""
    denial, phrase, joined = parts[0], list[str](), False
    for part, following in pairwise([*parts[1:], ""]):
        if part in DENIALS or part in JOINING or part == "," and following in DENIALS:
            if phrase or part in DENIALS and not joined and denial:
                yield _thing(denial, phrase, acts if joined else ())
            denial, joined = (part, False) if part in DENIALS else ("", False) if part == "," else (denial, True)
            phrase = []
        else:
            phrase.append(part)
    yield _thing(denial, phrase, acts if joined else ())


def _thing(denial: str, phrase: list[str], acts: Sequence[Act]) -> Denied:
    """What a phrase names, without fillers around it; what `acts` look for it does not deny."""
    within = bool(phrase) and phrase[0] in PREPOSITIONS
    words = list(dropwhile(BEFORE.__contains__, phrase))
    while words and is_filler(words[-1]):
        words.pop()
    named = len(words) <= MOST_WORDS and all(_may_name(word) and not is_filler(word) for word in words)
    sought = [word for act in acts if isinstance(act, Find) for word in words_of(act.query or "")]
    if not named or any(likeness(word, other) for word in words for other in sought):
        words = []
    return Denied(words=tuple(words), made_of=within or denial in LACKING)


def _may_name(word: str) -> bool:
    """Whether a word may be a part of what is looked for or denied: no number, no measure of an item, no item on screen."""
    if not word.isascii() and not is_nominal(word) or not word.replace("-", "").isalpha():
        return False
    pointed = any(ordinal.search(word) for ordinal in (*ORDINALS, LAST))
    return not pointed and not any(re.match(ATTRIBUTE_WORDS[one], word) for one in VALUES)


def _holds(act: Act, denied: Denied) -> bool:
    """Whether an act already says something of what is denied, or searches the other services alone."""
    if isinstance(act, Find):
        if service := _service(denied):
            return bool(act.bounds.services) and service not in act.bounds.services
        return _looks_for_lack(act, denied) and not _is_ingredient(" ".join(denied.words))
    if not isinstance(act, Prefer):
        return False
    value = act.fact.value or ""
    named = any(likeness(word, other) for word in denied.words for other in words_of(value)) or any(
        Terms.load().resolve(name) == (act.fact.facet, value) for name in _names(denied)
    )
    if act.fact.facet == "allergen" and act.stance == "exclude" and not named:
        return not species(" ".join(denied.words), value)
    return named and (act.stance in ("exclude", "avoid") or act.fact.facet == "diet")


def _looks_for_lack(find: Find, denied: Denied) -> bool:
    """Whether a search is for what has not the denied, "вода без газа", where no diet or allergen is meant."""
    written = pairwise(words_of(find.query or ""))
    said = any(before in LACKING and likeness(word, denied.words[0]) for before, word in written)
    return said and _of_terms(denied) is None


def _names(denied: Denied) -> tuple[str, ...]:
    phrase = " ".join(denied.words)
    return (phrase, f"без {phrase}", f"without {phrase}", *denied.words)


def _is_known(denied: Denied, acts: Sequence[Act]) -> bool:
    """Whether the shelves or the plan know what is denied, so that it is no turn of phrase ("not sure", "no problem")."""
    phrase = " ".join(denied.words)
    sought = [word for act in acts if isinstance(act, Find) for word in words_of(act.query or "")]
    in_plan = all(any(likeness(word, other) for other in sought) for word in denied.words)
    return (
        in_plan
        or is_product(phrase)
        or _is_ingredient(phrase)
        or _of_terms(denied) is not None
        or bool(_service(denied))
    )


@cache
def _is_ingredient(phrase: str) -> bool:
    vocabulary = IngredientVocabulary.load()
    keys = vocabulary.own_keys(phrase)
    return bool(keys) and all(key in vocabulary for key in keys)


def _of_terms(denied: Denied) -> tuple[str, str] | None:
    phrase = " ".join(denied.words)
    terms = Terms.load()
    if denied.made_of and (without := terms.resolve(f"без {phrase}") or terms.resolve(f"without {phrase}")):
        return without
    return terms.resolve(phrase)


def _service(denied: Denied) -> str | None:
    phrase = " ".join(denied.words)
    return next((service for service, word in SERVICE_WORDS.items() if word.fullmatch(phrase)), None)


def _is_the_need(denied: Sequence[Denied], head: Sequence[str], context: PlannerContext) -> bool:
    """Whether the denied is all that is looked for, so that nothing would be left."""
    sought = head or words_of(context.need)
    return bool(sought) and any(
        all(any(likeness(word, other) for other in one.words) for word in sought) for one in denied
    )


def _is_left(find: Find, head: Sequence[str], denied: Sequence[Denied], context: PlannerContext) -> bool:
    """Whether a search is for the product before the denials, or the need on screen, and for what is denied."""
    if not head and not context.need:
        return False
    known = [*head, *words_of(context.need), *(word for one in denied for word in one.words)]
    words = [word for word in words_of(find.query or "") if word not in DENIALS and word not in BEFORE]
    return all(any(likeness(word, other) for other in known) for word in words)


def _is_invented(act: Prefer, message: str, unheld: Sequence[Denied]) -> bool:
    """Whether a preference is what is denied turned round, or a ban that no word names: all fish of "не лосось"."""
    if act.stance == "exclude" and act.fact.facet in NAMED:
        return is_foreign(act.fact.value or "", split(message))
    denied = {word for one in unheld for word in one.words}
    if act.stance in ("prefer", "require"):
        services = {_service(one) for one in unheld}
        return act.fact.value in services or any(likeness(w, o) for w in denied for o in words_of(act.fact.value or ""))
    wide = act.fact.facet == "allergen" and act.stance == "exclude" and act.scope == "session"
    return wide and not People.load().named(message) and act.fact.value not in set(names_of_allergens(message))


def _fact(denied: Denied, acts: Sequence[Act], context: PlannerContext) -> Iterator[Prefer]:
    phrase = " ".join(denied.words)
    if service := _service(denied):
        yield Prefer(stance="exclude", scope="session", fact=FactPhrase(facet="service", value=service))
        return
    known = _of_terms(denied)
    if known is not None and known[0] == "diet":
        if denied.made_of:
            yield Prefer(stance="require", scope="session", fact=FactPhrase(facet="diet", value=known[1]))
        return
    if (sort := _sort(denied, acts, context)) is not None:
        yield Prefer(stance="exclude", scope="session", fact=FactPhrase(facet="category", value=sort))
        return
    value = _nominative(phrase)
    fact = FactPhrase(facet="ingredient" if _is_within(denied) else "category", value=value)
    if known is not None and not species(phrase, known[1]):
        fact = FactPhrase(facet="taste" if known[0] == "taste" else "allergen", value=known[1])
    yield Prefer(stance="exclude", scope="session", fact=fact)


def _sort(denied: Denied, acts: Sequence[Act], context: PlannerContext) -> str | None:
    """The sort of the need on screen that is denied, as a search has it: "горький шоколад" of "не горький"."""
    needed = words_of(context.need)
    for act in acts:
        words = words_of(act.query or "") if isinstance(act, Find) else ()
        own = [
            word for word in words if not any(likeness(word, other) for other in needed) and word not in PREPOSITIONS
        ]
        whole = own and all(any(likeness(word, other) for other in denied.words) for word in own)
        if whole and len(words) > len(own) and is_product(" ".join(words)):
            return " ".join(words)
    return None


def _nominative(phrase: str) -> str:
    """A thing in the nominative; of several that a word may be of, the one that is on the shelves: "треску" is no "треск"."""
    return next((form for form in _forms(phrase) if form in _written()), in_nominative(phrase))


def _forms(phrase: str) -> Iterator[str]:
    """Yield a phrase as it is, and where it is a word its dictionary forms."""
    yield phrase
    for parse in analyser().parse(phrase) if phrase.isalpha() else ():
        yield str(parse.normal_form)


@cache
def _written() -> frozenset[str]:
    """What shelves and ingredients are called, in small letters."""
    kinds, ingredients = KindVocabulary.load(), IngredientVocabulary.load()
    shelves = (phrase for key in kinds if (kind := kinds.get(key)) for phrase in kind.phrases)
    made_of = (phrase for key in ingredients for phrase in ingredients[key].phrases)
    return frozenset(phrase.casefold() for phrase in (*shelves, *made_of))


def _is_within(denied: Denied) -> bool:
    phrase = " ".join(denied.words)
    return _is_ingredient(phrase) and (denied.made_of or not is_product(phrase))


def _searches(acts: Sequence[Act], head: Sequence[str], denied: Sequence[Denied]) -> Iterator[Find]:
    """Yield the searches for the product before the denials, without what is denied; the need on screen stays as it is.

    A search for what has not the denied stays as well.
    """
    for act in acts:
        if isinstance(act, Find) and any(_looks_for_lack(act, one) for one in denied):
            yield act
        elif isinstance(act, Find) and head:
            words = [word for word in (act.query or "").split() if not _is_denied(word, denied)]
            if words:
                yield replace(act, query=" ".join(words))


def _is_denied(word: str, denied: Sequence[Denied]) -> bool:
    return word.casefold() in DENIALS or any(
        likeness(part, other) for one in denied for other in one.words for part in words_of(word)
    )
