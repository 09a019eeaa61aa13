"""Holds the facts of a plan to how the message says them: what kind of thing they are of, in which form, how strictly."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache
from os.path import commonprefix

from rapidfuzz.distance import OSA

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import ALLERGY, CLAUSE, UNABLE, names_of_allergens
from podbor.agent.planner.holding.complaints import WITHOUT, is_of
from podbor.agent.planner.holding.paraphrases import foreign_words, split, stands_for, words_written
from podbor.agent.planner.holding.phrases import IMAGINED, NEGATIONS, is_filler, part_of_speech
from podbor.agent.planner.holding.plain_products import groups_of, is_product
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Plain, Prefer
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser, in_nominative
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.core.vocabulary import Facet, same_facts
from podbor.tools.catalog.ingredients import IngredientVocabulary

HEDGED = re.compile(
    r"по возможности|желательно|не принципиально|не критично|if (?:you|u) can|if possible|where possible|not a must|ideally|"
    r"not a deal ?breaker",
    re.IGNORECASE,
)
"""What makes a ban a wish."""
NOT_BUT = re.compile(
    r"(?<![\w-])(?:не|not) (?P<not>\w[\w'-]*(?: (?-i:[A-ZА-ЯЁ])[\w'-]*)?),? (?:а|but) "
    r"(?!(?:не|not|я|мы|ты|вы|он|она|они|i|we|you|he|she|they) )(?P<but>\w[\w'-]*(?: (?-i:[A-ZА-ЯЁ])[\w'-]*)?)",
    re.IGNORECASE,
)
INSIDE = re.compile(r"(?<!\w)(?:in (?:it|them|there)|inside|в составе|внутри|в н(?:ём|ем|ей|их))(?!\w)", re.IGNORECASE)
"""What makes of anything an ingredient."""
NAMED: tuple[Facet, ...] = ("brand", "ingredient")
"""Facets whose values are said in the shopper's words."""
NAMELESS = frozenset(
    "бренд марка фирма производитель brand make first second third fourth fifth last "
    "первый второй третий четвёртый четвертый пятый последний".split()
)
"""What stands for a brand that is not named: "этот бренд не показывай", "fourth I just don't like the brand"."""
CLOSED_CLASSES = frozenset("PREP CONJ PRCL NPRO ADVB".split())
LONGEST_DIET, SAME_BEGINNING = 3, 4
"""Words of a diet's name; letters by which a word is made of it."""
ALSO_DIETS = {
    "organic": "фермерское эко био eco bio natural натуральное",
    "fasting": "пост пощусь говею lent fast",
    "halal": "мусульмане muslim ислам рамадан ramadan",
    "kosher": "евреи jewish кашрут шаббат",
    "vegan": "растительное plant",
    "lactose_free": "молочка dairy",
    "gluten_free": "целиакия coeliac celiac пшеница wheat",
    "sugar_free": "диабет diabetes сладкое sweet инсулин insulin",
    "keto": "углеводы carbs",
}
"""Other words that tell a diet."""
NOTHING_TOLD = frozenset("раз разок no yes only just today tonight now this time once for right always please".split())
"""Words that name nothing, besides those of closed classes in Russian."""
REFUSED = re.compile(
    rf"{UNABLE.pattern}|n['’]t|(?<!\w)(?:не|нет|ни|без|кроме|no|not|never|without|off|hates?)(?!\w)", re.IGNORECASE
)
"""What refuses something, but for "free"."""
UNMEANT = re.compile(
    rf"{IMAGINED.pattern}|n['’]t|(?<!\w)(?:(?:начни|сядь|стань|будь|перейди) (?:я|мы)|(?:по)?пробовал\w*|tried)(?!\w)|"
    r"(?<!\w)(?:не|бы|зачем|кто|чисто|вообще|интересно|перейд\w+|стан\w+|бывает\w*|окажись|случись|"
    r"представим|not|need|never|might|may|going|gone|went|were|was|that|once|what|which|how|why|fast|"
    r"assum\w+|pretend|hypothetical\w*|theoretical\w*)(?!\w)",
    re.IGNORECASE,
)
"""What makes a diet somebody's thought, or nobody's."""
LACKING = re.compile(r"(?<!\w)(?:без\w*|without|no)(?!\w)")
KEPT = frozenset({"vegan", "vegetarian", "halal", "kosher", "keto"})
"""Diets that are named to be kept."""
ANOTHER = re.compile(
    r"(?<!\w)(?:он|она|они|he|she|they|(?:my|our|his|her|their|the) \w+)(?:['’](?:s|re))?(?!\w)", re.IGNORECASE
)
"""Subjects of a clause that is not about the shopper."""
NEGATED = NEGATIONS | frozenset("больше уже isn don longer anymore used".split())
DIETARY = frozenset({"food", "baby", "pets", "beauty"})
"""Groups of what a diet is said of; vitamins and cosmetics are of the last."""
LEAST_WORD = 5
"""Letters of an English word that may name a food."""
ACCUSATIVE = re.compile(r"[ую]$")


