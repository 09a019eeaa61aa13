import pytest

from podbor.agent.planner.holding.paraphrases import foreign_words, split, stands_for


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("дезодорант", "дезик для ног"),
        ("ноутбук", "ноут для учёбы"),
        ("пюре", "пюрешка яблочная"),
        ("рыба", "рыбки красной"),
        ("кроссовки", "кроссы беговые"),
        ("chocolate", "got any choccy spread"),
    ],
)
def test_what_is_cut_short_or_made_cosy_stands_for_the_name(word: str, said: str) -> None:
    assert stands_for(word, split(said))


@pytest.mark.parametrize(("word", "said"), [("греческий", "мёд гречишный"), ("сыр", "молоко"), ("tea", "toast")])
def test_what_only_looks_alike_does_not(word: str, said: str) -> None:
    assert not stands_for(word, split(said))


def test_a_word_of_the_message_is_foreign_in_no_form_or_spelling() -> None:
    assert foreign_words("беговые кроссовки 42", split("беговых кросовок 42размера")) == []
    assert foreign_words("корм для щенков", split("корм котёнку")) == ["для", "щенков"]
