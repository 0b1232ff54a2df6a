"""The learned part: a gate for documents, five classifiers over readable features, saved with skops, and the counts
some features need."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol, TypeAlias
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import sklearn
import skops.io
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from policyminer.errors import ModelError
from policyminer.extraction.features.initiatives import ANCHOR_FEATURES, INITIATIVE_FEATURES
from policyminer.extraction.features.lexicon import Counts, Lexicon
from policyminer.extraction.features.links import INDUSTRY_FEATURES, REGION_FEATURES
from policyminer.extraction.features.triples import TRIPLE_FEATURES
from policyminer.extraction.gate import Gate

FORMAT = 2
DECISIONS = {
    "anchor": ANCHOR_FEATURES,
    "initiative": INITIATIVE_FEATURES,
    "region": REGION_FEATURES,
    "industry": INDUSTRY_FEATURES,
    "triple": TRIPLE_FEATURES,
}
# Decided by the words around a phrase, hashed.
WORD_DECISIONS = ("anchor words", "edge words")
# The types a scikit-learn gradient boosting model is made of; anything else in a model file is refused.
TRUSTED_TYPES = (
    "numpy.dtype",
    "sklearn._loss.link.LogitLink",
    "sklearn._loss.link.Interval",
    "sklearn._loss.loss.HalfBinomialLoss",
    "sklearn._loss._loss.CyHalfBinomialLoss",
    "sklearn.ensemble._hist_gradient_boosting.binning._BinMapper",
    "sklearn.ensemble._hist_gradient_boosting.predictor.TreePredictor",
)
Rows: TypeAlias = Sequence[Sequence[float]] | csr_matrix
Probabilities = npt.NDArray[np.float64]


class Classifier(Protocol):
    """What is asked of a fitted model: probabilities of two classes, shape (rows, 2)."""

    def predict_proba(self, rows: npt.NDArray[np.float64] | csr_matrix) -> Probabilities: ...


@dataclass(frozen=True, slots=True)
class Scorer:
    """The fitted classifiers by decision, the counts behind their features, the gate before them, and the confidence
    chosen as the default threshold."""

    models: Mapping[str, Classifier]
    lexicon: Lexicon
    gate: Gate
    min_confidence: float = 0.5

    def probabilities(self, decision: str, rows: Rows) -> Probabilities:
        """Probability of yes for each feature row of a decision (a key of DECISIONS), or each row of hashed words for
        one of WORD_DECISIONS; shape (rows,)."""
        return probabilities(self.models[decision], rows)


def probabilities(model: Classifier, rows: Rows) -> Probabilities:
    """Probability of yes for each row by a fitted model; shape (rows,)."""
    matrix = rows if isinstance(rows, csr_matrix) else np.asarray(rows, dtype=np.float64)
    return model.predict_proba(matrix)[:, 1] if matrix.shape[0] else np.zeros(0)


def save(scorer: Scorer, folder: Path) -> None:
    """Write a scorer: one `.skops` file a decision and `scorer.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for decision in (*WORD_DECISIONS, *DECISIONS):
        skops.io.dump(scorer.models[decision], folder / _file_name(decision))
    settings = {
        "format": FORMAT,
        "scikit_learn": sklearn.__version__,
        "features": {decision: list(names) for decision, names in DECISIONS.items()},
        "min_confidence": scorer.min_confidence,
        "lexicon": asdict(scorer.lexicon),
        "gate": asdict(scorer.gate),
    }
    (folder / "scorer.json").write_text(
        json.dumps(settings, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
    )


def _file_name(decision: str) -> str:
    return f"{decision.replace(' ', '-')}.skops"


def load(folder: Path) -> Scorer:
    """Read a scorer that `save` wrote. Raises ModelError where a file is missing, holds types that are not trusted
    or was made for other features."""
    try:
        settings = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))
        features = {decision: list(names) for decision, names in DECISIONS.items()}
        if settings["format"] != FORMAT or settings["features"] != features:
            raise ModelError(f"{folder}: the model was made for other features; train it anew with `policyminer train`")
        models = {decision: _load_model(folder / _file_name(decision)) for decision in (*WORD_DECISIONS, *DECISIONS)}
        lexicon = Lexicon(**{name: Counts(**counts) for name, counts in settings["lexicon"].items()})
        return Scorer(models, lexicon, Gate(**settings["gate"]), float(settings["min_confidence"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
        raise ModelError(
            f"{folder}: cannot read the model ({error}); it was made with scikit-learn and may need the version in "
            f"constraints.txt, or training anew with `policyminer train`"
        ) from error


def _load_model(path: Path) -> Classifier:
    untrusted = set(skops.io.get_untrusted_types(file=path)) - set(TRUSTED_TYPES)
    if untrusted:
        raise ModelError(f"{path}: holds types that are not trusted: {', '.join(sorted(untrusted))}")
    model: Classifier = skops.io.load(path, trusted=list(TRUSTED_TYPES))
    return model


@cache
def shipped() -> Scorer:
    """The scorer that comes with the package."""
    # One document at a time: threads would cost more than they bring.
    threadpool_limits(limits=1, user_api="openmp")
    return load(Path(str(files("policyminer.extraction") / "model")))
