"""A rule that hits a large part of a table is one question; what is written wrong keeps its weight."""

from __future__ import annotations

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Severity, Subject
from ruralskills.rules import all_rules
from ruralskills.validation.folding import fold_findings

RULES = all_rules()


def hit(
    row: int,
    code: str = "L201",
    nature: Nature = Nature.SHORTFALL,
    severity: Severity = Severity.ERROR,
    field: str = "poor_households_led",
) -> Finding:
    rule = RULES[code]
    return Finding(
        code=code, name=rule.name, title=rule.title, severity=severity, nature=nature,
        message=f"第{row}行的话", remedy=rule.remedy, file="台账.xlsx", sheet="表", header="带动贫困户数",
        cell=Cell("台账.xlsx", "表", row, 3), field=field, subject=Subject("甲镇", "乙村", f"人{row}"),
    )  # fmt: skip


def test_up_to_thirty_percent_are_listed() -> None:
    hits = [hit(row) for row in range(1, 31)]
    assert fold_findings(hits, 100, RULES) == hits
    assert len(fold_findings([*hits, hit(31)], 100, RULES)) == 1


def test_fewer_than_ten_are_listed_however_small_the_table() -> None:
    hits = [hit(row) for row in range(1, 10)]
    assert fold_findings(hits, 9, RULES) == hits
    assert len(fold_findings([*hits, hit(10)], 10, RULES)) == 1


def test_shortfall_of_most_rows_is_a_question() -> None:
    [one] = fold_findings([hit(row) for row in range(1, 21)], 40, RULES)
    assert (one.severity, one.nature) == (Severity.WARNING, Nature.DOUBT)
    assert "20行（全表40行，占50%）" in one.message
    assert "第1行" in one.message
    assert "确认本表是否适用" in one.remedy
    assert len(one.related) == 19
    assert str(one.subject) == "甲镇"


def test_wrong_data_of_most_rows_keeps_its_weight() -> None:
    hits = [hit(row, "C201", Nature.DATA, field="id_number") for row in range(1, 21)]
    [one] = fold_findings(hits, 20, RULES)
    assert (one.severity, one.nature) == (Severity.ERROR, Nature.DATA)
    assert "20行" in one.message


def test_hints_do_not_lighten_shortfalls() -> None:
    hints = [hit(row, severity=Severity.INFO, nature=Nature.HINT) for row in range(1, 15)]
    hits = [hit(row) for row in range(15, 40)]
    found = fold_findings([*hints, *hits], 40, RULES)
    assert sorted(f.severity for f in found) == ["info", "warning"]
    assert sorted(f.nature for f in found) == ["doubt", "hint"], "a hint in many rows stays one"


def test_each_field_and_code_by_itself() -> None:
    hits = [hit(row) for row in range(1, 8)] + [hit(row, field="x") for row in range(1, 8)]
    assert fold_findings(hits, 8, RULES) == hits


def test_duplicates_and_sums_are_never_folded() -> None:
    hits = [hit(row, "P102", Nature.DATA) for row in range(1, 21)]
    assert fold_findings(hits, 20, RULES) == hits


def test_column_of_numbers_kept_as_numbers(office: Office) -> None:
    rows = "\n".join(
        f"| 人{n} | {float(int(number(sequence=n)[:15] + '000')):.0f} |" for n in range(1, 13)
    )
    sheet = Sheet("2020年致富带头人台账", f"| 姓名 | 身份证号 |\n{rows}")
    for row in sheet.rows[1:]:
        row[1] = float(row[1])
    finding = office.only(sheet)
    assert (finding.code, finding.severity) == ("C201", Severity.ERROR)
    assert "12行（全表12行，占100%）" in finding.message
