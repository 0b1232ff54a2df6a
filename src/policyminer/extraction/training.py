"""Learning the decisions from aligned gold triples."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from policyminer.agreement import initiative_agreement, prepared, same_industry, same_region
from policyminer.extraction.alignment import Aligned, Label, names_industry, rows_in, sum_counts
from policyminer.extraction.decide import propose_links, triple_of
from policyminer.extraction.features.initiatives import InitiativeFeatures
from policyminer.extraction.features.links import industry_rows, region_rows
from policyminer.extraction.features.triples import TRIPLE_FEATURES, Link
from policyminer.extraction.gate import Gate, fit_gate
from policyminer.extraction.linking import plausible_industries
from policyminer.extraction.scorer import Scorer, probabilities
from policyminer.extraction.words import WordFeatures

# A higher score of a part never makes the whole less likely.
RISING = frozenset(TRIPLE_FEATURES[: TRIPLE_FEATURES.index("region_share")])
# Of the gold rows of held-out documents, three in a thousand lie in documents below this.
GATE_FLOOR = 0.2
# Phrases whose last noun is less likely than this to end an initiative teach nothing about phrases.
HOPELESS = 0.005
# Models whose answers are features of others answer for documents that they were not fitted on.
INNER_FOLDS = 4
Item = TypeVar("Item")
Fitted = TypeVar("Fitted")
Answer = TypeVar("Answer")
SETTINGS: Mapping[str, Mapping[str, int]] = {
    "anchor": {"rounds": 50},
    "initiative": {"leaves": 31},
    "region": {},
    "industry": {},
}


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


@dataclass(frozen=True, slots=True)
class Worded:
    """An aligned document with the words of its anchors and candidates."""

    aligned: Aligned
    anchors: csr_matrix
    edges: csr_matrix
    ends: Sequence[Label]


def _worded(d: Aligned) -> Worded:
    words = WordFeatures(d.example.context)
    return Worded(d, words.anchors(d.anchors), words.edges(d.candidates), d.anchor_labels())


def fit_links(documents: Sequence[Aligned]) -> Scorer:
    """Fit the gate and the classifiers of anchors, edges, initiatives, regions and industries.

    A document's own counts are left out of its features, and the models whose answers are features answer for
    documents they were not fitted on, so that features look as they will on a new document.
    """
    lexicon = sum_counts(d.own for d in documents)
    gate = _fit_gate(documents)
    worded = [_worded(d) for d in documents]
    models: dict[str, Any] = {"anchor words": _fit_anchor_words(worded), "edge words": _fit_edge_words(worded)}
    table = _Table()
    likelihoods = _held_out(documents, _fit_gate, lambda gate, d: gate.probability(d.gate))
    by_words = _held_out(worded, _fit_anchor_words, lambda model, w: probabilities(model, w.anchors).tolist())
    by_edge = _held_out(worded, _fit_edge_words, lambda model, w: probabilities(model, w.edges).tolist())
    for w, likelihood, ends, edges in zip(worded, likelihoods, by_words, by_edge, strict=True):
        context = w.aligned.example.context
        others = lexicon.without(w.aligned.own)
        features = InitiativeFeatures(context, others, likelihood)
        table.add("anchor", map(features.anchor_row, w.aligned.anchors, ends), w.ends)
        end_of = dict(zip(w.aligned.anchors, ends, strict=True))
        phrases = zip(w.aligned.candidates, edges, w.aligned.label, strict=True)
        hopeful = [(c, edge, label) for c, edge, label in phrases if label or end_of[c.anchor] >= HOPELESS]
        table.add(
            "initiative",
            (features.candidate_row(c, end_of[c.anchor], edge) for c, edge, _ in hopeful),
            (label for _, _, label in hopeful),
        )
        for span, gold in w.aligned.spans():
            agreeing = {code: rows_in(context, code, gold) for code in context.regions_of}
            table.add("region", region_rows(context, span), map(bool, agreeing.values()))
            codes = [code for code, found in agreeing.items() if found]
            keys = plausible_industries(context, span)
            right = (names_industry(context, key, agreeing[code]) for code in codes for key in keys)
            table.add("industry", industry_rows(context, span, keys, codes, others), right)
    models |= {name: _model(**settings).fit(*table.arrays(name)) for name, settings in SETTINGS.items()}
    return Scorer(models, lexicon, gate)


class _Table:
    """Feature rows and labels by decision; rows without a label are left out."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Sequence[float]]] = defaultdict(list)
        self._labels: dict[str, list[bool]] = defaultdict(list)

    def add(self, decision: str, rows: Iterable[Sequence[float]], labels: Iterable[Label]) -> None:
        for row, label in zip(rows, labels, strict=True):
            if label is not None:
                self._rows[decision].append(row)
                self._labels[decision].append(label)

    def arrays(self, decision: str) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
        return np.asarray(self._rows[decision], dtype=np.float64), np.asarray(self._labels[decision])


