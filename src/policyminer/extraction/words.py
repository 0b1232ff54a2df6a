"""The words around a possible initiative, as a linear model sees them: which nouns and verbs speak for one."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher

from policyminer.extraction.context import Context
from policyminer.extraction.initiatives import Anchor, Candidate
from policyminer.language.morphemes import Morpheme

# Words are hashed, so that a model is one row of weights and needs no list of words.
HASHER = FeatureHasher(n_features=1 << 18, input_type="string", alternate_sign=False, dtype=np.float32)
BEFORE, AFTER = 4, 3
MAX_SENTENCE_WORDS = 60
LAST = 4
CONTENT = ("NNG", "NNP", "SL", "XR", "VV", "VA", "VX")
PREDICATES = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")


class WordFeatures:
    """The words of a document's anchors and candidates; those that a sentence shares are gathered once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._shared: dict[int, list[str]] = {}

    def anchors(self, anchors: Iterable[Anchor]) -> csr_matrix:
        """Hashed words of each anchor; shape (anchors, hashes)."""
        return _hashed([self._anchor(anchor) for anchor in anchors])

    def edges(self, candidates: Iterable[Candidate]) -> csr_matrix:
        """Hashed words around the left edge of each candidate; shape (candidates, hashes)."""
        return _hashed([self._edge(candidate) for candidate in candidates])

    def _anchor(self, anchor: Anchor) -> list[str]:
        """Words at, before and after the noun a phrase ends with, and those of its sentence and of the heading."""
        reading = self._context.reading
        morphemes = reading.morphemes
        sentence = reading.sentences[anchor.sentence]
        index = anchor.index
        near = [
            f"{offset}:{_word(morphemes, index + offset, sentence.first, sentence.last)}"
            for offset in range(-BEFORE, AFTER + 1)
        ]
        left, tail, right = near[BEFORE - 1], near[BEFORE], near[BEFORE + 1]
        form = morphemes[index].form
        verb = next((m.form for m in morphemes[index + 1 : sentence.last] if m.tag in PREDICATES), "")
        if anchor.sentence not in self._shared:
            self._shared[anchor.sentence] = self._sentence(anchor.sentence)
        return [
            *near,
            f"{left} {tail}",
            f"{tail} {right}",
            f"ends:{form[-2:]}",
            f"verb:{verb}",
            f"verb:{form} {verb}",
            f"kind:{anchor.kind}",
            *self._shared[anchor.sentence],
        ]

    def _edge(self, candidate: Candidate) -> list[str]:
        """Words on both sides of the left edge of a phrase."""
        morphemes = self._context.reading.morphemes
        sentence = self._context.reading.sentences[candidate.anchor.sentence]
        first = candidate.first
        near = [f"{o}:{_word(morphemes, first + o, sentence.first, sentence.last)}" for o in range(-2, 2)]
        inside = [f"in:{m.form}/{m.tag}" for m in morphemes[first : candidate.last]]
        return [
            *near,
            f"{near[1]} {near[2]}",
            f"{near[1]} rank:{candidate.rank}",
            f"rank:{candidate.rank}/{candidate.edges}",
            f"tail:{morphemes[candidate.last - 1].form}",
            *inside,
        ]

    def _sentence(self, number: int) -> list[str]:
        """Words of the sentence, its last predicate, and words of the line above it in the outline."""
        reading = self._context.reading
        sentence = reading.sentences[number]
        line = reading.lines[sentence.line]
        own = [m for m in reading.morphemes[sentence.first : sentence.last] if m.tag in CONTENT]
        words = [f"s:{m.form}" for m in own[:MAX_SENTENCE_WORDS]]
        last = reading.morphemes[max(sentence.first, sentence.last - LAST) : sentence.last]
        words += ["end:" + "".join(m.form for m in last[-n:]) for n in (2, LAST)]
        words.append(f"line:{line.kind.value}{line.marker}")
        if line.parent >= 0:
            start, end = reading.line_sentences[line.parent]
            for above in reading.sentences[start : min(end, start + 1)]:
                words += [f"p:{m.form}" for m in reading.morphemes[above.first : above.last][:20] if m.tag in CONTENT]
        return list(dict.fromkeys(words))


def _hashed(rows: Sequence[list[str]]) -> csr_matrix:
    return HASHER.transform(rows) if rows else csr_matrix((0, HASHER.n_features), dtype=HASHER.dtype)


def _word(morphemes: Sequence[Morpheme], index: int, first: int, last: int) -> str:
    if not first <= index < last:
        return "|"
    return f"{morphemes[index].form}/{morphemes[index].tag}"
