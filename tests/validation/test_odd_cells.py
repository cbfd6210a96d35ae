"""Odd cells among sound ones, under headers that nobody knows and in fields of plain text."""

from __future__ import annotations

from typing import Final

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.masking import mask_value
from ruralskills.values.account import has_valid_check_digit

PHONES: Final = tuple(f"1381234567{n}" for n in range(6))
CARDS: Final = tuple(
    next(card for d in range(10) if has_valid_check_digit(card := f"62218805239723894{n}{d}"))
    for n in range(6)
)
IDS: Final = tuple(number(sequence=n) for n in (21, 23, 25, 27, 29, 31))
DAYS: Final = tuple(f"2020-03-0{n}" for n in range(1, 7))
SUMS: Final = ("{3900}", "{2900}", "{3100}", "{4700}", "{4600}", "{5200}")
NAMES: Final = ("张小明", "李建国", "王秀英", "赵强", "钱东", "孙丽")
REGISTER: Final = "户主姓名 | 户主身份证号"


def list_of_people(header: str, cells: tuple[str, ...], title: str = "人员名单") -> Sheet:
    """Return a list of people with one more column."""
    rows = [
        f"| {name} | {number(sequence=2 * n + 41)} | {cell} |"
        for n, (name, cell) in enumerate(zip(NAMES, cells, strict=True))
    ]
    return Sheet(title, "\n".join((f"| 姓名 | 身份证号 | {header} |", *rows)))


def register(header: str, cells: tuple[str, ...]) -> Sheet:
    """Return a register of households with one more column of its own."""
    rows = [
        f"| 甲镇 | 甲村 | 50019900{n} | {name} | {number(sequence=2 * n + 41)} | {cell} |"
        for n, (name, cell) in enumerate(zip(NAMES, cells, strict=True))
    ]
    head = f"| 乡 | 村 | 户编号 | 户主姓名 | 户主身份证号 | {header} |"
    return Sheet("脱贫户信息", "\n".join((head, *rows)))


def found(office: Office, sheet: Sheet) -> list[Finding]:
    findings = office.outcome(sheet).findings
    last = sheet.table.partition("\n")[0].split(" | ")[-1]
    return [f for f in findings if f.header and f.header in last]


def with_odd(cells: tuple[str, ...], odd: str) -> tuple[str, ...]:
    return (*cells[:3], odd, *cells[4:])


ODD: Final = (
    ("邻居咋找", PHONES, "1381234567", "C301"),
    ("邻居咋找", PHONES, "27778659359", "C301"),
    ("惠农“一卡通”账号", CARDS, "623190016163860", "C703"),
    ("监护人卡号", CARDS, "62319017710488", "C703"),
    ("代办人证号", IDS, IDS[0][:17], "C203"),
    ("开始那天", DAYS, "2020-02-30", "C402"),
    ("变更日期", tuple(d.replace("-", ".") for d in DAYS), "2021.4.31", "C402"),
    ("登记（任职）日期", tuple(d.replace("-", "/") for d in DAYS), "2021/13/1", "C402"),
    ("期望薪水（元/月）", SUMS, "三千余元", "C502"),
    ("发的钱", SUMS, "两千左右", "C502"),
    ("多少亩", ("{3}", "{4}", "{5}", "{3}", "{6}", "{2}"), "十几亩", "C502"),
)


@pytest.mark.parametrize(("header", "cells", "odd", "code"), ODD)
def test_the_odd_cell_of_an_unknown_column_is_told(
    office: Office, header: str, cells: tuple[str, ...], odd: str, code: str
) -> None:
    assert found(office, list_of_people(header, cells)) == []
    [finding] = found(office, list_of_people(header, with_odd(cells, odd)))
    assert (finding.code, finding.cell and finding.cell.row) == (code, 6)