def _fit_gate(documents: Sequence[Aligned]) -> Gate:
    return fit_gate([d.gate for d in documents], [bool(d.example.rows) for d in documents], GATE_FLOOR)


def _fit_anchor_words(worded: Sequence[Worded]) -> LogisticRegression:
    return _fit_words([w.anchors for w in worded], [label for w in worded for label in w.ends], strength=0.05)


def _fit_edge_words(worded: Sequence[Worded]) -> LogisticRegression:
    """Which left edge, given that an initiative ends at the anchor."""
    labels: list[Label] = []
    for w in worded:
        ends = dict(zip(w.aligned.anchors, w.ends, strict=True))
        phrases = zip(w.aligned.candidates, w.aligned.label, strict=True)
        labels += [label if ends[candidate.anchor] else None for candidate, label in phrases]
    return _fit_words([w.edges for w in worded], labels, strength=0.3)


def _fit_words(words: Sequence[csr_matrix], labels: Sequence[Label], strength: float) -> LogisticRegression:
    known = [label is not None for label in labels]
    matrix = vstack(words, format="csr")[np.flatnonzero(known)]
    return LogisticRegression(C=strength, max_iter=100).fit(matrix, list(compress(labels, known)))


def _held_out(
    items: Sequence[Item], fit: Callable[[list[Item]], Fitted], answer: Callable[[Fitted, Item], Answer]
) -> list[Answer]:
    """What models that were not fitted on an item answer for it; item n is in fold n modulo INNER_FOLDS."""
    models = [fit([x for n, x in enumerate(items) if n % INNER_FOLDS != fold]) for fold in range(INNER_FOLDS)]
    return [answer(models[n % INNER_FOLDS], item) for n, item in enumerate(items)]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a scorer proposes for a document it has not seen: links with feature rows, and whether each is right."""

    aligned: Aligned
    links: Sequence[Link]
    rows: Sequence[Sequence[float]]
    right: Sequence[bool]


def propose(d: Aligned, scorer: Scorer) -> Proposed:
    """Links of a held-out document by a scorer of links."""
    context = d.example.context
    if not context.regions_of or not context.industries_of:
        return Proposed(d, (), (), ())
    links, rows = propose_links(context, scorer)
    return Proposed(d, links, rows, [_is_right(d, link) for link in links])


def _is_right(d: Aligned, link: Link) -> bool:
    triple = triple_of(d.example.context, link, 0.0)
    said = prepared(
        {
            "region": triple.region.text,
            "region_name": triple.region.name,
            "industry": triple.industry.text,
            "industry_name": triple.industry.name,
            "initiative": triple.initiative.text,
        }
    )
    return any(
        same_region(row, said) and same_industry(row, said) and initiative_agreement(row, said, strict=False) > 0
        for row in map(prepared, d.example.rows)
    )


def fit_confidence(proposed: Sequence[Proposed]) -> HistGradientBoostingClassifier:
    """Fit the model that turns the scores of a link into the probability that the whole triple is right."""
    rows = [row for p in proposed for row in p.rows]
    right = [yes for p in proposed for yes in p.right]
    model = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=200,
        max_leaf_nodes=15,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_features=0.6,
        early_stopping=False,
        random_state=0,
        monotonic_cst=[int(name in RISING) for name in TRIPLE_FEATURES],
    )
    return model.fit(np.asarray(rows), np.asarray(right))
