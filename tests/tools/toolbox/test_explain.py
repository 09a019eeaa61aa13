import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from podbor.agent.narration.notes import note_lines
from podbor.agent.narration.voice import Voice
from podbor.core.items import Bilingual, Item, Offer
from podbor.core.settings import SERVICES
from podbor.core.slate import Evidence, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.contract import Explain
from podbor.tools.toolbox.context import Note, ToolContext
from podbor.tools.toolbox.explain import explain

OFFER = Offer(
    item_id="x", service="samokat", price=79_00, stock=1, eta_minutes=14, updated_at=datetime(2026, 1, 1, tzinfo=UTC)
)
CAPTIONS = {"1-2": Bilingual(ru="шоколад · молочный", en="chocolate · milk")}


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


def plain(lines: list[str]) -> list[str]:
    return [line.replace("\xa0", " ") for line in lines]


@pytest.mark.parametrize(("locale", "line"), [("ru", "Полка: шоколад · молочный."), ("en", "Shelf: chocolate · milk.")])
def test_a_semantic_id_is_said_in_words(locale: Locale, line: str) -> None:
    known, unknown = (_explained(sid, locale) for sid in ("1-2-3", "9-9-9"))
    assert known.content.startswith(f"[1-2-3] {CAPTIONS['1-2'].text(locale)}: rating")
    assert line in note_lines(voice(locale), known.notes)
    assert unknown.content.startswith("rating")
    assert len(note_lines(voice(locale), unknown.notes)) == len(note_lines(voice(locale), known.notes)) - 1


@pytest.mark.parametrize(
    ("title", "brand", "kind", "caption", "line"),
    [
        ("Лимоны Дары полей, 1 кг", "Дары полей", "citrus", "апельсины · Дары полей · для сока", "лимоны · Дары полей"),
        ("Грецкий орех Nutberry", "Nutberry", "nuts", "орехи · Семь лесов · миндаль", "грецкий орех"),
        ("Вода Архыз, с газом", "Архыз", "water", "вода · без газа", "вода с газом"),
        ("Вода Архыз, с газом, без добавок", "Архыз", "water", "вода · без газа", "вода с газом"),
        ("Вода Архыз, без газа", "Архыз", "water", "вода · без газа · архыз", "вода без газа · архыз"),
        ("Ноутбук Asus", "Asus", "laptops", "тетрадь · клетка · лист", ""),
    ],
)
def test_of_a_shelf_only_what_is_true_of_the_item_is_said(
    title: str, brand: str, kind: str, caption: str, line: str
) -> None:
    item = Item(item_id="x", title=Bilingual(ru=title), brand=brand, kind=kind, sid="1-2-3")
    outcome = _explained("1-2-3", "ru", item, {"1-2": Bilingual(ru=caption)})
    shelf = [said for said in note_lines(voice("ru"), outcome.notes) if said.startswith("Полка")]
    assert shelf == ([f"Полка: {line}."] if line else [])


def test_the_planner_and_the_shopper_are_told_the_offers() -> None:
    outcome = _explained("1-2-3", "ru")
    assert "samokat 79 RUB 14 min" in outcome.content
    assert "Цена и доставка: Самокат 79 ₽, 14 минут." in plain(note_lines(voice("ru"), outcome.notes))


@pytest.mark.parametrize(
    ("locale", "line"),
    [
        ("ru", "Цены: 79 ₽ — 250 ₽. Доставка: 14 минут — 2 дня."),
        ("en", "Prices: ₽79 to ₽250. Delivery: 14 minutes to 2 days."),
    ],
)
def test_a_list_is_explained_with_its_prices_and_times(locale: Locale, line: str) -> None:
    slow = replace(OFFER, service="megamarket", price=250_00, eta_minutes=2880)
    shown = SlateItem(item=Item(item_id="x", title=Bilingual(ru="Чай")), offers=(OFFER, slow), score=1.0)
    assert plain(note_lines(voice(locale), [Note(kind="list_explained", shown=shown, position=1)]))[-1] == line


def _explained(sid: str, locale: Locale, item: Item | None = None, captions: Any = CAPTIONS) -> Any:
    shown = SlateItem(
        item=item or Item(item_id="x", title=Bilingual(ru="Шоколад молочный", en="Milk chocolate"), sid=sid),
        offers=(OFFER,),
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
        captions=captions,
    )
    return asyncio.run(explain(Explain(item=1), context))
