"""People at bounds: two names of one number, half of a class, the day of a filing, whole rows."""

from __future__ import annotations

import pytest

from builders.rule_messages import found_in, told, told_of
from builders.workbook_fixture import Office, leaders, number
from ruralskills.model.findings import Severity

A, B, C, D, E, F = (number(sequence=n) for n in (1, 3, 5, 7, 9, 11))
OLD_A = A[:6] + A[8:17]
ROSTER = "姓名|身份证号|班次名称|开班日期|结业日期|备注"


@pytest.mark.parametrize(
    ("other", "says"),
    [("张三", "共登记2次，其余"), ("李四", "共登记2次，姓名却不同，其余"), ("", "共登记2次，其余")],
)
def test_one_leader_of_two_names(other: str, says: str) -> None:
    rows = (f"张三|{A}", f"{other}|{A}", f"王五|{B}")
    assert says in "".join(told("P102", "", "致富带头人台账", "姓名|身份证号", *rows))


def test_a_number_of_fifteen_digits_is_only_asked_about() -> None:
    for pair in ((A, OLD_A), (OLD_A, A)):
        rows = (f"张三|{pair[0]}", f"张三|{pair[1]}", f"王五|{B}")
        [one] = found_in("P102", "", ("致富带头人台账", "姓名|身份证号", *rows))
        assert one.severity == Severity.WARNING
        assert "15位号码按推算的18位比" in one.message
    [plain] = found_in("P102", "", ("致富带头人台账", "姓名|身份证号", f"张三|{A}", f"张三|{A}"))
    assert plain.severity == Severity.ERROR
    assert "15位" not in plain.message


def test_a_ledger_that_stands_twice_is_told_of_once(office: Office) -> None:
    title = "桂林街道2020年致富带头人台账"
    pair = (title, "姓名|身份证号", f"张三|{A}", f"李四|{B}")
    assert told_of("P102", "", pair, pair) == [
        "本表2行中有2人也在工作表“表0”，疑为同一台账的两份，或存量表与新增表"
    ]
    one, other = (leaders("", "", name=name) for name in ("甲表", "乙表"))
    found = [f for f in office.outcome(one, other).findings if f.code == "P102"]
    assert [f.message.partition("，")[0] for f in found] == ["本表2行中有2人也在台账A.xlsx!甲表"]
    third = (title, "姓名|身份证号", f"张三|{A}", f"王五|{C}", f"赵六|{D}")
    assert len(told_of("P102", "", pair, third)) == 1


def two_names(*files: tuple[str, ...]) -> list[tuple[str, Severity]]:
    return [(each.message, each.severity) for each in found_in("P127", "", *files)]


def test_names_of_a_number_across_ledgers() -> None:
    roster = ("学员花名册", "姓名|身份证号|班次名称", f"张三|{A}|第1期", f"李四|{B}|第1期")
    links = "户主姓名|户主身份证号|带头人姓名|带头人身份证号"
    for one, severity in ((A, Severity.ERROR), (OLD_A, Severity.WARNING)):
        [(says, found)] = two_names(
            roster, ("带动户明细", links, f"张山|{one}|李四|{B}", f"王五|{C}|李四|{B}")
        )
        assert says.startswith("同一身份证号有2个姓名——“")
        assert ("15位" in says) is (one == OLD_A)
        assert found == severity
    assert (
        two_names(roster, ("带动户明细", links, f"张三|{A}|李四|{B}", f"王五|{C}|李四|{B}")) == []
    )
    assert two_names(roster, ("带动户明细", links, f"|{A}|李四|{B}", f"王五|{C}|李四|{B}")) == []


AID = "学生姓名|身份证号|资助项目|学期|补助标准|发放金额|发放时间"


def aid(*rows: str) -> list[str]:
    return told(
        "P128", "", "教育资助台账", AID, *rows, f"李四|{B}|雨露计划|2020年秋季|1500|750|2020-11-01"
    )


