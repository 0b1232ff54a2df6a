"""What gives a single line away as no body, whatever stands around it.

A cue names the reason, how sure it is, and the patterns. Patterns have bounded repeats only, and are tried on short
lines only: a long line is running text.
"""

import re
from typing import NamedTuple

from policyminer.cleaning.draft import Drop
from policyminer.models import RemovalReason as Reason

MAX_LENGTH = 260
"""Longest line, in characters, that a cue may drop."""

TELEPHONE = re.compile(r"(?<!\d)0\d{1,2}\s?[-).∙․]\s?\d{3,4}\s?[-∙․.]\s?\d{4}(?!\d)|[☎☏]\s?\(?\d{2,4}")
"""A Korean telephone number."""

DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2}|['’‘`]\d{2})\s?(?:[.\-/]|년)\s?(?P<m>\d{1,2})\s?(?:[.\-/]|월)\s?(?P<d>\d{1,2})(?!\d)"
)
"""A full date; a year of two digits only after an apostrophe."""

_REPORTER = r"(?:기자|특파원|통신원|선임기자|전문기자|인턴기자|객원기자|논설위원)"
_MAIL = r"[\w.+-]{2,40}@[\w.-]{3,40}"
_YEAR = r"(?:19|20)\d{2}\s?(?:[.\-/]|년)"
_STAMP = (
    r"(?:(?:기사|최초)\s?입력|최종\s?(?:수정|업데이트|편집)|입력|수정|등록|승인|송고|발행|게시|작성|업데이트|보도|등재)"
    r"(?:\s?(?:일시|시간|시각|일자|일))?"
)


class _Cue(NamedTuple):
    drop: Drop
    pattern: re.Pattern[str]


def _cue(reason: Reason, score: float, *patterns: str) -> _Cue:
    return _Cue(Drop(reason, score), re.compile("|".join(patterns)))


_AT_HEAD = (
    _cue(Reason.TIMESTAMP, 0.98, rf"[\[(|ㆍ·]?\s?{_STAMP}\s?[:：|]?\s?{_YEAR}\s?\d{{1,2}}"),
    _cue(
        Reason.TIMESTAMP,
        0.9,
        rf"[-·\s]{{1,3}}(?:등록|작성|게시)?(?:일자|날짜|일)\s?[:：]?\s?(?:$|{_YEAR})",
        rf"[가-힣]{{2,4}}\s{_REPORTER}\s{{0,3}}[|ㅣ·]?\s{{0,3}}{_STAMP}\s?[:：]?\s?\d{{4}}",
    ),
    _cue(Reason.MENU, 0.95, r"(?:Home|HOME|홈)(?:\s?[>›»]|\s[가-힣]{2,12}\s?[>›»])"),
    _cue(
        Reason.MENU,
        0.9,
        r"[-·\s]{1,3}(?:조회수?\s?[:：]?\s?(?:[\d,]{1,9})?|작성자\s?[:：]?\s?\S{2,12})$",
        r"(?:로그인|회원가입|사이트맵|검색어?\s?입력|목록|목록으로|이전\s?글|다음\s?글|인쇄하기)$",
        r"조회수?\s?[:：]?\s?[\d,]{1,9}$",
    ),
    _cue(Reason.COPYRIGHT, 0.95, r"ⓒ|©|Copyright"),
    _cue(Reason.CAPTION, 0.95, r"[*※▲△◇\[(<]{0,2}\s?사진\s?\d{0,2}\s?(?:설명)?\s?[:：)]"),
    _cue(Reason.CAPTION, 0.9, r"\[?\s?(?:사진\s?설명|사진\s?제공)\s?\]?$"),
    _cue(
        Reason.BYLINE,
        0.97,
        rf"(?:\S{{1,12}}\s?[=·]\s?)?[가-힣]{{2,4}}\s?{_REPORTER}\s?[(\[]?(?:{_MAIL}[)\]]?)?$",
        rf"(?:기자\s?프로필|{_REPORTER}\s?(?:구독|페이지|의\s다른\s기사))",
    ),
    _cue(
        Reason.COMMENT,
        0.9,
        r"(?:댓글|의견)\s?(?:\(?\d{1,6}\)?|쓰기|달기|등록|보기|입력|[:：])?$",
        r"댓글\s?(?:운영|정책)|첫\s?댓글을|만족도\s?조사(?:\s?내용\s?입력)?$",
    ),
    _cue(Reason.ADVERTISEMENT, 0.95, r"(?:AD|광고|\[광고\]|Advertisement|ADVERTISEMENT|Sponsored|스폰서\s?링크)$"),
    _cue(Reason.FOOTER, 0.9, r"[<〈(\[]?\s?끝\s?[>〉)\]]?\s?\.?$"),
    _cue(
        Reason.CONTACT,
        0.95,
        r"[\s*\-※▪·(\[〔]{0,4}(?:문\s?의(?:\s?전화|\s?처)?|담\s?당(?:\s?자|\s?부서|\s?과)?|연\s?락\s?처)"
        r"\s?[:：].{0,160}\d{3,4}",
        r"〔?[가-힣\s·]{2,30}[☎☏]\s?\(?\d{2,3}\)?[-.)]\d{3,4}[-.]\d{4}\s?〕?$|문의\s?전화$",
        r"(?:작\s?성\s?(?:과|팀|자)|제\s?공\s?일|연\s?락\s?처|홍보\s?담당(?:관실)?)"
        r"\s?[:：]\s?\S{1,20}(?:\s\S{1,20}){0,4}$",
    ),
    _cue(
        Reason.LETTERHEAD,
        0.95,
        r"[\[<【|(]?\s?보\s?도\s?(?:참\s?고|해\s?명|설\s?명)?\s?자\s?료\s?[\]>】|)]?$|뉴스\s?배포\s?정보$",
        r"[^가-힣]{0,3}(?:보\s?도\s?시\s?점|보\s?도\s?일\s?시|배\s?포\s?일\s?시?)\s?[:：|]?(?:$|.{0,60}\d)",
    ),
)
"""Cues that a line opens with."""

