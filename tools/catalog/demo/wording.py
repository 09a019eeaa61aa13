"""How demo products are written on the shelf."""

from podbor.core.items import Bilingual
from podbor.core.vocabulary import Unit
from podbor.tools.catalog.demo.recipes import Variant

UNITS_RU: dict[Unit, str] = {"g": "г", "ml": "мл", "pcs": "шт."}
LARGE_RU: dict[Unit, str] = {"g": "кг", "ml": "л"}
LARGE_EN: dict[Unit, str] = {"g": "kg", "ml": "l"}
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
LATIN = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" ")
TRANSLITERATION = str.maketrans(dict(zip(CYRILLIC, LATIN, strict=True)))


def titles(variant: Variant, brand: str, size: float | None, unit: Unit | None) -> Bilingual:
    """Both titles: "Печенье Яшкино, овсяное, 300 г" and "Yashkino cookies, oatmeal, 300 g"."""
    ru = [f"{variant.noun_ru} {brand}", variant.ru, written_size(size, unit, "ru")]
    en = [f"{latin(brand)} {variant.noun_en.lower()}", variant.en, written_size(size, unit, "en")]
    return Bilingual(ru=", ".join(filter(None, ru)), en=", ".join(filter(None, en)))


def written_size(size: float | None, unit: Unit | None, locale: str) -> str:
    """A size as a label has it: "1,5 л", "300 g"; "" of none."""
    if size is None or unit is None:
        return ""
    large = LARGE_RU if locale == "ru" else LARGE_EN
    small = UNITS_RU[unit] if locale == "ru" else unit
    if size >= 1000 and unit in large:
        size, small = size / 1000, large[unit]
    number = f"{size:g}"
    return f"{number.replace('.', ',') if locale == 'ru' else number} {small}"


def latin(text: str) -> str:
    """A Russian brand in Latin letters; Latin text stays."""
    out = []
    for letter in text:
        written = letter.lower().translate(TRANSLITERATION)
        out.append(written.capitalize() if letter.isupper() else written)
    return "".join(out)
