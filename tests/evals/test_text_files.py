"""Files are written all or none."""

from pathlib import Path

import pytest

from podbor.evals.text_files import write_whole


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("before", encoding="utf-8")
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        write_whole({tmp_path / "one.txt": "after", tmp_path / "file" / "two.txt": "after"})
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "one.txt"]


def test_folders_that_are_missing_are_made_and_no_draft_is_left(tmp_path: Path) -> None:
    write_whole({tmp_path / "a" / "b" / "one.txt": "чай"})
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["one.txt"]
    assert (tmp_path / "a" / "b" / "one.txt").read_text(encoding="utf-8") == "чай"


def test_what_was_written_outlasts_a_loss_of_power(tmp_path: Path, lose_power) -> None:  # type: ignore[no-untyped-def]
    write_whole({tmp_path / "one.txt": "after"})
    lose_power(tmp_path)
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "after"