def hold_to_facts(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with no "sugar-free" that is excluded, brands in the nominative, and both brands of "не X, а Y"."""
    held = [_held(message, act) for act in acts]
    return (*held, *_other_brands(message, held), *_diets(message, held))


def drop_unsaid(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` of a model that was not certain without facts that the message cannot mean.

    A brand or an ingredient is named, if maybe in another word where something is refused; of a diet, a taste or an allergen
    there is a word at least that is no filler. An allergen that is named only in what is looked for is not excluded ("salt free
    nuts").
    """
    said = split(f"{message} {context.asked} {context.need}")
    silent = not context.asked and not any(map(tells, words_of(message)))
    refuses = REFUSED.search(message) is not None
    unsaid = [
        act
        for act in acts
        if _is_unsaid(act, said, silent=silent, refuses=refuses) or _is_diet_of_nobody(act, message, context)
    ]
    kept = tuple(act for act in acts if act not in unsaid and not _is_sought(act, message, acts))
    return kept or (tuple(acts) if not acts else (Plain(word="unclear"),))


def drop_known(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` without facts in force that the message does not name, where it states others."""
    known = {(one.stance, one.facet, one.value) for one in context.facts if one.person == "self"}
    again = [
        act
        for act in acts
        if isinstance(act, Prefer)
        and (act.stance, act.fact.facet, act.fact.value) in known
        and not any(is_of(word, act.fact) for word in words_of(message))
    ]
    stated = [act for act in acts if isinstance(act, Prefer) and act not in again]
    return tuple(act for act in acts if act not in again) if stated else tuple(acts)


def _is_unsaid(act: Act, said: Sequence[str], *, silent: bool, refuses: bool) -> bool:
    if not isinstance(act, Prefer) or not act.fact.value:
        return False
    if act.fact.facet not in NAMED:
        return silent and act.fact.facet in ("diet", "taste", "allergen")
    if NAMELESS.issuperset(words_of(act.fact.value)):
        return True
    return not (refuses and act.stance == "exclude") and is_foreign(act.fact.value, said)


def _is_diet_of_nobody(act: Act, message: str, context: PlannerContext) -> bool:
    """Whether a diet is required that no word of the message tells, be it misspelt or made a noun of: "кетошник"."""
    if not isinstance(act, Prefer) or act.fact.facet != "diet" or act.stance != "require" or context.asked:
        return False
    words, terms = words_of(message), Terms.load()
    runs = {" ".join(words[at : at + length]) for at in range(len(words)) for length in range(1, LONGEST_DIET + 1)}
    if any(terms.resolve(run) == ("diet", act.fact.value) for run in runs):
        return False
    names = _names_of_diet(act.fact.value or "")
    return not any(likeness(word, name) or _begins_alike(word, name) for word in words for name in names)


@cache
def _names_of_diet(diet: str) -> tuple[str, ...]:
    """What a diet is called, what tells it, and what nobody has who keeps it."""
    terms = Terms.load()
    called = (name for name in terms.words("diet") if terms.resolve(name) == ("diet", diet))
    return (*called, *ALSO_DIETS.get(diet, "").split(), *WITHOUT.get(diet, "").split())


def _begins_alike(word: str, name: str) -> bool:
    misspelt = len(name) >= SAME_BEGINNING and OSA.distance(word, name) <= 1
    return misspelt or len(commonprefix([word, name])) >= SAME_BEGINNING


def is_foreign(value: str, said: Sequence[str]) -> bool:
    """Whether no word of a value is said, in any form or spelling."""
    words = [word for word in split(value) if word.isalpha()]
    foreign = bool(words) and set(foreign_words(value, said)).issuperset(words)
    return foreign and not any(stands_for(word, said) for word in words)


def tells(word: str) -> bool:
    """Whether a word may name something: no pronoun, no particle, and no word of time."""
    return word not in NOTHING_TOLD and (word.isascii() or part_of_speech(word) not in CLOSED_CLASSES)


def _is_sought(act: Act, message: str, acts: Sequence[Act]) -> bool:
    """Whether an allergen is excluded that the message only looks for."""
    if not isinstance(act, Prefer) or act.fact.facet != "allergen" or act.stance != "exclude":
        return False
    if act.scope == "lasting" or ALLERGY.search(message) or REFUSED.search(message) or People.load().named(message):
        return False
    value, queries = act.fact.value, [one.query or "" for one in acts if isinstance(one, Find)]
    told = sum(name == value for name in names_of_allergens(message))
    return 0 < told <= sum(name == value for query in queries for name in names_of_allergens(query))


def require_the_said(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the diets that the message says of what it looks for, and no act has, for this conversation."""
    finds = [act for act in acts if isinstance(act, Find) and act.query and not act.kinds]
    facts = [act.fact for act in acts if isinstance(act, Prefer | Forget) and act.fact is not None]
    held = {value for fact in facts for _, value in {("", fact.value), *same_facts(fact.facet, fact.value or "")}}
    if not finds or len(finds) != sum(not isinstance(act, Prefer) for act in acts) or UNMEANT.search(message):
        return tuple(acts)
    words = words_of(message)
    said = {
        value for value, start, end in places_of_diets(words) if value not in held and _is_of(start, end, words, finds)
    }
    new = tuple(
        Prefer(stance="require", scope="session", fact=FactPhrase(facet="diet", value=value)) for value in sorted(said)
    )
    return (*new, *(_without(act, said) if isinstance(act, Find) else act for act in acts)) if new else tuple(acts)


def _is_of(start: int, end: int, words: Sequence[str], finds: Sequence[Find]) -> bool:
    """Whether the diet at some words is said of what is eaten, or worn on the skin, beside it, and no product is called so."""
    beside = [(place, words[place]) for place in (start - 1, end) if 0 <= place < len(words)]
    sought = [word for find in finds for word in words_of(find.query or "")]
    for place, word in beside:
        name = " ".join(words[min(place, start) : max(place + 1, end)])
        if (
            is_product(word)
            and not DIETARY.isdisjoint(groups_of(word))
            and any(likeness(word, other) for other in sought)
        ):
            return not is_product(name) or "free" in name or LACKING.search(name) is not None
    return False


def places_of_diets(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the diets that words name, each with the place of its first word and the place behind its last."""
    at = 0
    while at < len(words):
        found = next(
            (
                (known[1], at, at + length)
                for length in (3, 2, 1)
                if (known := Terms.load().resolve(" ".join(words[at : at + length]))) and known[0] == "diet"
            ),
            None,
        )
        if found:
            yield found
        at = found[2] if found else at + 1


def _without(find: Find, diets: Set[str]) -> Find:
    """A search without the names of diets, where words are left."""
    words = (find.query or "").split()
    places = [(start, end) for value, start, end in places_of_diets(words_of(find.query or "")) if value in diets]
    left = [word for at, word in enumerate(words) if not any(start <= at < end for start, end in places)]
    return replace(find, query=" ".join(left)) if left and len(words) == len(words_of(find.query or "")) else find


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
    meant = [in_nominative(word) for word in said if stands_for(foreign[0], (word,)) and _is_noun(word)]
    if len(meant) != 1 or meant[0].isascii() != value.isascii() or _is_known(value) and not _is_known(meant[0]):
        return fact
    return replace(fact, value=meant[0])


def _is_known(food: str) -> bool:
    """Whether the vocabulary of ingredients has a food."""
    return bool(IngredientVocabulary.load().in_text(food))


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
    held = [word for act in acts for word in words_written(act)]
    for act in acts:
        if not isinstance(act, Prefer) or act.fact.facet != "brand" or act.stance not in ("exclude", "avoid"):
            continue
        for pair in NOT_BUT.finditer(message):
            refused = any(
                likeness(word, other) for word in words_of(pair["not"]) for other in words_of(act.fact.value or "")
            )
            first, *_ = said = words_of(pair["but"])
            named = tells(first) and not is_filler(first)
            if refused and named and not any(likeness(word, other) for word in said for other in held):
                name = " ".join(_nominative(word) for word in pair["but"].split())
                yield Prefer(stance="prefer", scope=act.scope, fact=FactPhrase(facet="brand", value=name))
                held.extend(words_of(name))


def _diets(message: str, acts: Sequence[Act]) -> Iterator[Act]:
    """Yield the diets that a message about one's own preferences alone keeps, and no act has: "не ем свинину, только халяль"."""
    stated = [act for act in acts if isinstance(act, Prefer)]
    others = any(not isinstance(act, Prefer | Plain) for act in acts)
    if not stated or others or "?" in message or IMAGINED.search(message) or People.load().named(message):
        return
    held = {word for act in stated for word in (act.fact.value or "", *words_written(act))}
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
