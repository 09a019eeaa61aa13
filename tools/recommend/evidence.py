"""The names that an item's score is the sum of; each is a message of the narration, `why-<name>`."""

from typing import Literal, TypeAlias, get_args

EvidenceName: TypeAlias = Literal[
    "relevance",
    "kind",
    "brand_asked",
    "size_asked",
    "diet_asked",
    "liked",
    "disliked",
    "taken_before",
    "taken_after",
    "kind_after",
    "popular",
    "service_next",
    "usual_service",
    "rating",
    "discount",
    "fast",
]
EVIDENCE_NAMES: tuple[EvidenceName, ...] = get_args(EvidenceName)
