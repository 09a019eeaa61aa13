"""Looks anew for what broke: "my kettle packed up", "порвались колготки" are searches for a kettle and for tights."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from podbor.agent.people import People
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.phrases import is_filler
from podbor.agent.planner.holding.plain_products import is_product
from podbor.agent.planner.language import Act, Bounds, Find, Plain
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import in_nominative

BROKE = re.compile(
    r"(?<!\w)(?:(?:с|по)?лома(?:лся|лась|лось|лись|л|ла|ли)|(?:с|пере)гор(?:ел\w?|ает)|накры(?:лся|лась|лось|лись)|полетел\w?|"
    r"(?:с|по)дох(?:ла|ло|ли)?|умер(?:ла|ло|ли)?|помер(?:ла|ло|ли)?|крякнул\w?|треснул\w?|кокнул\w?|протек(?:ла|ло|ли)?|барахл[ия]т|"
    r"раз(?:бил|вали[лв])(?:ся|ась|ось|ись|а|и)?|(?:по|разо)?рвал(?:ся|ась|ось|ись|а|и)?|(?:больше )?не (?:работа|включа)\w+|"
    r"перебил[аи]?|потерял(?:ся|ась|ось|ись|а|и)?|посеял[аи]?|приказал\w? долго жить|выш(?:ел|ла|ло|ли) из строя|"
    r"broke(?! up)(?: down)?|(?:smashed|ripped|tore|lost)(?= (?:my|our|the|his|her|a)(?!\w)|\W*$)|"
    r"blew|leaks|(?:fell|fallen|falling) apart|bit the dust|"
    r"(?:(?:is|are|got|went|was|were|['’]s|['’]re)(?: totally| completely| well and truly| finally| all)? )"
    r"(?:broken|busted|kaput|knackered|dead|ripped|smashed|torn|on the blink|leaking|worn out)|"
    r"died|packed (?:up|in)|conked out|(?:gave|given) up the ghost|"
    r"(?:stopped|isn['’]?t|not|won['’]?t) work(?:ing)?(?: any ?more)?)(?!\w)",
    re.IGNORECASE,
)
"""Says that a thing can be used no more."""
LONGEST = 3
"""Words of a product."""
SMALL = frozenset(
    "my our the his her a an is are has have had just finally again and it they on me us of got s need new one another dropped "
    "under all somehow today yesterday i kids children dog cat "
    "мой моя моё мои мое наш наша наше наши опять снова все всё вчера сегодня совсем окончательно и у меня нас тут вот уже "
    "старый старая старые нужен нужна нужно нужны новый новая новое новые другой до от руб рублей".split()
)
"""Words that a message may say besides a thing and what befell it. One that says more may want what mends it, or clears it away."""


def look_for_the_broken(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the search for the product that a message says broke, and says nothing else of; `acts` for any other message.

    Searches for a thing that broke are for the thing.
    """
    found = BROKE.search(message)
    if found is None or context.asked:
        return tuple(acts)
    acts = tuple(_whole(act) for act in acts)
    if len(acts) != 1 or not _is_a_guess(acts[0], message):
        return acts
    before, behind = words_of(message[: found.start()]), words_of(message[found.end() :])
    beside = (phrase for phrase in (*_beside(before[::-1], -1), *_beside(behind, 1)) if is_product(phrase))
    name = next(beside, _name(acts[0]))
    named = words_of(name)
    if not name or not all(_is_small(word) or any(likeness(word, one) for one in named) for word in (*before, *behind)):
        return acts
    bounds = acts[0].bounds if isinstance(acts[0], Find) else Bounds()
    return (Find(query=in_nominative(name), bounds=bounds),)


def _name(act: Act) -> str:
    """What a search is for that says that it broke, where it is a product; nothing of any other act."""
    if not isinstance(act, Find) or not act.query or not BROKE.search(act.query):
        return ""
    name = " ".join(BROKE.sub(" ", act.query).split())
    return name if name in act.kinds or is_product(name) else ""


def _whole(act: Act) -> Act:
    """A search for a thing instead of one for a broken one: "чайник" for "чайник сломался"."""
    name = _name(act)
    if not isinstance(act, Find) or act.kinds or not is_product(name):
        return act
    return replace(act, query=in_nominative(name))


def _is_a_guess(act: Act, message: str) -> bool:
    """Whether an act is a search for a vague need, or for words that the message does not say, or none at all."""
    match act:
        case Find(query=str() as query, kinds=kinds):
            said = {word for one in words_of(BROKE.sub(" ", message)) for word in (one, in_nominative(one))}
            return bool(kinds) or not all(any(likeness(word, other) for other in said) for word in words_of(query))
        case Plain(word="unclear" | "offtopic" | "chat"):
            return True
        case _:
            return False


def _is_small(word: str) -> bool:
    """Whether a word neither names a thing nor says what is to be done about it: who broke it, when, for how much."""
    return word in SMALL or word.isdigit() or is_filler(word) or People.load().called(word) is not None


def _beside(words: Sequence[str], step: int) -> Iterator[str]:
    """Yield the phrases, the longest first, that `words` begin with but for small ones; `step` is -1 where they are backwards."""
    start = next((at for at, word in enumerate(words) if not _is_small(word)), len(words))
    for length in range(min(LONGEST, len(words) - start), 0, -1):
        yield " ".join(words[start : start + length][::step])
