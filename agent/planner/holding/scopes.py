"""Holds a plan to what the message says of time: "больше не" and "never" last, "сегодня" and "this time" end with the conversation.

Likewise whether somebody is in a hurry: "мне не горит" asks for no faster delivery.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.allergies import ALLERGY, names_of_allergens
from podbor.agent.planner.holding.phrases import is_filler
from podbor.agent.planner.holding.plain_products import is_product
from podbor.agent.planner.language import Act, Find, Prefer, Shift
from podbor.agent.planner.words import words_of
from podbor.core.morphology import analyser
from podbor.core.terms import Terms
from podbor.core.vocabulary import Scope

LASTING = re.compile(
    r"(?<!\w)(?<!не )(?<!not )"
    r"(?:больше не(?! над| нуж)|никогда|навсегда|на\s?совсем|запомни\w*|zapomni\w*|"
    r"на будущее|впредь|всегда|с (?:сегодняшнего|этого) дня|"
    r"never|always|from now on|(?:from|as of|starting) today(?!['’]s| (?:un)?till?| to)|any\s?more|forever|ever again|(?<=, )ever|"
    r"remember|for good|no longer)(?!\w)",
    re.IGNORECASE,
)
SESSION = re.compile(
    r"(?<!\w)(?<!с )(?<!не только )(?<!not )(?<!not just )(?<!not only )(?<!from )(?<!as of )(?<!starting )"
    r"(?:сегодня\w*|сейчас|в этот раз|на этот раз|(?:на|только|лишь) разок|пока что|на этой неделе|"
    r"today|tonight|this time|right now|for now|just this once|"
    r"this once|this week)(?!\w)",
    re.IGNORECASE,
)
OWN_ALLERGY = re.compile(
    r"(?:без|no) [^,.;!—-]+[,.;!—-]+\s*"
    r"(?:(?:у меня )?аллергия|(?:я )?аллерг\w+|(?:i'm |i am )?allergic|(?:it's )?(?:an )?allergy)[.!]*",
    re.IGNORECASE,
)
"""A wish whose reason is an allergy that nobody else is said to have."""
OWN = re.compile(r"(?<!\w)(?:у меня|мне|я|i|i'm|me)(?!\w)", re.IGNORECASE)
ALLERGIC_SELF = re.compile(r"(?<!\w)(?:я аллергик|i['’]?m allergic|i am allergic)(?!\w)", re.IGNORECASE)
ALLERGIC = re.compile(rf"{ALLERGY.pattern}|нельзя|can't have|cannot have", re.IGNORECASE)
HABIT = re.compile(
    r"(?<!\w)(?:люблю|уважаю|обожаю|обычно|вообще|в принципе|не переношу|ненавижу|"
    r"i (?:like|love|hate)|usually|normally|generally)(?!\w)",
    re.IGNORECASE,
)
"""What makes a taste last that stands beside "сегодня"."""
SOMEBODY = frozenset("i im we my me us our am were я мы мне нам мой у меня нас".split())
ONLY = frozenset("only just the ones one strictly только одни лишь версия version free".split())
WORD = re.compile(r"[^\W_]+")
HURRY = re.compile(r"(?:no way|n['’]t think|not sure|doubt|if) (?:\w+ ){0,3}can wait", re.IGNORECASE)
NO_HURRY = re.compile(
    r"не горит|не тороп|не спеш|не к спеху|подожд[уё]|без спешки|(?<!не )могу ждать|потерплю|"
    r"no hurry|no rush|not in a hurry|can wait|happy to wait|"
    r"take your time|хоть через (?:неделю|месяц|три)",
    re.IGNORECASE,
)


def hold_to_scopes(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the scope of their preferences, and the direction of their hurry, as the message says them.

    A message that speaks of now and of always is left to the model, and so are preferences that it told apart, and "today" beside
    a search, which it may belong to. An allergy lasts whatever else is said.
    """
    if OWN_ALLERGY.fullmatch(message.strip()):
        return tuple(_lasting(act) for act in acts)
    said: set[Scope] = {scope for scope, words in _SAID if words.search(message)}
    if len(said) > 1 or said == {"session"} and any(isinstance(act, Find) for act in acts):
        said.clear()
    if len({act.scope for act in acts if isinstance(act, Prefer)}) > 1:
        said.clear()
    return tuple(_of_guests(message, _whose(message, _held(message, act, said))) for act in acts)


