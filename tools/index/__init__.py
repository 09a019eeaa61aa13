"""The item index: generations, hybrid search, preparation."""

from podbor.tools.index.factory import open_index_store

__all__ = ["open_index_store"]
