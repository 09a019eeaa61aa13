import doctest
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import podbor


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(podbor.__path__, "podbor."):
        spec = found.module_finder.find_spec(found.name, None)  # type: ignore[call-arg]
        if spec is not None and spec.origin is not None and ">>> " in Path(spec.origin).read_text(encoding="utf-8"):
            yield found.name


@pytest.mark.parametrize("name", sorted(modules()))
def test_examples_in_the_docs_are_true(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0
