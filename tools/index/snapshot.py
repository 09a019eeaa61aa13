"""The name of a generation: a digest of all that goes into it."""

import math
from collections.abc import Mapping
from hashlib import blake2b
from itertools import islice
from typing import Protocol

from podbor.core.ports import CatalogStore
from podbor.tools.index.passage import PASSAGE_VERSION

BATCH = 500
PRICE_STEP = 1.1
"""Prices are told apart in steps of 10 %, which the filters' slack of 20 % covers: small moves need no new index."""


class PreparedCatalog(CatalogStore, Protocol):
    """A catalogue that an index can be built of."""

    def fingerprint(self) -> str:
        """Changes when any item does."""
        ...

    def set_sids(self, sids: Mapping[str, str]) -> None:
        """Write semantic IDs, item id to SID."""
        ...


def generation_name(catalog: PreparedCatalog, model_id: str) -> str:
    """Return the name of the generation that `catalog` asks for now: items, who sells them, at what price about."""
    digest = blake2b(f"{PASSAGE_VERSION} {model_id} {catalog.fingerprint()}".encode(), digest_size=8)
    item_ids = (item.item_id for item in catalog.iter_items())
    while batch := list(islice(item_ids, BATCH)):
        for item_id, offers in catalog.offers(batch).items():
            for offer in sorted(offers, key=lambda offer: offer.service):
                if offer.in_stock:
                    digest.update(f"{item_id} {offer.service} {_step(offer.price)}\n".encode())
    return digest.hexdigest()


def _step(price: int) -> int:
    return round(math.log(max(price, 1), PRICE_STEP))
