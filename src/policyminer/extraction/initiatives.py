"""Candidate initiatives: phrases that end in an action noun, a verb's noun or the name of a project."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyminer.extraction.reading import Reading
from policyminer.language.morphemes import Morpheme
from policyminer.language.outline import LineKind
from policyminer.vocab import NounKind, load_nouns

_NOMINAL = frozenset({"NNG", "NNP", "NNB", "XPN", "XSN", "XSM", "SL", "SN", "SH", "NR", "XR", "SW", "NP", "MM", "SO"})
_DROP_AT_END = frozenset({"SP", "SF", "SS", "SO", "SE", "SSO", "MAJ", "MAG", "XSV", "XSA", "VCP", "VX"})
_CLOSING = frozenset({"SP", "SF", "SS", "SSO", "SSC", "SE", "SO", "SW", "NNB", "MAJ", "MAG"})
_TAIL_TAGS = frozenset({"NNG", "NNP", "XSN", "SL", "XR"})
# Marks of items inside a running sentence: ▲ … ▲ …
INLINE_BULLETS = frozenset("▲△▴▵▶▷►▸◆◇■□●○•‣⦁①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺➊➋➌➍➎")
_EMPTY_TAILS = frozenset(
    [
        "등",
        "것",
        "수",
        "중",
        "때",
        "및",
        "외",
        "내",
        "간",
        "바",
        "데",
        "곳",
        "분",
        "명",
        "개",
        "년",
        "월",
        "일",
        "원",
        "억원",
    ]
)
MAX_EDGES = 4
MAX_SPAN = 30
MAX_BRACKET = 8
MIN_LENGTH, MAX_LENGTH = 4, 60
_STRIP = " \t'\"‘’“”「」｢｣『』<>·,-*□ㅇ○▲△▷()"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The morpheme an initiative may end with. `kind`: verb, action, project, name, bracket or inner (in a phrase)."""

    sentence: int
    index: int
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Morphemes `first:last` of one sentence as a possible initiative; `rank` counts left edges from the anchor."""

    anchor: Anchor
    first: int
    last: int
    rank: int
    edges: int
    text: str


def find_anchors(reading: Reading) -> list[Anchor]:
    """All nouns of the body that an initiative may end with, in order."""
    return [
        anchor
        for number, sentence in enumerate(reading.sentences)
        if sentence.start >= reading.body_start
        for anchor in _anchors(
            reading.morphemes,
            number,
            sentence.first,
            sentence.last,
            listed=reading.lines[sentence.line].kind is not LineKind.PROSE,
        )
    ]


def find_candidates(reading: Reading, anchors: Iterable[Anchor]) -> Iterator[Candidate]:
    """The phrases that end at the anchors: up to `MAX_EDGES` for each."""
    for anchor in anchors:
        firsts = _left_edges(reading.morphemes, anchor.index, reading.sentences[anchor.sentence].first)
        for rank, first in enumerate(firsts):
            text = render(reading, first, anchor.index + 1)
            if MIN_LENGTH <= len(text) <= MAX_LENGTH:
                yield Candidate(anchor, first, anchor.index + 1, rank, len(firsts), text)


def _anchors(morphemes: Sequence[Morpheme], number: int, first: int, last: int, listed: bool) -> Iterator[Anchor]:
    for index in range(first, last):
        morpheme = morphemes[index]
        if morpheme.tag == "SSC":
            at_end = index + 1 == last or morphemes[index + 1].tag[0] in "JSE"
            if at_end and _follows_action(morphemes, index, first):
                yield Anchor(number, index, "bracket")
            continue
        if morpheme.tag not in _TAIL_TAGS or morpheme.form in _EMPTY_TAILS:
            continue
        following = morphemes[index + 1] if index + 1 < last else None
        if following is not None and following.tag in ("XSV", "XSA"):
            yield Anchor(number, index, "verb")
        elif following is None or is_inline_bullet(following) or following.tag[0] in "JEV" or following.tag in _CLOSING:
            if morpheme.form in load_nouns()[NounKind.ACTION]:
                yield Anchor(number, index, "action")
            elif is_project(morpheme.form):
                yield Anchor(number, index, "project")
            elif (listed and (following is None or following.tag == "SP" or following.form == "등")) or (
                following is not None and is_inline_bullet(following)
            ):
                yield Anchor(number, index, "name")
        elif morpheme.form in load_nouns()[NounKind.ACTION]:
            yield Anchor(number, index, "inner")


def _follows_action(morphemes: Sequence[Morpheme], index: int, first: int) -> bool:
    """Whether the bracket that closes at `index` explains an action noun or a project: 단지(클러스터), 개발(R&D)."""
    for opening in range(index - 1, max(first, index - MAX_BRACKET), -1):
        if morphemes[opening].tag == "SSO":
            before = morphemes[opening - 1].form
            return before in load_nouns()[NounKind.ACTION] or is_project(before)
    return False


def is_project(form: str) -> bool:
    """Whether a noun names a project by itself or by its last two syllables.

    >>> is_project("특화단지"), is_project("회의")
    (True, False)
    """
    projects = load_nouns()[NounKind.PROJECT]
    return form in projects or form[-2:] in projects


def _left_edges(morphemes: Sequence[Morpheme], anchor: int, first: int) -> list[int]:
    """Starts of the noun phrases to the left of the anchor, nearest first."""
    edges: list[int] = []
    index = anchor
    while index > first and anchor - index < MAX_SPAN:
        if is_inline_bullet(morphemes[index - 1]):
            first = index
            break
        if not _runs_on(morphemes[index - 1]):
            _add_edge(morphemes, edges, index, anchor)
            if len(edges) >= MAX_EDGES:
                return edges
        index -= 1
    if index == first:
        _add_edge(morphemes, edges, first, anchor)
    return edges[:MAX_EDGES]


def is_inline_bullet(morpheme: Morpheme) -> bool:
    """Whether a morpheme is the mark of an item inside a sentence."""
    return morpheme.form[:1] in INLINE_BULLETS


def _runs_on(previous: Morpheme) -> bool:
    return previous.tag in _NOMINAL or previous.tag in ("SSO", "SSC") or previous.form in "·/-~"


def _add_edge(morphemes: Sequence[Morpheme], edges: list[int], index: int, anchor: int) -> None:
    while index < anchor and morphemes[index].tag not in _NOMINAL:
        index += 1
    if morphemes[index].tag in _NOMINAL and index not in edges:
        edges.append(index)


def render(reading: Reading, first: int, last: int) -> str:
    """The morphemes `first:last` as a noun phrase: object and topic particles and 등 before them left out
    where no clause ends after them, no particle or ending at either end (서비스를 개발 → 서비스 개발, but
    품질을 검사하는 센터)."""
    morphemes, text = reading.morphemes, reading.text
    while last > first and (
        morphemes[last - 1].tag[0] in "JE"
        or morphemes[last - 1].tag in _DROP_AT_END
        or morphemes[last - 1].form == "등"
    ):
        last -= 1
    while first < last and (morphemes[first].tag[0] in "JE" or morphemes[first].tag in _DROP_AT_END):
        first += 1
    clause_end = max((index for index in range(first, last) if morphemes[index].tag[0] == "E"), default=first)
    pieces: list[str] = []
    end = morphemes[first].start if first < last else 0
    for index in range(first, last):
        morpheme = morphemes[index]
        if morpheme.start > end:
            pieces.append(" ")
        start = max(morpheme.start, end)
        end = max(end, morpheme.end)
        if start >= morpheme.end or (index > clause_end and _is_left_out(morphemes, index, last)):
            continue
        pieces.append(text[start : morpheme.end])
    return _SPACES.sub(" ", "".join(pieces)).strip(_STRIP) if pieces else ""


def _is_left_out(morphemes: Sequence[Morpheme], index: int, last: int) -> bool:
    morpheme = morphemes[index]
    if morpheme.tag == "JKO" or (morpheme.tag == "JX" and morpheme.form in ("은", "는", "도")):
        return True
    return morpheme.form == "등" and index + 1 < last and morphemes[index + 1].tag == "JKO"
