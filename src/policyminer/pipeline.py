"""The one way through: documents in, analyses and tables out."""

import json
import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policyminer.cleaning import clean as clean_document
from policyminer.errors import PolicyMinerError, UsageError
from policyminer.extraction import TripleExtractor
from policyminer.extraction.gate import gate_features
from policyminer.extraction.scorer import shipped
from policyminer.models import Analysis, CleanText, Document, Reject, RejectReason
from policyminer.sources import read
from policyminer.tables import Tables, build

# A body longer than this is no press release; the analyser would be busy with it for a minute.
MAX_CHARACTERS = 400_000
Input = str | Path | Document
Outcome = Analysis | Reject


@cache
def load() -> Language:
    """The spaCy pipeline: the Kiwi tokenizer with the policy vocabulary, and the triple extractor.

    The same object each time; `nlp(text)._.triples` is a list of `Triple`, offsets in code points of `text`.
    Set `doc._.published` (a `date`) on `nlp.make_doc(text)` before calling `nlp(doc)` so that dated names of regions
    are resolved.

    >>> doc = load()("경상북도 포항시는 이차전지 특화단지를 조성한다.")
    >>> doc.text
    '경상북도 포항시는 이차전지 특화단지를 조성한다.'
    """
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "policyminer.KiwiTokenizer.v1"}}})
    nlp.add_pipe("policyminer_triples")
    return nlp


def pipeline_version() -> str:
    """The version that tables carry."""
    return version("policyminer")


def default_min_confidence() -> float:
    """The confidence below which rows are left out unless the caller says otherwise; chosen with the model."""
    return shipped().min_confidence


def analyse(document: Document, min_confidence: float | None = None) -> Outcome:
    """Clean a document and extract its triples; those below `min_confidence` are in `Analysis.refused`.

    A document too long to analyse is a `Reject`.
    """
    cleaned = clean_document(document)
    if len(cleaned.text) > MAX_CHARACTERS:
        return Reject(
            document.source_path or document.doc,
            RejectReason.TOO_LARGE,
            f"{document.doc}: body of {len(cleaned.text):,} characters, over {MAX_CHARACTERS:,}; split the document",
            document.doc,
        )
    published = document.published or cleaned.published
    gate = shipped().gate
    if gate.probability(gate_features(_title_line(cleaned) + cleaned.text, published)) <= gate.floor:
        return Analysis(document, cleaned)
    floor = default_min_confidence() if min_confidence is None else min_confidence
    triples = _extractor().extract(tokenise(cleaned, published))
    return Analysis(
        document,
        cleaned,
        triples=tuple(t for t in triples if t.confidence >= floor),
        refused=tuple(t for t in triples if t.confidence < floor),
    )


def tokenise(cleaned: CleanText, published: date | None) -> Doc:
    """The title (as a line of its own) and the body as one doc, not yet extracted from; one Kiwi pass."""
    head = _title_line(cleaned)
    doc = load().make_doc(head + cleaned.text)
    doc._.published = published
    doc._.body_start = len(head)
    return doc


def _title_line(cleaned: CleanText) -> str:
    title = " ".join((cleaned.title or "").split())
    return f"{title}\n" if title else ""


def _extractor() -> TripleExtractor:
    return cast(TripleExtractor, load().get_pipe("policyminer_triples"))


def outcomes(
    inputs: Iterable[Input],
    *,
    min_confidence: float | None = None,
    workers: int = 1,
    field_map: Mapping[str, str] | None = None,
) -> Iterator[Outcome]:
    """One `Analysis` or `Reject` for every document in `inputs`, in the order of `receive`, as they get ready.

    Raises ModelError where the model cannot be loaded; what is wrong with a document becomes a `Reject`.
    """
    received = receive(inputs, field_map)
    if workers <= 1:
        for item in received:
            yield item if isinstance(item, Reject) else _analyse_safely((item, min_confidence))
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        jobs = (item if isinstance(item, Reject) else (item, min_confidence) for item in received)
        yield from pool.imap(_analyse_job, jobs, chunksize=8)


def receive(inputs: Iterable[Input], field_map: Mapping[str, str] | None = None) -> Iterator[Document | Reject]:
    """The documents among `inputs` as they are, then those that the paths hold."""
    paths: list[str | Path] = []
    for item in inputs:
        if isinstance(item, Document):
            yield item
        else:
            paths.append(item)
    if paths:
        yield from read(paths, field_map=field_map)


def _analyse_job(job: "Reject | tuple[Document, float | None]") -> Outcome:
    return job if isinstance(job, Reject) else _analyse_safely(job)


