"""Learning the three decisions from gold triples."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from policyminer.extraction.context import Context, squash
from policyminer.extraction.decide import make_span, plausible_industries
from policyminer.extraction.features import Counts, Lexicon, Span, industry_row, initiative_row, region_row
from policyminer.extraction.initiatives import Candidate, find_candidates
from policyminer.extraction.scorer import Scorer
from policyminer.vocab.industries import normalise

GoldRow = Mapping[str, str]
AGREES, EXACT = 0.5, 0.8
RENAMED = {"강원도": "강원특별자치도", "전라북도": "전북특별자치도", "제주도": "제주특별자치도"}
THRESHOLDS = {"region": 0.5, "industry": 0.5}


@dataclass(frozen=True, slots=True)
class Example:
    """A document understood, with its gold rows."""

    doc: str
    context: Context
    rows: Sequence[GoldRow]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An example with its candidates and, for each, the gold rows whose initiative it states."""

    example: Example
    candidates: Sequence[Candidate]
    stated: Sequence[Sequence[GoldRow]]
    positive: Sequence[bool]
    own: Lexicon


def prepare(example: Example) -> Prepared:
    """Align the candidates of an example with its gold initiatives."""
    candidates = list(find_candidates(example.context.reading))
    by_initiative: dict[str, list[GoldRow]] = defaultdict(list)
    for row in example.rows:
        by_initiative[squash(row["initiative"])].append(row)
    pairs = [_bigram_counts(squash(candidate.text)) for candidate in candidates]
    evidence = {key: squash(rows[0].get("evidence", ""))[:12] for key, rows in by_initiative.items()}
    sentences = [squash(example.context.reading.text[s.start : s.end]) for s in example.context.reading.sentences]
    stated: list[list[GoldRow]] = [[] for _ in candidates]
    closeness = [0.0] * len(candidates)
    positive = [False] * len(candidates)
    for key, rows in by_initiative.items():
        gold = _bigram_counts(key)
        scores = [_dice(gold, pair) for pair in pairs]
        bonus = [
            0.15 if evidence[key] and evidence[key] in sentences[c.anchor.sentence] else 0.0 for c in candidates
        ]
        if not scores:
            continue
        best = max(range(len(scores)), key=lambda i: scores[i] + bonus[i] - 0.001 * candidates[i].rank)
        for index, score in enumerate(scores):
            if score >= AGREES and score > closeness[index]:
                stated[index], closeness[index] = rows, score
            if score >= AGREES and (index == best or score >= EXACT):
                positive[index] = True
    return Prepared(example, candidates, stated, positive, _own_counts(example, candidates, positive))


def _bigram_counts(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _dice(x: Counter[str], y: Counter[str]) -> float:
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else 0.0


def _own_counts(example: Example, candidates: Sequence[Candidate], positive: Sequence[bool]) -> Lexicon:
    morphemes = example.context.reading.morphemes
    tails: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for tail, found in {
        (c.anchor.sentence, c.last): (morphemes[c.last - 1].form, False) for c in candidates
    }.values():
        tails[1][tail] += 1
    hit = {(c.anchor.sentence, c.last): morphemes[c.last - 1].form for c, yes in zip(candidates, positive, strict=True) if yes}
    tails[0].update(hit.values())
    covered = {
        index for c, yes in zip(candidates, positive, strict=True) if yes for index in range(c.first, c.last)
    }
    words: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for index, morpheme in enumerate(morphemes):
        if morpheme.tag[0] == "N" or morpheme.tag == "SL":
            words[1][morpheme.form] += 1
            words[0][morpheme.form] += index in covered
    industries: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    if example.rows:
        gold = {normalise(row["industry"]) for row in example.rows}
        for key in example.context.industries_of:
            industries[1][key] += 1
            industries[0][key] += any(key in g or (len(g) > 1 and g in key) for g in gold)
    return Lexicon(*(Counts(dict(p), dict(t)) for p, t in (tails, words, industries)))


def sum_counts(lexicons: Iterable[Lexicon], min_total: int = 1) -> Lexicon:
    """Add up the counts of documents, leaving out forms seen fewer than `min_total` times."""
    sums = {name: (Counter[str](), Counter[str]()) for name in ("tails", "words", "industries")}
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


def same_region(row: GoldRow, name: str, text: str) -> bool:
    """Whether a gold row's region is the one of this canonical name (renamed provinces are equal)."""
    return _current(row["region_name"]) == _current(name) or squash(row["region"]) == squash(text)


def _current(name: str) -> str:
    name = squash(name)
    for old, new in RENAMED.items():
        if name.startswith(old):
            return new + name.removeprefix(old)
    return name


def same_industry(row: GoldRow, key: str) -> bool:
    """Whether a gold row's industry agrees with an industry form, by containment of two syllables or more."""
    gold = squash(row["industry"]).casefold()
    short, long = sorted((gold, squash(key)), key=len)
    return gold == key or (len(short) >= 2 and short in long)


def _model(seed: int, leaves: int = 15, iterations: int = 220) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=iterations,
        max_leaf_nodes=leaves,
        min_samples_leaf=25,
        l2_regularization=3.0,
        max_features=0.5,
        early_stopping=False,
        random_state=seed,
    )


def fit(prepared: Sequence[Prepared], *, seed: int = 0) -> Scorer:
    """Fit the three classifiers. Counts of a document are left out of its own features."""
    lexicon = sum_counts((p.own for p in prepared), min_total=1)
    rows, labels = [], []
    for p in prepared:
        for candidate, yes in zip(p.candidates, p.positive, strict=True):
            rows.append(initiative_row(p.example.context, candidate, lexicon, p.own))
            labels.append(yes)
    initiative = _model(seed, leaves=31).fit(np.asarray(rows), np.asarray(labels))
    region_x, region_y, industry_x, industry_y = [], [], [], []
    for p in prepared:
        context = p.example.context
        for span, gold in _gold_spans(p):
            for code, mentions in context.regions_of.items():
                agreeing = [r for r in gold if any(same_region(r, m.name, context.reading.text[m.start : m.end]) for m in mentions)]
                region_x.append(region_row(context, span, code))
                region_y.append(bool(agreeing))
                if not agreeing:
                    continue
                for key in plausible_industries(context, span):
                    industry_x.append(industry_row(context, span, key, code, lexicon, p.own))
                    industry_y.append(any(same_industry(r, key) for r in agreeing))
    region = _model(seed).fit(np.asarray(region_x), np.asarray(region_y))
    industry = _model(seed).fit(np.asarray(industry_x), np.asarray(industry_y))
    return Scorer(initiative, region, industry, lexicon, dict(THRESHOLDS))


def _gold_spans(p: Prepared) -> list[tuple[Span, Sequence[GoldRow]]]:
    return [
        (make_span(p.example.context, candidate, 0.6), rows)
        for candidate, rows, yes in zip(p.candidates, p.stated, p.positive, strict=True)
        if yes and rows
    ]
