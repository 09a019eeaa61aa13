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
OTHERS = 3
END = "\n"


@dataclass(frozen=True, kw_only=True)
class Token:
    """A token, the logarithm of its probability, and of the likeliest at its place, itself among them."""

    text: str
    logprob: float
    likeliest: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Completion:
    """A generated line, its tokens, the number of those read and how long it took."""

    text: str
    written: tuple[Token, ...]
    prompt_tokens: int
    ms: float

    @property
    def tokens(self) -> int:
        """Tokens read and written."""
        return self.prompt_tokens + len(self.written)

    @property
    def confidence(self) -> float:
        """Probability of the least certain token: one wrong token makes a wrong plan."""
        return math.exp(min(token.logprob for token in self.written)) if self.written else 0.0


class LlamaRuntime:
    """Weights with an adapter, loaded. Threads may share it; `close` it when done, an exit may hang otherwise."""

    def __init__(self, weights: Path, *, adapter: Path | None, threads: int) -> None:
        # Threads that spin for long while they wait starve each other where cores are busy (a plan took 13 s instead of 0.5 s);
        # those that sleep at once take twice as long where they are not. They spin for a few microseconds, then sleep.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # noqa: TID251 - read by OpenMP, not by us
        os.environ.setdefault("GOMP_SPINCOUNT", "1000")  # noqa: TID251
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

    def complete(self, prompt: str, *, grammar: str = "", begun: Sequence[Token] = ()) -> Completion:
        """Write the line that follows `prompt` and begins with the tokens `begun`, greedily; inside `grammar` where there is one.

        A grammar is that of whole lines, so it holds no line that is begun. A line that is begun with its end is not read at all.
        """
        started = time.perf_counter()
        beginning = "".join(token.text for token in begun)
        if END in beginning:
            return Completion(text=beginning.strip(), written=tuple(begun), prompt_tokens=0, ms=0.0)
        request = {
            "prompt": prompt + beginning,
            "n_predict": max(1, MAX_TOKENS - len(begun)),
            "temperature": 0.0,
            "n_probs": OTHERS,
            "cache_prompt": True,
            "stop": [END],
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
            text=(beginning + choice["text"]).strip(),
            written=(*begun, *map(_token, tokens)),
            prompt_tokens=answer["usage"]["prompt_tokens"],
            ms=(time.perf_counter() - started) * 1000,
        )

    def close(self) -> None:
        """Free the weights. Closing twice is harmless."""
        self._server = None


def _token(written: dict[str, Any]) -> Token:
    others = tuple((other["token"], other["logprob"]) for other in written["top_logprobs"])
    return Token(text=written["token"], logprob=written["logprob"], likeliest=others)
