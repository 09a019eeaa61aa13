"""How the assistant behaved over a dialogue: shares and counts of turns."""

from collections.abc import Hashable, Iterable, Sequence


def share(outcomes: Sequence[bool]) -> float | None:
    """Share of True; None where there is nothing to judge, which is not zero.

    Call accuracy: turns whose asserted calls came. Critique compliance: turns with a relative critique after which the list moved
    past the middle of the one before, or the limit was told. Groundedness: replies without a claim that no fact backs. Language
    consistency: replies in the shopper's language.

    share = |{o : o}| / |outcomes|

    >>> share([True, True, False, True]), share([])
    (0.75, None)
    """
    return sum(outcomes) / len(outcomes) if outcomes else None


def count(found: Iterable[Sequence[str]]) -> float | None:
    """What was found wrong, summed over the turns: constraints broken by an item of a list, or claims that no fact backs.

    None where no turn was reached: a crash at once broke no constraint and kept none.

    count = Σ_turns |found(turn)|. The right number is 0.

    >>> count([[], ["cake: allergen nuts"]]), count([[]]), count([])
    (1.0, 0.0, None)
    """
    turns = [len(broken) for broken in found]
    return float(sum(turns)) if turns else None


def capture_f1(expected: Iterable[Hashable], captured: Iterable[Hashable]) -> float | None:
    """F1 of the preferences written against those that were said; None where none was said and none was written.

    F1 = 2 |expected ∩ captured| / (|expected| + |captured|)

    >>> capture_f1(["nuts", "milk"], ["nuts"])
    0.6666666666666666
    >>> capture_f1([], ["nuts"])
    0.0
    """
    wanted, written = set(expected), set(captured)
    if not wanted and not written:
        return None
    return 2 * len(wanted & written) / (len(wanted) + len(written))
