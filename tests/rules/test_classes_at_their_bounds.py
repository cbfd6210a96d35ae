"""Classes at bounds: the day a check is made, the hours a day, the last day of a licence."""

from __future__ import annotations

import pytest

from builders.rule_messages import found_in, told, told_of
from builders.workbook_fixture import number
from ruralskills.model.findings import Severity

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
HELD = (
    "2020年培训班台账",
    "班次名称|开班日期|结业日期",
    "第1期电焊班|2020-07-06|2020-07-20",
    "第2期家政班|2020-08-06|2020-08-20",
)
DONGXIANG = "dongxiang-2020"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2020-08-06", ""), ("2020-08-20", ""), ("2020-08-05", "2020-08-05的抽查不在开班期间"), ("2020-08-21", "2020-08-21的抽查不在开班期间"), ("2020年8月", ""), ("", ""),
        ("不详", ""),
    ],
)  # fmt: skip
def test_checks_on_the_days_of_a_class(day: str, says: str) -> None:
    checks = (
        "2020年培训班抽查记录",
        "抽查日期|班次名称|存在问题",
        "2020-07-08|第1期电焊班|无",
        f"{day}|第2期家政班|无",
        "2020-12-01|第9期花木班|无",
    )
    found = told_of("K110", DONGXIANG, HELD, checks)
    assert [words.partition("，")[2] for words in found] == [says] * bool(says)


@pytest.mark.parametrize(
    ("as_of", "severity"),
    [
        ("2020-08-20", Severity.INFO),
        ("2020-08-21", Severity.ERROR),
        ("2020-08-19", Severity.INFO),
    ],
)
def test_a_class_that_still_runs_may_still_be_checked(as_of: str, severity: Severity) -> None:
    checks = (
        "2020年培训班抽查记录",
        "抽查日期|班次名称|存在问题",
        "2020-07-08|第1期电焊班|无",
        "2020-08-21|第2期家政班|无",
    )
    found = found_in("K110", DONGXIANG, HELD, checks, as_of=as_of)
    assert [one.severity for one in found] == [severity]


@pytest.mark.parametrize(
    ("day", "says"),
    [("2020-08-20", ""), ("2020-08-19", "2020-08-19的回访早于结业"), ("2020年8月", ""), ("", ""), ("不详", "")],
)  # fmt: skip
def test_visits_after_a_class(day: str, says: str) -> None:
    visits = (
        "回访台账",
        "班次名称|姓名|回访日期",
        "第1期电焊班|马一|2020-09-20",
        f"第2期家政班|马二|{day}",
    )
    found = told_of("K112", DONGXIANG, HELD, visits)
    assert [words.partition("，")[2] for words in found] == [says] * bool(says)


@pytest.mark.parametrize(
    ("due", "row", "hits"),
    [
        ("2020-12-30", "||", 1), ("2020-12-31", "||", 0), ("2020-08-01", "2020-09-01||", 0), ("2020-08-01", "|已整改|", 0), ("2020-08-01", "||已整改到位", 0),
        ("2020-08-01", "|未整改|", 1), ("2020-08-01", "|正在整改|", 1), ("2020年12月", "||", 0),
    ],
)  # fmt: skip
def test_what_is_to_be_mended_by_a_day(due: str, row: str, hits: int) -> None:
    head = "被处理单位|问题描述|整改期限|整改完成日期|整改情况|备注"
    rows = (f"县职校|考勤表不全|{due}|{row}", "农广校|教材未审定|2020-08-01|2020-07-30||")
    assert len(told("K120", DONGXIANG, "整改与处理台账", head, *rows)) == hits


@pytest.mark.parametrize(
    ("starts", "measure", "hits"),
    [("2020-08-15", "吊销办学许可证", 0), ("2020-08-16", "吊销办学许可证", 1), ("2020-08-16", "责令整改", 0), ("2020-08-14", "吊销办学许可证", 0), ("", "吊销办学许可证", 0)],
)  # fmt: skip
def test_classes_after_a_licence_was_taken_away(starts: str, measure: str, hits: int) -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|开班日期",
        f"第1期|致远学校|{starts}",
        "第2期|县职校|2020-09-06",
        "第3期|致远学校|2020-09-06",
    )
    sanctions = (
        "整改与处理台账",
        "被处理单位|问题描述|处理措施|处理日期",
        f"致远学校|课时不足|{measure}|2020-08-15",
        "致远学校|课时不足|吊销办学许可证|2020-08-30",
        "农广校|课时不足|吊销办学许可证|",
    )
    assert len(told_of("K121", DONGXIANG, classes, sanctions)) == hits + 1


