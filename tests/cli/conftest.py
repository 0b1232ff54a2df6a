from pathlib import Path

import pytest

from .calls import CORPUS, NEWS, RELEASE, Ran, run


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """All of the corpus, mined by the command; the folder is for reading only."""
    folder = tmp_path_factory.mktemp("corpus") / "out"
    return run("mine", CORPUS, "--out", folder), folder


@pytest.fixture(scope="session")
def mined(corpus_run: tuple[Ran, Path]) -> Path:
    return corpus_run[1]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder of two good documents, to put a bad one beside them."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    return folder
