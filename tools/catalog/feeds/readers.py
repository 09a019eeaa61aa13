"""Reads feed files row by row: JSONL, CSV and YML (Yandex Market Language)."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from podbor.core.errors import InputError

MAX_LINE = 1_000_000
"""Bytes of one row."""
CSV_DELIMITERS = ",;\t"
CURRENCIES = ("RUB", "RUR")
"""Currencies of a YML offer that are roubles."""
LINE_BREAKS = frozenset(("br", "p", "div", "li", "tr", "td"))
"""Markup in a text that parts the words on its two sides."""
IN_PARTS = frozenset(("composition", "allergen_text"))
"""What several parameters of a YML offer may tell together."""
ALLERGENS = re.compile(
    r"(?<!гипо)аллерген|(?:может|могут)\s(?:\w+\s)?содержать|возмож\w+\s(?:\w+\s)?(?:содерж|налич|след)|содержит следы|^\W*следы"
    r"|(?<!hypo)allergen|may contain|traces of",
    re.IGNORECASE,
)
"""In the names and values of parameters, and in sentences of descriptions, that tell allergens."""
YES = frozenset(("да", "есть", "yes", "true", "1", "+"))
NONE = frozenset(("нет", "no", "none", "false", "0", "-", "–", "—", "отсутствует", "отсутствуют", "не содержит", ""))
INLINE = re.compile(r"</?(?:b|strong|i|em|u|span|font|a)\b[^<>]*>", re.IGNORECASE)
LISTED = re.compile(r"<(?:br|li)\b[^<>]*>", re.IGNORECASE)
MARKUP = re.compile(r"<[^<>]*>")
COMPOSITION = re.compile(
    r"(?i:\bсостав(?: продукта)?)\s*:\s*(.+?)(?=[.\n]\s*(?!Начинк|Наполнит|Глазур|Тесто|Крем)[А-ЯЁA-Z]|$)", re.DOTALL
)
SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """One row of a file with its line, from 1; for YML, the number of the offer.

    `header`: the columns of its file, those that are empty in this row too, where the file tells them.
    """

    line: int
    values: Row
    header: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        """Whether there is such a column, be it empty."""
        return column in self.values or column in self.header


def read_feed(path: Path) -> Iterator[RawRow | InputError]:
    """Rows of a file; one that cannot be read is an error in its place. The format is told by content, then by name."""
    with path.open("rb") as stream:
        head = stream.read(512).lstrip(b"\xef\xbb\xbf \r\n\t")
        stream.seek(0)
        if head.startswith(b"<"):
            yield from _yml(stream, path.name)
        elif head.startswith(b"{") or path.suffix.casefold() in (".jsonl", ".ndjson", ".json"):
            yield from _jsonl(stream, path.name)
        else:
            yield from _csv(stream, path.name)


def _lines(stream: BinaryIO, file: str) -> Iterator[tuple[int, str] | InputError]:
    """Decoded lines that are not empty; one too long is skipped without being held in memory."""
    number = 0
    while chunk := stream.readline(MAX_LINE + 1):
        number += 1
        if len(chunk) > MAX_LINE:
            while chunk and not chunk.endswith(b"\n"):
                chunk = stream.readline(MAX_LINE)
            yield InputError(file=file, line=number, field="line", reason=f"longer than {MAX_LINE} bytes")
            continue
        try:
            text = chunk.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            yield InputError(file=file, line=number, field="line", reason=f"not UTF-8 at byte {error.start}")
            continue
        if text.strip():
            yield number, text


def _jsonl(stream: BinaryIO, file: str) -> Iterator[RawRow | InputError]:
    for found in _lines(stream, file):
        if isinstance(found, InputError):
            yield found
            continue
        line, text = found
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield InputError(file=file, line=line, field="line", reason=f"not JSON: {error}")
            continue
        if isinstance(values, dict):
            yield RawRow(line=line, values=values)
        else:
            yield InputError(file=file, line=line, field="line", reason="not a JSON object")


def _csv(stream: BinaryIO, file: str) -> Iterator[RawRow | InputError]:
    """CSV with a header; a quoted cell may run over several lines."""
    errors: list[InputError] = []
    at = 0

    def texts() -> Iterator[str]:
        nonlocal at
        for found in _lines(stream, file):
            if isinstance(found, InputError):
                errors.append(found)
            else:
                at, text = found
                yield text.replace("\0", "")

    source = texts()
    first = next(source, "")
    delimiter = max(CSV_DELIMITERS, key=first.count)
    header = tuple(name.strip() for name in next(csv.reader([first], delimiter=delimiter), []))
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield InputError(file=file, line=at, field="line", reason=f"not CSV: {error}")
            continue
        yield from errors
        errors.clear()
        if cells is None:
            return
        if len(cells) != len(header):
            reason = f"{len(cells)} cells under {len(header)} columns"
            yield InputError(file=file, line=at, field="line", reason=reason)
            continue
        values = {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
        yield RawRow(line=at, values=values, header=header)


def _yml(stream: BinaryIO, file: str) -> Iterator[RawRow | InputError]:
    """Offers of a YML file, streamed. Entities and external references are refused.

    Source: https://yandex.ru/support/marketplace/assortment/fields/index.html
    """
    categories: dict[str, tuple[str, str]] = {}
    number = 0
    try:
        for _, element in iterparse(
            stream, events=("end",), forbid_dtd=False, forbid_entities=True, forbid_external=True
        ):
            if element.tag == "category":
                categories[element.get("id", "")] = (_text(element), element.get("parentId", ""))
            elif element.tag == "offer":
                number += 1
                row = _offer(element, categories)
                currency = row.get("currencyId", "")
                if currency and currency.upper() not in CURRENCIES:
                    reason = f"must be one of {', '.join(CURRENCIES)}; got {currency[:80]!r}"
                    yield InputError(file=file, line=number, field="currencyId", reason=reason)
                else:
                    yield RawRow(line=number, values=row)
                element.clear()
    except (ParseError, DefusedXmlException) as error:
        reason = f"not well-formed or unsafe XML: {error}"
        yield InputError(file=file, line=getattr(error, "position", (0, 0))[0], field="file", reason=reason)


def _offer(element: Element, categories: dict[str, tuple[str, str]]) -> Row:
    row: Row = {"yml_id": element.get("id", "")}
    if element.get("available") is not None:
        row["available"] = element.get("available")
    for child in element:
        if child.tag in ("param", "description"):
            found = _parameter(child) if child.tag == "param" else _description(_text(child))
            for name in IN_PARTS & found.keys():
                # None of its parts may hide what another names.
                found[name] = "; ".join(filter(None, (row.get(name), found[name])))
            row.update(found)
        elif child.tag == "categoryId":
            row["category"] = _category_path(_text(child), categories)
        elif child.tag not in row:
            row[child.tag] = _text(child)
    row.setdefault("name", " ".join(filter(None, (row.get("typePrefix"), row.get("vendor"), row.get("model")))))
    return row


def _parameter(child: Element) -> Row:
    name, value = child.get("name", "").casefold().strip(" :"), _text(child)
    said = value.casefold().strip(" .")
    if name.startswith(("состав", "ингредиент", "ingredients", "composition")):
        return {"composition": value}
    if name in ("вес", "объем", "объём", "weight", "volume"):
        return {"weight_text": f"{value} {child.get('unit', '')}".strip()}
    tells = name.startswith(("содержит", "contains", "возможн")) or ALLERGENS.search(name) or ALLERGENS.search(said)
    if not tells or said in NONE or name.startswith(("не содержит", "без ", "does not contain", "free from")):
        return {}
    # "Может содержать": "орехи" is told by both, "Содержит молоко": "да" by the name.
    return {"allergen_text": name if said in YES else f"{name}: {value}"}


def _description(text: str) -> Row:
    """What the words of an offer tell of allergens: the composition, which may be a part of it, and the sentences about them."""
    plain = MARKUP.sub("\n", LISTED.sub(", ", INLINE.sub("", text)))
    composition = COMPOSITION.search(plain)
    said = [sentence for sentence in SENTENCES.split(plain) if ALLERGENS.search(sentence)]
    told = "\n".join(filter(None, [composition.group(1).strip() if composition else "", *said]))
    return {"allergen_text": told} if told else {}


def _category_path(category: str, categories: dict[str, tuple[str, str]]) -> list[str]:
    path: list[str] = []
    while category in categories and len(path) < 20:
        name, category = categories[category]
        path.insert(0, name)
    return path


def _text(element: Element) -> str:
    """All the text of an element, that inside markup too."""
    for inner in element.iter():
        if inner.tag in LINE_BREAKS:
            inner.text, inner.tail = f" {inner.text or ''}", f" {inner.tail or ''}"
    return "".join(element.itertext()).strip()
