"""Datelines and photo captions of news pages: found at the head of a line, or inside a long one."""

import re
from itertools import pairwise

from policyminer.cleaning.lines import Line

_REPORTERS = r"[가-힣·,\s]{2,30}(?:기자|특파원|통신원)"
_PLACE = r"[^\[\](){}【】〔〕=\n]"
DATELINE = re.compile(
    rf"[\[(【〔]\s?(?P<place>{_PLACE}{{1,20}})=\s?(?P<outlet>{_PLACE}{{2,30}})[\])】〕]\s?"
    rf"(?:{_REPORTERS}\s?[=:]\s?|(?=[가-힣\"'“‘]))"
    rf"|[\[【〔]\s?[가-힣A-Za-z\d\s]{{2,16}}\s{_REPORTERS}\s?[\]】〕]\s?[=:]?\s?"
    rf"|[\[(【]\s?[가-힣A-Za-z\d]{{2,12}}\s?[=·]\s?{_REPORTERS}\s?[\])】]\s?[=:]?\s?"
)
"""A place, an outlet and reporters before the first sentence of a story."""

_BARE_BYLINE = re.compile(r"[가-힣]{2,4}\s?(?:기자|특파원)\s?=\s?")
_CREDIT = re.compile(
    r"\[\s?(?:사진|자료|그래픽|이미지|그림)(?:\s?제공)?\s?[=:：]\s?[^\]\n]{1,60}\]"
    r"(?:\s?\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}\.?)?(?:\s?[\w.+-]{2,40}@[\w.-]{3,40})?"
    r"|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2}\.?\s?[\w.+-]{2,40}@[\w.-]{3,40}"
)
_SENTENCE_BREAK = re.compile(r"[다요][.!?][\"'”’]?\s|[\"”]\s(?=\[)")
_LONGEST_CAPTION = 300


def dateline_end(text: str) -> int:
    """How many characters of `text` the dateline and byline at its head take; 0 where there is none.

    >>> dateline_end("(서울=한빛통신) 홍길동 기자 = 시는 밝혔다.")
    19
    """
    match = DATELINE.match(text) or _BARE_BYLINE.match(text)
    return match.end() if match else 0


def split_captions(line: Line) -> list[Line]:
    """A line cut where captions and datelines stand inside it, so that each piece is either caption or text.

    A caption runs from its own dateline, or from the last sentence end, to its credit.
    """
    text = line.text
    cuts: set[int] = set()
    datelines = [m.start() for m in DATELINE.finditer(text)]
    cuts.update(datelines)
    after = 0
    for credit in _CREDIT.finditer(text):
        cuts.add(credit.end())
        own = [d for d in datelines if after <= d < credit.start()]
        if own:
            cuts.add(own[-1])
        else:
            left = max(after, credit.start() - _LONGEST_CAPTION)
            breaks = [m.end() for m in _SENTENCE_BREAK.finditer(text, left, max(left, credit.start() - 1))]
            if breaks:
                cuts.add(breaks[-1])
        after = credit.end()
    cuts.discard(0)
    if not cuts:
        return [line]
    edges = [0, *sorted(cuts), len(text)]
    pieces = (line.cut(left, right) for left, right in pairwise(edges))
    return [piece for piece in pieces if piece is not None]


def is_caption(text: str) -> bool:
    """Whether a piece of a line ends as captions do: with a credit, or with a date and an address.

    >>> is_caption("수소 충전소 전경 [사진=한빛시] 2023.05.01 hong@example.com")
    True
    """
    tail = text[-160:]
    ends = [credit.end() for credit in _CREDIT.finditer(tail)]
    return bool(ends) and len(tail) - ends[-1] <= 3 and len(text) <= 2 * _LONGEST_CAPTION
