"""The index store that the settings ask for."""

from podbor.core.ports import IndexStore
from podbor.core.settings import Settings


def open_index_store(settings: Settings) -> IndexStore:
    """Return the server of `settings.qdrant_url`, or the embedded index below `settings.index_dir`."""
    if settings.qdrant_url is None:
        from podbor.tools.index.edge_store import EdgeIndexStore

        return EdgeIndexStore(settings.index_dir)
    # The client takes long to import, which an embedded start need not wait for.
    from qdrant_client import QdrantClient

    from podbor.tools.index.server_store import ServerIndexStore

    key = settings.qdrant_api_key.get_secret_value() if settings.qdrant_api_key else None
    return ServerIndexStore(QdrantClient(url=settings.qdrant_url, api_key=key, check_compatibility=False))
