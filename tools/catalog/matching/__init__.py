"""Tells from their titles whether two listings are one product."""

from podbor.tools.catalog.matching.compare import Verdict, compare
from podbor.tools.catalog.matching.costs import Difference
from podbor.tools.catalog.matching.fingerprint import Fingerprint, Reader

__all__ = ["Difference", "Fingerprint", "Reader", "Verdict", "compare"]
