"""Logs without personal data."""

import logging
import re
from typing import Any

from podbor.core.redaction.redactor import redact

FRAME = r'  File "[^"\n]+", line \d+, in [\w.<>]+$(?:\n(?P=margin)    .*)*'
RAISED = r"[\w.]+(?:Error|Exception|Group|Warning)\b"
CODE = re.compile(rf"^(?P<margin>[ |]*)(?:{FRAME}|{RAISED})", re.MULTILINE)
"""What a trace shows of the program, frames with their lines and the kinds of exceptions: it is no shopper's."""


class RedactedRecord(logging.LogRecord):
    """A record whose text names nobody, whichever handler writes it; of an exception it keeps the redacted trace alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.exc_info:
            # With the exception itself at hand a handler would format it anew.
            self.exc_text = _redacted_trace(logging.Formatter().formatException(self.exc_info))
            self.exc_info = None

    def getMessage(self) -> str:
        """Return the message with placeholders in place of personal data."""
        return redact(super().getMessage())


def _redacted_trace(trace: str) -> str:
    """Return a formatted exception, causes and notes too, with what the exceptions say redacted."""
    parts, end = [], 0
    for code in CODE.finditer(trace):
        parts += [redact(trace[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, redact(trace[end:])])
