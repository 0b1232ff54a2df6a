"""What frames a press release: letterhead above, contacts and list of attachments below."""

import re

from policyminer.cleaning.cues import DATE, TELEPHONE
from policyminer.cleaning.draft import Draft
from policyminer.cleaning.lines import is_closed_subtitle, is_sentence, squash
from policyminer.models import RemovalReason

_ROLES = (
    "책임자|담당자|담당관|과장|팀장|국장|실장|단장|계장|소장|사무관|서기관|주무관|연구관|연구사|행정관|연구원|검사|경정|경감|경위"
    "|소방위|소방경|소방정|소방장|주사|전문관|과장대리|부이사관|외무사무관"
)
_SPACED_ROLES = "|".join(" ?".join(role) for role in _ROLES.split("|"))
_ROLE = re.compile(rf"(?:{_SPACED_ROLES})(?:\s[가-힣]{{1,4}}(?:\s[가-힣]{{1,3}})?)?(?:\s\(?|$)")
_CONTACT_LABEL = re.compile(
    r"[\[<(|#\s]{0,4}담\s?당\s?(?:부\s?서|과)[\]>)|]?\s?(?:$|[:：]|\S{2,20}(?:과|국|실|단|팀|관|청|처|부)$)"
)
_LETTERHEAD_LABEL = re.compile(
    r"[-\s|<]{0,4}(?:보\s?도\s?시\s?점|보\s?도\s?일\s?시|배\s?포(?:\s?일\s?시?)?|자료\s?배포|책\s?임\s?자|과\s?장|매\s?수"
    r"|담\s?당\s?(?:부\s?서|과|자)|페이지\s?수|홍보\s?담당관실?|대변인실?|보\s?도\s?(?:참고\s?|설명\s?|해명\s?)?자\s?료"
    r"|뉴스\s?배포\s?정보|문\s?의)(?:\s?[:：|]|[>|]?$|\s)"
    r"|총\s?\d{1,3}\s?(?:쪽|매|페이지)|[-\s]{0,3}\([TF]\)|(?:배포\s?)?즉시\s?보도"
    r"|[<(]?\s?.{0,14}(?:조간|석간|온라인)\s?.{0,12}[>)]?$"
)
_AGENCY = re.compile(
    r"[|\s]{0,2}(?P<name>[가-힣]{2,14}(?:부|처|청|위원회|국무조정실|시|도|군))[|\s]{0,2}(?:보\s?도\s?자\s?료[|\s]{0,4})?$"
)
_LIST = re.compile(
    r"^[<\[【(※*\s]{0,4}(?:붙\s?임|첨\s?부|별\s?첨)(?:\s?(?:자\s?료|파\s?일|물))?\s?[>\]】)]?\s?[.:：]?\s?"
)
_ENTRY = re.compile(r"[\[<(【]?\s?(?:붙임|첨부|별첨|참고)\s?\d{0,2}|\d{1,2}\s?[.)]|[-·ㅇ①-⑳*]\s?|\(\d{1,2}\)")
_LAST = re.compile(r"끝\s?[.>)〉]?\s?$")
_LINKS = re.compile(r"#{1,6}\s?(?:첨부|담당\s?부서)")

_HEAD_LINES = 60
_SHORT_CELL = 30
_TITLE_PART = 8
_LIST_LINES = 40
_AFTER_DATE = 40  # (수) 11:00 이후 (9. 22.(목) 조간)
_ENTRY_LENGTH = 120


def drop_letterhead(draft: Draft) -> None:
    """Drop the block of short lines at the top in which letterhead labels stand close together."""
    stated = squash(draft.stated_title or "")
    strong: list[int] = []
    weak: list[int] = []
    block: list[int] = []
    for index in range(min(len(draft.lines), _HEAD_LINES)):
        text = draft.lines[index].text
        if stated and len(squash(text)) >= _TITLE_PART and squash(text) in stated:
            break
        if _is_strong(text) or index in draft.drops:
            strong.append(index)
            block += [*weak, index]
            weak = []
        elif len(text) <= _SHORT_CELL and not is_sentence(text) and not is_closed_subtitle(text) and len(weak) < 4:
            weak.append(index)
        else:
            break
    if len(strong) < 2 and not (strong and strong[0] == 0 and len(block) == 1):
        return
    for index in block:
        agency = _AGENCY.match(draft.lines[index].text)
        if agency and draft.publisher is None:
            draft.publisher = agency["name"]
    draft.drop_all(block, RemovalReason.LETTERHEAD, 0.9)


def _is_strong(text: str) -> bool:
    if len(text) > 2 * _SHORT_CELL:
        return False
    if _LETTERHEAD_LABEL.match(text) or TELEPHONE.search(text):
        return True
    date = DATE.search(text)
    return date is not None and date.start() <= 8 and len(text) - date.end() <= _AFTER_DATE


