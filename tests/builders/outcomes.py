"""Outcomes made by hand for the tests of reports, with invented names."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from msgspec.structs import replace

from ruralskills.model.cell import Cell
from ruralskills.model.clause import Clause
from ruralskills.model.findings import Finding, Nature, Severity, Subject
from ruralskills.model.layout import FileStatus, SheetStatus, TableLayout
from ruralskills.model.outcome import NoticeInForce, Outcome, RuleStatus
from ruralskills.text.addresses import column_letters
from ruralskills.validation.fingerprints import number_findings

FILE = "云岭镇.xlsx"
SHEET = "带头人"
CLAUSE = Clause(
    id="CQ-18",
    notice="tongnan-2020",
    document="潼扶组发〔2020〕4号",
    section="三（三）",
    phrase="每人至少带动3户",
    says="每人至少带动3户",
)
_WEIGHT = {
    Nature.DATA: Severity.ERROR,
    Nature.SHORTFALL: Severity.ERROR,
    Nature.DOUBT: Severity.WARNING,
    Nature.HINT: Severity.INFO,
}


def finding(
    row: int = 6,
    column: int = 1,
    *,
    code: str = "L201",
    nature: Nature = Nature.DATA,
    file: str = FILE,
    sheet: str = SHEET,
    unit: str = "云岭镇",
    name: str = "张三",
    value: str | None = "2",
    message: str = "填2户，差1户",
    related: tuple[Cell, ...] = (),
) -> Finding:
    return Finding(
        code=code,
        name="too-few",
        title=f"标题{code}",
        severity=_WEIGHT[nature],
        nature=nature,
        message=message,
        remedy="请核对",
        file=file,
        sheet=sheet,
        cell=Cell(file, sheet, row, column),
        header=f"第{column_letters(column)}列",
        field="households",
        value=value,
        subject=Subject(unit, "青松村", name, "123X"),
        clause=CLAUSE,
        related=related,
    )


def table(
    file: str = FILE, sheet: str = SHEET, *, unit: str = "云岭镇", title: str = ""
) -> TableLayout:
    return TableLayout(
        file, sheet, "leader", "致富带头人台账", title or f"{unit}2020年第二季度致富带头人台账", unit,
        (3, 4), 5, 44, 40, (45,), (46,), (),
    )  # fmt: skip


def outcome(*findings: Finding) -> Outcome:
    files = dict.fromkeys([FILE, *(f.file for f in findings)])
    return Outcome(
        findings=tuple(number_findings(findings)),
        files=tuple(FileStatus(file, "read", "", "0" * 64, f"/in/{file}") for file in files),
        tables=tuple(table(file, unit=PurePath(file).stem) for file in files),
        notices=(NoticeInForce("tongnan-2020", "2020年扶志扶智意见", "由 --notice 指定"),),
        rules_ran=("L201",),
        rules_skipped=(
            RuleStatus(
                "T301", "培训班台账没有“培训天数”列", ("培训天数",), f"{FILE}!{SHEET}", "培训班台账"
            ),
            RuleStatus("T302", "没有“培训班台账”"),
        ),
        as_of=date(2020, 7, 1),
        seconds=0.4,
    )


def mixed() -> Outcome:
    """An outcome with two townships, all natures, an unread file, a skipped sheet."""
    made = outcome(
        *(finding(row, code="L202", name=f"王{row}") for row in range(10, 15)),
        finding(6, nature=Nature.SHORTFALL),
        finding(7, 2, nature=Nature.DOUBT, code="P102"),
        finding(8, 3, nature=Nature.HINT, code="R901"),
        finding(6, file="柏梓镇.xlsx", unit="柏梓镇", name="李四"),
        finding(9, 2, file="柏梓镇.xlsx", unit="柏梓镇", nature=Nature.DOUBT, code="P102"),
    )
    return replace(
        made,
        files=(*made.files, FileStatus("坏.xlsx", "unreadable", "文件已损坏")),
        sheets=(SheetStatus(FILE, "说明", "skipped", "没有认出表头"),),
    )
