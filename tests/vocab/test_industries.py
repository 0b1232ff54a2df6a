from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.errors import VocabularyError
from policyminer.vocab import load_industries
from policyminer.vocab._table import DATA
from policyminer.vocab.industries import normalise, read_industries

from .conftest import Breaker, Rows

INDUSTRIES = load_industries()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("반도체", "IND-SEMI"),
        ("2차전지", "IND-BATTERY"),
        ("해상 풍력", "IND-WIND"),
        ("농식품 제조·가공", "IND-FOOD"),
        ("농식품 제조ㆍ가공", "IND-FOOD"),
        ("ai", "IND-AI"),
        ("UAM", "IND-UAM"),
        ("해양레저관광", "IND-MARTOUR"),
        ("한우", "IND-HANWOO"),
        ("국가유산", "IND-HERITAGE"),
        ("상수도", "IND-WATERWORKS"),
        ("제조업", "IND-MFG"),
    ],
)
def test_surface_forms_name_their_sector(text: str, code: str) -> None:
    industry = INDUSTRIES.find(text)
    assert industry is not None
    assert industry.code == code
    assert INDUSTRIES.by_code[code] is industry


@pytest.mark.parametrize("text", ["", "일자리", "탄소중립", "도시재생", "연구개발", "산업단지", "정주 여건"])
def test_policy_goals_are_no_sector(text: str) -> None:
    assert INDUSTRIES.find(text) is None


def test_cross_cutting_terms_are_told_apart() -> None:
    assert {normalise(term) for term in ("일자리", "정주 여건", "R&D")} <= INDUSTRIES.excluded
    assert {"첨단산업", "신산업", "제조업"} <= INDUSTRIES.umbrella
    assert not INDUSTRIES.excluded & INDUSTRIES.umbrella
    assert not INDUSTRIES.excluded & set(INDUSTRIES.forms)
    assert set(INDUSTRIES.forms) >= INDUSTRIES.umbrella


def test_every_form_is_normalised_and_leads_to_its_entry() -> None:
    for industry in INDUSTRIES.rows:
        for form in (industry.name, *industry.synonyms):
            assert INDUSTRIES.forms[normalise(form)] is industry


@given(st.text())
def test_normalise_is_idempotent_and_ignores_spacing_of_forms(text: str) -> None:
    once = normalise(text)
    assert not any(character.isspace() for character in once)
    assert normalise(" ".join(once)) == normalise(once)


def cell(index: int, column: str, value: str) -> Callable[[Rows], None]:
    def damage(rows: Rows) -> None:
        rows[index][column] = value

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell(0, "code", "농업"), "row 2: code '농업' is not ASCII"),
        (cell(1, "code", "IND-PRIMARY"), "row 3: code 'IND-PRIMARY' stands in row 2 already"),
        (cell(0, "parent", "IND-NONE"), "row 2: parent names 'IND-NONE'"),
        (cell(0, "parent", "IND-AGRI"), "row 2: parent leads back to the row itself"),
        (cell(0, "parent", "IND-PRIMARY"), "row 2: parent names 'IND-PRIMARY'"),
        (cell(0, "synonyms", "쌀"), "row 2: synonym '쌀' is shorter"),
        (cell(1, "synonyms", "농 림·수산업"), "row 3: synonym '농림수산업' belongs to IND-PRIMARY already"),
        (cell(0, "reference", ""), "row 2: reference is empty"),
    ],
)
def test_broken_industries_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=r"industries\.csv, ") as caught:
        read_industries(broken_copy("industries.csv", damage), DATA / "cross_cutting.csv")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("반도체,excluded,편집,editorial", "row 2: excluded term '반도체' is a synonym of IND-SEMI"),
        ("일자리,umbrella,편집,editorial", "row 2: umbrella term '일자리' belongs to no industry"),
        ("일자리,perhaps,편집,editorial", "row 2: kind is 'perhaps'"),
        ("일자리,excluded,편집,editorial\n일자리,excluded,편집,editorial", "row 3: name '일자리' stands in row 2"),
    ],
)
def test_broken_cross_cutting_terms_are_refused(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "cross_cutting.csv"
    path.write_text(f"name,kind,reference,status\n{line}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=message):
        read_industries(DATA / "industries.csv", path)
