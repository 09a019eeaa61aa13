"""What the packages import is what pyproject.toml declares, no more and no less."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

FOLDERS = ("src/podbor", "agent", "tools", "memory", "evals", "ui")
REQUIREMENT = re.compile(r"([\w.-]+)(?:\[([\w,-]+)\])?")
NOT_IMPORTED = {
    "accelerate": "transformers loads no GGUF file without it",
    "psycopg-binary": "psycopg finds it",
    "pyspellchecker": "its dictionaries alone are read",
    "vllm": "a server, started on its own",
}

NAMED_OTHERWISE = {"sklearn": "scikit-learn"}
"""Module → its distribution, where an extra that this machine may lack has it under another name."""


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(root: Path) -> set[str]:
    """Distributions that pyproject.toml names, those of its extras for users and of an extra of another (`psycopg[pool]`) too."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [lines for name, lines in project["optional-dependencies"].items() if name != "dev"]
    names = set()
    for line in [*project["dependencies"], *(line for lines in extras for line in lines)]:
        name, parts = REQUIREMENT.match(line).groups()
        names |= {canonical(name), *(canonical(f"{name}-{part}") for part in (parts or "").split(",") if part)}
    return names


def imported(root: Path) -> Iterator[str]:
    """Top modules of others that the packages import, wherever in a file."""
    for folder in FOLDERS:
        for path in (root / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name.partition(".")[0] for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    yield str(node.module).partition(".")[0]


@pytest.fixture(scope="module")
def used(pytestconfig: pytest.Config) -> dict[str, set[str]]:
    """Module → the distributions that may hold it; one not installed here goes by `NAMED_OTHERWISE` or its own name."""
    holders = packages_distributions()
    modules = set(imported(pytestconfig.rootpath)) - sys.stdlib_module_names - {"podbor"}
    return {
        module: set(map(canonical, holders.get(module, [NAMED_OTHERWISE.get(module, module)]))) for module in modules
    }


def test_all_that_is_imported_is_declared(used: dict[str, set[str]], pytestconfig: pytest.Config) -> None:
    names = declared(pytestconfig.rootpath)
    assert {module: held for module, held in used.items() if not held & names} == {}


def test_all_that_is_declared_is_imported(used: dict[str, set[str]], pytestconfig: pytest.Config) -> None:
    held = set().union(*used.values())
    assert declared(pytestconfig.rootpath) - held == set(NOT_IMPORTED)


def test_the_architecture_says_why_each_is_there(pytestconfig: pytest.Config) -> None:
    table = (pytestconfig.rootpath / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Why each")[2]
    first = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    named = [canonical(name) for name in re.findall(r"[\w.-]+", first)]
    missing = {name for name in declared(pytestconfig.rootpath) if name not in named}
    assert missing == {"psycopg-binary", "psycopg-pool"}
    assert not [name for name in declared(pytestconfig.rootpath) if named.count(name) > 1]
