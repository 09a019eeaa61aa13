"""One word more describes a product whose variety both titles name; beside a bare brand it tells another product."""

import pytest

from podbor.tools.catalog.matching import Reader, compare


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Кабель Hoco X14 Times чёрный 1 м", "Hoco X14 Times Speed кабель чёрный 1 м"),
        ("Aunt Bessie's Yorkshire Puddings 12 Pack 220g", "Aunt Bessie's golden Yorkshires, frozen, 12pcs, 220 g"),
        (
            "Estel Otium Aqua интенсивно увлажняющий шампунь, 250 мл",
            "Шампунь ESTEL OTIUM AQUA для увлажнения волос 250 мл",
        ),
    ],
)
def test_beside_a_variety_it_describes(reader, left, right):
    assert compare(reader.read(left), reader.read(right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Чипсы Lay's Strong Острый чили 120 г", "Чипсы Lay's Острый чили 120 г"),
        ("Кофе Egoiste Noir, молотый, 250 г", "Кофе молотый EGOISTE Espresso 250г"),
        ("Lurpak Slightly Salted Spreadable 400g", "Lurpak Slightly Salted Butter block 400 g"),
        ("Пирожное Orion Choco Pie 12 шт 360 г", "Orion Choco Pie Banana 12 pcs, 360 g"),
    ],
)
def test_beside_a_brand_or_as_a_flavour_it_tells(reader, left, right):
    assert not compare(reader.read(left), reader.read(right)).same
