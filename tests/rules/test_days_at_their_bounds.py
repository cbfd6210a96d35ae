"""Days at bounds: the day itself and the next one, before the first row, in December and January."""

from __future__ import annotations

import pytest

from builders.rule_messages import findings_about, found_in, told, told_of
from builders.rule_samples import Sample
from builders.workbook_fixture import number
from ruralskills import rules
from ruralskills.model.findings import Severity

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))
CLASS = "班次名称|开班日期|结业日期"
SOUND = "第1期|2020-07-06|2020-07-12"


def classes(
    code: str, *rows: str, head: str = CLASS, title: str = "2020年培训班台账", notice: str = ""
) -> list[str]:
    return told(code, notice, title, head, *rows, SOUND + "|" * (head.count("|") - 2))


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("2019-12-28|2020-01-05", 0), ("2019-07-06|2019-12-31", 1), ("2020-12-28|2021-01-05", 0), ("2021-01-01|2021-01-05", 1), ("|2021-01-05", 1),
        ("|2019-12-31", 1), ("|2020-12-31", 0), ("2018-12-28|2019-01-05", 1), ("2020-12-28|2022-01-05", 1), ("2019-12-28|2021-01-05", 1), ("2020-07-06|", 0),
        ("1969-07-06|1969-12-31", 0),
    ],
)  # fmt: skip
def test_the_year_of_a_class(row: str, hits: int) -> None:
    assert len(classes("D504", f"第2期|{row}")) == hits
    assert classes("D504", f"第2期|{row}", title="培训班台账") == []


@pytest.mark.parametrize(("rows", "hits"), [(2, 2), (3, 1), (4, 1)])
def test_a_ledger_of_another_year_is_told_of_once(rows: int, hits: int) -> None:
    lines = [f"第{n}期|2019-07-06|2019-07-12" for n in range(rows)]
    found = found_in("D504", "", ("2020年培训班台账", CLASS, *lines))
    assert len(found) == hits
    assert sum(1 + len(each.related) for each in found) == rows
    apart = [f"第{n}期|{2017 + n}-07-06|{2017 + n}-07-12" for n in range(3)]
    assert len(told("D504", "", "2020年培训班台账", CLASS, *apart)) == 3
    beside = told("D504", "", "2020年培训班台账", CLASS, *lines, "第9期||", SOUND)
    assert len(beside) == rows


@pytest.mark.parametrize(
    ("day", "hits"),
    [
        ("2020-12-31", 0),
        ("2021-01-01", 1),
        ("2020年12月", 0),
        ("2021年", 1),
        ("2020年", 0),
        ("", 0),
    ],
)
def test_what_is_done_is_done_before_the_check(day: str, hits: int) -> None:
    rows = (f"张三|{A}|{day}", f"李四|{B}|2020-03-05")
    assert len(told("D503", "", "致富带头人台账", "姓名|身份证号|认定时间", *rows)) == hits


@pytest.mark.parametrize(
    ("day", "hits"),
    [("1970-01-01", 0), ("1969-12-31", 1), ("1970年", 0), ("1969年", 1), ("1900-01-10", 1)],
)
def test_the_first_possible_day(day: str, hits: int) -> None:
    assert len(classes("D516", f"第2期|{day}|2020-07-12")) == hits
    born = (f"张三|{A}|1960-01-01|{day}", f"李四|{B}|1960-01-01|2020-01-01")
    assert len(told("D516", "", "致富带头人台账", "姓名|身份证号|出生日期|认定时间", *born)) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("2020-07-12||2020-07-12|", 0), ("2020-07-12||2020-07-11|", 1), ("2020年7月||2020-06-30|", 1), ("2020年7月||2020-07-01|", 0), ("|2020-07-06|2020-07-05|", 1),
        ("|2020-07-06|2020-07-06|", 0), ("||2020-07-06|", 0), ("2020-07-12|2020-07-06|2020-07-08|2020-07-10", 0), ("2020-07-12|2020-07-06|2020-07-11|2020-07-10", 1),
        ("2020-07-12|2020-07-06|2020-07-03|2020-07-05", 1), ("2020-07-12|2020-07-06|2020-07-04|2020-07-06", 0), ("2020-07-12||2020-07-08|2020-07-10", 0),
    ],
)  # fmt: skip
def test_certificates_and_the_end_of_a_class(row: str, hits: int) -> None:
    head = "姓名|身份证号|结业日期|开班日期|发证日期|考核日期"
    rows = (f"张三|{A}|{row}", f"李四|{B}|2020-07-12|2020-07-06|2020-08-01|2020-07-12")
    assert len(told("D505", "", "学员花名册", head, *rows)) == hits


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("2020-10-01|2020-10-05|5|", 1), ("2020-10-01|2020-10-05||", 1), ("2020-09-27|2020-10-05||", 1), ("2020-09-26|2020-10-05||", 0), ("2020-09-27|2020-10-04|4|", 0),
        ("2020-09-27|2020-10-04|5|", 1), ("2020-09-27|2020-10-04||", 0), ("2020-09-24|2020-10-03|10|", 0), ("2020-09-25|2020-10-03|9|", 1), ("2020-09-25|2020-10-03|6|", 0),
        ("2020-09-25|2020-10-03|7|", 1), ("2020-09-25|2020-10-03|10|", 0), ("2020-09-23|2020-10-07|15|", 0), ("2020-10-01|2020-10-05|0|", 1), ("2020-10-01|2020-10-05|5|国庆办班", 0),
        ("2020-09-28|2020-09-30|3|", 0), ("2020-10-05|2020-10-01|5|", 0),
    ],
)  # fmt: skip
def test_classes_on_public_holidays(row: str, hits: int) -> None:
    assert len(classes("D518", f"第2期|{row}", head=f"{CLASS}|培训天数|备注")) == hits


