"""Scoring the pipeline on documents with gold triples."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from policyminer.errors import SourceError
from policyminer.evaluation.triples import Scores, errors, read_gold, score
from policyminer.pipeline import Input, mine

ErrorRow = tuple[str, str, str, str, str]


def evaluate(
    gold: str | Path,
    inputs: Iterable[Input],
    *,
    strict: bool = False,
    min_confidence: float | None = None,
    errors_per_document: int = 0,
    field_map: Mapping[str, str] | None = None,
) -> tuple[Scores, list[ErrorRow]]:
    """Mine `inputs` and score the triples against the gold file by the annotation guidelines.

    Returns the scores, and up to `errors_per_document` missed and wrong rows of each document as (label, document,
    region, industry, initiative). Gold documents that are not among the inputs count as missed. Raises SourceError
    where the gold file cannot be read or no input could be.

    >>> import json, tempfile
    >>> from policyminer import Document
    >>> path = Path(tempfile.mkdtemp(), "gold.jsonl")
    >>> _ = path.write_text(json.dumps({"doc": "a", "triples": []}), encoding="utf-8")
    >>> scores, _ = evaluate(path, [Document(id="0" * 64, doc="a", text="회의를 열었다.")])
    >>> scores.empty_kept, scores.empty_total
    (1, 1)
    """
    triples = read_gold(gold)
    tables = mine(inputs, min_confidence=min_confidence, field_map=field_map)
    if tables.documents.empty:
        raise SourceError("no document could be read, so there is nothing to score")
    rows = tables.triples.to_dict("records")
    found = errors(triples, rows, errors_per_document, strict=strict) if errors_per_document else []
    return score(triples, rows, strict=strict), found
