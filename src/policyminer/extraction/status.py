"""Whether an initiative is planned, under way or done, by the words after it."""

import re

from policyminer.extraction.features.links import Span
from policyminer.extraction.reading import Reading
from policyminer.models import Status

_DONE = re.compile(
    r"(?:지정|선정|확정|준공|완공|개소|개통|완료|체결|출범|개관|유치|설립|구축|선발|승인)(?:되었|됐|했|하였|됨|함|된|한\b)|"
    r"(?:었|였|했|됐|렸|갔)(?:다|으며|고|습니다|음)|완료(?!할|하기|하겠)|마쳤|마무리(?!할|하기|하겠)|바 있"
)
_PLANNED = re.compile(
    r"계획|예정|방침|목표|추진한다|나선다|키로|기로|할 것|하겠|될 것|나갈|[한된]다[.\s]|할 수|내년|향후|앞으로|까지\s"
)
_ONGOING = re.compile(
    r"추진 ?중|진행 ?중|중이다|중에 있|하고 있|되고 있|운영 ?중|추진해 ?왔|착공(?!할|한다|하기|하겠)|추진하고"
)
# What has begun is under way, not done.
_BEGINNINGS = ("착공", "착수")


def status_of(reading: Reading, span: Span) -> Status:
    """The status by the text between the initiative and the end of its sentence; planned where nothing says more."""
    after = reading.text[span.end : span.sentence_end]
    whole = reading.text[span.sentence_start : span.sentence_end]
    found = [
        (match.start(), status)
        for status, pattern in ((Status.ONGOING, _ONGOING), (Status.DONE, _DONE), (Status.PLANNED, _PLANNED))
        if (match := pattern.search(after))
    ]
    if found:
        status = min(found)[1]
        begun = reading.text[span.start : span.end].endswith(_BEGINNINGS)
        return Status.ONGOING if begun and status is Status.DONE else status
    if _DONE.search(whole[-30:]):
        return Status.DONE
    return Status.PLANNED
