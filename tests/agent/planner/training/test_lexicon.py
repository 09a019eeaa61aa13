from pathlib import Path

import pytest

from podbor.agent.planner.training.lexicon import collect


@pytest.fixture
def banks(tmp_path: Path) -> Path:
    lines = {
        "en": "some cauli and leeks ⇒ find cauliflower; find leeks\nshampo ⇒ find shampoo\n",
        "ru": "новый телек ⇒ find новый телевизор\n",
    }
    for lang, text in lines.items():
        (tmp_path / lang).mkdir()
        (tmp_path / lang / "a.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_word_cut_short_is_meant_and_no_other_is_put_right_to_it(banks: Path, tmp_path: Path) -> None:
    found = collect(banks, tmp_path / "none", tmp_path / "none")
    assert found["cauli"] == found["телек"] == 0
    assert "shampo" not in found