def keep_to_the_need(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with a diet that stands alone beside a need ("vegetarian", "halal only") for this conversation.

    Where the message says who keeps it, or since when, it lasts.
    """
    if not context.need or context.asked or LASTING.search(message) or not all(map(_is_bare, words_of(message))):
        return tuple(acts)
    return tuple(_of_the_need(act) for act in acts)


def _of_the_need(act: Act) -> Act:
    match act:
        case Prefer(stance="require", fact=fact) if fact.facet == "diet":
            return replace(act, scope="session")
        case _:
            return act


def _is_bare(word: str) -> bool:
    """Whether a word names a diet, or nobody who keeps it and nothing that is done."""
    known = Terms.load().resolve(word)
    if known is not None:
        return known[0] == "diet" and not {"NOUN", "anim"} <= set(analyser().parse(word)[0].tag.grammemes)
    return word not in SOMEBODY and (is_filler(word) or word in ONLY or is_product(word))


_SAID: tuple[tuple[Scope, re.Pattern[str]], ...] = (("lasting", LASTING), ("session", SESSION))


def _whose(message: str, act: Act) -> Act:
    """An allergy of somebody who is named before it holds for the conversation; the shopper's own beside it lasts."""
    if not isinstance(act, Prefer) or act.stance != "exclude" or act.fact.facet != "allergen" or not act.fact.value:
        return act
    people = People.load()
    if not people.named(message) or not ALLERGIC.search(message):
        return act
    said = _up_to(message, act.fact.value)
    if not people.named(said) and not OWN.search(said):
        return act
    owners = people.whose(message, "allergen", act.fact.value)
    if owners == ("self",) or "self" in owners and OWN.search(message):
        return _lasting(act)
    # Of an allergy that may be either's, the planner's reading stands.
    another = people.named(said) and "self" not in owners and not _says_own(message)
    return replace(act, scope="session") if another else act


def _says_own(message: str) -> bool:
    """Whether a message says that the shopper is allergic, and names nobody after that."""
    found = ALLERGIC_SELF.search(message)
    return found is not None and not People.load().named(message[found.end() :])


def _of_guests(message: str, act: Act) -> Act:
    """What is said of guests holds for the conversation, always or not: "my colleague never eats pork"."""
    if (
        not isinstance(act, Prefer)
        or act.fact.facet == "service"
        or not People.load().is_of_guests(message, act.fact.facet, act.fact.value or "")
    ):
        return act
    return replace(act, scope="session")


def _up_to(message: str, allergen: str) -> str:
    """The message up to the word that names an allergen."""
    ends = (match.end() for match in WORD.finditer(message))
    return next((message[:end] for end in ends if allergen in names_of_allergens(message[:end])), "")


def _lasting(act: Act) -> Act:
    match act:
        case Prefer(stance="exclude", fact=fact) if fact.facet == "allergen":
            return replace(act, scope="lasting")
        case _:
            return act


def _is_of_another(message: str, act: Prefer) -> bool:
    """Whether somebody else is named, and what is said is not the shopper's alone."""
    people = People.load()
    return bool(people.named(message)) and people.whose(message, act.fact.facet, act.fact.value or "") != ("self",)


def _held(message: str, act: Act, said: set[Scope]) -> Act:
    if (
        isinstance(act, Shift)
        and act.attribute == "delivery_time"
        and NO_HURRY.search(message)
        and not HURRY.search(message)
    ):
        return replace(act, direction="higher")
    if not isinstance(act, Prefer) or len(said) != 1:
        return act
    (scope,) = said
    if scope == "lasting" and act.scope == "session" and _is_of_another(message, act):
        return act
    if scope == "session" and act.scope == "lasting" and HABIT.search(message):
        return act
    return act if scope == "session" and ALLERGY.search(message) else replace(act, scope=scope)
