"""Where a document names Korean places, and in what role."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from policyminer.extraction.gazetteer import (
    LONGEST_FORM,
    Gazetteer,
    Place,
    PlaceKind,
    beginnings,
    place_names,
    sure_forms,
)
from policyminer.extraction.lists import LIST_GAP
from policyminer.extraction.reading import Reading
from policyminer.language.morphemes import MIDDLE_DOTS


class Role(StrEnum):
    """PLACE: the place itself. ORGANISATION: part of the name of a body, a post or a facility."""

    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place name at `start:end` of line `line`; `name` is its canonical name on the document's date."""

    line: int
    start: int
    end: int
    code: str
    name: str
    kind: PlaceKind
    role: Role
    province: str | None
    rule: str

    @property
    def key(self) -> str:
        """What mentions of one region share, as `IndustryMention.key`."""
        return self.code


_WORD = re.compile(r"[가-힣]{2,}")
_ADMINISTRATIVE = ("특별자치도", "특별자치시", "광역시", "특별시", "시", "군", "구", "도")
# What may be glued to a place name without making another word of it.
_GLUED = re.compile(
    r"(?:도|시|군|구)?(?:지역|권역|권|일대|내|형|산단|국가산단|국가산업단지|일반산단|산업단지|산|발|만|항|신항|공항|신공항|역|혁신도시|신도시|"
    r"경제자유구역|규제자유특구|특구|강소특구|연구개발특구|테크노밸리|테크노폴리스|의료원|과기원|등|전역|본사|공장|캠퍼스)"
)
_DOTS = frozenset("·ㆍ・‧")
# 수도·중부권: the 권 after the dot belongs to both names.
_SHARED_AREA = re.compile(r"[·ㆍ・‧][가-힣]{2,4}권")
# What only an area has: 경기 북부, but 경기 침체.
_AREA = re.compile(r"\s?(?:[동서남북]부|지역(?!별)|일대|권역)")
# Words after a place name that make it part of the name of a body, a post or a venue.
_ORGANISATION = re.compile(
    r"(?:도|시|군|구)?\s?(?:"
    r"[가-힣]{0,6}대학교|대학|대(?=[가-힣]*[병총교 ,·)는은이가와과의])|"
    r"고등학교|초등학교|중학교|마이스터고|과학고|과학기술원|연구원|진흥원|"
    r"(?:시|(?<=시))장(?=[은이과와 ,·()]|$)|군수|구청장|도지사|지사(?=[는가와 ,·()])|부시장|부지사|"
    r"시의회|도의회|군의회|의회|"
    r"(?:[시도군구]|(?<=[시도군구]))청(?=[은는이가을를과와에의 ,·()]|$)(?! ?신도시)|"
    r"교육청|경찰청|소방본부|지방[가-힣]{1,6}청|지방국토|지방중소|지법|지검|세관|본부장|지역본부|지부|"
    r"은행|신문|일보|방송|MBC|KBS|테크노파크|TP|상공회의소|상의|공단|재단|농협|수협|FC|"
    r"(?:항?만)?공사(?=[는가와 ,·()]|$)|"
    r"병원|박물관|미술관|컨벤션센터|벡스코|엑스코|호텔)"
)


def find_regions(reading: Reading) -> list[RegionMention]:
    """All place mentions of a reading, in order, the title's included (line 0 then).

    A common noun that is also a place name (예산, 부여, 화성) counts only beside its province, with its 시/군/구, or
    where the document names it so elsewhere. A municipality named with its province is one mention.
    """
    table = place_names(reading.published)
    found = _primitive(reading, table)
    merged = _merge(reading.text, found)
    return _settle(reading, merged)


def sure_names(text: str, day: date | None) -> set[str]:
    """The names at the beginning of words of `text` that are sure to be places: a cheap look before tokenising.

    >>> sorted(sure_names("부산시는 예산을 늘린다.", None))
    ['부산', '부산시']
    """
    sure, possible = sure_forms(day), beginnings(day)
    return {
        word[:length]
        for word in _WORD.findall(text)
        if word[:2] in possible
        for length in range(2, min(len(word), LONGEST_FORM) + 1)
        if word[:length] in sure
    }


