"""How a command ends that goes wrong in a way that nobody foresaw."""

import errno

import pytest

from podbor.cli import main as cli
from podbor.core.errors import InputError, PodborError

EMAIL, PHONE, SECRET = "anna@example.com", "+7 916 123-45-67", "s3!cret"
WRONG = InputError(file="feed.csv", line=2, field="price", reason="negative")


def ended(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception) -> tuple[object, str]:
    """Exit status and standard error of a command that raises."""

    def app() -> None:
        raise error

    monkeypatch.setattr(cli, "app", app)
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return stop.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://anna:{SECRET}@db/shop",
        f"postgresql://anna:{SECRET}@db.example.com:5432/shop",
        f"https://anna:{SECRET}/@qdrant.example.com",
        f"https://{SECRET}@qdrant.example.com",
    ],
)
def test_a_trace_has_neither_what_a_shopper_said_nor_a_password(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = RuntimeError(f'no reply to "call me at {PHONE}" from {address}')
    error.__cause__ = KeyError(EMAIL)
    status, said = ended(monkeypatch, capsys, error)
    assert status == 1
    assert not any(part in said for part in (EMAIL, PHONE, SECRET, "cret"))
    assert "KeyError: '⟨email⟩'" in said
    assert 'RuntimeError: no reply to "call me at ⟨phone⟩" from' in said
    assert f'File "{__file__}"' in said
    assert "raise error" in said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (WRONG, "podbor: feed.csv:2: price: negative\n"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/runs/scores.jsonl"),
            "/runs/scores.jsonl: Permission denied",
        ),
        (IsADirectoryError(errno.EISDIR, "Is a directory", ".x.new", None, "x"), "podbor: x: Is a directory\n"),
        (OSError(errno.ENOSPC, "No space left on device"), "podbor: No space left on device\n"),
        (ExceptionGroup("tasks", [WRONG, WRONG, PodborError("other")]), "price: negative\npodbor: other\n"),
    ],
)
def test_a_known_error_is_a_line(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, written = ended(monkeypatch, capsys, error)
    assert status == 2
    assert said in written
    assert "Traceback" not in written


def test_a_group_with_an_unknown_error_is_traced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, written = ended(monkeypatch, capsys, ExceptionGroup("tasks", [WRONG, KeyError(EMAIL)]))
    assert status == 1
    assert "KeyError: '⟨email⟩'" in written