@pytest.mark.parametrize(
    ("first", "second", "hits"),
    [
        ("雨露计划|2020年秋季|1500|1500", "雨露计划|2020年秋季|1500|1500", 1), ("雨露计划|2020年秋季|1500|750", "雨露计划|2020年秋季|1500|750", 0),
        ("雨露计划|2020年秋季|1500|750", "雨露计划|2020年秋季|1500|751", 1), ("雨露计划|2020年秋季|1500|1500", "雨露计划|2020年春季|1500|1500", 0),
        ("雨露计划|2020年秋季|1500|1500", "助学金|2020年秋季|1500|1500", 0), ("雨露计划|2020年秋季|1500|1500", "雨露计划||1500|1500", 0),
        ("雨露计划|2020年秋季|1500|1500", "雨露计划|2020年秋季|1500|0", 0), ("雨露计划|2020年秋季||1500", "雨露计划|2020年秋季|1500|0.5", 1),
    ],
)  # fmt: skip
def test_one_aid_twice(first: str, second: str, hits: int) -> None:
    rows = (f"张三|{A}|{first}|2020-11-01", f"张三|{A}|{second}|2020-12-01")
    assert len(aid(*rows)) == len(aid(*rows[::-1])) == hits


def subsidies(*rows: str, title: str = "2020年培训补贴发放花名册") -> tuple[str, ...]:
    return (title, "姓名|身份证号|班次名称|工种|等级|补贴金额", *rows)


@pytest.mark.parametrize(
    ("first", "second", "hits"),
    [("电焊工|初级", "电焊工|初级", 1), ("电焊工|初级", "电焊工|中级", 0), ("电焊工|初级", "电焊工|", 0), ("电焊工|", "电焊工|", 0)],
)  # fmt: skip
def test_one_trade_and_level_is_paid_once_between_townships(
    first: str, second: str, hits: int
) -> None:
    one = subsidies(
        f"张三|{A}|第1期|{first}|1000",
        f"李四|{B}|第1期|电焊工|初级|1000",
        title="双河镇2020年培训补贴发放花名册",
    )
    other = subsidies(
        f"张三|{A}|第8期|{second}|1000",
        f"王五|{C}|第8期|电焊工|初级|1000",
        title="柏梓镇2020年培训补贴发放花名册",
    )
    assert len(told_of("P128", "", one, other)) == hits


@pytest.mark.parametrize(
    ("listed", "hits"),
    [((A,), 0), ((A, B), 0), ((A, B, C, D), 1), ((A, C, D), 1)],
)
def test_a_class_in_the_lists_of_two_townships_is_one_payment_if_most_are_in_both(
    listed: tuple[str, ...], hits: int
) -> None:
    mine = [f"人{n}|{one}|第1期电焊班|电焊工|初级|1000" for n, one in enumerate((A, B, E, F))]
    theirs = [f"人{n}|{one}|第1期电焊班|电焊工|初级|1000" for n, one in enumerate(listed)]
    files = (
        subsidies(*mine, title="双河镇2020年培训补贴发放花名册"),
        subsidies(*theirs, title="柏梓镇2020年培训补贴发放花名册"),
    )
    assert bool(told_of("P128", "", *files)) == bool(hits)


def in_two(*rows: str, title: str = "学员花名册", head: str = ROSTER) -> list[str]:
    return told("P109", "", title, head, *rows)


@pytest.mark.parametrize(
    ("second", "hits"),
    [
        ("第2期|2020-07-07|2020-07-13|", 0), ("第2期|2020-07-06|2020-07-13|", 1), ("第2期|2020-07-01|2020-07-07|", 1), ("第2期|2020-06-25|2020-07-01|", 0),
        ("第2期|2020-06-25|2020-07-02|", 1), ("第1期|2020-07-01|2020-07-07|", 0), ("第2期||2020-07-07|", 0), ("|2020-07-01|2020-07-07|", 0),
        ("|2020-07-02|2020-07-07|", 1), ("第2期|2020-07-01|2020-07-07|下午班", 0), ("第2期|2020-07-01|2020-07-07|上午班", 1),
    ],
)  # fmt: skip
def test_days_in_two_classes(second: str, hits: int) -> None:
    rows = (f"张三|{A}|第1期|2020-07-01|2020-07-07|上午班", f"张三|{A}|{second}")
    assert len(in_two(*rows)) == len(in_two(*rows[::-1])) == hits


def test_other_names_in_one_table_are_another_matter() -> None:
    first, second = (
        f"张三|{A}|第1期|2020-07-01|2020-07-07|",
        f"李四|{A}|第2期|2020-07-02|2020-07-07|",
    )
    assert in_two(first, second) == []
    assert len(in_two(first, second.replace("李四", ""))) == 1
    apart = (("学员花名册", ROSTER, row) for row in (first, second))
    assert len(told_of("P109", "", *apart)) == 1


