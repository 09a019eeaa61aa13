import pytest
from hypothesis import given
from hypothesis import strategies as st

from podbor.core.phrases import PhraseIndex, negated, tokenise
from podbor.core.text import stem, stems


@pytest.mark.parametrize(
    "forms",
    [
        ("сосиски", "сосисок", "сосиска"),
        ("огурец", "огурцы", "огурцов"),
        ("салфетки", "салфеток"),
        ("мёд", "меда", "мед"),
        ("печенье", "печенья", "печеньки", "печенек"),
        ("яйцо", "яйца", "яиц"),
        ("cookies", "cookie"),
    ],
)
def test_forms_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({tuple(stems(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("печень", "печенье"), ("зелень", "зеленый"), ("кешью", "каша")])
def test_words_apart_keep_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_the_longest_phrase_wins_in_any_order() -> None:
    index = PhraseIndex({"milk": ["молоко"], "coconut_milk": ["кокосовое молоко"]})
    for text in ("кокосовое молоко", "молоко кокосовое", "молоком натуральным кокосовым"):
        assert [match.key for match in index.find(tokenise(text))] == ["coconut_milk"]
    assert [match.key for match in index.find(tokenise("кокосовая стружка, молоко"))] == ["milk"]


@pytest.mark.parametrize("text", ["без сахара", "без соли и сахара", "no sugar", "sugar free", "free from sugar"])
def test_denials(text: str) -> None:
    tokens = tokenise(text)
    place = next(i for i, token in enumerate(tokens) if token.word in ("сахара", "sugar"))
    assert negated(tokens, place)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("шоколад без сахара молочный", "сахара"),
        ("no sugar peanut butter", "sugar"),
        ("zero sugar milk chocolate", "sugar"),
        ("хлеб без дрожжей пшеничный", "дрожжей"),
        ("батончик без сахара арахис и карамель", "сахара"),
        ("без пальмового масла и яиц кокосовый", "пальмового масла яиц"),
        ("не содержит орехов и глютена", "содержит орехов глютена"),
        ("no added cane", "added cane"),
        ("cookies without nuts, milk", "nuts"),
        ("без добавления сахара кешью", "добавления сахара"),
        ("snack with peanuts, free from palm", "palm"),
        ("cookies with hazelnuts, free gift", ""),
        ("eggs free range", ""),
        ("sugar free cola", "sugar"),
    ],
)
def test_a_denial_ends_with_what_it_denies(text: str, denied: str) -> None:
    tokens = tokenise(text)
    assert [token.word for at, token in enumerate(tokens) if negated(tokens, at)] == denied.split()


@pytest.mark.parametrize("text", ["без соли, сахар", "без соли с сахаром", "сахар"])
def test_no_denial(text: str) -> None:
    tokens = tokenise(text)
    assert not negated(tokens, len(tokens) - 1)


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    index = PhraseIndex({"a": ["с b", "кот для b"], "c": ["d e"]})
    for match in index.find(tokenise(text)):
        assert list(match.at) == sorted(set(match.at))
