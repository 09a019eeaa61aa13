"""Finds and reads scenarios: every file below a folder, every document of a file, once a language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from podbor.core.errors import InputError
from podbor.core.vocabulary import LOCALES, Locale
from podbor.evals.dialogue.documents import Document, InvalidFiles, read_documents
from podbor.evals.dialogue.fixtures import Fixture, load_fixture
from podbor.evals.dialogue.scenario import Scenario
from podbor.evals.planner.match import same_kind
from podbor.tools.catalog.kinds import KindVocabulary

FIXTURES = "fixtures"
SUFFIXES = (".yaml", ".yml")
NONE: Mapping[Path, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Case:
    """A scenario in one language. `case_id` is "id.language"; `file` and `line` say where it is written."""

    case_id: str
    language: Locale
    scenario: Scenario
    fixture: Path
    file: str
    line: int


def load_cases(path: Path, drafts: Mapping[Path, str] = NONE) -> list[Case]:
    """Read the scenarios of a file, or of every file below a folder; `fixtures/` is looked for beside or above.

    `drafts` are files that are about to be written: read as if they were there.
    Raises InvalidFiles with all mistakes: fields, unknown fixtures and items, ids said twice, languages that do not differ.
    """
    errors: list[InputError] = []
    cases: list[Case] = []
    fixtures: dict[Path, Fixture] = {}
    for file in sorted({*_files(path), *drafts}):
        try:
            cases += _cases_of(file, fixtures, drafts.get(file))
        except InvalidFiles as invalid:
            errors += invalid.errors
    errors += _said_twice(cases)
    if not cases and not errors:
        errors.append(InputError(file=str(path), line=0, field="path", reason="no scenarios here"))
    if errors:
        raise InvalidFiles(errors)
    return cases


def _files(path: Path) -> list[Path]:
    if path.is_file():
        if path.suffix not in SUFFIXES:
            reason = f"a scenario file ends in {' or '.join(SUFFIXES)}"
            raise InvalidFiles([InputError(file=str(path), line=0, field="path", reason=reason)])
        return [path]
    found = (file for suffix in SUFFIXES for file in path.rglob(f"*{suffix}"))
    return [file for file in found if FIXTURES not in file.relative_to(path).parts]


def _cases_of(file: Path, fixtures: dict[Path, Fixture], text: str | None) -> list[Case]:
    errors: list[InputError] = []
    cases: list[Case] = []
    versions = zip(*(read_documents(file, language=language, text=text) for language in LOCALES), strict=True)
    for documents in versions:
        try:
            cases += _versions(file, dict(zip(LOCALES, documents, strict=True)), fixtures)
        except InvalidFiles as invalid:
            errors += [error for error in invalid.errors if str(error) not in map(str, errors)]
    if errors:
        raise InvalidFiles(errors)
    return cases


def _versions(file: Path, documents: dict[Locale, Document], fixtures: dict[Path, Fixture]) -> Iterator[Case]:
    for language, document in documents.items():
        scenario = document.validate(Scenario)
        if scenario.language == "both" and not document.bilingual:
            reason = "nothing is said in two languages: write {ru: …, en: …}, or say language: ru"
            raise InvalidFiles([document.error(("language",), reason)])
        if scenario.language not in ("both", language):
            continue
        fixture = _fixture_path(file, document, scenario.fixture)
        if fixture not in fixtures:
            fixtures[fixture] = load_fixture(fixture)
        _check_items(document, scenario, fixtures[fixture])
        yield Case(
            case_id=f"{scenario.id}.{language}",
            language=language,
            scenario=scenario,
            fixture=fixture,
            file=str(file),
            line=document.line,
        )


def fixtures_for(file: Path) -> dict[str, Path]:
    """Names of the fixtures that a scenario in `file` may use, the nearest of each name."""
    above = reversed(file.resolve().parents)
    return {fixture.stem: fixture for folder in above for fixture in sorted((folder / FIXTURES).glob("*.yaml"))}


def no_fixture(file: Path, name: str) -> str:
    """Why a scenario in `file` has no such fixture, with those that it has; "" where it has."""
    found = fixtures_for(file)
    if name in found:
        return ""
    return f"no {FIXTURES}/{name}.yaml beside the scenario or above it; valid: {', '.join(sorted(found)) or 'none'}"


def _fixture_path(file: Path, document: Document, name: str) -> Path:
    reason = no_fixture(file, name)
    if reason:
        raise InvalidFiles([document.error(("fixture",), reason)])
    return fixtures_for(file)[name]


def _check_items(document: Document, scenario: Scenario, fixture: Fixture) -> None:
    """Items, kinds and offers that a scenario names must exist: a typing mistake would make an assertion empty."""
    known = {item.id: item for item in fixture.items}
    kinds = KindVocabulary.load()
    errors = [
        document.error(path, f"no item {item!r} in fixture {scenario.fixture}")
        for path, item in _named(document.value, ())
        if item not in known
    ]
    errors += [
        document.error(path, f"no kind {kind!r} in the kind vocabulary")
        for path, kind in _under("kind", document.value, ())
        if kind not in kinds
    ]
    errors += [
        document.error(path, f"no kind {words!r} in the kind vocabulary")
        for path, words in _under("kinds", document.value, ())
        if not _names_kind(words, kinds)
    ]
    errors += [
        document.error(("turns", turn, "offers", place), f"no offer of {one.item!r} by {one.service!r} in the fixture")
        for turn, said in enumerate(scenario.turns)
        for place, one in enumerate(said.offers)
        if one.item in known and one.service not in known[one.item].offers
    ]
    if errors:
        raise InvalidFiles(errors)


ITEM_FIELDS = frozenset({"target", "exactly", "includes", "excludes", "accepted", "exclude_items"})
PATTERNS = frozenset({"all", "any", "none", "first"})


def _named(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every item id in a scenario, with its path."""
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _named(part, (*path, index))
    if not isinstance(value, dict):
        return
    for name, part in value.items():
        where = (*path, name)
        if name in ITEM_FIELDS and isinstance(part, list):
            yield from (((*where, index), one) for index, one in enumerate(part) if isinstance(one, str))
        elif name == "item" and isinstance(part, str):
            yield where, part
        elif name == "id" and PATTERNS.intersection(map(str, path[-2:])):
            yield from ((where, one) for one in (part if isinstance(part, list) else [part]))
        else:
            yield from _named(part, where)


def _under(field: str, value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every value of a field, with its path; what a model is made to answer may be anything."""
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from _under(field, part, (*path, index))
    if not isinstance(value, dict):
        return
    for name, part in value.items():
        if name == field:
            yield from (((*path, name), one) for one in (part if isinstance(part, list) else [part]) if one is not None)
        elif name not in ("inject", "oracle"):
            yield from _under(field, part, (*path, name))


def _names_kind(words: str, kinds: KindVocabulary) -> bool:
    """Whether the words of a call name a kind as they are: a planner's are mended where they are misspelt, an assertion is not."""
    found = (kinds.get(key) for key in kinds.match(words))
    return any(same_kind(phrase, words) for kind in found if kind for phrase in kind.phrases)


def _said_twice(cases: list[Case]) -> Iterator[InputError]:
    seen: dict[str, Case] = {}
    for case in cases:
        first = seen.setdefault(case.case_id, case)
        if first is not case:
            reason = f"{case.scenario.id!r} is already in {first.file}:{first.line}"
            yield InputError(file=case.file, line=case.line, field="id", reason=reason)
