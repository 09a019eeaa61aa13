"""Holds an undo to what its message names: "отмени без сахара" is of that fact, "верни цену" of the price, whatever came after.

A message that says anything besides stays the undo of the last change.
"""

import re
from collections.abc import Iterator, Sequence, Set

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext, RememberedFact
from podbor.agent.planner.holding.complaints import WITHOUT
from podbor.agent.planner.holding.cues import ATTRIBUTE_WORDS
from podbor.agent.planner.holding.directions import DESCRIBED
from podbor.agent.planner.holding.lifts import CLAUSE
from podbor.agent.planner.holding.phrases import LACKING, part_of_speech
from podbor.agent.planner.holding.plain_products import bare_product
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Plain, Shift
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import in_nominative
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS, Attribute

UNDO = Plain(word="undo")
ALL = Forget(fact=None)
NOT_ALL = re.compile(
    r"(?<!\w)(?:не вс[её]|не (?:забывай|стирай|удаляй|сбрасывай)\w*|not (?:all|everything)|"
    r"(?:don['’]?t|do not) (?:forget|erase|delete|wipe))(?!\w)",
    re.IGNORECASE,
)
"""Says that not all is to be forgotten …"""
ONLY = re.compile(r"(?<!\w)(?:только|лишь|only|just)(?!\w)", re.IGNORECASE)
"""… and before what is."""
CANCELS = frozenset("отмени отмените отменить отмена откати откатите откатить undo cancel revert scratch".split())
"""Words that take back what was said …"""
RETURNS = frozenset("верни верните вернуть back".split())
"""… and words that bring back what it kept out."""
DENIALS = LACKING | {"free"}
AROUND = DENIALS | frozenset(
    "а и ну нет ой да давай же все пожалуйста пж про о об на по с со то это этот эту что у для мой мою мое моего моей мне снова "
    "условие фильтр ограничение запрет правило аллергия аллергию диету диета только "
    "как был была было были раньше обратно назад прежний прежнюю прежнее прежние прошлый прошлую старый старую старые "
    "обычный обычную обычное обычные лучше скорее "
    "bring put give please pls now again actually the a an that this about on of to for my me in with and oh ok filter rule "
    "ban limit restriction thing bit part allergy diet only one ones as it was were before old usual previous quickly".split()
)
"""Words beside those and a fact that say nothing else."""
DEGREES = frozenset("больше побольше меньше поменьше более менее more less".split())
"""Of the size, where no other word says of what."""
MEASURES = frozenset(
    "price prices cost costs budget size sizes delivery speed time fat sugar salt protein calories rating".split()
)
"""English names of what a critique is of."""
THEN = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(CANCELS | RETURNS))})\s+(?:и|а|но|and|but|then)(?!\w)", re.IGNORECASE)
"""What follows is another wish: "отмени и подешевле"."""

RETURN = re.compile(
    r"(?:(?:а|ну|ладно|давай(?:те)?|ok|okay|so|now|let['’]?s|go|can we)\W+)*"
    r"(?:back to|назад ко?|обратно ко?|верн(?:[её]мся|ись|итесь)(?: назад| обратно)? ко?|возвраща\w+ ко?)\s+"
    r"(?P<thing>[\w -]+?)[.!?)]*",
    re.IGNORECASE,
)
"""Wants to see again what was looked for before: "back to the toasters"."""


