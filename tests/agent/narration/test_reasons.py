"""Every piece of evidence can be said in both languages."""

import pytest

from podbor.agent.narration.reasons import evidence_text
from podbor.agent.narration.voice import Voice
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence
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
