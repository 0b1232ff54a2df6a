from pathlib import Path

import pandas as pd
import pytest

import policyminer
from policyminer import CleanText, Document, Reject, pipeline
from policyminer.cleaning import clean
from policyminer.errors import ModelError
from policyminer.models import RejectReason

from .samples import NEWS, RELEASE, make


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cleaning breaks on the documents named bad."""

    def broken(document: Document) -> CleanText:
        if document.doc == "bad":
            raise ZeroDivisionError("of the\nkind nobody expects")
        return clean(document)

    monkeypatch.setattr("policyminer.pipeline.clean_document", broken)


@pytest.mark.usefixtures("fragile")
def test_a_document_that_breaks_the_pipeline_costs_itself_only() -> None:
    documents = [make("first", RELEASE), make("bad", "회의를 열었다."), make("last", NEWS)]
    tables = policyminer.mine(documents)
    assert list(tables.documents["doc"]) == ["first", "last"]
    [reject] = tables.rejects.to_dict("records")
    assert (reject["doc"], reject["reason"]) == ("bad", "failed")
    assert reject["message"] == (
        "bad: could not be analysed (ZeroDivisionError: of the kind nobody expects); please report it"
    )
    alone = policyminer.mine([documents[0], documents[2]])
    pd.testing.assert_frame_equal(tables.triples, alone.triples)
    assert not alone.triples.empty


@pytest.mark.usefixtures("fragile")
def test_a_document_that_breaks_cleaning_costs_itself_only(tmp_path: Path) -> None:
    documents = [make("first", RELEASE), make("bad", "회의를 열었다."), make("last", NEWS)]
    first, bad, last = policyminer.clean(documents)
    assert isinstance(bad, Reject)
    assert bad.reason is RejectReason.FAILED
    assert not isinstance(first, Reject)
    assert not isinstance(last, Reject)
    rejects: list[Reject] = []
    assert pipeline.write_cleaned(documents, tmp_path / "out.jsonl", on_reject=rejects.append) == 2
    assert rejects == [bad]


def test_a_broken_model_is_nobodys_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> float:
        raise ModelError("the model is gone")

    monkeypatch.setattr(pipeline, "default_min_confidence", broken)
    with pytest.raises(ModelError, match="the model is gone"):
        policyminer.mine([make("a", RELEASE), make("b", NEWS)])


def test_a_body_too_long_to_analyse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "MAX_CHARACTERS", len(NEWS) + 10)
    tables = policyminer.mine([make("long", RELEASE), make("short", NEWS)])
    assert list(tables.documents["doc"]) == ["short"]
    [reject] = tables.rejects.to_dict("records")
    assert (reject["doc"], reject["reason"]) == ("long", "too_large")
    assert f"over {len(NEWS) + 10:,}; split the document" in reject["message"]


def test_a_body_of_a_million_characters_is_refused() -> None:
    outcome = policyminer.analyse(make("long", NEWS * (1_000_000 // len(NEWS))))
    assert isinstance(outcome, Reject)
    assert outcome.reason is RejectReason.TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\0\0\0",
        "부산" * 5000,
        "부산시 반도체 " * 2000,
        "(" * 5000 + "부산시",
        "부산시\u0301" * 3000,
        "□" * 3000 + "부산시",
        "\u202e부산시는 항만 산업을 육성한다.",
        "😀부산시는 항만 산업 육성 사업을 추진한다.😀" * 50,
        "2024. 3. 5. " * 2000 + "부산시",
        "9" * 5000 + "억 원을 들여 부산시는 항만을 조성한다.",
    ],
)
def test_odd_texts_are_analysed(text: str) -> None:
    tables = policyminer.mine(Document("0" * 64, "odd", text))
    assert list(tables.rejects["message"]) == []
    assert len(tables.documents) == 1


def test_a_text_that_is_no_unicode_costs_itself_only() -> None:
    tables = policyminer.mine([Document("0" * 64, "odd", "\ud800 부산시는 항만을 정비한다."), make("good", NEWS)])
    assert "good" in set(tables.documents["doc"])
    assert len(tables.documents) + len(tables.rejects) == 2


def test_hostile_pages_are_analysed() -> None:
    page = "<html><body>" + "<div>" * 10_000 + f"<script>훔치기()</script><p>{NEWS}</p>"
    tables = policyminer.mine(Document("0" * 64, "page", page, media_type="text/html"))
    assert tables.rejects.empty
    [text] = tables.texts.values()
    assert "신안군" in text
    assert "훔치기" not in text


def test_documents_of_one_name_or_the_same_bytes() -> None:
    first, twin, namesake = make("a", RELEASE), make("b", RELEASE), make("a", NEWS)
    tables = policyminer.mine([first, twin, namesake])
    assert list(tables.documents["doc"]) == ["a"]
    assert list(tables.rejects["reason"]) == ["duplicate_id", "duplicate_id"]
