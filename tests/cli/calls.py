"""Calling the commands, and reading what they wrote."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from policyminer.cli import app

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
TABLES = ("triples", "documents", "removed", "rejects")
FILES = {*(f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet"))} | {
    "triples.jsonl",
    "texts.jsonl",
    "datapackage.json",
}
RELEASE = (
    "□ 한빛도는 동해안 수소 산업을 키운다.\n"
    " ㅇ 경상북도 포항시에 2028년까지 수소연료전지 클러스터를 조성한다.\n"
    " ㅇ 경상북도 울진군에는 원자력수소 국가산업단지를 2030년까지 만든다.\n"
)
LONG_RELEASE = CORPUS / "press" / "2024-gyeongbuk-hydrogen.txt"  # with initiatives that no model should miss all of
NEWS = "전라남도 신안군은 내년부터 해상풍력 집적화단지를 조성할 계획이라고 5일 밝혔다.\n"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a call left: its exit status and what it printed."""

    status: int
    out: str
    err: str


def run(*arguments: object, stdin: bytes | None = None, width: int = 300) -> Ran:
    """Call a command; an error that nobody meant to raise goes on."""
    env = {"COLUMNS": str(width), "NO_COLOR": "1", "FORCE_COLOR": None}
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(app, words, input=stdin, env=env, prog_name="policyminer")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a CSV file as they stand there."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path) -> set[str]:
    """The documents of a run."""
    return {row["doc"] for row in rows(folder, "documents")}


def objects(path: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_objects(path: Path, *records: Mapping[str, object]) -> Path:
    """Make a file of JSON lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path
