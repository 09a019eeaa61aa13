from pathlib import Path

import pytest

from podbor.core.errors import SetupError
from podbor.core.items import Bilingual, Item
from podbor.core.vocabulary import Locale
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.sid import Captioner, caption_of, load_captions, save_captions
from podbor.tools.sid.captions import Translate

NAMES = {"chocolate": ("шоколад", "chocolate"), "cookies": ("печенье", "cookies"), "sweets": ("сладости", "sweets")}


class Kinds:
    """Two kinds and their group."""

    def name(self, key: str, locale: Locale) -> str:
        return NAMES[key][locale == "en"]

    def ancestors(self, key: str) -> tuple[str, ...]:
        return ("sweets",) if key in ("chocolate", "cookies") else ()


def item(number: int, kind: str, ru: str, en: str, brand: str = "") -> Item:
    return Item(item_id=str(number), title=Bilingual(ru=ru, en=en), kind=kind, brand=brand)


def captions(*rows: tuple[Item, str], translate: Translate | None = None) -> dict[str, Bilingual]:
    captioner = Captioner(Kinds(), translate)
    for row, sid in rows:
        captioner.add(row, sid, levels=3)
    return captioner.captions()


def test_kind_brand_and_common_words() -> None:
    found = captions(
        (item(1, "chocolate", "Шоколад молочный Алёнка", "Milk chocolate Alyonka", "Алёнка"), "1-1-1"),
        (item(2, "chocolate", "Шоколад молочный с орехом", "Milk chocolate with nuts", "Россия"), "1-1-2"),
        (item(3, "chocolate", "Шоколад горький", "Dark chocolate", "Россия"), "1-2-1"),
        (item(4, "cookies", "Печенье овсяное", "Oat cookies", "Посиделкино"), "2-1-1"),
        (item(5, "cookies", "Печенье овсяное с изюмом", "Oat cookies with raisins", "Посиделкино"), "2-1-1-1"),
        (item(6, "", "Каша овсяная, овсяное молоко", "Oat porridge", "Быстров"), "3-1-1"),
    )
    assert found["1"].ru.startswith("шоколад · Россия")
    assert found["1-1"] == Bilingual(ru="шоколад · молочный", en="chocolate · milk")
    assert found["2"] == Bilingual(ru="печенье · Посиделкино · овсяное", en="cookies · Посиделкино · oat")
    assert "2-1-1-1" not in found
    assert "" not in found


def test_mixed_kinds_are_named_together_or_by_their_group() -> None:
    two = captions(
        (item(1, "chocolate", "а", "a"), "1-1-1"),
        (item(2, "cookies", "б", "b"), "1-1-2"),
        (item(3, "", "в", "c"), "1-1-3"),
        (item(4, "", "г", "d"), "1-1-4"),
    )
    assert two["1"].ru == "шоколад / печенье"


def test_a_brand_is_written_one_way_in_both_languages() -> None:
    found = captions(
        (item(1, "chocolate", "Плитка Алёнка", "Alyonka bar", "Алёнка"), "1-1-1"),
        (item(2, "chocolate", "Плитка Алёнка", "Alyonka bar", "Алёнка"), "1-1-1-1"),
        (item(3, "cookies", "Алёнка печенье", "Alyonka cookies", "Алёнка"), "2-1-1"),
        (item(4, "chocolate", "Плитка", "Bar", "Россия"), "3-1-1"),
        (item(5, "cookies", "Печенье", "Cookies", ""), "3-1-2"),
    )
    assert found["1"] == Bilingual(ru="шоколад · Алёнка · плитка", en="chocolate · Алёнка · bar")


def test_a_prefix_of_many_kinds_is_named_by_their_commonest_group() -> None:
    found = captions(*((item(n, ("chocolate" if n == 0 else ""), "а", "a"), f"1-{n}-1") for n in range(5)))
    assert found["1"].ru == "сладости"


def test_nothing_in_common_has_an_empty_caption() -> None:
    found = captions(*((item(number, "", f"слово{'абвг'[number]}", ""), f"1-{number}-1") for number in range(4)))
    assert found["1"] == Bilingual()


def test_words_are_written_as_on_a_shelf() -> None:
    found = captions(
        (item(1, "cookies", "Печенье без сахара с коньяком, для детей", "Sugar free cookies with cognac"), "1-1-1"),
        (item(2, "cookies", "Крекер с коньяком, без сахара", "Cognac crackers, sugar free"), "1-1-2"),
        (item(3, "chocolate", "Плитка", "Bar"), "2-1-1"),
        (item(4, "chocolate", "Плитка", "Bar"), "2-1-2"),
    )
    assert found["1"] == Bilingual(ru="печенье · без сахара · коньяк", en="cookies · cognac · sugar free")


def test_titles_in_one_language_are_captioned_in_both() -> None:
    found = captions(
        (item(1, "chocolate", "Шоколад молочный", ""), "1-1-1"),
        (item(2, "chocolate", "Шоколад молочный с зюзюкой", ""), "1-1-2"),
        (item(3, "chocolate", "Шоколад горький", ""), "2-1-1"),
        (item(4, "chocolate", "Шоколад", ""), "2-1-2"),
        translate=Glossary.load().translated,
    )
    assert found["1"] == Bilingual(ru="шоколад · молочный", en="chocolate · milk")


def test_an_item_is_said_by_its_shelf() -> None:
    known = {"1": Bilingual(ru="чай", en="tea"), "1-2": Bilingual(ru="чай · зелёный", en="tea · green")}
    assert caption_of(known, "1-2-3-1", "ru") == "чай · зелёный"
    assert caption_of(known, "1", "en") == "tea"
    assert caption_of(known, "7-7-7", "en") == caption_of(known, "", "en") == ""


def test_captions_are_kept(tmp_path: Path) -> None:
    assert load_captions(tmp_path) == {}
    save_captions({"1-2": Bilingual(ru="чай · зелёный", en="tea · green")}, tmp_path)
    assert load_captions(tmp_path) == {"1-2": Bilingual(ru="чай · зелёный", en="tea · green")}
    (tmp_path / "captions.json").write_text("[1]")
    with pytest.raises(SetupError, match="podbor doctor --fix"):
        load_captions(tmp_path)
