"""YAML files whose values know their lines, so that a mistake in a scenario is reported where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.constructor import SafeConstructor
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from podbor.core.errors import InputError, PodborError
from podbor.core.vocabulary import LOCALES, Locale

Path_: TypeAlias = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


class InvalidFiles(PodborError):
    """Every mistake found in the files, a line each."""

    def __init__(self, errors: list[InputError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


@dataclass(frozen=True, kw_only=True)
class Document:
    """One YAML document as plain values; `lines` has the line of every path in it, from 1."""

    file: str
    line: int
    value: Any
    lines: Mapping[Path_, int] = field(repr=False)
    bilingual: bool
    """Whether a `{ru: …, en: …}` was taken apart."""

    def validate(self, model: type[Model]) -> Model:
        """Return the document as `model`. Raises InvalidFiles that names every field at fault, with its line."""
        try:
            return model.model_validate(self.value)
        except ValidationError as error:
            raise InvalidFiles(list(self._errors(error))) from error

    def error(self, path: Path_, reason: str, *, missing: str = "") -> InputError:
        """An error about the value at `path`, or about a field that is missing from it."""
        name = ".".join(map(str, (*path, *([missing] if missing else [])))) or "document"
        return InputError(file=self.file, line=self.lines.get(path, self.line), field=name, reason=reason)

    def _errors(self, error: ValidationError) -> Iterator[InputError]:
        """The mistakes, without those of the branches of a union that were not meant."""
        found = [(self._known(one["loc"]), one) for one in error.errors()]
        for place, (path, one) in enumerate(found):
            # Of branches that were refused at the same place for their type alone, the first stands for all.
            meant = any(
                other[: len(path)] == path
                and (number < place or len(other) > len(path) or not more["type"].endswith("_type"))
                for number, (other, more) in enumerate(found)
            )
            if one["type"].endswith("_type") and path != one["loc"] and meant:
                continue
            missing = str(one["loc"][-1]) if one["type"] == "missing" else ""
            yield self.error(path, one["msg"].removeprefix("Value error, "), missing=missing)

    def _known(self, loc: tuple[str | int, ...]) -> Path_:
        """The part of a pydantic location that the file has: names of models and union branches are left out."""
        path: Path_ = ()
        for part in loc:
            if (*path, part) in self.lines:
                path = (*path, part)
        return path


def read_documents(path: Path, *, language: Locale | None = None, text: str | None = None) -> list[Document]:
    """Read every document of a file, `---` between them, or of the text that is about to be written there.

    With a language, each `{ru: …, en: …}` is replaced by the value of that language. Raises InvalidFiles where the file
    is no YAML, says a key twice, or has a value that is none of its type or holds itself.
    """
    try:
        content = path.read_text(encoding="utf-8") if text is None else text
        nodes = [node for node in yaml.compose_all(content, Loader=yaml.CSafeLoader) if node]
    except yaml.reader.ReaderError as error:
        line = content.encode()[: error.position].count(b"\n") + 1  # the position is one of bytes
        reason = f"U+{error.character:04X}: {error.reason}"
        raise InvalidFiles([InputError(file=str(path), line=line, field="YAML", reason=reason)]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InvalidFiles([InputError(file=str(path), line=line, field="YAML", reason=str(error.problem))]) from error
    except UnicodeDecodeError as error:
        raise InvalidFiles([InputError(file=str(path), line=0, field="file", reason="not UTF-8")]) from error
    return [_Reading(path, language).document(node) for node in nodes]


class _Reading:
    def __init__(self, path: Path, language: Locale | None) -> None:
        self._file = str(path)
        self._language = language
        self._lines: dict[Path_, int] = {}
        self._bilingual = False
        self._constructor = SafeConstructor()
        self._within: set[int] = set()

    def document(self, node: Node) -> Document:
        value = self._value(node, ())
        return Document(file=self._file, line=_line(node), value=value, lines=self._lines, bilingual=self._bilingual)

    def _value(self, node: Node, path: Path_) -> Any:
        self._lines.setdefault(path, _line(node))
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._within:
            raise self._invalid(node, path, "holds itself")
        self._within.add(id(node))
        try:
            return self._collection(node, path)
        finally:
            self._within.remove(id(node))

    def _scalar(self, node: ScalarNode, path: Path_) -> Any:
        try:
            return self._constructor.construct_object(node)
        except (yaml.MarkedYAMLError, ValueError, LookupError, AttributeError) as error:
            told = str(error.problem) if isinstance(error, yaml.MarkedYAMLError) else str(error)
            kind = node.tag.rpartition(":")[2]
            raise self._invalid(node, path, f"{node.value!r} is no {kind}: {told}") from error

    def _collection(self, node: Node, path: Path_) -> Any:
        if isinstance(node, SequenceNode):
            return [self._value(part, (*path, index)) for index, part in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        pairs = dict(self._pairs(node))
        if self._language is not None and set(pairs) == set(LOCALES):
            self._bilingual = True
            return self._value(pairs[self._language][1], path)
        for name, (key, _) in pairs.items():
            self._lines[(*path, name)] = _line(key)
        return {name: self._value(part, (*path, name)) for name, (_, part) in pairs.items()}

    def _invalid(self, node: Node, path: Path_, reason: str) -> InvalidFiles:
        name = ".".join(map(str, path)) or "document"
        return InvalidFiles([InputError(file=self._file, line=_line(node), field=name, reason=reason)])

    def _pairs(self, node: MappingNode) -> Iterator[tuple[str, tuple[Node, Node]]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                raise InvalidFiles([InputError(file=self._file, line=_line(key), field=name, reason="said twice")])
            seen.add(name)
            yield name, (key, value)


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