ROSTER = "责任部门|姓名|身份证号|班次名称"
FIRST = (
    "学员花名册",
    ROSTER,
    f"县职校|马一|{A}|第1期电焊班",
    f"县职校|马二|{B}|第1期电焊班",
    f"县职校|马三|{C}|第1期电焊班",
    f"县职校|马四|{D}|第1期电焊班",
)


@pytest.mark.parametrize(
    "before",
    [
        f"|马一|{A}|第1期电焊班",
        f"县人社局|马一|{A}|",
        f"东乡县职校|马一|{A}|第1期电焊班",
        f"县人社局|马一|{A}|第2期养殖班",
    ],
)
def test_one_counted_by_two_departments_after_one_who_is_not(before: str) -> None:
    second = (
        "县人社局学员花名册",
        ROSTER,
        before,
        f"县人社局|马二|{B}|第1期电焊班",
        f"县人社局|马三|{C}|第1期电焊班",
    )
    assert len(told_of("T329", DONGXIANG, FIRST, second)) == 2


def test_a_class_of_one_list_is_counted_once() -> None:
    one = (*FIRST, f"县人社局|马一|{A}|第1期电焊班")
    assert told_of("T329", DONGXIANG, one) == []


def test_trades_of_other_departments() -> None:
    head = "班次名称|责任部门|培训工种"
    rows = (
        "第1期|县商务局|电焊",
        "第2期||电焊",
        "第3期|县商务局|",
        "第4期|县职校、县商务局|电焊",
        "第5期|县商务局|电焊",
    )
    assert len(told("T322", DONGXIANG, "培训班台账", head, *rows)) == 2
    assert (
        told("T322", DONGXIANG, "培训班台账", "班次名称|培训工种", "第1期|电焊", "第5期|电焊") == []
    )
    roster = f"马一|{A}|第1期|县商务局|电焊"
    assert len(told("T322", DONGXIANG, "学员花名册", f"姓名|身份证号|{head}", roster)) == 1
    claims = (f"{head}|补贴人数|补贴标准|申请金额", "第1期|县商务局|电焊|1|1000|1000")
    assert told("T322", DONGXIANG, "培训补贴申请表", *claims) == []


@pytest.mark.parametrize(
    ("row", "more", "fewer"),
    [
        ("2020-07-06|2020-07-12|7|", 0, 0), ("2020-07-06|2020-07-12|7.5|", 1, 0), ("2020-07-06|2020-07-09|1|", 0, 0), ("2020-07-06|2020-07-10|1|", 0, 1), ("2020-07-06|2020-07-10|0|", 0, 0),
        ("2020-07-06|2020-07-25|10|", 0, 0), ("2020-07-06|2020-07-25|4|", 0, 1), ("2020-07-06|2020-07-25|4|周末上课", 0, 0), ("2020-07-06|2020-07-25||", 0, 0), ("2020-07-06|2020-07-25|-1|", 0, 0),
        ("2012-07-06|2020-07-25|4|", 0, 0), ("2020-07-06|2020-07-06|2|", 1, 0), ("2020-07-12|2020-07-06|2|", 0, 0), ("2020-07-06||9|", 0, 0),
    ],
)  # fmt: skip
def test_days_of_a_class_and_of_the_calendar(row: str, more: int, fewer: int) -> None:
    head = "班次名称|开班日期|结业日期|培训天数|备注"
    rows = (f"第1期|{row}", "第2期|2020-07-06|2020-07-17|10|")
    assert len(told("T308", "", "培训班台账", head, *rows)) == more
    assert len(told("T311", "", "培训班台账", head, *rows)) == fewer


BODIES = ("培训机构和基地名录", "机构名称|年度|核定规模|许可证有效期")


