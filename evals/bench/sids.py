"""`podbor bench sids`: how good semantic IDs are, on the own catalogue and beside a published index."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

import numpy as np
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from rich.table import Table

from podbor.core.errors import InputError
from podbor.core.items import Item
from podbor.core.ports import Embedder, Vectors
from podbor.evals.mistakes import first_mistake
from podbor.tools.sid import SemanticIdSpace

ITEMS_FILE = "Industrial_and_Scientific.item.json"
INDEX_FILE = "Industrial_and_Scientific.index.json"
LEVELS = 3
SEED = 7
LABEL_WORDS = 60
"""Labels of items without a kind: the commonest nouns of titles, the last one in a title that is among them."""


class _Product(BaseModel):
    title: Any
    brand: Any
    description: Any


_Codes: TypeAlias = Annotated[list[Annotated[str, Field(pattern=r"^<[a-d]_\d+>$")]], Field(min_length=LEVELS)]
Row = TypeVar("Row")


def measure(sids: Mapping[str, Sequence[int | str]], labels: Mapping[str, str]) -> dict[str, Any]:
    """Measure an assignment of codes.

    Args:
        sids: item to its codes, one a level, a suffix last where there is one.
        labels: item to its kind; items without one do not count in `same_kind`.

    Returns:
        `items`; `unique`: share of items whose whole SID is theirs alone; `colliding`: share of items that share their
        first three codes with another; and a list a level for `codes` (distinct codes), `entropy` (of the code,
        divided by the logarithm of `codes`: 1 is even use), `prefixes` (distinct prefixes), `same_kind` (probability that
        two items of a prefix are of one kind) and `same_kind_by_chance` (of any two items).
    """
    whole = Counter(tuple(map(str, codes)) for codes in sids.values())
    triples = Counter(tuple(map(str, codes[:LEVELS])) for codes in sids.values())
    count = max(len(sids), 1)
    report: dict[str, Any] = {
        "items": len(sids),
        "unique": sum(n for n in whole.values() if n == 1) / count,
        "colliding": sum(n for n in triples.values() if n > 1) / count,
        "codes": [],
        "entropy": [],
        "prefixes": [],
        "same_kind": [],
        "same_kind_by_chance": same_kind([labels[item] for item in sids if labels.get(item)] for _ in range(1)),
    }
    for level in range(LEVELS):
        used = Counter(str(codes[level]) for codes in sids.values())
        groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        prefixes = set()
        for item, codes in sids.items():
            prefix = tuple(map(str, codes[: level + 1]))
            prefixes.add(prefix)
            if labels.get(item):
                groups[prefix].append(labels[item])
        report["codes"].append(len(used))
        report["entropy"].append(normalised_entropy(used.values()))
        report["prefixes"].append(len(prefixes))
        report["same_kind"].append(same_kind(groups.values()))
    return report


def same_kind(groups: Iterable[Sequence[str]]) -> float | None:
    """Share of the pairs within a group whose labels are equal: sum n_k (n_k - 1) / sum n (n - 1); None without a pair.

    >>> same_kind([["tea", "tea", "soap"], ["soap"]])
    0.333
    """
    same = pairs = 0
    for group in groups:
        same += sum(n * (n - 1) for n in Counter(group).values())
        pairs += len(group) * (len(group) - 1)
    return round(same / pairs, 3) if pairs else None


def normalised_entropy(counts: Iterable[int]) -> float:
    """Entropy divided by its maximum; 1 when all codes are used alike, 1 for a single code.

    >>> normalised_entropy([5, 5])
    1.0
    """
    shares = np.array(list(counts), dtype=float)
    shares /= shares.sum()
    return round(float(-(shares * np.log(shares)).sum() / np.log(len(shares))), 3) if len(shares) > 1 else 1.0


def run(items: Iterable[Item]) -> dict[str, Any]:
    """Measure the SIDs that the catalogue's items carry; the kind is the label."""
    sids: dict[str, Sequence[str]] = {}
    labels: dict[str, str] = {}
    for item in items:
        if item.sid:
            sids[item.item_id] = item.sid.split("-")
            labels[item.item_id] = item.kind
    return measure(sids, labels)


def run_industrial(folder: Path, embedder: Embedder) -> dict[str, Any]:
    """Measure ours beside MiniOneRec's published index on its Amazon Industrial items: 3,686 titles, 3 levels.

    Returns `{"ours", "ours_same_sizes", "published"}`: ours with the sizes of the catalogue's own size class, ours with as
    many codes a level as the published one uses, and the published one. Labels are words of titles, the same for all three.
    Raises InputError for a missing or wrong file.
    """
    rows = _read(folder / ITEMS_FILE, TypeAdapter(dict[str, _Product]))
    codes = _read(folder / INDEX_FILE, TypeAdapter(dict[str, _Codes]))
    published = {item: [int(code.strip("<>abcd_")) for code in of_item] for item, of_item in codes.items()}
    titles = {item: str(row.title) for item, row in rows.items()}
    texts = [f"{row.title}. {row.brand}. {str(row.description)[:200]}" for row in rows.values()]
    vectors = embedder.embed_passages(texts)
    labels = title_labels(titles)
    sizes = [len({codes[level] for codes in published.values()}) for level in range(LEVELS)]
    return {
        "ours": measure(_coded(titles, vectors, embedder, None), labels),
        "ours_same_sizes": measure(_coded(titles, vectors, embedder, sizes), labels),
        "published": measure(published, labels),
    }


def render(reports: Mapping[str, Mapping[str, Any]]) -> Table:
    """Reports of `run` or `run_industrial` by name, as a table."""
    table = Table(title="Semantic IDs")
    table.add_column("figure")
    for name in reports:
        table.add_column(name, justify="right")
    for figure in next(iter(reports.values()), {}):
        table.add_row(figure, *(_shown(report[figure]) for report in reports.values()))
    return table


def title_labels(titles: Mapping[str, str]) -> dict[str, str]:
    """Label each title with the last of its words that is among the commonest; "" where none is.

    >>> title_labels({"1": "Steel screw", "2": "Brass screw", "3": "Glue"})["2"]
    'screw'
    """
    words = {
        item: [word for word in title.lower().split() if word.isalpha() and len(word) > 3]
        for item, title in titles.items()
    }
    common = Counter(word for found in words.values() for word in set(found))
    known = {word for word, _ in common.most_common(LABEL_WORDS)}
    return {item: next((word for word in reversed(found) if word in known), "") for item, found in words.items()}


def _coded(
    items: Iterable[str], vectors: Vectors, embedder: Embedder, sizes: Sequence[int] | None
) -> dict[str, Sequence[str]]:
    space = SemanticIdSpace.fit(vectors, model_id=embedder.model_id, sizes=sizes, seed=SEED)
    return {item: sid.split("-") for item, sid in space.encode(list(items), vectors).items()}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(_shown(one) for one in value)
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}"


def _read(path: Path, items: TypeAdapter[dict[str, Row]]) -> dict[str, Row]:
    try:
        rows = items.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise InputError(file=str(path), line=1, field="file", reason=first_mistake(error)) from error
    if not rows:
        raise InputError(file=str(path), line=1, field="file", reason="has no items")
    return rows
