"""Rankers that need no training on the data: what other dialogues recommend, and what lies nearest to the last words."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from podbor.core.ports import Embedder
from podbor.evals.external.moments import Moment, Ranker, Titles


def popularity(moments: Sequence[Moment], catalogue: Titles) -> Ranker:
    """Items by how often other dialogues recommend them; a dialogue's own are not counted for it."""
    everywhere = Counter(item for moment in moments for item in moment.recommended)
    within: dict[str, Counter[str]] = {}
    for moment in moments:
        within.setdefault(moment.dialogue, Counter()).update(moment.recommended)

    def rank(moment: Moment) -> list[str]:
        own = within[moment.dialogue]
        return sorted(catalogue, key=lambda item: (own[item] - everywhere[item], item))

    return rank


def nearest(embedder: Embedder, catalogue: Titles) -> Ranker:
    """Items by the cosine of their title's embedding and that of the last words: the embedder of the product's index."""
    items = list(catalogue)
    passages = embedder.embed_passages([catalogue[item] for item in items])

    def rank(moment: Moment) -> list[str]:
        query = embedder.embed_queries([moment.context or "a recommendation"])[0]
        return [items[place] for place in np.argsort(-(passages @ query), kind="stable")]

    return rank
