"""Whether two searches are of one need."""

import pytest

from podbor.core.slate import Need
from podbor.tools.toolbox.sameness import is_same_thing, need_of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("пиво", "безалкогольное пиво"),
        ("beer", "non-alcoholic beer"),
        ("пиво", "пиво без алкоголя"),
        ("чёрный чай", "зелёный чай"),
        ("корм", "корм для кошек"),
        ("крем", "крем для рук"),
        ("масло", "масло сливочное"),
        ("перец", "чёрный перец"),
        ("крем-краска", "крем-краска без аммиака"),
        ("салфетки", "влажные салфетки"),
    ],
)
def test_a_thing_described_otherwise_is_the_same(old: str, new: str) -> None:
    assert is_same_thing(old, new)
    assert is_same_thing(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("крем-сыр", "крем для рук"),
        ("гель-лак", "гель для душа"),
        ("масло", "масло для волос"),
        ("масло", "масло моторное"),
        ("паста", "зубная паста"),
        ("капуста", "морская капуста"),
        ("milk", "milk chocolate"),
    ],
)
def test_two_things_of_one_word(old: str, new: str) -> None:
    assert not is_same_thing(old, new)
    assert not is_same_thing(new, old)


def test_a_need_of_another_department_is_not_narrowed() -> None:
    butter = Need(query="масло", price_max=30_000)
    assert need_of("масло для волос", [butter]) is None
    assert need_of("масло подсолнечное", [butter]) is butter
