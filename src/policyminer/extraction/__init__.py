"""From a tokenised document to scored triples."""

from policyminer.extraction.component import TripleExtractor, create_extractor

__all__ = ["TripleExtractor", "create_extractor"]
