"""Kiwi morphemes and the surface tokens they make."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kiwipiepy import Kiwi, Token

# The four middle dots that Korean texts use for one and the same mark; one code point each, so offsets stay.
MIDDLE_DOTS = str.maketrans({"・": "·", "ㆍ": "·", "‧": "·"})

UserWord = tuple[str, str]


class Morpheme(NamedTuple):
    """A morpheme: its form and Sejong tag as Kiwi gives them, and its half-open span in the text (code points).

    Morphemes that fuse in one syllable share it (했 is 하/XSV and 었/EP, both at the syllable's span).
    """

    form: str
    tag: str
    start: int
    end: int


class Surface(NamedTuple):
    """A run of characters that becomes one spaCy token, with the morphemes `first:last` in it."""

    start: int
    end: int
    first: int
    last: int


@lru_cache(maxsize=4)
def load_kiwi(user_words: tuple[UserWord, ...]) -> Kiwi:
    """A single-threaded Kiwi that knows `user_words` (form, Sejong tag), loaded in one batch."""
    kiwi = Kiwi(num_workers=1)
    if user_words:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "user_words.tsv"
            path.write_text("".join(f"{form}\t{tag}\n" for form, tag in user_words), encoding="utf-8")
            kiwi.load_user_dictionary(str(path))
    return kiwi


def analyse(kiwi: Kiwi, text: str) -> tuple[list[Morpheme], set[int]]:
    """Run Kiwi once over `text`; returns its morphemes in order and the offsets at which sentences start."""
    tokens: list[Token] = kiwi.tokenize(text.translate(MIDDLE_DOTS))
    morphemes = [Morpheme(t.form, str(t.tag), t.start, t.end) for t in tokens]
    starts: set[int] = set()
    sentence = -1
    for token in tokens:
        if token.sent_position != sentence:
            sentence = token.sent_position
            starts.add(token.start)
    return morphemes, starts


def merge_overlapping(morphemes: Sequence[Morpheme]) -> list[Surface]:
    """Group morphemes that share characters, so that the groups tile the text without overlap.

    One of no width belongs to the group that ends there, otherwise to the next.

    >>> merge_overlapping([Morpheme("하", "VV", 0, 1), Morpheme("었", "EP", 0, 1), Morpheme("다", "EF", 1, 2)])
    [Surface(start=0, end=1, first=0, last=2), Surface(start=1, end=2, first=2, last=3)]
    """
    surfaces: list[Surface] = []
    for index, morpheme in enumerate(morphemes):
        last = surfaces[-1] if surfaces else Surface(0, 0, 0, 0)
        if surfaces and (morpheme.start < last.end or morpheme.start == morpheme.end == last.end):
            surfaces[-1] = Surface(last.start, max(last.end, morpheme.end), last.first, index + 1)
        elif morpheme.start < morpheme.end:
            surfaces.append(Surface(morphemes[last.last].start, morpheme.end, last.last, index + 1))
    return surfaces


def tile(text: str, surfaces: Iterable[Surface]) -> tuple[list[str], list[bool], list[Surface | None]]:
    """Words and following-space flags that spell `text` exactly, and the surface behind each word.

    What lies between surfaces beyond one plain space (line ends, tabs, characters the analyser dropped) becomes
    a word of its own without a surface.

    >>> tile("가  나", [Surface(0, 1, 0, 1), Surface(3, 4, 1, 2)])[:2]
    (['가', ' ', '나'], [True, False, False])
    """
    words: list[str] = []
    spaces: list[bool] = []
    behind: list[Surface | None] = []
    end = 0
    for surface in surfaces:
        _fill_gap(text[end : surface.start], words, spaces, behind)
        words.append(text[surface.start : surface.end])
        spaces.append(False)
        behind.append(surface)
        end = surface.end
    _fill_gap(text[end:], words, spaces, behind)
    return words, spaces, behind


def _fill_gap(gap: str, words: list[str], spaces: list[bool], behind: list[Surface | None]) -> None:
    if gap and gap[0] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        behind.append(None)
