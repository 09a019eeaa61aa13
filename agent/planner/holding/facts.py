"""Holds the facts of a plan to how the message says them: what kind of thing they are of, in which form, how strictly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from podbor.agent.people import People
from podbor.agent.planner.holding.allergies import CLAUSE
from podbor.agent.planner.holding.copies import foreign_words, split, stands_for
from podbor.agent.planner.holding.phrases import IMAGINED, NEGATIONS
from podbor.agent.planner.holding.plain_products import is_product
from podbor.agent.planner.language import Act, FactPhrase, Find, Plain, Prefer
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.tools.catalog.ingredients import IngredientVocabulary

HEDGED = re.compile(
    r"по возможности|желательно|не принципиально|не критично|if (?:you|u) can|if possible|where possible|not a must|ideally|"
    r"not a deal ?breaker",
    re.IGNORECASE,
)
"""What makes a ban a wish."""
NOT_BUT = re.compile(
    r"(?<![\w-])(?:не|not) (?P<not>[\w'-]+(?: [A-ZА-ЯЁ][\w'-]*)?),? (?:а|but) "
    r"(?!(?:не|not|я|мы|ты|вы|он|она|они|i|we|you|he|she|they) )(?P<but>[\w'-]+(?: [A-ZА-ЯЁ][\w'-]*)?)",
    re.IGNORECASE,
)
INSIDE = re.compile(r"(?<!\w)(?:in (?:it|them|there)|inside|в составе|внутри|в н(?:ём|ем|ей|их))(?!\w)", re.IGNORECASE)
"""What makes of anything an ingredient."""
KEPT = frozenset({"vegan", "vegetarian", "halal", "kosher", "keto"})
"""Diets that are named to be kept."""
ANOTHER = re.compile(
    r"(?<!\w)(?:он|она|они|he|she|they|(?:my|our|his|her|their|the) \w+)(?:['’](?:s|re))?(?!\w)", re.IGNORECASE
)
"""Subjects of a clause that is not about the shopper."""
NEGATED = NEGATIONS | frozenset("больше уже isn don longer anymore used".split())
LEAST_WORD = 5
"""Letters of an English word that may name a food."""
ACCUSATIVE = re.compile(r"[ую]$")


def hold_to_facts(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with no "sugar-free" that is excluded, brands in the nominative, and both brands of "не X, а Y"."""
    held = [_held(message, act) for act in acts]
    return (*held, *_other_brands(message, held), *_diets(message, held))


def _held(message: str, act: Act) -> Act:
    if not isinstance(act, Prefer) or not act.fact.value:
        return act
    if act.fact.facet == "diet" and act.stance == "exclude" and act.fact.value.endswith("_free"):
        return replace(act, stance="require")
    if act.stance == "exclude" and act.fact.facet not in ("allergen", "diet") and HEDGED.search(message):
        act = replace(act, stance="avoid")
    return replace(act, fact=_as_said(message, act.fact))


def _as_said(message: str, fact: FactPhrase) -> FactPhrase:
    """A brand in the nominative; a food in the word that the message has for it; what is no ingredient but a shelf, a category."""
    value = fact.value or ""
    if fact.facet == "brand":
        return replace(fact, value=" ".join(_nominative(word) for word in value.split()))
    if fact.facet != "ingredient":
        return fact
    if is_product(value) and not INSIDE.search(message) and tuple(sorted(stems(value))) not in _ingredients():
        return replace(fact, facet="category")
    said = split(message)
    foreign = foreign_words(value, said)
    if len(foreign) != 1 or len(words_of(value)) != 1 or Terms.load().resolve(value) is not None:
        return fact
    meant = [word for word in said if stands_for(foreign[0], (word,)) and _is_noun(word)]
    return replace(fact, value=meant[0]) if len(meant) == 1 and meant[0].isascii() == value.isascii() else fact


@cache
def _ingredients() -> frozenset[tuple[str, ...]]:
    vocabulary = IngredientVocabulary.load()
    return frozenset(tuple(sorted(stems(phrase))) for key in vocabulary for phrase in vocabulary[key].phrases)


def _is_noun(word: str) -> bool:
    return word.isascii() and len(word) >= LEAST_WORD or analyser().parse(word)[0].tag.POS == "NOUN"


def _nominative(word: str) -> str:
    """A name in the accusative of a feminine noun as a label has it: "Активию" is "Активия"."""
    parse = analyser().parse(word)[0]
    if not ACCUSATIVE.search(word) or parse.tag.POS != "NOUN" or parse.tag.case != "accs" or parse.tag.gender != "femn":
        return word
    normal = str(parse.normal_form)
    return normal.capitalize() if word[0].isupper() else normal


def _other_brands(message: str, acts: Sequence[Act]) -> Iterator[Act]:
    """Yield a wish for the brand that is named instead of one that is not wanted, where no act has it."""
    held = [word for act in acts for word in _words(act)]
    for act in acts:
        if not isinstance(act, Prefer) or act.fact.facet != "brand" or act.stance not in ("exclude", "avoid"):
            continue
        for pair in NOT_BUT.finditer(message):
            refused = any(
                likeness(word, other) for word in words_of(pair["not"]) for other in words_of(act.fact.value or "")
            )
            if refused and not any(likeness(word, other) for word in words_of(pair["but"]) for other in held):
                name = " ".join(_nominative(word) for word in pair["but"].split())
                yield Prefer(stance="prefer", scope=act.scope, fact=FactPhrase(facet="brand", value=name))
                held.extend(words_of(name))


def _diets(message: str, acts: Sequence[Act]) -> Iterator[Act]:
    """Yield the diets that a message about one's own preferences alone keeps, and no act has: "не ем свинину, только халяль"."""
    stated = [act for act in acts if isinstance(act, Prefer)]
    others = any(not isinstance(act, Prefer | Plain) for act in acts)
    if not stated or others or "?" in message or IMAGINED.search(message) or People.load().named(message):
        return
    held = {word for act in stated for word in (act.fact.value or "", *_words(act))}
    for diet in dict.fromkeys(_kept(message)):
        if not any(likeness(diet, word) for word in held):
            yield Prefer(stance="require", scope=stated[-1].scope, fact=FactPhrase(facet="diet", value=diet))


def _kept(message: str) -> Iterator[str]:
    """Yield the diets that clauses name without a negation."""
    for clause in CLAUSE.split(message):
        words = words_of(clause)
        if NEGATED.isdisjoint(words) and not _is_of_another(clause):
            known = filter(None, map(Terms.load().resolve, words))
            yield from (value for facet, value in known if facet == "diet" and value in KEPT)


def _is_of_another(clause: str) -> bool:
    """Whether a clause tells of somebody else: "подруга веган", "my friend is vegan"."""
    if ANOTHER.search(clause):
        return True
    terms = Terms.load()
    return any(
        {"NOUN", "anim", "nomn"} in analyser().parse(word)[0].tag and terms.resolve(word) is None
        for word in words_of(clause)
    )


def _words(act: Act) -> tuple[str, ...]:
    match act:
        case Prefer():
            return words_of(act.fact.value or "")
        case Find():
            return words_of(" ".join([act.query or "", *act.kinds]))
        case _:
            return ()
