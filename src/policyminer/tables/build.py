"""Analyses → rows → DataFrames. Analyses are taken one at a time; only their rows and clean texts are kept."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from policyminer.models import Analysis, CleanText, Document, Mention, Reject, RejectReason, Triple
from policyminer.tables.facts import Facts, VocabularyFacts
from policyminer.tables.frames import Tables, text_hash, to_frame, validate
from policyminer.tables.ids import triple_id
from policyminer.tables.safe import storable
from policyminer.tables.schema import DOCUMENTS, LIST_SEPARATOR, MAX_KRW, REJECTS, REMOVED, SCHEMA_VERSION, TRIPLES

Row = dict[str, Any]

_DECIMALS = 4


def build(
    analyses: Iterable[Analysis],
    rejects: Iterable[Reject] = (),
    *,
    pipeline_version: str,
    facts: Facts | None = None,
) -> Tables:
    """Make the tables of a run.

    `rejects` is read after the last analysis, so a list that is filled meanwhile is whole by then. A document whose
    bytes or name came before becomes a reject, as both must be unique. `facts` looks codes up; by default in the
    vocabularies that come with policyminer.

    Raises SchemaError where a value does not fit its column or evidence is not a slice of its clean text.
    """
    lookup = VocabularyFacts() if facts is None else facts
    versions = {"schema_version": SCHEMA_VERSION, "pipeline_version": pipeline_version}
    triples: list[Row] = []
    documents: list[Row] = []
    removed: list[Row] = []
    repeated: list[Reject] = []
    texts: dict[str, str] = {}
    first_of: dict[str, str] = {}
    for analysis in analyses:
        document, name = analysis.document, storable(analysis.document.doc)
        if document.id in first_of or name in first_of:
            repeated.append(_repeated(document, first_of.get(document.id)))
            continue
        first_of[document.id] = first_of[name] = name
        texts[document.id] = storable(analysis.clean.text)
        provenance = _provenance(document, analysis.clean)
        rows = _triple_rows(analysis, provenance, lookup)
        triples.extend(row | versions for row in rows)
        documents.append(_document_row(analysis, provenance, len(rows)) | versions)
        removed.extend(_removed_rows(analysis))
    tables = Tables(
        triples=to_frame(triples, TRIPLES),
        documents=to_frame(documents, DOCUMENTS),
        removed=to_frame(removed, REMOVED),
        rejects=to_frame(map(_reject_row, [*rejects, *repeated]), REJECTS),
        texts=texts,
    )
    validate(tables)
    return tables


def _repeated(document: Document, first: str | None) -> Reject:
    source = document.source_path or document.url or document.doc
    message = (
        f"a document named {document.doc!r} came before; give each document a name of its own"
        if first is None
        else f"the same bytes as document {first!r}; nothing is lost by leaving this one out"
    )
    return Reject(source, RejectReason.DUPLICATE_ID, message, document.doc)


def _provenance(document: Document, clean: CleanText) -> Row:
    """The columns that triples and documents share; what the source states beside the text goes before the text."""
    published = document.published or clean.published
    return {
        "doc_id": document.id,
        "doc": _text(document.doc),
        "source_path": _text(document.source_path),
        "source_url": _text(document.url),
        "publisher": _text(document.publisher or clean.publisher),
        "title": _text(document.title or clean.title),
        "published": published.isoformat() if published else None,
    }


def _document_row(analysis: Analysis, provenance: Row, triples: int) -> Row:
    document, clean = analysis.document, analysis.clean
    return provenance | {
        "media_type": _text(document.media_type),
        "author": _text(document.author or clean.author),
        "retrieved": _timestamp(document.retrieved) if document.retrieved else None,
        "characters": len(document.text),
        "body_characters": len(clean.text),
        "lines_kept": len(clean.lines),
        "lines_removed": len(clean.removed),
        "triples": triples,
        "refused": len(analysis.refused),
        "text_sha256": text_hash(storable(clean.text)),
    }


def _triple_rows(analysis: Analysis, provenance: Row, facts: Facts) -> list[Row]:
    """One row an id; of two triples that say the same, the surer."""
    rows: dict[str, Row] = {}
    for triple in analysis.triples:
        row = _triple_row(triple, analysis.document.id, facts)
        rival = rows.get(row["triple_id"])
        if rival is None or row["confidence"] > rival["confidence"]:
            rows[row["triple_id"]] = provenance | row
    return list(rows.values())


def _triple_row(triple: Triple, doc_id: str, facts: Facts) -> Row:
    region, industry = triple.region, triple.industry
    place = facts.region(region.code) if region.code else None
    initiative = storable(triple.initiative.text)
    won = triple.budget.won if triple.budget else None
    period = triple.period
    return {
        "triple_id": triple_id(doc_id, _identity(region), _identity(industry), initiative),
        "region": _text(region.text),
        "region_name": _text(region.name),
        "region_code": region.code or None,
        "region_level": place.level if place else None,
        "region_scheme": place.scheme if place else None,
        "region_successor": place.successor if place else None,
        "industry": _text(industry.text),
        "industry_name": _text(industry.name),
        "industry_code": industry.code or None,
        "ksic_code": (facts.ksic(industry.code) or None) if industry.code else None,
        "industry_inherited": triple.industry_inherited,
        "initiative": initiative or None,
        "initiative_type": triple.initiative_type or None,
        "status": triple.status,
        "programme": _text(triple.programme),
        "agencies": _joined(triple.agencies),
        # no budget comes near the limit: such a number was misread, and its text stays
        "budget_krw": won if won is not None and won <= MAX_KRW else None,
        "budget_text": _text(triple.budget.text) if triple.budget else None,
        "start_date": period.start.isoformat() if period and period.start else None,
        "end_date": period.end.isoformat() if period and period.end else None,
        "date_precision": period.precision if period else None,
        "evidence": _text(triple.evidence.quote),
        "evidence_start": triple.evidence.start,
        "evidence_end": triple.evidence.end,
        "rule": _text(triple.rule),
        "confidence": round(triple.confidence, _DECIMALS),
    }


def _removed_rows(analysis: Analysis) -> Iterator[Row]:
    for removed in analysis.clean.removed:
        yield {
            "doc_id": analysis.document.id,
            "doc": _text(analysis.document.doc),
            "line": _text(removed.line),
            "reason": removed.reason,
            "score": round(removed.score, _DECIMALS),
            "source_start": removed.start,
            "source_end": removed.end,
        }


def _reject_row(reject: Reject) -> Row:
    return {
        "source": _text(reject.source),
        "doc": _text(reject.doc),
        "reason": reject.reason,
        "message": _text(reject.message),
    }


def _identity(mention: Mention) -> str:
    return mention.code or storable(mention.name or mention.text)


def _text(value: str | None) -> str | None:
    return storable(value) if value else None


def _joined(names: Iterable[str]) -> str | None:
    kept = (storable(name).replace(LIST_SEPARATOR, "/") for name in names)
    return LIST_SEPARATOR.join(name for name in kept if name) or None


def _timestamp(moment: datetime) -> str:
    """Whole seconds; in UTC where the zone is known."""
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
