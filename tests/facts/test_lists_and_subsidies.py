"""Days of registers and lists, products that a sheet shows, subsidies, and the bounds of spans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from builders.sheet_text import table
from builders.workbook_fixture import number
from ruralskills.facts.class_names import Classes
from ruralskills.facts.payers import Payer, are_different_payers, payer_of
from ruralskills.facts.proportions import proportion_missed
from ruralskills.facts.region_list import former_names
from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.registers import registered_households, registered_persons
from ruralskills.facts.row_decisions import falls_on
from ruralskills.facts.shown_products import positive, shown_products
from ruralskills.facts.subsidies import is_subsidised
from ruralskills.facts.village_list import VillageLine
from ruralskills.ledgers import Trainee, TrainingClass
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.table import Table
from ruralskills.notices.requirement import Proportion
from ruralskills.values.partial_date import PartialDate, whole_month, whole_year

A, B, C = (number(sequence=n) for n in (1, 3, 5))
YEAR = date(2020, 1, 1), date(2020, 12, 31)


def day(text: str) -> PartialDate:
    return PartialDate(date.fromisoformat(text), date.fromisoformat(text))


def register(head: str, *rows: str, title: str = "2020年建档立卡贫困人口名册") -> Table:
    return table("\n".join([title + "|<" * head.count("|"), head, *rows]))


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        (("{2020-06-30}", "{2020-03-31}"), "2020-03-31"),
        (("{2020-06-30}", ""), "2020-06-30"),
        (("2020年6月", "{2020-06-30}"), "2020年6月"),
        (("", ""), "2020年7月"),
    ],
)
def test_a_register_is_as_old_as_its_oldest_row(dates: tuple[str, str], says: str) -> None:
    head = "乡镇|户编号|姓名|身份证号|户类型|数据日期"
    rows = [f"双河镇|1号|张三|{A}|脱贫户|{dates[0]}", f"双河镇|2号|李四|{B}|脱贫户|{dates[1]}"]
    title = "建档立卡贫困人口名册（截至2020年7月）"
    assert register_date_text(register(head, *rows, title=title)) == says


def test_a_household_is_found_by_its_head_too() -> None:
    heads = register(
        "乡镇|户编号|户主姓名|户主身份证号|户类型",
        f"双河镇|1号|张三|{A}|脱贫户",
        "双河镇|2号|李四||脱贫户",
        title="2020年建档立卡户名册",
    )
    book = LedgerSet([], {"register": [heads]})
    persons, households = registered_persons(book), registered_households(book)
    assert A not in persons.numbers
    assert persons.covering("双河镇") == []
    assert not persons.lacks("双河镇", B, "王五")
    assert A in households.numbers
    assert not households.lacks("双河镇", A, "张三")
    assert not households.lacks("双河镇", C, "李四")
    assert households.lacks("双河镇", C, "王五")


def test_a_register_of_members_names_them_and_their_heads() -> None:
    members = register(
        "乡镇|户编号|姓名|身份证号|户主姓名|户主身份证号",
        f"双河镇|1号|张三|{A}|张父|{B}",
        f"双河镇|2号|李四|{C}|李四|{C}",
    )
    book = LedgerSet([], {"register": [members]})
    assert registered_persons(book).numbers.keys() == {A, C}
    assert registered_households(book).numbers.keys() == {A, B, C}
    assert registered_households(book).covering("双河镇") == [members]


def test_days_of_registers_are_named_once_each() -> None:
    head = "乡镇|户编号|姓名|身份证号|户类型"
    one = register(
        head,
        f"双河镇|1号|张三|{A}|脱贫户",
        f"双河镇|2号|李四|{B}|脱贫户",
        title="建档立卡贫困人口名册（截至2020年7月）",
    )
    two = register(
        head, f"双河镇|3号|王五|{C}|脱贫户", f"桂林街道|4号|赵六|{number(sequence=9)}|脱贫户"
    )
    known = registered_persons(LedgerSet([], {"register": [one, two]}))
    assert known.day("双河镇") == "2020年7月、未写日期"
    assert known.day("桂林街道") == "未写日期"
    assert known.day("") == "2020年7月、未写日期"


@pytest.mark.parametrize(
    ("counts", "unknown", "shares", "says"),
    [
        ((10, 4, 1), 0, (1, 1, 1), "甲10、乙4、丙1，要求1∶1∶1，按此甲应为5，多5"),
        ((6, 6, 3), 0, (1, 1, 1), "甲6、乙6、丙3，要求1∶1∶1，按此丙应为5，少2"),
        ((3, 3), 0, (2, 1), "甲3、乙3，要求2∶1，按此甲应为4，少1"),
        ((3, 3), 3, (2, 1), ""),
        ((3, 3), 1, (2, 1), ""),
        ((0, 4), 2, (2, 1), "甲0、乙4，要求2∶1，按此甲应为4，少2"),
        ((0, 4), 8, (2, 1), ""),
    ],
)  # fmt: skip
def test_proportions_by_shares(
    counts: tuple[int, ...], unknown: int, shares: tuple[int, ...], says: str
) -> None:
    words = tuple("甲乙丙"[: len(counts)])
    found = proportion_missed(
        Proportion("kind", words, shares, 0), dict(zip(words, counts, strict=True)), unknown
    )
    assert found == says


@pytest.mark.parametrize(
    ("when", "falls"),
    [
        (day("2020-01-01"), True), (day("2020-12-31"), True), (day("2019-12-31"), False), (day("2021-01-01"), False),
        (whole_year(2020), True), (whole_month(2020, 12), True), (whole_month(2021, 1), False),
        (PartialDate(date(2019, 12, 1), date(2020, 1, 1)), None), (PartialDate(date(2020, 12, 31), date(2021, 1, 1)), None),
        (PartialDate(date(2019, 1, 1), date(2021, 12, 31)), None), (PartialDate(date(2019, 1, 1), date(2020, 12, 31)), None),
        (PartialDate(date(2020, 1, 1), date(2021, 12, 31)), None), (None, None),
    ],
)  # fmt: skip
def test_a_day_of_a_span(when: PartialDate | None, falls: bool | None) -> None:
    assert falls_on(when, YEAR) is falls


def village(since: PartialDate | None, until: PartialDate | None) -> VillageLine:
    place = register("乡镇|户编号|姓名|身份证号", f"双河镇|1号|张三|{A}").at_field(0, "township")
    return VillageLine(place, "双河镇", ("红花村",), None, True, since, until)


def test_a_village_exists_from_the_day_of_its_making() -> None:
    made = village(day("2020-06-01"), None)
    assert [made.exists_on(date(2020, *d)) for d in ((5, 31), (6, 1), (6, 2))] == [
        False,
        True,
        True,
    ]
    assert not village(None, day("2030-01-01")).exists_on(date(2020, 6, 1))
    assert village(None, None).exists_on(date(1900, 1, 1))
    month = village(whole_month(2020, 6), None)
    assert [month.exists_on(date(2020, 6, d)) for d in (1, 29, 30)] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "names"),
    [("双桥村、红旗村", ("双桥村", "红旗村")), ("原名：双桥村", ("双桥村",)), ("曾用名双桥村/红旗村", ("双桥村", "红旗村")), ("原双桥村", ("双桥村",)), ("", ()), ("、", ()), (None, ())],
)  # fmt: skip
def test_former_names(text: str | None, names: tuple[str, ...]) -> None:
    assert former_names(text) == names


@pytest.mark.parametrize(
    ("amounts", "paid"),
    [("{300}|{0}", True), ("{0}|{300}", True), ("{0}|{0}", False), ("|", False), ("|{300}", True), ("{-1}|", False), ("☒|{1}", True)],
)  # fmt: skip
def test_who_is_paid_a_subsidy(amounts: str, paid: bool) -> None:
    head = "学员花名册|<|<|<\n姓名|身份证号|补贴金额|补贴标准"
    row, _ = table(f"{head}\n张三|{A}|{amounts}\n李四|{B}|{{1}}|{{1}}").rows(Trainee)
    assert is_subsidised(row) is paid


@pytest.mark.parametrize(("title", "paid"), [("学员花名册", False), ("培训补贴花名册", True)])
def test_a_title_says_that_all_are_paid(title: str, paid: bool) -> None:
    rows = table(f"{title}|<\n姓名|身份证号\n张三|{A}\n李四|{B}").rows(Trainee)
    assert {is_subsidised(row) for row in rows} == {paid}


def paid_by(title: str) -> Table:
    return table(f"{title}|<\n姓名|身份证号\n张三|{A}\n李四|{B}")


@pytest.mark.parametrize(
    ("title", "payer"),
    [
        ("双河镇2020年培训补贴花名册", Payer("township", "双河镇")), ("县人力资源和社会保障局补贴花名册", Payer("department", "人社")),
        ("县人社局补贴花名册", Payer("department", "人社")), ("县妇联补贴花名册", Payer("department", "妇联")), ("县妇女联合会补贴花名册", Payer("department", "妇联")),
        ("扶贫办理补贴花名册", Payer("", "")), ("农业农村委托培训花名册", Payer("", "")), ("培训补贴花名册", Payer("", "")),
    ],
)  # fmt: skip
def test_who_pays(title: str, payer: Payer) -> None:
    assert payer_of(paid_by(title)) == payer


@pytest.mark.parametrize(
    ("titles", "different"),
    [
        (("双河镇补贴花名册", "桂林街道补贴花名册"), True), (("双河镇补贴花名册", "双河镇培训花名册"), False),
        (("双河镇补贴花名册", "县人社局补贴花名册"), False), (("县妇联补贴花名册", "县人社局补贴花名册"), True),
        (("双河镇补贴花名册", "培训补贴花名册"), False), (("培训补贴花名册", "补贴花名册"), False), (("双河镇补贴花名册",), False),
    ],
)  # fmt: skip
def test_units_that_certainly_differ(titles: tuple[str, ...], different: bool) -> None:
    assert are_different_payers({paid_by(title) for title in titles}) is different


def test_of_two_spellings_the_one_that_is_written_is_found() -> None:
    head = "2020年培训班台账|<|<\n班次名称|培训机构|开班日期"
    one = table(f"{head}\n第1期电焊班|县职校|2020-07-06\n第1期电焊培训班|农广校|2020-08-06")
    classes = Classes(one.rows(TrainingClass))
    first, second = classes.rows
    assert classes.find("第1期电焊班") is first
    assert classes.find("第1期电焊培训班") is second
    assert classes.find("第一期电焊") is None
    assert classes.find("第一期电焊", "农广校") is second
    assert classes.find("") is classes.find(None) is None
    assert classes.find("第1期电焊班", year=2019) is None
    assert classes.find("第1期电焊班", year=2020) is first


def shown(head: str, *rows: str) -> list[tuple[str, tuple[str, ...], Decimal]]:
    one = table(
        "\n".join(
            [
                "2020年培训补贴发放明细|<" + "|<" * head.count("|"),
                "姓名|" + head,
                *(f"人{n}|{row}" for n, row in enumerate(rows)),
            ]
        )
    )
    return [
        (p.result.header, tuple(f.header for f in p.factors), p.times) for p in shown_products(one)
    ]


DAYS = ("{40}|{3}|{120}", "{40}|{5}|{200}", "{40}|{7}|{280}", "{50}|{2}|{100}", "{50}|{4}|{200}")
PRODUCT = ("补贴金额（元）", ("补贴标准（元/天）", "培训天数"), Decimal(1))
HEAD = "补贴标准（元/天）|培训天数|补贴金额（元）"


def test_five_rows_show_a_product() -> None:
    assert shown(HEAD, *DAYS) == [PRODUCT]
    assert shown(HEAD, *DAYS[:4]) == []
    assert shown(HEAD, *DAYS[:4], "{40}|{7}|{999}") == [PRODUCT]
    assert shown(HEAD, *DAYS[:3], "{40}|{7}|{999}", "{40}|{7}|{998}") == []
    assert shown(HEAD, *DAYS[:4], "{40}||{999}", "|{7}|{999}", "{40}|{7}|") == []
    assert shown(HEAD, *DAYS[:4], "{40}|{7}|{280.99}") == [PRODUCT]
    off_by_one = (
        "{40}|{3}|{121}",
        "{40}|{5}|{201}",
        "{40}|{7}|{281}",
        "{50}|{2}|{101}",
        "{50}|{4}|{201}",
    )
    assert shown(HEAD, *off_by_one) == []


def test_a_year_of_months_and_units_of_ten_thousand() -> None:
    rows = [f"{{{n}}}|{{{n * 12}}}" for n in (500, 600, 700, 800, 900)]
    assert shown("月补贴标准（元）|年补贴金额（元）", *rows) == [
        ("年补贴金额（元）", ("月补贴标准（元）",), Decimal(12))
    ]
    rows = [f"{{{n}}}|{{{n}}}" for n in (500, 600, 700, 800, 900)]
    assert shown("补贴标准（元）|补贴金额（元）", *rows) == [
        ("补贴金额（元）", ("补贴标准（元）",), Decimal(1))
    ]
    assert shown("补贴标准（元）|审核金额（元）", *rows) == []


def test_figures_over_nought() -> None:
    assert [positive(value) for value in (0, -1, 1, Decimal("0.5"), "3", None)] == [
        None,
        None,
        1,
        Decimal("0.5"),
        None,
        None,
    ]
