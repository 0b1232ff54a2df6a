"""Where a document names Korean places, and in what role."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from policyminer.extraction.gazetteer import LONGEST_FORM, Gazetteer, Place, PlaceKind, place_names
from policyminer.extraction.reading import Reading


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


_WORD = re.compile(r"[가-힣]{2,}")
_ADMINISTRATIVE = ("특별자치도", "특별자치시", "광역시", "특별시", "시", "군", "구", "도")
# What may be glued to a place name without making another word of it.
_GLUED = re.compile(
    r"(?:도|시|군|구)?(?:지역|권역|권|일대|내|형|산단|국가산단|국가산업단지|일반산단|산업단지|산|발|만|항|신항|공항|신공항|역|혁신도시|신도시|"
    r"경제자유구역|규제자유특구|특구|강소특구|연구개발특구|테크노밸리|테크노폴리스|의료원|과기원|등|전역|본사|공장|캠퍼스)"
)
_ORGANISATION = re.compile(
    r"(?:도|시|군|구)?\s?(?:대학교|대학|대(?=[가-힣]*[병총교 ,·)는은이가와과의])|은행|시장(?=[은이과와 ,·()]|$)|군수|구청장|도지사|지사(?=[는가와 ,·()])|부시장|부지사|시의회|도의회|군의회|의회|교육청|경찰청|"
    r"소방본부|지방[가-힣]{1,6}청|지방국토|지방중소|테크노파크|TP|상공회의소|상의|과학기술원|과학고|연구원|진흥원|본부장|지역본부|지부|신문|일보|방송|MBC|KBS|"
    r"고등학교|초등학교|중학교|마이스터고|병원|지법|지검|세관|박물관|미술관|컨벤션센터|벡스코|엑스코|호텔|공사(?=[는가와 ,·()]|$)|공단|재단|농협|수협|FC)"
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


def names_a_place(text: str, table: Gazetteer) -> bool:
    """Whether any word of `text` begins with a place name: a cheap test before the text is tokenised."""
    return any(
        word[:length] in table
        for word in _WORD.findall(text)
        for length in range(2, min(len(word), LONGEST_FORM) + 1)
    ) or any(form in text for form in ("새만금", "행복도시", "부울경"))


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
    for index, line in enumerate(reading.lines):
        position = line.start
        while match := _WORD.search(text, position, line.end):
            start, word_end = match.span()
            position = word_end
            while hit := _longest(text, start, word_end, table, reading):
                places, end = hit
                end, certain = _extend(text, end, places)
                role = Role.ORGANISATION if _ORGANISATION.match(text, end) else Role.PLACE
                found.append(_Primitive(index, start, end, places, role, certain))
                start = end
                if start >= word_end:
                    break
    return found


def _longest(
    text: str, start: int, word_end: int, table: Gazetteer, reading: Reading
) -> tuple[tuple[Place, ...], int] | None:
    """The longest place name at `start` that ends where a morpheme ends or before a known suffix."""
    for end in range(min(word_end, start + LONGEST_FORM), start + 1, -1):
        places = table.get(text[start:end])
        if places and (end == word_end or end in reading.ends or _GLUED.match(text, end)):
            return places, end
    return None


def _extend(text: str, end: int, places: tuple[Place, ...]) -> tuple[int, bool]:
    """Take a glued administrative suffix into the name; the flag says whether the form is sure to be a place."""
    certain = not any(place.needs_context for place in places)
    for suffix in _ADMINISTRATIVE:
        if text.startswith(suffix, end) and not re.match(r"[가-힣]", text[end + len(suffix) : end + len(suffix) + 1]):
            matching = [p for p in places if p.name.endswith(suffix)]
            if matching:
                return end + len(suffix), len(matching) == 1
    return end, certain


def _merge(text: str, found: Sequence[_Primitive]) -> list[_Primitive]:
    """Join a province with the municipality or place that follows it: 경북 포항, 경북(포항), 충북오송."""
    merged: list[_Primitive] = []
    for item in found:
        previous = merged[-1] if merged else None
        if previous is not None and previous.line == item.line and previous.role is Role.PLACE:
            gap = text[previous.end : item.start]
            within = _within(previous.places, item.places)
            if within and gap in ("", " ", "(", " (", "도 ", "지역 "):
                end = item.end + 1 if "(" in gap and text.startswith(")", item.end) else item.end
                merged[-1] = _Primitive(item.line, previous.start, end, within, item.role, True)
                continue
        merged.append(item)
    return merged


def _within(outer: tuple[Place, ...], inner: tuple[Place, ...]) -> tuple[Place, ...]:
    """The readings of `inner` that lie in a reading of `outer`."""
    provinces = {p.province for p in outer if p.kind is PlaceKind.PROVINCE}
    cities = {p.code for p in outer if p.kind is PlaceKind.MUNICIPALITY}
    return tuple(
        p
        for p in inner
        if (p.province in provinces and p.code not in provinces) or (p.code in cities and p.kind is PlaceKind.BELOW)
    )


def _settle(reading: Reading, found: Sequence[_Primitive]) -> list[RegionMention]:
    """Choose one reading for each mention; drop those that nothing supports."""
    sure = Counter(
        place.code for item in found if item.certain and item.role is Role.PLACE for place in item.places
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
        chosen, rule = _choose(item, sure, provinces)
        mentions += [
            RegionMention(item.line, item.start, item.end, p.code, p.name, p.kind, item.role, p.province, rule)
            for p in chosen
        ]
    return _with_suffix(reading, mentions)


def _choose(item: _Primitive, sure: Counter[str], provinces: Counter[str | None]) -> tuple[tuple[Place, ...], str]:
    """The readings that hold, and why; none where nothing supports one. A place in two municipalities is both."""
    if all(place.kind is PlaceKind.BELOW for place in item.places):
        return item.places, "region:place"
    if len(item.places) == 1:
        place = item.places[0]
        if item.certain:
            return item.places, "region:name"
        return (item.places, "region:named_elsewhere") if sure[place.code] else ((), "")
    known = tuple(place for place in item.places if sure[place.code])
    if len(known) == 1:
        return known, "region:named_elsewhere"
    ranked = sorted(item.places, key=lambda p: -provinces[p.province])
    if item.certain or all(p.kind is PlaceKind.MUNICIPALITY for p in item.places):
        best, second = ranked[0], ranked[1]
        if provinces[best.province] > provinces[second.province]:
            return (best,), "region:province_context"
    return (), ""


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
