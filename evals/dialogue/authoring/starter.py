"""A first scenario: it reads without a mistake and passes without a model, over any fixture."""

from collections import Counter
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from podbor.core.errors import InputError
from podbor.evals.dialogue.authoring.place import place
from podbor.evals.dialogue.fixtures import Fixture, load_fixture
from podbor.evals.dialogue.loading import FIXTURES, fixtures_for, load_cases
from podbor.evals.dialogue.schema import SCENARIO_SCHEMA
from podbor.evals.text_files import write_whole
from podbor.tools.catalog.kinds import KindVocabulary

STARTER = "starter"
TEMPLATES = Path(__file__).parent / "templates"
TEMPLATE, FIXTURE = TEMPLATES / "starter.yaml.j2", TEMPLATES / "starter_fixture.yaml"


def write_starter(folder: Path, scenario_id: str, *, fixture: str | None) -> list[Path]:
    """Write the scenario, and a small fixture where none was named; the files written, the scenario first.

    Raises InputError on an id that is none, a file that is there, or a fixture that is not: it names those that are.
    """
    path = place(folder, scenario_id)
    fixtures = fixtures_for(path)
    beside = {}
    if fixture is None and STARTER not in fixtures:
        fixtures[STARTER] = FIXTURE
        beside = {folder / FIXTURES / f"{STARTER}.yaml": FIXTURE.read_text(encoding="utf-8")}
    name = fixture or STARTER
    if name not in fixtures:
        reason = f"no fixture {name!r}; valid: {', '.join(sorted(fixtures)) or 'none is there, leave it out'}"
        raise InputError(file="arguments", line=0, field="fixture", reason=reason)
    texts = {path: _rendered(path, scenario_id, name, load_fixture(fixtures[name])), **beside}
    write_whole(texts)
    load_cases(path)
    return list(texts)


def _rendered(path: Path, scenario_id: str, fixture: str, catalogue: Fixture) -> str:
    kinds = KindVocabulary.load()
    counted = Counter(item.kind for item in catalogue.items if item.kind in kinds)
    if not counted:
        reason = f"fixture {fixture!r} has no item of a known kind"
        raise InputError(file="arguments", line=0, field="fixture", reason=reason)
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        id=scenario_id,
        file=path,
        fixture=fixture,
        kind=kinds.get(counted.most_common(1)[0][0]),
        schema=SCENARIO_SCHEMA if (path.parent / SCENARIO_SCHEMA).is_file() else "",
    )
