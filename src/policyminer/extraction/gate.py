"""A look at a document before it is tokenised: is it likely to state any triple at all?

Most releases name no place, or only venues, and analysing them would find nothing but doubtful rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from math import exp, log1p

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from policyminer.extraction.regions import sure_names

PREFIXES = (2, 3)
# Prefixes of words seen in fewer documents teach nothing.
MIN_DOCUMENTS = 4
ONE_KIND = 3.0
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Gate:
    """A logistic regression over the beginnings of words: `weights` by feature, and the probability below which a
    document is passed over."""

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0
    floor: float = 0.0

    def probability(self, features: Features) -> float:
        """Probability that a document with these features states a triple; 0 where it names no place."""
        if not features:
            return 0.0
        return 1 / (1 + exp(-self.bias - sum(self.weights.get(name, 0.0) * value for name, value in features.items())))


def gate_features(text: str, day: date | None) -> dict[str, float]:
    """What the gate sees of a document (title and body, line by line) of a day: beginnings of words in the first line,
    beside the name of a place and anywhere, and how many lines and places there are. Empty where no place is named.

    >>> sorted(gate_features("부산 항만 정비", None))[:3]
    ['all:부산', 'all:정비', 'all:항만']
    """
    beginnings: dict[str, set[str]] = {"all": set(), "near": set(), "title": set()}
    places: set[str] = set()
    lines = text.split("\n")
    lines_with_places = 0
    for number, line in enumerate(lines):
        here = {word[:length] for word in line.split() if len(word) > 1 for length in PREFIXES}
        beginnings["all"] |= here
        if number == 0:
            beginnings["title"] |= here
        if names := sure_names(line, day):
            beginnings["near"] |= here
            places |= names
            lines_with_places += 1
    if not places:
        return {}
    features = {f"{scope}:{beginning}": 1.0 for scope, found in beginnings.items() for beginning in found}
    return features | {
        "lines with places": log1p(lines_with_places),
        "share of lines with places": lines_with_places / len(lines),
        "places": log1p(len(places)),
    }


def fit_gate(features: Sequence[Features], labels: Sequence[bool], floor: float) -> Gate:
    """Fit a gate on the features of documents; those that name no place are left out.

    Where all documents are of one kind there is nothing to tell apart, and all get one high or low probability.
    """
    seen = [bool(f) for f in features]
    known = list(compress(labels, seen))
    if len(set(known)) < 2:
        return Gate(bias=ONE_KIND if any(known) else -ONE_KIND, floor=floor)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(compress(features, seen))
    common = min(MIN_DOCUMENTS, len(known)) <= (matrix > 0).sum(axis=0).A1
    model = LogisticRegression(C=0.02, max_iter=3000).fit(matrix[:, common], known)
    names = compress(vectorizer.get_feature_names_out(), common)
    weights = {name: round(weight, 4) for name, weight in zip(names, model.coef_[0].tolist(), strict=True)}
    return Gate({name: weight for name, weight in weights.items() if weight}, float(model.intercept_[0]), floor)