_AT_HEAD_OF_NEWS = (
    _cue(
        Reason.SHARE,
        0.9,
        r"(?:카카오톡|페이스북|트위터|네이버\s?블로그|밴드|공유(?:하기)?|스크랩|프린트|인쇄|이메일|메일|좋아요|북마크)"
        r"(?:[\s,|·/](?:카카오톡|페이스북|트위터|밴드|공유|스크랩|프린트|인쇄|이메일|URL|구독|좋아요)){0,8}$",
    ),
    _cue(Reason.TIMESTAMP, 0.9, rf"{_STAMP}\s?[:：]?$"),
    _cue(Reason.BYLINE, 0.97, rf"[(\[<]?{_MAIL}[)\]>]?$"),
    _cue(
        Reason.FOOTER,
        0.97,
        r"(?:Top으로\s?이동|맨\s?위로|페이지\s?상단으로|TOP|회사\s?소개|이용\s?약관|개인정보\s?처리\s?방침)(?:\s|$)",
    ),
    _cue(
        Reason.MENU,
        0.9,
        r"(?:속보|더\s?보기|전체\s?(?:기사|메뉴|보기)|최신\s?뉴스|사진|동영상|뉴스|홈|구독(?:하기)?)$",
        r"(?:정치|경제|사회|국제|문화|스포츠|연예|오피니언|산업|지역|전국|IT|과학)$",
    ),
    _cue(Reason.CAPTION, 0.9, r"[▲△◀▶]\s?.{4,160}(?:[ⓒ©]\s?\S{1,20}|사진\S{0,12}|모습|전경|조감도)\.?$"),
)
"""Cues that the tables of a press release would trip."""