@pytest.mark.parametrize(
    ("header", "cells", "odd", "code"),
    [
        ("户联系电话", PHONES, "186733465", "C301"),
        ("户联系电话", PHONES, "27395611212", "C301"),
        ("银行账号", CARDS, "621799477913378", "C703"),
        ("家庭人口数", ("{5}", "{4}", "{3}", "{3}", "{5}", "{2}"), "二十多人", "C502"),
        ("人均纯收入", SUMS, "五千元左右", "C502"),
    ],
)
def test_the_odd_cell_of_a_register_s_text_is_told(
    office: Office, header: str, cells: tuple[str, ...], odd: str, code: str
) -> None:
    assert found(office, register(header, cells)) == []
    [finding] = found(office, register(header, with_odd(cells, odd)))
    assert (finding.code, finding.cell and finding.cell.row) == (code, 6)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("说明", ("见附表", "2020-02-30前办理", "", "无", "三千余元", "13812345678")),
        ("学籍号", tuple(f"622920210001000{n}" for n in range(6))),  # 62 is a province too
        ("户编码", ("62292603030001091", *(f"622926030300010{n}" for n in range(5)))),
        ("办结时限", ("2020年12月底前", "2020年11月", "全年", "10月前", "2020-12-31", "长期")),
        ("邻居咋找", ("13812345678", "老王家", "村委会", "", "13812345670", "无")),
        ("小区房号", ("1-2-301", "1-2-302", "1-2-303", "2-2-30", "2-13-1", "3-1-1")),
    ],
)
def test_columns_of_several_kinds_are_left_alone(
    office: Office, header: str, cells: tuple[str, ...]
) -> None:
    assert found(office, list_of_people(header, cells)) == []


def test_damaged_numbers_are_hidden_in_columns_that_nobody_knows(office: Office) -> None:
    sheet = list_of_people("邻居咋找", with_odd(PHONES, "1381234567"))
    [finding] = [f.masked("") for f in found(office, sheet)]
    assert finding.value == mask_value("1381234567", "phone")


MISREAD: Final = (
    ("培训时间", tuple("{10}" for _ in NAMES), "C401"),
    ("认定时间", ("第一批", "第二批", "第一批", "第三批", "第三批", "第一批"), "C401"),
    ("带动贫困户数", ("种植户", "养殖户", "种植户", "务工户", "养殖户", "务工户"), "C501"),
    ("带动贫困户数", ("张三、李四", "王五", "赵六、钱七", "孙八", "周九", "吴十"), "C501"),
)


@pytest.mark.parametrize(("header", "cells", "code"), MISREAD)
def test_a_column_of_another_kind_is_one_question(
    office: Office, header: str, cells: tuple[str, ...], code: str
) -> None:
    title = "学员花名册" if "培训" in header else "致富带头人台账"
    [finding] = [f for f in found(office, list_of_people(header, cells, title)) if f.code == code]
    assert finding.nature is Nature.DOUBT
    assert len(finding.related) == len(NAMES) - 1
    assert "例如第3行填" in finding.message


@pytest.mark.parametrize("header", ["带动贫困户数", "带动户数", "带动人数"])
def test_one_wrong_cell_of_a_known_column_is_a_mistake(office: Office, header: str) -> None:
    cells = ("{3}", "{4}", "{5}", "见附表", "{6}", "{2}")
    told = found(office, list_of_people(header, cells, "致富带头人台账"))
    [finding] = [f for f in told if f.code == "C501"]
    assert (finding.nature, finding.related) == (Nature.DATA, ())


def test_a_whole_column_of_damaged_numbers_is_a_mistake(office: Office) -> None:
    rows = [f"| {name} | {{50019919850615{n:04}}} |" for n, name in enumerate(NAMES)]
    sheet = Sheet("致富带头人台账", "\n".join(("| 姓名 | 身份证号 |", *rows)))
    natures = {f.nature for f in office.outcome(sheet).findings if f.code == "C201"}
    assert natures == {Nature.DATA}