@dataclass(frozen=True, slots=True)
class _Primitive:
    line: int
    start: int
    end: int
    places: tuple[Place, ...]
    role: Role
    certain: bool


def _primitive(reading: Reading, table: Gazetteer) -> list[_Primitive]:
    found: list[_Primitive] = []
    text = reading.text
    possible = beginnings(reading.published)
    for index, line in enumerate(reading.lines):
        position = line.start
        while match := _WORD.search(text, position, line.end):
            start, word_end = match.span()
            while text[start : start + 2] in possible and (hit := _longest(text, start, word_end, table, reading)):
                places, end = hit
                end, certain = _extend(text, end, places)
                role = Role.ORGANISATION if _ORGANISATION.match(text, end) else Role.PLACE
                found.append(_Primitive(index, start, end, places, role, certain))
                start = end
                if start >= word_end:
                    break
            position = max(start, word_end)
    return found


def _longest(
    text: str, start: int, word_end: int, table: Gazetteer, reading: Reading
) -> tuple[tuple[Place, ...], int] | None:
    """The longest place name at `start`, middle dots included, that ends where a morpheme ends or before a known
    suffix."""
    name, limit = text[start : start + LONGEST_FORM], word_end
    if text[word_end : word_end + 1] in _DOTS:
        name, limit = name.translate(MIDDLE_DOTS), start + len(name)
    for end in range(min(limit, start + LONGEST_FORM), start + 1, -1):
        places = table.get(name[: end - start])
        if places and (end == word_end or end in reading.ends or _GLUED.match(text, end)):
            return places, end
    if limit > word_end and _SHARED_AREA.match(text, word_end) and (places := table.get(text[start:word_end] + "권")):
        return places, word_end
    return None


def _extend(text: str, end: int, places: tuple[Place, ...]) -> tuple[int, bool]:
    """Take a glued administrative suffix into the name; the flag says whether the form is sure to be a place."""
    certain = not any(place.needs_context for place in places) or _is_sure_province(places)
    for suffix in _ADMINISTRATIVE:
        if text.startswith(suffix, end) and not re.match(r"[가-힣]", text[end + len(suffix) : end + len(suffix) + 1]):
            matching = [p for p in places if p.name.endswith(suffix)]
            if matching:
                return end + len(suffix), len(matching) == 1 or _is_sure_province(matching)
    return end, certain or (len(places) == 1 and _AREA.match(text, end) is not None)


def _is_sure_province(places: Sequence[Place]) -> bool:
    """Whether the likeliest reading is a province: 광주 is the metropolis unless the text says 경기 광주."""
    return places[0].kind is PlaceKind.PROVINCE and not places[0].needs_context


def _merge(text: str, found: Sequence[_Primitive]) -> list[_Primitive]:
    """Join a province with the municipality or place that follows it: 경북 포항, 경북(포항), 충북오송. One that may be
    several municipalities there is the province."""
    merged: list[_Primitive] = []
    for item in found:
        previous = merged[-1] if merged else None
        if previous is not None and previous.line == item.line and previous.role is Role.PLACE:
            gap = text[previous.end : item.start]
            within = _within(previous.places, item.places)
            if within and gap in ("", " ", "(", " (", "도 ", "지역 "):
                start, end = previous.start, item.end
                if "(" in gap:
                    start, end = (start, end + 1) if text.startswith(")", end) else (item.start, end)
                settled = len(within) == 1 or any(place.kind is PlaceKind.BELOW for place in within)
                places = within if settled else previous.places
                merged[-1] = _Primitive(item.line, start, end, places, item.role, True)
                continue
        merged.append(item)
    return merged


