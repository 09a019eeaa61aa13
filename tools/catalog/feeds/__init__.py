"""Import of product feeds."""

from podbor.tools.catalog.feeds.ingest import IngestReport, ingest

__all__ = ["IngestReport", "ingest"]
