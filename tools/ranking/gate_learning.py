"""Learning the gate from what was taken: its clues, how loud each expert is, and an even load.

The score of an item is `shared + sum over experts of share * loudness * expert + chance * home * belongs`: the shares are the
two largest chances, and here, so that it can be descended, all of them. All are learned together by a list-wise softmax over
each case's candidates (Cao et al., ListNet, 2007), with Switch's balancing loss (Fedus et al., 2101.03961, eq. 4) on the chances
and a pull towards a prior, so that few takes move little.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from podbor.tools.ranking.gate import CLUES, TOP, Floats, softmax
from podbor.tools.ranking.mix import Mix, Params, mix_of, prior

PULL = 5.0
"""Strength of the prior, in cases."""
BALANCE = 0.01
STEPS = 60


@dataclass(frozen=True, kw_only=True)
class GateCases:
    """Cases to learn from; C candidates each, the one that was taken at place 0.

    clues (N, E, len(CLUES)); shared (N, C) and experts (N, C, E): scores; belongs (N, C, E): whose the candidate is;
    mask (N, C): 0, or far below zero where a place holds no candidate.
    """

    clues: Floats
    shared: Floats
    experts: Floats
    belongs: Floats
    mask: Floats


def learn_mix(cases: GateCases, *, gated: bool = True, balance: float = BALANCE) -> Mix:
    """Learn from cases; with `gated` false every expert always speaks alike: the control."""
    count, _, n_experts = cases.experts.shape
    start = prior(n_experts)
    if not gated:
        start[: len(CLUES)] = 0.0
    top = TOP if gated else n_experts
    if not count:
        return mix_of(start, top=top)
    bounds = [(None, None) if gated else (0.0, 0.0)] * len(CLUES) + [(0.0, None)] * (n_experts + 1)
    options: Any = {"maxiter": STEPS}
    best = minimize(
        _loss, start, args=(cases, start, balance), jac=True, method="L-BFGS-B", bounds=bounds, options=options
    )
    return mix_of(np.asarray(best.x), top=top)


def _loss(params: Params, cases: GateCases, believed: Params, balance: float) -> tuple[float, Params]:
    count, n_experts = len(cases.shared), cases.experts.shape[2]
    weights, loudness, home = params[: len(CLUES)], params[len(CLUES) : -1].astype(np.float32), np.float32(params[-1])
    shares = softmax(cases.clues @ weights.astype(np.float32))
    voices = cases.experts * loudness + cases.belongs * home
    scores = cases.shared + np.einsum("nce,ne->nc", voices, shares) + cases.mask
    scores -= scores.max(axis=1, keepdims=True)
    chance = np.exp(scores)
    total = chance.sum(axis=1, keepdims=True)
    value = float((np.log(total[:, 0]) - scores[:, 0]).mean())
    slope = chance / total
    slope[:, 0] -= 1.0
    slope /= count
    to_experts = np.einsum("nc,nce->ne", slope, cases.experts)
    to_belongs = np.einsum("nc,nce->ne", slope, cases.belongs)
    to_shares = to_experts * loudness + to_belongs * home
    load = np.bincount(shares.argmax(axis=1), minlength=n_experts) / count
    value += balance * n_experts * float(load @ shares.mean(axis=0))
    to_shares += (balance * n_experts * load / count).astype(np.float32)
    to_logits = shares * (to_shares - (shares * to_shares).sum(axis=1, keepdims=True))
    gradient = np.concatenate(
        [
            np.einsum("ne,nek->k", to_logits, cases.clues),
            (shares * to_experts).sum(axis=0),
            [float((shares * to_belongs).sum())],
        ]
    ).astype(np.float64)
    away = params - believed
    return value + PULL / count * float(away @ away) / 2.0, gradient + PULL / count * away
