"""Facts at their bounds: the first possible day, the last day of a year, two tables, one row."""

from __future__ import annotations

from datetime import date

import pytest

from builders.sheet_text import table
from builders.workbook_fixture import number
from ruralskills.facts.class_dates import ClassDates, days_at_least, exact_days
from ruralskills.facts.class_records import recorded_until
from ruralskills.facts.household_links import count_households
from ruralskills.facts.region_list import regions_of
from ruralskills.facts.registers import registered_persons
from ruralskills.facts.shown_products import shown_products
from ruralskills.facts.table_copies import copied_tables
from ruralskills.facts.village_list import village_lines
from ruralskills.facts.written_places import WrittenPlace, written_places
from ruralskills.ledgers import HouseholdLink, SpotCheck
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.regions import Gazetteer
from ruralskills.values.partial_date import PartialDate

A, B, C, D = (number(sequence=n) for n in (1, 3, 5, 7))


def day(text: str, last: str = "") -> PartialDate:
    return PartialDate(date.fromisoformat(text), date.fromisoformat(last or text))


@pytest.mark.parametrize(
    ("first", "last", "least"),
    [
        (day("1970-01-01"), day("1970-01-02"), 2), (day("1969-12-31"), day("1970-01-02"), None),
        (day("1969-12-01", "1970-01-01"), day("1970-01-02"), 2), (day("2020-03-01", "2020-03-31"), day("2020-04-01", "2020-04-30"), 2),
        (None, day("2020-04-01"), None), (day("2020-04-01"), None, None),
    ],
)  # fmt: skip
def test_fewest_days(
    first: PartialDate | None, last: PartialDate | None, least: int | None
) -> None:
    assert days_at_least(ClassDates(first, last)) == least


def test_a_class_of_the_first_day_is_possible() -> None:
    assert exact_days(ClassDates(day("1970-01-01"), day("1970-01-01"))) is not None
    assert exact_days(ClassDates(day("1969-12-31"), day("1970-01-01"))) is None


def test_a_year_is_not_over_on_its_last_day() -> None:
    checks = table(
        "2020年培训班抽查记录|<|<\n抽查日期|班次名称|存在问题\n2020-07-08|第1期|无\n2020-08-08|第2期|无"
    )
    for as_of, until in (
        (date(2020, 12, 31), date(2020, 8, 8)),
        (date(2021, 1, 1), date(2020, 12, 31)),
    ):
        assert (
            recorded_until(LedgerSet([checks]), SpotCheck, lambda row: row.checked, as_of) == until
        )


HEAD = "乡镇|带头人姓名|带头人身份证号|户主姓名|户主身份证号|户类型"


def links(title: str, *rows: str) -> list[HouseholdLink]:
    one = table("\n".join([f"{title}|<|<|<|<|<", HEAD, *rows]))
    return list(one.rows(HouseholdLink))


def test_households_of_whom_the_kind_is_not_known_are_of_none() -> None:
    one = count_households(links("带动户明细", f"双河镇|张三|{A}|赵一|{C}|"))
    assert one is not None
    assert (one.poor_least, one.poor_most) == (0, 1)
    bare = table(
        f"带动户明细|<|<|<\n带头人姓名|带头人身份证号|户主姓名|户主身份证号\n张三|{A}|赵一|{C}\n张三|{A}|钱二|{D}"
    )
    two = count_households(list(bare.rows(HouseholdLink)))
    assert two is not None
    assert (two.poor_least, two.poor_most) == (0, -1)


def test_of_two_sheets_both_must_list_only_the_poor() -> None:
    poor = links("带动贫困户明细", f"双河镇|张三|{A}|赵一|{C}|")
    other = links("带动户明细", f"双河镇|张三|{A}|钱二|{D}|")
    for rows, is_poor in ((poor, True), ([*poor, *other], False), ([*other, *poor], False)):
        found = count_households(rows)
        assert found is not None
        assert found.all_poor is is_poor


def roster(title: str, *rows: str) -> Table:
    return table("\n".join([f"{title}|<|<", "姓名|身份证号|班次名称", *rows]))


def test_a_ledger_stands_twice_from_two_tables_on() -> None:
    one = roster("双河镇学员花名册", f"张三|{A}|第1期", f"李四|{B}|第1期")
    other = roster("双河镇培训人员花名册", f"张三|{A}|第1期", f"李四|{B}|第1期")
    apart = roster("双河镇第二期学员花名册", f"王五|{C}|第2期", f"赵六|{D}|第2期")
    assert copied_tables([one]) == copied_tables([]) == []
    assert copied_tables([one, other]) == [(one, other, {A, B})]
    assert copied_tables([one, apart]) == []
    assert copied_tables([apart, one, other]) == [(one, other, {A, B})]


