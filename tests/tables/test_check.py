import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from policyminer.errors import UsageError
from policyminer.models import Analysis, DatePrecision, Period, Status
from policyminer.tables import Finding, FindingKind, Tables, build, check, write
from policyminer.tables.package import FILES, PACKAGE_FILE, fingerprint
from policyminer.tables.schema import TRIPLES
from policyminer.tables.write import write_csv, write_parquet, write_triples_jsonl

from .samples import TEXT, FewFacts, full_analysis, make_analysis, make_triple

Edit = Callable[[pd.DataFrame], pd.DataFrame]


def kinds(findings: list[Finding]) -> set[FindingKind]:
    return {finding.kind for finding in findings}


def messages(findings: list[Finding], kind: FindingKind) -> str:
    return "\n".join(str(finding) for finding in findings if finding.kind is kind)


def rewrite(folder: Path, frame: pd.DataFrame) -> None:
    """Put another triples table into the folder, in every format and with its new hashes, as a careful forger would."""
    write_csv(frame, TRIPLES, folder / "triples.csv")
    write_parquet(frame, TRIPLES, folder / "triples.parquet")
    write_triples_jsonl(frame, folder / "triples.jsonl")
    package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.update(fingerprint(folder / resource["path"]))
    (folder / PACKAGE_FILE).write_text(json.dumps(package), encoding="utf-8")


def setting(**cells: str | float | None) -> Edit:
    """Change cells of the first row."""

    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        changed = frame.copy()
        for column, value in cells.items():
            changed.loc[0, column] = value
        return changed

    return edit


