"""The gate before tokenising."""

from datetime import date

import pytest

from policyminer.extraction.gate import Gate, fit_gate, gate_features

DAY = date(2024, 5, 1)
PLANS = [f"부산 항만 정비\n부산시는 {year}년까지 항만을 정비한다." for year in range(2020, 2030)]
VISITS = [f"장관 방문\n장관은 {day}일 대구에서 간담회를 열었다." for day in range(1, 11)]


def test_a_text_without_a_place_has_no_features_and_no_chance() -> None:
    assert gate_features("회의를 열었다.", DAY) == {}
    assert Gate(bias=9.0).probability({}) == 0.0


def test_words_count_by_where_they_stand() -> None:
    features = gate_features("항만 정비\n부산에 짓는다.\n회의를 열었다.", DAY)
    assert {"title:항만", "near:짓는", "all:회의"} <= features.keys()
    assert {"title:짓는", "near:회의"}.isdisjoint(features)
    assert features["share of lines with places"] == pytest.approx(1 / 3)


def test_it_learns_which_documents_state_something() -> None:
    labels = [True] * len(PLANS) + [False] * len(VISITS)
    gate = fit_gate([gate_features(text, DAY) for text in PLANS + VISITS], labels, floor=0.2)
    plan = gate.probability(gate_features("인천 항만 정비\n인천시는 항만을 정비한다.", DAY))
    visit = gate.probability(gate_features("장관 방문\n장관은 3일 인천에서 간담회를 열었다.", DAY))
    assert visit < 0.5 < plan
    assert gate.floor == 0.2


@pytest.mark.parametrize(("label", "expected"), [(True, True), (False, False)])
def test_documents_of_one_kind_teach_nothing_but_that(label: bool, expected: bool) -> None:
    gate = fit_gate([gate_features(text, DAY) for text in PLANS], [label] * len(PLANS), floor=0.2)
    assert (gate.probability(gate_features(PLANS[0], DAY)) > 0.5) is expected
