"""The name of a generation: a digest of all that goes into it."""

import math
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Protocol

from podbor.core.items import Offer
from podbor.core.ports import CatalogStore
from podbor.tools.index.passage import PASSAGE_VERSION

PRICE_STEP = 1.1
"""Prices are told apart in steps of 10 %, which the filters' slack of 20 % covers: small moves need no new index."""


class PreparedCatalog(CatalogStore, Protocol):
    """A catalogue that an index can be built of."""

    def fingerprint(self) -> str:
        """Changes when any item does."""
        ...

    def iter_offers(self) -> Iterator[Offer]:
        """All offers in a stable order, streamed."""
        ...

    def set_sids(self, sids: Mapping[str, str]) -> None:
        """Write semantic IDs, item id to SID."""
        ...


def generation_name(catalog: PreparedCatalog, model_id: str, space_version: str) -> str:
    """Return the name of the generation that `catalog` asks for now: items, who sells them, at what price about."""
    digest = blake2b(f"{PASSAGE_VERSION} {model_id} {space_version} {catalog.fingerprint()}".encode(), digest_size=8)
    for offer in catalog.iter_offers():
        if offer.in_stock:
            digest.update(f"{offer.item_id} {offer.service} {_step(offer.price)}\n".encode())
    return digest.hexdigest()


def _step(price: int) -> int:
    return round(math.log(max(price, 1), PRICE_STEP))
