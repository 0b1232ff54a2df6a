"""The outline of a document: its lines, their markers and levels, and which line stands above which.

Korean policy documents are outlines (Ⅰ 1. □ ㅇ - * ※, bracketed headings, one table cell a line); what a line
means depends on the lines above it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a line is in the outline."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"
    NOTE = "note"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line: `start:end` without its marker (code points of the text), level (smaller stands higher), the index of
    the line above it in the outline (-1 for none) and whether it begins a block of table cells."""

    start: int
    end: int
    kind: LineKind
    level: int
    parent: int
    marker: str = ""


TITLE_LEVEL, HEADING_LEVEL, PROSE_LEVEL, CELL_LEVEL, NOTE_LEVEL = 0, 2, 4, 8, 9

# Levels by marker, in the order that Korean official documents nest them.
# Source: 행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조 for numbers; practice of korea.kr releases for bullets.
_MARKERS: tuple[tuple[int, LineKind, re.Pattern[str]], ...] = (
    (1, LineKind.HEADING, re.compile(r"(?:[IVX]{1,4}|[Ⅰ-Ⅻ])\s*[.．]?\s+|【[^】\n]{1,60}】|제\s?\d{1,2}\s?[장절]\s+")),
    (2, LineKind.HEADING, re.compile(r"(?:[\[<《≪〈＜]\s?[^\]>》≫〉＞\n]{1,60}[\]>》≫〉＞])\s*$")),
    (3, LineKind.ITEM, re.compile(r"\d{1,2}\s?[.．)]\s?(?!\d)|\(\d{1,2}\)\s?|[❶-❿➊-➓]\s?")),
    (4, LineKind.ITEM, re.compile(r"[□■◇◆◈▣❑❏▢\uf06e\uf0a7]\s?|(?:첫째|둘째|셋째|넷째|다섯째),\s?")),
    (5, LineKind.ITEM, re.compile(r"[①-⑳㉠-㉻]\s?|[가나다라마바사아자차카타파하]\s?[.．)]\s")),
    (6, LineKind.ITEM, re.compile(r"[ㅇ○●◦❍⚪￭▶▷►◎◯\uf09f]\s?|[oO](?=\s)")),
    (7, LineKind.ITEM, re.compile(r"[-–—―‐‑⁃−▸‣·•∙⦁▪◾▲△▴√☞→⇒➡+]\s?")),
    (NOTE_LEVEL, LineKind.NOTE, re.compile(r"\*{1,4}\s?|[※＊†‡]\s?")),
)
_MARKED_HEADINGS = tuple(pattern for _, kind, pattern in _MARKERS if kind is LineKind.HEADING)
_SENTENCE_END = re.compile(r"(?:[다요음임함됨까]|것|중|예정|계획|필요)[.!?]?[\"'”’」)]*$")
_SUBTITLE = re.compile(r"[-–—]\s?.*\s?[-–—]$")
HEADING_LENGTH = 40
CELL_LENGTH = 24


def outline(text: str, body_start: int = 0) -> list[OutlineLine]:
    """The lines of `text` with kinds, levels and parents, blank ones left out.

    `text[:body_start]` is the title, if there is one. A footnote's parent is the line it follows; a table cell's
    the last line before the cells.

    >>> [(line.kind.value, line.level, line.parent) for line in outline("□ 호남권\\n ㅇ 수소 단지 조성\\n * 국비")]
    [('item', 4, -1), ('item', 6, 0), ('note', 9, 1)]
    """
    lines: list[OutlineLine] = []
    open_lines: list[int] = []
    spans = _line_spans(text)
    in_cells = _cell_runs(text, spans)
    for (start, end), is_cell in zip(spans, in_cells, strict=True):
        kind, level, marker = (LineKind.TITLE, TITLE_LEVEL, "") if start < body_start else _classify(text[start:end])
        if is_cell and kind in (LineKind.PROSE, LineKind.HEADING) and not marker:
            kind, level = LineKind.CELL, CELL_LEVEL
        while open_lines and lines[open_lines[-1]].level >= level:
            open_lines.pop()
        parent = open_lines[-1] if open_lines else -1
        if kind is LineKind.NOTE and lines:
            parent = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].kind is not LineKind.NOTE), parent)
        else:
            open_lines.append(len(lines))
        lines.append(OutlineLine(start + len(marker), end, kind, level, parent, marker.strip()))
    return lines


def _line_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that hold more than white space, trimmed."""
    spans = []
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            left = start + len(line) - len(line.lstrip())
            spans.append((left, left + len(stripped)))
        start += len(line) + 1
    return spans


def _classify(line: str) -> tuple[LineKind, int, str]:
    for level, kind, pattern in _MARKERS:
        if match := pattern.match(line):
            if kind is LineKind.HEADING:
                return kind, level, ""
            if level == 7 and _SUBTITLE.match(line):
                return LineKind.HEADING, 1, match.group()
            return kind, level, match.group()
    if len(line) <= HEADING_LENGTH and not _SENTENCE_END.search(line):
        return LineKind.HEADING, HEADING_LEVEL, ""
    return LineKind.PROSE, PROSE_LEVEL, ""


def _cell_runs(text: str, spans: list[tuple[int, int]]) -> list[bool]:
    """Which lines stand in a run of three or more short lines without a sentence end: a flattened table."""
    short = [_may_be_cell(text[start:end]) for start, end in spans]
    runs = [False] * len(spans)
    index = 0
    while index < len(spans):
        last = index
        while last < len(spans) and short[last]:
            last += 1
        if last - index >= 3:
            runs[index:last] = [True] * (last - index)
        index = max(last, index + 1)
    return runs


def _may_be_cell(line: str) -> bool:
    return (
        len(line) <= CELL_LENGTH
        and line[0] not in "□■◇ㅇ○①②③④*※"
        and not _SENTENCE_END.search(line)
        and not any(pattern.match(line) for pattern in _MARKED_HEADINGS)
    )
