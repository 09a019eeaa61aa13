"""Small catalogues that scenarios run over: every fact of every item is written down, nothing is inferred."""

from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field

from podbor.core.errors import InputError
from podbor.core.items import Bilingual, Item, Nutrition, Offer
from podbor.core.settings import SERVICES
from podbor.core.vocabulary import Allergen, Diet, Service, Taste, Unit
from podbor.evals.dialogue.assertions import Asserted
from podbor.evals.dialogue.documents import InvalidFiles, read_documents

KOPECKS = 100
IN_STOCK = 10
UPDATED_AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


class FixtureTitle(Asserted):
    """A title in both languages."""

    ru: str
    en: str


class FixtureNutrition(Asserted):
    """Per 100 g or 100 ml; left out is unknown."""

    calories: float | None = None
    protein: float | None = None
    fat: float | None = None
    carbohydrates: float | None = None
    sugar: float | None = None
    salt: float | None = None


class FixtureOffer(Asserted):
    """An offer of one service; prices in roubles. Delivery is that of the default settings unless it is given."""

    price: float = Field(gt=0)
    old_price: float | None = None
    stock: int = Field(IN_STOCK, ge=0)
    eta: int | None = Field(None, ge=0, description="minutes")
    fee: float | None = Field(None, ge=0)
    minimum: float | None = Field(None, ge=0, description="smallest order")


class FixtureItem(Asserted):
    """A product."""

    id: str
    title: FixtureTitle
    brand: str = ""
    kind: str
    size: float | None = None
    unit: Unit | None = None
    ingredients: list[str] = []
    allergens: list[Allergen] = []
    traces: list[Allergen] = []
    diets: list[Diet] = []
    tastes: list[Taste] = []
    per_100: FixtureNutrition = FixtureNutrition()
    rating: float | None = Field(None, ge=1, le=5)
    rating_count: int = Field(0, ge=0)
    offers: dict[Service, FixtureOffer | float] = Field(description="service: price in roubles, or the whole offer")


class Fixture(Asserted):
    """A catalogue: what it is for, and its items."""

    about: str
    items: list[FixtureItem]

    def catalogue(self) -> tuple[list[Item], list[Offer]]:
        """The items and offers, the offers all of one moment."""
        return [_item(item) for item in self.items], [
            _offer(item.id, service, offer) for item in self.items for service, offer in item.offers.items()
        ]


def load_fixture(path: Path) -> Fixture:
    """Read a fixture. Raises InvalidFiles with file, line and field."""
    documents = read_documents(path)
    if not documents:
        raise InvalidFiles([InputError(file=str(path), line=0, field="document", reason="is empty")])
    document, *more = documents
    fixture = document.validate(Fixture)
    errors = [document.error((), "one document a file")] if more else []
    seen: set[str] = set()
    for index, item in enumerate(fixture.items):
        if item.id in seen:
            errors.append(document.error(("items", index, "id"), f"{item.id!r} is there twice"))
        seen.add(item.id)
        errors += [
            document.error(("items", index, "offers", service), f"no service {service!r}; valid: {', '.join(SERVICES)}")
            for service in item.offers
            if service not in SERVICES
        ]
    if errors:
        raise InvalidFiles(errors)
    return fixture


def _item(item: FixtureItem) -> Item:
    return Item(
        item_id=item.id,
        title=Bilingual(ru=item.title.ru, en=item.title.en),
        brand=item.brand,
        kind=item.kind,
        size=item.size,
        unit=item.unit,
        ingredients=tuple(item.ingredients),
        allergens=frozenset(item.allergens),
        traces=frozenset(item.traces),
        diets=frozenset(item.diets),
        tastes=frozenset(item.tastes),
        nutrition=Nutrition(**item.per_100.model_dump()),
        rating=item.rating,
        rating_count=item.rating_count,
    )


def _offer(item_id: str, service: Service, offer: FixtureOffer | float) -> Offer:
    terms = SERVICES[service]
    if not isinstance(offer, FixtureOffer):
        offer = FixtureOffer(price=offer)
    return Offer(
        item_id=item_id,
        service=service,
        price=_kopecks(offer.price),
        old_price=None if offer.old_price is None else _kopecks(offer.old_price),
        stock=offer.stock,
        eta_minutes=terms.eta_minutes if offer.eta is None else offer.eta,
        delivery_fee=terms.delivery_fee if offer.fee is None else _kopecks(offer.fee),
        minimum_order=terms.minimum_order if offer.minimum is None else _kopecks(offer.minimum),
        updated_at=UPDATED_AT,
    )


def _kopecks(roubles: float) -> int:
    return round(roubles * KOPECKS)
