from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.errors import VocabularyError
from policyminer.vocab import Level, load_regions
from policyminer.vocab.regions import read_regions

from .conftest import Breaker, Rows

REGIONS = load_regions()
CHANGES = sorted({row.valid_from for row in REGIONS.rows if row.valid_from} | {date(2026, 7, 1)})


def names(form: str, day: date | None) -> list[str]:
    return [REGIONS.name(unit, day) for unit in REGIONS.forms(day).get(form, ())]


@pytest.mark.parametrize(
    ("form", "day", "expected"),
    [
        ("강원도", date(2022, 1, 1), ["강원도"]),
        ("강원도", date(2024, 1, 1), ["강원특별자치도"]),
        ("강원", date(2023, 6, 10), ["강원도"]),
        ("강원", date(2023, 6, 11), ["강원특별자치도"]),
        ("전북", date(2024, 1, 17), ["전라북도"]),
        ("전북", date(2024, 1, 18), ["전북특별자치도"]),
        ("전라북도", date(2025, 3, 1), ["전북특별자치도"]),
        ("군위군", date(2023, 6, 30), ["경상북도 군위군"]),
        ("군위군", date(2023, 7, 1), ["대구광역시 군위군"]),
        ("춘천", date(2022, 1, 1), ["강원도 춘천시"]),
        ("춘천시", date(2024, 1, 1), ["강원특별자치도 춘천시"]),
        ("전남광주통합특별시", date(2026, 7, 1), ["전남광주통합특별시"]),
        ("전남광주통합특별시", date(2026, 6, 30), ["광주광역시", "전라남도"]),
        ("전라남도", date(2026, 7, 1), ["전남광주통합특별시"]),
        ("목포", date(2026, 6, 30), ["전라남도 목포시"]),
        ("목포", date(2026, 7, 1), ["전남광주통합특별시 목포시"]),
        ("미추홀구", date(2019, 1, 1), ["인천광역시 미추홀구"]),
        ("충남도", date(2025, 1, 1), ["충청남도"]),
        ("청원군", date(2020, 1, 1), ["충청북도 청주시"]),
        ("마산", date(2020, 1, 1), ["경상남도 창원시"]),
        ("세종시", date(2020, 1, 1), ["세종특별자치시"]),
        ("제주도", date(2005, 1, 1), ["제주도"]),
        ("서귀포", None, ["제주특별자치도 서귀포시"]),
        ("새만금", date(2020, 1, 1), ["새만금"]),
        ("새만금", None, ["새만금"]),
    ],
)
def test_a_form_means_the_unit_of_its_day(form: str, day: date | None, expected: list[str]) -> None:
    assert names(form, day) == expected


def test_the_junggu_of_incheon_was_split_on_2026_07_01() -> None:
    (before,) = REGIONS.on("28110", date(2026, 6, 30))
    assert REGIONS.name(before, date(2026, 6, 30)) == "인천광역시 중구"
    after = REGIONS.on("28110", date(2026, 7, 1))
    assert [unit.name for unit in after] == ["제물포구", "영종구"]
    assert "인천광역시 중구" in names("중구", date(2026, 6, 30))
    assert "인천광역시 영종구" in names("중구", date(2026, 7, 1))


def test_bare_gwangju_is_the_metropolis_first() -> None:
    assert names("광주", date(2024, 1, 1)) == ["광주광역시", "경기도 광주시"]
    assert names("광주", date(2026, 8, 1)) == ["전남광주통합특별시", "경기도 광주시"]


def test_ambiguous_names_keep_all_their_units() -> None:
    assert names("고성군", date(2024, 5, 1)) == ["경상남도 고성군", "강원특별자치도 고성군"]
    assert names("강서구", None) == ["서울특별시 강서구", "부산광역시 강서구"]
    assert {"서울특별시 중구", "대구광역시 중구"} <= set(names("중구", None))


@pytest.mark.parametrize(
    "form",
    ["예산", "부여", "음성", "고령", "화성", "경기", "강화", "달성", "양산", "진도", "장수", "고성", "강서"],
)
def test_common_nouns_are_marked_as_homographs(form: str) -> None:
    assert all(unit.is_homograph(form) for unit in REGIONS.forms(None)[form])


