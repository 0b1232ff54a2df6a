from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from policyminer.errors import SchemaError
from policyminer.models import Analysis, CleanText, Evidence, Money, Reject, RejectReason
from policyminer.tables import build
from policyminer.tables.frames import records
from policyminer.tables.schema import TABLES

from .samples import REJECT, TEXT, FewFacts, full_analysis, make_analysis, make_triple

VERSION = "0.1.0"
TRIPLE_COLUMNS = (
    "triple_id doc_id doc source_path source_url publisher title published "
    "region region_name region_code region_level region_scheme region_successor "
    "industry industry_name industry_code ksic_code industry_inherited "
    "initiative initiative_type status programme agencies budget_krw budget_text start_date end_date date_precision "
    "evidence evidence_start evidence_end rule confidence schema_version pipeline_version"
)


def test_a_full_triple_fills_every_column(facts: FewFacts) -> None:
    tables = build([full_analysis()], pipeline_version=VERSION, facts=facts)
    assert " ".join(tables.triples.columns) == TRIPLE_COLUMNS
    row = records(tables.triples)[0]
    assert row == {
        "triple_id": "37b71fc56bd7fb71",
        "doc_id": full_analysis().document.id,
        "doc": "a",
        "source_path": "in/a.txt",
        "source_url": "https://example.org/?a=1&b=2",
        "publisher": "경상북도",
        "title": '=HYPERLINK("x")',
        "published": "2023-01-02",
        "region": "경상북도",
        "region_name": "경상북도",
        "region_code": "47",
        "region_level": "sido",
        "region_scheme": None,
        "region_successor": None,
        "industry": "수소",
        "industry_name": "수소",
        "industry_code": "IND-HYDROGEN",
        "ksic_code": "201|352",
        "industry_inherited": True,
        "initiative": "수소 클러스터 조성",
        "initiative_type": "cluster",
        "status": "planned",
        "programme": "+ 지역 활력 프로그램",
        "agencies": "경상북도|산업/통상부",
        "budget_krw": 123_450_000_000,
        "budget_text": "1,234억 5천만 원",
        "start_date": "2023-01-01",
        "end_date": "2025-12-31",
        "date_precision": "year",
        "evidence": TEXT.split("\n")[0],
        "evidence_start": 0,
        "evidence_end": len(TEXT.split("\n")[0]),
        "rule": "outline",
        "confidence": 0.8765,
        "schema_version": "1",
        "pipeline_version": "0.1.0",
    }


def test_the_other_tables_tell_of_the_document(facts: FewFacts) -> None:
    tables = build([full_analysis()], [REJECT], pipeline_version=VERSION, facts=facts)
    [document] = records(tables.documents)
    expected = {
        "characters": 60,
        "body_characters": 60,
        "lines_kept": 3,
        "lines_removed": 2,
        "triples": 2,
        "refused": 1,
    }
    assert {name: document[name] for name in expected} == expected
    assert document["retrieved"] == "2023-01-03T09:30:15Z"
    assert [row["line"] for row in records(tables.removed)] == ["=메뉴", '무단 전재, "재배포" 금지\r\'']
    assert records(tables.rejects) == [
        {"source": "in/b.bin:3", "doc": "b", "reason": "binary", "message": "in/b.bin is binary; give text"}
    ]


def test_a_region_that_was_renamed_names_its_successor_and_a_megaregion_its_scheme(facts: FewFacts) -> None:
    triples = [
        make_triple(region=("강원도", "42", "강원도")),
        make_triple(region=("호남권", "5G3T:HONAM", "호남권")),
        make_triple(region=("동해안", None, None)),
    ]
    frame = build([make_analysis(*triples)], pipeline_version=VERSION, facts=facts).triples
    columns = ["region_level", "region_scheme", "region_successor"]
    assert [tuple(row.values()) for row in records(frame[columns])] == [
        ("sido", None, "51"),
        ("megaregion", "5극3특", None),
        (None, None, None),
    ]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_triples_that_say_the_same_the_surer_stays(facts: FewFacts, order: int) -> None:
    pair = [make_triple(confidence=0.4), make_triple(initiative="‘수소클러스터’ 조성", confidence=0.7)]
    frame = build([make_analysis(*pair[::order])], pipeline_version=VERSION, facts=facts).triples
    assert frame["confidence"].tolist() == [0.7]


def test_the_same_triple_in_two_documents_is_two_rows(facts: FewFacts) -> None:
    tables = build([make_analysis(doc="a"), make_analysis(doc="b")], pipeline_version=VERSION, facts=facts)
    assert tables.triples["triple_id"].nunique() == 2


