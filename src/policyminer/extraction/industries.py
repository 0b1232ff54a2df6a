"""Where a document names industries: vocabulary entries, and open noun phrases before words such as 산업, 특구, 분야."""

from collections.abc import Iterator
from dataclasses import dataclass

from policyminer.extraction.reading import Reading
from policyminer.vocab import load_industries
from policyminer.vocab.industries import normalise


@dataclass(frozen=True, slots=True)
class IndustryMention:
    """An industry's name at `start:end` of line `line`; `code` and `name` of the vocabulary entry, if it has one."""

    line: int
    start: int
    end: int
    text: str
    rule: str
    code: str | None = None
    name: str | None = None
    umbrella: bool = False


NOMINAL = frozenset({"NNG", "NNP", "SL", "SN", "XPN", "XSN", "XR", "NR", "SH"})
# Words that follow the name of an industry; the phrase before them names it.
SECTOR_HEADS = frozenset(
    "산업 분야 특구 규제자유특구 특화단지 클러스터 업종 산업단지 기업 업계 생태계 기술 제품 부품 소재 단지 산업계 업체 시장 사업 농가 밸리 서비스 제조 "
    "설비 시설 인프라 거점 허브 벨트 센터 플랫폼 콘텐츠 인력 인재 전문기업".split()
)
STRONG_HEADS = frozenset("산업 분야 특구 규제자유특구 특화단지 클러스터 업종 산업계 업계 밸리".split())
MAX_MORPHEMES = 6
MIN_LENGTH = 2


def find_industries(reading: Reading) -> list[IndustryMention]:
    """All industry mentions of a reading in order, overlapping ones included (longest first at a place).

    A vocabulary entry must begin and end where morphemes do. An open phrase is the run of nouns before a sector
    head (…산업, …특구, …클러스터) or after a bracketed region in a list.
    """
    mentions: list[IndustryMention] = []
    for index in range(len(reading.lines)):
        first_sentence, last_sentence = reading.line_sentences[index]
        for sentence in reading.sentences[first_sentence:last_sentence]:
            mentions.extend(_vocabulary_hits(reading, index, sentence.first, sentence.last))
            mentions.extend(_open_phrases(reading, index, sentence.first, sentence.last))
    return mentions


def _vocabulary_hits(reading: Reading, line: int, first: int, last: int) -> Iterator[IndustryMention]:
    vocabulary = load_industries()
    morphemes, text = reading.morphemes, reading.text
    index = first
    while index < last:
        start = morphemes[index].start
        step = 1
        if morphemes[index].tag in NOMINAL:
            for end_index in range(min(last, index + MAX_MORPHEMES), index, -1):
                end = morphemes[end_index - 1].end
                if morphemes[end_index - 1].tag not in NOMINAL or end - start < MIN_LENGTH:
                    continue
                if not (entry := vocabulary.find(text[start:end])):
                    continue
                umbrella = normalise(text[start:end]) in vocabulary.umbrella
                rule = f"industry:{entry.code}"
                yield IndustryMention(line, start, end, text[start:end], rule, entry.code, entry.name, umbrella)
                step = end_index - index
                break
        index += step


def _open_phrases(reading: Reading, line: int, first: int, last: int) -> Iterator[IndustryMention]:
    vocabulary = load_industries()
    morphemes, text = reading.morphemes, reading.text
    for index in range(first + 1, last):
        head = morphemes[index]
        if head.form not in SECTOR_HEADS or head.tag not in ("NNG", "NNP"):
            continue
        begin = index
        while begin > first and index - begin < MAX_MORPHEMES and _continues(reading, begin):
            begin -= 1
        while begin < index and morphemes[begin].tag in ("SN", "NR", "XSN"):
            begin += 1
        if begin == index:
            continue
        start, end = morphemes[begin].start, morphemes[index - 1].end
        key = normalise(text[start:end])
        if len(key) >= MIN_LENGTH and key not in vocabulary.excluded and key not in vocabulary.forms:
            strength = "strong" if head.form in STRONG_HEADS else "weak"
            yield IndustryMention(line, start, end, text[start:end], f"industry:before_{strength}_head")


def _continues(reading: Reading, begin: int) -> bool:
    """Whether the noun phrase goes on to the left of morpheme `begin`."""
    previous, current = reading.morphemes[begin - 1], reading.morphemes[begin]
    if previous.tag == "SP":
        return False
    gap = reading.text[previous.end : current.start]
    return previous.tag in NOMINAL and gap in ("", " ")
