"""The llama.cpp server in process: a prompt and a grammar in, a line and the probabilities of its tokens out."""

import math
import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podbor.core.errors import SetupError

CONTEXT_TOKENS = 4096
SLOTS = 2
MAX_TOKENS = 120


@dataclass(frozen=True, kw_only=True)
class Completion:
    """A generated line, the probabilities of its tokens and how long it took."""

    text: str
    probabilities: tuple[float, ...]
    prompt_tokens: int
    ms: float

    @property
    def tokens(self) -> int:
        """Tokens read and written."""
        return self.prompt_tokens + len(self.probabilities)

    @property
    def confidence(self) -> float:
        """Probability of the least certain token: one wrong token makes a wrong plan."""
        return min(self.probabilities, default=0.0)


class LlamaRuntime:
    """Weights with an adapter, loaded. Threads may share it; `close` it when done, an exit may hang otherwise."""

    def __init__(self, weights: Path, *, adapter: Path | None, threads: int) -> None:
        # Threads that spin for long while they wait starve each other where cores are busy (a plan took 13 s instead of 0.5 s);
        # those that sleep at once take twice as long where they are not. They spin for a few microseconds, then sleep.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # noqa: TID251 - read by OpenMP, not by us
        os.environ.setdefault("GOMP_SPINCOUNT", "4000")  # noqa: TID251
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(weights)
        params.n_ctx = CONTEXT_TOKENS
        params.n_parallel = SLOTS
        params.swa_full = True
        params.cpuparams.n_threads = threads
        params.cpuparams_batch.n_threads = threads
        params.verbosity = 0
        params.warmup = False  # the first request below does as much
        params.fit_params = False  # sizes are given above; to find them out the weights would be opened twice
        if adapter is not None:
            params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(path=str(adapter), scale=1.0)]
        try:
            self._server: Any = xllamacpp.Server(params)
        except RuntimeError as error:
            raise SetupError(
                f"model {weights} with adapter {adapter} cannot be loaded", mend="podbor doctor --fix"
            ) from error
        self._lock = threading.BoundedSemaphore(SLOTS)
        # A server that is closed before its loop has taken a first request never ends.
        self._server.handle_completions({"prompt": "\n", "n_predict": 1})

    def complete(self, prompt: str, *, grammar: str, max_tokens: int = MAX_TOKENS) -> Completion:
        """Write the line that follows `prompt`, greedily, inside `grammar`."""
        started = time.perf_counter()
        request = {
            "prompt": prompt,
            "n_predict": max_tokens,
            "temperature": 0.0,
            "n_probs": 1,
            "cache_prompt": True,
            "stop": ["\n"],
        }
        if grammar:
            request["grammar"] = grammar
        with self._lock:
            if self._server is None:
                raise SetupError("the planner is closed", mend="open a new one")
            answer = self._server.handle_completions(request)
        choice = answer["choices"][0]
        tokens: Sequence[dict[str, Any]] = (choice.get("logprobs") or {}).get("content") or ()
        return Completion(
            text=choice["text"].strip(),
            probabilities=tuple(math.exp(token["logprob"]) for token in tokens),
            prompt_tokens=answer["usage"]["prompt_tokens"],
            ms=(time.perf_counter() - started) * 1000,
        )

    def close(self) -> None:
        """Free the weights. Closing twice is harmless."""
        self._server = None
