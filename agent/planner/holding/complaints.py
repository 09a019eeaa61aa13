"""Tells complaints from what takes back: "these are not vegan!" and "I said no nuts" lift nothing, they ask why."""

import re
from collections.abc import Sequence

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.phrases import LACKING, is_filler
from podbor.agent.planner.holding.plain_products import is_adjective
from podbor.agent.planner.language import Act, FactPhrase, Forget, Plain, Why
from podbor.agent.planner.words import likeness, words_of
from podbor.core.terms import Terms
from podbor.core.vocabulary import SAFETY

CLAUSE = re.compile(r"[,;.!?]|(?<!\w)(?:но|а|but)(?!\w)", re.IGNORECASE)
OF_ITEMS = re.compile(
    r"^\W*(?:(?:ну|да|ой|эй|и|hey|and|wait|oi|oh|so|no|нет|most of|all of|some of)\W+)*(?:эт[оаи]\w*|они|оно|тут|здесь|"
    r"в (?:н[её]м|ней|них|этом|этих|составе)|th(?:is|at|ese|ose)|they|it|there(?= is| are|['’]s)|"
    r"(?:the )?(?:first|second|third|fourth|fifth|last)|(?:перв|втор|трет|четв[её]рт|пят|последн)\w+)(?!\w)",
    re.IGNORECASE,
)
"""How a clause begins that tells of what is shown."""
HOLDS = re.compile(
    r"(?<!\w)(?:с|со|есть|содерж\w*|тут|здесь|составе|н[её]м|ней|них|ha(?:s|ve)|got|contains?|with|full of|there)(?!\w)",
    re.IGNORECASE,
)
"""Says what something is made with."""
SAID_BEFORE = re.compile(
    r"(?<!\w)(?:(?:я|мы) (?:же |ведь |уже )*(?:сказал|говорил|просил|попросил|писал|предупредил|предупреждал)\w*|"
    r"(?:же|ведь|уже) (?:сказал|говорил|просил|писал|предупрежд)\w*|"
    r"(?:i|we) (?:already |clearly |just |specifically )*(?:said|told you|asked(?: for)?|mentioned))(?!\w)",
    re.IGNORECASE,
)
"""Says that something has been said."""
TAKEN_BACK = re.compile(
    r"забуд|забыть|сотр|стер|стир|удал|отмен|верн[иу]|запрет|можно|больше не|диет|питани|forg[eo]t|never mind|delet|eras|wipe|"
    r"undo|cancel|take (?:it|that) back|no longer|any ?more|diet|(?<!\w)(?:ban|if|suppose|fine|ok|okay|если)(?!\w)|\?|"
    r"(?:never|n['’]t) (?:say|said|ask|asked|tell|told)(?!\w)|не (?:говорил|просил|писал)|exclu|исключ",
    re.IGNORECASE,
)
"""What makes of it no complaint."""
OWN = re.compile(
    r"(?<!\w)(?:я|мы|мне|нам|меня|нас|мо[яйеёи]\w*|i|we|me|us|my|our|i['’]m|we['’]re)(?!\w)", re.IGNORECASE
)
DENIAL = re.compile(
    r"(?<!\w)(?:не|без|нельзя|no|not|without|never|avoid|free|can['’]?t|cannot|don['’]?t)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)
DENYING = LACKING | frozenset({"не", "же"})
WITHOUT = {
    "sugar_free": "сахар sugar",
    "gluten_free": "глютен gluten",
    "lactose_free": "лактоза lactose молоко milk",
    "vegetarian": "мясо meat",
    "vegan": "мясо meat",
}
"""Diet → what nobody has who keeps it; fish alone does not end a vegetarian's, nor milk a vegan's."""
IDLE = (Plain(word="undo"), Plain(word="chat"), Plain(word="unclear"))


def complains(message: str, context: PlannerContext) -> bool:
    """Whether a message complains that an allergy or a diet in force is not obeyed."""
    if context.asked or TAKEN_BACK.search(message):
        return False
    strict = [known for known in context.facts if (known.facet, known.stance) in SAFETY]
    facts = [FactPhrase(facet=known.facet, value=known.value) for known in strict]
    return any(_refuses(message, fact) or any(_complains(one, fact) for one in CLAUSE.split(message)) for fact in facts)


def ask_why(acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the acts of a complaint: where they take something back or do nothing, the question why."""
    if not all(act in IDLE or isinstance(act, Forget) for act in acts):
        return tuple(acts)
    return (Why(),) if context.slate else (Plain(word="profile"),)


def _complains(clause: str, fact: FactPhrase) -> bool:
    called, denied = _is_called(clause, fact), DENIAL.search(clause) is not None
    if SAID_BEFORE.search(clause):
        return _has(clause, fact) if denied else fact.facet == "diet" and called
    if OWN.search(clause):
        return False
    if denied:
        return fact.facet == "diet" and called and OF_ITEMS.search(clause) is not None
    return OF_ITEMS.search(clause) is not None and HOLDS.search(clause) is not None and _has(clause, fact)


def _refuses(message: str, fact: FactPhrase) -> bool:
    """Whether all that a message says is that a thing is not there or not so: "no nuts!", "не веганские же"."""
    words = words_of(message)
    said = [word for word in words if word not in DENYING and not is_filler(word)]
    if not said or not all(is_of(word, fact) for word in said):
        return False
    if "не" in words and all(map(is_adjective, said)):
        return True
    return not LACKING.isdisjoint(words) and _has(message, fact)


def _is_called(clause: str, fact: FactPhrase) -> bool:
    """Whether a clause calls a fact by its name."""
    return any(Terms.load().resolve(word) == (fact.facet, fact.value) for word in words_of(clause))


def _has(clause: str, fact: FactPhrase) -> bool:
    """Whether a clause names what a fact keeps out."""
    words = words_of(clause)
    if fact.facet == "allergen":
        return any(is_of(word, fact) for word in words)
    return any(likeness(word, other) for word in words for other in WITHOUT.get(fact.value or "", "").split())


def is_of(word: str, fact: FactPhrase) -> bool:
    """Whether a word names a fact's value, or what a diet keeps out."""
    value = fact.value or ""
    named = WITHOUT.get(value, "").split() if fact.facet == "diet" else words_of(value)
    return any(likeness(word, other) for other in named) or Terms.load().resolve(word) == (fact.facet, fact.value)
