"""A reading: sentences within lines, ancestors, offsets."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import ReadText


def test_sentences_lie_within_lines(read_text: ReadText) -> None:
    reading = read_text("부산은 항만을 넓힌다. 울산은 배를 짓는다.\n□ 대구 로봇\n * 국비")
    assert [(s.line, reading.text[s.start : s.end]) for s in reading.sentences] == [
        (0, "부산은 항만을 넓힌다."),
        (0, "울산은 배를 짓는다."),
        (1, "대구 로봇"),
        (2, "국비"),
    ]
    assert reading.line_sentences == [(0, 2), (2, 3), (3, 4)]


def test_ancestors_are_the_lines_above_in_the_outline(read_text: ReadText) -> None:
    reading = read_text("□ 항만을 넓힌다.\n ㅇ 부두를 짓는다.\n  - 전기를 쓴다.\n  * 국비", title="수소 항만")
    assert reading.ancestors == [(), (0,), (0, 1), (0, 1, 2), (0, 1, 2, 3)]


def test_title_and_day_are_kept(read_text: ReadText) -> None:
    reading = read_text("부두를 짓는다.", title="수소 항만", day=date(2024, 3, 1))
    assert reading.text[: reading.body_start] == "수소 항만\n"
    assert reading.published == date(2024, 3, 1)
    assert read_text("부두를 짓는다.", day=None).published is None


def test_look_ups_by_offset(read_text: ReadText) -> None:
    text = "부두를 짓는다.\n\n창고를 짓는다."
    reading = read_text(text)
    assert [reading.line_at(offset) for offset in (0, 5, 8, text.index("창고"), len(text))] == [0, 0, 0, 1, 1]
    first, last = reading.morphemes_in(text.index("창고"), text.index("창고") + 2)
    assert [m.form for m in reading.morphemes[first:last]] == ["창고"]
    assert reading.morphemes_in(8, 9) == (first, first)


def test_an_empty_text(read_text: ReadText) -> None:
    reading = read_text("")
    assert (reading.lines, reading.sentences, reading.morphemes) == ([], [], [])


@given(st.text(st.sampled_from("부산항만을넓힌다했 .!?“”()\n\r\t\x00😀□ㅇ-*·1"), max_size=60))
@settings(max_examples=100, deadline=None)
def test_sentences_cover_the_morphemes_of_the_lines_in_order(read_text: ReadText, text: str) -> None:
    reading = read_text(text)
    before = 0
    for sentence in reading.sentences:
        line = reading.lines[sentence.line]
        assert before <= sentence.first < sentence.last
        assert line.start <= sentence.start <= sentence.end <= line.end
        before = sentence.last
    covered = {i for sentence in reading.sentences for i in range(sentence.first, sentence.last)}
    inside = {
        i for i, m in enumerate(reading.morphemes) if any(line.start <= m.start < line.end for line in reading.lines)
    }
    assert covered == inside
