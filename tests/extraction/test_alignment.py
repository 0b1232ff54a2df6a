"""Which phrases, regions and industries gold rows speak of."""

from policyminer.extraction.alignment import Aligned, Example, align, names_industry, rows_in
from policyminer.extraction.context import understand

from .conftest import ReadText

TEXT = "부산시는 2027년까지 항만 자동화 실증센터를 구축한다.\n시는 지난해 예산을 심의했다."
ROW = {
    "region": "부산시",
    "region_name": "부산광역시",
    "industry": "항만",
    "initiative": "항만 자동화 실증센터 구축",
    "evidence": "부산시는 2027년까지",
}


def aligned(read_text: ReadText, *rows: dict[str, str]) -> Aligned:
    return align(Example("a", understand(read_text(TEXT)), rows))


def test_the_phrase_that_says_it_is_the_best(read_text: ReadText) -> None:
    found = aligned(read_text, ROW)
    best = [c.text for c, label in zip(found.candidates, found.label, strict=True) if label]
    assert "항만 자동화 실증센터 구축" in best
    spans = {TEXT[span.start : span.end]: rows for span, rows in found.spans()}
    assert [row.initiative for row in spans["항만 자동화 실증센터를 구축"]] == ["항만자동화실증센터구축"]


def test_what_agrees_less_is_neither_right_nor_wrong(read_text: ReadText) -> None:
    found = aligned(read_text, ROW | {"initiative": "항만 자동화 실증센터 구축과 장비 국산화 지원 사업"})
    labels = dict(zip((c.text for c in found.candidates), found.label, strict=True))
    assert labels["항만 자동화 실증센터"] is None
    assert labels["지난해 예산 심의"] is False


def test_anchors_take_the_best_label_of_their_phrases(read_text: ReadText) -> None:
    found = aligned(read_text, ROW)
    morphemes = found.example.context.reading.morphemes
    labels = {morphemes[a.index].form: label for a, label in zip(found.anchors, found.anchor_labels(), strict=True)}
    assert labels["구축"] is True
    assert labels["심의"] is False


def test_no_rows_no_labels(read_text: ReadText) -> None:
    found = aligned(read_text)
    assert set(found.label) == {False}
    assert found.spans() == []


def test_rows_by_region_and_industry(read_text: ReadText) -> None:
    found = aligned(read_text, ROW)
    context = found.example.context
    [(_, rows), *_] = found.spans()
    assert [rows_in(context, code, rows) for code in context.regions_of] == [list(rows)]
    assert [names_industry(context, key, rows) for key in context.industries_of] == [True]


def test_a_documents_own_counts(read_text: ReadText) -> None:
    own = aligned(read_text, ROW).own
    assert own.tails.positive["구축"] == 1
    assert own.tails.total["심의"] == 1
    assert own.words.positive["항만"] == 1
    assert own.without(own).tails.positive["구축"] == 0
