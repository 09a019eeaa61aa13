"""Logs without personal data."""

import logging

from podbor.core.redaction.redactor import redact


class RedactedRecord(logging.LogRecord):
    """A record whose text names nobody, whichever handler writes it."""

    def getMessage(self) -> str:
        """Return the message with placeholders in place of personal data."""
        return redact(super().getMessage())
