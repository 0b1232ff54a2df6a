"""The quick-start notebook runs from top to bottom."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:jupyter_client.*", "ignore:.*Proactor.*:RuntimeWarning")
def test_quickstart_runs_and_mines_the_corpus() -> None:
    notebook = _notebook()
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(ROOT)}}).execute()
    mined = notebook.cells[1].outputs[0]["data"]["text/plain"]
    documents, triples, rejects = (int(part) for part in mined.strip("()").split(","))
    gold = [line for path in (ROOT / "corpus").glob("*.gold.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert documents == len(gold)
    assert triples > 0
    assert rejects == 0
    chart = notebook.cells[6].outputs[0]["data"]
    assert "vega" in chart["text/html"]


def _notebook() -> NotebookNode:
    notebook: NotebookNode = nbformat.read(  # type: ignore[no-untyped-call] # nbformat leaves it untyped
        ROOT / "notebooks" / "quickstart.ipynb", as_version=4
    )
    return notebook


def test_quickstart_is_stored_without_outputs() -> None:
    notebook = _notebook()
    assert not any(cell.get("outputs") for cell in notebook.cells)
