import json
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.errors import SourceError
from policyminer.evaluation import Figures, GoldTriple, errors, read_gold, score

Row = dict[str, object]


def _gold(
    region: str, industry: str, initiative: str, *, name: str | None = None, code: str | None = None
) -> GoldTriple:
    return GoldTriple(region, name, industry, initiative, industry_code=code)


def _row(region: object, industry: object, initiative: object, *, doc: str = "a", **more: object) -> Row:
    return {"doc": doc, "region": region, "industry": industry, "initiative": initiative, **more}


def _hits(gold: GoldTriple, row: Row, *, strict: bool = False) -> tuple[int, int, int, int]:
    scores = score({"a": [gold]}, [row], strict=strict)
    return scores.triple.tp, scores.region_industry.tp, scores.region_initiative.tp, scores.region.tp


GOLD = _gold("강원 춘천", "바이오·헬스", "백신 실증센터 구축", name="강원특별자치도 춘천시")

# what differs, gold, predicted, matches of triple, region–industry, region–initiative, region
AGREEMENT: list[tuple[str, GoldTriple, Row, tuple[int, int, int, int]]] = [
    ("nothing", GOLD, _row("강원 춘천", "바이오·헬스", "백신 실증센터 구축"), (1, 1, 1, 1)),
    ("separators", GOLD, _row("강원춘천", "바이오 / 헬스", "‘백신’ 실증센터-구축"), (1, 1, 1, 1)),
    ("full width", GOLD, _row("강원　춘천", "바이오（헬스）", "백신 실증센터 구축"), (1, 1, 1, 1)),
    (
        "official name",
        GOLD,
        _row("봄내", "바이오헬스", "백신 실증센터 구축", region_name="강원특별자치도 춘천시"),
        (1,) * 4,
    ),
    ("renamed province", GOLD, _row("봄내", "바이오헬스", "백신 실증센터 구축", region_name="강원도 춘천시"), (1,) * 4),
    ("surface is the name", GOLD, _row("강원특별자치도 춘천시", "바이오헬스", "백신 실증센터 구축"), (1, 1, 1, 1)),
    ("other region", GOLD, _row("강릉", "바이오헬스", "백신 실증센터 구축"), (0, 0, 0, 0)),
    ("province only", GOLD, _row("강원", "바이오헬스", "백신 실증센터 구축"), (0, 0, 0, 0)),
    ("no region", GOLD, _row(None, "바이오헬스", "백신 실증센터 구축", region_name=float("nan")), (0, 0, 0, 0)),
    ("contained industry", GOLD, _row("강원 춘천", "헬스", "백신 실증센터 구축"), (1, 1, 1, 1)),
    ("containing industry", GOLD, _row("강원 춘천", "바이오헬스 산업", "백신 실증센터 구축"), (1, 1, 1, 1)),
    ("one syllable contained", GOLD, _row("강원 춘천", "오", "백신 실증센터 구축"), (0, 0, 1, 1)),
    (
        "industry's name agrees",
        GOLD,
        _row("강원 춘천", "백신", "백신 실증센터 구축", industry_name="헬스"),
        (1, 1, 1, 1),
    ),
    ("no industry", GOLD, _row("강원 춘천", None, "백신 실증센터 구축", industry_name=float("nan")), (0, 0, 1, 1)),
    (
        "one syllable equal",
        _gold("부산", "쌀", "쌀 가공시설 확충"),
        _row("부산", "쌀", "쌀 가공시설 확충"),
        (1, 1, 1, 1),
    ),
    (
        "equal codes",
        _gold("부산", "조선", "친환경 선박 건조", code="C31"),
        _row("부산", "해양", "친환경 선박 건조", industry_code="C31"),
        (1, 1, 1, 1),
    ),
    (
        "no codes are not equal codes",
        _gold("부산", "조선", "친환경 선박 건조"),
        _row("부산", "해양", "친환경 선박 건조", industry_code=None),
        (0, 0, 1, 1),
    ),
    # bigrams 백신 신실 실증 증센 센터 터구 구축 against 백신 신실 실증 증단 단지 지구 구축: 4 shared, 2 * 4 / 14 > 0.5
    ("similar initiative", GOLD, _row("강원 춘천", "헬스", "백신 실증단지 구축"), (1, 1, 1, 1)),
    # 센터 터구 구축 of 7 and 5 bigrams: 2 * 3 / 12 = 0.5
    ("just similar", GOLD, _row("강원 춘천", "헬스", "연구센터 구축"), (1, 1, 1, 1)),
    # 구축 of 7 and 5: 2 / 12
    ("other initiative", GOLD, _row("강원 춘천", "헬스", "연구기관 구축"), (0, 1, 0, 1)),
    (
        "contained, 6 of 15 syllables",  # bigrams 14 and 5: 2 * 5 / 19 > 0.5 already
        _gold("부산", "조선", "가나다라마바사아자차카타파하거"),
        _row("부산", "조선", "가나다라마바"),
        (1, 1, 1, 1),
    ),
    (
        "contained, 6 of 16 syllables",  # 6 < 0.4 * 16 and 2 * 5 / 20 = 0.5
        _gold("부산", "조선", "가나다라마바사아자차카타파하거너"),
        _row("부산", "조선", "가나다라마바"),
        (1, 1, 1, 1),
    ),
    (
        "contained, 6 of 17 syllables",  # 6 < 0.4 * 17 and 2 * 5 / 21 < 0.5
        _gold("부산", "조선", "가나다라마바사아자차카타파하거너더"),
        _row("부산", "조선", "가나다라마바"),
        (0, 1, 0, 1),
    ),
    (
        "no initiative",
        _gold("부산", "조선", "가나다라마바"),
        _row("부산", "조선", float("nan")),
        (0, 1, 0, 1),
    ),
    ("one syllable initiatives", _gold("부산", "조선", "섬"), _row("부산", "조선", "섬"), (1, 1, 1, 1)),
]


