from collections.abc import Callable
from datetime import date

import pytest

from policyminer.errors import VocabularyError
from policyminer.vocab import (
    ProgrammeKind,
    load_bodies,
    load_crosswalk,
    load_industries,
    load_megaregions,
    load_programmes,
    load_regions,
    load_zones,
)
from policyminer.vocab.bodies import read_bodies
from policyminer.vocab.crosswalk import read_crosswalk
from policyminer.vocab.programmes import read_programmes
from policyminer.vocab.zones import read_zones

from .conftest import Breaker, Rows

REGIONS, INDUSTRIES = load_regions(), load_industries()


@pytest.mark.parametrize(
    ("form", "day", "name"),
    [
        ("산업부", date(2024, 5, 1), "산업통상자원부"),
        ("산업부", date(2025, 10, 1), "산업통상부"),
        ("산업부", None, "산업통상부"),
        ("기재부", date(2025, 12, 31), "기획재정부"),
        ("기재부", date(2026, 3, 1), "기획재정부"),
        ("재경부", date(2026, 3, 1), "재정경제부"),
        ("중소벤처기업부", date(2024, 1, 1), "중소벤처기업부"),
        ("과기정통부", None, "과학기술정보통신부"),
        ("농림축산 식품부", None, "농림축산식품부"),
    ],
)
def test_a_form_means_the_body_of_its_day(form: str, day: date | None, name: str) -> None:
    body = load_bodies().find(form, day)
    assert body is not None
    assert body.name == name


@pytest.mark.parametrize(("form", "day"), [("기후부", date(2024, 1, 1)), ("없는부", None), ("", None)])
def test_unknown_and_future_bodies_are_none(form: str, day: date | None) -> None:
    assert load_bodies().find(form, day) is None


def test_successors_of_a_split_ministry() -> None:
    bodies = {body.code: body for body in load_bodies().rows}
    ended = load_bodies().find("기획재정부", date(2025, 1, 1))
    assert ended is not None
    assert [bodies[code].name for code in ended.successors] == ["재정경제부", "기획예산처"]


def test_zones_name_their_region_and_sector() -> None:
    zones = {zone.code: zone for zone in load_zones()}
    zone = zones["RFZ-1-43-04"]
    assert (zone.name, zone.region, zone.industries) == ("스마트안전제어", "43", ("IND-SAFETY",))
    assert zones["RFZ-2-31-10"].valid_to == date(2025, 12, 1)


def test_programmes_link_to_sectors_and_regions() -> None:
    items = {item.code: item for item in load_programmes()}
    assert items["NST12-01"].industries == ("IND-SEMI", "IND-DISPLAY")
    assert items["SC-1"].regions == ("41460", "41220")
    schemes = {item.name for item in items.values() if item.kind is ProgrammeKind.SCHEME}
    assert schemes == set(load_megaregions().schemes) - {"common"}


def test_the_crosswalk_covers_every_province_in_force() -> None:
    crosswalk = load_crosswalk()
    assert (crosswalk["51"].kostat, crosswalk["51"].iso3166_2) == ("32", "KR-42")
    assert crosswalk["12"].kostat is None
    assert {unit.code for unit in REGIONS.at(None) if unit.parent is None} <= set(crosswalk)


def cell(index: int, column: str, value: str) -> Callable[[Rows], None]:
    def damage(rows: Rows) -> None:
        rows[index][column] = value

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell(0, "parent", "Z9"), "row 2: parent names 'Z9'"),
        (cell(-1, "successor", "Z9"), "successor names 'Z9'"),
        (cell(0, "successor", "A00002"), "row 2: a body that still holds has no successor"),
        (cell(1, "code", "A00041"), "row 3: code 'A00041' holds at the same time as in row 2"),
        (cell(1, "name", "재정경제부"), "row 3: name '재정경제부' holds at the same time as in row 2"),
    ],
)
def test_broken_bodies_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_bodies(broken_copy("bodies.csv", damage))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell(0, "region", "99"), "row 2: region names '99'"),
        (cell(0, "industries", "IND-NONE"), "row 2: industries names 'IND-NONE'"),
        (cell(1, "code", "RFZ-1-42-01"), "row 3: code 'RFZ-1-42-01' stands in row 2 already"),
        (cell(0, "valid_to", "2025-11"), "row 2: valid_to is '2025-11', not an ISO date"),
    ],
)
def test_broken_zones_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_zones(broken_copy("zones.csv", damage), REGIONS, INDUSTRIES)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell(0, "regions", "99"), "row 2: regions names '99'"),
        (cell(0, "industries", "IND-NONE"), "row 2: industries names 'IND-NONE'"),
        (cell(0, "kind", "poem"), "row 2: kind is 'poem'"),
    ],
)
def test_broken_programmes_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_programmes(broken_copy("programmes.csv", damage), REGIONS, INDUSTRIES)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell(0, "code", "99"), "row 2: no region has the code '99'"),
        (cell(0, "name", "서울"), "row 2: no region has the code '11' and the name '서울'"),
        (cell(0, "valid_to", "soon"), "row 2: valid_to is 'soon'"),
    ],
)
def test_broken_crosswalks_are_refused(broken_copy: Breaker, damage: Callable[[Rows], None], message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_crosswalk(broken_copy("crosswalk.csv", damage), REGIONS)
