"""Money, periods and bodies in the sentence of an initiative."""

from datetime import date

import pytest

from policyminer.extraction.context import understand
from policyminer.extraction.decide import make_span
from policyminer.extraction.details import agencies_of, budget_of, period_of
from policyminer.extraction.features.links import Span
from policyminer.extraction.initiatives import find_anchors, find_candidates
from policyminer.extraction.reading import Reading

from .conftest import DAY, ReadText


def span_of(reading: Reading, text: str) -> Span:
    found = find_candidates(reading, find_anchors(reading))
    return make_span(understand(reading), next(c for c in found if c.text == text), 1.0)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("산업부와 환경부는 부산에 수소 단지를 조성한다.", ("산업통상자원부", "환경부")),
        ("환경부는 환경부 장관과 함께 부산에 수소 단지를 조성한다.", ("환경부",)),
        ("부산시는 환경부문에서 수소 단지를 조성한다.", ()),
        ("산업부는 회의를 열었다. 부산시는 수소 단지를 조성한다.", ()),
    ],
)
def test_agencies(text: str, agencies: tuple[str, ...], read_text: ReadText) -> None:
    reading = read_text(text)
    assert agencies_of(reading, span_of(reading, "수소 단지 조성")) == agencies


def test_agencies_bear_the_name_of_their_day(read_text: ReadText) -> None:
    text = "기재부는 부산에 수소 단지를 조성한다."
    before, after = (read_text(text, day=day) for day in (date(2024, 5, 1), date(2026, 5, 1)))
    assert agencies_of(before, span_of(before, "수소 단지 조성")) == ("기획재정부",)
    assert agencies_of(after, span_of(after, "수소 단지 조성")) != ()


def test_money_and_period_of_the_sentence(read_text: ReadText) -> None:
    reading = read_text("부산시는 2027년까지 120억 원을 들여 수소 단지를 조성한다. 내년에는 5억 원을 더 쓴다.")
    span = span_of(reading, "수소 단지 조성")
    budget, period = budget_of(reading, span), period_of(reading, span, DAY)
    assert budget is not None
    assert budget.won == 12_000_000_000
    assert period is not None
    assert (period.end or period.start or DAY).year == 2027
