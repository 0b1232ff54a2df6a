"""What stands side by side."""

from dataclasses import dataclass

import pytest

from policyminer.extraction.lists import siblings


@dataclass(frozen=True)
class Piece:
    start: int
    end: int


def pieces(text: str, *words: str) -> list[Piece]:
    return [Piece(text.index(word), text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("경기와 인천은 바이오를 키운다", ("경기", "인천"), ["인천"]),
        ("부산·울산·경남", ("부산", "울산", "경남"), ["울산", "경남"]),
        ("부산(물류), 인천", ("부산", "인천"), ["인천"]),
        ("부산은 물류, 인천은 바이오", ("부산", "인천"), []),
        ("부산", ("부산",), []),
    ],
)
def test_siblings_of_the_first(text: str, words: tuple[str, ...], expected: list[str]) -> None:
    found = pieces(text, *words)
    assert [text[p.start : p.end] for p in siblings(text, found, found[0])] == expected


def test_siblings_on_both_sides_and_what_overlaps() -> None:
    text = "농식품 제조·가공, 물류와 관광"
    found = pieces(text, "농식품 제조·가공", "제조", "물류", "관광")
    assert [text[p.start : p.end] for p in siblings(text, found, found[2])] == ["농식품 제조·가공", "관광"]