LESSONS = "班次名称|授课日期|时段|授课内容|备注"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (("2020-10-01|上午|平焊|",), "2020-10-01是法定节假日放假，本表有1节课排在放假的日子"), (("2020-10-09|上午|平焊|",), ""), (("2020-10-02|上午|国庆放假|", "2020-10-03|上午||调休"), ""),
        (("2020-10-01|上午|平焊|", "2020-10-01|下午|平焊|"), "2020-10-01是法定节假日放假，本表有2节课排在放假的日子"),
        (("|上午|平焊|", "2020年10月|上午|平焊|", "2020-10-03|上午|平焊|", "2020-10-01|上午|平焊|"), "2020-10-01、2020-10-03是法定节假日放假，本表有2节课排在放假的日子"),
        (tuple(f"2020-10-0{n}|上午|平焊|" for n in (1, 2, 3, 4)), "2020-10-01、2020-10-02、2020-10-03是法定节假日放假，本表有4节课排在放假的日子"),
    ],
)  # fmt: skip
def test_lessons_on_public_holidays(rows: tuple[str, ...], says: str) -> None:
    lines = [f"第1期|{row}" for row in (*rows, "2020-09-30|上午|焊接安全|")]
    found = found_in("D522", "", ("课程表", LESSONS, *lines))
    assert [each.message for each in found] == [says] * bool(says)
    assert all(f"有{len(each.related) + 1}节" in each.message for each in found)


@pytest.mark.parametrize(
    ("term", "sent", "says"),
    [
        ("第一季度", "2020-04-15", ""), ("第一季度", "2020-04-30", "迟15天"), ("第四季度", "2021-01-15", ""), ("第四季度", "2021-01-20", "迟5天"), ("第一季度", "2020年4月", ""),
        ("1月", "2020-02-16", "迟1天"), ("1月", "2020-02-15", ""), ("", "2020-04-30", ""), ("不详", "2020-04-30", ""),
    ],
)  # fmt: skip
def test_reports_within_the_days_that_an_office_gives(term: str, sent: str, says: str) -> None:
    rows = (f"季度通报|{term}|{sent}", "季度通报|第三季度|2020-10-01")
    found = told("U102", "样例", "2020年工作记录台账", "事项|时期|报送时间", *rows)
    assert [words.rpartition("，")[2] for words in found] == [says] * bool(says)


def test_a_period_without_its_year_has_no_deadline() -> None:
    rows = ("季度通报|第一季度|2020-04-30", "季度通报|第三季度|2020-11-30")
    assert told("U102", "样例", "工作记录台账", "事项|时期|报送时间", *rows) == []
    dated = ("季度通报|2020年第一季度|2020-04-30", "季度通报|1月|2020-11-30")
    assert len(told("U102", "样例", "工作记录台账", "事项|时期|报送时间", *dated)) == 1


STEPS = "姓名|身份证号|申报日期|村推荐日期|乡镇审核日期|县级备案日期"


