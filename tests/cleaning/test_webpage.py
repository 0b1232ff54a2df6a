"""HTML pages: body, metadata, place in the markup, hostile markup."""

from datetime import date

import pytest

from policyminer.cleaning import clean
from policyminer.cleaning.markup import align, visible_runs, visible_text
from policyminer.models import CleanText, Document

PARAGRAPHS = [
    "한빛도가 내년부터 액화수소 산업을 키우기 위해 실증단지 세 곳을 짓는다고 5일 밝혔다.",
    "가온시에는 저장 탱크 시험장이, 나래시에는 &lsquo;수소 트럭&rsquo; 충전소가 들어서며 연구개발(R&amp;D)도 지원한다.",
    "도는 수소 전문기업 20곳을 뽑아 실증에 드는 비용을 3년 동안 지원할 계획이라고 설명했다.",
]
PAGE = f"""<!doctype html><html lang="ko"><head><title>한빛도, 실증단지 3곳 짓는다 | 새벽뉴스</title>
<meta property="og:title" content="한빛도, 실증단지 3곳 짓는다 | 새벽뉴스">
<meta property="og:site_name" content="새벽뉴스"><meta name="author" content="홍길동">
<meta property="article:published_time" content="2023-11-06T09:30:00+09:00">
<script>var text = "<p>스크립트</p>";</script></head>
<body><nav><ul><li><a href="/">홈</a></li><li><a href="/e">경제</a></li></ul></nav>
<article><h1>한빛도, 실증단지 3곳 짓는다</h1>
<p>[한빛=새벽뉴스] 홍길동 기자 = {PARAGRAPHS[0]}</p>
<p>{PARAGRAPHS[1]}</p><p>수소 충전소 전경 [사진=한빛도] 2021.01.02 gildong@example.com</p>
<p>{PARAGRAPHS[2]}</p></article>
<footer>저작권자 ⓒ 새벽뉴스, 무단 전재 및 재배포 금지</footer></body></html>"""


def page(markup: str) -> CleanText:
    return clean(Document(id="0", doc="page", text=markup, media_type="text/html"))


def test_body_and_metadata() -> None:
    result = page(PAGE)
    assert result.lines == [
        PARAGRAPHS[0],
        "가온시에는 저장 탱크 시험장이, 나래시에는 ‘수소 트럭’ 충전소가 들어서며 연구개발(R&D)도 지원한다.",
        PARAGRAPHS[2],
    ]
    assert (result.title, result.publisher, result.author) == ("한빛도, 실증단지 3곳 짓는다", "새벽뉴스", "홍길동")
    assert result.published == date(2023, 11, 6)
    assert all(removed.start is None for removed in result.removed)


def test_spans_point_into_the_markup() -> None:
    result = page(PAGE)
    start = result.text.index("수소 전문기업")
    span = result.to_source(start, start + 7)
    assert span is not None
    assert PAGE[slice(*span)] == "수소 전문기업"
    for segment in result.segments:
        source = PAGE[segment.source_start : segment.source_start + segment.length]
        assert result.text[segment.start : segment.start + segment.length] == source


def test_a_decoded_entity_stands_nowhere_but_its_line_does() -> None:
    result = page(PAGE)
    amp = result.text.index("&D")
    assert result.to_source(amp, amp + 1) is None
    span = result.to_source(amp - 1, amp + 2)
    assert span is not None
    assert PAGE[slice(*span)] == "R&amp;D"


def test_a_page_that_nothing_can_be_taken_from_is_read_as_text() -> None:
    deep = "<div>" * 1000
    assert page(f"{deep}<p>시는 수소 실증단지를 조성한다.</p>").lines == ["시는 수소 실증단지를 조성한다."]


def test_dates_shown_by_the_page_count_only_with_a_label() -> None:
    markup = "<html><body><article>{}<p>시는 수소 실증단지를 내년에 조성한다고 밝혔다.</p></article></body></html>"
    assert page(markup.format("<p>2020.01.02</p>")).published is None
    assert page(markup.format("<p>등록일 : 2020.01.02</p>")).published == date(2020, 1, 2)


def test_hidden_text_is_not_visible() -> None:
    runs = visible_runs("<!-- 주석 --><style>p{}</style><p title='가>'>수소</p><script>'<p>'</script>")
    assert "주석" not in visible_text(runs)
    assert "{}" not in visible_text(runs)
    assert "수소" in visible_text(runs)


def test_lines_that_are_not_in_the_markup_have_no_segment() -> None:
    markup = "<p>수소</p><p>전지</p>"
    assert [s.start for s in align("수소\n없는 줄\n전지", visible_runs(markup), markup)] == [0, 8]


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<",
        "<" * 100_000,
        "<!--" * 30_000,
        "<script>" * 30_000,
        "<div>" * 50_000,
        "&amp;" * 20_000,
        '<a href="' + "x" * 100_000,
        "<table><tr><td>" * 300 + "시는",
        "\0<p>가\ud800</p>",
        "<?xml version='1.0' encoding='utf-8'?><html><p>시는 단지를 짓는다.</p></html>",
        '"datePublished"' * 10_000,
    ],
    ids=lambda markup: markup[:12].encode("ascii", "replace").decode(),
)
def test_hostile_markup_is_cleaned(markup: str) -> None:
    result = page(markup)
    for segment in result.segments:
        assert segment.source_start + segment.length <= len(markup)
