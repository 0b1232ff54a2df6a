"""A flattened news page: what stands above the story, inside it and below it."""

import re
from statistics import median

from policyminer.cleaning.captions import DATELINE, dateline_end, is_caption
from policyminer.cleaning.draft import Draft
from policyminer.cleaning.lines import is_sentence, opens_block, squash
from policyminer.cleaning.stories import Similarity, chunks
from policyminer.models import RemovalReason

_NEWS = re.compile(
    r"(?:기사\s?입력|최초\s?입력|최종\s?수정|승인|송고)\s?(?:시간|일시)?\s?[:：]?\s?20\d{2}"
    r"|(?:입력|등록|수정)\s?[:：]?\s?20\d{2}\s?[.\-/년]"
    r"|(?:기자|특파원)\s?=\s|[=\s][가-힣]{2,4}\s?(?:기자|특파원)\s?[\])】]|무단\s?(?:전재|복제)"
)
_NEWS_WORDS = ("기자", "특파원", "입력", "수정", "승인", "송고", "등록", "무단")
_MARKER = re.compile(
    r"베스트\s?(?:기사|뉴스)|많이\s?본|(?:인기|추천|주요|핫|실시간|랭킹|최신|헤드라인)\s?(?:기사|뉴스)|기자의\s?다른|함께\s?(?:본|볼\s?만한)"
    r"|이\s?시각\s?(?:주요|추천)|오늘의\s?(?:주요|핫|추천)|다른\s?기사\s?보기"
)
_SOFT_MARKER = re.compile(r"^[\[<▶☞◆■#\s]{0,3}(?:관련|연관)\s?(?:기사|뉴스|보도)|이\s?기사와\s?함께")
_REPORTER = re.compile(r"(?P<name>[가-힣]{2,4})\s?(?:전문|선임|인턴|객원)?(?:기자|특파원)")

_HEAD_LINES = 80
_LEAD = 3
_MARKER_LENGTH = 30
_SENTENCE_LENGTH = 40
_TITLE_LENGTH = 8
_COMPARED = 600
_END = (RemovalReason.BYLINE, RemovalReason.COPYRIGHT)


def reads_as_news(text: str) -> bool:
    """Whether a text bears the marks of a news page: time of entry, reporter's dateline, reserved rights.

    >>> reads_as_news("기사입력 2023-05-02 10:00"), reads_as_news("□ 추진 배경")
    (True, False)
    """
    return any(word in text for word in _NEWS_WORDS) and _NEWS.search(text) is not None


def drop_captions(draft: Draft) -> None:
    """Drop the lines, and pieces of lines, that end in a photo credit."""
    for index in draft.kept():
        if is_caption(draft.lines[index].text):
            draft.drop(index, RemovalReason.CAPTION, 0.95)


def drop_head(draft: Draft) -> int:
    """Drop all that stands above the first sentence of the story; returns that sentence's line.

    The longest line above the time of entry is the title; lines between it and the story are its subtitles.
    Sets `draft.title`, `draft.publisher` and `draft.author`.
    """
    first = _first_sentence(draft)
    if first is None:
        return 0
    stamp = next((i for i in range(first) if _reason(draft, i) is RemovalReason.TIMESTAMP), first)
    titles = [i for i in range(first) if _reason(draft, i) is RemovalReason.TITLE]
    if not titles:
        above = [i for i in draft.kept(0, stamp) if len(squash(draft.lines[i].text)) >= _TITLE_LENGTH]
        if above:
            titles = [max(above, key=lambda i: (len(draft.lines[i].text), i))]
            draft.title = draft.lines[titles[0]].text
            draft.drop(titles[0], RemovalReason.TITLE, 0.9)
    for index in draft.kept(0, first):
        text = draft.lines[index].text
        if titles and index > titles[0] and not (opens_block(text) and len(text) > _SENTENCE_LENGTH):
            draft.drop(index, RemovalReason.TITLE, 0.8)
        elif not titles or index < titles[0]:
            draft.drop(index, RemovalReason.MENU, 0.8)
    _name_source(draft, first)
    return first


def _reason(draft: Draft, index: int) -> RemovalReason | None:
    drop = draft.drops.get(index)
    return drop.reason if drop else None


def _first_sentence(draft: Draft) -> int | None:
    head = draft.kept(0, min(len(draft.lines), _HEAD_LINES))
    for index in head:
        text = draft.lines[index].text
        if dateline_end(text) or (is_sentence(text) and len(text) >= _SENTENCE_LENGTH):
            return index
    return next((i for i in head if is_sentence(draft.lines[i].text)), None)


