"""An item's titles, read for comparison in whichever language both sides have."""

from dataclasses import dataclass

from podbor.core.items import Item
from podbor.core.text import words
from podbor.tools.catalog.matching.compare import Verdict, ruled_out, verdict_on
from podbor.tools.catalog.matching.fingerprint import Fingerprint, Reader
from podbor.tools.catalog.matching.pairwise import written_out
from podbor.tools.catalog.matching.quantities import SIZES, quantities_of
from podbor.tools.catalog.matching.spelling import skeleton


@dataclass(frozen=True, kw_only=True, slots=True)
class Titles:
    """The fingerprints of an item's titles; one language may be missing, not both."""

    ru: Fingerprint | None
    en: Fingerprint | None

    @property
    def all(self) -> tuple[Fingerprint, ...]:
        """Those there are."""
        return tuple(title for title in (self.ru, self.en) if title)


def read_titles(item: Item, reader: Reader) -> Titles:
    """Read an item's titles; a brand or size that only its fields tell is read with them."""
    ru, en = (
        reader.read(whole(title, item), kind=item.kind) if title else None for title in (item.title.ru, item.title.en)
    )
    return Titles(ru=ru, en=en)


def judge(one: Titles, other: Titles) -> Verdict | None:
    """The verdict over every language that both have, the harshest; across languages where they share none.

    None where quantities, facets or kinds rule the pair out.
    """
    shared = [(mine, theirs) for mine, theirs in ((one.ru, other.ru), (one.en, other.en)) if mine and theirs]
    pairs = [written_out(mine, theirs) for mine, theirs in shared or [(one.all[0], other.all[0])]]
    if any(ruled_out(mine, theirs) for mine, theirs in pairs):
        return None
    return min((verdict_on(mine, theirs) for mine, theirs in pairs), key=lambda verdict: verdict.score)


def whole(title: str, item: Item) -> str:
    """A title with the declared brand and size that it leaves out."""
    parts = [title]
    said = {skeleton(word) for word in words(title)}
    if item.brand and not said.issuperset(skeleton(word) for word in words(item.brand)):
        parts.append(item.brand)
    if item.size is not None and item.unit and not quantities_of(title.casefold())[0].dimensions.intersection(SIZES):
        parts.append(f"{item.size:g} {item.unit}")
    return ", ".join(parts)
