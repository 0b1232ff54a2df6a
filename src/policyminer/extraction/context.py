"""What surrounds a candidate: everything about a document that features are computed from, found once."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policyminer.extraction.industries import IndustryMention, find_industries
from policyminer.extraction.initiatives import INLINE_BULLETS, is_inline_bullet
from policyminer.extraction.reading import Reading, Sentence
from policyminer.extraction.regions import RegionMention, Role, find_regions

_PLAN = re.compile(r"계획|예정|방침|추진한다|나선다|키로 했|기로 했|할 것|하겠|나갈|목표")
_WISH = re.compile(r"기대|전망|바란|중요|필요|희망|될 것으로|당부|요청|건의")
_SAID = re.compile(r"밝혔|말했|강조|전했|말하|설명했")
_MEETING = re.compile(r"개최|참석|방문|간담회|설명회|기념식|협약식|논의|점검|회의|행사")
_DONE = re.compile(r"했다|됐다|되었다|하였다|마쳤|완료|했습니다|됐습니다|하였습니다")
_QUOTE = re.compile(r"[“\"][^”\"\n]{0,600}[”\"]")
# The name of a project: ‘보건·의료 데이터 중심 디지털 혁신서비스 확산’
_NAMED = re.compile(r"[‘'「『<《〈]([^‘’'「」『』<>《》〈〉\n]{4,60})[’'」』>》〉]")
_SEPARATORS = re.compile(r"[\s·・ㆍ‧•/,()\[\]{}<>「」『』〈〉《》'\"‘’“”\-–—~∼.…:;]+")


@dataclass(frozen=True, slots=True)
class SentenceCues:
    """What kind of sentence it is, by its words."""

    plan: bool
    wish: bool
    said: bool
    meeting: bool
    done: bool
    nominal: bool
    items: int
    quotes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """A reading with its mentions, grouped, and its cues. `breaks` are the offsets where clauses end, `items` those of
    marks of items inside sentences, `named` the spans of names in quotation marks; in order."""

    reading: Reading
    regions: tuple[RegionMention, ...]
    industries: tuple[IndustryMention, ...]
    regions_of: Mapping[str, Sequence[RegionMention]]
    industries_of: Mapping[str, Sequence[IndustryMention]]
    regions_in_line: Mapping[int, Sequence[RegionMention]]
    industries_in_line: Mapping[int, Sequence[IndustryMention]]
    cues: Sequence[SentenceCues]
    title_bigrams: frozenset[str]
    squashed: str
    has_title: bool
    containment: Mapping[str, tuple[int, int]]
    code_mentions: Mapping[str | None, int]
    most_region_mentions: int
    most_industry_mentions: int
    breaks: Sequence[int]
    items: Sequence[int]
    named: Sequence[tuple[int, int]]

    def clause_start(self, offset: int, sentence_start: int) -> int:
        """Where the clause begins that holds the character at `offset`."""
        position = bisect_left(self.breaks, offset)
        return max(self.breaks[position - 1] if position else 0, sentence_start)

    def stands_in_name(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a name in quotation marks."""
        position = bisect_right(self.named, (offset, len(self.reading.text))) - 1
        return position >= 0 and offset < self.named[position][1]


def understand(reading: Reading) -> Context:
    """Find the mentions and cues of a reading."""
    regions = find_regions(reading)
    # Without a region there is no triple, and nothing more to find.
    industries = find_industries(reading) if regions else []
    regions_of: dict[str, list[RegionMention]] = defaultdict(list)
    industries_of: dict[str, list[IndustryMention]] = defaultdict(list)
    regions_in_line: dict[int, list[RegionMention]] = defaultdict(list)
    industries_in_line: dict[int, list[IndustryMention]] = defaultdict(list)
    for region in regions:
        regions_of[region.code].append(region)
        if region.role is Role.PLACE:
            regions_in_line[region.line].append(region)
    for industry in industries:
        industries_of[industry.key].append(industry)
        industries_in_line[industry.line].append(industry)
    title = squash(reading.text[: reading.body_start])
    return Context(
        reading=reading,
        regions=tuple(regions),
        industries=tuple(industries),
        regions_of=regions_of,
        industries_of=industries_of,
        regions_in_line=regions_in_line,
        industries_in_line=industries_in_line,
        cues=[_cues(reading, sentence) for sentence in reading.sentences] if regions else [],
        title_bigrams=bigrams(title),
        squashed=squash(reading.text),
        has_title=bool(title),
        containment=_containment(list(industries_of)),
        code_mentions=Counter(industry.code for industry in industries),
        most_region_mentions=max(map(len, regions_of.values()), default=0),
        most_industry_mentions=max(map(len, industries_of.values()), default=0),
        breaks=[m.start for m in reading.morphemes if m.tag in ("EC", "EF")],
        items=[m.start for m in reading.morphemes if is_inline_bullet(m)],
        named=[match.span(1) for match in _NAMED.finditer(reading.text)],
    )


def _containment(keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """For each industry form: how many others contain it, and how many others it contains."""
    longer: Counter[str] = Counter()
    shorter: Counter[str] = Counter()
    for key in keys:
        for other in keys:
            if key != other and key in other:
                longer[key] += 1
                shorter[other] += 1
    return {key: (longer[key], shorter[key]) for key in keys}


def _cues(reading: Reading, sentence: Sentence) -> SentenceCues:
    text = reading.text[sentence.start : sentence.end]
    tail = text[-34:]
    return SentenceCues(
        plan=bool(_PLAN.search(tail)),
        wish=bool(_WISH.search(tail)),
        said=bool(_SAID.search(tail)),
        meeting=bool(_MEETING.search(text)),
        done=bool(_DONE.search(tail)),
        nominal=not text.rstrip("\"”’'). ").endswith(("다", "요", "까")),
        items=sum(character in INLINE_BULLETS for character in text[1:]),
        quotes=tuple((sentence.start + m.start(), sentence.start + m.end()) for m in _QUOTE.finditer(text)),
    )


def squash(text: str) -> str:
    """The text without white space and separators, as scores compare it."""
    return _SEPARATORS.sub("", text)


def bigrams(text: str) -> frozenset[str]:
    """The set of character pairs of a squashed text."""
    return frozenset(map(str.__add__, text, text[1:]))
