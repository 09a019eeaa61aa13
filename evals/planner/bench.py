"""How fast the embedded planner is: latency, tokens a second, memory, and the same weights under transformers in the same run."""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.embedded import EmbeddedPlanner
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.language import SERVICES
from podbor.agent.planner.numerals import numbers_in
from podbor.agent.planner.prompt import prepare_message, render_prompt
from podbor.agent.planner.runtime import LlamaRuntime
from podbor.agent.planner.weights import find_adapter, find_weights
from podbor.core.settings import Settings
from podbor.evals.planner.labels import Label

WARM_UP = 5
GENERATED = 12
"""Tokens the second runtime writes a message: about the length of a plan."""


def bench(planner: EmbeddedPlanner, labels: Sequence[Label]) -> dict[str, Any]:
    """Plan every message once, after a warm-up. Times are in milliseconds, memory in MB of the whole process."""
    for label in labels[:WARM_UP]:
        planner.plan(label.text, label.context)
    began = time.perf_counter()
    plans = [planner.plan(label.text, label.context) for label in labels]
    seconds = time.perf_counter() - began
    times = [plan.ms for plan in plans]
    tokens = sum(plan.tokens for plan in plans)
    return {
        "messages": len(labels),
        "median_ms": median(times),
        "p95_ms": _p95(times),
        "tokens_a_second": tokens / seconds,
        "peak_memory_mb": peak_memory_mb(),
    }


def peak_memory_mb() -> float:
    """The most this process has had resident."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def compare_runtimes(planner: EmbeddedPlanner, labels: Sequence[Label], *, settings: Settings) -> dict[str, float]:
    """The same base weights under transformers (extra `train`), greedy, with a cache; interleaved message by message.

    `ratio` is the second runtime's median over the planner's, which also carries the adapter and the grammar.
    """
    write = _second_runtime(find_weights(settings), threads=settings.planner_threads)
    ours: list[float] = []
    theirs: list[float] = []
    for number, label in enumerate(labels):
        context = label.context or PlannerContext()
        prompt = render_prompt(prepare_message(label.text, context), context)
        first, second = planner.plan(label.text, label.context).ms, _timed(write, prompt)
        if number >= WARM_UP:
            ours.append(first)
            theirs.append(second)
    return {"ours_ms": median(ours), "transformers_ms": median(theirs), "ratio": median(theirs) / median(ours)}


def compare_unmerged(planner: EmbeddedPlanner, labels: Sequence[Label], *, settings: Settings) -> dict[str, float]:
    """The base weights whole with the adapter beside them, in the same runtime; interleaved message by message.

    Ratios are theirs over the planner's; `alike` is the share of plans that are the same line.
    """
    with closing(
        LlamaRuntime(find_weights(settings), adapter=find_adapter(settings), threads=settings.planner_threads)
    ) as whole:
        ours, theirs, alike = [], [], 0
        for number, label in enumerate(labels):
            plan = planner.plan(label.text, label.context)
            message = prepare_message(label.text, label.context)
            grammar = plan_grammar(numbers_in(message), services=SERVICES)
            other = whole.complete(render_prompt(message, label.context), grammar=grammar)
            alike += plan.raw == other.text
            if number >= WARM_UP:
                ours.append(plan.ms)
                theirs.append(other.ms)
    return {
        "median_ms": median(theirs),
        "p95_ms": _p95(theirs),
        "ratio": median(theirs) / median(ours),
        "p95_ratio": _p95(theirs) / _p95(ours),
        "alike": alike / len(labels),
    }


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def _timed(write: Callable[[str], None], prompt: str) -> float:
    started = time.perf_counter()
    write(prompt)
    return (time.perf_counter() - started) * 1000


def _second_runtime(weights: Path, *, threads: int) -> Callable[[str], None]:
    import torch

    from podbor.agent.planner.training.train import load_base

    torch.set_num_threads(threads)
    model, tokenizer = load_base(str(weights), dtype=torch.float32)
    model.eval()

    def write(prompt: str) -> None:
        with torch.inference_mode():
            model.generate(**tokenizer(prompt, return_tensors="pt"), max_new_tokens=GENERATED, do_sample=False)

    return write
