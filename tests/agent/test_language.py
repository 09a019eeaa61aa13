import pytest

from podbor.agent.language import clean, detect, has_words


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("что-нибудь сладкое", "ru"),
        ("something sweet", "en"),
        ("хочу snickers без nuts", "ru"),
        ("need grechka please", "en"),
        ("buy молоко please", "en"),
        ("Lindt или Nestle", "ru"),
        ("хочу Coca-Cola Zero Vanilla", "ru"),
        ("add Простоквашино milk", "en"),
        ("why is Молоко Простоквашино here", "en"),
    ],
)
def test_detect(text: str, locale: str) -> None:
    assert detect(text, otherwise="ru") == locale


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Nutella", "ru"),
        ("iPhone 15", "ru"),
        ("Coca Cola zero", "ru"),
        ("ok", "ru"),
        ("persil", "ru"),
        ("lavazza", "ru"),
        ("tide", "ru"),
        ("alpen gold", "ru"),
        ("kefir", "en"),
        ("cinnamon", "en"),
        ("buckwheat honey", "en"),
        ("thanks", "en"),
        ("the second", "en"),
        ("oat milk", "en"),
        ("nuts allergy", "en"),
        ("молоко", "ru"),
    ],
)
def test_a_brand_does_not_change_the_language_of_a_conversation(text: str, locale: str) -> None:
    assert detect(text, otherwise="ru", settled=True) == locale


@pytest.mark.parametrize(
    ("text", "locale"), [("простоквашино", "en"), ("Макфа", "en"), ("persil", "en"), ("гречка", "ru"), ("лента", "ru")]
)
def test_a_russian_brand_does_not_change_an_english_conversation(text: str, locale: str) -> None:
    assert detect(text, otherwise="en") == locale


def test_a_conversation_may_begin_with_an_english_word() -> None:
    assert detect("persil", otherwise="ru") == "en"


def test_brands_in_the_other_alphabet_keep_the_language() -> None:
    assert detect("хочу Coca-Cola Zero Vanilla", otherwise="ru") == "ru"
    assert detect("gluten-free pasta Макфа", otherwise="en") == "en"
    assert detect("Слобода olive mayonnaise", otherwise="en") == "en"


def test_text_without_letters_keeps_the_language() -> None:
    assert detect("😀 123", otherwise="en") == "en"
    assert detect("😀 123", otherwise="ru") == "ru"


def test_clean_drops_what_is_not_text() -> None:
    assert clean("  чай\x00\x1b[31m \u202eлимон\n\n\tмёд ") == "чай[31m лимон мёд"


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\r\n"])
def test_any_line_end_parts_words(end: str) -> None:
    assert clean(f"молоко{end}хлеб") == "молоко хлеб"


@pytest.mark.parametrize(
    ("text", "expected"), [("😀🎉", False), ("?!…", False), ("чай", True), ("5", True), ("", False)]
)
def test_has_words(text: str, expected: bool) -> None:
    assert has_words(text) is expected
