"""Stable identifiers of triples, and the normalisation they rest on."""

import hashlib
import unicodedata

_ARAEA = "\u318d"
"""ㆍ is a letter to Unicode but a middle dot to Korean writers."""


def normalise(text: str) -> str:
    """Reduce a name to the letters and digits that identify it: NFKC, case folded, no space, punctuation or symbol.

    A text of nothing but such characters keeps them, so that two of them stay apart.

    >>> normalise("「AI·반도체」 클러스터 조성(2단계)")
    'ai반도체클러스터조성2단계'
    >>> normalise("★★") == normalise("☆")
    False
    """
    folded = _fold(text.replace(_ARAEA, ""))
    letters = "".join(character for character in folded if unicodedata.category(character)[0] in "LMN")
    # once more, for letters and marks that a symbol kept apart
    return unicodedata.normalize("NFC", letters) or _fold(text)


def triple_id(doc_id: str, region: str, industry: str, initiative: str) -> str:
    """Identify a triple by what it says: 16 hexadecimal digits.

    `region` and `industry` are vocabulary codes, or names where the vocabulary has none. Offsets, versions and scores
    stay out, so that a better extractor finds the same ids again.

    >>> triple_id("ab" * 32, "47", "IND-HYDROGEN", "수소 클러스터 조성")
    'f158544d69d4a3db'
    >>> triple_id("ab" * 32, "47", "IND-HYDROGEN", "'수소클러스터' 조성")
    'f158544d69d4a3db'
    """
    # a separator keeps the parts apart: normalised parts hold no control character
    key = "\x1f".join([doc_id, normalise(region), normalise(industry), normalise(initiative)])
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).split())
