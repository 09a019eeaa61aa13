import asyncio
from typing import Any, cast

import pytest

from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.contract import Explain
from podbor.tools.toolbox.context import ToolContext
from podbor.tools.toolbox.explain import explain

CAPTIONS = {"1-2": Bilingual(ru="шоколад · молочный", en="chocolate · milk")}


@pytest.mark.parametrize(("locale", "line"), [("ru", "Полка: шоколад · молочный."), ("en", "Shelf: chocolate · milk.")])
def test_a_semantic_id_is_said_in_words(locale: Locale, line: str) -> None:
    voice = Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)
    known, unknown = (_explained(sid, locale) for sid in ("1-2-3", "9-9-9"))
    assert known.content.startswith(f"[1-2-3] {CAPTIONS['1-2'].text(locale)}: rating")
    assert line in note_lines(voice, known.notes)
    assert unknown.content.startswith("rating")
    assert len(note_lines(voice, unknown.notes)) == len(note_lines(voice, known.notes)) - 1


def _explained(sid: str, locale: Locale) -> Any:
    shown = SlateItem(
        item=Item(item_id="x", title=Bilingual(ru="Шоколад", en="Chocolate"), sid=sid),
        offers=(),
        score=1.0,
        evidence=(Evidence(name="rating", value=1.0, detail="4.5"),),
    )
    context = ToolContext(
        memory=cast(Any, None),
        catalog=cast(Any, None),
        find_items=lambda query, constraints: (),
        services=(),
        locale=locale,
        slate=Slate(items=(shown,)),
        captions=CAPTIONS,
    )
    return asyncio.run(explain(Explain(item=1), context))
