"""Items that a message points at by what they are not: "сравни всё кроме третьего", "taking the first, compare the other two"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.holding.plain_products import is_adjective
from podbor.agent.planner.holding.titles import named_group, named_position
from podbor.agent.planner.language import Act, Bounds, Compare, FactPhrase, Find, Judge, Plain, Prefer, Why
from podbor.agent.planner.numerals import number_of

BUT = re.compile(r"(?<!\w)(?:кроме|everything but|all but|except|apart from|other than)(?!\w)", re.IGNORECASE)
REST = re.compile(
    r"(?<!\w)(?:остальн\w+|друг(?:ие|их) (?:два|две|двух|три|тр[её]х)|other (?:two|three|four|ones)|the (?:rest|others))(?!\w)",
    re.IGNORECASE,
)
NOT_THAT = re.compile(
    r"(?<!\w)(?:(?P<before>\w+) (?:не (?:надо|нуж\w+)|мимо|is out)|(?:не|not) (?:the |number )?(?P<behind>\w+))(?!\w)",
    re.IGNORECASE,
)
"""What is said of an item that is none of the others."""
COUNTED_REST = re.compile(
    r"(?<!\w)(?:остальн(?:ые|ых)|друг(?:ие|их)|other) (?P<count>два|две|двух|три|тр[её]х|четыре|четыр[её]х|two|three|four)(?!\w)",
    re.IGNORECASE,
)
ORDINALS = (
    re.compile(r"(?<!\w)(?:1|перв\w+|first)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:2|втор\w+|second)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:3|трет\w+|third)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:4|четв[её]рт\w+|fourth)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:5|пят(?:ый|ая|ое|ого|ому|ым|ую|ой)|fifth)(?!\w)", re.IGNORECASE),
)
THE_ONE_NOT = re.compile(
    r"(?<![\w-])(?:(?:тот|та|то|ту|тем|той)\W+(?:котор\w+|что)|котор(?:ый|ая|ое|ую)|тот|ту|one(?: that| which)?)"
    r"(?:['’]s|\s+is|\s+was)?\W+(?P<denial>не|без|not|isn['’]?t|without|ain['’]?t)\s+(?P<thing>[^,.;!?]+)",
    re.IGNORECASE,
)
"""The one that is not …: "тот, который не вискас", "the one that isn't gluten free"."""
TAKEN = re.compile(
    r"(?<!\w)(?:бер[уеё]м?|возьму|заберу|давай(?:те)?|i['’]ll (?:take|have|get)|(?:i['’]m )?taking|gimme)(?!\w)",
    re.IGNORECASE,
)
VERDICTS: dict[str, Literal["accept", "reject"]] = {"yes": "accept", "no": "reject", "да": "accept", "нет": "reject"}
JUDGED = re.compile(
    r"(?:а |и |но |the |and |but )*(?P<thing>[\w-]+(?: [\w-]+)?)(?: ones?)?(?: is| are|['’]s|,)? "
    r"(?:(?P<accept>ок|окей|норм|нормальн\w+|пойд[её]т|подойд[её]т|супер|класс|ok|okay|fine|perfect|will do|works)"
    r"|(?P<reject>фу|бе+|ужас\w*|отстой|страшн\w+|уродлив\w+|ugly|gross|yuck|awful|hideous))[.!) ]*",
    re.IGNORECASE,
)
"""A verdict on what is told by a word or two, and nothing else: "облепиховый ок", "red ones are ugly"."""
DISLIKED = re.compile(
    r"(?:а |и |но )*(?:мне )?(?P<sort>[а-яё-]+) (?:мне )?не (?:нравится|нравятся|понравил\w+|по душе)[.! ]*"
    r"|(?:but )?(?:i )?(?:don['’]?t|do not) like the (?P<thing>[\w-]+(?: [\w-]+){0,3})[.! ]*"
    r"|the (?P<other>[\w-]+(?: [\w-]+){0,3}?),? (?:is |are |['’]s )?not (?:my (?:thing|style|cup of tea)|for me)(?: at all)?[.! ]*",
    re.IGNORECASE,
)
"""A dislike of one that is told: "деревянная не нравится", "don't like the squeaky duck"; one of a thing or a taste is none."""
VERDICT_BEHIND = tuple(
    re.compile(rf"(?:{ordinal.pattern})\W+({'|'.join(VERDICTS)})(?!\w)", re.IGNORECASE) for ordinal in ORDINALS
)
IS_A_VERDICT = tuple(
    re.compile(
        rf"(?:{ordinal.pattern})(?: one)?(?: is|['’]s) (?:an? )?(?:hard |firm |definite )?(yes|no)(?!\w)", re.IGNORECASE
    )
    for ordinal in ORDINALS
)
"""A verdict that is told of one item in so many words: "taking 2, 5 is a no"."""
LONGEST_NAME = 3
"""Words by which an item is named."""
LAST = re.compile(r"(?<!\w)(?:последн\w+|last)(?!\w)", re.IGNORECASE)


def hold_to_others(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` with a comparison of all items but some, or a verdict on the rest, as one of those that are left.

    Of a comparison they have to be two or more.
    """
    acts = _judged_apart(message, acts, context)
    comparisons = [act for act in acts if isinstance(act, Compare) and act.query is None]
    if len(comparisons) != 1:
        return acts
    if (found := BUT.search(message)) is not None:
        named = set(_positions(message[found.end() :], context))
    elif REST.search(message) is not None:
        judged = [ref for act in acts if isinstance(act, Judge) for ref in act.refs]
        named = {int(ref) for ref in judged if ref.isdecimal()} if judged else set(_denied(message, context))
    else:
        return tuple(acts)
    left = [item.position for item in context.slate if item.position not in named]
    if not named or len(left) < 2:
        return tuple(acts)
    held = replace(comparisons[0], refs=tuple(map(str, left)))
    return tuple(held if act is comparisons[0] else act for act in acts)


