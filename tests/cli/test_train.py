import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import skops.io
from threadpoolctl import threadpool_limits

from policyminer.errors import ModelError
from policyminer.extraction.scorer import DECISIONS, WORD_DECISIONS, load

from .calls import CORPUS, Ran, run, write_objects

GOLD = CORPUS / "press.gold.jsonl"
MODEL_FILES = [f"{decision.replace(' ', '-')}.skops" for decision in (*WORD_DECISIONS, *DECISIONS)]


class Stranger:
    """A type that no model is made of."""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ran, Path, Path]]:
    """The same few documents trained on twice."""
    documents = sorted((CORPUS / "press").glob("*.txt"))[:6]
    first, second = (tmp_path_factory.mktemp(name) / "model" for name in ("first", "second"))
    with threadpool_limits(1, user_api="openmp"):  # on models this small, threads wait for each other
        ran = run("train", GOLD, *documents, "--out", first, "--folds", "2")
        run("train", GOLD, *reversed(documents), "--out", second, "--folds", "2")
        yield ran, first, second


@pytest.fixture
def model(trained: tuple[Ran, Path, Path], tmp_path: Path) -> Path:
    """A model to spoil."""
    return Path(shutil.copytree(trained[1], tmp_path / "model"))


def test_the_report_names_the_threshold_and_the_scores(trained: tuple[Ran, Path, Path]) -> None:
    ran, folder, _ = trained
    assert (ran.status, ran.err) == (0, "")
    first, *scores = ran.out.splitlines()
    assert first == f"2-fold cross-validation by document, confidence >= {load(folder).min_confidence:.2f}"
    assert [line.split()[0] for line in scores[:4]] == ["triple", "region-industry", "region-initiative", "region"]
    assert {path.name for path in folder.iterdir()} == {"scorer.json", *MODEL_FILES}


def test_the_same_documents_give_the_same_model(trained: tuple[Ran, Path, Path]) -> None:
    _, first, second = trained
    assert (first / "scorer.json").read_bytes() == (second / "scorer.json").read_bytes()
    one, other = load(first), load(second)
    random = np.random.default_rng(0)
    for decision, features in DECISIONS.items():
        rows = random.uniform(-1, 5, (500, len(features))).tolist()
        said = one.probabilities(decision, rows)
        assert said.shape == (500,)
        assert ((said >= 0) & (said <= 1)).all()
        np.testing.assert_array_equal(said, other.probabilities(decision, rows))


@pytest.mark.parametrize("name", ["scorer.json", *MODEL_FILES])
def test_a_missing_file_is_told(name: str, model: Path) -> None:
    (model / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(model)


def test_a_type_that_is_not_trusted_is_refused(model: Path) -> None:
    skops.io.dump(Stranger(), model / "region.skops")
    with pytest.raises(ModelError, match=r"region\.skops: holds types that are not trusted: .*Stranger"):
        load(model)


def test_a_model_for_other_features_is_refused(model: Path) -> None:
    path = model / "scorer.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 2', '"format": 0'), encoding="utf-8")
    with pytest.raises(ModelError, match="other features"):
        load(model)


@pytest.mark.parametrize("text", ["", "{", '{"format": "'])
def test_broken_settings_are_refused(text: str, model: Path) -> None:
    (model / "scorer.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot read the model"):
        load(model)


def test_a_damaged_model_file_is_refused(model: Path) -> None:
    (model / "region.skops").write_bytes(b"no zip archive")
    with pytest.raises(ModelError, match="cannot read the model"):
        load(model)


@pytest.mark.parametrize("text", ["[]", '{"format": 1}'])
def test_settings_of_another_shape_are_refused(text: str, model: Path) -> None:
    (model / "scorer.json").write_text(text, encoding="utf-8")
    with pytest.raises(ModelError):
        load(model)


def test_too_few_documents_to_train_on(tmp_path: Path) -> None:
    ran = run("train", GOLD, min((CORPUS / "press").glob("*.txt")), "--out", tmp_path / "model", "--folds", "2")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 1


def test_documents_without_gold(inputs: Path, tmp_path: Path) -> None:
    ran = run("train", GOLD, inputs, "--out", tmp_path / "model")
    assert (ran.status, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert line.startswith(f"policyminer: {GOLD}: no input document has the name of a gold entry")
    assert not (tmp_path / "model").exists()


def test_a_bad_gold_file(inputs: Path, tmp_path: Path) -> None:
    gold = write_objects(tmp_path / "gold.jsonl", {"doc": "news"})
    ran = run("train", gold, inputs, "--out", tmp_path / "model")
    assert ran.status == 2
    assert ran.err.startswith(f"policyminer: {gold}:1: ")


@pytest.mark.parametrize("folds", ["-1", "0", "1"])
def test_fewer_than_two_folds_are_a_wrong_call(folds: str, inputs: Path, tmp_path: Path) -> None:
    ran = run("train", GOLD, inputs, "--out", tmp_path / "model", "--folds", folds)
    assert ran.status == 2
    assert "--folds" in ran.err
