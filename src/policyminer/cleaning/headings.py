"""Titles: which of the first lines of a document are its title, and not its body."""

from policyminer.cleaning.draft import Draft
from policyminer.cleaning.lines import (
    bare_title,
    ends_sentence,
    is_closed_subtitle,
    is_sentence,
    is_subtitle,
    opens_block,
    squash,
)
from policyminer.models import RemovalReason

_HEAD_LINES = 40
_TITLE_LINES = 4
_LONGEST_TITLE = 90
_SHORTEST_PART = 8
_ALIKE = 0.6
_BRACKETS = "「『<〈《[【〔("
_PROSE = 60


def match_stated_title(draft: Draft) -> None:
    """Drop the first lines that say the title which the document states: equal to it, part of it, or much like it."""
    stated = squash(bare_title(draft.stated_title)) if draft.stated_title else ""
    if not stated:
        return
    found = _like_stated(draft, stated)
    _drop_title(draft, found, 0.95)
    above = draft.kept(0, found[0]) if found else []
    if not any(is_sentence(draft.lines[i].text) or len(draft.lines[i].text) > _LONGEST_TITLE for i in above):
        for index in above:
            named = len(draft.lines[index].text) >= _SHORTEST_PART
            draft.drop(index, RemovalReason.TITLE if named else RemovalReason.MENU, 0.7)


def guess_title(draft: Draft) -> None:
    """Drop the lines before the first subtitle as the title; sets `draft.title`.

    Where the document states no title, also a first line with running text below it.
    """
    if draft.title is None:
        _drop_title(draft, _above_subtitle(draft) or ([] if draft.stated_title else _above_prose(draft)), 0.7)


def _drop_title(draft: Draft, found: list[int], score: float) -> None:
    draft.drop_all(found, RemovalReason.TITLE, score)
    if found:
        texts = dict.fromkeys(draft.lines[i].text for i in found)
        draft.title = " ".join(texts) if len(texts) <= _TITLE_LINES else next(iter(texts))


def _like_stated(draft: Draft, stated: str) -> list[int]:
    """The first lines that say the stated title (squashed): the likest run of them, and those that repeat it."""
    head = _heading_lines(draft, stated)
    texts = [squash(draft.lines[i].text) for i in head]
    grams = _bigrams(stated)
    likeness = 0.0
    best: list[int] = []
    repeats: list[int] = []
    for at in range(len(head)):
        for count in range(1, min(_TITLE_LINES, len(head) - at) + 1):
            joined = "".join(texts[at : at + count])
            if len(joined) > 1.6 * len(stated) + 4:
                break
            if joined == stated:
                repeats += head[at : at + count]
            likeness_here = _likeness(joined, stated, grams, count)
            if likeness_here > likeness:
                likeness, best = likeness_here, head[at : at + count]
    return (repeats or best) if likeness >= _ALIKE else []


def _heading_lines(draft: Draft, stated: str) -> list[int]:
    """The lines of the head that may be a title: those above the first subtitle, bullet or sentence."""
    found: list[int] = []
    for index in draft.kept(0, min(len(draft.lines), _HEAD_LINES)):
        text = draft.lines[index].text
        bulleted = opens_block(text) and text[0] not in _BRACKETS
        if bulleted or (is_sentence(text) and squash(text) != stated):
            if len(text) > 2 and not draft.drops.get(index):
                break
            continue
        found.append(index)
    return found


def _likeness(joined: str, stated: str, grams: frozenset[str], count: int) -> float:
    """1 for the title itself, less for a part of it, else the Dice coefficient of the bigrams."""
    if joined == stated:
        return 1.0
    if count == 1 and len(joined) >= _SHORTEST_PART and joined in stated:
        return 0.7 + 0.2 * len(joined) / len(stated)
    others = _bigrams(joined)
    return 0.99 * 2 * len(others & grams) / max(len(others) + len(grams), 1)


def _above_subtitle(draft: Draft) -> list[int]:
    """The lines before the first subtitle, if they are short and no sentences."""
    found: list[int] = []
    for index in draft.kept(0, min(len(draft.lines), _HEAD_LINES)):
        text = draft.lines[index].text
        if is_subtitle(text):
            last_dash = is_closed_subtitle(text) or not ends_sentence(text)
            return found if found and last_dash else []
        if len(found) == _TITLE_LINES or len(text) > _LONGEST_TITLE or opens_block(text) or is_sentence(text):
            return []
        found.append(index)
    return []


def _above_prose(draft: Draft) -> list[int]:
    """The very first line, if it is short and no sentence and running text or a bullet follows it."""
    head = draft.kept(0, min(len(draft.lines), _HEAD_LINES))[:2]
    if len(head) < 2:
        return []
    first, second = (draft.lines[i].text for i in head)
    if opens_block(first) or ends_sentence(first) or not _SHORTEST_PART <= len(first) <= _LONGEST_TITLE:
        return []
    prose = second[0] in "□■○●ㅇ" or (is_sentence(second) and len(second) > _PROSE)
    return [head[0]] if prose else []


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