def _denied(message: str, context: PlannerContext) -> Iterator[int]:
    """Yield the positions that a message says it does not mean: "not 1, the other two"."""
    for found in NOT_THAT.finditer(message):
        yield from _positions(found["before"] or found["behind"], context)


def _judged_apart(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Acts with two verdicts, of which the second may be on the rest of the list: "first is perfect, the other two are not"."""
    judged = [act for act in acts if isinstance(act, Judge)]
    counted = COUNTED_REST.search(message)
    match judged:
        case [Judge(refs=(first,)), second] if counted and first.isdecimal() and judged[0].verdict != second.verdict:
            left = tuple(str(item.position) for item in context.slate if item.position != int(first))
            rest = number_of(counted["count"]) == len(left)
            return tuple(replace(second, refs=left) if act is second and rest else act for act in acts)
        case _:
            return tuple(acts)


def hold_to_the_other(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return `acts` pointing at the one item that is not what the message says it is not, where one is left."""
    found = THE_ONE_NOT.search(message)
    if found is None or not acts or not all(isinstance(act, Judge | Why | Compare | Prefer) for act in acts):
        return tuple(acts)
    left = _left(found["thing"], context)
    if len(left) != 1:
        return (Plain(word="unclear"),) if _is_reversed(found["denial"], acts) else tuple(acts)
    refs = (str(left[0]),)
    pointing = [act for act in acts if isinstance(act, Judge | Why | Compare)]
    if not pointing:
        lone = TAKEN.search(message) and all(isinstance(act, Prefer) and act.scope == "session" for act in acts)
        return (Judge(verdict="accept", refs=refs),) if lone else tuple(acts)
    return (replace(pointing[0], refs=refs),) if len(pointing) == 1 else tuple(acts)


def _is_reversed(denial: str, acts: Sequence[Act]) -> bool:
    """Whether what an item is not was read as what it has to be; what is excluded, or is to be without something, stays."""
    required = all(isinstance(act, Prefer) and act.stance in ("require", "prefer") for act in acts)
    return required and denial.casefold() not in ("без", "without")


def _left(thing: str, context: PlannerContext) -> tuple[int, ...]:
    """Positions of the items that are not a thing that the list has, named by the first words that any title has."""
    words = thing.split()
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        phrase = " ".join(words[:length])
        named = named_group(phrase, context) or tuple(filter(None, (named_position(phrase, context),)))
        if named:
            return tuple(item.position for item in context.slate if item.position not in named)
    return ()


def hold_to_verdicts(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` with the verdicts that are said right behind several numbers: "first yes, second no, third no".

    Of two verdicts on one item the last one holds.
    """
    behind = _verdicts(message, VERDICT_BEHIND)
    said = behind if len(behind) > 1 else _verdicts(message, IS_A_VERDICT)
    return tuple(judged for act in acts for judged in _as_said(act, said)) if said else _last_verdicts(acts)


def _verdicts(message: str, patterns: Sequence[re.Pattern[str]]) -> Mapping[str, Literal["accept", "reject"]]:
    """The verdicts that a message says of items, by the number that points at them; a pattern an item."""
    return {
        str(position): VERDICTS[found[1].casefold()]
        for position, pattern in enumerate(patterns, start=1)
        if (found := pattern.search(message))
    }


def _as_said(act: Act, said: Mapping[str, Literal["accept", "reject"]]) -> Iterator[Act]:
    """Yield an act with the verdicts that are said of its items, one for each that differs."""
    if not isinstance(act, Judge) or not act.refs:
        yield act
        return
    for verdict, refs in groupby(act.refs, key=lambda ref: said.get(ref, act.verdict)):
        yield replace(act, verdict=verdict, refs=tuple(refs))


def _last_verdicts(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Acts with one verdict an item, the last one: a plan that rejects 1 and 3 and then takes 3 rejects 1."""
    held: list[Act] = []
    for act in reversed(acts):
        judged = {ref for later in held if isinstance(later, Judge) for ref in later.refs}
        left = tuple(ref for ref in act.refs if ref not in judged) if isinstance(act, Judge) else ()
        if not isinstance(act, Judge) or not act.refs:
            held.append(act)
        elif left:
            held.append(replace(act, refs=left))
    return tuple(reversed(held))


def judge_the_named(message: str, acts: Sequence[Act], context: PlannerContext) -> tuple[Act, ...]:
    """Return the verdict on the items that a message names and judges, where a lone search or dislike was made of it."""
    accepted = False
    match tuple(acts):
        case (Find(bounds=bounds),) if bounds == Bounds() and (found := JUDGED.fullmatch(message.strip())):
            thing, accepted = found["thing"], found["accept"] is not None
        case (Prefer(stance="avoid", fact=FactPhrase(facet="category" | "ingredient")),) if (
            found := DISLIKED.fullmatch(message.strip())
        ) and (found["sort"] is None or is_adjective(found["sort"])):
            thing = found["sort"] or found["thing"] or found["other"]
        case _:
            return tuple(acts)
    one = named_position(thing, context)
    named = (one,) if one is not None else named_group(thing, context)
    if not named or len(named) == len(context.slate) > 1:
        return tuple(acts)
    return (Judge(verdict="accept" if accepted else "reject", refs=tuple(map(str, named))),)


def _positions(text: str, context: PlannerContext) -> Iterator[int]:
    """Positions that are said by their number."""
    yield from (position for position, ordinal in enumerate(ORDINALS, start=1) if ordinal.search(text))
    if LAST.search(text) and context.slate:
        yield context.slate[-1].position
