"""Adds the search that a plan dropped: "малышу нужна каша, аллергия на молоко" is an allergy and a need."""

import re
from collections.abc import Iterator, Sequence

from podbor.agent.planner.holding.copies import stands_for
from podbor.agent.planner.holding.phrases import (
    NEGATIONS,
    PREPOSITIONS,
    STOPS,
    Token,
    belongs,
    in_nominative,
    is_filler,
    is_nominal,
    tokens_of,
)
from podbor.agent.planner.holding.plain_products import is_product, shelves_of
from podbor.agent.planner.language import Act, FactPhrase, Find, Forget, Judge, Prefer, Shift
from podbor.agent.planner.words import likeness, words_of
from podbor.core.morphology import analyser
from podbor.core.terms import Terms

NEEDED = frozenset("нужен нужна нужно нужны надо понадобится понадобились".split())
"""What stands before or after that which is needed."""
ASKED = frozenset(
    "найди найдите покажи покажите подбери подберите посоветуй посоветуйте подскажи подскажите ищу ищем поищи поищите "
    "find show recommend suggest need get fetch".split()
)
"""What stands before that which is asked for."""
JOINTS = frozenset(", ; . + и плюс ещё еще and plus".split())
"""What stands between the members of a list."""
CORRECTIONS = frozenset(
    "хотя вернее точнее вместо или лучше ой вычеркни аллергия есть уже дома купил купила купили хватает свои "
    "allergic allergy instead rather or actually hmm sorry mean scratch already got have forget".split()
)
"""What tells that something which is named is not asked for: taken back, or there already."""
BETWEEN = frozenset("мне нам ему ей им ещё еще и тогда бы just also me us some a an the any good".split())
"""What may stand between the asking and the asked for."""
REFUSAL = re.compile(
    r"(?P<before>[а-яё-]+(?: (?!я )[а-яё-]+)?) (?:я )?не ем(?!\w)"
    r"|(?<![\w'])i (?:don'?t|do not) eat (?P<after>[a-z-]+)(?! \w*(?:day|week))",
    re.IGNORECASE,
)
"""Food that is not eaten, in the first person."""
IMAGINED = re.compile(
    r"(?<!\w)(?:если|бы|разве|когда|допустим|представь|говорил\w*|муж|жена|if|suppose|imagine|said|would)(?!\w)|\?",
    re.IGNORECASE,
)
"""What makes a message a question, a story or somebody else's."""
OBLIQUE = frozenset({"gent", "datv", "ablt", "loct"})


