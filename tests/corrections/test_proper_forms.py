"""Cells that are rewritten in proper form, and those that stay as the office wrote them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.corrections.correct import plan_corrections
from ruralskills.validation import validate
from ruralskills.workspace.settings import Settings

FUNDS = "青龙镇2020年资金支出台账"


def planned(path: Path) -> list[object]:
    _, plans = plan_corrections(path, notices=["common"], as_of=TODAY, settings=Settings())
    return [step.new for plan in plans for step in plan.steps]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("袁 素芬", "袁素芬"), ("养 猪 大 户", "养猪大户"), ("电 工", "电工"),
        ("电工 焊工", None), ("电工　焊工", None), ("养鸡 养鸭 养鹅", None), ("中式烹调 家政", None),
    ],
)  # fmt: skip
def test_blanks_that_part_a_list_stay(tmp_path: Path, text: str, mended: str | None) -> None:
    row = f"| 张三 | {number()} | {text} |"
    sheet = Sheet("桂林街道2020年致富带头人台账", f"| 姓名 | 身份证号 | 所属产业 |\n{row}")
    assert planned(write(tmp_path / "台账.xlsx", sheet)) == ([mended] if mended else [])


@pytest.mark.parametrize(
    ("header", "text", "mended"),
    [
        ("姓名", "张　三丰", "张 三丰"), ("姓名", "欧阳 娜 娜", None), ("姓名", "李 四 王五", None),
        ("姓名", "周 吴 郑 王", None), ("姓名", "张 小 明", "张小明"),
        ("证书编号", "0012345678 0012345679", None), ("证书编号", "5001 5002 5003", None),
        ("证书编号", "Y000050000001200000001 Y000050000001200000002", None),
        ("证书编号", "Y0000 5000 0001 2000 0000 1", "Y000050000001200000001"),
        ("证书编号", "2050 0030 0140 0001", "2050003001400001"),
    ],
)  # fmt: skip
def test_blanks_that_may_part_two_names_or_numbers_stay(
    tmp_path: Path, header: str, text: str, mended: str | None
) -> None:
    row = {"姓名": "张三", "身份证号": number(), "证书编号": "", header: text}
    lines = (f"| {' | '.join(words)} |" for words in (row, row.values()))
    sheet = Sheet("2020年第1期电焊班学员花名册", "\n".join(lines))
    assert planned(write(tmp_path / "名册.xlsx", sheet)) == ([mended] if mended else [])


def fund(path: Path, head: str, *amounts: str) -> list[Decimal]:
    rows = (f"| {n} | 培训 | {text} | 2020-05-0{n} |" for n, text in enumerate(amounts, 1))
    table = "\n".join((f"| 序号 | 支出项目 | {head} | 支出日期 |", *rows))
    [read] = validate.read(write(path, Sheet(FUNDS, table)), notices=["common"])
    return [read.columns["amount"][n] for n in range(len(amounts))]


@pytest.mark.parametrize(
    ("head", "text", "yuan"),
    [
        ("支出金额（万元）", "1000元", 1000), ("支出金额（万元）", "8万元", 80000),
        ("支出金额（万元）", "5", 50000), ("支出金额（元）", "8万元", 80000),
        ("支出金额（元）", "1000元", 1000), ("支出金额（元）", "0.5万", 5000),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_the_unit_that_stands_with_it(
    tmp_path: Path, head: str, text: str, yuan: int
) -> None:
    path = tmp_path / "资金.xlsx"
    assert fund(path, head, text, "20")[0] == yuan
    assert planned(path) == []


@pytest.mark.parametrize(
    ("head", "numbers", "text", "mended"),
    [
        ("元", "80000", "8万元", 80000), ("元", "80000", "0.8万", 8000), ("元", "80000", "3千", 3000),
        ("元", "80000", "80000元", 80000), ("元", "80000", "￥8,000元", 8000),
        ("元", "80000", "８万元", 80000), ("元", "80000", "1.5亿元", 150_000_000),
        ("万元", "8", "8万元", 8), ("万元", "8", "8万", 8), ("万元", "8", "1.5亿元", 15000),
        ("万元", "8", "8.50万元", Decimal("8.5")),
        ("万元", "8", "1000元", None), ("万元", "8", "5元", None), ("万元", "8", "5千元", None),
        ("元", "80000", "8万元/年", None), ("元", "80000", "8万美元", None),
        ("元", "80000", "八万元", None), ("元", "80000", "8万余元", None),
        ("元", "80000", "1200①", None),
    ],
)  # fmt: skip
def test_a_number_with_a_unit_is_written_in_the_unit_of_its_column(
    tmp_path: Path, head: str, numbers: str, text: str, mended: object
) -> None:
    path = tmp_path / "资金.xlsx"
    cells = (text, *(f"{{{numbers}}}" for _ in range(4)))
    values = fund(path, f"支出金额（{head}）", *cells)
    assert planned(path) == ([] if mended is None else [mended])
    if isinstance(mended, int | Decimal):
        assert values[0] == mended * (1 if head == "元" else 10_000)


@pytest.mark.parametrize(
    ("head", "numbers", "text", "mended"),
    [
        ("年经营收入（元）", "80000", "8万元", 80000), ("年经营收入（元）", "80000", "80000元", 80000),
        ("年经营收入（万元）", "8", "8万元", 8), ("年经营收入（万元）", "8", "80000元", None),
        ("年经营收入（人民币万元）", "8", "8万元", 8), ("年经营收入（单位：元）", "80000", "8万元", 80000),
        ("年经营收入（金额单位：元）", "80000", "8万元", 80000), ("年经营收入/元", "80000", "8万元", 80000),
        ("年经营收入（千元）", "80", "8万元", 80), ("年经营收入（百元）", "80", "8万元", 800),
        ("年经营收入", "8", "8万元", 8), ("年经营收入", "80000", "8万元", None),
        ("年经营收入", "80000", "80000元", None), ("年经营收入（按万元填）", "8", "8万元", 8),
        ("年经营收入（按元填）", "80000", "8万元", None),
    ],
)  # fmt: skip
def test_a_unit_is_that_of_the_header_and_not_that_of_the_ledger(
    tmp_path: Path, head: str, numbers: str, text: str, mended: object
) -> None:
    cells = (text, *(f"{{{numbers}}}" for _ in range(4)))
    rows = "\n".join(
        f"| 张{n}三 | {number(sequence=2 * at + 1)} | {cell} |"
        for at, (n, cell) in enumerate(zip("甲乙丙丁戊", cells, strict=True))
    )
    table = f"| 姓名 | 身份证号 | {head} |\n{rows}"
    path = write(tmp_path / "台账.xlsx", Sheet("桂林街道2020年致富带头人台账", table))
    assert planned(path) == ([] if mended is None else [mended])


@pytest.mark.parametrize("text", ["8.000", "14.400", "-3.000"])
def test_a_point_that_may_part_thousands_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "资金.xlsx"
    fund(path, "支出金额（元）", text, *("{80000}",) * 4)
    assert planned(path) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1000元", "按0.1万元检查"), ("5元", "按0.0005万元检查"), ("5千元", "按0.5万元检查"),
        ("3万5千", "按3.5万元检查"), ("8万元", ""), ("8", ""), ("1.5亿元", ""), ("0元", ""),
    ],
)  # fmt: skip
def test_an_amount_in_a_smaller_unit_than_its_column_is_asked_about_once(
    tmp_path: Path, text: str, asked: str
) -> None:
    path = tmp_path / "资金.xlsx"
    fund(path, "支出金额（万元）", text, "{8}", "{9}", "{10}", "{8}", "{9}")
    found = validate.validate(path, notices=["common"], as_of=TODAY).findings
    of_cell = [one for one in found if one.cell and one.cell.address == "C3" and one.fix]
    assert [one.code for one in of_cell] == (["N423"] if asked else [])
    assert all(one.message.endswith(asked) for one in of_cell)
    assert not [one for one in found if one.code == "N404" and asked]


def test_an_accepted_proposal_is_of_the_kind_that_its_column_keeps(tmp_path: Path) -> None:
    days = ("2020.1 0.1", "{2020-05-02}", "{2020-05-03}", "{2020-05-04}")
    sums = ("{8}", "5千元", "{9}", "{10}")
    rows = "\n".join(f"| {n} | 培训 | {sums[n]} | {days[n]} |" for n in range(4))
    head = f"| 序号 | 支出项目 | 支出金额（万元） | 支出日期 |\n{rows}"
    path = write(tmp_path / "资金.xlsx", Sheet(FUNDS, head))
    _, plans = plan_corrections(
        path, notices=["common"], as_of=TODAY, settings=Settings(), accept=["C403", "N423"]
    )
    assert [step.new for plan in plans for step in plan.steps] == [
        date(2020, 10, 1),
        Decimal("0.5"),
    ]


def test_an_accepted_day_is_a_text_among_texts(tmp_path: Path) -> None:
    rows = "\n".join(
        f"| {n} | 培训 | {{8}} | {day} |" for n, day in enumerate(("2020.1 0.1", "2020.5.2"), 1)
    )
    head = f"| 序号 | 支出项目 | 支出金额（万元） | 支出日期 |\n{rows}"
    path = write(tmp_path / "资金.xlsx", Sheet(FUNDS, head))
    _, plans = plan_corrections(
        path, notices=["common"], as_of=TODAY, settings=Settings(), accept=["C403"]
    )
    assert [step.new for plan in plans for step in plan.steps] == ["2020-10-01"]


@pytest.mark.parametrize(
    ("text", "day", "mended"),
    [
        ("2020.1 0.1", None, False), ("20 20.3.1", None, False), ("2020.3.1 2", None, False),
        ("2020年3月1 5日", None, False), ("2 0 2 0年3月1日", "2020-03-01", True),
        ("2020年 3 月 1 日", "2020-03-01", True), ("2020. 3. 1", "2020-03-01", True),
        ("2020年2月2", "2020-02-02", False), ("2020年2月12", "2020-02-12", True),
        ("2020.2.2", "2020-02-02", True), ("2020 3 1", "2020-03-01", False), ("2020.3.1 09:30", "2020-03-01", False),
    ],
)  # fmt: skip
def test_a_blank_within_a_number_of_a_date_is_asked_about(
    tmp_path: Path, text: str, day: str | None, mended: bool
) -> None:
    rows = "\n".join(f"| {n} | 培训 | {{300}} | {{2020-05-0{n}}} |" for n in range(2, 6))
    head = (
        f"| 序号 | 支出项目 | 支出金额（元） | 支出日期 |\n| 1 | 培训 | {{300}} | {text} |\n{rows}"
    )
    path = write(tmp_path / "资金.xlsx", Sheet(FUNDS, head))
    [read] = validate.read(path, notices=["common"])
    paid = read.columns["paid"][0]
    if day is None:
        assert paid.code == "C403"
        assert paid.candidate.startswith("2020-")
    else:
        assert str(paid) == day
    assert len(planned(path)) == mended


@pytest.mark.parametrize("text", ["1200①", "1200²", "1200⑫", "１２００③", "1200❶"])
def test_a_footnote_mark_is_no_digit(tmp_path: Path, text: str) -> None:
    path = tmp_path / "资金.xlsx"
    assert fund(path, "支出金额（元）", text, "300")[0] == 1200
    assert planned(path) == []


def test_a_footnote_mark_is_no_part_of_a_day(tmp_path: Path) -> None:
    sheet = Sheet(
        FUNDS, "| 序号 | 支出项目 | 支出金额（元） | 支出日期 |\n| 1 | 培训 | 300 | 2021.3.1① |"
    )
    [read] = validate.read(write(tmp_path / "资金.xlsx", sheet), notices=["common"])
    assert str(read.columns["paid"][0].earliest) == "2021-03-01"
