"""Folders of auditors who had seen neither the code nor the documents: planted faults and honest offices.

What is found in each is kept in ``golden``. ``RS_WRITE_GOLDEN=1 python -m pytest -n 0 tests/audits``
writes it anew, but not what the auditors planted: that is asserted beside it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders.audit_cases import FAULTY, HONEST, Case, read_cases, told
from builders.audit_text import case_lines
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import Outcome

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FILES = {
    path.stem: {case.name: case for case in read_cases(path)}
    for folder in ("faults", "honest")
    for path in sorted((HERE / folder).glob("*.txt"))
}
"""The cases of each file."""
CASES = {f"{stem}-{name}": case for stem, cases in FILES.items() for name, case in cases.items()}


def of(cases: dict[str, Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("label", cases)


def headings(stem: str) -> list[str]:
    """The sections of a golden file."""
    cases = FILES[stem].values()
    return [
        name for case in cases for name in (case.name, f"{case.name} twin")[: 1 + case.has_twin]
    ]


def golden(stem: str) -> dict[str, list[str]]:
    """What was found by the golden file, by section."""
    path = GOLDEN / f"{stem}.txt"
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("# "):
            lines = found[line[2:]] = []
        elif line:
            lines.append(line)
    return found


def hold(label: str, section: str, outcome: Outcome) -> None:
    stem = label.partition("-")[0]
    lines = [told(finding).replace("\n", "\\n") for finding in outcome.findings]
    if os.environ.get("RS_WRITE_GOLDEN"):
        kept = golden(stem) | {section: lines}
        texts = ["\n".join((f"# {name}", *kept.get(name, ()))) for name in headings(stem)]
        (GOLDEN / f"{stem}.txt").write_text("\n\n".join(texts) + "\n", "utf-8", newline="\n")
    assert lines == golden(stem).get(section), f"{label}: set RS_WRITE_GOLDEN=1 to write it anew"


def wrong(outcome: Outcome) -> list[str]:
    """What is called filled in wrongly."""
    return [told(finding) for finding in outcome.findings if finding.nature is Nature.DATA]


@of({label: case for label, case in CASES.items() if case.faults})
def test_planted_faults_are_found(label: str, tmp_path: Path) -> None:
    case = CASES[label]
    outcome = case.check(tmp_path, FAULTY)
    for fault in case.faults:
        assert any(map(fault.is_found_by, outcome.findings)) == fault.known, fault.says
    hold(label, case.name, outcome)


@of({label: case for label, case in CASES.items() if case.has_twin or not case.faults})
def test_honest_folders_have_no_error(label: str, tmp_path: Path) -> None:
    case = CASES[label]
    outcome = case.check(tmp_path, HONEST)
    assert wrong(outcome) == []
    hold(label, f"{case.name} twin" if case.has_twin else case.name, outcome)


def test_golden_files_have_the_sections_of_the_cases() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == FILES.keys()
    assert {stem: list(golden(stem)) for stem in FILES} == {stem: headings(stem) for stem in FILES}


@pytest.mark.parametrize(
    "label", ["id_two_names-a001", "second_days-f13", "sheets-a205", "attendance-a167"]
)
def test_a_case_is_the_text_of_its_workbooks(label: str, tmp_path: Path) -> None:
    """Twins, texts of digits, merges downwards and percentages."""
    stem, _, name = label.partition("-")
    for side, folder in ((FAULTY, "faulty"), (HONEST, "honest")):
        (tmp_path / folder).mkdir()
        FILES[stem][name].check(tmp_path / folder, side)
    lines = "\n".join(case_lines(tmp_path / "faulty" / "office", tmp_path / "honest" / "office"))
    [path] = {*HERE.glob(f"*/{stem}.txt")} - {GOLDEN / f"{stem}.txt"}
    assert f"\n{lines}\n" in path.read_text("utf-8")
