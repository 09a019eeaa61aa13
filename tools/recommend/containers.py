"""What a thing is sold or served in, said before it: "bar of soap" is soap, "стакан сметаны" is sour cream."""

import re

from podbor.core.morphology import has, nominative, normal_forms
from podbor.core.text import fold

ENGLISH = (
    "bag|ball|bar|block|bottle|bowl|box|bunch|can|canister|carton|case|clove|crate|cup|glass|head|jar|joint|jug|loaf|loave|"
    "mug|multipack|net|pack|packet|pair|piece|pint|plate|portion|pot|pouch|punnet|roll|sachet|sack|serving|slab|slice|spray|sprig|"
    "stick|tin|tray|tub|tube|wedge"
)
OF = re.compile(rf"\b(?:an? )?(?:{ENGLISH})(?:e?s)? of (?:the |some )?(?=(?:\d+ )?[^\W\d])", re.IGNORECASE)
RUSSIAN = frozenset(
    "баллон банка баночка батон брикет брусок буханка бутылка бутылочка ведро ведерко вилок головка горсть гроздь канистра кассета "
    "коробка коробочка кочан кружка кусок кусочек лоток мешок мешочек миска моток пакет пакетик палка пара пачка пачечка плитка "
    "порция пузырек пучок рулон сетка стакан стаканчик тарелка тюбик упаковка флакон чашка ящик".split()
)
MEASURED = re.compile(
    r"^(?P<before>(?:\d+ |[^\W\d]+(?:ая|ый|ое|ые|ий|ую|ой) )*)(?P<container>[^\W\d]+) (?P<thing>[^\W\d].*)$"
)


def without_container(query: str) -> str:
    """The query without the word for what the thing is in; the size of that stays.

    >>> without_container("small bottle of water"), without_container("bar of soap"), without_container("batteries, pack of 4")
    ('small water', 'soap', 'batteries, pack of 4')
    >>> without_container("большая пачка чипсов"), without_container("бутылка для воды"), without_container("стакан бумажный")
    ('большая чипсов', 'бутылка для воды', 'стакан бумажный')
    """
    plain = OF.sub("", query)
    found = MEASURED.match(plain)
    if found is None or RUSSIAN.isdisjoint(normal_forms(fold(found["container"]))):
        return plain
    return found["before"] + found["thing"] if _genitive(fold(found["thing"]).split()[0]) else plain


def _genitive(word: str) -> bool:
    """Whether a word says of what: "сметаны", "зелёного" (of "зелёного чая"), not "пластик"."""
    return has(word, "gent") and (has(word, "Fixd") or not nominative(word))
