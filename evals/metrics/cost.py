"""What a dialogue cost: tokens, money, time."""

from collections.abc import Sequence
from statistics import fmean


def total_tokens(turns: Sequence[int | None]) -> float | None:
    """Tokens of a dialogue; None where the planner did not tell for every turn that it was asked in.

    tokens = Σ_turns tokens(turn)

    >>> total_tokens([100, 20]), total_tokens([100, None]), total_tokens([])
    (120.0, None, None)
    """
    known = [value for value in turns if value is not None]
    return float(sum(known)) if known and len(known) == len(turns) else None


def cost(tokens_in: float | None, tokens_out: float | None, *, price_in: float, price_out: float) -> float | None:
    """Money, in the currency of the prices, which are for a million tokens; None where the tokens are not known.

    cost = (tokens_in × price_in + tokens_out × price_out) / 10⁶

    >>> cost(500_000, 100_000, price_in=2.0, price_out=10.0)
    2.0
    """
    if tokens_in is None or tokens_out is None:
        return None
    return (tokens_in * price_in + tokens_out * price_out) / 1_000_000


def mean_latency_ms(turns: Sequence[float]) -> float | None:
    """Mean time of a turn in milliseconds, as the shopper waits for it; None without turns.

    latency = Σ_turns wall(turn) / |turns|

    >>> mean_latency_ms([100.0, 300.0])
    200.0
    """
    return fmean(turns) if turns else None
