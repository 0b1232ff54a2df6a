import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyminer.tables.safe import from_cell, storable, to_cell

TRICKY = st.text(st.sampled_from("'=+-@\t\n\r\0\x1f\x7f_x00415FD＝＋－＠가"))


@given(st.text() | TRICKY)
@example("_x0041\0")
@example("_x0000_x0000_")
@example("''=1")
def test_a_cell_comes_back(text: str) -> None:
    assert from_cell(to_cell(text)) == text


@given(st.text() | TRICKY)
def test_no_cell_starts_a_formula_or_holds_a_control_character(text: str) -> None:
    cell = to_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠"))
    assert not any((character < " " and character not in "\t\n") or character == "\x7f" for character in cell)


@pytest.mark.parametrize("text", ["경상북도", "'24년 예산", "3-1 사업", "a_x_b", "수소 = 에너지", "", "_x0041_"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert to_cell(text) == text


@pytest.mark.parametrize("text", ["-5%", "- 수소 산업", "＝1", "@기자", "\t들여 쓴 줄"])
def test_a_start_that_a_spreadsheet_may_run_gets_an_apostrophe(text: str) -> None:
    assert to_cell(text) == f"'{text}"


def test_lone_surrogates_become_replacement_characters() -> None:
    assert storable("가\ud800나") == "가\ufffd나"
