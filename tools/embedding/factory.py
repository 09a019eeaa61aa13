"""The embedder that the settings ask for."""

from podbor.core.ports import Embedder
from podbor.core.settings import Settings
from podbor.tools.embedding.cached import CachedEmbedder
from podbor.tools.embedding.centred import CentredEmbedder
from podbor.tools.embedding.e5 import E5Embedder
from podbor.tools.embedding.vector_cache import VectorCache


def open_embedder(settings: Settings) -> CachedEmbedder:
    """Return the endpoint of `settings.embeddings_url`, or the embedded E5; centred and cached."""
    cache = VectorCache(settings.cache_dir)
    return CachedEmbedder(CentredEmbedder(_model(settings), cache), cache)


def _model(settings: Settings) -> Embedder:
    if settings.embeddings_url is None:
        return E5Embedder()
    # The client takes 0.4 s to import, which an embedded start need not wait for.
    from podbor.tools.embedding.openai import OpenAIEmbedder

    return OpenAIEmbedder(
        base_url=settings.embeddings_url,
        model=settings.embeddings_model,
        api_key=settings.openai_api_key,
        timeout_s=settings.openai_timeout_s,
    )
