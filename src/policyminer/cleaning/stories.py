"""Stories that are not this page's own: compared with title and lead by the character n-grams they share."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from policyminer.cleaning.lines import squash

_BREAK = re.compile(r"(?<=[다요죠][.!?])[\"'”’]?\s+")
_CHUNK = 3
_SIZES = (2, 3)


def chunks(text: str) -> list[str]:
    """A text in runs of three sentences, the last one shorter.

    >>> chunks("간다. 온다. 본다. 쉰다.")
    ['간다. 온다. 본다.', '쉰다.']
    """
    sentences = [s for s in _BREAK.split(text) if s]
    return [" ".join(sentences[i : i + _CHUNK]) for i in range(0, len(sentences), _CHUNK)]


class Similarity:
    """TF-IDF over character bigrams and trigrams of one page's chunks; cosine similarity between texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        documents = [_grams(text) for text in texts]
        counts: Counter[str] = Counter()
        for grams in documents:
            counts.update(grams.keys())
        self._rarity = {gram: math.log((1 + len(documents)) / (1 + n)) + 1 for gram, n in counts.items()}
        self._unseen = math.log(1 + len(documents)) + 1

    def vector(self, text: str) -> dict[str, float]:
        """The weighted n-grams of a text, of length 1."""
        weights = {g: (1 + math.log(n)) * self._rarity.get(g, self._unseen) for g, n in _grams(text).items()}
        norm = math.sqrt(sum(w * w for w in weights.values()))
        return {gram: weight / norm for gram, weight in weights.items()}

    @staticmethod
    def cosine(one: dict[str, float], other: dict[str, float]) -> float:
        """Cosine similarity of two vectors, in 0..1."""
        if len(one) > len(other):
            one, other = other, one
        return sum(weight * other[gram] for gram, weight in one.items() if gram in other)


def _grams(text: str) -> Counter[str]:
    body = squash(text)
    return Counter(body[i : i + size] for size in _SIZES for i in range(len(body) - size + 1))
