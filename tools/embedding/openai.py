"""An OpenAI-compatible embeddings endpoint (vLLM, TEI, Infinity, OpenAI)."""

from collections.abc import Sequence

import numpy as np
from openai import APIConnectionError, APIError, APIStatusError, InternalServerError, OpenAI, RateLimitError
from pydantic import SecretStr
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from podbor.core.errors import SetupError
from podbor.core.ports import Vectors
from podbor.core.settings import without_login
from podbor.tools.embedding.text import clean
from podbor.tools.embedding.vectors import empty, unit

BATCH = 64
ATTEMPTS = 4
MAX_WAIT_S = 8.0
PASSING = (APIConnectionError, RateLimitError, InternalServerError)


class OpenAIEmbedder:
    """Embeds over HTTP in batches of 64, retrying what passes (connection, 429, 5xx) up to four times.

    Models of the E5 family get their prefixes. Raises SetupError where the endpoint does not answer or refuses.
    """

    def __init__(self, *, base_url: str, model: str, api_key: SecretStr, timeout_s: float = 30.0) -> None:
        self._client = OpenAI(base_url=base_url, api_key=api_key.get_secret_value(), timeout=timeout_s, max_retries=0)
        self._address = without_login(base_url)
        self._model = model
        self._prefixed = "e5" in model.lower().rsplit("/", 1)[-1]
        self._dimension: int | None = None

    @property
    def dimension(self) -> int:
        """Length of a vector, learnt from the first answer."""
        if self._dimension is None:
            self._dimension = self._request([self._prefix("query: ", "")]).shape[1]
        return self._dimension

    @property
    def model_id(self) -> str:
        """The model's name at the endpoint."""
        return f"openai:{self._model}"

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension)."""
        return self._embed([self._prefix("query: ", text) for text in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension)."""
        return self._embed([self._prefix("passage: ", text) for text in texts])

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _prefix(self, prefix: str, text: str) -> str:
        # An endpoint refuses an empty input.
        return (prefix if self._prefixed else "") + (clean(text) or "-")

    def _embed(self, texts: list[str]) -> Vectors:
        if not texts:
            return empty(self.dimension)
        return np.concatenate([self._request(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)])

    def _request(self, texts: list[str]) -> Vectors:
        retrying = Retrying(
            retry=retry_if_exception_type(PASSING),
            stop=stop_after_attempt(ATTEMPTS),
            wait=wait_random_exponential(max=MAX_WAIT_S),
            reraise=True,
        )
        try:
            answer = retrying(self._client.embeddings.create, model=self._model, input=texts, encoding_format="float")
        except APIError as error:
            detail = f"HTTP {error.status_code}" if isinstance(error, APIStatusError) else type(error).__name__
            raise SetupError(
                f"the embeddings endpoint {self._address} (model {self._model}) failed: {detail}",
                mend="check PODBOR_EMBEDDINGS_URL and PODBOR_EMBEDDINGS_MODEL, then: podbor doctor",
            ) from error
        rows = sorted(answer.data, key=lambda row: row.index)
        vectors = unit(np.asarray([row.embedding for row in rows], dtype=np.float32))
        self._dimension = vectors.shape[1]
        return vectors
