"""Small analyses of our own making, and the codes they use."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from policyminer.models import (
    Analysis,
    CleanText,
    DatePrecision,
    Document,
    Evidence,
    Mention,
    MentionKind,
    Money,
    Period,
    Reject,
    RejectReason,
    RemovalReason,
    RemovedLine,
    Status,
    Triple,
)
from policyminer.tables.facts import RegionFacts

TEXT = '- 경상북도는 "수소" 산업을 위해, 2025년까지\n클러스터를 조성한다 🚀.\n강원도는 관광 열차를 운행한다.'
REGIONS = {
    "47": RegionFacts("sido"),
    "42": RegionFacts("sido", successor="51", valid_to=date(2023, 6, 11)),
    "51": RegionFacts("sido"),
    "5G3T:HONAM": RegionFacts("megaregion", scheme="5극3특"),
}
KSIC = {"IND-HYDROGEN": "201|352", "IND-TOUR": ""}


class FewFacts:
    """Facts of the handful of codes that the tests use."""

    def region(self, code: str) -> RegionFacts | None:
        return REGIONS.get(code)

    def ksic(self, code: str) -> str | None:
        return KSIC.get(code)


def make_document(doc: str = "a", text: str = TEXT, published: date | None = date(2023, 1, 2)) -> Document:
    identifier = hashlib.sha256(f"{doc}\n{text}".encode()).hexdigest()
    return Document(identifier, doc, text, published=published, source_path=f"in/{doc}.txt")


def make_triple(
    text: str = TEXT,
    quote: str | None = None,
    region: tuple[str, str | None, str | None] = ("경상북도", "47", "경상북도"),
    industry: tuple[str, str | None, str | None] = ("수소", "IND-HYDROGEN", "수소"),
    initiative: str = "수소 클러스터 조성",
    confidence: float = 0.9,
) -> Triple:
    quote = text.split("\n")[0] if quote is None else quote
    start = text.index(quote)

    def mention(kind: MentionKind, named: tuple[str, str | None, str | None]) -> Mention:
        return Mention(kind, named[0], None, None, "test", code=named[1], name=named[2])

    return Triple(
        region=mention(MentionKind.REGION, region),
        industry=mention(MentionKind.INDUSTRY, industry),
        initiative=mention(MentionKind.INITIATIVE, (initiative, None, None)),
        evidence=Evidence(quote, start, start + len(quote)),
        rule="outline",
        confidence=confidence,
    )


def make_analysis(*triples: Triple, doc: str = "a", text: str = TEXT) -> Analysis:
    return Analysis(make_document(doc, text), CleanText(text), triples or (make_triple(text),))


def full_analysis() -> Analysis:
    """A document and a triple with every field filled."""
    triple = replace(
        make_triple(confidence=0.87654321),
        status=Status.PLANNED,
        initiative_type="cluster",
        programme="+ 지역 활력 프로그램",
        agencies=("경상북도", "산업|통상부"),
        budget=Money(123_450_000_000, "1,234억 5천만 원"),
        period=Period(date(2023, 1, 1), date(2025, 12, 31), DatePrecision.YEAR, "2025년까지"),
        industry_inherited=True,
    )
    tourism = make_triple(
        quote="강원도는 관광 열차를 운행한다.",
        region=("강원도", "42", "강원도"),
        industry=("관광 열차", "IND-TOUR", "관광"),
        initiative="관광 열차 운행",
    )
    removed = (
        RemovedLine("=메뉴", RemovalReason.MENU, 0.987654, 0, 3),
        RemovedLine('무단 전재, "재배포" 금지\r\'', RemovalReason.COPYRIGHT, 1.0),
    )
    document = replace(
        make_document(),
        url="https://example.org/?a=1&b=2",
        publisher="경상북도",
        author="@기자",
        title='=HYPERLINK("x")',
        retrieved=datetime(2023, 1, 3, 9, 30, 15, 999, tzinfo=UTC),
    )
    return Analysis(document, CleanText(TEXT, removed=removed), (triple, tourism), refused=(make_triple(),))


REJECT = Reject("in/b.bin:3", RejectReason.BINARY, "in/b.bin is binary; give text", doc="b")