def test_what_was_written_has_no_findings(folder: Path, facts: FewFacts) -> None:
    assert check(folder, facts=facts) == []


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, facts: FewFacts) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(UsageError, match="holds no tables of policyminer"):
            check(folder, facts=facts)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(folder: Path, facts: FewFacts, name: str) -> None:
    (folder / name).unlink()
    assert (
        messages(check(folder, facts=facts), FindingKind.FILE) == f"{name.partition('.')[0]}: file: {name} is missing"
    )


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *((name, b"\xff\xfe\x00") for name in FILES),
        ("triples.csv", b""),
        ("triples.csv", b"x,y\n1,2,3\n"),
        ("rejects.csv", b"source,doc,reason,message\n1,2,empty,4,5\n"),
        ("triples.parquet", b""),
        ("triples.jsonl", b"[1]\n"),
        ("triples.jsonl", b'{"doc_id": 1}\n'),
        ("texts.jsonl", b'{"doc_id": 1}\n'),
        ("texts.jsonl", b"[" * 100_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_damaged_file_is_found(folder: Path, facts: FewFacts, name: str, damage: bytes) -> None:
    (folder / name).write_bytes(damage)
    findings = check(folder, facts=facts)
    assert FindingKind.CHANGED in kinds(findings)
    assert name in messages(findings, FindingKind.FILE)


@pytest.mark.parametrize(
    ("name", "kind"), [("triples.jsonl", FindingKind.DISAGREEMENT), ("texts.jsonl", FindingKind.ORPHAN)]
)
def test_a_file_that_lost_its_lines_is_found(folder: Path, facts: FewFacts, name: str, kind: FindingKind) -> None:
    (folder / name).write_bytes(b"")
    assert kind in kinds(check(folder, facts=facts))


def test_a_truncated_parquet_file_is_found(folder: Path, facts: FewFacts) -> None:
    whole = (folder / "triples.parquet").read_bytes()
    (folder / "triples.parquet").write_bytes(whole[: len(whole) // 2])
    assert "triples.parquet" in messages(check(folder, facts=facts), FindingKind.FILE)


@pytest.mark.parametrize(
    ("edit", "kind", "message"),
    [
        (setting(evidence="경상남도는 수소를 만든다."), FindingKind.EVIDENCE, "is not characters 0-"),
        (setting(evidence_start=1), FindingKind.EVIDENCE, "is not characters 1-"),
        (setting(evidence_end=9_999), FindingKind.EVIDENCE, "is outside the clean text of 60 characters"),
        (setting(evidence_end=0), FindingKind.SCHEMA, "column evidence_end"),
        (setting(region_code="99"), FindingKind.UNKNOWN_CODE, "region_code '99' is in no vocabulary"),
        (setting(region_code="4 7"), FindingKind.SCHEMA, "column region_code: '4 7'"),
        (setting(industry_code="IND-X"), FindingKind.UNKNOWN_CODE, "industry_code 'IND-X' is in no vocabulary"),
        (setting(status="soon"), FindingKind.SCHEMA, "column status: 'soon'"),
        (setting(region=None), FindingKind.SCHEMA, "column region"),
        (setting(triple_id="XYZ"), FindingKind.SCHEMA, "column triple_id: 'XYZ'"),
        (setting(confidence=1.01), FindingKind.SCHEMA, "column confidence: 1.01"),
        (setting(budget_krw=-5), FindingKind.SCHEMA, "column budget_krw: -5"),
        (setting(start_date="2026-01-01"), FindingKind.CONTRADICTION, "end_date 2025-12-31 comes before start_date"),
        (setting(region_code="42", published="2023-06-11"), FindingKind.CONTRADICTION, "ended on 2023-06-11"),
        (setting(doc_id="0" * 64), FindingKind.ORPHAN, "is not in documents"),
        (setting(doc_id="0" * 64), FindingKind.COUNT, "triples is 2, but triples has 1 rows of this document"),
        (lambda frame: pd.concat([frame, frame[:1]]), FindingKind.DUPLICATE, "breaks unique"),
        (lambda frame: frame[1:], FindingKind.COUNT, "triples is 2, but triples has 1 rows of this document"),
        (
            lambda frame: pd.concat([frame, setting(triple_id="0" * 16, initiative="수소·클러스터조성")(frame)[:1]]),
            FindingKind.DUPLICATE,
            "says the same as triple 37b71fc56bd7fb71",
        ),
    ],
)
def test_a_forged_row_is_found(
    folder: Path, tables: Tables, facts: FewFacts, edit: Edit, kind: FindingKind, message: str
) -> None:
    rewrite(folder, edit(tables.triples).reset_index(drop=True))
    findings = check(folder, facts=facts)
    assert message in messages(findings, kind)
    assert FindingKind.CHANGED not in kinds(findings)
    assert FindingKind.DISAGREEMENT not in kinds(findings)


@pytest.mark.parametrize("name", ["triples.csv", "triples.jsonl", "documents.csv", "removed.csv", "rejects.csv"])
def test_files_that_disagree_are_found(folder: Path, facts: FewFacts, name: str) -> None:
    lines = (folder / name).read_bytes()
    old, new = {
        "triples.csv": ("경상북도|산업/통상부", "경상북도"),
        "triples.jsonl": ("지역 활력", "지역 활력 높이기"),
        "documents.csv": ("'@기자", "'@다른 기자"),
        "removed.csv": ("재배포", "재판매"),
        "rejects.csv": ("give text", "give up"),
    }[name]
    assert old.encode() in lines
    (folder / name).write_bytes(lines.replace(old.encode(), new.encode()))
    findings = check(folder, facts=facts)
    assert kinds(findings) == {FindingKind.CHANGED, FindingKind.DISAGREEMENT}
    assert f"and {name} do not hold the same row" in messages(findings, FindingKind.DISAGREEMENT)


def test_a_spreadsheet_that_spoils_the_csv_alone_is_found(folder: Path, facts: FewFacts) -> None:
    table = pd.read_csv(folder / "triples.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table.loc[0, ["region_code", "start_date"]] = ["99", "2023-02-30"]
    table.to_csv(folder / "triples.csv", index=False, encoding="utf-8-sig")
    findings = check(folder, facts=facts)
    assert "region_code '99' is in no vocabulary" in messages(findings, FindingKind.UNKNOWN_CODE)
    assert "'2023-02-30' breaks a date YYYY-MM-DD" in messages(findings, FindingKind.SCHEMA)


@pytest.mark.parametrize(
    ("column", "value"),
    [("budget_krw", "많음"), ("budget_krw", "9" * 30), ("industry_inherited", "아마"), ("confidence", "높음")],
)
def test_a_cell_of_another_type_is_found(folder: Path, facts: FewFacts, column: str, value: str) -> None:
    table = pd.read_csv(folder / "triples.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    table.loc[0, column] = value
    table.to_csv(folder / "triples.csv", index=False, encoding="utf-8-sig")
    assert "not of its column's type" in messages(check(folder, facts=facts), FindingKind.FILE)


def test_rows_in_another_order_are_the_same_rows(folder: Path, tables: Tables, facts: FewFacts) -> None:
    write_csv(tables.triples[::-1], TRIPLES, folder / "triples.csv")
    assert kinds(check(folder, facts=facts)) == {FindingKind.CHANGED}


def test_a_changed_text_is_found(folder: Path, facts: FewFacts) -> None:
    texts = (folder / "texts.jsonl").read_text(encoding="utf-8")
    (folder / "texts.jsonl").write_text(texts.replace("경상북도는", "경상남도는"), encoding="utf-8")
    findings = check(folder, facts=facts)
    assert "does not have the stated hash" in messages(findings, FindingKind.CHANGED)
    assert "triples 37b71fc56bd7fb71: evidence" in messages(findings, FindingKind.EVIDENCE)


def test_texts_and_documents_belong_together(folder: Path, facts: FewFacts) -> None:
    lines = (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    stranger = json.dumps({"doc_id": "f" * 64, "doc": "x", "text": "낯선 글"}) + "\n"
    (folder / "texts.jsonl").write_text(lines[0] + stranger, encoding="utf-8")
    found = messages(check(folder, facts=facts), FindingKind.ORPHAN)
    assert "the document has no clean text" in found
    assert f"texts {'f' * 64}: orphan: the clean text belongs to no document" in found


@pytest.mark.parametrize(
    "package", [{}, {"resources": 3}, {"resources": [1, {"path": []}, {"path": "triples.csv"}]}, {"schema_version": 7}]
)
def test_a_damaged_package_is_found(folder: Path, facts: FewFacts, package: dict[str, object]) -> None:
    (folder / PACKAGE_FILE).write_text(json.dumps({"created_by": "policyminer", **package}), encoding="utf-8")
    found = messages(check(folder, facts=facts), FindingKind.SCHEMA)
    assert "datapackage.json does not describe texts.jsonl" in found
    assert "written with schema version" in found


def check_analysis(analysis: Analysis, folder: Path, facts: FewFacts) -> list[Finding]:
    write(build([analysis], pipeline_version="0.1.0", facts=facts), folder)
    return check(folder, facts=facts)


def test_two_statuses_of_one_initiative_contradict_each_other(tmp_path: Path, facts: FewFacts) -> None:
    one = replace(make_triple(), status=Status.PLANNED)
    other = replace(make_triple(industry=("에너지", None, None)), status=Status.DONE)
    none = make_triple(industry=("소재", None, None))
    [finding] = check_analysis(make_analysis(one, other, none), tmp_path, facts)
    assert finding.kind is FindingKind.CONTRADICTION
    assert "status is done, but planned in triple 37b71fc56bd7fb71" in finding.message


def test_an_extracted_period_that_runs_backwards_is_found_not_refused(tmp_path: Path, facts: FewFacts) -> None:
    period = Period(date(2025, 1, 1), date(2024, 1, 1), DatePrecision.DAY, "거꾸로")
    [finding] = check_analysis(make_analysis(replace(make_triple(), period=period)), tmp_path, facts)
    assert finding.kind is FindingKind.CONTRADICTION


def test_the_vocabularies_know_the_codes_by_default(tmp_path: Path) -> None:
    write(build([full_analysis()], pipeline_version="0.1.0"), tmp_path)
    assert check(tmp_path) == []


def test_a_finding_reads_as_one_line() -> None:
    finding = Finding("triples", "37b71fc56bd7fb71", FindingKind.EVIDENCE, f"evidence is not {len(TEXT)}")
    assert str(finding) == "triples 37b71fc56bd7fb71: evidence: evidence is not 60"