@pytest.mark.parametrize("form", ["예산군", "화성시", "경기도", "포항", "부산", "전남", "광주", "제주"])
def test_clear_names_are_not_homographs(form: str) -> None:
    assert not REGIONS.forms(date(2024, 1, 1))[form][0].is_homograph(form)


@pytest.mark.parametrize("form", ["연기", "청원"])
def test_bare_former_names_that_are_ordinary_words_are_no_forms(form: str) -> None:
    assert form not in REGIONS.forms(date(2024, 1, 1))


def test_the_gu_of_a_city_counts_as_its_city() -> None:
    assert names("영통구", date(2024, 1, 1)) == ["경기도 수원시"]
    (gu,) = REGIONS.by_code("41117")
    assert gu.level is Level.OTHER
    assert REGIONS.name(gu, date(2024, 1, 1)) == "경기도 수원시"


def test_units_are_followed_backwards_in_time() -> None:
    assert [unit.name for unit in REGIONS.on("12", date(2020, 1, 1))] == ["광주광역시", "전라남도"]
    (unit,) = REGIONS.on("12800", date(2020, 1, 1))
    assert REGIONS.name(unit, date(2020, 1, 1)) == "전라남도 영암군"


def test_an_unknown_code_is_empty() -> None:
    assert REGIONS.by_code("99") == ()
    assert REGIONS.on("99", None) == ()


@pytest.mark.parametrize("day", [*CHANGES, None])
def test_every_province_is_counted_once(day: date | None) -> None:
    sidos = [unit.name for unit in REGIONS.at(day) if unit.level is Level.SIDO]
    assert len(set(sidos)) == len(sidos)
    if day is None or day >= date(2026, 7, 1):
        assert len(sidos) == 16
    elif day >= date(2012, 7, 1):
        assert len(sidos) == 17


@given(st.dates(date(1988, 4, 23), date(2030, 1, 1)))
def test_every_form_leads_to_units_in_force(day: date) -> None:
    in_force = set(REGIONS.at(day))
    for form, units in REGIONS.forms(day).items():
        assert units, form
        assert set(units) <= in_force, form


@given(st.sampled_from(CHANGES), st.integers(0, 40))
def test_forms_change_only_on_the_days_of_a_change(change: date, later: int) -> None:
    day = change + timedelta(days=later)
    if any(change < other <= day for other in CHANGES):
        return
    assert REGIONS.forms(day) is REGIONS.forms(change)


def set_cell(index: int, column: str, value: str) -> Callable[[Rows], None]:
    def damage(rows: Rows) -> None:
        rows[index][column] = value

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (set_cell(0, "level", "village"), "row 2: level is 'village'"),
        (set_cell(0, "parent", "12"), "row 2: a sido has no parent"),
        (set_cell(0, "homograph", "yes"), "row 2: homograph is 'yes'"),
        (set_cell(0, "successor", "12"), "row 2: a unit that still holds has no successor"),
        (set_cell(0, "name", ""), "row 2: name is empty"),
        (set_cell(0, "reference", ""), "row 2: reference is empty"),
        (set_cell(0, "valid_from", "1988"), "row 2: valid_from is '1988', not an ISO date"),
        (set_cell(-1, "parent", "99"), "parent names '99', which has no row"),
        (set_cell(-1, "parent", ""), "parent names None, which has no row"),
        (set_cell(-1, "parent", "X-SAEMANGEUM"), "parent 'X-SAEMANGEUM' is no unit of a higher level"),
        (set_cell(-1, "parent", "45"), "parent '45' never held at the same time"),
        (lambda rows: rows.append(dict(rows[0])), "code '11' holds at the same time as in row 2"),
        (lambda rows: rows.remove(next(row for row in rows if row["code"] == "51110")), "successor names '51110'"),
    ],
)
def test_a_broken_file_is_named_with_its_row(
    broken_copy: Breaker, damage: Callable[[Rows], None], message: str
) -> None:
    with pytest.raises(VocabularyError, match=r"regions\.csv, row \d+: ") as caught:
        read_regions(broken_copy("regions.csv", damage))
    assert message in str(caught.value)