def drop_contacts(draft: Draft) -> None:
    """Drop tables of officials, one cell a line, and the lines that continue a line of contacts."""
    lines = draft.lines
    index = 0
    while index < len(lines):
        text = lines[index].text
        if index in draft.drops or len(text) > 2 * _SHORT_CELL or not _CONTACT_LABEL.match(text):
            index += 1
            continue
        block, index = _contact_block(draft, index)
        draft.drop_all(block, RemovalReason.CONTACT, 0.95)
    for index in draft.kept(1):
        before = draft.drops.get(index - 1)
        if before is None or before.reason not in (RemovalReason.CONTACT, RemovalReason.LETTERHEAD):
            continue
        text, above = lines[index].text, lines[index - 1].text
        unfinished = "취재" in above and "바랍니다" not in above and ("연락" in text or "문의" in text)
        listed = len(text) <= 3 * _SHORT_CELL and not is_sentence(text) and TELEPHONE.search(text) is not None
        if unfinished or listed:
            draft.drop(index, RemovalReason.CONTACT, 0.9)


def _contact_block(draft: Draft, first: int) -> tuple[list[int], int]:
    """The lines of the contact table that starts at `first`, none if it is no such table; and where to look on."""
    block = [first]
    weak: list[int] = []
    telephones = roles = 0
    for index in range(first + 1, len(draft.lines)):
        text = draft.lines[index].text
        telephone = TELEPHONE.search(text[: 4 * _SHORT_CELL]) is not None
        if is_sentence(text) or len(text) > (4 if telephone else 1) * _SHORT_CELL or text[0] in "□■○●":
            break
        role = _ROLE.match(text) is not None
        if telephone or role or _CONTACT_LABEL.match(text):
            telephones, roles = telephones + telephone, roles + role
            block += [*weak, index]
            weak = []
        elif len(weak) < 5:
            weak.append(index)
        else:
            break
    table = telephones > 1 or (telephones == 1 and roles > 0)
    return block if table else [], block[-1] + 1


def drop_attachments(draft: Draft) -> None:
    """Drop the list of what is attached; a heading with the attachment's own text below it stays."""
    lines = draft.lines
    index = 0
    while index < len(lines):
        text = lines[index].text
        if index not in draft.drops and _LINKS.match(text):
            rest = range(index, len(lines))
            if len(rest) <= 2 * _LIST_LINES and all(_is_entry(lines[i].text) for i in rest[1:]):
                reason = RemovalReason.ATTACHMENT if "첨부" in text else RemovalReason.CONTACT
                draft.drop_all(rest, reason, 0.95)
        if index not in draft.drops and _LIST.match(text) and not is_sentence(text):
            block, index = _attachment_list(draft, index)
            draft.drop_all(block, RemovalReason.ATTACHMENT, 0.85)
        else:
            index += 1


def _attachment_list(draft: Draft, first: int) -> tuple[list[int], int]:
    """The entries of the list headed by line `first`, none if it heads the attachment itself; and where to look on."""
    lines = draft.lines
    block: list[int] = []
    for index in range(first, len(lines)):
        text = lines[index].text
        entry = index == first or (_is_entry(text) and not is_sentence(text))
        if index in draft.drops and index > first:
            return block, index
        if not entry or len(text) > _ENTRY_LENGTH or len(block) == _LIST_LINES:
            listed = _numbered(draft, block)
            long = len(block) == _LIST_LINES
            return listed, listed[-1] + 1 if listed else index if long else first + 1
        block.append(index)
        if _LAST.search(text[-6:]):
            return block, index + 1
    return block if _LIST.sub("", lines[first].text) or len(block) > 1 else [], len(lines)


def _numbered(draft: Draft, block: list[int]) -> list[int]:
    """`block` if its lines count on from the first (붙임 1. … / 2. …), which an attachment's own text does not."""
    texts = [draft.lines[i].text for i in block]
    first = _LIST.sub("", texts[0]) if texts else ""
    if len(texts) > 1 and first.startswith("1") and texts[1].lstrip("[<(【붙임첨부별 ").startswith("2"):
        count = next((n for n, text in enumerate(texts[1:], 1) if str(n + 1) not in text[:8]), len(texts))
        return block[:count]
    return []


def _is_entry(text: str) -> bool:
    return _ENTRY.match(text) is not None


def drop_page_foot(draft: Draft) -> None:
    """Drop the short lines below a licence or a question for the reader, where nothing but such lines follows."""
    marks = (RemovalReason.COPYRIGHT, RemovalReason.COMMENT)
    foot: list[int] = []
    for index in range(len(draft.lines) - 1, -1, -1):
        text = draft.lines[index].text
        drop = draft.drops.get(index)
        if drop is None and (is_sentence(text) or len(text) > _SHORT_CELL or len(foot) > _LIST_LINES):
            return
        if drop is None:
            foot.append(index)
        elif drop.reason in marks and foot:
            draft.drop_all(foot, RemovalReason.FOOTER, 0.7)
            foot = []