def test_a_document_that_came_before_becomes_a_reject(facts: FewFacts) -> None:
    first = make_analysis()
    same_bytes = replace(first, document=replace(first.document, doc="b"))
    same_name = make_analysis(text=TEXT + "\n끝")
    tables = build([first, same_bytes, same_name], [REJECT], pipeline_version=VERSION, facts=facts)
    assert tables.documents["doc"].tolist() == ["a"]
    assert tables.rejects["reason"].tolist() == ["binary", "duplicate_id", "duplicate_id"]
    assert tables.rejects["doc"].tolist() == ["b", "b", "a"]


def test_rejects_may_fill_while_analyses_are_read(facts: FewFacts) -> None:
    rejects: list[Reject] = []

    def stream() -> Iterator[Analysis]:
        yield make_analysis()
        rejects.append(REJECT)

    assert len(build(stream(), rejects, pipeline_version=VERSION, facts=facts).rejects) == 1


def test_no_documents_give_empty_tables_of_the_declared_columns(facts: FewFacts) -> None:
    tables = build([], pipeline_version=VERSION, facts=facts)
    for table in TABLES:
        frame = tables.frame(table)
        assert frame.empty
        assert tuple(frame.columns) == table.column_names
    assert str(tables.triples["budget_krw"].dtype) == "Int64"


def test_empty_strings_become_null(facts: FewFacts) -> None:
    triple = replace(make_triple(), programme="", agencies=("",))
    row = records(build([make_analysis(triple)], pipeline_version=VERSION, facts=facts).triples)[0]
    assert (row["programme"], row["agencies"]) == (None, None)


def test_a_budget_beyond_64_bits_keeps_its_text_only(facts: FewFacts) -> None:
    triple = replace(make_triple(), budget=Money(10**30, "백만 경조 원"))
    row = records(build([make_analysis(triple)], pipeline_version=VERSION, facts=facts).triples)[0]
    assert (row["budget_krw"], row["budget_text"]) == (None, "백만 경조 원")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (UTC, "2024-05-01T09:00:00Z"),
        (timezone(timedelta(hours=9)), "2024-05-01T00:00:00Z"),
        (None, "2024-05-01T09:00:00"),
    ],
)
def test_a_time_is_in_utc_where_its_zone_is_known(facts: FewFacts, zone: timezone | None, expected: str) -> None:
    analysis = make_analysis()
    retrieved = datetime(2024, 5, 1, 9, tzinfo=zone)
    dated = replace(analysis, document=replace(analysis.document, retrieved=retrieved))
    assert build([dated], pipeline_version=VERSION, facts=facts).documents["retrieved"].tolist() == [expected]


def test_what_the_source_states_beside_the_text_goes_first(facts: FewFacts) -> None:
    analysis = make_analysis()
    clean = CleanText(TEXT, title="본문 제목", publisher="본문 기관")
    stated = replace(analysis, clean=clean, document=replace(analysis.document, title="목록 제목"))
    row = records(build([stated], pipeline_version=VERSION, facts=facts).documents)[0]
    assert (row["title"], row["publisher"]) == ("목록 제목", "본문 기관")


@pytest.mark.parametrize(
    "evidence", [Evidence("다른 말", 0, 4), Evidence(TEXT, 0, len(TEXT) + 1), Evidence("경", 3, 3)]
)
def test_evidence_that_is_not_verbatim_is_refused_by_name(facts: FewFacts, evidence: Evidence) -> None:
    triple = replace(make_triple(), evidence=evidence)
    with pytest.raises(SchemaError, match=r"document 'a', triple 37b71fc56bd7fb71"):
        build([make_analysis(triple)], pipeline_version=VERSION, facts=facts)


def test_a_value_outside_its_column_is_refused_by_name(facts: FewFacts) -> None:
    with pytest.raises(SchemaError, match=r"table triples .* column confidence: 1\.5"):
        build([make_analysis(make_triple(confidence=1.5))], pipeline_version=VERSION, facts=facts)


def test_file_names_that_are_not_utf8_do_no_harm(facts: FewFacts) -> None:
    reject = Reject("in/\udcb0\udca1.txt", RejectReason.UNREADABLE, "cannot open in/\udcb0\udca1.txt")
    rejects = build([], [reject], pipeline_version=VERSION, facts=facts).rejects
    assert rejects["source"].tolist() == ["in/\ufffd\ufffd.txt"]
    assert not rejects["source"].isna().any()
    assert pd.api.types.is_string_dtype(rejects["source"])
