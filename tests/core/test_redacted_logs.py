"""What a log handler writes of an exception."""

import io
import logging
from collections.abc import Iterator

import pytest

from podbor.core.redaction.logs import RedactedRecord

PHONE, EMAIL, CARD = "+7 916 123-45-67", "anna@example.com", "4276 3801 2345 6789"


class Restless(logging.Formatter):
    """A formatter that does not heed what another one kept."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None if record.exc_info else record.exc_text
        return super().format(record)


@pytest.fixture(params=[logging.Formatter, Restless])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What a logger "redacted" writes."""
    stream, before = io.StringIO(), logging.getLogRecordFactory()
    handler, log = logging.StreamHandler(stream), logging.getLogger("redacted")
    handler.setFormatter(request.param("%(message)s"))
    log.addHandler(handler)
    logging.setLogRecordFactory(RedactedRecord)
    yield stream
    logging.setLogRecordFactory(before)
    log.removeHandler(handler)


def fail() -> None:
    try:
        try:
            raise KeyError(f"no shopper {EMAIL}")
        except KeyError as error:
            error.add_note(f"card {CARD}")
            raise ValueError(f"cannot call {PHONE}") from error
    except ValueError:
        raise ExceptionGroup("several", [OSError(f"cannot write to {EMAIL}")])  # noqa: B904


def test_a_trace_names_nobody_and_neither_do_its_causes(written: io.StringIO) -> None:
    try:
        fail()
    except ExceptionGroup:
        logging.getLogger("redacted").exception("failed for %s", PHONE)
    text = written.getvalue()
    assert not any(secret in text for secret in (PHONE, EMAIL, CARD))
    for line in (
        "failed for ⟨phone⟩",
        "KeyError: 'no shopper ⟨email⟩'",
        "card ⟨card⟩",
        "ValueError: cannot call ⟨phone⟩",
        "The above exception was the direct cause",
        "During handling of the above exception",
        "OSError: cannot write to ⟨email⟩",
        "in fail",
    ):
        assert line in text


def test_an_exception_given_by_itself_is_redacted_too(written: io.StringIO) -> None:
    logging.getLogger("redacted").error("failed", exc_info=ValueError(f"cannot call {PHONE}"))
    logging.getLogger("redacted").error("none", exc_info=True)
    assert written.getvalue() == "failed\nValueError: cannot call ⟨phone⟩\nnone\nNoneType: None\n"
