import shutil
from pathlib import Path

import pytest

from policyminer.tables import Tables, build, write

from .samples import REJECT, FewFacts, full_analysis, make_analysis


@pytest.fixture(scope="session")
def facts() -> FewFacts:
    return FewFacts()


@pytest.fixture(scope="session")
def tables(facts: FewFacts) -> Tables:
    return build([full_analysis(), make_analysis(doc="c")], [REJECT], pipeline_version="0.1.0", facts=facts)


@pytest.fixture(scope="session")
def written(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written") / "out"
    write(tables, folder)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    """A folder of tables to spoil."""
    return Path(shutil.copytree(written, tmp_path / "out"))
