import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import policyminer
from policyminer import Document, PolicyMinerError, Reject, Tables
from policyminer.models import RejectReason
from policyminer.tables import triple_id

from .samples import CORPUS, NEWS, RELEASE, make


def test_the_corpus_gives_rows_and_no_rejects(corpus_tables: Tables) -> None:
    assert len(corpus_tables.triples) > 0
    assert corpus_tables.rejects.empty
    assert set(corpus_tables.triples["doc_id"]) <= set(corpus_tables.documents["doc_id"])
    assert set(corpus_tables.texts) == set(corpus_tables.documents["doc_id"])
    assert corpus_tables.triples["triple_id"].is_unique


def test_a_triple_id_is_made_of_what_the_row_says(corpus_tables: Tables) -> None:
    for row in corpus_tables.triples.to_dict("records"):
        region, industry = (
            next(row[key] for key in (f"{part}_code", f"{part}_name", part) if not pd.isna(row[key]))
            for part in ("region", "industry")
        )
        assert row["triple_id"] == triple_id(row["doc_id"], region, industry, row["initiative"])


def test_a_path_and_the_document_it_holds_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE, encoding="utf-8")
    by_path, by_name = (policyminer.mine(given, min_confidence=0.0) for given in (path, str(path)))
    by_document = policyminer.mine(make("release", RELEASE), min_confidence=0.0)
    pd.testing.assert_frame_equal(by_path.triples, by_name.triples)
    columns = ["triple_id", "doc_id", "doc", "region_code", "industry", "initiative", "evidence", "confidence"]
    pd.testing.assert_frame_equal(by_path.triples[columns], by_document.triples[columns])
    assert len(by_path.triples) > 0


def test_documents_and_paths_together(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text(NEWS, encoding="utf-8")
    tables = policyminer.mine([tmp_path / "file.txt", make("given", RELEASE), tmp_path / "gone.txt"])
    assert set(tables.documents["doc"]) == {"file", "given"}
    assert list(tables.rejects["reason"]) == ["not_found"]


def test_no_input_gives_empty_tables() -> None:
    tables = policyminer.mine([])
    assert tables.triples.empty
    assert tables.documents.empty
    assert tables.rejects.empty


def test_the_threshold_divides_rows_from_refused_ones() -> None:
    everything = policyminer.mine(make("a", RELEASE), min_confidence=0.0)
    half = policyminer.mine(make("a", RELEASE), min_confidence=0.5)
    assert (half.triples["confidence"] >= 0.5).all()
    for tables in (everything, half):
        [document] = tables.documents.to_dict("records")
        assert document["triples"] == len(tables.triples)
    assert everything.documents["refused"].item() == 0
    assert half.documents["refused"].item() + len(half.triples) >= len(everything.triples)


def test_every_outcome_is_told() -> None:
    seen: list[str] = []
    policyminer.mine(
        [make("a", RELEASE), make("b", NEWS)],
        on_outcome=lambda outcome: seen.append(outcome.source if isinstance(outcome, Reject) else outcome.document.doc),
    )
    assert seen == ["a", "b"]


def test_analyse_gives_the_clean_text_and_triples() -> None:
    analysis = policyminer.analyse(make("a", RELEASE, date(2024, 3, 5)), 0.0)
    assert isinstance(analysis, policyminer.Analysis)
    assert analysis.clean.published == date(2024, 3, 5)
    assert analysis.triples


def test_a_document_without_a_place_has_no_triples() -> None:
    analysis = policyminer.analyse(make("a", "정부는 반도체 산업을 지원할 예정이다."), 0.0)
    assert isinstance(analysis, policyminer.Analysis)
    assert analysis.triples == analysis.refused == ()


def test_clean_pairs_documents_with_their_text(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    document = make("a", NEWS)
    cleaned, reject = policyminer.clean([document, tmp_path / "empty.txt"])
    assert not isinstance(cleaned, Reject)
    assert cleaned[0] is document
    assert cleaned[1].lines == [NEWS.strip()]
    assert isinstance(reject, Reject)
    assert reject.reason is RejectReason.EMPTY


def test_evaluate_counts_gold_of_missing_documents(tmp_path: Path) -> None:
    triple = {"region": "신안군", "region_name": "전라남도 신안군", "industry": "해상풍력", "initiative": "단지 조성"}
    lines = [{"doc": "absent", "triples": [triple]}, {"doc": "a", "triples": [triple]}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    scores, missed = policyminer.evaluate(gold, [make("a", NEWS)], min_confidence=0.0, errors_per_document=1)
    assert scores.triple.gold == 2
    assert scores.triple.tp <= 1
    assert missed[0] == ("missed", "absent", "신안군", "해상풍력", "단지 조성")


def test_evaluate_raises_where_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(PolicyMinerError, match="cannot be read"):
        policyminer.evaluate(tmp_path / "gold.jsonl", [CORPUS / "press"])
    (tmp_path / "gold.jsonl").write_text('{"doc": "a", "triples": []}\n', encoding="utf-8")
    with pytest.raises(PolicyMinerError, match="nothing to score"):
        policyminer.evaluate(tmp_path / "gold.jsonl", [tmp_path / "nowhere"])


def test_spacy_users_get_triples_on_the_doc() -> None:
    nlp = policyminer.load()
    assert policyminer.load() is nlp
    doc = nlp(RELEASE)
    assert doc.text == RELEASE
    assert doc._.triples
    for triple in doc._.triples:
        assert RELEASE[triple.evidence.start : triple.evidence.end] == triple.evidence.quote


def test_a_stream_of_texts_gives_what_single_texts_give() -> None:
    nlp = policyminer.load()
    texts = [RELEASE, NEWS, "회의를 열었다.", ""]
    assert [doc._.triples for doc in nlp.pipe(texts)] == [nlp(text)._.triples for text in texts]


def test_the_public_names() -> None:
    assert all(hasattr(policyminer, name) for name in policyminer.__all__)
    assert policyminer.__version__
    assert issubclass(PolicyMinerError, Exception)
    assert policyminer.mine(Document("0" * 64, "a", "회의를 열었다.")).triples.empty
