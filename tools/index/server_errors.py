"""What a Qdrant server's failures become."""

from httpx import HTTPError
from qdrant_client.http.exceptions import ApiException, ResponseHandlingException, UnexpectedResponse

from podbor.core.errors import SetupError

MEND = "check PODBOR_QDRANT_URL and PODBOR_QDRANT_API_KEY, then: podbor doctor --fix"
FAILURES = (ApiException, HTTPError, ConnectionError, TimeoutError)


def unreachable(error: Exception) -> SetupError:
    """Say in one line what the server did."""
    if isinstance(error, UnexpectedResponse):
        return SetupError(f"Qdrant answered {error.status_code} {error.reason_phrase}", mend=MEND)
    cause = error.source if isinstance(error, ResponseHandlingException) else error
    return SetupError(f"Qdrant does not answer: {cause}", mend=MEND)
