"""The base weights with the adapter added to them and without the tokens that no shopper writes: the same plans in half the time.

An adapter that is applied beside the weights costs a model this small as much as the weights themselves, and of 262,144 tokens,
each a row of the largest matrix, Russian and English messages use a quarter. `vocabulary.npz` names those that stay;
`training/vocabulary.py` writes it. Merged layers are Q8_0, embeddings stay as they are.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from podbor.agent.planner.adapter_file import LAYERS, read_adapter
from podbor.core.errors import SetupError

if TYPE_CHECKING:
    from numpy.typing import NDArray

VOCABULARY = Path(__file__).parent / "vocabulary.npz"
ARCHITECTURE = "gemma3"
EMBEDDINGS = "token_embd.weight"
MEND = "pip install --force-reinstall podbor"


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The header of the base weights, with the tokens that stay.

    `ids` are their places in the base, (n,); `texts`, `scores` and `types` are theirs. `fields` are the other keys as (key, type of
    GGUF, value), token ids among them already those of the n tokens; `tensors` where each lies: (name, type, shape, offset, bytes).
    """

    ids: "NDArray[np.uint32]"
    texts: tuple[bytes, ...]
    scores: "NDArray[np.float32]"
    types: "NDArray[np.int32]"
    fields: tuple[tuple[str, int, Any], ...]
    tensors: tuple[tuple[str, int, tuple[int, ...], int, int], ...]


def read_vocabulary(path: Path = VOCABULARY) -> Vocabulary:
    """Read the packaged vocabulary. Raises SetupError where it is missing or broken."""
    try:
        with np.load(path) as stored:
            header = json.loads(bytes(stored["header"]))
            ends = np.cumsum(stored["lengths"])
            joined = bytes(stored["texts"])
            starts = [0, *ends[:-1].tolist()]
            return Vocabulary(
                ids=stored["ids"],
                texts=tuple(joined[start:end] for start, end in zip(starts, ends.tolist(), strict=True)),
                scores=stored["scores"].astype(np.float32),
                types=stored["types"].astype(np.int32),
                fields=tuple((key, kind, value) for key, kind, value in header["fields"]),
                tensors=tuple(
                    (name, kind, tuple(shape), start, size) for name, kind, shape, start, size in header["tensors"]
                ),
            )
    except (OSError, ValueError, KeyError) as error:
        raise SetupError(f"{path} cannot be read: {error}", mend=MEND) from error


def merge(base: Path, adapter: Path, out: Path) -> None:
    """Write the weights that `base`, the pinned one, and `adapter` make together.

    Raises SetupError on a file that is no adapter.
    """
    from gguf import GGMLQuantizationType, GGUFValueType, GGUFWriter, quants

    vocabulary, updates = read_vocabulary(), _updates(adapter)
    stored = np.memmap(base, dtype=np.uint8, mode="r")
    writer = GGUFWriter(out, ARCHITECTURE)
    for key, kind, value in vocabulary.fields:
        if isinstance(value, list):
            writer.add_array(key, value)
        else:
            writer.add_key_value(key, value, GGUFValueType(kind))
    writer.add_token_list(list(vocabulary.texts))
    writer.add_token_scores(vocabulary.scores.tolist())
    writer.add_token_types(vocabulary.types.tolist())
    for name, number, shape, start, size in vocabulary.tensors:
        kind = GGMLQuantizationType(number)
        data: NDArray[Any] = stored[start : start + size].reshape(shape)
        if name == EMBEDDINGS:
            data = data[vocabulary.ids]
        if name in updates:
            data = quants.quantize(quants.dequantize(data, kind) + updates[name], GGMLQuantizationType.Q8_0)
            kind = GGMLQuantizationType.Q8_0
        elif kind == GGMLQuantizationType.F32:
            data = data.view(np.float32)
        writer.add_tensor(name, data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _updates(adapter: Path) -> Mapping[str, "NDArray[np.float32]"]:
    """What the adapter adds to each layer, by its name in the weights."""
    read = read_adapter(adapter)
    scale = read.alpha / read.rank
    names = {name.rpartition(".")[0] for name in read.tensors}
    return {_gguf_name(name): scale * read.tensors[f"{name}.lora_b"] @ read.tensors[f"{name}.lora_a"] for name in names}


def _gguf_name(name: str) -> str:
    """Translate a layer's name: "model.layers.3.self_attn.q_proj" is "blk.3.attn_q.weight"."""
    _, _, block, layer = name.split(".", 3)
    return f"blk.{block}.{next(short for short, long in LAYERS.items() if long == layer)}.weight"
