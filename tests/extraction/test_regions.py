"""Where places are named, which ones, and in what role."""

from datetime import date

import pytest

from policyminer.extraction.gazetteer import LONGEST_FORM, place_names
from policyminer.extraction.regions import RegionMention, Role, find_regions, sure_names

from .conftest import DAY, ReadText

Named = list[tuple[str, str]]  # the text's own words, canonical name


def places(reader: ReadText, text: str, *, title: str = "", day: date | None = DAY) -> Named:
    return _named(reader, text, Role.PLACE, title, day)


def _named(reader: ReadText, text: str, role: Role, title: str, day: date | None) -> Named:
    reading = reader(text, title=title, day=day)
    return [(reading.text[m.start : m.end], m.name) for m in find_regions(reading) if m.role is role]


# text, what it names as places
NAMED: list[tuple[str, Named]] = [
    # a province with its municipality is the municipality
    ("경북 포항에 이차전지 단지를 조성한다.", [("경북 포항", "경상북도 포항시")]),
    ("경북(포항)은 수소를 키운다.", [("경북(포항)", "경상북도 포항시")]),
    ("경북 (포항)은 수소를 키운다.", [("경북 (포항)", "경상북도 포항시")]),
    ("경북도 포항에 공장을 짓는다.", [("경북도 포항", "경상북도 포항시")]),
    ("전북지역 완주에 수소 단지를 세운다.", [("전북지역 완주", "전북특별자치도 완주군")]),
    ("충북오송에 바이오 단지를 세운다.", [("충북오송", "충청북도 청주시")]),
    ("경상북도 포항시 남구에 공장을 짓는다.", [("경상북도 포항시 남구", "경상북도 포항시")]),
    ("창원 성산구에 공장을 짓는다.", [("창원 성산구", "경상남도 창원시")]),
    ("인천 송도에 바이오 공장을 짓는다.", [("인천 송도", "인천광역시 연수구")]),
    ("전남 나주·강진에 단지를 조성한다.", [("전남 나주", "전라남도 나주시"), ("강진", "전라남도 강진군")]),
    ("경북 포항, 구미에 짓는다.", [("경북 포항", "경상북도 포항시"), ("구미", "경상북도 구미시")]),
    ("경북(포항, 구미)에 짓는다.", [("포항", "경상북도 포항시"), ("구미", "경상북도 구미시")]),
    ("충남(예산, 부여)에 짓는다.", [("예산", "충청남도 예산군"), ("부여", "충청남도 부여군")]),
    # lists
    ("경기와 인천은 물류 거점을 넓힌다.", [("경기", "경기도"), ("인천", "인천광역시")]),
    ("부산·울산·경남은 배를 짓는다.", [("부산", "부산광역시"), ("울산", "울산광역시"), ("경남", "경상남도")]),
    ("부산ㆍ울산은 배를 짓는다.", [("부산", "부산광역시"), ("울산", "울산광역시")]),
    ("광주, 전남이 함께 나선다.", [("광주", "광주광역시"), ("전남", "전라남도")]),
    (
        "강릉·동해·삼척에 짓는다.",
        [("강릉", "강원특별자치도 강릉시"), ("동해", "강원특별자치도 동해시"), ("삼척", "강원특별자치도 삼척시")],
    ),
    (
        "용인(반도체), 전주(탄소), 창원(기계)에 짓는다.",
        [("용인", "경기도 용인시"), ("전주", "전북특별자치도 전주시"), ("창원", "경상남도 창원시")],
    ),
    # common nouns that are place names as well
    ("예산을 확보해 사업을 추진한다.", []),
    ("예산군은 사과 가공 단지를 조성한다.", [("예산군", "충청남도 예산군")]),
    ("충남 예산에 사과 가공 단지를 조성한다.", [("충남 예산", "충청남도 예산군")]),
    ("예산군은 단지를 세운다. 예산 사과를 수출한다.", [("예산군", "충청남도 예산군"), ("예산", "충청남도 예산군")]),
    ("의미를 부여하고 지원한다.", []),
    ("부여군은 수박 단지를 조성한다.", [("부여군", "충청남도 부여군")]),
    ("화성 탐사선을 개발한다.", []),
    ("화성시는 자율주행 단지를 조성한다.", [("화성시", "경기도 화성시")]),
    ("경기 화성에 공장을 짓는다.", [("경기 화성", "경기도 화성시")]),
    ("음성 인식 기술을 개발한다.", []),
    ("음성군은 기업을 유치한다.", [("음성군", "충청북도 음성군")]),
    ("고령 친화 식품을 개발한다.", []),
    ("경기 침체에 대응한다.", []),
    ("경기도는 기업을 유치한다.", [("경기도", "경기도")]),
    ("경기 북부에 공장을 짓는다.", [("경기", "경기도")]),
    ("양산 체제를 갖춘다.", []),
    ("상주하는 인력이 늘었다.", []),
    ("전남도는 수소를 키운다. 영광에서는 바람을 쓴다.", [("전남도", "전라남도"), ("영광", "전라남도 영광군")]),
    ("영광의 순간을 맞았다.", []),
    ("경주마를 키운다.", []),
    ("대전환 시대에 대응한다.", []),
    # names that several units share
    ("광주에 단지를 조성한다.", [("광주", "광주광역시")]),
    ("광주시는 인공지능을 키운다.", [("광주시", "광주광역시")]),
    ("경기 광주에 창고를 짓는다.", [("경기 광주", "경기도 광주시")]),
    ("경기도 광주시는 물류를 잇는다. 광주에 짓는다.", [("경기도 광주시", "경기도 광주시"), ("광주", "경기도 광주시")]),
    ("제주에 단지를 조성한다.", [("제주", "제주특별자치도")]),
    ("제주시에 단지를 조성한다.", [("제주시", "제주특별자치도 제주시")]),
    ("강서구에 연구소를 짓는다.", []),
    ("서울 강서구에 연구소를 짓는다.", [("서울 강서구", "서울특별시 강서구")]),
    ("부산시는 배를 짓는다. 강서구에 연구소를 짓는다.", [("부산시", "부산광역시"), ("강서구", "부산광역시 강서구")]),
    ("서울시는 길을 닦는다. 강서구에 연구소를 짓는다.", [("서울시", "서울특별시"), ("강서구", "서울특별시 강서구")]),
    ("경남도는 항공을 키운다. 고성군에 짓는다.", [("경남도", "경상남도"), ("고성군", "경상남도 고성군")]),
    ("강원 고성에 짓는다.", [("강원 고성", "강원특별자치도 고성군")]),
    # megaregions
    ("호남권에 인공지능 단지를 조성한다.", [("호남권", "호남권")]),
    ("충청권·호남권에 단지를 조성한다.", [("충청권", "충청권"), ("호남권", "호남권")]),
    ("동남권 물류를 잇는다.", [("동남권", "동남권")]),
    ("부울경 물류를 잇는다.", [("부울경", "부울경")]),
    ("대구경북에 단지를 조성한다.", [("대구경북", "대경권")]),
    ("수도권에 단지를 조성한다.", [("수도권", "수도권")]),
    ("제주권은 관광을 키운다.", [("제주권", "제주권")]),
    ("수도·중부권에 데이터센터를 둔다.", [("수도", "수도권"), ("중부권", "중부권")]),
    ("광양만권에 단지를 조성한다.", [("광양만권", "광양만권")]),
    # places below the municipality, and those that keep their names
    ("오창에 가속기를 구축한다.", [("오창", "충청북도 청주시")]),
    ("대불산단에 공장을 짓는다.", [("대불산단", "전라남도 영암군")]),
    ("새만금에 단지를 조성한다.", [("새만금", "새만금")]),
    ("행복도시에 단지를 조성한다.", [("행복도시", "세종특별자치시")]),
    ("반월시화 산단을 정비한다.", [("반월시화", "경기도 안산시"), ("반월시화", "경기도 시흥시")]),
    ("반월·시화 국가산업단지를 정비한다.", [("반월·시화", "경기도 안산시"), ("반월·시화", "경기도 시흥시")]),
    ("반월ㆍ시화산단을 정비한다.", [("반월ㆍ시화산단", "경기도 안산시"), ("반월ㆍ시화산단", "경기도 시흥시")]),
    ("부산·진해 경제자유구역에 공장을 짓는다.", [("부산", "부산광역시"), ("진해", "경상남도 창원시")]),
    # no place of Korea
    ("전국에 설치한다.", []),
    ("독일 함부르크와 협력한다.", []),
]  # fmt: skip

