"""One person in two posts, two months' pay or two classes, told across sheets and townships."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A, *OF_OTHERS = (number(sequence=n) for n in range(1, 18, 2))
ONES, OTHERS = OF_OTHERS[:4], OF_OTHERS[4:]


def sheet(title: str, head: str, *rows: str) -> Sheet:
    return Sheet(title, "\n".join(f"| {line} |" for line in (head, *rows)))


def codes(office: Office, *sheets: Sheet) -> list[str]:
    return [f"{f.code}" for f in office.outcome(*sheets).findings]


def posts(town: str, term: str, people: Sequence[str], post: str = "保洁员") -> Sheet:
    head = "姓名 | 身份证号 | 岗位名称 | 合同开始 | 合同到期"
    rows = (f"甲{'一二三四五六七八'[n]} | {who} | {post} | {term}" for n, who in enumerate(people))
    return sheet(f"潼南区{town}2020年公益性岗位台账", head, *rows, f"张三 | {A} | {post} | {term}")


YEAR = "2020-01-01 | 2020-12-31"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (posts("双河镇", YEAR, ONES), posts("青龙镇", YEAR, OTHERS)),
        (posts("双河镇", YEAR, ONES), posts("青龙镇", "2020-06-01 | 2021-05-31", OTHERS)),
        (posts("双河镇", YEAR, ONES), posts("双河镇", YEAR, OTHERS, "护林员")),
    ],
)
def test_two_posts_at_one_time_in_two_tables(office: Office, first: Sheet, second: Sheet) -> None:
    assert "W201" in codes(office, first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (posts("双河镇", YEAR, ONES), posts("青龙镇", "2021-01-01 | 2021-12-31", OTHERS)),
        (posts("双河镇", YEAR, ONES), posts("双河镇", YEAR, ONES, "村级保洁")),
        (posts("双河镇", YEAR, ONES), posts("双河镇", YEAR, OTHERS)),
        (posts("双河镇", " | ", ONES), posts("双河镇", " | ", OTHERS, "护林员")),
    ],
)
def test_posts_in_two_tables_that_may_follow_each_other_or_be_one(
    office: Office, first: Sheet, second: Sheet
) -> None:
    assert "W201" not in codes(office, first, second)


def monthly_posts(town: str, month: str, people: Sequence[str]) -> Sheet:
    head = "姓名 | 身份证号 | 岗位名称 | 补贴金额"
    rows = (f"甲{'一二三四五六七八'[n]} | {who} | 保洁员 | 800" for n, who in enumerate(people))
    return sheet(
        f"潼南区{town}2020年{month}公益性岗位台账", head, *rows, f"张三 | {A} | 保洁员 | 800"
    )


def test_posts_of_one_month_in_two_townships(office: Office) -> None:
    first = monthly_posts("双河镇", "6月", ONES)
    assert "W201" in codes(office, first, monthly_posts("青龙镇", "6月", OTHERS))
    assert "W201" not in codes(office, first, monthly_posts("青龙镇", "7月", OTHERS))


def pay(town: str, people: Sequence[str], money: str = "1000 | 1000 | ", **more: str) -> Sheet:
    head = "月份 | 姓名 | 身份证号 | 县级补助 | 乡镇补助 | 备注"
    rows = [f"3月 | 甲{'一二三四'[n]} | {who} | 1000 | 1000 | " for n, who in enumerate(people)]
    title = f"清流县{town}2023年{more.get('month', '')}村级后备干部补助{more.get('kind', '发放表')}"
    return sheet(title, head, *rows, f"{more.get('of', '3月')} | 张三 | {A} | {money}")


PAID_TWICE = [
    (pay("嵩溪镇", ONES), pay("灵地镇", OTHERS)),
    (pay("嵩溪镇", ONES), pay("灵地镇", OTHERS, of="一季度", money="3000 | 3000 | ")),
    (pay("嵩溪镇", ONES), pay("嵩溪镇", OTHERS)),
]
PAID_ONCE = [
    (pay("嵩溪镇", ONES), pay("灵地镇", OTHERS, of="4月")),
    (pay("嵩溪镇", ONES), pay("嵩溪镇", ONES)),
    (pay("嵩溪镇", ONES), pay("灵地镇", OTHERS, money="1000 | 1000 | 补发")),
    (pay("嵩溪镇", ONES), pay("灵地镇", OTHERS, kind="补发表（村级后备干部补助发放）")),
    (pay("嵩溪镇", ONES, money="400 | 400 | "), pay("灵地镇", OTHERS, money="600 | 600 | ")),
    (pay("嵩溪镇", ONES, money="1000 | | "), pay("灵地镇", OTHERS, money=" | 1000 | ")),
]


@pytest.mark.parametrize(("first", "second"), PAID_TWICE)
def test_one_month_paid_by_two_sheets(office: Office, first: Sheet, second: Sheet) -> None:
    assert "J205" in codes(office, first, second)


@pytest.mark.parametrize(("first", "second"), PAID_ONCE)
def test_what_two_sheets_pay_once(office: Office, first: Sheet, second: Sheet) -> None:
    assert "J205" not in codes(office, first, second)


def paid_roster(
    unit: str, people: Sequence[str], class_name: str, trade: str, **more: str
) -> Sheet:
    head = "乡镇 | 姓名 | 身份证号 | 培训工种 | 班次名称 | 培训时间 | 补贴标准 | 补贴金额"
    days = more.get("days", "2020-08-03至2020-08-17")
    told = f"{trade} | {class_name} | {days} | 1500 | {more.get('money', '1500')}"
    names = [*(f"甲{'一二三四'[n]} | {who}" for n, who in enumerate(people)), f"张三 | {A}"]
    town = more.get("town", "唐汪镇")
    rows = (f"{town} | {who} | {told}" for who in names)
    return sheet(f"东乡县{unit}2020年培训补贴花名册", head, *rows)


COOKS = paid_roster("人社局", ONES, "烹饪1班", "中式烹饪")
CLASHES = [
    (COOKS, paid_roster("农业农村局", OTHERS, "农民班", "新型职业农民"), "P109"),
    (COOKS, paid_roster("农业农村局", OTHERS, "农民班", "中式烹饪"), "P109"),
    (COOKS, paid_roster("农业农村局", OTHERS, "", "新型职业农民"), "P109"),
    (COOKS, paid_roster("农业农村局", OTHERS, "烹饪1班", "中式烹饪"), "P128"),
    (
        paid_roster("唐汪镇", ONES, "烹饪1班", "中式烹饪"),
        paid_roster("达板镇", OTHERS, "烹饪1班", "中式烹饪", town="达板镇"),
        "P128",
    ),
]
HONEST = [
    (COOKS, COOKS),
    (COOKS, paid_roster("人社局", ONES, "第1期", "中式烹调师")),
    (COOKS, paid_roster("人社局", ONES[:2], "烹饪1班", "中式烹饪")),
    (COOKS, paid_roster("农业农村局", OTHERS, "农民班", "农艺工", days="2020-09-03至2020-09-17")),
    (
        paid_roster("唐汪镇", ONES, "烹饪1班", "中式烹饪", money="750"),
        paid_roster("达板镇", OTHERS, "烹饪1班", "中式烹饪", town="达板镇", money="750"),
    ),
]


@pytest.mark.parametrize(("first", "second", "code"), CLASHES)
def test_one_person_in_the_lists_of_two_payers(
    office: Office, first: Sheet, second: Sheet, code: str
) -> None:
    assert [c for c in codes(office, first, second) if c in ("P109", "P128")] == [code]


@pytest.mark.parametrize(("first", "second"), HONEST)
def test_versions_of_a_list_and_parts_of_a_payment(
    office: Office, first: Sheet, second: Sheet
) -> None:
    assert not {"P109", "P128"} & set(codes(office, first, second))
