"""Scores of triples and bodies against gold ones, by the annotation guidelines."""

from policyminer.evaluation.bodies import BodyScores, read_bodies, score_body
from policyminer.evaluation.triples import Figures, GoldTriple, Scores, errors, read_gold, score

__all__ = [
    "BodyScores",
    "Figures",
    "GoldTriple",
    "Scores",
    "errors",
    "read_bodies",
    "read_gold",
    "score",
    "score_body",
]
