"""Reads needs with the vocabularies and what the catalogue's titles say."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from podbor.core.slate import Need
from podbor.core.terms import Terms
from podbor.core.text import stems, words
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.glossary import Glossary
from podbor.tools.recommend.intent import Intent, understand, with_brands
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.spelling import Speller

CACHED_WORDS = 1024


class Reader:
    """Understands needs. `says` tells whether titles of a kind have all of some stems."""

    def __init__(
        self, *, kinds: KindVocabulary, terms: Terms, lexicon: Lexicon, says: Callable[[str, Iterable[str]], bool]
    ) -> None:
        phrases = [phrase for key in kinds if (kind := kinds.get(key)) for phrase in kind.phrases]
        self._kinds, self._terms, self._lexicon, self._says = kinds, terms, lexicon, says
        self._kinds_of = lru_cache(maxsize=CACHED_WORDS)(kinds.match)
        self._kind_stems = frozenset(word for phrase in phrases for word in stems(phrase))
        brands = (name for names in lexicon.brands.values() for name in names)
        self._speller = Speller(phrases, lexicon.words.union(*map(words, brands)))

    def read(self, need: Need) -> Intent:
        """Read a need with the vocabularies and the catalogue's brands, misspelt words put right."""
        need = replace(need, query=self._speller.mend(need.query))
        phrases = (match.at for match in self._kinds.in_phrase(need.query, exact=True) if len(match.at) > 1)
        kind_words = frozenset(place for at in phrases for place in at)
        named = self._lexicon.brands_in(
            need.query, ordinary=lambda text: bool(self._kinds_of(text)), of_kinds=kind_words
        )
        intent = understand(
            need,
            self._kinds,
            self._terms,
            brands=named.brands,
            brand_words=named.places,
            kind_words=kind_words,
            says=lambda kind, text: self._says(kind, stems(text)),
        )
        return with_brands(intent, need.query)

    def unknown(self, intent: Intent) -> float:
        """The share of the words of a need, brands aside, that no title, kind or glossary has."""
        said = intent.stems - intent.brand_stems
        return sum(not self._known(word) for word in said) / len(said) if said else 0.0

    def _known(self, word: str) -> bool:
        return self._lexicon.knows(word) or word in self._kind_stems or bool(Glossary.load().concepts(word))
