"""Where a document names industries: vocabulary entries, and open noun phrases before words such as 산업, 특구."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyminer.extraction.lists import siblings
from policyminer.extraction.reading import Reading
from policyminer.vocab import SHORTEST_FORM, Industries, NounKind, load_industries, load_nouns, normalise


@dataclass(frozen=True, slots=True)
class IndustryMention:
    """An industry's name `text` at `start:end` of line `line`, normalised as `key`; `code` and `name` of the
    vocabulary entry, if it has one; `words` are its nouns. `enabling`: it names nothing but a technology; `example`: it
    stands before 등 and the sector it is an example of."""

    line: int
    start: int
    end: int
    text: str
    key: str
    words: tuple[str, ...]
    rule: str
    code: str | None = None
    name: str | None = None
    umbrella: bool = False
    enabling: bool = False
    example: bool = False


NOMINAL = frozenset({"NNG", "NNP", "SL", "SN", "XPN", "XSN", "XR", "NR", "SH"})
# Technologies that are applied to sectors: where a sector is named beside one, the sector is the industry.
ENABLING = frozenset(
    f"IND-{name}" for name in ("AI", "DATA", "CLOUD", "SW", "IOT", "ICT", "METAVERSE", "DIGITALTWIN", "BLOCKCHAIN")
)
_ET_CETERA = re.compile(r"\s?등\s")
MAX_MORPHEMES = 6
MAX_WEAK = 3
MIN_LENGTH = 2
LOOK_AHEAD = 4  # characters in which a form shows its first two, separators among them


def find_industries(reading: Reading) -> list[IndustryMention]:
    """All industry mentions of a reading in order, overlapping ones included (longest first at a place).

    A vocabulary entry must begin and end where morphemes do, and does not count inside a cross-cutting term (탄소 in
    탄소중립). An open phrase is the run of nouns before a sector
    head (…산업, …특구, …클러스터) or after a bracketed region in a list.
    """
    mentions: list[IndustryMention] = []
    for index in range(len(reading.lines)):
        first_sentence, last_sentence = reading.line_sentences[index]
        for sentence in reading.sentences[first_sentence:last_sentence]:
            found = [
                *_vocabulary_hits(reading, index, sentence.first, sentence.last),
                *_open_phrases(reading, index, sentence.first, sentence.last),
            ]
            mentions += _with_examples(reading.text, found)
    return mentions


def _with_examples(text: str, found: Sequence[IndustryMention]) -> list[IndustryMention]:
    """Mark the examples among the mentions of a sentence: 풍력·태양광 등 신재생에너지."""
    in_order = sorted(found, key=lambda m: m.start)
    heads = {m.start for m in found if not (m.enabling or m.umbrella)}
    examples: set[int] = set()
    for mention in found:
        if (match := _ET_CETERA.match(text, mention.end)) and match.end() in heads:
            examples |= {id(mention), *(id(other) for other in siblings(text, in_order, mention))}
    return [replace(m, example=True) if id(m) in examples else m for m in found]


def _vocabulary_hits(reading: Reading, line: int, first: int, last: int) -> Iterator[IndustryMention]:
    vocabulary = load_industries()
    morphemes, text = reading.morphemes, reading.text
    index = first
    while index < last:
        start = morphemes[index].start
        step = 1
        if (
            morphemes[index].tag in NOMINAL
            and normalise(text[start : start + LOOK_AHEAD])[:SHORTEST_FORM] in vocabulary.beginnings
        ):
            for end_index in range(min(last, index + MAX_MORPHEMES), index, -1):
                end = morphemes[end_index - 1].end
                if morphemes[end_index - 1].tag not in NOMINAL or end - start < MIN_LENGTH:
                    continue
                key = normalise(text[start:end])
                if key in vocabulary.excluded:
                    step = end_index - index
                    break
                if not (entry := vocabulary.forms.get(key)):
                    continue
                yield IndustryMention(
                    line,
                    start,
                    end,
                    text[start:end],
                    key,
                    _words(reading, index, end_index),
                    f"industry:{entry.code}",
                    entry.code,
                    entry.name,
                    key in vocabulary.umbrella,
                    entry.code in ENABLING,
                )
                step = end_index - index
                break
        index += step


def _open_phrases(reading: Reading, line: int, first: int, last: int) -> Iterator[IndustryMention]:
    vocabulary, nouns = load_industries(), load_nouns()
    strong, weak = nouns[NounKind.STRONG_SECTOR_HEAD], nouns[NounKind.SECTOR_HEAD]
    morphemes, text = reading.morphemes, reading.text
    for index in range(first + 1, last):
        head = morphemes[index]
        if head.tag not in ("NNG", "NNP") or not (head.form in strong or head.form in weak):
            continue
        begin = index
        while begin > first and index - begin < MAX_MORPHEMES and _continues(reading, begin):
            begin -= 1
        while begin < index and morphemes[begin].tag in ("SN", "NR", "XSN"):
            begin += 1
        if begin == index or (head.form not in strong and index - begin > MAX_WEAK):
            continue
        start, end = morphemes[begin].start, morphemes[index - 1].end
        key = normalise(text[start:end])
        if len(key) >= MIN_LENGTH and key not in vocabulary.excluded and key not in vocabulary.forms:
            strength = "strong" if head.form in strong else "weak"
            words = _words(reading, begin, index)
            rule = f"industry:before_{strength}_head"
            yield IndustryMention(
                line, start, end, text[start:end], key, words, rule, enabling=_is_enabling(words, vocabulary)
            )


def _is_enabling(words: Sequence[str], vocabulary: Industries) -> bool:
    """Whether the words name a technology and no sector: 인공지능 융합, but not 디지털 관광."""
    codes = {vocabulary.forms[word].code for word in words if word in vocabulary.forms}
    return bool(codes) and codes <= ENABLING


def _words(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    return tuple(normalise(m.form) for m in reading.morphemes[first:last] if m.tag in NOMINAL)


def _continues(reading: Reading, begin: int) -> bool:
    """Whether the noun phrase goes on to the left of morpheme `begin`."""
    previous, current = reading.morphemes[begin - 1], reading.morphemes[begin]
    if previous.tag == "SP":
        return False
    gap = reading.text[previous.end : current.start]
    return previous.tag in NOMINAL and gap in ("", " ")