# text, what it should name as places, why it does not
MISSED: list[tuple[str, Named, str]] = [
    (
        "여수·광양항에 터미널을 짓는다.",
        [("여수·광양항", "전라남도 여수시"), ("여수·광양항", "전라남도 광양시")],
        "the list of places gives the port to 광양 alone",
    ),
    ("이천 명이 왔다.", [], "이천 is no homograph in the list of regions"),
    (
        "부산시, 예산 삼백억 원 확보",
        [("부산시", "부산광역시")],
        "a common noun after a place and a comma reads as a place",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *NAMED,
        *(
            pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
            for text, expected, reason in MISSED
        ),
    ],
)
def test_places(read_text: ReadText, text: str, expected: Named) -> None:
    assert places(read_text, text) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("부산대학교에 설치한다.", "부산"),
        ("포항공과대학교가 참여한다.", "포항"),
        ("대구시장은 로봇을 키우겠다고 말했다.", "대구"),
        ("창원시장은 로봇을 키우겠다고 말했다.", "창원"),
        ("전남도지사가 방문했다.", "전남"),
        ("경남지사는 항공을 키우겠다고 말했다.", "경남"),
        ("김해시의회가 의결했다.", "김해시"),
        ("대전시청에서 회의를 열었다.", "대전시"),
        ("전북은행과 제휴한다.", "전북"),
        ("부산상공회의소가 주최한다.", "부산"),
        ("울산과학기술원이 연구한다.", "울산"),
        ("부산항만공사가 추진한다.", "부산항"),
        ("경남FC가 이겼다.", "경남"),
    ],
)
def test_names_in_organisations_are_flagged(read_text: ReadText, text: str, word: str) -> None:
    assert [surface for surface, _ in _named(read_text, text, Role.ORGANISATION, "", DAY)] == [word]
    assert places(read_text, text) == []


