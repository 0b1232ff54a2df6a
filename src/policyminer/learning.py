"""Training the shipped model, and the cross-validation that chooses its threshold."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from policyminer.cleaning import clean
from policyminer.errors import SourceError
from policyminer.evaluation import GoldTriple, Scores, read_gold, score
from policyminer.extraction.context import understand
from policyminer.extraction.decide import decide
from policyminer.extraction.reading import read as read_doc
from policyminer.extraction.scorer import Scorer, save
from policyminer.extraction.training import Example, Prepared, fit, prepare
from policyminer.models import Document, Triple
from policyminer.pipeline import Input, receive, tokenise

Row = dict[str, Any]
# Confidence thresholds tried; the one with the best cross-validated triple F1 is shipped.
GRID = tuple(step / 100 for step in range(4, 61, 2))


def examples(gold: Path, inputs: Iterable[Input], field_map: Mapping[str, str] | None = None) -> list[Example]:
    """The documents of `inputs` that have an entry in `gold`, understood, in the order of their names.

    Raises SourceError where none has.
    """
    rows = read_gold(gold)
    found = [
        Example(item.doc, understand(read_doc(_doc(item))), [_plain(row) for row in rows[item.doc]])
        for item in receive(inputs, field_map)
        if isinstance(item, Document) and item.doc in rows
    ]
    if not found:
        raise SourceError(f"{gold}: no input document has the name of a gold entry; names are ids or file stems")
    return sorted(found, key=lambda example: example.doc)


def train(
    gold: Path,
    inputs: Iterable[Input],
    out_dir: Path,
    *,
    folds: int = 5,
    field_map: Mapping[str, str] | None = None,
) -> str:
    """Fit the model on all documents with gold and save it to `out_dir`; returns a report of the cross-validation.

    With fewer than two folds there is no report and the threshold is 0.5. Deterministic for the same inputs.
    """
    prepared = [prepare(example) for example in examples(gold, inputs, field_map)]
    scorer = fit(prepared)
    threshold, report = 0.5, ""
    if folds > 1:
        predicted = cross_validate(prepared, folds)
        threshold, scores = best_threshold(prepared, predicted)
        report = f"{folds}-fold cross-validation by document, confidence >= {threshold:.2f}\n{scores.table()}"
    scorer.thresholds["triple"] = threshold
    save(scorer, out_dir)
    return report


def cross_validate(prepared: Sequence[Prepared], folds: int) -> dict[str, list[Triple]]:
    """Triples of each document by a model that did not see it; document n is held out in fold n modulo `folds`."""
    predicted: dict[str, list[Triple]] = {}
    for fold in range(folds):
        scorer = fit([p for n, p in enumerate(prepared) if n % folds != fold])
        predicted |= predict([p for n, p in enumerate(prepared) if n % folds == fold], scorer)
    return predicted


def predict(prepared: Sequence[Prepared], scorer: Scorer) -> dict[str, list[Triple]]:
    """All triples of each document, whatever their confidence."""
    return {p.example.doc: decide(p.example.context, scorer) for p in prepared}


def best_threshold(prepared: Sequence[Prepared], predicted: Mapping[str, Sequence[Triple]]) -> tuple[float, Scores]:
    """The confidence threshold of `GRID` with the highest triple F1, and the scores there."""
    gold = {p.example.doc: [GoldTriple(**row) for row in p.example.rows] for p in prepared}
    scored = [(threshold, score(gold, rows_of(predicted, threshold))) for threshold in GRID]
    return max(scored, key=lambda pair: pair[1].triple.f1)


def rows_of(predicted: Mapping[str, Sequence[Triple]], threshold: float) -> list[Row]:
    """Triples at or above a confidence as rows for scoring."""
    return [
        {
            "doc": doc,
            "region": triple.region.text,
            "region_name": triple.region.name,
            "industry": triple.industry.text,
            "industry_name": triple.industry.name,
            "industry_code": triple.industry.code,
            "initiative": triple.initiative.text,
        }
        for doc, triples in predicted.items()
        for triple in triples
        if triple.confidence >= threshold
    ]
