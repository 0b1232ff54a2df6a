import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.tables import triple_id
from policyminer.tables.ids import normalise

DOC = "ab" * 32


def test_an_id_never_changes() -> None:
    assert triple_id(DOC, "51", "IND-TOUR", "관광 열차 운행") == "bab52465b2261c14"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("관광 열차 운행", "관광열차 운행"),
        ("‘관광 열차’ 운행", "관광 열차 운행"),
        ("ＡＩ 반도체 실증", "ai 반도체 실증"),
        ("기계·조선 실증", "기계ㆍ조선 실증"),
        ("가\u0301", "가\u0301 "),
        ("\u1100\u1161", "가"),  # decomposed jamo
    ],
)
def test_spelling_does_not_change_an_id(one: str, other: str) -> None:
    assert triple_id(DOC, "51", "IND-TOUR", one) == triple_id(DOC, "51", "IND-TOUR", other)


@pytest.mark.parametrize(
    "parts",
    [
        ("cd" * 32, "51", "IND-TOUR", "관광 열차 운행"),
        (DOC, "42", "IND-TOUR", "관광 열차 운행"),
        (DOC, "51", "IND-HYDROGEN", "관광 열차 운행"),
        (DOC, "51", "IND-TOUR", "관광 열차 중단"),
        (DOC, "51IND", "TOUR", "관광 열차 운행"),
    ],
)
def test_what_a_triple_says_changes_its_id(parts: tuple[str, str, str, str]) -> None:
    assert triple_id(*parts) != triple_id(DOC, "51", "IND-TOUR", "관광 열차 운행")


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_names_of_symbols_alone_stay_apart() -> None:
    assert normalise("★") != normalise("☆")
    assert normalise("★") != ""
