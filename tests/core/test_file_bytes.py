"""Counting in files that others write, cut and delete meanwhile."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from podbor.core import file_bytes
from podbor.core.errors import SetupError
from podbor.core.file_bytes import count_matches

ANNA = re.compile(rb"(?<![\w@])anna(?!\w|\.\w)")


def test_files_that_are_not_there_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"anna, hannah and anna.b; anna")
    (tmp_path / "empty").write_bytes(b"")
    paths = [tmp_path / name for name in ("none", "a", "empty", "a")]
    assert count_matches(paths, ANNA) == [0, 2, 0, 2]
    assert count_matches([tmp_path / "none"], ANNA) == [0]


@pytest.mark.parametrize("block", range(8, 40))
@pytest.mark.parametrize(
    "text", [b"anna" * 30, b"anna " * 30, b"hanna anna.b " * 12, b"anna", b"", b"xannaannay anna" * 7]
)
def test_no_match_is_lost_or_counted_twice_between_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, text: bytes
) -> None:
    monkeypatch.setattr(file_bytes, "BLOCK", block)
    monkeypatch.setattr(file_bytes, "OVERLAP", 7)
    (tmp_path / "a").write_bytes(text)
    for pattern in (ANNA, re.compile(b"anna"), re.compile(b"(?<=n)a")):
        assert file_bytes._count(tmp_path / "a", pattern) == len(pattern.findall(text))


def test_a_file_may_be_cut_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "server.log"
    path.write_bytes(b"anna " * 100_000)

    class Cutting:
        def finditer(self, content: bytes, *at: int) -> Any:
            os.truncate(path, 0)
            return ANNA.finditer(content, *at)

    assert file_bytes._count(path, cast("re.Pattern[bytes]", Cutting())) == 100_000


def test_a_script_without_a_main_guard_may_count(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import re, pathlib; from podbor.core.file_bytes import count_matches\n"
        "print(count_matches([pathlib.Path(__file__)], re.compile(b'match')))\n"
    )
    # A module of the working directory is not taken for one of the library.
    (tmp_path / "json.py").write_text("1 / 0")
    done = subprocess.run([sys.executable, "-P", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[3]\n", "")


def test_a_reader_that_fails_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"anna")
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(SetupError, match="ended with 1"):
        count_matches([tmp_path / "a"], ANNA)
