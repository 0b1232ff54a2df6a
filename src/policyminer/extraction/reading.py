"""A document as the extraction reads it: morphemes, sentences and outline lines over one text."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from policyminer.language.extensions import body_start_of, published_of
from policyminer.language.morphemes import Morpheme
from policyminer.language.outline import OutlineLine, outline
from policyminer.language.tokenizer import morphemes_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence within one line: morphemes `first:last`, characters `start:end`."""

    line: int
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """`text[:body_start]` is the title (with its line end); all offsets are code points of `text`."""

    text: str
    body_start: int
    published: date | None
    morphemes: list[Morpheme]
    lines: list[OutlineLine]
    sentences: list[Sentence]
    ancestors: list[tuple[int, ...]]
    line_sentences: list[tuple[int, int]]
    line_starts: list[int] = field(default_factory=list)
    starts: frozenset[int] = frozenset()
    ends: frozenset[int] = frozenset()

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the character at `offset` (or the nearest one before it)."""
        return max(bisect_right(self.line_starts, offset) - 1, 0)

    def morphemes_in(self, start: int, end: int) -> tuple[int, int]:
        """Range of the morphemes that begin in `start:end`."""
        first = bisect_left(self.morphemes, start, key=lambda m: m.start)
        return first, bisect_left(self.morphemes, end, lo=first, key=lambda m: m.start)


def read(doc: Doc) -> Reading:
    """Lay outline lines and sentences over a doc made by `KiwiTokenizer`."""
    text = doc.text
    body_start = body_start_of(doc)
    morphemes = morphemes_of(doc)
    lines = outline(text, body_start)
    tokens = doc.to_array(["IDX", "SENT_START"])
    sentence_starts = set(tokens[tokens[:, 1] == 1, 0].tolist())
    sentences: list[Sentence] = []
    ancestors: list[tuple[int, ...]] = []
    line_sentences: list[tuple[int, int]] = []
    position = 0
    for index, line in enumerate(lines):
        ancestors.append((*ancestors[line.parent], line.parent) if line.parent >= 0 else ())
        while position < len(morphemes) and morphemes[position].start < line.start:
            position += 1
        before = len(sentences)
        first = position
        while position < len(morphemes) and morphemes[position].start < line.end:
            position += 1
            at_end = position == len(morphemes) or morphemes[position].start >= line.end
            if at_end or (morphemes[position].start in sentence_starts and _breaks(morphemes, position)):
                start, end = morphemes[first].start, max(m.end for m in morphemes[max(first, position - 3) : position])
                sentences.append(Sentence(index, first, position, start, end))
                first = position
        line_sentences.append((before, len(sentences)))
    return Reading(
        text=text,
        body_start=body_start,
        published=published_of(doc),
        morphemes=morphemes,
        lines=lines,
        sentences=sentences,
        ancestors=ancestors,
        line_sentences=line_sentences,
        line_starts=[line.start for line in lines],
        starts=frozenset(m.start for m in morphemes),
        ends=frozenset(m.end for m in morphemes),
    )


def _breaks(morphemes: list[Morpheme], position: int) -> bool:
    """Whether a sentence start inside a line is one: a closing mark or an ending stands before it."""
    tag = morphemes[position - 1].tag
    return tag in ("SF", "EF", "SSC", "SS", "ETN") or tag.startswith("W_")