@pytest.mark.parametrize(
    ("bodies", "trained", "hits"),
    [
        (("县职校|2020|60|",), "60", 0), (("县职校|2020|60|",), "61", 1), (("县职校|2019|60|",), "61", 0), (("县职校|2020|60|", "县职校|2020|80|"), "61", 0),
        (("县职校|2020|60|", "县职校|2020||"), "81", 0), (("县职校|2020|0|",), "61", 0), (("县职校|2020|60|",), "", 0), (("农广校|2020|60|",), "61", 0),
    ],
)  # fmt: skip
def test_sizes_that_a_list_grants(bodies: tuple[str, ...], trained: str, hits: int) -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|开班日期|培训人数",
        f"第1期|县职校|2020-07-06|{trained}",
        "第2期||2020-07-06|90",
        "第3期|县职校||90",
    )
    rest = "技工校|2020|100|"
    assert len(told_of("B102", DONGXIANG, classes, (*BODIES, *bodies, rest))) == hits


def test_a_size_in_classes_is_no_size_of_a_class() -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|开班日期|培训人数",
        "第1期|县职校|2020-07-06|70",
        "第2期|农广校|2020-07-06|70",
    )
    in_heads = (*BODIES, "县职校|2020|60|", "农广校|2020|60|")
    in_classes = (BODIES[0], "机构名称|年度|核定规模（班）", "县职校|2020|6", "技工校|2020|6")
    assert len(told_of("B102", DONGXIANG, classes, in_heads)) == 2
    assert len(told_of("B102", DONGXIANG, classes, in_heads, in_classes)) == 1
    assert told_of("B102", DONGXIANG, classes, in_classes) == []


@pytest.mark.parametrize(
    ("agency", "day", "hits"),
    [
        ("致远学校", "2020-07-06", 1), ("县职校", "2020-07-06", 0), ("东乡职校", "2020-07-06", 0), ("致远学校", "2021-07-06", 0), ("致远学校", "", 0), ("县人社局", "2020-07-06", 0),
        ("致远学校、宏达学校", "2020-07-06", 0), ("", "2020-07-06", 0),
    ],
)  # fmt: skip
def test_agencies_of_the_list_of_a_year(agency: str, day: str, hits: int) -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|开班日期",
        f"第1期|{agency}|{day}",
        "第2期|宏达学校|2020-07-06",
    )
    assert (
        len(told_of("B101", DONGXIANG, classes, (*BODIES, "东乡县职业技术学校|2020|60|")))
        == hits + 1
    )


@pytest.mark.parametrize(
    ("ends", "licences", "hits"),
    [
        ("2020-08-31", ("2020-08-31",), 0), ("2020-09-01", ("2020-08-31",), 1), ("2020年9月", ("2020-08-31",), 1), ("2020-09-01", ("2020年9月",), 0), ("2020-09-01", ("2020-08-31", "2021-08-31"), 0),
        ("2020-09-01", ("2020-08-31", ""), 0), ("2020-09-01", ("",), 0), ("", ("2020-08-31",), 0),
    ],
)  # fmt: skip
def test_licences(ends: str, licences: tuple[str, ...], hits: int) -> None:
    classes = (
        "培训班台账",
        "班次名称|培训机构|开班日期|结业日期",
        f"第1期|县职校|2020-07-06|{ends}",
        "第2期||2020-07-06|2020-12-06",
        "第3期|农广校|2020-07-06|2020-12-06",
    )
    bodies = (*BODIES, *(f"县职校|2020|60|{day}" for day in licences), "技工校|2020|60|2020-01-01")
    assert len(told_of("B103", DONGXIANG, classes, bodies)) == hits


VOUCHERS = "券号|领券人姓名|结算日期|结算金额"


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        ("DX0001|马三|2020-09-01|{600}", 1), ("DX0001|马一|2020-08-01|{600}", 1), ("DX0001|马三||{600}", 0), ("DX0001|马三|2020-09-01|{-600}", 0), ("DX0001|马三|2020-09-01|{0}", 1),
        ("DX0001|马三|2020-09-01|", 1), ("DX0003|马三|2020-09-01|{600}", 0), ("|马三|2020-09-01|{600}", 0),
    ],
)  # fmt: skip
def test_one_voucher_settled_twice(second: str, hits: int) -> None:
    rows = ("DX0001|马一|2020-08-01|{600}", second, "DX0002|马二|2020-08-01|{600}")
    assert len(told("V102", DONGXIANG, "培训券台账", VOUCHERS, *rows)) == hits


