"""Drops what turns a message round: "we don't fast" asks for no fasting food, and who "can have sugar" is on no diet without it."""

import re
from collections.abc import Iterator, Sequence

from podbor.agent.language import detect
from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import ALLERGY, CLAUSE, allowed_allergens, names_of_allergens
from podbor.agent.planner.holding.complaints import is_of
from podbor.agent.planner.holding.facts import places_of_diets, tells
from podbor.agent.planner.holding.lifts import REFUSED
from podbor.agent.planner.language import Act, FactPhrase, Forget, Plain, Prefer
from podbor.agent.planner.words import words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import Scope
from podbor.tools.catalog.ingredients import IngredientVocabulary

NOT_KEPT = {
    "fasting": re.compile(
        r"(?<!\w)(?:не (?:пощусь|пост(?:имся|ится|ятся|ишься))|(?:don['’]?t|do not|not|n['’]t) fast(?:ing)?)(?!\w)",
        re.IGNORECASE,
    ),
}
"""Diet → who does not keep it."""
CROSSED_OUT = re.compile(
    r"(?<!\w)(?:вычерк|вычёрк|снима(?:й|ем)|отменя(?:й|ем)|drop the|scrap the|lift the|cross (?:out|off))",
    re.IGNORECASE,
)
"""Says that what is remembered is to be so no more."""
WHO = frozenset(
    "i me my we us our he him his she her it its they them their who s m re not isn is are with the".split()
)
"""English words that name nothing."""
MAY = re.compile(
    r"(?<!\w)(?:можно|(?:can|may) (?:eat|have|drink)|(?:is|are) (?:fine|ok|okay|allowed))(?!\w)", re.IGNORECASE
)
NEED_NOT = re.compile(
    r"(?<!\w)(?:не ?обязательно|not necessarily|"
    r"(?:needn['’]?t|(?:do(?:es)?n['’]?t|do(?:es)? not|no) (?:have|need)(?: for \w+)? to) be|"
    r"(?:do(?:es)?n['’]?t|do(?:es)? not) need (?:it|them)(?: to be)?(?= [\w-]+[ -]free| vegan| vegetarian))(?!\w)",
    re.IGNORECASE,
)
"""Says of a diet, named right behind it, that it is not required."""
_REMOVED = r"(?:убира|исключа|выкидыва|выбрасыва|отсеива|скрыва|прята|прячь|блокирова|блокируй|запреща)"
KEPT_IN = re.compile(
    rf"(?<!\w)не (?:надо |нужно |стоит )?{_REMOVED}\w*|{_REMOVED}ть (?:\w+ )?не (?:надо|нужно|стоит)(?!\w)|"
    r"(?<!\w)(?:don['’]?t|do not|no need to) (?:remove|exclude|hide|ban|block|drop|take (?:out|away|off))(?!\w)",
    re.IGNORECASE,
)
"""Says of what its clause names that it is not to be left out: "молочку не убирай" …"""
BAN = re.compile(
    r"запрет|исключен|ограничен|фильтр|аллерг|(?<!\w)(?:bans?|block|filters?|restrict\w*|exclusions?|allerg\w+)(?!\w)",
    re.IGNORECASE,
)
"""… unless it is the ban that is to stay: "запрет на лук не убирай"."""
NEAR = 2
"""Words behind it, at most, that name the diet: "без лактозы", "gluten free"."""
LEFT_OUT = re.compile(
    r"(?<!\w)(?:без|исключ\w+|убер\w+|убира\w+|никак\w+|without|no|exclude|leave out)(?!\w)|free(?!\w)", re.IGNORECASE
)
"""Says of what is named beside it that it is not to be had."""


