"""The learned part: four classifiers over readable features, saved with skops, and the counts some features need."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
import sklearn
import skops.io
from threadpoolctl import threadpool_limits

from policyminer.errors import ModelError
from policyminer.extraction.features import (
    INDUSTRY_FEATURES,
    INITIATIVE_FEATURES,
    REGION_FEATURES,
    TRIPLE_FEATURES,
    Counts,
    Lexicon,
)

FORMAT = 1
DECISIONS = {
    "initiative": INITIATIVE_FEATURES,
    "region": REGION_FEATURES,
    "industry": INDUSTRY_FEATURES,
    "triple": TRIPLE_FEATURES,
}
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
Rows = Sequence[Sequence[float]]
Probabilities = npt.NDArray[np.float64]


class Classifier(Protocol):
    """What is asked of a fitted model: probabilities of two classes, shape (rows, 2)."""

    def predict_proba(self, rows: npt.NDArray[np.float64]) -> Probabilities: ...


@dataclass(frozen=True, slots=True)
class Scorer:
    """The fitted classifiers by decision, the counts behind their features, and the confidence chosen as the default
    threshold."""

    models: Mapping[str, Classifier]
    lexicon: Lexicon
    min_confidence: float = 0.5

    def probabilities(self, decision: str, rows: Rows) -> Probabilities:
        """Probability of yes for each feature row of a decision (a key of DECISIONS); shape (rows,)."""
        if not rows:
            return np.zeros(0)
        return np.asarray(
            self.models[decision].predict_proba(np.asarray(rows, dtype=np.float64))[:, 1], dtype=np.float64
        )


def save(scorer: Scorer, folder: Path) -> None:
    """Write a scorer: one `.skops` file a decision and `scorer.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for decision in DECISIONS:
        skops.io.dump(scorer.models[decision], folder / f"{decision}.skops")
    settings = {
        "format": FORMAT,
        "scikit_learn": sklearn.__version__,
        "features": {decision: list(names) for decision, names in DECISIONS.items()},
        "min_confidence": scorer.min_confidence,
        "lexicon": asdict(scorer.lexicon),
    }
    (folder / "scorer.json").write_text(
        json.dumps(settings, ensure_ascii=False, sort_keys=True, indent=0) + "\n", encoding="utf-8"
    )


def load(folder: Path) -> Scorer:
    """Read a scorer that `save` wrote. Raises ModelError where a file is missing, holds types that are not trusted
    or was made for other features."""
    try:
        settings = json.loads((folder / "scorer.json").read_text(encoding="utf-8"))
        features = {decision: list(names) for decision, names in DECISIONS.items()}
        if settings["format"] != FORMAT or settings["features"] != features:
            raise ModelError(f"{folder}: the model was made for other features; train it anew with `policyminer train`")
        models = {decision: _load_model(folder / f"{decision}.skops") for decision in DECISIONS}
        lexicon = Lexicon(**{name: Counts(**counts) for name, counts in settings["lexicon"].items()})
        return Scorer(models, lexicon, float(settings["min_confidence"]))
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
