"""Texts to unit vectors: the embedded E5, an OpenAI-compatible endpoint, centring and the cache."""

from podbor.tools.embedding.cached import CachedEmbedder
from podbor.tools.embedding.centred import CentredEmbedder
from podbor.tools.embedding.e5 import E5Embedder
from podbor.tools.embedding.factory import open_embedder
from podbor.tools.embedding.vector_cache import VectorCache

__all__ = ["CachedEmbedder", "CentredEmbedder", "E5Embedder", "VectorCache", "open_embedder"]
