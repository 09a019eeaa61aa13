"""Writes the tokens that stay in the planner's weights, and the header of the base weights: `vocabulary.npz`.

python -m podbor.agent.planner.training.vocabulary BASE.gguf

A token stays that the phrase banks, the slots, the catalogue's vocabularies and the most frequent English words are made of, on
the way to their last tokens too, so that these texts are cut as they were in training; and every Russian one, those among the
first of the base that are plain Latin, single characters and bytes.
"""

import heapq
import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from podbor.agent.planner.merged import VOCABULARY
from podbor.core.frequencies import frequencies

ROOT = Path(__file__).parents[1]
TEXTS = (
    *(ROOT / "training" / "banks").glob("*/*.txt"),
    *(ROOT / "training" / "newest").glob("*/*.txt"),
    *(ROOT / "training" / "slots").glob("*/*"),
    ROOT / "lexicon.tsv",
    ROOT / "holding" / "paraphrases.tsv",
    *(ROOT.parents[1] / "tools" / "catalog").glob("*.yaml"),
)
FREQUENT = 12_000
"""English words."""
FIRST = 60_000
"""Of the base's tokens, the most frequent first."""
SPECIALS, NORMAL, USER, BYTE = 4, 1, 4, 6
"""Padding, end, begin and unknown stand first; types of tokens, as llama.cpp numbers them."""
LAST_PLAIN = 0x2200
"""Single characters below it stay: letters, punctuation, currencies."""
SPACE = "\u2581"
LATIN, RUSSIAN = re.compile(rf"[{SPACE}\x20-\x7e]+"), re.compile(rf"[{SPACE}а-яёА-ЯЁ]+")
TOKENS, SCORES, TYPES = (f"tokenizer.ggml.{name}" for name in ("tokens", "scores", "token_type"))


def main() -> None:
    """Write the file and print how many tokens stay."""
    from gguf import GGUFReader

    parser = ArgumentParser(description=__doc__)
    parser.add_argument("base", type=Path)
    reader = GGUFReader(parser.parse_args().base)
    texts: list[str] = reader.fields[TOKENS].contents()
    scores: list[float] = reader.fields[SCORES].contents()
    types: list[int] = reader.fields[TYPES].contents()
    places = {text: place for place, text in enumerate(texts)}
    kept = np.array(sorted({*_plain(texts, types), *made_of(_words(), places, scores)}), dtype=np.uint32)
    encoded = [texts[place].encode("utf-8", "surrogateescape") for place in kept]
    header = json.dumps({"fields": list(_fields(reader, kept)), "tensors": list(_tensors(reader))})
    np.savez_compressed(
        VOCABULARY,
        ids=kept,
        lengths=np.array([len(text) for text in encoded], dtype=np.uint16),
        texts=np.frombuffer(b"".join(encoded), dtype=np.uint8),
        scores=np.array(scores, dtype=np.float32)[kept],
        types=np.array(types, dtype=np.uint8)[kept],
        header=np.frombuffer(header.encode(), dtype=np.uint8),
    )
    print(f"{len(kept)} of {len(texts)} tokens stay")


def made_of(words: Iterator[str], places: Mapping[str, int], scores: Sequence[float]) -> set[int]:
    """Tokens that SentencePiece makes of words on the way to the last: pairs are joined, the best first.

    Source: llama.cpp, llm_tokenizer_spm.
    """
    return {token for word in words for token in _merges(word, places, scores)}


def _merges(word: str, places: Mapping[str, int], scores: Sequence[float]) -> Iterator[int]:
    parts, number = list(word), count()
    ahead = list(range(1, len(parts) + 1))
    behind = list(range(-1, len(parts) - 1))
    queue: list[tuple[float, int, int, str]] = []

    def offer(at: int) -> None:
        if at >= 0 and ahead[at] < len(parts):
            joined = parts[at] + parts[ahead[at]]
            if joined in places:
                heapq.heappush(queue, (-float(scores[places[joined]]), at, next(number), joined))

    for at in range(len(parts) - 1):
        offer(at)
    while queue:
        _, at, _, joined = heapq.heappop(queue)
        if not parts[at] or ahead[at] >= len(parts) or parts[at] + parts[ahead[at]] != joined:
            continue
        yield places[joined]
        gone = ahead[at]
        parts[at], parts[gone] = joined, ""
        ahead[at] = ahead[gone]
        if ahead[at] < len(parts):
            behind[ahead[at]] = at
        offer(behind[at])
        offer(at)


def _words() -> Iterator[str]:
    """Yield the words of our texts as they are written, and in small and with a capital; a space before a word is a part of it."""
    seen: set[str] = set()
    for path in TEXTS:
        for line in path.read_text(encoding="utf-8").splitlines():
            for word in re.findall(r" ?[^ ]+", line):
                bare = word.strip()
                seen.update((word, bare, f" {bare}", f" {bare.lower()}", f" {bare.capitalize()}", bare.capitalize()))
    counts = frequencies("en")
    frequent = sorted(counts, key=lambda word: -counts[word])[:FREQUENT]
    seen.update(form for word in frequent for form in (word, f" {word}", f" {word.capitalize()}"))
    return (word.replace(" ", SPACE) for word in sorted(seen))


def _plain(texts: Sequence[str], types: Sequence[int]) -> Iterator[int]:
    for place, (text, kind) in enumerate(zip(texts, types, strict=True)):
        plain = kind == NORMAL and (
            RUSSIAN.fullmatch(text)
            or (place < FIRST and LATIN.fullmatch(text))
            or (len(text) == 1 and ord(text) < LAST_PLAIN)
        )
        if place < SPECIALS or kind in (BYTE, USER) or plain:
            yield place


def _fields(reader: Any, kept: "np.ndarray[Any, Any]") -> Iterator[tuple[str, int, Any]]:
    """Yield what the header says besides tokens, in the order of the file."""
    new = {int(old): place for place, old in enumerate(kept)}
    for key, field in reader.fields.items():
        if key.startswith("GGUF.") or key in ("general.architecture", TOKENS, SCORES, TYPES):
            continue
        value = field.contents()
        yield key, int(field.types[0]), new[value] if key.endswith("_token_id") else value


def _tensors(reader: Any) -> Iterator[tuple[str, int, list[int], int, int]]:
    for tensor in reader.tensors:
        data = tensor.data.view(np.uint8)
        yield tensor.name, int(tensor.tensor_type), list(data.shape), int(tensor.data_offset), int(tensor.n_bytes)


if __name__ == "__main__":
    main()
