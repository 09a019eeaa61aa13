"""What one message of a conversation gives away is hidden in its other texts."""

import pytest

from podbor.core.redaction.conversation import redactor_of
from podbor.core.redaction.redactor import redact

SAID = ("меня зовут Оникс Бруталович, торт для Ивана Петрова", "звоните +7 916 123-45-67, паспорт 4511 120934")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (SAID[0], redact(SAID[0])),
        ("торт Ониксу", "торт ⟨name⟩"),
        ("иван петров", "⟨name⟩"),
        ("4511 120934", "⟨document⟩"),
        ("торт, белый шоколад", "торт, белый шоколад"),
        ("meet anna@example.com", "meet ⟨email⟩"),
        ("", ""),
    ],
)
def test_what_was_given_away_is_hidden_in_other_words(text: str, safe: str) -> None:
    assert redactor_of(SAID)(text) == safe


def test_what_no_message_gives_away_is_left() -> None:
    assert redactor_of(["привет"])("торт Ониксу, 4511 120934") == "торт Ониксу, 4511 120934"