def _within(outer: tuple[Place, ...], inner: tuple[Place, ...]) -> tuple[Place, ...]:
    """The readings of `inner` that lie in a reading of `outer`."""
    provinces = {p.province for p in outer if p.kind is PlaceKind.PROVINCE}
    cities = {p.code for p in outer if p.kind is PlaceKind.MUNICIPALITY}
    return tuple(p for p in inner if (p.province in provinces and p.code not in provinces) or p.code in cities)


def _settle(reading: Reading, found: Sequence[_Primitive]) -> list[RegionMention]:
    """Choose one reading for each mention; drop those that nothing supports."""
    found = _certain_by_list(reading.text, found)
    sure = Counter(
        item.places[0].code
        for item in found
        if item.certain and item.role is Role.PLACE and (len(item.places) == 1 or _is_sure_province(item.places))
    )
    provinces = Counter(
        place.province
        for item in found
        if len(item.places) == 1 and (item.certain or item.role is Role.PLACE)
        for place in item.places
        if place.province and not place.needs_context
    )
    mentions = []
    for item in found:
        chosen, rule = _choose(reading, item, sure, provinces)
        mentions += [
            RegionMention(item.line, item.start, item.end, p.code, p.name, p.kind, item.role, p.province, rule)
            for p in chosen
        ]
    return _with_suffix(reading, mentions)


def _choose(
    reading: Reading, item: _Primitive, sure: Counter[str], provinces: Counter[str]
) -> tuple[tuple[Place, ...], str]:
    """The readings that hold, and why; none where nothing supports one. A place in two municipalities is both."""
    if all(place.kind is PlaceKind.BELOW for place in item.places):
        return item.places, "region:place"
    if len(item.places) == 1:
        place = item.places[0]
        if item.certain:
            return item.places, "region:name"
        if sure[place.code]:
            return item.places, "region:named_elsewhere"
        in_province = place.kind is PlaceKind.MUNICIPALITY and provinces[place.province or ""] > 0
        return (item.places, "region:province_context") if in_province and _is_proper(reading, item) else ((), "")
    known = tuple(place for place in item.places if sure[place.code])
    if item.certain and _is_sure_province(item.places):
        province, *others = item.places
        local = [p for p in others if p in known and p.province != province.code and set(provinces) <= {p.province}]
        return (tuple(local), "region:named_elsewhere") if local else ((province,), "region:name")
    if len(known) == 1:
        return known, "region:named_elsewhere"
    ranked = sorted(item.places, key=lambda p: -provinces[p.province or ""])
    if item.certain or all(p.kind is PlaceKind.MUNICIPALITY for p in item.places):
        best, second = ranked[0], ranked[1]
        if provinces[best.province or ""] > provinces[second.province or ""]:
            return (best,), "region:province_context"
    return (), ""


def _is_proper(reading: Reading, item: _Primitive) -> bool:
    """Whether the analyser takes the whole name for a proper noun."""
    first, last = reading.morphemes_in(item.start, item.end)
    return last - first == 1 and reading.morphemes[first].tag == "NNP"


def _certain_by_list(text: str, found: Sequence[_Primitive]) -> list[_Primitive]:
    """A doubtful name beside a sure one in a list is a place as well: 경기와 인천, 부산·강서, 강릉·동해·삼척."""
    certain = [item.certain for item in found]
    pairs = list(enumerate(pairwise(found)))
    for index, (left, right) in (*pairs, *reversed(pairs)):
        if (
            left.line == right.line
            and certain[index] != certain[index + 1]
            and LIST_GAP.fullmatch(text, left.end, right.start)
        ):
            certain[index] = certain[index + 1] = True
    return [
        replace(item, certain=True) if sure and len(item.places) == 1 else item
        for item, sure in zip(found, certain, strict=True)
    ]


def _with_suffix(reading: Reading, mentions: list[RegionMention]) -> list[RegionMention]:
    """Take 권 after a province into its mention: 제주권 is 제주."""
    text = reading.text
    out = []
    for mention in mentions:
        end = mention.end
        if mention.kind is PlaceKind.PROVINCE and text.startswith("권", end) and not text.startswith("권역", end):
            mention = replace(mention, end=end + 1)
        out.append(mention)
    return out
