"""Payments beside the tables of rules: months, standards, products, days out of office."""

from __future__ import annotations

import pytest

from builders.rule_messages import told, told_of
from builders.workbook_fixture import number

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
PAY = "2023年村级后备干部补助发放表"
ROSTER = (
    "村级后备干部名册",
    "姓名|身份证号|聘任日期|离任日期",
    f"张三|{A}|2022-12-15|",
    f"李四|{B}|2022-12-15|2023-02-10",
)
HEAD = "月份|姓名|身份证号|县级补助|乡镇补助|备注"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (f"1月|张三|{A}|1000|1000|", ""), (f"1月|张三|{A}|900|1000|", "县级补助填900元，每月应为1000元，少100元"),
        (f"1月|张三|{A}|900|1100|", "县级补助填900元，每月应为1000元，少100元；乡镇补助填1100元，每月应为1000元，多100元"),
        (f"1月|张三|{A}||800|", "乡镇补助填800元，每月应为1000元，少200元"), (f"1-3月|张三|{A}|3000|3000|", ""),
        (f"1-3月|张三|{A}|3000|2000|", "乡镇补助填2000元，3个月应为3000元，少1000元"), (f"|张三|{A}|2000|1000|", ""),
        (f"|张三|{A}|2500|1000|", "县级补助填2500元，每月应为1000元，多1500元"),
        (f"2月|李四|{B}|400|1000|", "县级补助填400元，每月应为1000元，少600元（不是整月在职）"),
        (f"1月|王五|{C}|400|1000|", "县级补助填400元，每月应为1000元，少600元"), (f"1月|张三|{A}|0|1000|", "县级补助填0元，每月应为1000元，少1000元"),
    ],
)  # fmt: skip
def test_pay_of_whole_months(row: str, says: str) -> None:
    sheet = (PAY, HEAD, row, f"1月|赵六|{D}|1000|1000|")
    assert told_of("J201", "qingliu-2022", ROSTER, sheet) == [says] * bool(says)


@pytest.mark.parametrize(
    ("row", "says"),
    [("1000|1000|2000", ""), ("1000|800|1700", "填1700元，两项相加为1800元，少100元"), ("1000|800|1900", "填1900元，两项相加为1800元，多100元"),
     ("|800|1900", ""), ("1000||1900", ""), ("1000|800|", ""), ("0|0|100", "填100元，两项相加为0元，多100元")],
)  # fmt: skip
def test_pay_and_its_sum(row: str, says: str) -> None:
    head = "月份|姓名|县级补助|乡镇补助|合计"
    assert told(
        "J202", "qingliu-2022", PAY, head, f"1月|张三|{row}", "1月|李四|1000|1000|2000"
    ) == [says] * bool(says)


@pytest.mark.parametrize(
    ("person", "months", "says"),
    [
        (f"李四|{B}", ("2月", "3月", "4月"), "发2023年3至4月的补助，名册任职2022-12-15至2023-02-10"), (f"李四|{B}", ("1月", "2月"), ""),
        (f"张三|{A}", ("1月", "12月"), ""), (f"王五|{C}", ("1月",), ""), ("李四|", ("3月",), ""),
    ],
)  # fmt: skip
def test_pay_out_of_office(person: str, months: tuple[str, ...], says: str) -> None:
    sheet = (
        PAY,
        HEAD,
        *(f"{month}|{person}|1000|1000|" for month in months),
        f"1月|赵六|{D}|1000|1000|",
    )
    assert told_of("J204", "qingliu-2022", ROSTER, sheet) == [says] * bool(says)


def test_pay_before_an_office_without_an_end() -> None:
    roster = (
        "村级后备干部名册",
        "姓名|身份证号|聘任日期|离任日期",
        f"张三|{A}|2023-03-15|",
        f"李四|{B}|2022-12-15|",
    )
    sheet = (PAY, HEAD, f"2月|张三|{A}|1000|1000|", f"1月|李四|{B}|1000|1000|")
    assert told_of("J204", "qingliu-2022", roster, sheet) == [
        "发2023年2月的补助，名册任职2023-03-15起"
    ]


STANDARDS = "姓名|身份证号|补贴标准|补贴金额|备注"
FITTING = (
    f"甲一|{A}|1000|1000|",
    f"甲二|{B}|1000|1000|",
    f"甲三|{C}|1200|1200|",
    f"甲四|{D}|1000|1000|",
)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((*FITTING, f"甲五|{E}|1000|100|"), 1), ((*FITTING, f"甲五|{E}|1000|100|扣减"), 0), ((*FITTING, f"甲五|{E}|1000||"), 0),
        ((*FITTING, f"甲五|{E}|1000|1000.5|"), 0), ((*FITTING, f"甲五|{E}|1000|1001|"), 1),
        (FITTING[:3], 0), ((*FITTING[:2], f"甲五|{E}|1000|100|"), 0), ((*FITTING[:2], f"甲五|{E}|1000|1500|"), 1),
        ((*FITTING[:2], f"甲五|{E}|1000|2000|"), 0), ((*FITTING[:2], f"甲五|{E}|1000|1500|补发"), 0), ((*FITTING[:2], f"甲五|{E}|1000|1000.5|"), 0),
        ((*FITTING[:2], f"甲五|{E}|1000|1001|"), 1), ((*FITTING[:3], f"甲四|{D}|1000|10|", f"甲五|{E}|1000|20|"), 0),
    ],
)  # fmt: skip
def test_amounts_of_a_standard(rows: tuple[str, ...], found: int) -> None:
    assert len(told("N417", "", "2020年培训补贴花名册", STANDARDS, *rows)) == found


@pytest.mark.parametrize(
    ("row", "says"),
    [("1|0", ["填0人，培训1人的10%为1人，差1人"]), ("0|0", []), ("-5|0", []), ("10|1", []), ("11|1", ["填1人，培训11人的10%为2人，差1人"])],
)  # fmt: skip
def test_telephone_checks_of_a_small_class(row: str, says: list[str]) -> None:
    head = "班次名称|培训人数|电话核查人数|补贴标准|申请金额"
    rows = (f"电焊第1期|{row}|1000|1000", "电焊第2期|50|5|1000|50000")
    assert told("N412", "样例", "补贴申请台账", head, *rows) == says


def test_vouchers_after_one_without_a_day() -> None:
    vouchers = (
        "培训券台账",
        "券号|领券人姓名|班次名称|交券日期",
        "DX0001|马一|第1期电焊班|",
        "DX0002|马二|第1期电焊班|2020-07-15",
    )
    classes = ("培训班台账", "班次名称|开班日期|结业日期", "第1期电焊培训班|2020-07-06|2020-07-20")
    assert told_of("V101", "dongxiang-2020", vouchers, classes) == [
        "2020-07-15交券，早于本班结业的2020-07-20"
    ]
