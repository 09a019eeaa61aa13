"""A home whose embeddings are kept between runs."""

from pathlib import Path

import pytest


@pytest.fixture
def eval_home(tmp_path: Path, pytestconfig: pytest.Config) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (home / "cache").symlink_to(pytestconfig.cache.mkdir("podbor-embeddings"))
    return home
