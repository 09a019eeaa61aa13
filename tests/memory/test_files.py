import asyncio
from pathlib import Path

import pytest

from podbor.memory.files import FolderData


@pytest.mark.parametrize("label", ["user=", "USER=", 'userId": "'])
def test_a_name_is_another_in_other_letters(tmp_path: Path, label: str) -> None:
    log = tmp_path / "server.log"
    log.write_text(f"{label}anna asked for milk\n{label}Anna asked for tea\n")
    folder = FolderData(name="logs", root=tmp_path, labelled_only=True)

    assert asyncio.run(folder.erase("anna")) == 1
    assert log.read_text() == f"{label}Anna asked for tea\n"
