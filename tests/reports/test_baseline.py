"""A baseline: what was said before is not said again."""

import json as plain
from pathlib import Path

import pytest

from builders.outcomes import finding, mixed, outcome
from ruralskills.reports import baseline, json


def test_what_is_known_is_set_apart(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.text(outcome(finding(6))), encoding="utf-8")
    now = outcome(finding(6), finding(7, name="李四"))
    rest = baseline.without_known(now, baseline.known_fingerprints(earlier))
    assert [f.subject.name for f in rest.findings] == ["李四"]
    assert [f.subject.name for f in rest.waived] == ["张三"]
    assert rest.findings[0].number == 2
    assert rest.remarks == ("与基线相比：已有1条不再列出，新增1条",)


def test_a_row_that_moved_is_still_known(tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.text(mixed()), encoding="utf-8")
    moved = outcome(finding(66), finding(67))
    rest = baseline.without_known(moved, baseline.known_fingerprints(earlier))
    assert len(rest.waived) == 1, "the second of two alike is new"
    assert len(rest.findings) == 1


def test_a_report_against_a_baseline_is_the_next_baseline(tmp_path: Path) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    made = mixed()
    first.write_text(json.text(made), encoding="utf-8")
    second.write_text(
        json.text(baseline.without_known(made, baseline.known_fingerprints(first))),
        encoding="utf-8",
    )
    assert baseline.known_fingerprints(second) == baseline.known_fingerprints(first)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_baseline_that_a_windows_shell_wrote(tmp_path: Path, encoding: str) -> None:
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.text(outcome(finding())), encoding=encoding)
    assert len(baseline.known_fingerprints(earlier)) == 1


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"findings": []}', '{"findings": 3, "waived": []}', '{"findings": [{}], "waived": []}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_report_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(baseline.BaselineError, match=r"x\.json”不是核查报告"):
        baseline.known_fingerprints(path)


def test_a_workbook_is_no_baseline(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(baseline.BaselineError, match="不是核查报告"):
        baseline.known_fingerprints(path)


def test_a_baseline_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(baseline.BaselineError, match=r"没有\.json”不存在"):
        baseline.known_fingerprints(tmp_path / "没有.json")
    with pytest.raises(baseline.BaselineError, match="打不开"):
        baseline.known_fingerprints(tmp_path)


def test_the_schema_still_holds() -> None:
    made = mixed()
    rest = baseline.without_known(made, {f.fingerprint for f in made.findings})
    assert len(plain.loads(json.text(rest))["waived"]) == 10