def drop_reversed(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` without diets that the message says nobody keeps, and bans of what it allows, or of what it does not name.

    What it crosses out is forgotten where it is remembered, and what it leaves out beside a diet that is not required is.
    """
    if context.asked:
        return tuple(acts)
    held = [_turned(act, message, context) for act in acts]
    kept = tuple(act for act in held if act is not None)
    if None in held:
        kept = (*_left_out(message, kept), *kept)
    if all(isinstance(act, Plain) for act in kept):
        kept = tuple(_kept_in(message, context)) or kept
    return kept or ((Plain(word="chat"),) if acts else ())


def _left_out(message: str, acts: Sequence[Act]) -> Iterator[Prefer]:
    """Yield what a message leaves out beside what it says is not required, and no act has: "needn't be vegan, but no nuts"."""
    clauses = CLAUSE.split(message)
    if not any(map(NEED_NOT.search, clauses)):
        return
    held = {act.fact.value for act in acts if isinstance(act, Prefer)}
    scope: Scope = "lasting" if ALLERGY.search(message) else "session"
    for clause in clauses:
        if LEFT_OUT.search(clause) and not NEED_NOT.search(clause):
            yield from (one for one in _facts_left_out(clause, scope=scope) if one.fact.value not in held)


def _facts_left_out(clause: str, *, scope: Scope) -> Iterator[Prefer]:
    """Yield the diets that a clause names, and the allergens and ingredients of its other words, which an allergy makes last."""
    words, named = words_of(clause), set[int]()
    for value, start, end in places_of_diets(words):
        named.update(range(start, end))
        yield Prefer(stance="require", scope="session", fact=FactPhrase(facet="diet", value=value))
    rest = " ".join(word for at, word in enumerate(words) if at not in named and not LEFT_OUT.fullmatch(word))
    allergens = dict.fromkeys(names_of_allergens(rest))
    facts = [FactPhrase(facet="allergen", value=value) for value in allergens]
    vocabulary = IngredientVocabulary.load()
    others = (key for key in vocabulary.in_text(rest) if allergens.keys().isdisjoint(vocabulary.allergens_of([key])))
    facts += [
        FactPhrase(facet="ingredient", value=vocabulary.name(key, detect(clause, otherwise="ru"))) for key in others
    ]
    yield from (Prefer(stance="exclude", scope=scope, fact=fact) for fact in facts)


def _turned(act: Act, message: str, context: PlannerContext) -> Act | None:
    """An act as it stands, turned the right way, or None where it is to go."""
    if not isinstance(act, Prefer):
        return act
    if act.stance in ("exclude", "avoid") and _is_kept_in(act, message):
        return None
    if act.fact.facet == "diet" and act.stance == "require":
        if _is_not_kept(act, message):
            return None
        named = any(Terms.load().resolve(word) == ("diet", act.fact.value) for word in words_of(message))
        known = any((one.facet, one.value) == ("diet", act.fact.value) for one in context.facts)
        return Forget(fact=act.fact) if named and known and CROSSED_OUT.search(message) else act
    if act.fact.facet == "allergen" and act.stance == "exclude":
        return None if _is_allowed(act, message) or _is_of_nothing(message) else act
    return act


def _kept_in(message: str, context: PlannerContext) -> Iterator[Forget]:
    """Yield what is remembered to be left out, no allergy, and a message says is not to be: "лук прятать не надо"."""
    for clause in CLAUSE.split(message):
        for known in context.facts if _keeps_in(clause) and "?" not in message else ():
            fact = FactPhrase(facet=known.facet, value=known.value)
            refused = known.stance in ("exclude", "avoid") and known.facet != "allergen" and known.person == "self"
            if refused and any(is_of(word, fact) for word in words_of(clause)):
                yield Forget(fact=fact)


def _is_kept_in(act: Prefer, message: str) -> bool:
    """Whether every clause that tells of a ban says that it is none."""
    told = [clause for clause in CLAUSE.split(message) if _tells_of(clause, act)]
    return bool(told) and all(map(_keeps_in, told))


def _keeps_in(clause: str) -> bool:
    said = KEPT_IN.search(clause)
    return said is not None and not BAN.search(KEPT_IN.sub("", clause))


def _is_not_kept(act: Prefer, message: str) -> bool:
    denied = NOT_KEPT.get(act.fact.value or "")
    if denied is not None and denied.search(message):
        return True
    told = [clause for clause in CLAUSE.split(message) if _tells_of(clause, act)]
    return bool(told) and all(_needs_not(clause, act) for clause in told)


def _needs_not(clause: str, act: Prefer) -> bool:
    """Whether a clause says that a diet need not be kept, or that what it forbids may be had."""
    left = NEED_NOT.search(clause)
    if left is not None:
        before, behind = words_of(clause[: left.start()]), words_of(clause[left.end() :])
        if not behind:
            return act.fact.value in {value for value, _, _ in places_of_diets(before[-NEAR:])}
        return _tells_of(" ".join(behind[:NEAR]), act) and not _tells_of(" ".join(before), act)
    return MAY.search(clause) is not None and REFUSED.search(clause) is None


def _tells_of(text: str, act: Prefer) -> bool:
    return any(is_of(word, act.fact) for word in words_of(text))


def _is_allowed(act: Prefer, message: str) -> bool:
    """Whether all that a message says of an allergen is that it is fine."""
    told = [clause for clause in CLAUSE.split(message) if act.fact.value in set(names_of_allergens(clause))]
    return bool(told) and all(act.fact.value in allowed_allergens(clause) for clause in told)


def _is_of_nothing(message: str) -> bool:
    """Whether a message names nothing that somebody may be allergic to: "it's not me who's allergic, it's my brother"."""
    people = People.load()
    words = [word for word in words_of(message) if not ALLERGY.search(word) and people.called(word) is None]
    return ALLERGY.search(message) is not None and not any(tells(word) for word in words if word not in WHO)
