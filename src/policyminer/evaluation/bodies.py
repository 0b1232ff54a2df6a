"""Scores of cleaned bodies against gold ones, whatever the line breaks."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyminer.errors import SourceError
from policyminer.evaluation.jsonl import name_of, read_objects

_WIDTH = 8
_KEPT = 0.6
_FOREIGN = 0.4
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BodyScores:
    """Shares of shingles of 8 characters, micro over all documents, and counts of lines.

    `recall` is the share of the gold bodies that is kept, `precision` the share of what is kept that is gold body.
    `lines_lost` are gold lines, of `lines`, of which less than 60% is kept; `foreign_lines` kept lines of which less
    than 40% is gold body. Lines of fewer than 8 characters are neither.
    """

    precision: float
    recall: float
    f1: float
    lines_lost: int
    lines: int
    foreign_lines: int

    def table(self) -> str:
        """The figures as one line of text."""
        return (
            f"body P {self.precision:.4f}  R {self.recall:.4f}  F1 {self.f1:.4f}  "
            f"lines lost {self.lines_lost} of {self.lines}  foreign lines kept {self.foreign_lines}"
        )


def read_bodies(path: str | Path) -> dict[str, list[str]]:
    """Read bodies by document: JSON lines `{"doc": …, "body": [line, …]}`.

    Raises SourceError, naming file and line, when a line does not have that shape or a document comes twice.
    """
    bodies: dict[str, list[str]] = {}
    for where, value in read_objects(path):
        doc, body = name_of(value, where), value.get("body")
        if doc in bodies:
            raise SourceError(f"{where}: document {doc!r} comes twice; keep one of them")
        if not isinstance(body, list) or not all(isinstance(line, str) for line in body):
            raise SourceError(f"{where}: has no list of lines; give the body's lines as texts in `body`")
        bodies[doc] = body
    return bodies


def score_body(gold: Mapping[str, Sequence[str]], cleaned: Mapping[str, Sequence[str]]) -> BodyScores:
    """Score cleaned bodies, lines by document, against gold ones.

    White space does not count. A gold document that is missing in `cleaned` is lost; other documents are left out.
    """
    both = kept = wanted = lost = foreign = 0
    for doc, lines in gold.items():
        said = cleaned.get(doc, ())
        gold_shingles, said_shingles = _shingles(_squash("".join(lines))), _shingles(_squash("".join(said)))
        both += (gold_shingles & said_shingles).total()
        kept += said_shingles.total()
        wanted += gold_shingles.total()
        lost += sum(_share_in(line, said_shingles) < _KEPT for line in _long(lines))
        foreign += sum(_share_in(line, gold_shingles) < _FOREIGN for line in _long(said))
    precision, recall = both / kept if kept else 0.0, both / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return BodyScores(precision, recall, f1, lost, sum(map(len, gold.values())), foreign)


def _squash(text: str) -> str:
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text))


def _shingles(text: str) -> Counter[str]:
    """The runs of 8 characters of a text, with their numbers; a shorter text is one run."""
    return Counter(text[i : i + _WIDTH] for i in range(max(1, len(text) - _WIDTH + 1))) if text else Counter()


def _long(lines: Sequence[str]) -> list[str]:
    squashed = (_squash(line) for line in lines)
    return [line for line in squashed if len(line) >= _WIDTH]


def _share_in(line: str, shingles: Counter[str]) -> float:
    own = _shingles(line)
    return sum(count for shingle, count in own.items() if shingle in shingles) / own.total()
