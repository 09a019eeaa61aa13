"""What leaves the machine or reaches a log names nobody."""

import logging

import pytest
from langchain_core.messages import AIMessage, HumanMessage

from podbor.agent.planner.conversation import chat_messages
from podbor.core.redaction.logs import RedactedRecord

SAID = "аллергия на орехи, звоните +7 916 123-45-67 или anna@example.com"


def test_a_remote_model_reads_no_personal_data() -> None:
    replied = AIMessage(content=f"Вы сказали «{SAID}»")
    chat = chat_messages(
        [HumanMessage(content=SAID), replied, HumanMessage(content="my email is bob@example.org")], "s"
    )
    sent = "\n".join(str(message.text) for message in chat)
    assert "аллергия на орехи" in sent
    assert not any(secret in sent for secret in ("916", "anna@", "bob@"))


def test_a_log_reads_no_personal_data(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(RedactedRecord)
    try:
        logging.getLogger("x").warning("said: %s", SAID)
    finally:
        logging.setLogRecordFactory(before)
    assert "аллергия на орехи" in caplog.text
    assert "916" not in caplog.text
    assert "anna@" not in caplog.text
