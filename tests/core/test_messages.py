"""Messages exist in both languages with the same variables, and say plurals and prices right."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from podbor.agent.narration import voice
from podbor.core.messages import MessageError, Messages, format_money
from podbor.ui import presenter

FOLDERS = [voice.MESSAGES, presenter.FOLDER / "messages"]


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def _variables(path: Path) -> dict[str, set[str]]:
    found = {}
    for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            collector = _Variables()
            collector.visit(entry)
            assert entry.id.name not in found, f"{entry.id.name} twice"
            found[entry.id.name] = collector.names
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=["narration", "ui"])
def test_languages_are_at_parity(folder: Path) -> None:
    assert _variables(folder / "ru.ftl") == _variables(folder / "en.ftl")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 вариант:"), (2, "2 варианта:"), (5, "5 вариантов:"), (11, "11 вариантов:"), (21, "21 вариант:")],
)
def test_russian_plurals(count: int, said: str) -> None:
    messages = Messages(voice.MESSAGES)
    assert messages.format("ru", "list-found", {"count": count, "need": "none", "needs": ""}).endswith(said)


@pytest.mark.parametrize(
    ("kopecks", "ru", "en"),
    [(8900, "89 ₽", "₽89"), (123450, "1 234,50 ₽", "₽1,234.50"), (100000, "1 000 ₽", "₽1,000"), (0, "0 ₽", "₽0")],
)
def test_money(kopecks: int, ru: str, en: str) -> None:
    assert format_money(kopecks, "ru").replace("\xa0", " ") == ru
    assert format_money(kopecks, "en") == en


def test_missing_variable_is_an_error() -> None:
    with pytest.raises(MessageError, match="eta-minutes"):
        Messages(voice.MESSAGES).format("en", "eta-minutes")


def test_missing_message_is_an_error() -> None:
    with pytest.raises(MessageError, match="no-such"):
        Messages(voice.MESSAGES).format("en", "no-such")
