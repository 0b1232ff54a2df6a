from collections.abc import Callable
from datetime import date

import pytest

from policyminer.errors import VocabularyError
from policyminer.vocab import load_megaregions, load_places, load_regions
from policyminer.vocab.megaregions import read_megaregions
from policyminer.vocab.places import read_places

from .conftest import Breaker, Rows

REGIONS, MEGAREGIONS, PLACES = load_regions(), load_megaregions(), load_places()
DAYS = [date(2016, 6, 1), date(2022, 1, 1), date(2023, 8, 1), date(2024, 5, 1), date(2026, 8, 1), None]


def members(form: str, scheme: str, day: date | None) -> list[str]:
    (megaregion,) = MEGAREGIONS.forms(day, scheme)[form]
    return [unit.name for unit in MEGAREGIONS.members(megaregion, day)]


def test_honam_holds_jeonbuk_in_one_scheme_and_not_in_the_other() -> None:
    assert members("호남권", "AI 지역확산 2021", date(2022, 1, 1)) == ["광주광역시", "전라북도", "전라남도"]
    assert members("호남권", "5극3특", date(2026, 8, 1)) == ["전남광주통합특별시"]
    assert members("전북권", "5극3특", date(2026, 8, 1)) == ["전북특별자치도"]


def test_members_follow_the_day() -> None:
    assert members("호남", "common", date(2022, 1, 1)) == ["광주광역시", "전라남도", "전라북도"]
    assert members("호남", "common", None) == ["전남광주통합특별시", "전북특별자치도"]


@pytest.mark.parametrize(
    ("form", "name"),
    [("영남", "영남권"), ("충청", "충청권"), ("대구경북", "대경권"), ("부울경", "부울경"), ("경인 지역", "경인지역")],
)
def test_general_usage_gives_the_canonical_name(form: str, name: str) -> None:
    assert MEGAREGIONS.forms(None)[form.replace(" ", "")][0].name == name


def test_a_scheme_is_unknown_before_it_was_announced() -> None:
    codes = {row.code for row in MEGAREGIONS.forms(date(2020, 1, 1))["수도권"]}
    assert codes == {"C:SUDO", "52:SUDO"}


def test_gwangju_jeonnam_is_no_megaregion_once_it_is_a_province() -> None:
    assert MEGAREGIONS.forms(date(2026, 6, 30))["광주전남"][0].name == "광주전남"
    assert "광주전남" not in MEGAREGIONS.forms(date(2026, 7, 1))
    assert REGIONS.forms(date(2026, 7, 1))["광주전남"][0].code == "12"


def test_codes_and_schemes_are_listed() -> None:
    assert "5극3특" in MEGAREGIONS.schemes
    honam = MEGAREGIONS.by_code("C:HONAM")
    assert honam is not None
    assert honam.name == "호남권"
    assert MEGAREGIONS.by_code("C:NOWHERE") is None


@pytest.mark.parametrize("day", DAYS)
def test_every_megaregion_has_members_on_every_day(day: date | None) -> None:
    assert all(MEGAREGIONS.members(megaregion, day) for megaregion in MEGAREGIONS.rows)


@pytest.mark.parametrize(
    ("form", "day", "expected"),
    [
        ("오송", date(2024, 5, 1), ["충청북도 청주시"]),
        ("대불산단", date(2024, 5, 1), ["전라남도 영암군"]),
        ("대불산단", date(2026, 8, 1), ["전남광주통합특별시 영암군"]),
        ("인천항내항", date(2024, 5, 1), ["인천광역시 중구"]),
        ("인천항내항", date(2026, 8, 1), ["인천광역시 제물포구"]),
        ("반월·시화", date(2024, 5, 1), ["경기도 안산시", "경기도 시흥시"]),
        ("명지녹산", None, ["부산광역시 강서구"]),
        ("판교", None, ["경기도 성남시"]),
        ("행복도시", None, ["세종특별자치시"]),
        ("새만금국제공항", None, ["새만금"]),
        ("영종도", date(2024, 5, 1), ["인천광역시 중구"]),
        ("전북혁신도시", date(2020, 5, 1), ["전라북도 전주시", "전라북도 완주군"]),
        ("전북혁신도시", None, ["전북특별자치도 전주시", "전북특별자치도 완주군"]),
    ],
)
def test_a_place_counts_as_its_municipality(form: str, day: date | None, expected: list[str]) -> None:
    assert [REGIONS.name(unit, day) for unit in PLACES.regions_of(PLACES.forms[form], day)] == expected


@pytest.mark.parametrize("day", DAYS)
def test_a_place_lies_in_as_many_units_on_every_day(day: date | None) -> None:
    for place in PLACES.rows:
        units = PLACES.regions_of(place, day)
        assert len(units) == len(PLACES.regions_of(place, None)) > 0, place.name


def test_no_place_has_the_bare_name_of_an_ordinary_word() -> None:
    homographs = {form for row in REGIONS.rows for form in row.forms if row.is_homograph(form)}
    assert not homographs & set(PLACES.forms)


def no_members(rows: Rows) -> None:
    rows[0]["members"] = ""


def unknown_member(rows: Rows) -> None:
    rows[0]["members"] = "11|99"


def same_code(rows: Rows) -> None:
    rows[1]["code"] = rows[0]["code"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (no_members, "row 2: members is empty"),
        (unknown_member, "row 2: members names '99'"),
        (same_code, "row 3: code '5G3T:SUDO' stands in row 2 already"),
    ],
)
def test_broken_megaregions_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_megaregions(broken_copy("megaregions.csv", damage), REGIONS)


def no_region(rows: Rows) -> None:
    rows[0]["region"] = ""


def unknown_region(rows: Rows) -> None:
    rows[0]["region"] = "99999"


def unknown_kind(rows: Rows) -> None:
    rows[0]["kind"] = "planet"


def same_form(rows: Rows) -> None:
    rows[1]["short_names"] = rows[0]["name"]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (no_region, "row 2: region is empty"),
        (unknown_region, "row 2: region names '99999'"),
        (unknown_kind, "row 2: kind is 'planet'"),
        (same_form, "row 3: .* names .* already"),
    ],
)
def test_broken_places_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_places(broken_copy("places.csv", damage), REGIONS)
