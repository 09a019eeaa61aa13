"""The grammar (GBNF) that holds the model to the plan language, made for one message: prices can only be its numbers."""

from collections.abc import Collection, Iterable, Sequence

from podbor.agent.planner.language import (
    ATTRIBUTES,
    DIRECTIONS,
    OPEN_FACETS,
    PLAIN,
    SERVICES,
    STANCES,
    SYMBOLS,
    VERDICTS,
    canonical_facets,
)

ACTS = ("find", "same", "prefer", "shift", "judge", "compare", "where", "why", "forget", "plain")
WRITES = {"prefer": "update_preferences", "shift": "critique", "judge": "give_feedback", "forget": "forget"}
"""Acts that write, with their tools; "undo" is a plain act and the name of its tool."""
MAX_ACTS = 8
TEXT_CHARS = r"[^;:<>~@\"|[\]{}\n\r\t ,]"
KIND_COUNT = 6


def plan_grammar(
    numbers: Sequence[int], *, services: Sequence[str] = SERVICES, without: Collection[str] = frozenset()
) -> str:
    """Return the grammar of one plan and its newline; `numbers` are those the message says.

    `without` names tools of the contract that the plan does not write with.
    """
    facets = canonical_facets(services)
    closed = [value for value, facet in facets.items()]
    prices = [f'" {sign}" number' for sign in ">~<"]
    bounds = f"bounds ::= ({prices[1]} | ({prices[0]})? ({prices[2]})?) service*" if numbers else "bounds ::= service*"
    refs_by_price = ' | "=" number' if numbers else ""
    rules = [
        f'root ::= act ("; " act){{0,{MAX_ACTS - 1}}} "\\n"',
        f"act ::= {' | '.join(_acts(without))}",
        'find ::= "find " text kinds? bounds',
        'same ::= "same" bounds',
        f'kinds ::= ": " kind (", " kind){{0,{KIND_COUNT - 1}}}',
        bounds,
        f'service ::= " @" ({_any(services)})',
        f'prefer ::= ({_any(STANCES)}) " " fact',
        f'fact ::= {_any(closed)} | ({_any(OPEN_FACETS)}) " " text',
        f'shift ::= ({_any(ATTRIBUTES)}) " " ({_any(DIRECTIONS)}) (" " ref)?',
        f'judge ::= ({_any(VERDICTS)}) " " refs',
        'compare ::= "compare" (" " refs)?',
        'where ::= "where " text',
        'why ::= "why" (" " refs)?',
        f'forget ::= "forget " ("all" | fact | {_any(sorted(set(facets.values()) | set(OPEN_FACETS)))})',
        f"plain ::= {_any(word for word in PLAIN if word not in without)}",
        'refs ::= ref (", " ref){0,4}',
        f'ref ::= [1-9] [0-9]? | {_any(SYMBOLS)} | "\\"" kind "\\""{refs_by_price}',
        'text ::= word (","? " " word){0,11}',
        'kind ::= word (" " word){0,5}',
        f'word ::= {TEXT_CHARS}+ ("," [0-9]+ {TEXT_CHARS}*)?',
    ]
    if numbers:
        rules.append(f"number ::= {_any(sorted({str(number) for number in numbers}, key=len, reverse=True))}")
    return "\n".join(rules) + "\n"


def _acts(without: Collection[str]) -> list[str]:
    """The names of the rules of acts, but those of tools that are left out."""
    return [act for act in ACTS if WRITES.get(act) not in without]


def _any(words: Iterable[str]) -> str:
    return " | ".join(f'"{word}"' for word in words)
