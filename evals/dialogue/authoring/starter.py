"""A first scenario: it reads without a mistake and passes without a model, over any fixture."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from podbor.core.errors import InputError
from podbor.evals.dialogue.authoring.place import place
from podbor.evals.dialogue.fixtures import Fixture, load_fixture
from podbor.evals.dialogue.loading import FIXTURES, fixtures_for, load_cases
from podbor.evals.dialogue.schema import SCENARIO_SCHEMA
from podbor.tools.catalog.kinds import KindVocabulary

STARTER = "starter"
TEMPLATE, FIXTURE = "templates/starter.yaml.j2", "templates/starter_fixture.yaml"


def write_starter(folder: Path, scenario_id: str, *, fixture: str | None) -> list[Path]:
    """Write the scenario, and a small fixture where none was named; the files written, the scenario first.

    Raises InputError on an id that is none, a file that is there, or a fixture that is not: it names those that are.
    """
    path = place(folder, scenario_id)
    fixtures = fixtures_for(path)
    written = [path]
    if fixture is None and STARTER not in fixtures:
        fixtures[STARTER] = folder / FIXTURES / f"{STARTER}.yaml"
        fixtures[STARTER].parent.mkdir(parents=True, exist_ok=True)
        fixtures[STARTER].write_text(_packaged(FIXTURE), encoding="utf-8")
        written.append(fixtures[STARTER])
    name = fixture or STARTER
    if name not in fixtures:
        reason = f"no fixture {name!r}; valid: {', '.join(sorted(fixtures)) or 'none is there, leave it out'}"
        raise InputError(file="arguments", line=0, field="fixture", reason=reason)
    path.write_text(_rendered(path, scenario_id, name, load_fixture(fixtures[name])), encoding="utf-8")
    load_cases(path)
    return written


def _rendered(path: Path, scenario_id: str, fixture: str, catalogue: Fixture) -> str:
    kinds = KindVocabulary.load()
    counted = Counter(item.kind for item in catalogue.items if item.kind in kinds)
    if not counted:
        reason = f"fixture {fixture!r} has no item of a known kind"
        raise InputError(file="arguments", line=0, field="fixture", reason=reason)
    template = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(_packaged(TEMPLATE))
    return template.render(
        id=scenario_id,
        file=path,
        fixture=fixture,
        kind=kinds.get(counted.most_common(1)[0][0]),
        schema=SCENARIO_SCHEMA if (path.parent / SCENARIO_SCHEMA).is_file() else "",
    )


def _packaged(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
