"""The type of an initiative by the nouns in its name."""

from pathlib import Path

import pytest

from policyminer.errors import VocabularyError
from policyminer.vocab import initiative_type
from policyminer.vocab.initiative_types import read_initiative_types

HEADER = "form,type,weight,reference,status\n"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("수소 특화단지 조성", "cluster"),
        ("바이오 인력 양성 지원", "talent"),
        ("이차전지 기술 개발 지원", "r_and_d"),
        ("자율주행 실증단지 구축", "demonstration"),
        ("규제자유특구 지정", "designation"),
        ("항만 배후도로 정비", "infrastructure"),
        ("벤처 펀드 조성", "finance"),
        ("양극재 공장 증설", "investment"),
        ("재배농가 지원", "support"),
        ("관광 서비스 운영", "service"),
        ("규제특례 적용", "deregulation"),
        ("무지개", None),
        ("", None),
    ],
)
def test_types(phrase: str, expected: str | None) -> None:
    assert initiative_type(phrase) == expected


@pytest.mark.parametrize(
    "row",
    [
        "단지,cluster,strong,편집,editorial\n단지,talent,weak,편집,editorial",
        "단지,palace,strong,편집,editorial",
        "단지,cluster,heavy,편집,editorial",
    ],
)
def test_bad_rows(row: str, tmp_path: Path) -> None:
    path = tmp_path / "types.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"types\.csv"):
        read_initiative_types(path)