@pytest.mark.parametrize(
    ("days", "reversed_at", "missing"),
    [
        ("2021-03-01|2021-03-02|2021-03-02|2021-03-03", [], 0), ("2021-03-02|2021-03-01|2021-03-02|2021-03-03", ["早于“申报日期”的2021-03-02"], 0),
        ("2021-03-02||2021-03-01|2021-03-03", ["早于“申报日期”的2021-03-02"], 1), ("||2021-03-01|2021-03-03", [], 1), ("||2021-03-01|", [], 1), ("2021-03-01|||", [], 0), ("|||", [], 0),
        ("2021-03-04|2021-03-03|2021-03-02|2021-03-01", ["早于“申报日期”的2021-03-04"], 0), ("2021-03-01|2021-03-03||2021-03-02", ["早于“村推荐日期”的2021-03-03"], 1),
        ("2021-03-01|无|2021-03-02|2021-03-03", [], 0),
    ],
)  # fmt: skip
def test_steps_one_after_the_other(days: str, reversed_at: list[str], missing: int) -> None:
    rows = (f"张三|{A}|{days}", f"李四|{B}|2021-03-01|2021-03-05|2021-03-08|2021-04-01")
    for order in (rows, rows[::-1]):
        found = told("D506", "shanxi-2021", "2021年培训对象申报名册", STEPS, *order)
        assert [words.partition("，")[2] for words in found] == reversed_at
        assert len(told("D507", "shanxi-2021", "2021年培训对象申报名册", STEPS, *order)) == missing


def test_a_step_is_asked_for_only_when_all_is_done() -> None:
    for days, severity in (
        ("2021-03-01||2021-03-08|", Severity.INFO),
        ("2021-03-01||2021-03-08|2021-03-09", Severity.WARNING),
        ("2021-03-01|||2021-03-09", Severity.WARNING),
    ):
        rows = (f"张三|{A}|{days}", f"李四|{B}|2021-03-01|2021-03-05|2021-03-08|2021-04-01")
        [one] = found_in("D507", "shanxi-2021", ("2021年培训对象申报名册", STEPS, *rows))
        assert one.severity == severity
        assert len(one.related) == (1 if "|||" in days else 0)


LATER = "姓名|身份证号|认定时间|现场查看日"


@pytest.mark.parametrize(
    ("kept", "broken", "hits"),
    [(8, 1, 1), (7, 1, 0), (8, 2, 0), (39, 2, 0), (40, 2, 2), (40, 3, 0), (8, 0, 0)],
)
def test_days_of_an_unknown_column_that_are_unlike_the_rest(
    kept: int, broken: int, hits: int
) -> None:
    days = ["2020-05-01"] * kept + ["2020-02-01"] * broken
    rows = [f"人{n}|{number(sequence=2 * n + 1)}|2020-03-05|{day}" for n, day in enumerate(days)]
    assert len(told("D515", "", "致富带头人台账", LATER, *rows)) == hits


@pytest.mark.parametrize(
    ("file_year", "hits"), [("2019", 1), ("2020", 0), ("2021", 0), ("2022", 1), ("", 0)]
)
def test_the_year_in_the_name_of_a_file(file_year: str, hits: int) -> None:

    rows = [["姓名", "身份证号", ""], ["张三", A, ""], ["李四", B, ""]]
    told_in = Sample(
        tables=[("2020年致富带头人台账", rows)], roles=[""], file=f"{file_year}台账.xlsx"
    )
    assert len(findings_about(rules.all_rules()["D513"], told_in)) == hits


SPENT = "支付日期|支出项目|班次名称|收款单位|支出金额|备注"
HELD = (
    "培训班台账",
    "班次名称|培训机构|开班日期|结业日期",
    "第1期电焊班|县职校|2020-07-06|2020-07-12",
    "第2期家政班|县职校|2020-08-03|2020-08-09",
)


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("2020-07-12|培训补贴|第1期电焊班|县职校|{40000}|", 0), ("2020-07-11|培训补贴|第1期电焊班|县职校|{40000}|", 1), ("2020-07-11|培训补贴|第1期电焊班|县职校|{0}|", 0),
        ("2020-07-11|培训补贴|第1期电焊班|县职校|{-1}|", 0), ("2020-07-11|培训补贴|第1期电焊班|县职校|{0.5}|", 1), ("2020-07-11|培训补贴|第3期电焊班|县职校|{5}|", 0),
        ("|培训补贴|第1期电焊班|县职校|{5}|", 0), ("2020-07-11|授课费|第1期电焊班|县职校|{5}|", 0), ("2020-07-11|培训补贴|第1期电焊班|县职校|{5}|预付", 0), ("2020-07-11|培训补贴||县职校|{5}|", 0),
    ],
)  # fmt: skip
def test_payments_after_the_class(row: str, hits: int) -> None:
    rows = (row, "2020-08-08|培训补贴|第2期家政班|县职校|{40000}|")
    assert len(told_of("D520", "", HELD, ("2020年资金支出台账", SPENT, *rows))) == hits + 1


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("第1期电焊班|2020-07-12|2020-07-06", 0), ("第1期电焊班|2020-07-11|2020-07-06", 1), ("第1期电焊班|2020-07-12|2020-07-05", 1), ("第1期电焊班|2020-07-01|2020-07-01", 2),
        ("第9期电焊班|2020-07-01|2020-07-01", 0), ("第1期电焊班||", 0),
    ],
)  # fmt: skip
def test_certificates_and_exams_of_a_class_elsewhere(row: str, hits: int) -> None:
    head = "姓名|身份证号|班次名称|发证日期|考核日期"
    rows = (f"张三|{A}|{row}", f"李四|{B}|第2期家政班|2020-08-10|2020-08-09")
    assert len(told_of("D520", "", HELD, ("学员花名册", head, *rows))) == hits
    own = (f"{head}|结业日期", *(f"{each}|2020-07-12" for each in rows))
    assert told_of("D520", "", HELD, ("学员花名册", *own)) == []


