from podbor.evals.matching.pairs import load_pairs
from podbor.tools.catalog.matching import Reader
from podbor.tools.catalog.matching.blocking import MOST_CANDIDATES, Blocks


def test_nearly_every_match_is_a_candidate_among_all_titles() -> None:
    reader, blocks = Reader(), Blocks()
    pairs = load_pairs("validation")
    for pair in pairs:
        blocks.add(pair.pair_id, reader.read(pair.left))
    matches = [pair for pair in pairs if pair.label == "match"]
    found = [pair for pair in matches if pair.pair_id in blocks.candidates(reader.read(pair.right))]
    assert len(found) >= 0.98 * len(matches)


def test_few_candidates_and_none_of_another_size() -> None:
    reader, blocks = Reader(), Blocks()
    for number in range(1000):
        blocks.add(str(number), reader.read(f"Печенье Утро вкус {number}, {100 + number % 10} г"))
    found = blocks.candidates(reader.read("Печенье Утро вкус 7, 107 г"))
    assert found[0] == "7"
    assert len(found) <= MOST_CANDIDATES
    assert all(int(key) % 10 == 7 for key in found)
    assert blocks.candidates(reader.read("Печенье Утро вкус 7, 500 г")) == []
