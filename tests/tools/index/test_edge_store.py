"""What only the embedded index promises: processes, crashes and damaged files."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from podbor.core.errors import SetupError
from podbor.core.ports import IndexFilter
from podbor.tools.index import generations
from podbor.tools.index.edge_store import EdgeIndexStore
from podbor.tools.index.generations import CURRENT, LEASES, MANIFEST, SHARD
from podbor.tools.index.marks import FILE

from .conftest import DIMENSION, POINTS, axis

BUILD = """
import os, sys
from pathlib import Path
import numpy as np
from podbor.core.ports import IndexPoint
from podbor.tools.index.edge_store import EdgeIndexStore
def points():
    for number in range(int(sys.argv[3])):
        yield IndexPoint(item_id=f"new-{number}", vector=np.eye(8, dtype=np.float32)[0], text="новый", kind="new")
        if sys.argv[4] == "die" and number == 300:
            os._exit(9)
EdgeIndexStore(Path(sys.argv[1])).build(points(), dimension=8, generation=sys.argv[2])
"""
READ = """
import sys
from pathlib import Path
import numpy as np
from podbor.core.ports import IndexFilter
from podbor.tools.index.edge_store import EdgeIndexStore
index = EdgeIndexStore(Path(sys.argv[1])).open()
for _ in range(50):
    hits = index.search(vector=np.eye(8, dtype=np.float32)[0], text="молоко", where=IndexFilter(), limit=5)
print(index.generation, index.count(), hits[0].item_id)
index.close()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "index"
    EdgeIndexStore(root).build(POINTS, dimension=DIMENSION, generation="1")
    return root


