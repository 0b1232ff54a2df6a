"""Learning the three decisions from gold triples."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from policyminer.extraction.context import Context, squash
from policyminer.extraction.decide import make_span, plausible_industries, propose_links, propose_spans
from policyminer.extraction.features import (
    TRIPLE_FEATURES,
    Counts,
    Lexicon,
    Link,
    Span,
    industry_rows,
    initiative_row,
    region_row,
    triple_row,
    worth_scoring,
)
from policyminer.extraction.initiatives import Candidate, find_candidates
from policyminer.extraction.scorer import Scorer
from policyminer.vocab import normalise

GoldRow = Mapping[str, str]
AGREES, CLOSE = 0.5, 0.65
# A higher score of a part never makes the whole less likely.
RISING = frozenset(TRIPLE_FEATURES[: TRIPLE_FEATURES.index("regions")])
RENAMED = {"강원도": "강원특별자치도", "전라북도": "전북특별자치도", "제주도": "제주특별자치도"}


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
    # A document without a region is never scored, so there is nothing to learn from it.
    candidates = list(find_candidates(example.context.reading)) if example.context.regions_of else []
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
        bonus = [0.15 if evidence[key] and evidence[key] in sentences[c.anchor.sentence] else 0.0 for c in candidates]
        if not scores:
            continue
        best = max(range(len(scores)), key=lambda i: scores[i] + bonus[i] - 0.001 * candidates[i].rank)
        for index, score in enumerate(scores):
            if score >= AGREES and score > closeness[index]:
                stated[index], closeness[index] = rows, score
            if score >= AGREES and (index == best or score >= CLOSE):
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
    ends = {(c.anchor.sentence, c.last): False for c in candidates}
    ends |= {(c.anchor.sentence, c.last): True for c, yes in zip(candidates, positive, strict=True) if yes}
    for (_, last), yes in ends.items():
        tails[1][morphemes[last - 1].form] += 1
        tails[0][morphemes[last - 1].form] += yes
    covered = {index for c, yes in zip(candidates, positive, strict=True) if yes for index in range(c.first, c.last)}
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


def _model(*, leaves: int = 15, rounds: int = 140, smallest: int = 25) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        learning_rate=0.08,
        max_iter=rounds,
        max_leaf_nodes=leaves,
        min_samples_leaf=smallest,
        l2_regularization=3.0,
        max_features=0.5,
        early_stopping=False,
        random_state=0,
    )


def fit_links(prepared: Sequence[Prepared]) -> Scorer:
    """Fit the classifiers of initiatives, regions and industries. A document's own counts are left out of its
    features, so that they look as they will on a new one."""
    lexicon = sum_counts(p.own for p in prepared)
    rows: dict[str, list[list[float]]] = defaultdict(list)
    labels: dict[str, list[bool]] = defaultdict(list)
    for p in prepared:
        context = p.example.context
        for candidate, yes in zip(p.candidates, p.positive, strict=True):
            if worth_scoring(context, candidate, lexicon):
                rows["initiative"].append(initiative_row(context, candidate, lexicon, p.own))
                labels["initiative"].append(yes)
        for span, gold in _gold_spans(p):
            for code, mentions in context.regions_of.items():
                names = {(m.name, context.reading.text[m.start : m.end]) for m in mentions}
                agreeing = [row for row in gold if any(same_region(row, *pair) for pair in names)]
                rows["region"].append(region_row(context, span, code))
                labels["region"].append(bool(agreeing))
                keys = plausible_industries(context, span) if agreeing else []
                rows["industry"] += industry_rows(context, span, keys, code, lexicon, p.own)
                labels["industry"] += [any(same_industry(row, key) for row in agreeing) for key in keys]
    leaves = {"initiative": 31, "region": 15, "industry": 15}
    models = {
        name: _model(leaves=n).fit(np.asarray(rows[name]), np.asarray(labels[name])) for name, n in leaves.items()
    }
    return Scorer(models, lexicon)


def _gold_spans(p: Prepared) -> list[tuple[Span, Sequence[GoldRow]]]:
    return [
        (make_span(p.example.context, candidate, 1.0), rows)
        for candidate, rows, yes in zip(p.candidates, p.stated, p.positive, strict=True)
        if yes and rows
    ]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a scorer proposes for a document it has not seen: links with feature rows, and whether each is right."""

    prepared: Prepared
    links: Sequence[Link]
    rows: Sequence[Sequence[float]]
    right: Sequence[bool]


def propose(p: Prepared, scorer: Scorer) -> Proposed:
    """Links of a held-out document by a scorer of links."""
    context = p.example.context
    if not context.regions_of or not context.industries_of:
        return Proposed(p, (), (), ())
    spans = propose_spans(context, scorer)
    links = propose_links(context, spans, scorer)
    rows = [triple_row(context, link, spans) for link in links]
    return Proposed(p, links, rows, [_is_right(p, link) for link in links])


def _is_right(p: Prepared, link: Link) -> bool:
    said = _bigram_counts(squash(link.span.candidate.text))
    mention = p.example.context.regions_of[link.region.key][0]
    text = p.example.context.reading.text[mention.start : mention.end]
    return any(
        same_region(row, mention.name, text)
        and same_industry(row, link.industry.key)
        and _dice(_bigram_counts(squash(row["initiative"])), said) >= AGREES
        for row in p.example.rows
    )


def fit_confidence(proposed: Sequence[Proposed]) -> HistGradientBoostingClassifier:
    """Fit the model that turns the scores of a link into the probability that the whole triple is right."""
    rows = [row for p in proposed for row in p.rows]
    right = [yes for p in proposed for yes in p.right]
    model = HistGradientBoostingClassifier(
        learning_rate=0.06,
        max_iter=70,
        max_leaf_nodes=5,
        min_samples_leaf=60,
        l2_regularization=5.0,
        max_features=0.6,
        early_stopping=False,
        random_state=0,
        monotonic_cst=[int(name in RISING) for name in TRIPLE_FEATURES],
    )
    return model.fit(np.asarray(rows), np.asarray(right))
