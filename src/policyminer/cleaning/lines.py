"""A text as lines with their place in the source, and what a single Korean line looks like."""

import re
from dataclasses import dataclass

BULLET = re.compile(
    r"""[\ue000-\uf8ff\U000f0000-\U0010fffd]      # private-use glyphs that HWP writes for its own bullets
    |[□■○●◦⦁•∙·ㆍ◎◇◆▷▶▸►◈☞→△▲▴▵▽▼※★☆✓✔❍⚪◻]
    |(?:ㅇ|[oO])(?=[\s「(『‘“'"]|[가-힣]{2})
    |[-–—―‐−](?!\d)
    |\*{1,4}|†
    |[①-⑳㉠-㉻❶-❿➀-➓⑴-⒇Ⅰ-Ⅻⅰ-ⅻ]
    |\d{1,2}\s?[.)](?!\d)|\(\d{1,2}\)|\[\d{1,2}\]|<\d{1,2}>
    |[가나다라마바사아자차카타파하][.)]\s
    |[<〈《【\[〔「『(]
    |\#{1,6}\s""",
    re.VERBOSE,
)
"""How a line opens a block of its own: bullet, number, footnote mark, bracketed heading."""

_SENTENCE_END = re.compile(r"[.!?。…][\"'”’」』)\]>*]{0,4}$|(?:[가-힣][다요]|함|임|음)[\"'”’」』)]{0,3}$|[:：;]$")
_SENTENCE = re.compile(r"(?:다|요|죠|까)[.!?][\"'”’)]{0,3}$|(?:다|요)[\"'”’]{1,2}[.]?$")
_SUBTITLE = re.compile(r"[-–—―]\s?\S")
_SUBTITLE_END = re.compile(r"\S\s?[-–—―]$")
_SQUASHED = re.compile(r"[\W_]+")
_PREFIX = re.compile(r"\s*(?:[\[(【<][^\])】>]{1,16}[\])】>]\s*){1,2}")
_TAIL = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped line, or piece of one, at `start` of the source text (code points).

    `row` numbers the source line; pieces of one line share it. `gap` counts the blank rows above.
    """

    text: str
    start: int
    row: int
    gap: int
    indented: bool = False

    @property
    def end(self) -> int:
        """Where the line ends in the source, exclusive."""
        return self.start + len(self.text)

    def cut(self, left: int, right: int) -> "Line | None":
        """The piece `text[left:right]`, stripped; None where that is blank.

        >>> Line("ab  cd", 10, 0, 0).cut(2, 6)
        Line(text='cd', start=14, row=0, gap=0, indented=False)
        """
        piece = self.text[left:right]
        body = piece.strip()
        if not body:
            return None
        start = self.start + left + len(piece) - len(piece.lstrip())
        return Line(body, start, self.row, self.gap if left == 0 else 0, self.indented)


def split_lines(text: str) -> list[Line]:
    r"""The lines of `text` that are not blank.

    >>> [(line.text, line.start, line.gap) for line in split_lines(" 가\n\n나 ")]
    [('가', 1, 0), ('나', 4, 1)]
    """
    lines: list[Line] = []
    offset = gap = 0
    for row, raw in enumerate(text.split("\n")):
        body = raw.strip()
        if body:
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(body, offset + indent, row, gap, indent > 0))
            gap = 0
        else:
            gap += 1
        offset += len(raw) + 1
    return lines


def squash(text: str) -> str:
    """Letters and digits only, for comparing lines whatever their spacing and punctuation.

    >>> squash("광주, AI 집적단지!")
    '광주AI집적단지'
    """
    return _SQUASHED.sub("", text)


def bare_title(title: str) -> str:
    """A title without the labels in brackets before it.

    >>> bare_title("[보도자료] (공동) 수소 도시 조성")
    '수소 도시 조성'
    """
    match = _PREFIX.match(title)
    return title[match.end() :].strip() or title.strip() if match else title.strip()


def opens_block(text: str) -> bool:
    """Whether a line opens with a bullet, a number or a bracket.

    >>> opens_block("ㅇ 지원 대상"), opens_block("3.5배 늘었다"), opens_block("정부는")
    (True, False, False)
    """
    return BULLET.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether nothing is missing after the line: a full stop, a verb ending, a colon.

    >>> ends_sentence("추진한다."), ends_sentence("지원하기 위해")
    (True, False)
    """
    return _SENTENCE_END.search(text[-_TAIL:]) is not None


def is_sentence(text: str) -> bool:
    """Whether the line ends as running text does.

    >>> is_sentence("시는 단지를 조성한다."), is_sentence("- 지원 확대 -")
    (True, False)
    """
    return _SENTENCE.search(text[-_TAIL:]) is not None


def is_subtitle(text: str) -> bool:
    """Whether the line opens as a subtitle does, with a dash; it may be a bullet as well.

    >>> is_subtitle("- 2030년까지 10개소 -"), is_subtitle("□ 추진 배경")
    (True, False)
    """
    return _SUBTITLE.match(text) is not None


def is_closed_subtitle(text: str) -> bool:
    """Whether the line stands between two dashes, which no bullet does.

    >>> is_closed_subtitle("- 2030년까지 10개소 -"), is_closed_subtitle("- 지원 대상")
    (True, False)
    """
    return len(text) > 2 and is_subtitle(text) and _SUBTITLE_END.search(text[-_TAIL:]) is not None
