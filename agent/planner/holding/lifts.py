"""Reads that something may be shown again ("арахис можно", "with gluten is fine too") from what is remembered.

Only facts in force can be lifted, so few words are enough to tell it from a question or a wish.
"""

import re
from collections.abc import Iterator, Sequence

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext, RememberedFact
from podbor.agent.planner.holding.phrases import belongs, tokens_of
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Plain, Prefer, Why
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS

ALLOWED = re.compile(
    r"(?<!\w)(?:можно|разреш\w+|(?:теперь|снова|опять) (?:ем|ест|едим|едят)|не против|годится|подойд[её]т|"
    r"(?:is|are) (?:fine|ok|okay|allowed)|(?:can|may) (?:eat|have|drink)\b.* (?:again|now)|eats?\b.* (?:again|now))(?!\w)",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\?|^\W*(?:а |и )?можно (?!уже|снова|опять|теперь)|"
    r"(?<!\w)(?:не(?! против)|нельзя|без|ни|если|if|not|no|isn't|aren't|can't|cannot|without|free)(?!\w)|"
    r"кроме|помимо|за исключением|(?<!\w)(?:except|apart from|other than|(?:all|anything|everything) but)(?!\w)|"
    r"убр|убер|исключ|удал|скры|выкин|замен|remov|hide|skip|exclu|leave out|swap|replac",
    re.IGNORECASE,
)
"""Words beside which "можно" and "is fine" allow nothing: "орехи можно убрать", "sugar-free is fine"; "можно молоко" asks, and
"можно всё кроме орехов" allows the rest."""
CLAUSE = re.compile(r"[,;.!]")
SHORT = 4
"""Words of a message that says no more than that something may be shown again."""
OVER = re.compile(
    r"забуд|больше не|прошл|сним|отмен|брос|конч|заверш|разговл|надоел|хватит|можно|"
    r"forget|no longer|not .* any ?more|off|quit|stop|gave up|over|drop|lift|finish|ended|done with",
    re.IGNORECASE,
)
"""Words that say a diet is over."""
GIVEN_UP = re.compile(
    r"(?<!\w)(?:уже не|не (?:веган|вегетариан)|в архив|"
    r"not (?:a |really |actually )*(?:vegan|veg|halal|kosher)|can go(?!\w)|not me(?!\w)|"
    r"scrap (?:the |my )?(?:keto|vegan|veg|halal|kosher|diet|\w+[- ]free))|needn['’]?t be",
    re.IGNORECASE,
)
"""Says of the shopper that a diet is not kept."""
WITHOUT = {
    "sugar_free": "сахар sugar",
    "gluten_free": "глютен gluten",
    "lactose_free": "лактоза lactose молоко milk",
    "vegetarian": "мясо meat",
    "vegan": "мясо meat",
}
"""Diet → what nobody has who keeps it; fish alone does not end a vegetarian's, nor milk a vegan's."""


def lift(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with what the message allows again forgotten, and nothing else said of it.

    A diet that is not kept cannot be forgotten: it is asked for, unless the message gives it up.
    """
    if REFUSED.search(message) or not ALLOWED.search(message):
        return tuple(_kept(act, message, context) for act in acts)
    lifted = list(dict.fromkeys(_lifted(message, context)))
    if not lifted or any(isinstance(act, Forget) for act in acts):
        return tuple(acts)
    rest = [
        act
        for act in acts
        if _is_new_constraint(act, message, lifted)
        or not (isinstance(act, Prefer | Plain | Why) or _is_about(act, lifted))
    ]
    return (*(Forget(fact=fact) for fact in lifted), *rest)


def _is_new_constraint(act: Act, message: str, lifted: Sequence[FactPhrase]) -> bool:
    """Whether an act excludes or requires something else that the message names: "молоко можно, а на орехи аллергия"."""
    if not isinstance(act, Prefer) or act.stance not in ("exclude", "require") or act.fact in lifted:
        return False
    return any(_is_of(word, act.fact) for word in words_of(message))


def _kept(act: Act, message: str, context: PlannerContext) -> Act:
    match act:
        case Forget(fact=FactPhrase(facet="diet", value=str(diet)) as fact) if not _is_given_up(message):
            known = any(one.facet == "diet" and one.value == diet for one in context.facts)
            return act if known else Prefer(stance="require", scope="session", fact=fact)
        case _:
            return act


def _is_given_up(message: str) -> bool:
    return OVER.search(message) is not None or GIVEN_UP.search(message) is not None


def is_plain(message: str, acts: Sequence[Act], context: PlannerContext) -> bool:
    """Whether all that `acts` forget is allowed again in so many words: an allergy by a message that says nothing else."""
    if REFUSED.search(message) or not ALLOWED.search(message):
        return False
    forgotten = [act.fact for act in acts if isinstance(act, Forget)]
    allergy = any(fact is not None and fact.facet == "allergen" for fact in forgotten)
    said = set(_lifted(message, context))
    return bool(forgotten) and said.issuperset(forgotten) and (not allergy or len(words_of(message)) <= SHORT)


def _lifted(message: str, context: PlannerContext) -> Iterator[FactPhrase]:
    people = People.load().named(message) or ("self",)
    for clause in CLAUSE.split(message):
        if ALLOWED.search(clause):
            rest = ALLOWED.sub(" ", clause)
            named = [token.text.casefold() for token in tokens_of(rest) if belongs(token)]
            for known in context.facts:
                fact = _allowed(words_of(rest), known) if known.person in people else None
                if fact is not None and all(_is_of(word, fact) for word in named):
                    yield fact


def _allowed(said: Sequence[str], known: RememberedFact) -> FactPhrase | None:
    """The fact that words allow again: the one remembered, or the one that is taken along with it."""
    if known.stance == "exclude" and known.facet == "allergen":
        companion = next((other for one, other in COMPANIONS.items() if one == known.value), None)
        if companion is not None and any(_is_of(word, FactPhrase(facet="allergen", value=companion)) for word in said):
            return FactPhrase(facet="allergen", value=companion)
    fact = FactPhrase(facet=known.facet, value=known.value)
    if known.stance not in ("exclude", "avoid", "require") or (known.stance == "require") != (known.facet == "diet"):
        return None
    return fact if any(_is_of(word, fact) for word in said) else None


def _is_of(word: str, fact: FactPhrase) -> bool:
    """Whether a word names a fact's value, or what a diet keeps out."""
    value = fact.value or ""
    named = WITHOUT.get(value, "").split() if fact.facet == "diet" else words_of(value)
    return any(likeness(word, other) for other in named) or Terms.load().resolve(word) == (fact.facet, fact.value)


def _is_about(act: Act, lifted: Sequence[FactPhrase]) -> bool:
    """Whether a search is only for what has just been allowed."""
    if not isinstance(act, Find) or act.query is None:
        return False
    known = {Terms.load().resolve(word) for word in words_of(act.query)}
    return len(words_of(act.query)) == 1 and any((fact.facet, fact.value) in known for fact in lifted)