def python(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def folders(root: Path) -> set[Path]:
    return {path for path in root.iterdir() if path.is_dir()}


def test_without_marks_everything_is_written(root: Path) -> None:
    (root / (root / CURRENT).read_text() / FILE).write_bytes(b"broken")
    assert EdgeIndexStore(root).build(POINTS, dimension=DIMENSION, generation="2") == len(POINTS)
    assert EdgeIndexStore(root).build(POINTS, dimension=DIMENSION, generation="3") == 0


def test_another_process_publishes_while_this_one_reads(root: Path) -> None:
    store = EdgeIndexStore(root)
    before = store.open()
    assert python(BUILD, root, "2", 400, "live").returncode == 0
    hits = before.search(vector=axis(0), text="молоко", where=IndexFilter(), limit=10)
    assert {hit.item_id for hit in hits} == {point.item_id for point in POINTS}
    assert (before.generation, before.count()) == ("1", len(POINTS))
    after = store.open()
    assert (after.generation, after.count()) == ("2", 400)
    after.close()
    before.close()


def test_old_generations_go_once_nobody_reads_them(root: Path) -> None:
    store = EdgeIndexStore(root)
    reader = store.open()
    store.build(POINTS, dimension=DIMENSION, generation="2")
    store.build(POINTS, dimension=DIMENSION, generation="3")
    assert len(folders(root)) == 2
    reader.close()
    store.build(POINTS, dimension=DIMENSION, generation="4")
    assert [path.name for path in folders(root)] == [(root / CURRENT).read_text()]


@pytest.mark.parametrize("leaves", ["nothing", "its empty folder"])
def test_a_generation_that_goes_before_it_is_leased_gives_way_to_the_new_one(
    root: Path, monkeypatch: pytest.MonkeyPatch, leaves: str
) -> None:
    """The writer comes between the reading of CURRENT and the lease."""
    old = root / (root / CURRENT).read_text()

    class Late(FileLock):
        def acquire(self, *args: Any, **kwargs: Any) -> Any:
            monkeypatch.setattr(generations, "FileLock", FileLock)
            EdgeIndexStore(root).build(POINTS[:2], dimension=DIMENSION, generation="2")
            assert not old.exists()
            if leaves != "nothing":
                old.joinpath(LEASES).mkdir(parents=True)
            return super().acquire(*args, **kwargs)

    monkeypatch.setattr(generations, "FileLock", Late)
    index = EdgeIndexStore(root).open()
    assert (index.generation, index.count()) == ("2", 2)
    index.close()
    assert [path.name for path in folders(root)] == [(root / CURRENT).read_text()]


def test_a_lease_that_a_writer_did_not_see_is_no_lease(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The writer has looked for leases just before this one, and removes the generation just after it was checked."""
    checked = generations._checked_manifest

    def publish(folder: Path) -> Any:
        manifest = checked(folder)
        monkeypatch.undo()
        with monkeypatch.context() as blind:
            blind.setattr(generations, "_leased", lambda _: False)
            EdgeIndexStore(root).build(POINTS[:2], dimension=DIMENSION, generation="2")
        return manifest

    monkeypatch.setattr(generations, "_checked_manifest", publish)
    index = EdgeIndexStore(root).open()
    assert (index.generation, index.count()) == ("2", 2)
    index.close()


def test_a_dead_reader_holds_nothing(root: Path) -> None:
    script = READ.replace("index.close()", "import os; sys.stdout.flush(); os._exit(1)")
    assert python(script, root).stdout.startswith("1 4")
    EdgeIndexStore(root).build(POINTS, dimension=DIMENSION, generation="2")
    assert len(folders(root)) == 1


def test_several_processes_read_at_once(root: Path) -> None:
    command = [sys.executable, "-c", READ, str(root)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [reader.communicate()[0] for reader in readers] == ["1 4 milk\n"] * 3


def test_a_killed_build_leaves_the_old_generation(root: Path) -> None:
    assert python(BUILD, root, "2", 1000, "die").returncode == 9
    store = EdgeIndexStore(root)
    index = store.open()
    assert (index.generation, index.count()) == ("1", len(POINTS))
    index.close()
    store.build(POINTS[:1], dimension=DIMENSION, generation="3")
    assert len(folders(root)) == 1


def damage_each_file(root: Path, damage: Callable[[Path], None]) -> None:
    shard = root / (root / CURRENT).read_text() / SHARD
    files = sorted(path for path in shard.rglob("*") if path.is_file() and path.stat().st_size)
    assert len(files) > 20
    for path in files:
        whole = path.read_bytes()
        damage(path)
        with pytest.raises(SetupError, match="podbor doctor --fix"):
            EdgeIndexStore(root).open()
        path.write_bytes(whole)
    EdgeIndexStore(root).open().close()


def test_a_missing_file_is_a_setup_error(root: Path) -> None:
    damage_each_file(root, lambda path: path.unlink())


def test_a_cut_file_is_a_setup_error(root: Path) -> None:
    damage_each_file(root, lambda path: path.write_bytes(path.read_bytes()[:-1]))


def test_a_changed_byte_is_a_setup_error(root: Path) -> None:
    def flip(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)

    damage_each_file(root, flip)


@pytest.mark.parametrize("content", ["", "nowhere", "../..", "."])
def test_a_wrong_pointer_is_a_setup_error(root: Path, content: str) -> None:
    (root / CURRENT).write_text(content)
    with pytest.raises(SetupError, match="podbor doctor --fix"):
        EdgeIndexStore(root).open()


def test_a_broken_manifest_is_a_setup_error_and_a_build_mends_it(root: Path) -> None:
    manifest = root / (root / CURRENT).read_text() / MANIFEST
    manifest.write_text('{"version": 1')
    store = EdgeIndexStore(root)
    with pytest.raises(SetupError, match="manifest"):
        store.open()
    store.build(POINTS, dimension=DIMENSION, generation="2")
    index = store.open()
    assert index.generation == "2"
    index.close()
    assert len(folders(root)) == 1


def test_reading_changes_nothing_on_disk(root: Path) -> None:
    shard = root / (root / CURRENT).read_text() / SHARD
    before = {path: path.read_bytes() for path in shard.rglob("*") if path.is_file()}
    index = EdgeIndexStore(root).open()
    index.search(vector=axis(0), text="молоко", where=IndexFilter(), limit=5)
    index.close()
    assert {path: path.read_bytes() for path in shard.rglob("*") if path.is_file()} == before
