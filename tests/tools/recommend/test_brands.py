import pytest

from podbor.tools.recommend.brands import bare_brand, brands_match


@pytest.mark.parametrize(
    ("said", "brand"),
    [
        ("Greenfield Tea", "Greenfield"),
        ("печенье Яшкино", "Яшкино"),
        ("Домик в деревне", "Домик в деревне"),
        ("Чай", "Чай"),
    ],
)
def test_a_kind_said_along_with_a_brand_is_no_part_of_it(said: str, brand: str) -> None:
    assert bare_brand(said) == brand


def test_a_brand_matches_itself_with_a_kind_in_either_alphabet() -> None:
    assert brands_match("Яшкино", "Yashkino Cookies")
    assert brands_match("Simple Wine", "Simple Wine")
    assert not brands_match("Яшкино", "Greenfield Tea")
