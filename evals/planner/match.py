"""When two calls say the same: free text up to order, case, inflection, ё and names of units; kinds by overlap."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from podbor.agent.planner.words import stem, words_of
from podbor.core.morphology import analyser
from podbor.tools.catalog.sizes import UNITS

SMALL_WORDS = frozenset(
    "для с со к ко на в во из от о об по и у за a an the of for to with in on and or some from any".split()
)
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_UNIT = re.compile(
    rf"(?<=\d )(?:{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
Args = dict[str, Any]


def same_text(left: str, right: str) -> bool:
    """Whether two phrases hold the same words, whatever their order, case and inflection."""
    wanted, given = content_words(left), list(content_words(right))
    if len(wanted) != len(given):
        return False
    for word in wanted:
        found = next((other for other in given if same_word(word, other)), None)
        if found is None:
            return False
        given.remove(found)
    return True


def content_words(text: str) -> tuple[str, ...]:
    """Words without prepositions and articles, units by one name; all of them where nothing else is left."""
    words = words_of(_UNIT.sub(_one_name, _GLUED.sub(" ", text)))
    kept = tuple(word for word in words if word not in SMALL_WORDS)
    return kept or words


def _one_name(found: re.Match[str]) -> str:
    """Of all names of a unit ("л", "литров", "litres") the first."""
    unit = UNITS[found[0].casefold()]
    return next(name for name, other in UNITS.items() if other == unit)


@cache
def same_word(left: str, right: str) -> bool:
    """Whether two case-folded words are forms of one."""
    return stem(left) == stem(right) or not _lemmas(left).isdisjoint(_lemmas(right))


@cache
def _lemmas(word: str) -> frozenset[str]:
    if not re.fullmatch(r"[а-я]+", word):
        return frozenset((word,))
    return frozenset(parse.normal_form.replace("ё", "е") for parse in analyser().parse(word))


def same_calls(expected: Sequence[tuple[str, Args]], got: Sequence[tuple[str, Args]]) -> bool:
    """Whether two lists of calls match one to one, in any order: what is carried out does not depend on it."""
    if len(expected) != len(got):
        return False
    left = list(got)
    for call in expected:
        found = next((other for other in left if same_call(call, other)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def same_call(expected: tuple[str, Args], got: tuple[str, Args]) -> bool:
    """Whether a call is the expected one."""
    (name, wanted), (other, given) = expected, got
    if name != other:
        return False
    compare = _COMPARE.get(name)
    return compare(wanted, given) if compare else _said(wanted) == _said(given)


def _said(args: Args) -> Args:
    return {key: value for key, value in args.items() if value is not None}


def _same_search(wanted: Args, given: Args) -> bool:
    bounds = all(wanted.get(key) == given.get(key) for key in ("price_min", "price_max"))
    services = set(wanted.get("services") or ()) == set(given.get("services") or ())
    if not bounds or not services:
        return False
    kinds, named = wanted.get("kinds") or [], given.get("kinds") or []
    if not kinds:
        return not named and same_text(wanted["query"], given["query"])
    return any(same_kind(kind, other) for kind in kinds for other in named)


def same_kind(left: str, right: str) -> bool:
    """Whether one product kind is the other or a variety of it: "печенье" and "овсяное печенье"."""
    shorter, longer = sorted((content_words(left), content_words(right)), key=len)
    return all(any(same_word(word, other) for other in longer) for word in shorter)


def _same_changes(wanted: Args, given: Args) -> bool:
    left = list(given["changes"])
    for change in wanted["changes"]:
        found = next((other for other in left if _same_change(change, other)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _same_change(wanted: Args, given: Args) -> bool:
    return same_fact(wanted, given) and all(wanted[key] == given[key] for key in ("stance", "scope"))


def same_fact(wanted: Args, given: Args) -> bool:
    """Whether facet and value are the same."""
    return bool(wanted["facet"] == given["facet"]) and same_text(wanted["value"], given["value"])


def _same_comparison(wanted: Args, given: Args) -> bool:
    if set(wanted.get("items") or ()) != set(given.get("items") or ()):
        return False
    query, other = wanted.get("query"), given.get("query")
    return query == other if query is None or other is None else same_text(query, other)


def _same_forget(wanted: Args, given: Args) -> bool:
    what, other = wanted["what"], given["what"]
    if isinstance(what, str) or isinstance(other, str):
        return bool(what == other)
    return same_fact(what, other)


_COMPARE: dict[str, Callable[[Args, Args], bool]] = {
    "search_catalog": _same_search,
    "update_preferences": _same_changes,
    "compare_offers": _same_comparison,
    "forget": _same_forget,
}