@pytest.mark.parametrize("text", ["부산대는 배를 연구한다.", "광주은행이 돕는다.", "강원대가 참여한다."])
def test_organisations_that_the_analyser_knows_are_no_places(read_text: ReadText, text: str) -> None:
    assert places(read_text, text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("대구시는 로봇을 키운다.", "대구시"),
        ("부산항에 터미널을 짓는다.", "부산항"),
        ("대구 시민이 탄다.", "대구"),
        ("경남 청년이 일한다.", "경남"),
    ],
)
def test_a_government_or_its_people_are_no_organisation(read_text: ReadText, text: str, word: str) -> None:
    assert [surface for surface, _ in places(read_text, text)] == [word]


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("강원도는 관광을 키운다.", date(2022, 1, 1), "강원도"),
        ("강원도는 관광을 키운다.", date(2024, 5, 1), "강원특별자치도"),
        ("강원 춘천에 짓는다.", date(2022, 1, 1), "강원도 춘천시"),
        ("전라북도 전주에 짓는다.", date(2022, 1, 1), "전라북도 전주시"),
        ("전라북도 전주에 짓는다.", date(2024, 5, 1), "전북특별자치도 전주시"),
        ("군위군에 공항을 짓는다.", date(2022, 1, 1), "경상북도 군위군"),
        ("군위군에 공항을 짓는다.", date(2024, 5, 1), "대구광역시 군위군"),
        ("광주광역시는 인공지능을 키운다.", date(2026, 6, 30), "광주광역시"),
        ("광주광역시는 인공지능을 키운다.", date(2026, 7, 1), "전남광주통합특별시"),
        ("전남 나주에 짓는다.", date(2026, 7, 1), "전남광주통합특별시 나주시"),
        ("인천 중구에 짓는다.", date(2024, 5, 1), "인천광역시 중구"),
        ("인천 제물포구에 짓는다.", date(2026, 8, 1), "인천광역시 제물포구"),
        ("광주광역시는 인공지능을 키운다.", None, "전남광주통합특별시"),
    ],
)
def test_names_are_those_of_the_day(read_text: ReadText, text: str, day: date | None, name: str) -> None:
    assert [canonical for _, canonical in places(read_text, text, day=day)] == [name]


def test_a_municipality_that_was_split_counts_as_its_province(read_text: ReadText) -> None:
    assert places(read_text, "인천 중구에 짓는다.", day=date(2026, 8, 1)) == [("인천 중구", "인천광역시")]


def test_the_title_supports_the_body(read_text: ReadText) -> None:
    found = places(read_text, "예산은 사과로 이름났다.", title="예산군, 사과 단지 조성")
    assert found == [("예산군", "충청남도 예산군"), ("예산", "충청남도 예산군")]


def test_a_province_and_a_place_on_different_lines_are_two(read_text: ReadText) -> None:
    assert places(read_text, "경북\n포항에 짓는다.") == [("경북", "경상북도"), ("포항", "경상북도 포항시")]


def test_a_mention_knows_its_line_code_and_province(read_text: ReadText) -> None:
    reading = read_text("□ 항만을 넓힌다.\n ㅇ 경북 포항에 부두를 짓는다.")
    [mention] = find_regions(reading)
    assert mention == RegionMention(
        1, 14, 19, "47110", "경상북도 포항시", mention.kind, Role.PLACE, "47", "region:name"
    )  # fmt: skip
    assert mention.kind.value == "municipality"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("포항에 짓는다.", {"포항"}),
        ("광주에 짓는다.", {"광주"}),
        ("예산군에 짓는다.", {"예산군"}),
        ("경남지역 새만금", {"경남", "새만금"}),
        ("부울경 물류를 잇는다.", {"부울경"}),
        ("회의를 열었다.", set()),
        ("예산을 확보했다.", set()),
        ("", set()),
        ("ABC 123", set()),
        pytest.param(
            "경기 북부에 짓는다.",
            {"경기"},
            marks=pytest.mark.xfail(strict=True, reason="the look before tokenising sees no words around a homograph"),
        ),
    ],
)
def test_sure_names(text: str, names: set[str]) -> None:
    assert sure_names(text, DAY) == names


def test_no_name_is_longer_than_the_search_looks() -> None:
    assert max(map(len, place_names(DAY))) <= LONGEST_FORM
