import pytest

from podbor.tools.catalog.matching import Reader
from podbor.tools.catalog.matching.abbreviations import spelled_out
from podbor.tools.catalog.matching.articles import without_articles
from podbor.tools.catalog.matching.pairwise import written_out

READER = Reader()


@pytest.mark.parametrize(
    ("title", "other", "whole"),
    [
        ("бум.туал. Бриз", "Туалетная бумага Бриз", "бумага туалетная Бриз"),
        ("нап-ль Барс", "Наполнитель Барс", "наполнитель Барс"),
        ("Сыр п/тв", "Сыр полутвёрдый", "Сыр полутвердый"),
        ("сыр сыр.", "сырный сыр", "сыр сырный"),
        ("БУМ. БРИЗ", "Бумага Бриз", "БУМАГА БРИЗ"),
        ("Чай 25 пак. по 2 г", "Чай в пакетиках", "Чай 25 пак. по 2 г"),
        ("Кефир б/сах.", "Кефир с сахаром", "Кефир б/ сахаром"),
        ("Кефир", "Кефир 1%", "Кефир"),
    ],
)
def test_abbreviations_are_written_out_by_the_words_of_the_other_title(title: str, other: str, whole: str) -> None:
    assert spelled_out(title, other, READER.known).split() == whole.split()


@pytest.mark.parametrize(
    ("title", "other", "left"),
    [
        ("Mouse M185 910-002235", "Мышь M185", "Mouse M185"),
        ("BL-G1-5T-B Gel Pen", "Ручка G-1", "G1 Gel Pen"),
        ("Zetta T520BT", "Zetta 510BT", "Zetta T520BT"),
        ("Zetta 8GB+256GB", "Zetta", "Zetta 8GB+256GB"),
        ("Пакет 18x22x10 см", "Пакет", "Пакет 18x22x10 см"),
    ],
)
def test_a_makers_number_is_left_out_where_the_other_title_tells_no_model(title: str, other: str, left: str) -> None:
    assert without_articles(title, other).split() == left.split()


def test_counts_are_read_beside_a_count() -> None:
    number, counted = written_out(READER.read("Зорвекс тб №20"), READER.read("Зорвекс таблетки 20 шт"))
    assert number.quantities.get("count") == counted.quantities.get("count") == {20.0}
    sheets, _ = written_out(READER.read("Бумага А4 500л"), READER.read("Бумага А4, 500 листов"))
    assert sheets.quantities.get("count") == {500.0}


def test_titles_that_explain_nothing_are_not_read_again() -> None:
    one, other = READER.read("Молоко Утро 1 л"), READER.read("Молоко Вечер 1 л")
    assert written_out(one, other) == (one, other)
    assert written_out(one, other)[0] is one


def test_sides_without_a_unit_are_read_beside_sides_with_one() -> None:
    bare, _ = written_out(READER.read("Подушка Зорвекс 70х50"), READER.read("Подушка Зорвекс 50х70 см"))
    assert bare.quantities.get("length") == {500.0, 700.0}
    other, _ = written_out(READER.read("Подушка Зорвекс 70х50"), READER.read("Подушка Зорвекс 70х70 см"))
    assert not other.quantities.get("length")


def test_neighbours_are_one_word_where_the_other_title_joins_them() -> None:
    parted, _ = written_out(READER.read("Паста Зорвекс Super White"), READER.read("Zorveks Superwhite"))
    assert parted.title == "Паста Зорвекс SuperWhite"


@pytest.mark.parametrize(
    ("title", "other", "left"),
    [
        ("Zetta Band 8 (ASK-B19)", "Zetta Band 8", "Zetta Band 8"),
        ("Zetta Flip 6 ZETTAFLIP6BLK", "Zetta Flip 6", "Zetta Flip 6"),
        ("Zetta Mach3", "Zetta", "Zetta Mach3"),
        ("Краска C6 (7-1)", "Краска C6", "Краска C6"),
        ("Краска C6 (7-1)", "Краска C6 7-1", "Краска C6 (7-1)"),
    ],
)
def test_numbers_of_parts_are_left_out(title: str, other: str, left: str) -> None:
    assert without_articles(title, other).split() == left.split()


def test_a_title_without_a_kind_is_read_by_the_kind_of_the_other() -> None:
    alone, _ = written_out(READER.read("Zetta Z5 цветное"), READER.read("Телевизор Zetta Z5"))
    assert alone.facets == {"colour": frozenset({"multicolour"})}