@pytest.mark.parametrize(
    ("trades", "hits"),
    [(("电焊工", "保育员"), 1), (("电焊工", ""), 0), (("", "保育员"), 0), (("电焊工", "电焊"), 0), (("", ""), 0)],
)  # fmt: skip
def test_two_classes_without_names_are_two_by_trade_and_people(
    trades: tuple[str, str], hits: int
) -> None:
    head = "姓名|身份证号|工种|开班日期|结业日期"
    days = "2020-07-01|2020-07-07"
    sheets = [
        ("双河镇学员花名册", head, *(f"人|{one}|{trade}|{days}" for one in people))
        for trade, people in zip(trades, ((A, B, C, D), (A, E, F)), strict=True)
    ]
    assert len(told_of("P109", "", *sheets)) == hits


SPENT = "序号|支付日期|支出项目|收款单位|支出金额"


def test_whole_rows() -> None:
    row = "2020-05-01|培训补贴|县职校|{60000}"
    assert len(told("P124", "", "资金支出台账", SPENT, f"1|{row}", f"2|{row}")) == 1
    assert told("P124", "", "资金支出台账", SPENT, f"1|{row}", f"2|{row[:-2]}1}}") == []
    assert told("P124", "", "资金支出台账", f"凭证号|{SPENT}", f"K1|1|{row}", f"K1|2|{row}") == []
    two_cells = "||县职校|{60000}"
    assert (
        told("P124", "", "资金支出台账", SPENT, f"1|{two_cells}", f"2|{two_cells}", f"3|{row}")
        == []
    )
    other = "3|2020-06-01|补贴|县职校|{1}"
    two_own, three_own = "2|^|^|县职校|{60000}", "2|^|培训补贴|县职校|{60000}"
    assert told("P124", "", "资金支出台账", SPENT, f"1|{row}", two_own, other) == []
    assert len(told("P124", "", "资金支出台账", SPENT, f"1|{row}", three_own, other)) == 1
    person = f"张三|{A}|第1期|2020-07-01|2020-07-07|"
    assert told("P124", "", "学员花名册", ROSTER, person, person) == []


def test_only_names_of_persons_of_the_ledger_are_looked_at() -> None:
    head = "学生姓名|身份证号|户主姓名|开户人|就读学校"
    rows = [
        f"王小{n}|{one}|王大{n}|王大{n}|县一中"
        for n, one in zip("甲乙丙丁", (A, B, C, D), strict=True)
    ]
    odd = [rows[0].replace("王大甲|王大甲", "王大甲|王大甲、王二甲"), *rows[1:]]
    assert told("P125", "", "教育资助台账", head, *odd) == []
    head_odd = [rows[0].replace("王大甲|王大甲", "王大甲、王二甲|王大甲"), *rows[1:]]
    assert len(told("P125", "", "教育资助台账", head, *head_odd)) == 1


@pytest.mark.parametrize(
    ("filed", "age", "hits"),
    [
        ("2020-12-31", 35, 0), ("2020-12-31", 34, 1), ("2021-01-01", 35, 0), ("2020-06-14", 34, 0), ("2020-06-15", 34, 1), ("2020-06-15", 35, 0),
        ("2020-06-15", 36, 1),
    ],
)  # fmt: skip
def test_ages_on_the_day_of_a_filing(filed: str, age: int, hits: int) -> None:
    born = number("1985-06-15")
    rows = (f"张三|{born}|{age}|{filed}", f"李四|{B}|35|2020-12-31")
    found = told("P104", "", "致富带头人台账", "姓名|身份证号|年龄|认定时间", *rows)
    assert len(found) == hits


@pytest.mark.parametrize(
    ("born", "says"),
    [
        ("2006-12-31", 0), ("2006-01-01", 0), ("2007-01-01", 1), ("2021-01-01", 1), ("2020-12-31", 1), ("1934-01-01", 1),
        ("1934-01-02", 0), ("1933-12-31", 1), ("1934-12-31", 0),
    ],
)  # fmt: skip
def test_ages_by_the_year_of_the_table(born: str, says: int) -> None:
    rows = (f"张三|{number(born)}|第1期", f"李四|{B}|第1期")
    found = told("P126", "", "2020年学员花名册", "姓名|身份证号|班次名称", *rows)
    assert len(found) == says


