"""Semantic IDs: items of all services in one space of prefixes."""

from podbor.tools.sid.captions import Captioner, caption_of
from podbor.tools.sid.files import load_captions, load_space, save_captions, save_space
from podbor.tools.sid.prediction import PrefixPredictor
from podbor.tools.sid.prefixes import prefixes
from podbor.tools.sid.quantiser import level_sizes
from podbor.tools.sid.space import SemanticIdSpace

__all__ = [
    "Captioner",
    "PrefixPredictor",
    "SemanticIdSpace",
    "caption_of",
    "level_sizes",
    "load_captions",
    "load_space",
    "prefixes",
    "save_captions",
    "save_space",
]
