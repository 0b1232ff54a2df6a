"""Training the shipped model, and the cross-validation that chooses its threshold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from policyminer.cleaning import clean
from policyminer.errors import SourceError
from policyminer.evaluation import GoldTriple, Scores, read_gold, score
from policyminer.extraction.alignment import Aligned, Example, align
from policyminer.extraction.context import understand
from policyminer.extraction.decide import triples_of
from policyminer.extraction.features.lexicon import Lexicon
from policyminer.extraction.gate import Gate
from policyminer.extraction.reading import Reading
from policyminer.extraction.reading import read as read_doc
from policyminer.extraction.scorer import Scorer, save
from policyminer.extraction.training import Proposed, fit_confidence, fit_links, propose
from policyminer.models import Document, Triple
from policyminer.pipeline import Input, receive, tokenise

Row = dict[str, Any]
# Confidence thresholds tried.
GRID = tuple(step / 100 for step in range(4, 61, 2))


def examples(gold: Path, inputs: Iterable[Input], field_map: Mapping[str, str] | None = None) -> list[Example]:
    """The documents of `inputs` that have an entry in `gold`, understood, in the order of their names.

    Raises SourceError where none has.
    """
    rows = read_gold(gold)
    found = [
        Example(item.doc, understand(_reading(item)), [_texts(row) for row in rows[item.doc]])
        for item in receive(inputs, field_map)
        if isinstance(item, Document) and item.doc in rows
    ]
    if not found:
        raise SourceError(f"{gold}: no input document has the name of a gold entry; names are ids or file stems")
    return sorted(found, key=lambda example: example.doc)


def _texts(row: GoldTriple) -> dict[str, str]:
    """A gold row's fields; empty texts where it has none."""
    return {name: value or "" for name, value in asdict(row).items()}


def _reading(document: Document) -> Reading:
    cleaned = clean(document)
    return read_doc(tokenise(cleaned, document.published or cleaned.published))


def train(
    gold: Path,
    inputs: Iterable[Input],
    out_dir: Path,
    *,
    folds: int = 5,
    min_confidence: float | None = None,
    field_map: Mapping[str, str] | None = None,
) -> str:
    """Fit the model on all documents with gold and save it to `out_dir`; returns a report of the cross-validation.

    The model's default threshold is `min_confidence`, or chosen by the cross-validation where that is None.
    Deterministic for the same inputs.
    """
    aligned = [align(example) for example in examples(gold, inputs, field_map)]
    if sum(bool(p.example.rows) for p in aligned) < 2 * folds:
        raise SourceError(f"{gold}: fewer than {2 * folds} documents with triples; give more, or fewer --folds")
    # One thread: the result must not depend on the number of cores.
    with threadpool_limits(limits=1, user_api="openmp"):
        return _train(aligned, out_dir, folds, min_confidence)


def _train(aligned: Sequence[Aligned], out_dir: Path, folds: int, min_confidence: float | None) -> str:
    proposed = held_out(aligned, folds)
    predicted = cross_fitted(proposed, folds)
    threshold, scores = best_threshold(aligned, predicted, GRID if min_confidence is None else (min_confidence,))
    links = fit_links(aligned)
    save(Scorer({**links.models, "triple": fit_confidence(proposed)}, links.lexicon, links.gate, threshold), out_dir)
    return f"{folds}-fold cross-validation by document, confidence >= {threshold:.2f}\n{scores.table()}"


def held_out(aligned: Sequence[Aligned], folds: int) -> list[Proposed]:
    """What a model that has not seen a document proposes for it; document n is in fold n modulo `folds`."""
    scorers = [fit_links([p for n, p in enumerate(aligned) if n % folds != fold]) for fold in range(folds)]
    return [propose(p, scorers[n % folds]) for n, p in enumerate(aligned)]


def cross_fitted(proposed: Sequence[Proposed], folds: int) -> dict[str, list[Triple]]:
    """Triples of each document, their confidence by a model that was fitted on the other folds."""
    predicted = {}
    for fold in range(folds):
        model = fit_confidence([p for n, p in enumerate(proposed) if n % folds != fold])
        for p in (p for n, p in enumerate(proposed) if n % folds == fold):
            scorer = Scorer({"triple": model}, Lexicon(), Gate())
            confidences = scorer.probabilities("triple", p.rows).tolist()
            predicted[p.aligned.example.doc] = triples_of(p.aligned.example.context, p.links, confidences)
    return predicted


def best_threshold(
    aligned: Sequence[Aligned], predicted: Mapping[str, Sequence[Triple]], thresholds: Sequence[float] = GRID
) -> tuple[float, Scores]:
    """The confidence threshold with the highest F1 on average over the four levels, and the scores there.

    Triples alone would choose a higher one, at which many regions have no row left.
    """
    gold = {p.example.doc: [GoldTriple(**row) for row in p.example.rows] for p in aligned}
    scored = [(threshold, score(gold, rows_of(predicted, threshold))) for threshold in thresholds]
    return max(scored, key=lambda pair: mean_f1(pair[1]))


def mean_f1(scores: Scores) -> float:
    """The average F1 of triples, region–industry, region–initiative and regions."""
    levels = (scores.triple, scores.region_industry, scores.region_initiative, scores.region)
    return sum(level.f1 for level in levels) / len(levels)


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
