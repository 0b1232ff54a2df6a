"""Cleaning, step by step: lines, decisions, reflow."""

from policyminer.cleaning.captions import dateline_end, split_captions
from policyminer.cleaning.cues import line_cue
from policyminer.cleaning.dates import labelled_date, letterhead_date
from policyminer.cleaning.draft import Draft
from policyminer.cleaning.headings import guess_title, match_stated_title
from policyminer.cleaning.letterhead import drop_attachments, drop_contacts, drop_letterhead, drop_page_foot
from policyminer.cleaning.lines import Line, split_lines
from policyminer.cleaning.newspage import drop_captions, drop_head, drop_other_stories, reads_as_news
from policyminer.cleaning.reflow import reflow
from policyminer.cleaning.webpage import clean_html
from policyminer.models import CleanText, Document, RemovalReason, RemovedLine

_DATED = frozenset(
    {
        RemovalReason.TIMESTAMP,
        RemovalReason.LETTERHEAD,
        RemovalReason.MENU,
        RemovalReason.BYLINE,
        RemovalReason.CONTACT,
    }
)
_CAPTION_HEADING = 10
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"


def clean(document: Document) -> CleanText:
    """The author's own lines of a document, every other line with its reason, and what they tell about the document.

    Text and HTML are told apart by `document.media_type`. Title, publisher, author and day of publication are the
    document's own where it states them, else what its lines say; dates come from labelled lines
    and letterheads only. Offsets in the
    result are code points of `document.text`; lines of HTML that cannot be found in the markup have no segment.

    >>> from policyminer.models import Document
    >>> head = "보도자료\\n보도시점 2024. 3. 5.(화) 12:00\\n수소 도시 조성\\n"
    >>> text = head + "- 2030년까지 3곳 -\\n□ 시는 단지를\\n만든다."
    >>> result = clean(Document(id="0", doc="a", text=text))
    >>> result.lines
    ['- 2030년까지 3곳 -', '□ 시는 단지를 만든다.']
    >>> result.title, result.published
    ('수소 도시 조성', datetime.date(2024, 3, 5))
    """
    if document.media_type == "text/html":
        return clean_html(document, clean_text)
    return clean_text(document)


def clean_text(document: Document) -> CleanText:
    """`clean` for text that is no markup: releases, plain news, pages flattened to text."""
    news = reads_as_news(document.text)
    lines = split_lines(document.text)
    if news:
        lines = [piece for line in lines for piece in split_captions(line)]
    draft = Draft(lines, stated_title=document.title)
    if news:
        _decide_news(draft)
    else:
        _decide_release(draft)
    kept, cut = _without_datelines(draft, news=news)
    text, segments = reflow(kept)
    removed = [
        RemovedLine(line.text, drop.reason, drop.score, line.start, line.end)
        for line, drop in ((draft.lines[i], draft.drops[i]) for i in sorted(draft.drops))
    ]
    removed += [RemovedLine(p.text, RemovalReason.DATELINE, 0.98, p.start, p.end) for p in cut]
    removed.sort(key=lambda line: line.start or 0)
    dated = [r.line for r in removed if r.reason in _DATED]
    letterhead = [r.line for r in removed if r.reason is RemovalReason.LETTERHEAD]
    return CleanText(
        text=text,
        segments=segments,
        removed=tuple(removed),
        title=document.title or draft.title,
        publisher=document.publisher or draft.publisher,
        author=document.author or draft.author,
        published=document.published or labelled_date(dated) or letterhead_date(letterhead),
    )


def _apply_cues(draft: Draft, *, news: bool) -> None:
    for index, line in enumerate(draft.lines):
        drop = line_cue(line.text, news=news)
        if drop is not None:
            draft.drop(index, drop.reason, drop.score)
            heads_caption = drop.reason is RemovalReason.CAPTION and len(line.text) <= _CAPTION_HEADING
            if heads_caption and index + 1 < len(draft.lines):
                draft.drop(index + 1, RemovalReason.CAPTION, 0.7)
        elif not line.text.strip(_INVISIBLE):
            draft.drop(index, RemovalReason.MARKUP, 1.0)


def _decide_release(draft: Draft) -> None:
    _apply_cues(draft, news=False)
    drop_letterhead(draft)
    drop_contacts(draft)
    match_stated_title(draft)
    guess_title(draft)
    drop_attachments(draft)
    drop_page_foot(draft)


def _decide_news(draft: Draft) -> None:
    _apply_cues(draft, news=True)
    drop_captions(draft)
    match_stated_title(draft)
    drop_other_stories(draft, drop_head(draft))
    drop_contacts(draft)


def _without_datelines(draft: Draft, *, news: bool) -> tuple[list[Line], list[Line]]:
    """The lines kept, with no dateline at the head of a news story's; and the datelines cut off."""
    kept: list[Line] = []
    cut: list[Line] = []
    for index in draft.kept():
        line = draft.lines[index]
        end = dateline_end(line.text) if news else 0
        dateline, rest = line.cut(0, end), line.cut(end, len(line.text))
        cut += [dateline] if dateline else []
        kept += [rest] if rest else []
    return kept, cut
