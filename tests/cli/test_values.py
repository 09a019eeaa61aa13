"""Values that no command takes are refused before anything is loaded or read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from podbor.cli import planner
from podbor.cli.main import app
from podbor.core.errors import InputError, SetupError


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["profile", "purge", "--days", "10000000"], "--days"),
        (["planner", "bench", "--messages", "0"], "--messages"),
        (["planner", "eval", "--part", "test"], "--part"),
        (["bench", "index", "--items", "0"], "--items"),
        (["bench", "matching", "--items", "-1"], "--items"),
        (["bench", "turn", "--rounds", "0"], "--rounds"),
        (["bench", "faithfulness", "--items", "1"], "--items"),
        (["ingest", __file__, "--service", "kuper", "--most-errors", "-1"], "--most-errors"),
        (["ingest", __file__, "--service", "kuper", "--matches", "-1"], "--matches"),
        (["chat", "--port", "99999"], "--port"),
        (["eval", "rescore", ".", "--price-in", "-1", "--price-out", "1"], "--price-in"),
        (["eval", "rescore", ".", "--price-in", "1", "--price-out", "inf"], "--price-out"),
        (["eval", "schema", "--reference", "."], "--reference"),
        (["planner", "train", "--out", "runs/x", "--russian", "2"], "--russian"),
        (["planner", "train", "--out", __file__], "--out"),
        (["bench", "floor", "--home", "no such home"], "--home"),
        (["ask", "tea", "--user", ""], "--user' / '-u"),
        (["profile", "erase", "--user", " ", "--yes"], "--user' / '-u"),
        (["eval", "record", "one", "--user", ""], "--user' / '-u"),
    ],
)
def test_an_option_out_of_bounds_is_named(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "200", "NO_COLOR": "1"})
    assert result.exit_code == 2
    assert f"Invalid value for '{said}'" in result.output


@pytest.mark.parametrize("arguments", [["planner", "eval"], ["planner", "bench"], ["eval", "external", "iard"]])
def test_the_embedded_planner_is_not_measured_for_another(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PODBOR_PLANNER", "openai")
    (tmp_path / "iard.json").write_text("{}", encoding="utf-8")
    data = ["--data", str(tmp_path / "iard.json")] if "iard" in arguments else []
    with pytest.raises(SetupError, match="measures the embedded planner; PODBOR_PLANNER is 'openai'"):
        CliRunner().invoke(app, [*arguments, *data], catch_exceptions=False)


@pytest.mark.parametrize("arguments", [["train", "--out", "runs/x"], ["bench", "--compare"]])
def test_training_says_what_to_install(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planner, "find_spec", lambda name: None)
    with pytest.raises(
        SetupError, match=r"not installed: torch, transformers, accelerate.*pip install 'podbor\[train\]'"
    ):
        CliRunner().invoke(app, ["planner", *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (json.dumps({"text": "tea", "context": {"locale": "de"}}).encode(), "2: context.locale: Input should be 'ru'"),
        (json.dumps({"text": "tea", "context": "x"}).encode(), "2: context: Input should be a valid dictionary"),
        (json.dumps({"text": "чай"}, ensure_ascii=False).encode("cp1251"), "2: line: not UTF-8"),
        (b"{", "2: line: no JSON"),
        (b"{}", "2: text: missing"),
    ],
)
def test_a_line_of_a_batch_that_is_wrong_is_named(line: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(b'{"text": "tea"}\n' + line + b"\n")
    with pytest.raises(InputError, match=said):
        list(planner._rows(path))


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_a_batch_without_messages_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "batch.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match="text: no messages here"):
        list(planner._rows(path))
