from pathlib import Path

import pytest

from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.tools.index import open_index_store
from podbor.tools.index.edge_store import EdgeIndexStore


def test_without_a_server_the_index_is_embedded(tmp_path: Path) -> None:
    assert isinstance(open_index_store(Settings(home=tmp_path)), EdgeIndexStore)


def test_a_server_that_is_down_is_a_setup_error(tmp_path: Path) -> None:
    store = open_index_store(Settings(home=tmp_path, qdrant_url="http://127.0.0.1:9"))
    with pytest.raises(SetupError, match="PODBOR_QDRANT_URL"):
        store.open()
    with pytest.raises(SetupError, match="does not answer"):
        store.build([], dimension=4, generation="1")