_ANYWHERE = (
    _cue(
        Reason.COPYRIGHT,
        0.97,
        r"무단\s?(?:전재|복제|배포|도용).{0,30}(?:금지|금합니다|불허)|[Aa]ll [Rr]ights [Rr]eserved",
        r"저작권자\s?(?:ⓒ|©|\(c\)|[:：])|공공누리.{0,60}(?:조건|이용할 수)",
    ),
    _cue(
        Reason.CAPTION,
        0.95,
        r"\[\s?(?:사진|자료|그래픽|이미지|그림)(?:\s?제공)?\s?[=:：]\s?[^\]]{1,60}\]",
        r"[(/<]\s?(?:사진|자료\s?사진|그래픽|이미지)(?:\s?제공)?\s?[=:：\-]\s?[^)>]{1,40}[)>]?$",
        r"(?:사진|그래픽|이미지|일러스트)\s?/?\s?(?:=|제공\s?[=:：\-])\s?\S{1,20}(?:\s\S{1,12}){0,2}$",
        rf"\d{{4}}[.\-/]\s?\d{{1,2}}[.\-/]\s?\d{{1,2}}\.?\s?{_MAIL}$",
    ),
    _cue(Reason.COMMENT, 0.9, r"자\s?이내로\s?입력(?:하여|해)", r"제공(?:하는|되는|된)\s?정보에.{0,20}만족"),
    _cue(
        Reason.SHARE,
        0.9,
        r"(?:페이지|기사|SNS|본문)\s?공유(?:하기)?$|글자\s?(?:크기|확대|축소)",
        r"URL이?\s?복사|링크\s?복사|카카오톡\s?공유",
    ),
    _cue(Reason.MENU, 0.95, r"본문\s?바로\s?가기|주\s?메뉴\s?바로"),
    _cue(
        Reason.FOOTER,
        0.95,
        r"(?:발행인|편집인|등록번호|청소년\s?보호\s?책임자)\s?[:：].{0,80}(?:발행|편집|등록|청소년)",
    ),
    _cue(
        Reason.ATTACHMENT,
        0.95,
        r"\.(?:hwpx?|pdf|jpe?g|png|zip|xlsx?|docx?|pptx?|HWP|PDF|JPG)"
        r"\s?(?:[\[(]\s?[\d.,]{1,8}\s?[kKmMgG]?[bB]|$)|\[바로\s?보기\]",
    ),
    _cue(
        Reason.CONTACT, 0.95, r"보도\s?(?:참고)?\s?자료와?\s?(?:관련|대한).{0,40}(?:취재|자세한|문의)|취재를\s?원하시면"
    ),
    _cue(
        Reason.LETTERHEAD,
        0.95,
        r"즉시\s?보도(?:하여|해|가능)|(?:부터|이후)\s?보도(?:하여|해)\s?주시기|엠바고\s?(?:없음|[:：])",
    ),
)
"""Cues that may stand anywhere in a line."""

_ANY_HEAD = re.compile("|".join(cue.pattern.pattern for cue in _AT_HEAD))
_TRIGGER = re.compile(
    r"무단|[Rr]ights|저작권|공공누리|사진|그래픽|이미지|일러스트|자료|그림|\d@|[a-z]@|이내로|제공|공유|글자|복사|바로|취재"
    r"|즉시|주시기|엠바고|발행인|편집인|등록번호|청소년|\.(?:hwp|HWP|pdf|PDF|jp|JPG|png|zip|xls|doc|ppt)"
)
"""What every cue of `_ANYWHERE` needs somewhere in the line: one cheap look before many."""


def line_cue(text: str, *, news: bool) -> Drop | None:
    """Why this line alone is no body, or None. `news` adds cues that a press release's tables would trip.

    >>> line_cue("기사입력 : 2023년05월02일 09:10", news=False).reason.value
    'timestamp'
    >>> line_cue("시는 내년에 단지를 조성한다.", news=True) is None
    True
    """
    if len(text) > MAX_LENGTH:
        return None
    if _ANY_HEAD.match(text):
        return next(cue.drop for cue in _AT_HEAD if cue.pattern.match(text))
    if _TRIGGER.search(text):
        for cue in _ANYWHERE:
            if cue.pattern.search(text):
                return cue.drop
    if news:
        for cue in _AT_HEAD_OF_NEWS:
            if cue.pattern.match(text):
                return cue.drop
    return None
