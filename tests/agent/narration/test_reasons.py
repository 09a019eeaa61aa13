"""Every piece of evidence can be said in both languages."""

import pytest

from podbor.agent.narration.reasons import evidence_text, list_reasons
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.evidence import EVIDENCE_NAMES


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_evidence_has_words_of_its_own(locale: Locale) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    said = [evidence_text(voice, Evidence(name=name, value=1.0, detail="4.5")) for name in EVIDENCE_NAMES]
    assert len(set(said)) == len(EVIDENCE_NAMES)
    assert not any("why-" in text for text in said)


def test_of_a_list_that_is_told_which_most_items_have() -> None:
    voice = Voice(locale="en", terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)

    def item(name: str, *evidence: str) -> SlateItem:
        parts = tuple(Evidence(name=part, value=1.0) for part in evidence)
        return SlateItem(
            item=Item(item_id=name, title=Bilingual(ru=name, en=name)), offers=(), score=1.0, evidence=parts
        )

    popular, fast = (evidence_text(voice, Evidence(name=name, value=1.0)) for name in ("popular", "fast"))
    shown = [item("a", "popular", "fast"), item("b", "popular", "popular"), item("c", "popular")]
    assert list_reasons(voice, shown) == popular
    assert list_reasons(voice, [item("a", "fast"), item("b")]) == fast
