"""Korean text to spaCy docs: the Kiwi tokenizer, the outline, money and dates."""

from policyminer.language.tokenizer import KiwiTokenizer, create_tokenizer

__all__ = ["KiwiTokenizer", "create_tokenizer"]
