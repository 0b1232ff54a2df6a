"""Lines that a column limit broke are put together again, and each character keeps its place in the source."""

import re
from collections.abc import Sequence

from policyminer.cleaning.lines import Line, ends_sentence, is_closed_subtitle, is_subtitle, opens_block
from policyminer.models import Segment

_UNFINISHED = re.compile(
    r"(?:(?<![마가노고])을|를|에|에서|에게|께|으로|및|또는|는|하며|으며|라며|하고|하여|위해|위한|위하여|따른|따라|대한|대해|통해|통한"
    r"|관한|있는|없는|하는|되는|된|등의|등을|에는|에도|에서는|으로써|로서|면서|도록|부터|까지|이라고|라는|,|，|·|ㆍ)$"
)
_FRAGMENT = re.compile(
    r"(?:을|를|은|는|의|에|와|으로|에서|에게|하는|하여|하고|하며|한다|했다|하였다|된다|되었다|되는|된|시킨|입니다|합니다|이다)"
    r"[\s.,]"
)
_LONE_BULLET = re.compile(r"[□■○●◦▪ㅇ◆◇▶▷•·\-–*※\ue000-\uf8ff]$")
_GAPS = re.compile(r"[^\S ]\s*|\s{2,}")

_FULL_WIDTH = 25
_HALF_WIDTH = 12


def reflow(lines: Sequence[Line]) -> tuple[str, tuple[Segment, ...]]:
    r"""The body's text, one line a paragraph, bullet or cell, and where its characters stand in the source.

    Runs of white space become one space.

    >>> reflow([Line("□ 시는 단지를", 0, 0, 0), Line("조성한다.", 9, 1, 0)])[0]
    '□ 시는 단지를 조성한다.'
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    before: Line | None = None
    for line in lines:
        if before is not None:
            joint = joint_of(before, line)
            parts.append(joint)
            length += len(joint)
        at = 0
        for gap in _gaps(line.text):
            segments.append(Segment(length, line.start + at, gap.start() - at))
            parts += (line.text[at : gap.start()], " ")
            length += gap.start() - at + 1
            at = gap.end()
        segments.append(Segment(length, line.start + at, len(line.text) - at))
        parts.append(line.text[at:])
        length += len(line.text) - at
        before = line
    return "".join(parts), tuple(segments)


def _gaps(text: str) -> list[re.Match[str]]:
    return [] if " ".join(text.split()) == text else list(_GAPS.finditer(text))


def joint_of(line: Line, following: Line) -> str:
    r"""What goes between two lines of the body: `\n`, a space, or nothing where a word is split.

    >>> joint_of(Line("수소 산업", 0, 0, 0), Line("을 육성한다.", 6, 1, 0))
    ''
    >>> joint_of(Line("수소 산업", 0, 0, 0), Line("2,300", 6, 1, 0))
    '\n'
    """
    text, after = line.text, following.text
    if line.row == following.row:
        return " "
    if following.row - line.row > following.gap + 1:
        return "\n"
    if _LONE_BULLET.match(text):
        return "\n" if opens_block(after) or len(after) < _HALF_WIDTH else " "
    if opens_block(after) or is_closed_subtitle(text) or ends_sentence(text):
        return "\n"
    if _FRAGMENT.match(after) and len(text) > 1 and text[-1].isalnum():
        return ""
    if (len(text) >= _HALF_WIDTH or opens_block(text)) and _UNFINISHED.search(text[-6:]):
        return " "
    wrapped = following.gap == 0 and len(text) >= _FULL_WIDTH and len(after) >= _HALF_WIDTH and not following.indented
    return " " if wrapped and ends_sentence(after) and not is_subtitle(text) else "\n"
