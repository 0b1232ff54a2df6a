"""Scores of predicted triples against gold ones: whole triples, the two pairs, and the region alone."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from policyminer.agreement import Row, initiative_agreement, prepared, same_industry, same_region
from policyminer.errors import SourceError
from policyminer.evaluation.jsonl import name_of, read_objects

PredictedRow = Mapping[Any, object]  # keys are column names; pandas types them as Hashable


@dataclass(frozen=True, slots=True)
class GoldTriple:
    """A gold row. Scoring compares the regions, industries and initiatives; training looks at the evidence as well."""

    region: str | None
    region_name: str | None
    industry: str | None
    initiative: str | None
    industry_name: str | None = None
    industry_code: str | None = None
    status: str | None = None
    evidence: str | None = None


_GOLD_FIELDS = tuple(field.name for field in fields(GoldTriple))


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores at one level: micro over all rows; `macro_f1` is the mean over the documents that have gold rows."""

    precision: float
    recall: float
    f1: float
    macro_f1: float
    tp: int
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures by level; of the `empty_total` documents without gold rows, `empty_kept` got no predicted row."""

    triple: Figures
    region_industry: Figures
    region_initiative: Figures
    region: Figures
    empty_kept: int
    empty_total: int

    def table(self) -> str:
        """The figures as lines of text, one a level and one for the documents without gold rows."""
        levels = {
            "triple": self.triple,
            "region-industry": self.region_industry,
            "region-initiative": self.region_initiative,
            "region": self.region,
        }
        lines = [
            f"{name:18s} P {level.precision:.3f}  R {level.recall:.3f}  F1 {level.f1:.3f}  "
            f"macro F1 {level.macro_f1:.3f}  ({level.tp} of {level.gold} gold, {level.predicted} predicted)"
            for name, level in levels.items()
        ]
        return "\n".join([*lines, f"documents without gold rows left empty: {self.empty_kept} of {self.empty_total}"])


def read_gold(path: str | Path) -> dict[str, list[GoldTriple]]:
    """Read gold triples by document: JSON lines `{"doc": …, "triples": [{"region": …, …}]}`; of a folder, all its
    `*.gold.jsonl`.

    Raises SourceError, naming file and line, when a line does not have that shape or a document comes twice.
    """
    gold: dict[str, list[GoldTriple]] = {}
    files = sorted(Path(path).glob("*.gold.jsonl")) if Path(path).is_dir() else [Path(path)]
    if not files:
        raise SourceError(f"{path}: holds no *.gold.jsonl; name the gold file itself")
    for where, value in chain.from_iterable(map(read_objects, files)):
        doc, triples = name_of(value, where), value.get("triples")
        if doc in gold:
            raise SourceError(f"{where}: document {doc!r} comes twice; join its triples in one line")
        if not isinstance(triples, list):
            raise SourceError(f"{where}: has no list of triples; give it in `triples`, empty where there are none")
        gold[doc] = [_gold_triple(triple, where) for triple in triples]
    return gold


def score(
    gold: Mapping[str, Sequence[GoldTriple]], predicted_rows: Iterable[PredictedRow], *, strict: bool = False
) -> Scores:
    """Score predicted rows by the annotation guidelines.

    `predicted_rows` hold doc, region, region_name, industry, industry_name, industry_code and initiative; fields may be
    None or NaN. Gold documents without predictions count as missed, predictions for other documents are left out.
    Rows are paired one to one, by the assignment of the greatest total agreement. `strict` asks for nearly equal
    initiatives.
    """
    documents = list(_documents(gold, predicted_rows).values())
    triple, region_industry, region_initiative, region = (_figures(level, documents, strict) for level in _LEVELS)
    empty = [predicted for triples, predicted in documents if not triples]
    return Scores(
        triple, region_industry, region_initiative, region, sum(not predicted for predicted in empty), len(empty)
    )


def errors(
    gold: Mapping[str, Sequence[GoldTriple]], predicted_rows: Iterable[PredictedRow], n: int, *, strict: bool = False
) -> list[tuple[str, str, str, str, str]]:
    """Up to `n` missed and `n` wrong whole triples a document: label, document, region, industry, initiative."""
    found: list[tuple[str, str, str, str, str]] = []
    for doc, (triples, predicted) in _documents(gold, predicted_rows).items():
        paired = _paired(_TRIPLE, triples, predicted, strict)
        missed = set(range(len(paired.gold))) - {i for i, _ in paired.pairs}
        wrong = set(range(len(paired.predicted))) - {j for _, j in paired.pairs}
        found += [("missed", doc, *paired.gold[i].stated) for i in sorted(missed)[:n]]
        found += [("wrong", doc, *paired.predicted[j].stated) for j in sorted(wrong)[:n]]
    return found


class _Level(NamedTuple):
    """Rows with one `key` are one row; `agreement` of a gold and a predicted row is 0..1, 0 for no match."""

    key: Callable[[Row], Hashable]
    agreement: Callable[[Row, Row, bool], float]


_TRIPLE = _Level(
    lambda row: (row.region_key, row.industry, row.initiative),
    lambda gold, said, strict: (
        initiative_agreement(gold, said, strict) if same_region(gold, said) and same_industry(gold, said) else 0.0
    ),
)
_REGION_INDUSTRY = _Level(
    lambda row: (row.region_key, row.industry),
    lambda gold, said, _: float(same_region(gold, said) and same_industry(gold, said)),
)
_REGION_INITIATIVE = _Level(
    lambda row: (row.region_key, row.initiative),
    lambda gold, said, strict: initiative_agreement(gold, said, strict) if same_region(gold, said) else 0.0,
)
_REGION = _Level(lambda row: row.region_key, lambda gold, said, _: float(same_region(gold, said)))
_LEVELS = (_TRIPLE, _REGION_INDUSTRY, _REGION_INITIATIVE, _REGION)


class _Paired(NamedTuple):
    """The different rows of a document at a level, and the index pairs (gold, predicted) that match."""

    gold: list[Row]
    predicted: list[Row]
    pairs: list[tuple[int, int]]


def _documents(
    gold: Mapping[str, Sequence[GoldTriple]], predicted_rows: Iterable[PredictedRow]
) -> dict[str, tuple[list[Row], list[Row]]]:
    predicted: defaultdict[object, list[Row]] = defaultdict(list)
    for row in predicted_rows:
        predicted[row.get("doc")].append(prepared(row))
    return {doc: ([prepared(asdict(triple)) for triple in triples], predicted[doc]) for doc, triples in gold.items()}


def _paired(level: _Level, gold: list[Row], predicted: list[Row], strict: bool) -> _Paired:
    gold, predicted = _different(gold, level), _different(predicted, level)
    if not gold or not predicted:
        return _Paired(gold, predicted, [])
    agreement = np.array([[level.agreement(one, other, strict) for other in predicted] for one in gold])
    rows, columns = linear_sum_assignment(agreement, maximize=True)
    pairs = [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if agreement[i, j] > 0]
    return _Paired(gold, predicted, pairs)


def _different(rows: list[Row], level: _Level) -> list[Row]:
    first: dict[Hashable, Row] = {}
    for row in rows:
        first.setdefault(level.key(row), row)
    return list(first.values())


def _figures(level: _Level, documents: list[tuple[list[Row], list[Row]]], strict: bool) -> Figures:
    counts = []
    for triples, predicted in documents:
        paired = _paired(level, triples, predicted, strict)
        counts.append((len(paired.pairs), len(paired.gold), len(paired.predicted)))
    tp, gold, said = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0, 0)
    by_document = [_f1(*count) for count in counts if count[1]]
    return Figures(
        _share(tp, said),
        _share(tp, gold),
        _f1(tp, gold, said),
        float(np.mean(by_document)) if by_document else 0.0,
        tp,
        gold,
        said,
    )


def _f1(tp: int, gold: int, predicted: int) -> float:
    precision, recall = _share(tp, predicted), _share(tp, gold)
    return 2 * precision * recall / (precision + recall) if tp else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _gold_triple(value: object, where: str) -> GoldTriple:
    if not isinstance(value, dict):
        raise SourceError(f"{where}: a triple is no JSON object; write region, industry and initiative in one")
    said = {name: value.get(name) for name in _GOLD_FIELDS}
    for name, text in said.items():
        if text is not None and not isinstance(text, str):
            raise SourceError(f"{where}: {name} of a triple is no text; write it in quotes")
    if not (said["region"] or said["region_name"]) or not said["initiative"]:
        raise SourceError(
            f"{where}: a triple lacks its region or initiative; give region or region_name, and initiative"
        )
    return GoldTriple(**said)
