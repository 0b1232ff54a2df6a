"""Cleaning: from a document as received to the author's own lines."""

from policyminer.cleaning.cleaner import clean

__all__ = ["clean"]
