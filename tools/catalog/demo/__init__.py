"""The demo catalogue: products that do not exist, generated from hand-written vocabularies."""

from podbor.tools.catalog.demo.generator import generate_demo

__all__ = ["generate_demo"]
