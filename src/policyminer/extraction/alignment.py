"""Which phrases, regions and industries of a document its gold rows speak of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from policyminer.agreement import Row, initiative_agreement, prepared, same_industry, same_region
from policyminer.extraction.context import Context, squash
from policyminer.extraction.decide import make_span
from policyminer.extraction.features.lexicon import Counts, Lexicon
from policyminer.extraction.features.links import Span
from policyminer.extraction.gate import Features, gate_features
from policyminer.extraction.initiatives import Anchor, Candidate, find_anchors, find_candidates
from policyminer.vocab import normalise

GoldRow = Mapping[str, str]
# None: not known, and nothing to learn from.
Label = bool | None
# A phrase that agrees so far with a gold initiative is one, also where another phrase agrees better.
CLOSE = 0.65
EVIDENCE_BONUS = 0.15


@dataclass(frozen=True, slots=True)
class Example:
    """A document understood, with its gold rows."""

    doc: str
    context: Context
    rows: Sequence[GoldRow]


@dataclass(frozen=True, slots=True)
class Aligned:
    """An example with its anchors and candidates. For each candidate, `stated` are the gold rows whose initiative it
    agrees with, and `label` is True for the best phrase of an initiative, None for one that agrees but is not the best,
    False for any other. `own` are the document's own counts, `gate` what the gate sees of it."""

    example: Example
    anchors: Sequence[Anchor]
    candidates: Sequence[Candidate]
    stated: Sequence[Sequence[Row]]
    label: Sequence[Label]
    own: Lexicon
    gate: Features

    def spans(self) -> list[tuple[Span, Sequence[Row]]]:
        """The spans that state gold rows, with the rows."""
        return [
            (make_span(self.example.context, candidate, 1.0), rows)
            for candidate, rows, label in zip(self.candidates, self.stated, self.label, strict=True)
            if label
        ]

    def anchor_labels(self) -> list[Label]:
        """For each anchor the best label of the phrases that end there."""
        labels: dict[Anchor, set[Label]] = defaultdict(set)
        for candidate, label in zip(self.candidates, self.label, strict=True):
            labels[candidate.anchor].add(label)
        return [True if True in labels[a] else None if None in labels[a] else False for a in self.anchors]


def align(example: Example) -> Aligned:
    """Align the candidates of an example with its gold initiatives."""
    context = example.context
    # A document without a region is never scored, so there is nothing to learn from it.
    anchors = find_anchors(context.reading) if context.regions_of else []
    candidates = list(find_candidates(context.reading, anchors))
    said = [prepared({"initiative": candidate.text}) for candidate in candidates]
    sentences = [squash(context.reading.text[s.start : s.end]) for s in context.reading.sentences]
    by_initiative: dict[str, list[GoldRow]] = defaultdict(list)
    for row in example.rows:
        by_initiative[squash(row["initiative"])].append(row)
    stated: list[Sequence[Row]] = [()] * len(candidates)
    label: list[Label] = [False] * len(candidates)
    closest = [0.0] * len(candidates)
    for rows in by_initiative.values() if candidates else ():
        gold = [prepared(row) for row in rows]
        agreement = [initiative_agreement(gold[0], one, strict=False) for one in said]
        evidence = squash(rows[0].get("evidence", ""))[:12]
        bonus = [EVIDENCE_BONUS * bool(evidence and evidence in sentences[c.anchor.sentence]) for c in candidates]
        best = max(range(len(candidates)), key=lambda i: agreement[i] + bonus[i] - 0.001 * candidates[i].rank)
        for index, value in enumerate(agreement):
            if value > closest[index]:
                stated[index], closest[index] = gold, value
            if value and (index == best or value >= CLOSE):
                label[index] = True
            elif value and not label[index]:
                label[index] = None
    seen = gate_features(context.reading.text, context.reading.published)
    return Aligned(example, anchors, candidates, stated, label, _own_counts(example, candidates, label), seen)


def rows_in(context: Context, code: str, gold: Sequence[Row]) -> list[Row]:
    """The gold rows of the region `code`."""
    names = {(context.reading.text[m.start : m.end], m.name) for m in context.regions_of[code]}
    said = [prepared({"region": text, "region_name": name}) for text, name in names]
    return [row for row in gold if any(same_region(row, one) for one in said)]


def names_industry(context: Context, key: str, gold: Sequence[Row]) -> bool:
    """Whether the industry form `key` is that of one of the gold rows."""
    names = {(m.text, m.name) for m in context.industries_of[key]}
    said = [prepared({"industry": text, "industry_name": name}) for text, name in names]
    return any(same_industry(row, one) for row in gold for one in said)


def _own_counts(example: Example, candidates: Sequence[Candidate], label: Sequence[Label]) -> Lexicon:
    morphemes = example.context.reading.morphemes
    tails: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    ends = {(c.anchor.sentence, c.last): False for c in candidates}
    ends |= {(c.anchor.sentence, c.last): True for c, yes in zip(candidates, label, strict=True) if yes}
    for (_, last), yes in ends.items():
        tails[1][morphemes[last - 1].form] += 1
        tails[0][morphemes[last - 1].form] += yes
    covered = {index for c, yes in zip(candidates, label, strict=True) if yes for index in range(c.first, c.last)}
    words: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for index, morpheme in enumerate(morphemes):
        if morpheme.tag[0] == "N" or morpheme.tag == "SL":
            words[1][morpheme.form] += 1
            words[0][morpheme.form] += index in covered
    industries: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    industry_words: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    if example.rows:
        gold = {normalise(row["industry"]) for row in example.rows}
        for key in example.context.industries_of:
            industries[1][key] += 1
            industries[0][key] += any(key in g or (len(g) > 1 and g in key) for g in gold)
        for word in {word for m in example.context.industries for word in m.words}:
            industry_words[1][word] += 1
            industry_words[0][word] += any(word in g for g in gold)
    return Lexicon(*(Counts(dict(p), dict(t)) for p, t in (tails, words, industries, industry_words)))


def sum_counts(lexicons: Iterable[Lexicon], min_total: int = 1) -> Lexicon:
    """Add up the counts of documents, leaving out forms seen fewer than `min_total` times."""
    sums = {f.name: (Counter[str](), Counter[str]()) for f in fields(Lexicon)}
    for lexicon in lexicons:
        for name, (positive, total) in sums.items():
            counts: Counts = getattr(lexicon, name)
            positive.update(counts.positive)
            total.update(counts.total)
    return Lexicon(
        **{
            name: Counts(
                {f: n for f, n in sorted(positive.items()) if n and total[f] >= min_total},
                {f: n for f, n in sorted(total.items()) if n >= min_total},
            )
            for name, (positive, total) in sums.items()
        }
    )
