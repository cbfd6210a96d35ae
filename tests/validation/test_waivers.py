"""Waivers: set apart with who, why and until when; said when unused or past; refused when unsound."""

from __future__ import annotations

import json as plain
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import Result

import ruralskills as rs
from builders.command_line import rs as run
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import number
from ruralskills.model.findings import Waived
from ruralskills.model.outcome import Outcome
from ruralskills.reports import baseline, json
from ruralskills.validation.validate import ReferenceDataError
from ruralskills.workspace.settings import Settings, Waiver, WorkspaceError

TODAY = date(2020, 7, 1)
WORD: dict[str, Any] = {"reason": "证件性别正在更正", "by": "王主任"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Two men who are written as women."""
    rows = "\n".join(
        f"| 桂花街道 | 红花村 | 王{who} | 女 | {number(sequence=n)} |"
        for n, who in ((1, "甲"), (3, "乙"))
    )
    sheet = Sheet("2020年致富带头人台账", f"| 镇街 | 村 | 姓名 | 性别 | 身份证号 |\n{rows}")
    return write(tmp_path / "台账.xlsx", sheet)


def check(path: Path, *waivers: Waiver, **told: Any) -> Outcome:
    settings = Settings(waivers=waivers, unit="云潼区扶贫办")
    return rs.validate(path, notices=["common"], as_of=TODAY, settings=settings, **told)


def codes(outcome: Outcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_by_rule_and_subject(ledger: Path) -> None:
    outcome = check(ledger, Waiver(code="P101", name="王甲", until=date(2020, 12, 31), **WORD))
    assert [f.subject.name for f in outcome.findings] == ["王乙"]
    [waived] = outcome.waived
    assert waived.subject.name == "王甲"
    assert waived.waiver == Waived("证件性别正在更正", "王主任", date(2020, 12, 31))


@pytest.mark.parametrize(
    "who",
    [
        {"unit": "桂花街道办事处"}, {"village": "红花村委会"}, {"unit": "云潼区桂花街道", "village": "红花村"},
    ],
)  # fmt: skip
def test_names_compare_as_everywhere(ledger: Path, who: dict[str, Any]) -> None:
    outcome = check(ledger, Waiver(code="P101", **who, **WORD))
    assert codes(outcome) == []
    assert len(outcome.waived) == 2


@pytest.mark.parametrize(
    "who",
    [
        {"unit": "双河镇", "name": "王甲"}, {"village": "青龙村", "name": "王甲"}, {"name": "王"},
        {"code": "P102", "name": "王甲"}, {"fingerprint": "0000000000000000", "name": "王甲"},
    ],
)  # fmt: skip
def test_every_part_that_is_given_must_fit(ledger: Path, who: dict[str, Any]) -> None:
    outcome = check(ledger, Waiver(**{"code": "P101", **who}, **WORD))
    assert not outcome.waived


def test_by_fingerprint(ledger: Path) -> None:
    first = check(ledger).findings[0]
    outcome = check(ledger, Waiver(fingerprint=first.fingerprint, **WORD))
    assert [f.fingerprint for f in outcome.waived] == [first.fingerprint]
    assert codes(outcome) == ["P101"]


def test_one_that_is_past_waives_nothing_and_is_said(ledger: Path) -> None:
    outcome = check(ledger, Waiver(code="P101", name="王甲", until=date(2020, 6, 30), **WORD))
    assert sorted(codes(outcome)) == ["O102", "P101", "P101"]
    said = next(f for f in outcome.findings if f.code == "O102")
    assert said.message == "第1条豁免（P101，王甲）2020-06-30已到期，不再生效"
    assert (said.file, said.severity, said.subject.unit) == ("rs.toml", "warning", "云潼区扶贫办")


def test_its_last_day_still_counts(ledger: Path) -> None:
    outcome = check(ledger, Waiver(code="P101", unit="桂花街道", until=TODAY, **WORD))
    assert codes(outcome) == []


def test_one_that_fits_nothing_is_said(ledger: Path) -> None:
    outcome = check(
        ledger,
        Waiver(code="P101", unit="桂花街道", **WORD),
        Waiver(code="P101", name="王丙", **WORD),
    )
    assert codes(outcome) == ["O101"]
    assert outcome.findings[0].message == "第2条豁免（P101，王丙）本次没有与它相符的问题"
    assert outcome.findings[0].severity == "info"


@pytest.mark.parametrize(
    ("waiver", "told"),
    [
        (Waiver(code="P101", unit="双河镇", **WORD), {}),  # a township that is not checked today
        (Waiver(code="L203", name="王甲", **WORD), {}),  # a rule that did not run
        (Waiver(code="P101", name="王丙", **WORD), {"select": ["P102"]}),
        (Waiver(code="P101", name="王丙", **WORD), {"ignore": ["O"]}),
    ],
)
def test_not_every_waiver_without_a_finding_is_unused(
    ledger: Path, waiver: Waiver, told: dict[str, Any]
) -> None:
    assert "O101" not in codes(check(ledger, waiver, **told))


def test_one_whose_finding_is_among_many_told_as_one_is_not_unused(tmp_path: Path) -> None:
    rows = [f"| 桂花街道 | 王{n} | 女 | {number(sequence=2 * n + 1)} |" for n in range(20)]
    sheet = Sheet("2020年致富带头人台账", "\n".join(["| 镇街 | 姓名 | 性别 | 身份证号 |", *rows]))
    outcome = check(
        write(tmp_path / "台账.xlsx", sheet),
        Waiver(code="P101", name="王3", unit="桂花街道", **WORD),
    )
    assert codes(outcome) == ["P101"]


def test_a_broken_rule_and_an_unreadable_file_are_not_hidden(ledger: Path) -> None:
    bad = ledger.with_name("坏.xlsx")
    bad.write_bytes(b"PK\x03\x04" + b"\x00" * 300)
    settings = Settings(waivers=(Waiver(code="P101", unit="桂花街道", **WORD),))
    outcome = rs.validate([ledger, bad], notices=["common"], as_of=TODAY, settings=settings)
    assert [f.status for f in outcome.files] == ["read", "unreadable"]


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (Waiver(code="P101", name="王甲"), "没有写理由"),
        (Waiver(code="P101", name="王甲", reason="  "), "没有写理由"),
        (Waiver(code="Q999", name="王甲", **WORD), "没有编号为“Q999”的规则"),
        (Waiver(name="王甲", **WORD), "没有写豁免哪条规则"),
        (Waiver(code="P101", **WORD), "没有写豁免谁"),
    ],
)
def test_an_unsound_one_is_refused(ledger: Path, waiver: Waiver, said: str) -> None:
    sound = Waiver(code="P101", name="王甲", **WORD)
    with pytest.raises(ReferenceDataError, match=f"rs.toml第2条豁免：{said}"):
        check(ledger, sound, waiver)


# The settings file, and the list beside it.


def command(*arguments: str | Path) -> Result:
    return run("validate", "--as-of", "2020-07-01", *arguments)


TOML = """notices = ["common"]
[[waivers]]
code = "P101"
unit = "桂花街道"
name = "王甲"
reason = "证件性别正在更正"
until = 2020-12-31
by = "王主任"
"""


def test_in_the_settings_file(ledger: Path) -> None:
    (ledger.parent / "rs.toml").write_text(TOML, encoding="utf-8")
    outcome = rs.validate(ledger, as_of=TODAY)
    assert [f.subject.name for f in outcome.waived] == ["王甲"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('reason = "证件性别正在更正"\n', "没有写理由"),
        ('code = "P101"\n', "没有写豁免哪条规则"),
    ],
)
def test_a_line_left_out_ends_with_2(ledger: Path, line: str, said: str) -> None:
    (ledger.parent / "rs.toml").write_text(TOML.replace(line, ""), encoding="utf-8")
    result = command(ledger)
    assert result.exit_code == 2
    assert said in result.output
    assert "rs.toml第1条豁免" in result.output


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('until = "年底"', "“waivers.until”写得不对。要写成 until = 2021-06-30"),
        ('who = "王甲"', "[[waivers]]里没有“who”这一项"),
    ],
)
def test_an_entry_that_nobody_knows_is_named(ledger: Path, line: str, told: str) -> None:
    text = TOML.replace("until = 2020-12-31", line)
    number = text.splitlines().index(line) + 1
    (ledger.parent / "rs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=re.escape(f"rs.toml第{number}行：{told}")):
        rs.validate(ledger)


LIST = "规则,单位,村,姓名,豁免理由,有效期至,批准人\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_in_a_list_of_their_own(ledger: Path, encoding: str) -> None:
    rows = (
        "P101,桂花街道,红花村,王甲,证件性别正在更正,2020-12-31,王主任\n"
        "P101,桂花街道,,王丙,证件性别正在更正,2020-12,王主任\n"
        "P101,桂花街道,,王乙,证件性别正在更正,2020-05,王主任\n"
    )
    (ledger.parent / "豁免.csv").write_text(LIST + rows, encoding=encoding)
    (ledger.parent / "rs.toml").write_text(
        'notices = ["common"]\nwaivers = "豁免.csv"\n', encoding="utf-8"
    )
    outcome = rs.validate(ledger.parent, as_of=TODAY)
    assert [f.path for f in outcome.files] == ["台账.xlsx"]
    assert [f.waiver for f in outcome.waived] == [
        Waived("证件性别正在更正", "王主任", date(2020, 12, 31))
    ]
    about = {f.code: f.cell for f in outcome.findings if f.code[0] == "O"}
    assert {code: str(cell) for code, cell in about.items()} == {
        "O101": "豁免.csv!豁免!A3", "O102": "豁免.csv!豁免!A4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("P101,桂花街道,,王甲,,,王主任", "第2行：没有写理由"),
        ("X999,桂花街道,,王甲,更正中,,王主任", "第2行：没有编号为“X999”的规则"),
        ("P101,桂花街道,,王甲,更正中,2020-02-30,王主任", "第2行：有效期"),
        ("P101,,,,更正中,,王主任", "第2行：没有写豁免谁"),
    ],
)
def test_an_unsound_line_of_the_list_ends_with_2(ledger: Path, row: str, said: str) -> None:
    (ledger.parent / "豁免.csv").write_text(f"{LIST}{row}\n", encoding="utf-8")
    (ledger.parent / "rs.toml").write_text('waivers = "豁免.csv"\n', encoding="utf-8")
    result = command(ledger)
    assert result.exit_code == 2
    assert said in result.output
    assert "豁免.csv" in result.output


def test_a_list_that_is_not_there_ends_with_2(ledger: Path) -> None:
    (ledger.parent / "rs.toml").write_text('waivers = "豁免.csv"\n', encoding="utf-8")
    result = command(ledger)
    assert result.exit_code == 2
    assert "豁免清单" in result.output


# What reports say of it.


@pytest.fixture
def waived(ledger: Path) -> Path:
    (ledger.parent / "rs.toml").write_text(
        TOML.replace('name = "王甲"\n', "").replace("正在更正", "正在更正，电话13812345678"),
        "utf-8",
    )
    return ledger


def test_on_the_screen(waived: Path) -> None:
    result = command(waived)
    assert result.exit_code == 0
    assert "已豁免2条" in result.output
    assert "（证件性别正在更正，电话138****5678，王主任，有效期至2020-12-31）" in result.output
    assert "未发现问题，另有2条已豁免" in result.output


def test_in_json(waived: Path) -> None:
    report = plain.loads(command(waived, "--format", "json", "-q").stdout)
    assert report["findings"] == []
    assert report["waived"][0]["waiver"] == {
        "reason": "证件性别正在更正，电话138****5678", "by": "王主任", "until": "2020-12-31",
    }  # fmt: skip


def test_in_csv(waived: Path) -> None:
    lines = command(waived, "--format", "csv", "-q").stdout.splitlines()
    assert lines[0].endswith("位置,豁免")
    assert len(lines) == 3
    assert "王主任" in lines[1]


def test_on_the_page(waived: Path) -> None:
    page = command(waived, "--format", "html", "-q").stdout
    assert "已豁免的问题（2条）" in page
    assert "王主任" in page
    assert "以前已列出的问题" not in page


def test_in_the_list_of_problems(waived: Path) -> None:
    path = waived.parent / "清单" / "问题清单.xlsx"
    path.parent.mkdir()
    command(waived, "--format", "xlsx", "-o", path, "-q")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["汇总", "填报要点", "已豁免"]
    assert [cell.value for cell in book["已豁免"][3]][4:] == [
        "证件性别正在更正，电话138****5678", "王主任", "2020-12-31", "P101",
    ]  # fmt: skip


def test_a_baseline_and_a_waiver_are_told_apart(ledger: Path) -> None:
    earlier = ledger.parent / "earlier.json"
    waiver = Waiver(code="P101", name="王甲", **WORD)
    earlier.write_text(json.text(check(ledger, waiver)), encoding="utf-8")
    known = baseline.known_fingerprints(earlier)
    both = baseline.without_known(check(ledger, waiver), known)
    assert [(f.subject.name, f.waiver is None) for f in both.waived] == [
        ("王甲", False), ("王乙", True),
    ]  # fmt: skip
    ended = baseline.without_known(check(ledger), known)
    assert [f.subject.name for f in ended.findings] == ["王甲"]
