"""The findings as CSV: whole, readable in Excel, without formulas."""

import csv as plain
import io

import pytest
from msgspec.structs import replace

from builders.outcomes import finding, mixed, outcome
from ruralskills.model.findings import Nature, Severity
from ruralskills.reports import csv


def read(text: str) -> list[list[str]]:
    assert text.startswith(
        "\ufeff编号,性质,级别,规则,问题,文件,工作表,单元格,行,列名,单位,村,姓名,现填,说明,建议,依据,位置\r\n"
    )
    return list(plain.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_finding_is_a_row() -> None:
    text = csv.text(outcome(finding(6, 12, value="2")))
    assert read(text)[1] == [
        "1", "填错", "必须处理", "L201", "标题L201", "云岭镇.xlsx", "带头人", "M6", "6", "第M列", "云岭镇", "青松村",
        "张三", "2", "填2户，差1户", "请核对", "潼扶组发〔2020〕4号三（三）“每人至少带动3户”", "云岭镇.xlsx!带头人!M6",
    ]  # fmt: skip
    assert len(read(csv.text(mixed()))) == 1 + 10


@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize("severity", Severity)
def test_the_weight_of_a_finding_is_no_second_nature(nature: Nature, severity: Severity) -> None:
    row = read(csv.text(outcome(replace(finding(), nature=nature, severity=severity))))[1]
    assert row[1] == nature.label
    assert row[2] not in {"错误", *(each.label for each in Nature)}


def test_lines_end_as_excel_wants_them() -> None:
    text = csv.text(mixed())
    assert text.count("\r\n") == text.count("\n") == 11


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "－2+3", "=cmd|' /C calc'!A0", "-A1", "+"]
)  # fmt: skip
def test_a_formula_stays_text(text: str) -> None:
    made = outcome(finding(value=text, message=text, name=text, unit=text, file=text, sheet=text))
    row = read(csv.text(made))[1]
    assert row.count(f"'{text}") == 6
    assert text not in row


@pytest.mark.parametrize("text", ["-3", "+5", "-0.5", "3", "张三", "500152********1234", "a=b", ""])
def test_what_is_no_formula_stays_as_it_stands(text: str) -> None:
    assert csv.escape_formula(text) == text


def test_quotes_commas_and_line_ends_survive() -> None:
    value = '一,"二"\n三'
    assert read(csv.text(outcome(finding(value=value))))[1][13] == value
