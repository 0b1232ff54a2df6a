import pytest

from policyminer import Analysis, Tables, mine
from policyminer.pipeline import Outcome

from .samples import CORPUS


@pytest.fixture(scope="session")
def corpus_run() -> tuple[Tables, list[Outcome]]:
    """All of the corpus, mined once: the tables, and everything said about each document."""
    outcomes: list[Outcome] = []
    return mine(CORPUS, on_outcome=outcomes.append), outcomes


@pytest.fixture(scope="session")
def corpus_tables(corpus_run: tuple[Tables, list[Outcome]]) -> Tables:
    return corpus_run[0]


@pytest.fixture(scope="session")
def analyses(corpus_run: tuple[Tables, list[Outcome]]) -> list[Analysis]:
    return [outcome for outcome in corpus_run[1] if isinstance(outcome, Analysis)]
