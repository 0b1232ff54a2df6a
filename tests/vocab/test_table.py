import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyminer.errors import VocabularyError
from policyminer.vocab._table import DATA, STATUSES, compact, read_table, require_one_at_a_time, require_unique

COLUMNS = ("code", "valid_from", "valid_to", "names", "reference", "status")
GOOD = "A1,2020-01-01,2021-01-01,하나|둘,고시 1호,verified"
FILES = (
    "bodies.csv",
    "cross_cutting.csv",
    "crosswalk.csv",
    "industries.csv",
    "initiative_types.csv",
    "megaregions.csv",
    "nouns.csv",
    "places.csv",
    "programmes.csv",
    "regions.csv",
    "zones.csv",
)


def write(folder: Path, *lines: str, header: str = ",".join(COLUMNS)) -> Path:
    path = folder / "facts.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def test_reads_rows_with_the_line_numbers_of_an_editor(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, GOOD), COLUMNS)
    assert row.number == 2
    assert row.items("names") == ("하나", "둘")
    assert row.period() == (date(2020, 1, 1), date(2021, 1, 1))
    assert row.status() == "verified"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the header is not"),
        (b"\xff\xfe\x00\x01", "cannot be read"),
        (b"code,name\n", "the header is not"),
        ("\ufeff".encode() + ",".join(COLUMNS).encode(), "the header is not"),
        (",".join(COLUMNS).encode() + b'\n"open', "cannot be read"),
    ],
)
def test_refuses_what_is_no_vocabulary_file(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=message):
        read_table(path, COLUMNS)


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="cannot be read"):
        read_table(tmp_path / "absent.csv", COLUMNS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A1,,,,고시 1호", r"row 2: 5 cells, not 6"),
        ("A1,,,, ,verified", r"row 2: reference has stray spaces"),
        ("A1,,,,,verified", r"row 2: reference is empty"),
    ],
)
def test_refuses_a_malformed_row(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        read_table(write(tmp_path, line), COLUMNS)


@pytest.mark.parametrize("value", ["2020", "2020-13-01", "20200101", "2020-1-1", "어제"])
def test_refuses_a_date_that_is_not_iso(tmp_path: Path, value: str) -> None:
    (row,) = read_table(write(tmp_path, f"A1,{value},,,고시 1호,verified"), COLUMNS)
    with pytest.raises(VocabularyError, match=r"facts\.csv, row 2: valid_from is .* not an ISO date"):
        row.period()


def test_refuses_an_interval_that_ends_before_it_begins(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, "A1,2020-01-01,2020-01-01,,고시 1호,verified"), COLUMNS)
    with pytest.raises(VocabularyError, match="valid_from is not before valid_to"):
        row.period()


@pytest.mark.parametrize("value", ["하나||둘", "|하나", "하나| 둘", "하나|하나"])
def test_refuses_lists_with_gaps_or_repeats(tmp_path: Path, value: str) -> None:
    (row,) = read_table(write(tmp_path, f"A1,,,{value},고시 1호,verified"), COLUMNS)
    with pytest.raises(VocabularyError, match="names"):
        row.items("names")


def test_refuses_an_unknown_status(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, "A1,,,,고시 1호,perhaps"), COLUMNS)
    with pytest.raises(VocabularyError, match="status is 'perhaps'"):
        row.status()


def test_a_code_may_hold_twice_only_in_turn(tmp_path: Path) -> None:
    in_turn = read_table(write(tmp_path, GOOD, "A1,2021-01-01,,,고시 2호,verified"), COLUMNS)
    require_one_at_a_time(in_turn)
    with pytest.raises(VocabularyError, match="row 3: code 'A1' stands in row 2 already"):
        require_unique(in_turn, "code")
    at_once = read_table(write(tmp_path, GOOD, "A1,2020-12-31,,,고시 2호,verified"), COLUMNS)
    with pytest.raises(VocabularyError, match="row 3: code 'A1' holds at the same time as in row 2"):
        require_one_at_a_time(at_once)


@given(st.text())
def test_compact_leaves_no_space_and_settles_at_once(text: str) -> None:
    once = compact(text)
    assert not any(character.isspace() for character in once)
    assert compact(once) == once


@pytest.mark.parametrize("name", FILES)
def test_every_shipped_row_names_a_public_source(name: str) -> None:
    content = (DATA / name).read_text(encoding="utf-8")
    assert not content.startswith("\ufeff")
    for row in csv.DictReader(content.splitlines()):
        assert row["reference"].strip()
        assert not any(word in row["reference"] for word in ("stored file", "hit", "memory only", "http"))
        assert row["status"] in STATUSES


def test_no_file_ships_unchecked() -> None:
    assert sorted(path.name for path in DATA.iterdir() if path.name.endswith(".csv")) == list(FILES)