CLAIMED = (
    "培训补贴申请表",
    "申请单位|班次名称|结业日期|补贴标准|申请金额|申请日期",
    "县职校|第1期电焊班|2020-07-12|1000|40000|2020-08-10",
    "县职校|第2期家政班|2020-08-09|1000|40000|2020-09-10",
)


@pytest.mark.parametrize(
    ("row", "hits"),
    [
        ("2020-08-10|培训补贴|第1期电焊班|县职校|{40000}|", 0), ("2020-08-09|培训补贴|第1期电焊班|县职校|{40000}|", 1), ("2020-07-01|培训补贴|第1期电焊班|县职校|{40000}|", 1),
        ("2020-08-09|培训补贴|第1期电焊班|县职校|{40000}|分期", 0), ("2020-08-09|教材费|第1期电焊班|县职校|{40000}|", 0), ("2020-08-09|培训补贴|第1期电焊班|别的学校|{40000}|", 1),
        ("2020-08-09|培训补贴||县职校|{40000}|", 0), ("|培训补贴|第1期电焊班|县职校|{40000}|", 0), ("2020-08-09|培训补贴|第7期电焊班|县职校|{40000}|", 0),
    ],
)  # fmt: skip
def test_payments_after_the_claim(row: str, hits: int) -> None:
    rows = (row, "2020-08-20|培训补贴|第2期家政班|县职校|{40000}|")
    assert len(told_of("D521", "", CLAIMED, ("2020年资金支出台账", SPENT, *rows))) == hits + 1


def test_a_class_claimed_twice_has_no_one_day() -> None:
    twice = (*CLAIMED, CLAIMED[2].replace("2020-08-10", "2020-09-10"))
    row = "2020-08-01|培训补贴|第1期电焊班|县职校|{40000}|"
    assert (
        told_of(
            "D521", "", twice, ("2020年资金支出台账", SPENT, row, row.replace("电焊班", "花木班"))
        )
        == []
    )
    other = (*CLAIMED, CLAIMED[2].replace("县职校", "农广校").replace("2020-08-10", "2020-07-20"))
    assert (
        len(
            told_of(
                "D521",
                "",
                other,
                ("2020年资金支出台账", SPENT, row, row.replace("县职校", "农广校")),
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    ("held", "hits"), [("1969.12.30-1969.12.31", 1), ("1970.1.1-1970.1.5", 0), ("1900.1.10-2020.7.12", 1), ("", 0)]
)  # fmt: skip
def test_the_first_possible_day_of_a_span(held: str, hits: int) -> None:
    rows = (f"第1期|{held}", "第2期|2020.7.6-2020.7.12")
    assert len(told("D516", "", "培训班台账", "班次名称|培训时间", *rows)) == hits


def test_days_that_a_notice_orders_do_not_hide_the_others() -> None:
    head = "姓名|身份证号|申报日期|村推荐日期|认定时间|退出时间"
    rows = (
        f"张三|{A}|2021-03-05|2021-03-01|2021-04-01|2021-03-31",
        f"李四|{B}|2021-03-01|2021-03-05|2021-04-01|",
    )
    for notice, hits in (("shanxi-2021", 1), ("", 2)):
        found = told("D515", notice, "2021年致富带头人台账", head, *rows, as_of="2021-12-31")
        assert len(found) == hits, found
        assert "填2021-03-31，早于“认定时间”的2021-04-01" in found
