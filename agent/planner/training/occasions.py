"""Collects the vague needs of the banks and embeds them: what the planner's kinds are voted by.

python -m podbor.agent.planner.training.occasions evals/planner/data
"""

import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from podbor.agent.planner.language import Find, parse_plan
from podbor.agent.planner.occasions import LEVELS, NEEDS, VECTORS, Need, centred
from podbor.agent.planner.training.banks import BANKS, NEWEST, SLOT, expand_groups
from podbor.agent.planner.training.corpus import load_banks
from podbor.agent.planner.training.leakage import NEAR, SHORT, heldout_texts, normal_form
from podbor.core.ports import Vectors
from podbor.tools.embedding.e5 import E5Embedder

WORDINGS = 2
"""Alternatives of one line that are kept."""
BRIEF = 6
"""Words of a message that is as short as the need it tells, which is not kept beside it."""


def collect(held_out: Path, *folders: Path) -> list[Need]:
    """Needs of the banks and, of longer ones, their short forms, each once, none of them a labelled message or nearly one."""
    labelled = heldout_texts(held_out)
    long = [text for text in labelled if text.count(" ") >= SHORT]
    found: dict[tuple[str, str], Need] = {}
    for need in (need for banks in folders or (BANKS, NEWEST) for need in _needs(banks)):
        text = normal_form(need.text)
        if text not in labelled and not process.extractOne(text, long, scorer=fuzz.ratio, score_cutoff=NEAR):
            found.setdefault((need.locale, text), need)
    return list(found.values())


def _needs(banks: Path) -> Iterator[Need]:
    for locale, lines in load_banks(banks).items():
        for line in lines:
            if line.state or SLOT.search(line.message) or SLOT.search(line.plan):
                continue
            searches = [act for act in parse_plan(line.plan) if isinstance(act, Find) and act.kinds]
            if len(searches) != 1:
                continue
            query = searches[0].query or ""
            messages = list(expand_groups(line.message))[:WORDINGS]
            brief = len(messages[0].split()) <= BRIEF
            for text in messages if brief else (*messages, query):
                yield Need(locale="ru" if locale == "ru" else "en", text=text, query=query, kinds=searches[0].kinds)


def main() -> None:
    """Write the needs and their vectors; the argument is the folder of label files that none may come near."""
    needs = collect(Path(sys.argv[1]))
    vectors = E5Embedder().embed_queries([need.text for need in needs])
    mean = vectors.mean(axis=0)
    lines = "".join(json.dumps(asdict(need), ensure_ascii=False) + "\n" for need in needs)
    NEEDS.write_bytes(lzma.compress(lines.encode()))
    store(centred(vectors, mean), mean)


def store(vectors: Vectors, mean: Vectors) -> None:
    """Write `vectors` (needs, 384) of unit length in levels, a dimension after another, which compresses best."""
    file = BytesIO()
    np.savez(
        file, levels=np.ascontiguousarray(np.rint(vectors * LEVELS).astype(np.int8).T), mean=mean.astype(np.float32)
    )
    VECTORS.write_bytes(lzma.compress(file.getvalue()))


if __name__ == "__main__":
    main()
