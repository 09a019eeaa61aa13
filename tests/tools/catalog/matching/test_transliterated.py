import pytest

from podbor.core.transliteration import in_cyrillic, russian_word
from podbor.tools.catalog.matching import Reader, compare

READER = Reader()


def english(word: str) -> bool:
    return word in {"milk", "chicken", "soft"}


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Zorveks maslo slivochnoe 200 g", "Zorveks масло сливочное 200 g"),
        ("VICI krabovye palochki", "VICI крабовые палочки"),
        ("Zorveks kurinye dolki dlya sobak", "Zorveks куриные дольки для собак"),
        ("Zorveks soft chicken slivochnoe maslo", "Zorveks soft chicken slivochnoe maslo"),
        ("Zorveks maslo", "Zorveks maslo"),
        ("Масло slivochnoe derevenskoe", "Масло slivochnoe derevenskoe"),
    ],
)
def test_russian_words_in_latin_letters_are_written_back(title: str, read: str) -> None:
    assert in_cyrillic(title, english) == read


def test_what_no_dictionary_has_stays() -> None:
    assert russian_word("slivochnoe") == "сливочное"
    assert russian_word("zorveks") == ""


def test_a_transliterated_title_is_the_product_of_the_russian_one() -> None:
    left, right = "Зорвекс печенье сливочное 200 г", "Zorveks pechenye slivochnoe 200 g"
    assert compare(READER.read(left), READER.read(right)).same
