from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from podbor.core.errors import SetupError
from podbor.tools.sid import SemanticIdSpace, level_sizes, load_space, prefixes, save_space


def clusters(count: int, *, seed: int = 1, per_cluster: int = 25, dimension: int = 24) -> np.ndarray:
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(count // per_cluster, dimension))
    rows = np.repeat(centres, per_cluster, axis=0) + 0.15 * rng.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return clusters(1000)


@pytest.fixture
def space(vectors: np.ndarray) -> SemanticIdSpace:
    return SemanticIdSpace.fit(vectors, model_id="m", sizes=(16, 16, 16))


def names(count: int, start: int = 0) -> list[str]:
    return [f"товар-{number}" for number in range(start, start + count)]


def test_every_item_has_its_own_sid(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    sids = space.encode(names(1000), vectors)
    assert len(set(sids.values())) == 1000
    assert all(len(sid.split("-")) in (3, 4) for sid in sids.values())


def test_like_items_share_a_prefix(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    sids = list(space.encode(names(1000), vectors).values())
    first = np.array([int(sid.split("-")[0]) for sid in sids]).reshape(-1, 25)
    assert np.mean([np.bincount(row).max() / 25 for row in first]) > 0.9


def test_each_level_codes_more(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    codes = space.codes(vectors)
    errors = []
    left = space.projection(vectors)
    for level, codebook in enumerate(space.codebooks):
        left = left - codebook[codes[:, level]]
        errors.append(float((left**2).sum(axis=1).mean()))
    assert errors[0] > errors[1] > errors[2]


def test_twins_share_all_but_the_last_code_and_then_get_suffixes(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    sids = list(space.encode(names(11), np.repeat(vectors[:1], 11, axis=0)).values())
    assert len({prefixes(sid)[1] for sid in sids}) == 1
    assert len({prefixes(sid)[2] for sid in sids}) == 8
    assert sids[8:] == [f"{sids[0]}-1", f"{sids[0]}-2", f"{sids[0]}-3"]


def test_the_same_seed_gives_the_same_space(vectors: np.ndarray) -> None:
    one = SemanticIdSpace.fit(vectors, model_id="m", seed=3)
    two = SemanticIdSpace.fit(vectors, model_id="m", seed=3)
    other = SemanticIdSpace.fit(vectors, model_id="m", seed=4)
    assert one.version == two.version != other.version
    assert one.encode(names(1000), vectors) == two.encode(names(1000), vectors)


def test_new_items_change_no_old_sid(space: SemanticIdSpace, vectors: np.ndarray, tmp_path: Path) -> None:
    before = space.encode(names(600), vectors[:600])
    save_space(space, tmp_path)
    again = load_space(tmp_path)
    assert again.version == space.version
    after = again.encode([*names(400, 600), *names(600)], np.concatenate([vectors[600:], vectors[:600]]))
    assert {item_id: after[item_id] for item_id in before} == before
    assert len(set(after.values())) == 1000


def test_a_known_item_keeps_its_sid_when_its_text_changes(space: SemanticIdSpace, vectors: np.ndarray) -> None:
    before = space.encode(["a"], vectors[:1])
    assert space.encode(["a"], vectors[500:501]) == before


def test_a_collision_survives_loading(space: SemanticIdSpace, vectors: np.ndarray, tmp_path: Path) -> None:
    twins = np.repeat(vectors[:1], 12, axis=0)
    expected = SemanticIdSpace(space.projection, space.codebooks, model_id="m").encode(names(12), twins)
    space.encode(names(9), twins[:9])
    save_space(space, tmp_path)
    assert load_space(tmp_path).encode(names(12), twins) == expected


def test_saving_again_leaves_one_file_of_arrays(space: SemanticIdSpace, tmp_path: Path) -> None:
    save_space(space, tmp_path)
    save_space(space, tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 1


def test_a_saved_space_outlasts_a_loss_of_power(
    space: SemanticIdSpace, vectors: np.ndarray, tmp_path: Path, lose_power: Callable[[Path], None]
) -> None:
    sids = space.encode(names(9), vectors[:9])
    save_space(space, tmp_path)
    lose_power(tmp_path)
    assert load_space(tmp_path).encode(names(9), vectors[:9]) == sids


def test_neighbours_bring_items_together(vectors: np.ndarray) -> None:
    far, near = vectors[:1], vectors[500:501]
    space = SemanticIdSpace.fit(vectors, model_id="m", sizes=(16, 16, 16))
    alone = space.codes(far)[0, 0]
    pulled = space.codes(far, neighbours=10 * near)[0, 0]
    assert alone != pulled
    assert pulled == space.codes(near)[0, 0]
    assert np.array_equal(space.codes(far, neighbours=np.zeros_like(far)), space.codes(far))


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_tiny_catalogues(count: int) -> None:
    rows = clusters(50)[:count]
    space = SemanticIdSpace.fit(rows, model_id="m")
    assert len(set(space.encode(names(count), rows).values())) == count


def test_sizes_grow_with_the_catalogue() -> None:
    products = [np.prod(level_sizes(count)) for count in (100, 1_000, 3_200, 12_000, 100_000)]
    assert products == sorted(set(products))
    assert all(product > 10 * count for product, count in zip(products, (100, 1_000, 3_200, 12_000), strict=False))


def test_prefixes_of_a_suffixed_sid() -> None:
    assert prefixes("1-2-3-1") == ("1", "1-2", "1-2-3", "1-2-3-1")


def test_an_unknown_item_has_none(space: SemanticIdSpace) -> None:
    assert space.sid("нет") == ""


def test_a_missing_space_is_a_setup_error(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="podbor doctor --fix"):
        load_space(tmp_path)


@pytest.mark.parametrize("keep", [0, 10, 400])
@pytest.mark.parametrize("pattern", ["space.json", "*.npz"])
def test_a_damaged_space_is_a_setup_error(space: SemanticIdSpace, tmp_path: Path, pattern: str, keep: int) -> None:
    save_space(space, tmp_path)
    path = next(tmp_path.glob(pattern))
    content = path.read_bytes()
    path.write_bytes(content[: min(keep, len(content) - 5)])
    with pytest.raises(SetupError, match="podbor doctor --fix"):
        load_space(tmp_path)


def test_codes_are_used_evenly() -> None:
    rng = np.random.default_rng(5)
    rows = (clusters(3000, per_cluster=10, dimension=256) + 0.05 * rng.normal(size=(3000, 256))).astype(np.float32)
    codes = SemanticIdSpace.fit(rows, model_id="m", sizes=(32, 64, 64)).codes(rows)
    for level in range(3):
        shares = np.bincount(codes[:, level]) / 3000
        shares = shares[shares > 0]
        assert -(shares * np.log(shares)).sum() / np.log(len(shares)) > 0.9
