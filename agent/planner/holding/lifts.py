"""Reads that something may be shown again ("арахис можно", "with gluten is fine too") from what is remembered.

Only facts in force can be lifted, so few words are enough to tell it from a question or a wish.
"""

import re
from collections.abc import Iterator, Sequence

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext, RememberedFact
from podbor.agent.planner.holding import allergies
from podbor.agent.planner.holding.brands import without_brands
from podbor.agent.planner.holding.complaints import ask_why, complains, is_of
from podbor.agent.planner.holding.cues import is_express_erasure
from podbor.agent.planner.holding.phrases import IMAGINED, belongs, is_filler, tokens_of
from podbor.agent.planner.holding.plain_products import is_plain as is_plain_product
from podbor.agent.planner.language import Act, Bounds, FactPhrase, Find, Forget, Plain, Prefer, Shift, Why
from podbor.agent.planner.words import words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import COMPANIONS, SAFETY, Facet

ALLOWED = re.compile(
    r"(?<!\w)(?:можно|разреш\w+|(?:теперь|снова|опять) (?:ем|ест|едим|едят)|не против|годится|подойд[её]т|"
    r"(?:is|are) (?:fine|ok|okay|allowed)|(?:can|may) (?:eat|have|drink)\b.* (?:again|now)|eats?\b.* (?:again|now))(?!\w)",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\?|^\W*(?:а |и )?можно (?!уже|снова|опять|теперь|и со? )|"
    r"(?<!\w)(?:не(?! против)|нельзя|без|ни|если|if|not|no|isn't|aren't|can't|cannot|without|free)(?!\w)|"
    r"кроме|помимо|за исключением|(?<!\w)(?:except|apart from|other than|(?:all|anything|everything) but)(?!\w)|"
    r"убр|убер|исключ|удал|скры|выкин|замен|remov|hide|skip|exclu|leave out|swap|replac",
    re.IGNORECASE,
)
"""Words beside which "можно" and "is fine" allow nothing: "орехи можно убрать", "sugar-free is fine"; "можно молоко" asks, and
"можно всё кроме орехов" allows the rest."""
NO_ALLERGY = re.compile(
    r"(?<!\w)(?:(?:not|n['’]t|no longer) (?:really |actually |even |at all )*allergic(?!\w)|"
    r"(?:no|(?:not|n['’]t) (?:\w+ )?(?:an?|any)) (?:\w+ )?allerg(?:y|ies)(?!\w)|"
    r"нет (?:у (?:меня|нас) )?(?:никакой |больше )?аллерги[ия]|аллергии (?:[\w-]+ ){0,3}нет(?!\w)|не аллергик)",
    re.IGNORECASE,
)
"""Says that there is no allergy."""
DISPUTED = re.compile(
    r"(?<!\w)(?:с чего (?:ты|вы)? ?(?:взял|реши)\w*|кто (?:тебе |вам )?сказал|откуда (?:ты |вы )?(?:взял|реши)\w*|"
    r"(?:why do|what makes) you think|who (?:said|told you))(?!\w)",
    re.IGNORECASE,
)
"""Says that what is remembered was never so."""
NO_DIET = re.compile(
    r"(?:(?<!\w)(?:not|no longer|не|без)|n['’]t)\W+(?:(?:a|an|on|been|really|actually|doing|на|больше)\W+)*([\w-]+)",
    re.IGNORECASE,
)
OWN = re.compile(
    r"(?<!\w)(?:i['’]?m|i am|i haven['’]?t|i|we['’]?re|we are|we|я|мы|больше|теперь|уже|давно|now|any ?more|no longer|"
    r"for (?:ages|years|a (?:long )?while))(?!\w)",
    re.IGNORECASE,
)
"""Who gives a diet up, or since when."""
OF_ITEMS = re.compile(
    r"(?<!\w)(?:эт[оаи]\w*|тут|здесь|th(?:is|at|ese|ose)|it|it['’]s|(?:перв|втор|трет|четв[её]рт|пят|последн)\w+|"
    r"first|second|third|fourth|fifth|last)(?!\w)|убер|убир|выкин|remov|drop|ditch|hide",
    re.IGNORECASE,
)
"""What makes of "not vegan" something said of what is shown, not of the shopper."""
NEGATION = re.compile(r"(?<!\w)(?:не|без|no|not|without)(?!\w)|n['’]t", re.IGNORECASE)
CLAUSE = re.compile(r"[,;.!]")
SENTENCE = re.compile(r"[;.!?]")
ANY: dict[Facet, re.Pattern[str]] = {
    "brand": re.compile(
        r"(?<!\w)(?:any (?:brand|make)|brand (?:doesn['’]?t matter|isn['’]?t important|is(?:n['’]?t| not) an issue)|"
        r"(?:люб\w+|как\w+ угодно|неважно как\w+) (?:бренд|марк|фирм|производител)\w*|"
        r"(?:бренд|марка|фирма|производитель) (?:не важ\w+|люб\w+))(?!\w)",
        re.IGNORECASE,
    ),
    "service": re.compile(
        r"(?<!\w)(?:from (?:anywhere|wherever)|any (?:shop|store|service)|all (?:the )?(?:shops|stores|services)|"
        r"(?:люб\w+|вс\w+) (?:магазин|сервис)\w*|откуда угодно|где угодно|(?:магазин|сервис) (?:не важ\w+|любой))(?!\w)",
        re.IGNORECASE,
    ),
}
"""What lifts all that was said of a brand or a service in this conversation."""
ANY_PRICE = re.compile(
    r"(?<!\w)(?:any price|(?:price|cost|money)(?: is|['’]s)? (?:no object|(?:not|n['’]?t) (?:important|an issue))|"
    r"(?:price|cost|money) (?:doesn['’]?t|does not) matter|(?:isn['’]?t|is not) (?:important|an issue)|whatever the (?:price|cost)|"
    r"(?:remove|drop|lift|clear|no|forget) (?:the |my )?(?:price|budget) (?:limit|cap|filter|range)|"
    r"(?:no|without(?: a| the| any)?|(?:remove|drop|lift|forget|never mind|screw)(?: about)? the) (?:limit|cap|ceiling|budget)s?|"
    r"без (?:потолка|лимит\w*|ограничений)(?! по (?!цен))|"
    r"(?:забей|плевать|забуд\w+) (?:на|про) (?:бюджет|лимит|цену|потолок)|"
    r"(?:цена|стоимость|бюджет) (?:не важ\w+|неважн\w+|не имеет значения|люб\w+|не ограничен\w*)|люб\w+ цен\w+|"
    r"(?:сними|убери|отмени|без) (?:ограничени\w+|лимит\w*|потолок|фильтр\w*)(?: (?:по|на))? цен\w+|неважно сколько стоит)(?!\w)",
    re.IGNORECASE,
)
"""What lifts the bounds of the search on screen."""
CHANGED = re.compile(
    r"(?<!\w)(?:передума|всё-таки|все-таки|всё же|все же|именно|changed my mind|after all|on second thought|specifically)",
    re.IGNORECASE,
)
"""Says that what was refused before is wanted."""
TOO = re.compile(r"(?<!\w)(?:too|also|as well|тоже|также|заодно)(?!\w)", re.IGNORECASE)
"""Joins what else is forgotten to what is."""
SHORT = 4
"""Words of a message that says no more than that something may be shown again."""
OVER = re.compile(
    r"забуд|больше не|прошл|сним|отмен|выч[её]рк|брос|конч|заверш|разговл|надоел|хватит|можно|"
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


def lift(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with what the message allows again forgotten, and nothing else said of it.

    A diet that is not kept cannot be forgotten: it is asked for, unless the message gives it up. A complaint lifts nothing.
    """
    if complains(message, context):
        return ask_why(acts, context)
    wanted = _wanted_again(message, acts, context)
    if wanted and not any(isinstance(act, Forget) for act in acts):
        return (*(Forget(fact=fact) for fact in wanted), *acts)
    denied = _denied(message)
    acts = _without_denied(message, _all_forgotten(message, acts, context), denied)
    lifted = list(dict.fromkeys((*_taken_back(denied, message, context), *_any(message, acts, context))))
    if not lifted and (REFUSED.search(message) or not ALLOWED.search(message)):
        return _unbounded(message, [_kept(act, message, context) for act in acts], context)
    lifted = lifted or list(dict.fromkeys(_lifted(message, context)))
    if not lifted:
        acts = _without_allowed(message, acts)
    if not lifted or any(isinstance(act, Forget) for act in acts):
        return _unbounded(message, acts, context)
    rest = [
        act
        for act in acts
        if _is_new_constraint(act, message, lifted)
        or not (isinstance(act, Prefer | Plain | Why) or _is_about(act, lifted, context))
    ]
    return (*(Forget(fact=fact) for fact in lifted), *rest)


def certainty(
    message: str, acts: Sequence[Act], lifted: Sequence[Act], context: PlannerContext, *, confidence: float
) -> float:
    """How certain `lifted` is, which was `acts`: what is allowed in so many words is; what else is lifted is to be asked."""
    if is_plain(message, lifted, context):
        return 1.0
    return confidence if tuple(lifted) == tuple(acts) else 0.0


def _all_forgotten(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with what is remembered, and named "too" beside what is forgotten, forgotten and not looked for."""
    if not any(isinstance(act, Forget) for act in acts) or not TOO.search(message):
        return tuple(acts)
    known = {one.value.casefold(): FactPhrase(facet=one.facet, value=one.value) for one in context.facts}
    return tuple(
        Forget(fact=known[act.query.casefold()])
        if isinstance(act, Find) and act.query and act.query.casefold() in known and act == Find(query=act.query)
        else act
        for act in acts
    )


def _wanted_again(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[FactPhrase, ...]:
    """What `acts` wish for after it was refused, where the message says that this is over: "передумал, хочу именно Lindt"."""
    if not CHANGED.search(message):
        return ()
    wishes = [act.fact for act in acts if isinstance(act, Prefer) and act.stance == "prefer"]
    refused = [one for one in context.facts if one.stance in ("exclude", "avoid") and one.facet != "allergen"]
    known = [FactPhrase(facet=one.facet, value=one.value) for one in refused if one.person == "self"]
    return tuple(fact for fact in known if any(_alike(fact, wish) for wish in wishes))


def _alike(one: FactPhrase, other: FactPhrase) -> bool:
    return one.facet == other.facet and (one.value or "").casefold() == (other.value or "").casefold()


def _denied(message: str) -> tuple[str, ...]:
    """The clauses that say that there is no allergy, or that what is remembered was never so."""
    if IMAGINED.search(message):
        return ()
    if DISPUTED.search(message):
        # Who disputes a denial says that it is so.
        twice = NO_ALLERGY.search(message) or allergies.DENIED.search(message)
        return () if twice else tuple(one for one in SENTENCE.split(message) if DISPUTED.search(one))
    if "?" in message:
        return ()
    return tuple(one for one in allergies.CLAUSE.split(message) if NO_ALLERGY.search(one))


def _without_denied(message: str, acts: Sequence[Act], denied: Sequence[str]) -> tuple[Act, ...]:
    """Return `acts` without exclusions of allergens that a message only says there is no allergy to."""
    others = [one for one in allergies.CLAUSE.split(message) if one not in denied and REFUSED.search(one)]
    refused = {value for clause in others for value in allergies.names_of_allergens(clause)}
    values = {value for clause in denied for value in allergies.names_of_allergens(clause)} - refused
    kept = tuple(
        act
        for act in acts
        if not isinstance(act, Prefer)
        or act.fact.facet != "allergen"
        or act.stance != "exclude"
        or act.fact.value not in values
    )
    return kept or (Plain(word="chat"),)


def _without_allowed(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` without session exclusions of what a message says is fine: "сегодня можно и сладкое"."""
    if REFUSED.search(message):
        return tuple(acts)
    clauses = [clause for clause in CLAUSE.split(message) if ALLOWED.search(clause)]
    kept = tuple(act for act in acts if not _is_allowed(act, clauses))
    return kept or (Plain(word="chat"),)


def _is_allowed(act: Act, clauses: Sequence[str]) -> bool:
    if not isinstance(act, Prefer) or act.stance not in ("exclude", "avoid") or act.scope != "session":
        return False
    return any(_names_only(clause, act.fact) for clause in clauses)


def _names_only(clause: str, fact: FactPhrase) -> bool:
    """Whether all that a clause allows is of a fact."""
    said, named = _allowed_words(clause)
    return any(is_of(word, fact) for word in said) and all(is_of(word, fact) for word in named)


def _allowed_words(clause: str) -> tuple[Sequence[str], Sequence[str]]:
    """What a clause says besides that it is fine: all of its words, and those that name things."""
    rest = ALLOWED.sub(" ", clause)
    return words_of(rest), [token.text.casefold() for token in tokens_of(rest) if belongs(token)]


def _taken_back(denied: Sequence[str], message: str, context: PlannerContext) -> Iterator[FactPhrase]:
    """Yield the allergies that `denied` names and the diets that the message gives up, of those remembered."""
    people = People.load().named(message) or ("self",)
    diets = [word for clause in _of_diets(message) for word in NO_DIET.findall(clause)]
    for known in context.facts:
        fact = FactPhrase(facet=known.facet, value=known.value)
        named = [word for clause in denied for word in words_of(clause)]
        if known.person not in people or (known.facet, known.stance) not in SAFETY:
            continue
        given_up = known.facet == "diet" and any(Terms.load().resolve(word) == ("diet", known.value) for word in diets)
        if given_up or any(is_of(word, fact) for word in named):
            yield fact


def _of_diets(message: str) -> tuple[str, ...]:
    """The clauses that may give a diet up: none that tells of items, and none that denies twice ("не ем не веганское")."""
    if "?" in message or IMAGINED.search(message):
        return ()
    return tuple(one for one in CLAUSE.split(message) if len(NEGATION.findall(one)) < 2 and not OF_ITEMS.search(one))


def _says_no_more(clause: str) -> bool:
    """Whether a clause is made of what is given up and of who does it, or since when."""
    return OWN.search(clause) is not None and all(map(is_filler, words_of(OWN.sub(" ", NO_DIET.sub(" ", clause)))))


def _any(message: str, acts: Sequence[Act], context: PlannerContext) -> Iterator[FactPhrase]:
    """Yield what was said in this conversation of a brand or a service where the message is for any."""
    if not all(isinstance(act, Plain) for act in acts) or "?" in message:
        return
    said = [text for text in context.remembered if text.endswith(" session")]
    for known in context.model_copy(update={"remembered": said}).facts:
        if known.facet in ANY and ANY[known.facet].search(message):
            yield FactPhrase(facet=known.facet, value=known.value)


def _unbounded(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` as the search on screen without its bounds, or its brand, where a message for any asks for nothing else."""
    lone = all(
        isinstance(act, Plain)
        or isinstance(act, Shift)
        and act.attribute == "price"
        or act == Forget(fact=None)
        and not is_express_erasure(message)
        for act in acts
    )
    if not lone or "?" in message:
        return tuple(acts)
    unbranded = without_brands(context.need) if ANY["brand"].search(message) else context.need
    if unbranded != context.need and is_plain_product(unbranded):
        return (Find(query=unbranded),)
    asked = ANY_PRICE.search(message) or ANY["service"].search(message)
    return (Find(query=None),) if asked and is_plain_product(context.need) else tuple(acts)


def _is_new_constraint(act: Act, message: str, lifted: Sequence[FactPhrase]) -> bool:
    """Whether an act excludes or requires something else that the message names: "молоко можно, а на орехи аллергия"."""
    if not isinstance(act, Prefer) or act.stance not in ("exclude", "require") or act.fact in lifted:
        return False
    return any(is_of(word, act.fact) for word in words_of(message))


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
    forgotten = [act.fact for act in acts if isinstance(act, Forget)]
    own = list(_taken_back((), ". ".join(filter(_says_no_more, _of_diets(message))), context))
    lone = not any(isinstance(act, Find) for act in acts)
    if forgotten and lone and set(own).issuperset(forgotten):
        return True
    if forgotten and lone and _is_crossed_out(message, forgotten):
        return True
    open_to_any = [one for one in _any(message, (), context) if not _is_excluded(one, context)]
    if forgotten and set(open_to_any).issuperset(forgotten):
        return True
    if forgotten and set(_wanted_again(message, acts, context)).issuperset(forgotten):
        return True
    if REFUSED.search(message) or not ALLOWED.search(message):
        return False
    allergy = any(fact is not None and fact.facet == "allergen" for fact in forgotten)
    said = set(_lifted(message, context))
    return bool(forgotten) and said.issuperset(forgotten) and (not allergy or len(words_of(message)) <= SHORT)


def _is_crossed_out(message: str, forgotten: Sequence[FactPhrase | None]) -> bool:
    """Whether a message says in so many words that diets, none of them an allergy, are to be kept no more: "drop the halal"."""
    if "?" in message or IMAGINED.search(message) or not OVER.search(message):
        return False
    said = {Terms.load().resolve(word) for word in words_of(message)}
    return all(fact is not None and fact.facet == "diet" and (fact.facet, fact.value) in said for fact in forgotten)


def _lifted(message: str, context: PlannerContext) -> Iterator[FactPhrase]:
    people = People.load().named(message) or ("self",)
    for clause in CLAUSE.split(message):
        if ALLOWED.search(clause):
            said, named = _allowed_words(clause)
            for known in context.facts:
                fact = _allowed(said, known) if known.person in people else None
                if fact is not None and all(is_of(word, fact) for word in named):
                    yield fact


def _allowed(said: Sequence[str], known: RememberedFact) -> FactPhrase | None:
    """The fact that words allow again: the one remembered, or the one that is taken along with it."""
    if known.stance == "exclude" and known.facet == "allergen":
        companion = next((other for one, other in COMPANIONS.items() if one == known.value), None)
        if companion is not None and any(is_of(word, FactPhrase(facet="allergen", value=companion)) for word in said):
            return FactPhrase(facet="allergen", value=companion)
    fact = FactPhrase(facet=known.facet, value=known.value)
    if known.stance not in ("exclude", "avoid", "require") or (known.stance == "require") != (known.facet == "diet"):
        return None
    return fact if any(is_of(word, fact) for word in said) else None


def _is_excluded(fact: FactPhrase, context: PlannerContext) -> bool:
    known = [one for one in context.facts if (one.facet, one.value) == (fact.facet, fact.value)]
    return any(one.stance in ("exclude", "avoid") for one in known)


def _is_about(act: Act, lifted: Sequence[FactPhrase], context: PlannerContext) -> bool:
    """Whether a search is only for what has just been allowed, or for the list on screen at a service that has."""
    if not isinstance(act, Find):
        return False
    services = {fact.value for fact in lifted if fact.facet == "service"}
    at_those = bool(act.bounds.services) and act.bounds == Bounds(services=act.bounds.services)
    if act.query in (None, context.need) and not act.kinds:
        return at_those and services.issuperset(act.bounds.services)
    if act.query is None:
        return False
    words = words_of(act.query)
    return len(words) == 1 and any(is_of(words[0], fact) for fact in lifted)
