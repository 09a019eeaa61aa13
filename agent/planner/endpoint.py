"""Asking an OpenAI-compatible endpoint: its client, retries of what passes, and one error for what does not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    DefaultAsyncHttpxClient,
    InternalServerError,
    RateLimitError,
)
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt, wait_random_exponential

from podbor.core.errors import PlannerUnavailable

T = TypeVar("T")
ATTEMPTS = 3
FIRST_WAIT_S = 0.3
MAX_WAIT_S = 4.0
HINTS = {
    400: "for tool calls vLLM wants --enable-auto-tool-choice and --tool-call-parser, see docs/vllm.md",
    401: "is PODBOR_OPENAI_API_KEY right?",
    403: "is PODBOR_OPENAI_API_KEY right?",
    404: "are PODBOR_OPENAI_MODEL and PODBOR_OPENAI_BASE_URL right?",
}
"""What mostly lies behind a status. The server's own words may repeat the shopper's."""
UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, IndexError)
"""What clients raise on an answer that is no completion: a proxy's page, null where there must be a list."""


def http_client() -> DefaultAsyncHttpxClient:
    """A client that keeps no connection: it serves any event loop, needs no closing and meets no stale socket."""
    return DefaultAsyncHttpxClient(headers={"Connection": "close"})


async def ask(question: Callable[[], Awaitable[T]], *, endpoint: str, timeout_s: float) -> T:
    """Await `question`, again where a connection fails or the server says 429 or 5xx.

    `timeout_s` bounds each attempt; one that runs out is not repeated. Raises PlannerUnavailable.
    """
    retrying = AsyncRetrying(
        retry=retry_if_exception(_passes), stop=stop_after_attempt(ATTEMPTS), wait=_wait, reraise=True
    )
    try:
        async for attempt in retrying:
            with attempt:
                async with asyncio.timeout(timeout_s):
                    return await question()
    except (TimeoutError, APITimeoutError) as error:
        raise PlannerUnavailable(endpoint, f"no answer within {timeout_s:g} s") from error
    except APIStatusError as error:
        hint = HINTS.get(error.status_code)
        raise PlannerUnavailable(endpoint, f"HTTP {error.status_code}{f' ({hint})' if hint else ''}") from error
    except APIError as error:
        raise PlannerUnavailable(endpoint, type(error).__name__) from error
    except UNREADABLE as error:
        raise PlannerUnavailable(endpoint, f"what it answers is no completion ({type(error).__name__})") from error
    raise AssertionError("retries end with an answer or an error")


def _passes(error: BaseException) -> bool:
    if isinstance(error, APITimeoutError):
        return False
    return isinstance(error, APIConnectionError | RateLimitError | InternalServerError)


def _wait(state: RetryCallState) -> float:
    """Seconds to the next attempt: what the server asks for, else random and growing."""
    error = state.outcome.exception() if state.outcome is not None else None
    asked = error.response.headers.get("retry-after", "") if isinstance(error, APIStatusError) else ""
    if asked.isdecimal():
        return min(float(asked), MAX_WAIT_S)
    return wait_random_exponential(multiplier=FIRST_WAIT_S, max=MAX_WAIT_S)(state)
