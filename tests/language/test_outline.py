"""The outline: markers, levels, what stands above what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyminer.language.outline import OutlineLine, outline

Row = tuple[str, int, str, str]  # kind, parent, marker, text


def rows(text: str, body_start: int = 0) -> list[Row]:
    return [
        (line.kind.value, line.parent, line.marker, text[line.start : line.end]) for line in outline(text, body_start)
    ]


# line, kind, level, marker, what is left
MARKERS: list[tuple[str, str, int, str, str]] = [
    ("Ⅰ. 추진 배경", "heading", 1, "", "Ⅰ. 추진 배경"),
    ("III 향후 계획", "heading", 1, "", "III 향후 계획"),
    ("【호남권】 인공지능", "heading", 1, "", "【호남권】 인공지능"),
    ("제2장 과제", "heading", 1, "", "제2장 과제"),
    ("제 3 절 과제", "heading", 1, "", "제 3 절 과제"),
    ("- 부산에 수소 항만 -", "heading", 1, "-", "부산에 수소 항만 -"),
    ("[ 대경권 ]", "heading", 2, "", "[ 대경권 ]"),
    ("< 추진 체계 >", "heading", 2, "", "< 추진 체계 >"),
    ("《제주》", "heading", 2, "", "《제주》"),
    ("짧은 머리말", "heading", 2, "", "짧은 머리말"),
    ("1. 수소 단지", "item", 3, "1.", "수소 단지"),
    ("12) 수소 단지", "item", 3, "12)", "수소 단지"),
    ("(3) 수소 단지", "item", 3, "(3)", "수소 단지"),
    ("❷ 수소 단지", "item", 3, "❷", "수소 단지"),
    ("□ 수소 단지", "item", 4, "□", "수소 단지"),
    ("◆수소 단지", "item", 4, "◆", "수소 단지"),
    ("첫째, 항만을 넓힌다.", "item", 4, "첫째,", "항만을 넓힌다."),
    ("② 수소 단지", "item", 5, "②", "수소 단지"),
    ("나. 수소 단지", "item", 5, "나.", "수소 단지"),
    ("하) 수소 단지", "item", 5, "하)", "수소 단지"),
    ("ㅇ 수소 단지", "item", 6, "ㅇ", "수소 단지"),
    ("○수소 단지", "item", 6, "○", "수소 단지"),
    ("▶ 수소 단지", "item", 6, "▶", "수소 단지"),
    ("- 수소 단지", "item", 7, "-", "수소 단지"),
    ("• 수소 단지", "item", 7, "•", "수소 단지"),
    ("▲수소 단지", "item", 7, "▲", "수소 단지"),
    ("→ 수소 단지", "item", 7, "→", "수소 단지"),
    ("* 국비 기준", "note", 9, "*", "국비 기준"),
    ("** 국비 기준", "note", 9, "**", "국비 기준"),
    ("※ 국비 기준", "note", 9, "※", "국비 기준"),
    ("항만을 넓힌다.", "prose", 4, "", "항만을 넓힌다."),
    ("“항만을 넓힌다.”", "prose", 4, "", "“항만을 넓힌다.”"),
    ("3.5톤을 줄인다.", "prose", 4, "", "3.5톤을 줄인다."),
    ("음. 이어지는 줄이다.", "prose", 4, "", "음. 이어지는 줄이다."),
    ("oil 수입을 줄인다.", "prose", 4, "", "oil 수입을 줄인다."),
    ("2026. 3. 5.", "heading", 2, "", "2026. 3. 5."),
    ("마흔 자를 넘는 줄은 문장으로 끝나지 않아도 머리말이 아니라 이어지는 글로 보아야 하는 법", "prose", 4, "", ""),
    ("□", "item", 4, "□", ""),
    ("*", "note", 9, "*", ""),
]


@pytest.mark.parametrize(("line", "kind", "level", "marker", "left"), MARKERS, ids=[case[0][:20] for case in MARKERS])
def test_a_line_by_itself(line: str, kind: str, level: int, marker: str, left: str) -> None:
    [found] = outline(line)
    assert (found.kind.value, found.level, found.marker) == (kind, level, marker)
    assert line[found.start : found.end] == (left if left or marker else line)


def test_an_empty_text_has_no_lines() -> None:
    assert outline("") == outline(" \n\u3000\r\n\t") == []


def test_items_nest_by_their_markers() -> None:
    text = "□ 항만을 넓힌다.\n ㅇ 부두를 짓는다.\n  - 전기를 쓴다.\n ㅇ 창고를 짓는다.\n□ 배를 짓는다."
    assert [parent for _, parent, _, _ in rows(text)] == [-1, 0, 1, 0, -1]


def test_numbered_heads_hold_their_items() -> None:
    text = "1. 항만\n□ 부두를 짓는다.\n2. 조선\n□ 배를 짓는다.\n ㅇ 전기로 간다."
    assert rows(text) == [
        ("item", -1, "1.", "항만"),
        ("item", 0, "□", "부두를 짓는다."),
        ("item", -1, "2.", "조선"),
        ("item", 2, "□", "배를 짓는다."),
        ("item", 3, "ㅇ", "전기로 간다."),
    ]


def test_chapters_stand_above_numbers() -> None:
    text = "Ⅰ. 배경\n1. 현황\n가. 수소\n① 부산\nⅡ. 계획\n1. 과제"
    assert [parent for _, parent, _, _ in rows(text)] == [-1, 0, 1, 1, -1, 4]


def test_a_bracketed_heading_holds_prose_until_the_next() -> None:
    text = "[호남권]\n광주는 인공지능을 키운다.\n나주는 에너지를 키운다.\n[대경권]\n구미는 반도체를 키운다."
    assert [parent for _, parent, _, _ in rows(text)] == [-1, 0, 0, -1, 3]


def test_the_title_stands_above_everything() -> None:
    text = "부산, 수소 항만\n□ 부두를 짓는다.\n항만을 넓힌다."
    assert rows(text, body_start=9) == [
        ("title", -1, "", "부산, 수소 항만"),
        ("item", 0, "□", "부두를 짓는다."),
        ("prose", 0, "", "항만을 넓힌다."),
    ]


def test_a_title_that_looks_like_an_item_is_a_title() -> None:
    assert rows("□ 수소 항만\n부두를 짓는다.", body_start=8)[0] == ("title", -1, "", "□ 수소 항만")


def test_a_subtitle_stands_above_the_body() -> None:
    text = "- 부산에 수소 항만 -\n부두를 짓는다.\n - 전기를 쓴다."
    assert [(kind, parent) for kind, parent, _, _ in rows(text)] == [("heading", -1), ("prose", 0), ("item", 1)]


def test_notes_belong_to_the_line_before_them() -> None:
    text = "□ 항만을 넓힌다.\n ㅇ 부두를 짓는다.\n * 국비 기준\n ** 지방비 별도\n ㅇ 창고를 짓는다.\n ※ 착공 전"
    assert [(kind, parent) for kind, parent, _, _ in rows(text)] == [
        ("item", -1),
        ("item", 0),
        ("note", 1),
        ("note", 1),
        ("item", 0),
        ("note", 4),
    ]


def test_a_note_does_not_end_the_scope_it_stands_in() -> None:
    text = "□ 항만을 넓힌다.\n * 국비 기준\n - 부두를 짓는다."
    assert [parent for _, parent, _, _ in rows(text)] == [-1, 0, 0]


def test_notes_before_everything_have_no_parent() -> None:
    assert [parent for _, parent, _, _ in rows("* 국비 기준\n* 지방비 별도\n항만을 넓힌다.")] == [-1, -1, -1]


def test_short_lines_in_a_run_are_cells() -> None:
    text = "지역별 사업은 다음 표와 같다.\n지역\n사업\n나주\n에너지 저장\n120\n부산은 항만을 넓힌다."
    assert [(kind, parent) for kind, parent, _, _ in rows(text)] == [
        ("prose", -1),
        *[("cell", 0)] * 5,
        ("prose", -1),
    ]


def test_two_short_lines_are_no_table() -> None:
    assert [kind for kind, _, _, _ in rows("항만 사업\n조선 사업\n부산은 항만을 넓힌다.")] == [
        "heading",
        "heading",
        "prose",
    ]


def test_a_bracketed_heading_stands_above_the_cells_after_it() -> None:
    text = "< 지역별 사업 >\n지역\n사업\n나주\n에너지"
    assert [(kind, parent) for kind, parent, _, _ in rows(text)] == [("heading", -1), *[("cell", 0)] * 4]


def test_offsets_are_those_of_the_text() -> None:
    text = "\n\n  □  항만 \r\n\t- 부두\n"
    assert [text[line.start : line.end] for line in outline(text)] == [" 항만", "부두"]


@pytest.mark.xfail(strict=True, reason="items count as short lines of a run, so a heading after two of them is a cell")
def test_a_heading_after_short_items_is_no_cell() -> None:
    assert rows("- 로봇\n- 의료\n광주 과제")[-1][0] == "heading"


lines = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.builds(
            str.__add__,
            st.sampled_from(
                ["□ ", "ㅇ ", " - ", "* ", "※", "1. ", "가. ", "①", "Ⅰ. ", "[", "【", "- ", "첫째, ", "\t"]
            ),
            st.text(st.sampled_from("가나다 한다.]】>-\r\x00\x85\u2028*1"), max_size=30),
        ),
    ),
    max_size=12,
)


@given(lines, st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_any_text_has_a_sound_outline(parts: list[str], body_start: int) -> None:
    text = "\n".join(parts)
    found: list[OutlineLine] = outline(text, body_start)
    assert len(found) == sum(bool(line.strip()) for line in text.split("\n"))
    before = 0
    for index, line in enumerate(found):
        assert before <= line.start <= line.end <= len(text)
        assert "\n" not in text[line.start : line.end]
        assert -1 <= line.parent < index
        assert (line.kind.value == "note") == (line.level == 9)
        if line.parent >= 0 and line.kind.value != "note":
            assert found[line.parent].level < line.level
        if line.kind.value == "note" and any(other.kind.value != "note" for other in found[:index]):
            assert found[line.parent].kind.value != "note"
        before = line.end