REGIONS = (
    "区划名单|<|<|<|<\n名称|上级|级别|是否涉农|农村户籍人口\n云潼区||县||\n双河镇|云潼区|乡镇||\n"
)


@pytest.mark.parametrize(
    ("cells", "is_rural"),
    [("是|1200", True), ("|", True), ("否|1200", False), ("|0", False), ("|1", True), ("{#N/A}|1200", False), ("|{#N/A}", False)],
)  # fmt: skip
def test_country_people_of_a_village_in_the_list_of_regions(cells: str, is_rural: bool) -> None:
    listed = table(f"{REGIONS}红花村|双河镇|村|{cells}")
    lines = list(village_lines(LedgerSet([], {"regions": [listed]})))
    assert [(line.names, line.is_rural) for line in lines] == [(("红花村",), is_rural)]


def answer(*rows: str, field: str = "village") -> tuple[str, Says]:
    listed = table(f"{REGIONS}红花村|双河镇|村||")
    one = table("\n".join(["2020年致富带头人台账|<|<|<", "乡镇|村|姓名|身份证号", *rows]))
    gazetteer = Gazetteer(regions_of([listed]))
    [place] = written_places(LedgerSet([one]), gazetteer, "township", field)
    found, says = place.answer(field, "名单里没有", None)
    assert isinstance(says, Says)
    return f"{found.index}", says


def test_rows_of_one_place_are_one_finding() -> None:
    at, one = answer(f"双河镇|青龙村|张三|{A}")
    assert (at, one.message, one.related) == ("0", "名单里没有", ())
    at, two = answer(f"双河镇|青龙村|张三|{A}", f"双河镇|青龙村|李四|{B}")
    assert (at, two.message, len(two.related)) == ("0", "名单里没有（共2行）", 1)


def places(title: str, *rows: str, others: str = "") -> list[WrittenPlace]:
    one = table("\n".join([title + "|<" * rows[0].count("|"), *rows]))
    gazetteer = Gazetteer(regions_of([table(f"{REGIONS}{others}红花村|双河镇|村||")]))
    return list(written_places(LedgerSet([one]), gazetteer, "township", "village"))


def test_places_are_read_where_there_is_a_column_of_townships() -> None:
    assert len(places("致富带头人台账", "乡镇|村|姓名|身份证号", f"双河镇|青龙村|张三|{A}")) == 1
    assert places("致富带头人台账", "乡镇|姓名|身份证号", f"双河镇|张三|{A}") == []
    assert places("培训机构名录", "机构名称|统一社会信用代码", "云潼职校|91500223MA5U8T5L1X") == []


def test_a_product_is_shown_from_the_first_column_on() -> None:
    rows = (
        "{40}|{3}|{120}",
        "{40}|{5}|{200}",
        "{40}|{7}|{280}",
        "{50}|{2}|{100}",
        "{50}|{4}|{200}",
    )
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0)):
        lines = [
            [line.split("|")[at] for at in order]
            for line in ("补贴标准（元/天）|培训天数|补贴金额（元）", *rows)
        ]
        text = "\n".join(
            "|".join([*line, name])
            for line, name in zip(lines, ("姓名", *"甲乙丙丁戊"), strict=True)
        )
        [found] = shown_products(table(f"2020年培训补贴发放明细|<|<|<\n{text}"))
        assert found.result.header == "补贴金额（元）"


def test_a_register_of_names_alone_or_of_numbers_alone_is_one_too() -> None:
    head, row = (
        ["乡镇", "户编号", "姓名", "身份证号", "户类型"],
        f"双河镇|1号|张三|{A}|脱贫户".split("|"),
    )
    for left_out, lacks in (("", True), ("姓名", True), ("身份证号", True), ("both", False)):
        kept = [at for at, name in enumerate(head) if name != left_out]
        if left_out == "both":
            kept = [0, 1, 4]
        lines = ["|".join(cells[at] for at in kept) for cells in (head, row)]
        one = table("\n".join(["2020年建档立卡贫困人口名册" + "|<" * (len(kept) - 1), *lines]))
        known = registered_persons(LedgerSet([], {"register": [one]}))
        assert known.lacks("双河镇", B, "王五") is lacks
