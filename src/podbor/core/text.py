"""Words and stems of Russian and English text: what every vocabulary matches with."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+", re.UNICODE)
CYRILLIC = re.compile("[а-я]")
FLEETING = re.compile("(?<=[^аеиоуыэюя])[ое](?=[кц]$)")
IRREGULAR = {
    # Snowball gives these the stem of another word (печенье, зелёный, каша …) or several stems of their own.
    **dict.fromkeys(("печень", "печени", "печенью", "печенка", "печенки", "печенкой", "печеночный"), "печень"),
    **dict.fromkeys(("пастила", "пастилы", "пастилу", "пастилой", "пастиле", "пастилка", "пастилки"), "пастил"),
    **dict.fromkeys(("печеньки", "печенек", "печенька", "печеньку", "печеньками"), "печен"),
    **dict.fromkeys(("варенье", "варенья", "варенью", "вареньем", "вареньице"), "варенье"),
    **dict.fromkeys(("зелень", "зелени", "зеленью"), "зелень"),
    **dict.fromkeys(("кешью", "кэшью", "кашью"), "кешью"),
    **dict.fromkeys(("яйцо", "яйца", "яиц", "яйце", "яйцом", "яйцами", "яйцам", "яйцах", "яйку", "яички"), "яйцо"),
    **dict.fromkeys(("лед", "льда", "льдом"), "лед"),
    **dict.fromkeys(("лен", "льна", "льном"), "лен"),
    **dict.fromkeys(("мед", "меда", "медом", "меду", "меде"), "мед"),
    **dict.fromkeys(("мак", "мака", "маком"), "мак"),
    **dict.fromkeys(("манка", "манки", "манкой", "манку"), "манк"),
    "манго": "манго",
    "безе": "безе",
    "кето": "кето",
    **dict.fromkeys(("лосось", "лосося", "лососем", "лососю", "лососи"), "лосос"),
    "салями": "салями",
    **dict.fromkeys(("соя", "сои", "сое", "соей", "сою"), "соя"),
    **dict.fromkeys(("семя", "семена", "семян", "семенами", "семени", "семечки", "семечек", "семечками"), "семен"),
    "пюре": "пюре",
    **dict.fromkeys(("дети", "детей", "детям"), "дети"),
    **dict.fromkeys(("кофе", "кофей", "кофеек"), "кофе"),
    **dict.fromkeys(("коньяк", "коньяка", "коньяком"), "коньяк"),
    **dict.fromkeys(("рожь", "ржи"), "рожь"),
    **dict.fromkeys(("сельдь", "сельди", "сельдью", "селедка", "селедки", "селедкой", "селедку"), "сельдь"),
    **dict.fromkeys(("щенок", "щенки", "щенков", "щенка"), "щенк"),
    **dict.fromkeys(("котенок", "котята", "котят", "котенка"), "котят"),
    **dict.fromkeys(("утенок", "утята"), "утят"),
    **dict.fromkeys(("мышь", "мыши", "мышка", "мышки", "мышку"), "мышк"),
    **dict.fromkeys(("соль", "соли", "солью"), "соль"),
    **dict.fromkeys(("сода", "соды", "содой"), "сода"),
    **dict.fromkeys(("питье", "питья", "питью", "питьем"), "питье"),
    **dict.fromkeys(("пряность", "пряности", "пряностей", "пряностями"), "пряность"),
    **dict.fromkeys(("чернила", "чернил"), "чернил"),
    **dict.fromkeys(("ваниль", "ванили", "ванилью"), "ванил"),
    **dict.fromkeys(("вишня", "вишни", "вишней", "вишню", "вишен"), "вишн"),
}


def _stemmer(language: str) -> Any:
    # A stemmer holds the word it works on, so threads must not share one; making one takes less than a microsecond.
    return snowballstemmer.stemmer(language)


def fold(text: str) -> str:
    """Lower case, compatibility forms unified, ё as е."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def words(text: str) -> list[str]:
    """Words and numbers of a text, folded, in order."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Stem of one folded word: Snowball, with the vowels that come and go in Russian taken out (сосисок, сосиски).

    Source: Snowball Russian and English (Porter2) algorithms.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not CYRILLIC.search(word):
        return str(_stemmer("english").stemWord(word))
    found = str(_stemmer("russian").stemWord(word))
    if found[-1] in "ая" and word.startswith(found + "н"):
        # Snowball takes nouns for participles in some of their cases only: сметана, but not сметаной.
        found += "н"
    return FLEETING.sub("", found) if len(found) > 4 else found


def stems(text: str) -> list[str]:
    """Stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
