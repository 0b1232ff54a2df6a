"""From a tokenised document to scored triples."""

from policyminer.extraction.component import TripleExtractor, create_extractor
from policyminer.extraction.regions import names_a_place

__all__ = ["TripleExtractor", "create_extractor", "names_a_place"]
