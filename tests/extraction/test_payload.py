"""Triples as plain values and back."""

from datetime import date

import pytest
import srsly
from hypothesis import given, settings
from hypothesis import strategies as st

from policyminer.extraction.payload import from_plain, to_plain
from policyminer.models import DatePrecision, Evidence, Mention, MentionKind, Money, Period, Status, Triple

texts = st.text(max_size=12)
offsets = st.none() | st.integers(0, 10**6)
days = st.none() | st.dates()


def mentions(kind: MentionKind) -> st.SearchStrategy[Mention]:
    none_or_text = st.none() | texts
    return st.builds(Mention, st.just(kind), texts, offsets, offsets, texts, none_or_text, none_or_text)


triples = st.builds(
    Triple,
    region=mentions(MentionKind.REGION),
    industry=mentions(MentionKind.INDUSTRY),
    initiative=mentions(MentionKind.INITIATIVE),
    evidence=st.builds(Evidence, texts, st.integers(0, 10**6), st.integers(0, 10**6)),
    rule=texts,
    confidence=st.floats(0, 1),
    industry_inherited=st.booleans(),
    status=st.none() | st.sampled_from(Status),
    initiative_type=st.none() | texts,
    programme=st.none() | texts,
    agencies=st.lists(texts, max_size=3).map(tuple),
    budget=st.none() | st.builds(Money, st.integers(0, 10**15), texts),
    period=st.none() | st.builds(Period, days, days, st.sampled_from(DatePrecision), texts),
    features=st.dictionaries(texts, st.floats(allow_nan=False), max_size=3),
)


@given(triples)
@settings(max_examples=100, deadline=None)
def test_a_triple_survives_msgpack(triple: Triple) -> None:
    kept = from_plain(srsly.msgpack_loads(srsly.msgpack_dumps(to_plain(triple))))
    assert kept == triple
    assert dict(kept.features) == dict(triple.features)


def test_the_types_come_back() -> None:
    triple = Triple(
        region=Mention(MentionKind.REGION, "포항", 0, 2, "region:name", "47110", "경상북도 포항시"),
        industry=Mention(MentionKind.INDUSTRY, "수소", None, None, "industry:IND-HYDROGEN"),
        initiative=Mention(MentionKind.INITIATIVE, "수소 단지 조성", 4, 13, "initiative:verb"),
        evidence=Evidence("포항에 수소 단지를 조성한다.", 0, 16),
        rule="",
        confidence=0.5,
        status=Status.DONE,
        agencies=("산업통상자원부",),
        budget=Money(12_0000_0000, "12억 원"),
        period=Period(date(2024, 1, 1), None, DatePrecision.YEAR, "2024년부터"),
    )
    kept = from_plain(to_plain(triple))
    assert kept == triple
    assert isinstance(kept.region.kind, MentionKind)
    assert isinstance(kept.status, Status)
    assert kept.period is not None
    assert isinstance(kept.period.precision, DatePrecision)
    assert kept.agencies == ("산업통상자원부",)


def test_to_plain_leaves_the_triple_as_it_was() -> None:
    triple = Triple(
        region=Mention(MentionKind.REGION, "포항", 0, 2, "r"),
        industry=Mention(MentionKind.INDUSTRY, "수소", 4, 6, "i"),
        initiative=Mention(MentionKind.INITIATIVE, "수소 단지 조성", 4, 13, "v"),
        evidence=Evidence("포항", 0, 2),
        rule="",
        confidence=1.0,
        period=Period(date(2024, 1, 1), date(2024, 12, 31), DatePrecision.YEAR, "2024년"),
    )
    plain = to_plain(triple)
    plain["region"]["text"] = "다른 곳"
    assert triple.region.text == "포항"
    assert triple.period is not None
    assert triple.period.start == date(2024, 1, 1)


def test_a_period_of_no_day_is_refused() -> None:
    plain = to_plain(
        Triple(
            region=Mention(MentionKind.REGION, "포항", 0, 2, "r"),
            industry=Mention(MentionKind.INDUSTRY, "수소", 4, 6, "i"),
            initiative=Mention(MentionKind.INITIATIVE, "수소 단지 조성", 4, 13, "v"),
            evidence=Evidence("포항", 0, 2),
            rule="",
            confidence=1.0,
            period=Period(date(2024, 1, 1), None, DatePrecision.YEAR, "2024년"),
        )
    )
    plain["period"]["start"] = "2024-13-01"
    with pytest.raises(ValueError, match="month"):
        from_plain(plain)