def _name_source(draft: Draft, first: int) -> None:
    dateline = DATELINE.match(draft.lines[first].text)
    bylines = [draft.lines[i].text for i, d in draft.drops.items() if d.reason is RemovalReason.BYLINE]
    credit = draft.lines[first].text[: dateline_end(draft.lines[first].text)]
    if dateline and dateline["outlet"] and "기자" not in dateline["outlet"]:
        draft.publisher = draft.publisher or dateline["outlet"].strip()
    names = (m["name"] for text in [credit, *bylines] if (m := _REPORTER.search(text)))
    draft.author = draft.author or next(names, None)


def drop_other_stories(draft: Draft, first: int) -> None:
    """Drop lists of related articles and stories that are not this page's own, below line `first`.

    Suspicious is what follows a marker of other articles, the end of this one, or another dateline. A suspicious
    paragraph stays only where it is as close to title and lead as this story's own paragraphs are.
    """
    bars: dict[int, float] = {}
    heads: dict[int, int | None] = {}
    bar: float | None = None
    head: int | None = None
    own_dateline = dateline_end(draft.lines[first].text) > 0 if draft.lines else False
    for index in range(first + 1, len(draft.lines)):
        text = draft.lines[index].text
        if index in draft.drops:
            bar = 0.25 if bar is None and _reason(draft, index) in _END and _any_sentences(draft, first, index) else bar
        elif len(text) <= _MARKER_LENGTH and _MARKER.search(text):
            draft.drop(index, RemovalReason.RELATED, 0.95)
            bar, head = 0.5, None
        elif len(text) <= 3 * _MARKER_LENGTH and _SOFT_MARKER.search(text) and not is_sentence(text):
            draft.drop(index, RemovalReason.RELATED, 0.9)
            bar, head = bar or 0.25, None
        elif dateline_end(text) and (own_dateline or index > first + _LEAD):
            bar, head = bar or 0.25, index
            bars[index], heads[index] = 1.0, head
            before = index - 1
            if before in draft.kept(before, index) and not is_sentence(draft.lines[before].text):
                bars.setdefault(before, 1.0)
        elif bar is not None:
            same_row = head is not None and draft.lines[head].row == draft.lines[index].row
            bars[index], heads[index] = (1.0 if same_row else bar), head
    if bars:
        _judge(draft, first, bars, heads)


def _any_sentences(draft: Draft, first: int, index: int) -> bool:
    return sum(is_sentence(draft.lines[i].text) for i in draft.kept(first, index)) >= _LEAD


def _judge(draft: Draft, first: int, bars: dict[int, float], heads: dict[int, int | None]) -> None:
    """Rank the suspicious lines among the story's own by their closeness to title and lead."""
    own = [i for i in draft.kept(first) if i not in bars and is_sentence(draft.lines[i].text)]
    topic = " ".join([draft.stated_title or draft.title or "", *(_opening(draft, i) for i in own[:_LEAD])])
    open_to_doubt = [i for i, bar in bars.items() if bar < 1.0 and is_sentence(draft.lines[i].text)]
    closeness: dict[int, float] = {}
    if open_to_doubt:
        closeness = _closeness(draft, topic, own[_LEAD:], open_to_doubt, heads)
    headline = True
    for index, bar in bars.items():
        text = draft.lines[index].text
        if index in closeness and closeness[index] >= bar:
            headline = False
        elif is_sentence(text) or bar == 1.0:
            draft.drop(index, RemovalReason.FOREIGN_STORY, 1 - closeness.get(index, 0.0) / 2)
            headline = True
        elif headline:
            draft.drop(index, RemovalReason.RELATED, 0.7)


def _opening(draft: Draft, index: int) -> str:
    return draft.lines[index].text[:_COMPARED]


def _closeness(
    draft: Draft, topic: str, own: list[int], suspects: list[int], heads: dict[int, int | None]
) -> dict[int, float]:
    """For each suspect, the share of the story's own paragraphs that are no closer to the topic than it is."""
    similarity = Similarity([topic, *(c for i in [*own, *suspects] for c in chunks(_opening(draft, i)))])
    anchor = similarity.vector(topic)
    measured = {i: [similarity.vector(c) for c in chunks(_opening(draft, i))] for i in [*own, *suspects]}
    near = {i: median(similarity.cosine(anchor, v) for v in vectors) for i, vectors in measured.items()}
    ranks: dict[int, float] = {}
    for index in suspects:
        head = heads.get(index)
        if head is not None:
            story = similarity.vector(_opening(draft, head))
            if median(similarity.cosine(story, v) for v in measured[index]) >= near[index]:
                ranks[index] = 0.0
                continue
        ranks[index] = sum(near[i] <= near[index] for i in own) / len(own) if own else 0.0
    return ranks