@pytest.mark.parametrize(
    ("first", "second", "hits"),
    [
        ("DX0001|马一|2020-08-01", "DX0001|马三|2020-09-01", 1), ("DX001|马一|2020-08-01", "DX001|马三|2020-09-01", 0), ("DX001|马一|2020-08-01", "DX001|马一|2020-09-01", 1),
        ("DX0001|马一|2020-08-01", "DX0001|马一|2020-08-01", 0), ("DX0001|马一|2020-08-01", "DX0001|马三|2020-08-01", 1),
    ],
)  # fmt: skip
def test_one_number_in_two_lists_of_vouchers(first: str, second: str, hits: int) -> None:
    head = VOUCHERS.rpartition("|")[0]
    rest = "DX0009|马九|2020-08-01"
    one, other = (
        ("2020年培训券台账", head, row, *beside) for row, beside in ((first, ()), (second, (rest,)))
    )
    assert len(told_of("V102", DONGXIANG, one, other)) == hits
    elsewhen = ("2021年培训券台账", head, second, rest)
    assert told_of("V102", DONGXIANG, one, elsewhen) == []


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"马一|{A}|马一|{A}", 0), (f"马一|{A}|马一|{B}", 1), ("马一||马二|", 1), ("马一||马一|", 0), (f"马一|{A}|马二|", 1), (f"马一|{A}|马二|{A}", 0), ("马一|||", 0), (f"|{A}||{B}", 0),
    ],
)  # fmt: skip
def test_holders_and_trainees(row: str, hits: int) -> None:
    head = "券号|领券人姓名|领券人身份证号|参训人姓名|参训人身份证号"
    rows = (f"DX0001|{row}", f"DX0002|马九|{C}|马九|{C}")
    assert len(told("V103", DONGXIANG, "培训券台账", head, *rows)) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        (f"{B}|第1期电焊班|2020-07-20||", 1), (f"{A}|第1期电焊班|2020-07-20||", 0), (f"{B}|第2期养殖班|2020-07-20||", 0), (f"{B}|第1期电焊班|||", 0), (f"{B}||2020-07-20||", 0),
        ("|第1期电焊班|2020-07-20||", 0), (f"{B}|第1期电焊班|2020-07-20|{A}|", 0), (f"{B}|第1期电焊班|2020-07-20|{B}|", 1), (f"{B}|第1期电焊班|2020-07-20||达板镇", 0), (f"{B}|第1期电焊班|2020-07-20||锁南镇", 1),
        (f"{B}|第3期烹饪班|2020-07-20||", 0),
    ],
)  # fmt: skip
def test_holders_on_the_roster(row: str, hits: int) -> None:
    head = "券号|领券人姓名|领券人身份证号|班次名称|交券日期|参训人身份证号|乡镇"
    roster = (
        "学员花名册",
        "班次名称|姓名|身份证号|乡镇",
        f"第1期电焊班|马一|{A}|锁南镇",
        f"第1期电焊班|马八|{C}|锁南镇",
        f"第3期烹饪班|马五|{C}|",
        "第3期烹饪班|马六|5001991992|",
    )
    rows = (f"DX0001|马二|{row}", f"DX0002|马一|{A}|第1期电焊班|2020-07-20||")
    assert len(told_of("V104", DONGXIANG, ("培训券台账", head, *rows), roster)) == hits


@pytest.mark.parametrize(
    ("hours", "days", "hits"),
    [
        ("80", "10", 0),
        ("81", "10", 1),
        ("80", "0", 0),
        ("1", "-1", 0),
        ("8", "1", 0),
        ("8.5", "1", 1),
    ],
)
def test_hours_a_day(hours: str, days: str, hits: int) -> None:
    rows = (
        f"第1期|{hours}|{days}||",
        "第2期|16||2020-07-06|2020-07-07",
        "第3期|17||2020-07-06|2020-07-07",
    )
    head = "班次名称|总课时|培训天数|开班日期|结业日期"
    assert len(told("N407", "样例", "培训班台账", head, *rows)) == hits + 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("40|60", []), ("60|40", []), ("39.99|60.01", ["理论"]), ("60.01|39.99", ["实操"]), ("39|61", ["理论"]), ("61|39", ["实操"]), ("0|0", []), ("0|10", ["理论"]), ("-1|1", []),
        ("50|50", []), ("39.996|60.004", []),
    ],
)  # fmt: skip
def test_shares_of_hours(row: str, says: list[str]) -> None:
    rows = (f"第1期|{row}", "第2期|45|55")
    found = told("N409", "样例", "培训班台账", "班次名称|理论课时|实操课时", *rows)
    assert [words[:2] for words in found] == says