def _analyse_safely(job: tuple[Document, float | None]) -> Outcome:
    document, min_confidence = job
    try:
        return analyse(document, min_confidence)
    except PolicyMinerError:  # a broken model or vocabulary: no document will fare better
        raise
    except Exception as error:  # noqa: BLE001 - whatever a document does, the batch goes on and the reject says so
        return _failed(document, "analysed", error)


def _failed(document: Document, what: str, error: Exception) -> Reject:
    message = f"{document.doc}: could not be {what} ({type(error).__name__}: {error}); please report it"
    return Reject(document.source_path or document.doc, RejectReason.FAILED, " ".join(message.split()), document.doc)


def mine(
    inputs: Iterable[Input] | Input,
    *,
    min_confidence: float | None = None,
    workers: int = 1,
    field_map: Mapping[str, str] | None = None,
    on_outcome: Callable[[Outcome], None] | None = None,
) -> Tables:
    """Extract the triples of documents into tables.

    `inputs` are paths (files, folders, globs, `-`) or `Document` objects. `tables.triples`, `.documents`, `.removed`
    and `.rejects` are data frames with the columns of the README; every input is a row of `documents` or of `rejects`.
    `field_map` names the columns of JSON lines and CSV (ours → theirs). `on_outcome` is called after each document.

    Raises UsageError for a field map that names unknown fields, SchemaError where a table does not fit its schema.

    >>> text = "전라남도 나주시는 내년까지 에너지저장 실증단지를 조성할 계획이다."
    >>> tables = mine(Document(id="0" * 64, doc="naju", text=text))
    >>> len(tables.documents), len(tables.rejects)
    (1, 0)
    """
    items = [inputs] if isinstance(inputs, str | Path | Document) else inputs
    rejects: list[Reject] = []

    def analyses() -> Iterator[Analysis]:
        for outcome in outcomes(items, min_confidence=min_confidence, workers=workers, field_map=field_map):
            if isinstance(outcome, Reject):
                rejects.append(outcome)
            else:
                yield outcome
            if on_outcome:
                on_outcome(outcome)

    return build(analyses(), rejects, pipeline_version=pipeline_version())


def clean(
    inputs: Iterable[Input] | Input, *, field_map: Mapping[str, str] | None = None
) -> Iterator[tuple[Document, CleanText] | Reject]:
    """The author's own lines of each document, or the reason why it could not be read.

    Yields a pair of the document and its `CleanText` (lines, removed lines with reasons, metadata; offsets in code
    points), or a `Reject`.

    >>> [(document, cleaned)] = clean(Document(id="0" * 64, doc="a", text="부산시는 항만을 정비한다."))
    >>> cleaned.lines
    ['부산시는 항만을 정비한다.']
    """
    items = [inputs] if isinstance(inputs, str | Path | Document) else inputs
    for item in receive(items, field_map):
        if isinstance(item, Reject):
            yield item
            continue
        try:
            cleaned = clean_document(item)
        except Exception as error:  # noqa: BLE001 - as in analysing
            yield _failed(item, "cleaned", error)
        else:
            yield item, cleaned


def write_cleaned(
    inputs: Iterable[Input] | Input,
    path: Path,
    *,
    field_map: Mapping[str, str] | None = None,
    on_reject: Callable[[Reject], None] | None = None,
) -> int:
    """Write cleaned documents as JSON lines, one object a document; returns their number.

    Keys: doc, title, publisher, author, published (ISO date or null), body (lines) and removed (line, reason, score).
    Raises UsageError where the file cannot be written.
    """
    count = 0
    try:
        path.open("ab").close()  # tells a path that cannot be written before the long work
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as lines:  # `path` may be among the inputs
            for item in clean(inputs, field_map=field_map):
                if isinstance(item, Reject):
                    if on_reject:
                        on_reject(item)
                    continue
                lines.write(json.dumps(_cleaned_object(*item), ensure_ascii=False) + "\n")
                count += 1
            lines.seek(0)
            with path.open("w", encoding="utf-8", newline="\n") as file:
                shutil.copyfileobj(lines, file)
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written ({error.strerror}); give --out a file in an existing folder"
        ) from error
    return count


def _cleaned_object(document: Document, cleaned: CleanText) -> dict[str, Any]:
    published = document.published or cleaned.published
    return {
        "doc": document.doc,
        "title": cleaned.title,
        "publisher": cleaned.publisher,
        "author": cleaned.author,
        "published": published.isoformat() if published else None,
        "body": cleaned.lines,
        "removed": [{"line": r.line, "reason": r.reason.value, "score": round(r.score, 3)} for r in cleaned.removed],
    }