def restore_need(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with a search for the product that the message asks for in so many words and no act holds.

    Only beside changes of what is remembered and verdicts: every other act may be what the words of asking are about.
    """
    if not acts or not all(isinstance(act, Prefer | Forget | Judge) for act in acts):
        return tuple(acts)
    held = [word for act in acts for word in _words(act)]
    name = next((name for name in _asked_for(message) if not _is_held(name, held)), None)
    return tuple(acts) if name is None else (*acts, Find(query=in_nominative(name)))


def restore_refusal(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the food that the shopper says beside other things not to eat, and that no act holds.

    A diet may be what is meant by it.
    """
    if not acts or not all(isinstance(act, Find | Prefer | Judge | Shift) for act in acts) or IMAGINED.search(message):
        return tuple(acts)
    if any(isinstance(act, Prefer) and act.fact.facet == "diet" for act in acts):
        return tuple(acts)
    held = [word for act in acts for word in _words(act)]
    said = [(found["after"] or found["before"]).split() for found in REFUSAL.finditer(message)]
    names = [" ".join(words if _is_food(words[0]) else words[1:]) for words in said]
    facts = [fact for name in names if name and (fact := _refused(name, held))]
    return (*(Prefer(stance="exclude", scope="lasting", fact=fact) for fact in facts), *acts)


NO_FOOD = frozenset("either it them that this those these any anything much many enough so like lot".split())


def _refused(name: str, held: Sequence[str]) -> FactPhrase | None:
    """The food as a fact; None where it is none, or `held` has it."""
    known = Terms.load().resolve(name)
    if name.casefold() in NO_FOOD or _is_held(name, held) or (known and known[1] in held):
        return None
    if known is not None:
        return FactPhrase(facet="allergen", value=known[1]) if known[0] == "allergen" else None
    words = words_of(name)
    if not all(_is_food(word) for word in words) or not (
        words[-1].isascii() or "NOUN" in analyser().parse(words[-1])[0].tag
    ):
        return None
    return FactPhrase(facet="ingredient", value=in_nominative(name))


def _is_food(word: str) -> bool:
    return is_nominal(word) and not is_filler(word) or word.isascii()


def restore_others(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts`, all of them searches, with one more for each product of the list that the message is and no act holds."""
    if not acts or not all(isinstance(act, Find) and act.query and not act.kinds for act in acts):
        return tuple(acts)
    held = [word for act in acts for word in _words(act)]
    missing = [Find(query=in_nominative(name)) for name in _listed(message) if not _is_held(name, held)]
    return tuple(sorted([*acts, *missing], key=lambda act: _place(message, act))) if missing else tuple(acts)


def _place(message: str, act: Act) -> int:
    """Where the first word of a search stands in the message."""
    wanted = _words(act)
    return next((at for at, word in enumerate(words_of(message)) if any(likeness(word, one) for one in wanted)), 0)


def _is_held(name: str, held: Sequence[str]) -> bool:
    """Whether an act has the name in some form, a word written for it, or another name of the same shelf."""
    words = words_of(name)
    return any(
        stands_for(other, words)
        or not shelves_of(name).isdisjoint(shelves_of(other))
        or any(likeness(word, other) for word in words)
        for other in held
    )


def _listed(message: str) -> list[str]:
    """What stands between two joints of a list and is the name of a product; nothing of a message that takes a word back."""
    parts: list[list[Token]] = [[]]
    for token in tokens_of(message):
        word = token.text.casefold()
        if word in NEGATIONS | CORRECTIONS:
            return []
        if word in JOINTS:
            parts.append([])
        elif not (word in STOPS or (is_filler(word) and word not in PREPOSITIONS)):
            parts[-1].append(token)
    named = [" ".join(token.text for token in part) for part in parts]
    return [name for name in named if is_product(name) and _is_named(name.casefold().split())] if len(named) > 1 else []


def _words(act: Act) -> tuple[str, ...]:
    match act:
        case Prefer() | Forget():
            return words_of((act.fact.value if act.fact else None) or "")
        case Find():
            return words_of(" ".join([act.query or "", *act.kinds]))
        case _:
            return ()


def _asked_for(message: str) -> Iterator[str]:
    """Yield the names of products that stand beside a word of asking."""
    tokens = list(tokens_of(message))
    words = [token.text.casefold() for token in tokens]
    for at, word in enumerate(words):
        if word not in NEEDED | ASKED or (at and words[at - 1] in NEGATIONS):
            continue
        start = at + 1
        while start < len(words) and words[start] in BETWEEN:
            start += 1
        end = start
        while end < len(words) and belongs(tokens[end]):
            end += 1
        if _is_named(words[start:end]):
            yield " ".join(token.text for token in tokens[start:end])
        if word in NEEDED:
            begin = at
            while begin and belongs(tokens[begin - 1]):
                begin -= 1
            if _is_named(words[begin:at]) and not (begin and words[begin - 1] in NEGATIONS | PREPOSITIONS):
                yield " ".join(token.text for token in tokens[begin:at])


def _is_named(words: Sequence[str]) -> bool:
    """Whether words, lower-case, are the name of a product in a case that is asked for."""
    products = [word for word in words if is_product(word)]
    if not products and not is_product(" ".join(words)):
        return False
    head = (products or list(words))[-1]
    if not is_nominal(head):
        return head.isascii()
    return any(str(parse.tag.case) not in OBLIQUE for parse in analyser().parse(head) if parse.score > 0.1)