def name_the_undone(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts`, or in place of an undo that names facts in force, and says nothing else, the forgetting of those.

    What is cancelled of a critique is an undo, which finds it; what is to come back as it is described ("верни жирный") is
    a critique that way.
    """
    if ALL in acts and NOT_ALL.search(message):
        rest = tuple(act for act in acts if act != ALL)
        return (*_forgotten_alone(message, context), *rest) or (Plain(word="unclear"),)
    named = _named(message, context) if UNDO in acts else ()
    if named:
        return tuple(Forget(fact=fact) for fact in named)
    if len(acts) == 1 and isinstance(acts[0], Find | Plain) and (found := RETURN.fullmatch(message.strip())):
        return _looked_for(found["thing"], context) or tuple(acts)
    undone = attributes_undone(message)
    if undone and all(act == UNDO or _is_critique(act, undone) for act in acts):
        return (UNDO,)
    described = _described(message) if all(act == UNDO for act in acts) else None
    return tuple(acts) if described is None else (described,)


def _forgotten_alone(message: str, context: PlannerContext) -> tuple[Forget, ...]:
    """What is forgotten where not all is to be: the facts that stand behind "only"."""
    only = ONLY.search(message)
    words = words_of(message[only.end() :]) if only else ()
    facts = [FactPhrase(facet=known.facet, value=known.value) for known in _of_whom(message, context)]
    return tuple(Forget(fact=fact) for fact in facts if _naming(words, fact))


def _looked_for(thing: str, context: PlannerContext) -> tuple[Act, ...]:
    """The search for a need on screen, or for a product, that a message goes back to; nothing for anything else."""
    said = words_of(thing)
    need = next((need for need in context.needs if any(likeness(w, o) for w in words_of(need) for o in said)), None)
    product = need or bare_product(thing)
    return () if product is None else (Find(query=need or in_nominative(product)),)


def attributes_undone(message: str) -> frozenset[Attribute]:
    """What the critique is of that an undo names, and says nothing else; nothing for any other message.

    >>> sorted(attributes_undone("верни цену как была")), sorted(attributes_undone("undo the faster")), attributes_undone("отмени")
    (['price'], ['delivery_time'], frozenset())
    """
    asked, returned = _asked(message)
    if THEN.search(message) or returned and not all(map(_is_measure, asked)):
        return frozenset()
    told = [word for word in asked if word not in DEGREES] or asked
    found = [
        {name for name, words in ATTRIBUTE_WORDS.items() if re.search(words, word, re.IGNORECASE)} for word in told
    ]
    return frozenset().union(*found) if all(found) else frozenset()


def _is_measure(word: str) -> bool:
    return word in MEASURES or part_of_speech(word) == "NOUN"


def _is_critique(act: Act, attributes: Set[Attribute]) -> bool:
    return isinstance(act, Shift) and act.ref is None and act.attribute in attributes


def _described(message: str) -> Shift | None:
    """The critique that leads back to what an undo describes; None where it describes nothing."""
    asked, returned = _asked(message)
    if not asked or not returned:
        return None
    ways = [way for way, words in DESCRIBED.items() if all(map(words.search, asked))]
    if len(ways) != 1:
        return None
    ((attribute, away),) = ways
    return Shift(attribute=attribute, direction="higher" if away == "lower" else "lower")


def _asked(message: str) -> tuple[Sequence[str], bool]:
    """The words that say what an undo is of, none where it says anything else, and whether it is to bring that back."""
    said = [words for words in map(words_of, CLAUSE.split(message)) if not AROUND.issuperset(words)]
    verbs = (CANCELS | RETURNS).intersection(said[0] if len(said) == 1 else ())
    returned = CANCELS.isdisjoint(verbs)
    if not verbs or returned and not DENIALS.isdisjoint(said[0]):
        return (), returned
    return [word for word in said[0] if word not in verbs and not _is_beside(word)], returned


def _is_beside(word: str) -> bool:
    """Whether a word says nothing of what is undone, but when or for whom: "отмени срочно"."""
    return word in AROUND or part_of_speech(word) == "ADVB" or bool(People.load().named(word))


def _named(message: str, context: PlannerContext) -> Sequence[FactPhrase]:
    """The facts in force that an undo speaks of; none where a word of it is of anything else."""
    asked, returned = _asked(message)
    found = dict(
        one for known in _of_whom(message, context) for one in _facts(asked, known, returned=returned) if one[1]
    )
    # A word for two of them does not tell which.
    return list(found) if sorted(word for named in found.values() for word in named) == sorted(asked) else ()


def _of_whom(message: str, context: PlannerContext) -> Sequence[RememberedFact]:
    """The facts of those whom a message names; else the shopper's own, and with none of those anybody's."""
    people = People.load().named(message)
    found = [known for known in context.facts if known.person in (people or ("self",))]
    return found if found or people else context.facts


def _facts(
    words: Sequence[str], known: RememberedFact, *, returned: bool
) -> Iterator[tuple[FactPhrase, Sequence[str]]]:
    """A fact, and what it takes along, each with the words that name it: a diet is `returned` by what it keeps out."""
    fact = FactPhrase(facet=known.facet, value=known.value)
    if not returned or known.stance in ("exclude", "avoid"):
        yield fact, _naming(words, fact)
    elif known.facet == "diet" and known.stance == "require":
        kept_out = WITHOUT.get(known.value, "").split()
        yield fact, [word for word in words if any(likeness(word, other) for other in kept_out)]
    if known.facet == "allergen" and known.stance == "exclude":
        for named, companion in COMPANIONS.items():
            along = FactPhrase(facet="allergen", value=companion)
            yield along, _naming(words, along) if named == known.value else ()


def _naming(words: Sequence[str], fact: FactPhrase) -> Sequence[str]:
    """The words for a fact, its whole name among them; a food that an allergen is in ("сыр" for milk) is no name of it."""
    value, terms = fact.value or "", Terms.load()
    for name in (value, terms.name(fact.facet, value, "ru"), terms.name(fact.facet, value, "en")):
        parts = [part for part in words_of(name) if part not in AROUND]
        said = [word for word in words if any(likeness(word, part) for part in parts)]
        if parts and all(any(likeness(word, part) for word in said) for part in parts):
            return said
    return ()