SELECTED = "姓名|身份证号|申报日期|状态"


@pytest.mark.parametrize(
    ("notice", "state", "hits"),
    [("", "", 1), ("shanxi-2021", "", 0), ("shanxi-2021", "退出", 1), ("", "退出", 1), ("shanxi-2021", "在库", 0)],
)  # fmt: skip
def test_ages_that_another_rule_tells_of(notice: str, state: str, hits: int) -> None:
    rows = (f"张三|{number('2010-01-01')}|2021-03-05|{state}", f"李四|{B}|2021-03-05|")
    assert (
        len(told("P126", notice, "2021年致富带头人台账", SELECTED, *rows, as_of="2021-12-31"))
        == hits
    )
    bare = tuple(row.rpartition("|")[0] for row in rows)
    assert len(
        told(
            "P126",
            notice,
            "2021年致富带头人台账",
            SELECTED.removesuffix("|状态"),
            *bare,
            as_of="2021-12-31",
        )
    ) == int(not notice)


PHONES = "姓名|身份证号|联系电话"


@pytest.mark.parametrize(("people", "hits"), [(5, 0), (6, 1), (7, 1)])
def test_people_of_one_telephone(people: int, hits: int) -> None:
    rows = [f"人{n}|{number(sequence=2 * n + 1)}|13812345678" for n in range(people)]
    rows += [f"旁{n}|{number(sequence=2 * n + 51)}|1391234567{n}" for n in range(3)]
    found = told("P106", "", "学员花名册", PHONES, *rows)
    assert [words.partition("，")[0] for words in found] == [f"有{people}人填同一个电话"] * hits
    same = [f"人0|{A}|13812345678"] * 3 + rows[1:5]
    assert told("P106", "", "学员花名册", PHONES, *same) == []


@pytest.mark.parametrize(
    ("row", "hits"),
    [(f"张三|{B}|13812345678", 1), (f"张三|{A}|13812345678", 0), (f"李四|{B}|13812345678", 0), (f"张三|{B}|13912345678", 0), (f"张三|{B}|", 0), ("张三||13812345678", 0), (f"|{B}|13812345678", 0)],
)  # fmt: skip
def test_one_name_and_telephone_of_two_numbers(row: str, hits: int) -> None:
    first, last = f"张三|{A}|13812345678", f"王五|{C}|13612345678"
    assert len(told("P107", "", "学员花名册", PHONES, first, row, last)) == hits
    assert len(told("P107", "", "学员花名册", PHONES, last, row, first)) == hits


@pytest.mark.parametrize(
    ("masked", "whole", "hits"),
    [(9, 1, 0), (9, 2, 9), (18, 2, 0), (17, 2, 17), (1, 0, 0), (1, 1, 1)],
)
def test_names_that_a_list_withholds(masked: int, whole: int, hits: int) -> None:
    names = ["张某" for _ in range(masked)] + ["王小明" for _ in range(whole)]
    names = [
        f"{'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'[n]}{name[1:]}" for n, name in enumerate(names)
    ]
    rows = [f"{name}|{number(sequence=2 * n + 1)}|第1期" for n, name in enumerate(names)]
    assert len(told("P125", "", "学员花名册", "姓名|身份证号|班次名称", *rows)) == hits


@pytest.mark.parametrize(
    ("born", "day", "says"),
    [
        ("2021-03-05", "2021-03-05", "2021-03-05时0周岁，应在18周岁至65周岁之间，小18岁"), ("2021-03-06", "2021-03-05", ""), ("2003-03-05", "2021-03-05", ""), ("2003-03-06", "2021-03-05", "2021-03-05时17周岁，应在18周岁至65周岁之间，小1岁"),
        ("1985-03-05", "", ""),
    ],
)  # fmt: skip
def test_ages_of_the_selected(born: str, day: str, says: str) -> None:
    rows = (f"张三|{number(born)}|{day}", f"李四|{B}|2021-03-05")
    found = told("P105", "shanxi-2021", "2021年培训对象申报名册", "姓名|身份证号|申报日期", *rows)
    assert found == [says] * bool(says)