@pytest.mark.parametrize(("gold", "row", "hits"), [case[1:] for case in AGREEMENT], ids=[case[0] for case in AGREEMENT])
def test_agreement(gold: GoldTriple, row: Row, hits: tuple[int, int, int, int]) -> None:
    assert _hits(gold, row) == hits


def test_strict_asks_for_nearly_equal_initiatives() -> None:
    # 10 and 9 bigrams, 9 shared: 2 * 9 / 19 > 0.8; 10 and 6, 6 shared: 12 / 16 < 0.8 though contained
    gold = _gold("부산", "조선", "가나다라마바사아자차카")
    assert _hits(gold, _row("부산", "조선", "가나다라마바사아자차"), strict=True) == (1, 1, 1, 1)
    assert _hits(gold, _row("부산", "조선", "가나다라마바사"), strict=True) == (0, 1, 0, 1)
    assert _hits(gold, _row("부산", "조선", "가나다라마바사")) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [("강원도", "강원특별자치도"), ("전라북도", "전북특별자치도"), ("제주도", "제주특별자치도")],
)
def test_renamed_provinces(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        gold = GoldTriple("여기", f"{one} 가군", "농업", "온실 신축")
        assert _hits(gold, _row("저기", "농업", "온실 신축", region_name=f"{other} 가군")) == (1, 1, 1, 1)


def test_figures() -> None:
    gold = {
        "a": [_gold("부산", "조선", "친환경 선박 건조"), _gold("대구", "로봇", "서비스로봇 실증")],
        "b": [_gold("광주", "자동차", "부품 공장 증설")],
        "c": [],
        "d": [],
    }
    rows = [
        _row("부산", "조선", "친환경 선박 건조"),  # right
        _row("대구", "의료", "서비스로봇 실증"),  # industry wrong
        _row("울산", "수소", "충전소 설치"),  # wrong
        _row("대전", "우주", "위성 개발", doc="d"),  # in a document without gold rows
        _row("대전", "우주", "위성 개발", doc="elsewhere"),  # left out
    ]
    scores = score(gold, rows)
    # document a: 1 of 2 found among 3, F1 = 2 * (1/3) * (1/2) / (5/6) = 0.4; b: 0
    assert astuple(scores.triple) == pytest.approx((1 / 4, 1 / 3, 2 / 7, 0.2, 1, 3, 4))
    assert (scores.region_industry.tp, scores.region_initiative.tp, scores.region.tp) == (1, 2, 2)
    # document a: precision 2/3, recall 1, F1 0.8
    assert scores.region.macro_f1 == pytest.approx(0.4)
    assert (scores.empty_kept, scores.empty_total) == (1, 2)
    assert scores.table() == (
        "triple             P 0.250  R 0.333  F1 0.286  macro F1 0.200  (1 of 3 gold, 4 predicted)\n"
        "region-industry    P 0.250  R 0.333  F1 0.286  macro F1 0.200  (1 of 3 gold, 4 predicted)\n"
        "region-initiative  P 0.500  R 0.667  F1 0.571  macro F1 0.400  (2 of 3 gold, 4 predicted)\n"
        "region             P 0.500  R 0.667  F1 0.571  macro F1 0.400  (2 of 3 gold, 4 predicted)\n"
        "documents without gold rows left empty: 1 of 2"
    )


def test_rows_that_squash_to_the_same_count_once() -> None:
    gold = {"a": [_gold("부산", "조선", "선박 건조"), _gold("부산", "조 선", "선박·건조")]}
    rows = [_row("부산", "조선", "선박 건조"), _row("부산 ", "조선", "선박건조"), _row("부산", "조선", "항만 정비")]
    scores = score(gold, rows)
    assert (scores.triple.gold, scores.triple.predicted) == (1, 2)
    assert (scores.region.gold, scores.region.predicted) == (1, 1)


def test_an_old_name_and_its_successor_count_once() -> None:
    rows = [
        _row("춘천", "관광", "호수 정비", region_name="강원도 춘천시"),
        _row("춘천", "관광", "호수 정비", region_name="강원특별자치도 춘천시"),
    ]
    assert score({"a": []}, rows).triple.predicted == 1


def test_a_predicted_row_matches_one_gold_row() -> None:
    gold = {"a": [_gold("부산", "조선", "스마트 조선소 구축"), _gold("부산", "조선해양", "스마트 조선소 구축")]}
    scores = score(gold, [_row("부산", "조선", "스마트 조선소 구축")])
    assert (scores.triple.tp, scores.triple.gold) == (1, 2)


def test_pairing_is_the_best_overall() -> None:
    # the first gold row agrees best with the first predicted one (12/13), but that is all the second (10/15) can have;
    # the other predicted row agrees with the first gold row only (6/9)
    gold = {"a": [_gold("부산", "조선", "가나다라마바사"), _gold("부산", "조선", "다라마바사아거너더")]}
    rows = [_row("부산", "조선", "가나다라마바사아"), _row("부산", "조선", "가나다라")]
    assert score(gold, rows).triple.tp == 2


def test_nothing_predicted_and_nothing_asked() -> None:
    assert score({}, []).triple == Figures(0.0, 0.0, 0.0, 0.0, 0, 0, 0)
    missed = score({"a": [_gold("부산", "조선", "선박 건조")]}, [])
    assert missed.triple == Figures(0.0, 0.0, 0.0, 0.0, 0, 1, 0)


def test_errors_lists_missed_and_wrong_rows_by_document() -> None:
    gold = {
        "a": [_gold("부산", "조선", "선박 건조"), _gold("대구", "로봇", "로봇 실증")],
        "b": [_gold("광주", "빛", "가 조성"), _gold("광주", "빛", "나 정비"), _gold("광주", "빛", "다 건립")],
    }
    rows = [_row("부산", "조선", "선박 건조"), _row("울산", None, "수소 공급"), _row("대전", "우주", "발사", doc="b")]
    assert errors(gold, rows, 2) == [
        ("missed", "a", "대구", "로봇", "로봇 실증"),
        ("wrong", "a", "울산", "", "수소 공급"),
        ("missed", "b", "광주", "빛", "가 조성"),
        ("missed", "b", "광주", "빛", "나 정비"),
        ("wrong", "b", "대전", "우주", "발사"),
    ]
    assert errors(gold, rows, 0) == []


def test_errors_can_be_strict() -> None:
    gold = {"a": [_gold("부산", "조선", "가나다라마바사아자차카")]}
    rows = [_row("부산", "조선", "가나다라마바사")]
    assert errors(gold, rows, 5) == []
    assert [label for label, *_ in errors(gold, rows, 5, strict=True)] == ["missed", "wrong"]


_TEXT = st.text(alphabet="가나다라마바사아강원도AB· ", min_size=1, max_size=12).filter(lambda text: text.strip("· "))
_GOLD = st.dictionaries(
    st.text(min_size=1, max_size=3),
    st.lists(st.builds(GoldTriple, _TEXT, st.none() | _TEXT, _TEXT, _TEXT), max_size=4),
    max_size=3,
)


@given(_GOLD, st.booleans())
def test_a_perfect_prediction_scores_one(gold: dict[str, list[GoldTriple]], strict: bool) -> None:
    rows = [
        _row(triple.region, triple.industry, triple.initiative, doc=doc, region_name=triple.region_name)
        for doc, triples in gold.items()
        for triple in triples
    ]
    scores = score(gold, rows, strict=strict)
    expected = 1.0 if rows else 0.0
    for level in (scores.triple, scores.region_industry, scores.region_initiative, scores.region):
        assert (level.f1, level.macro_f1, level.tp) == (expected, expected, level.gold)
    assert scores.empty_kept == scores.empty_total
    assert errors(gold, rows, 9, strict=strict) == []


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_read_gold(tmp_path: Path) -> None:
    triple = {
        "region": "춘천",
        "region_name": "강원도 춘천시",
        "industry": "관광",
        "initiative": "길 조성",
        "status": "done",
    }
    first = json.dumps({"doc": "가", "triples": [triple], "notes": ""}, ensure_ascii=False)
    path = _file(tmp_path, "\ufeff" + first, "", '{"doc": "나", "triples": []}')
    assert read_gold(path) == {"가": [GoldTriple("춘천", "강원도 춘천시", "관광", "길 조성", status="done")], "나": []}


BAD_LINES = {
    "no JSON": '{"doc": "b"',
    "no object": "[1]",
    "nested too deep": "[" * 100_000,
    "no name": '{"triples": []}',
    "name is no text": '{"doc": 3, "triples": []}',
    "no triples": '{"doc": "b"}',
    "triples is no list": '{"doc": "b", "triples": {}}',
    "triple is no object": '{"doc": "b", "triples": ["x"]}',
    "field is no text": '{"doc": "b", "triples": [{"region": 1, "industry": "x", "initiative": "y"}]}',
    "no region": '{"doc": "b", "triples": [{"industry": "x", "initiative": "y"}]}',
    "no initiative": '{"doc": "b", "triples": [{"region": "x", "industry": "y"}]}',
    "twice": '{"doc": "a", "triples": []}',
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = _file(tmp_path, '{"doc": "a", "triples": []}', line)
    with pytest.raises(SourceError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}:2: ")
    assert "\n" not in str(error.value)


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nothing\.jsonl"):
        read_gold(tmp_path / "nothing.jsonl")
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(SourceError, match=r"binary\.jsonl.*UTF-8"):
        read_gold(binary)
