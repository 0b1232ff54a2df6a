from datetime import date

import pytest

from policyminer.errors import UsageError
from policyminer.sources import parse_field_map, read
from policyminer.sources.fields import Fields, field_of, field_values, parse_date, to_fields


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05",
        "2024.3.5",
        "2024. 3. 5.(화) 조간",
        "2024/03/05",
        "2024년 3월 5일",
        "2024년3월5일 09:00",
        "20240305",
        "20240305093000",
        "2024-03-05T09:00:00+09:00",
        "2024-03-05 23:59:59",
        "03/05/2024",
        "3/5/2024 9:00",
        "  2024-3-5  ",
    ],
)
def test_dates_in_their_usual_forms(text: str) -> None:
    assert parse_date(text) == date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "어제",
        "2024",
        "2024-03",
        "2024-02-30",
        "2024-13-01",
        "25/03/2024",
        "1709596800",
        "0000-01-01",
        "12345678901",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_field_map_from_the_command_line() -> None:
    assert parse_field_map(" text = 본문 ,title=기사 제목") == {"text": "본문", "title": "기사 제목"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no pair"),
        ("text", "no pair"),
        ("text=본문,", "no pair"),
        ("body=본문", "the fields are id, title"),
        ("text=", "empty name"),
        ("text=본문,text=내용", "named twice"),
    ],
)
def test_unusable_field_maps(text: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        parse_field_map(text)


def test_read_checks_its_arguments_before_the_first_document() -> None:
    with pytest.raises(UsageError, match="no field"):
        read([], field_map={"body": "본문"})
    with pytest.raises(UsageError, match="limit"):
        read([], limit=0)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("본문", "text"),
        ("Content", "text"),
        ("뉴스 식별자", "id"),
        ("published_at", "published"),
        ("일자", "published"),
        ("언론사", "publisher"),
        ("기고자", "author"),
        ("URL", "url"),
        ("기관", None),  # in BigKinds: organisations the article names
        ("키워드", None),
    ],
)
def test_usual_names_are_known(name: str, field: str | None) -> None:
    assert field_of(name, {}) == field


def test_the_map_goes_before_the_usual_names() -> None:
    record = {"text": "요약이다", "전문": "본문이다", "title": "제목"}
    assert field_values(record, {"text": "전문"})["text"] == "본문이다"
    assert field_values(record, {"text": "없는 열"})["text"] == "요약이다"


def test_a_mapped_but_empty_field_is_not_filled_from_another() -> None:
    assert "text" not in field_values({"전문": "", "text": "요약이다"}, {"text": "전문"})


def test_of_several_usual_names_the_first_with_a_value_counts() -> None:
    assert field_values({"content": "긴 글", "body": ""}, {}) == {"text": "긴 글"}


def test_values_become_single_lines_and_odd_ones_nothing() -> None:
    values = {
        "id": 7,
        "title": " 두\n줄  제목\u0000",
        "publisher": {"name": "x"},
        "author": ["김", None, "이"],
        "url": True,
        "published": 20240305,
    }
    assert to_fields(values) == Fields(id="7", title="두 줄 제목", author="김, 이", published=date(2024, 3, 5))
