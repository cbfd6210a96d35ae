"""J1: yearly changes of the persons that a county has selected."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from ruralskills.facts.cadre_terms import has_left
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import IndustryLeader, ReserveCadre
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Ledger, Place, Table

Members = dict[str, set[str] | None]
"""Numbers of the selected by township, None where a number cannot be read."""

_ONE_ROUND: Final = timedelta(31)
"""Decisions that lie no further apart belong to one adjustment."""


@rule(
    "J106", "一年内多次研究调整", IndustryLeader, ReserveCadre, at="decided",
    limit="adjustments_a_year", needs=("decided",), severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对研究决定日期；确因工作需要分次研究的不用改", foldable=False,
)  # fmt: skip
def decided_more_often(table: Table, limit: int) -> Iterator[Answer]:
    """通知要求每年视情况调整一次；研究决定日期相隔一个月以上的算两次，只作提示。

    通知：qingliu-2022

    农村产业发展带头人名册

    | 姓名 | 身份证号           | 研究决定日期 | 应报         |
    | ---- | ------------------ | ------------ | ------------ |
    | 张三 | 500199198506150017 | 2023-03-01   |              |
    | 李四 | 500199199003020039 | 2023-03-15   |              |
    | 王五 | 500199199208110046 | 2023-09-10   | 研究决定日期 |
    | 赵六 | 500199198803120017 | 2024-03-01   |              |
    """
    days: dict[date, Place] = {}
    for row in _rows(table):
        if row.decided and row.decided.exact:
            days.setdefault(row.decided.earliest, row.at("decided"))
    for year in sorted({day.year for day in days}):
        of_year = sorted(day for day in days if day.year == year)
        rounds = [of_year[0], *(b for a, b in pairwise(of_year) if b - a > _ONE_ROUND)]
        if len(rounds) > limit:
            dates = "、".join(map(str, rounds))
            decisions = f"{year}年研究决定{len(rounds)}次（{dates}）"
            yield days[rounds[limit]], f"{decisions}，通知为每年视情况调整{limit}次"


@rule(
    "J107", "一年内名册多次变动", at="id_number", limit="adjustments_a_year",
    severity=Severity.INFO, nature=Nature.HINT,
    reads=("id_number", "township", "status", "left"),
    remedy="请核对各期名册；因病故、辞职等个别变动的不用改", foldable=False,
)  # fmt: skip
def changed_more_often(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """几期名册放在一起，同一年里人员变动多于通知规定次数的，只作提示；只比各期都有的乡镇。

    通知：qingliu-2022

    农村产业发展带头人名册
    标题：2023年第一季度农村产业发展带头人名册

    | 乡镇   | 姓名 | 身份证号           | 应报 |
    | ------ | ---- | ------------------ | ---- |
    | 双河镇 | 张三 | 500199198506150017 |      |
    | 柏梓镇 | 赵六 | 500199197811200119 |      |

    农村产业发展带头人名册
    标题：2023年第二季度农村产业发展带头人名册

    | 乡镇   | 姓名 | 身份证号           | 应报 |
    | ------ | ---- | ------------------ | ---- |
    | 双河镇 | 李四 | 500199199003020039 |      |
    | 柏梓镇 | 钱七 | 500199197905230036 |      |

    农村产业发展带头人名册
    标题：2023年第三季度农村产业发展带头人名册

    | 乡镇   | 姓名 | 身份证号           | 应报     |
    | ------ | ---- | ------------------ | -------- |
    | 双河镇 | 王五 | 500199199208110046 | 身份证号 |
    | 柏梓镇 | 钱七 | 500199197905230036 |          |
    """
    for ledger in (IndustryLeader, ReserveCadre):
        changes: Counter[int] = Counter()
        checked = set(book.of(ledger))
        for (_, before), (period, after) in pairwise(_tables_by_period(book, ledger)):
            if not _has_changed(_members(before), _members(after)):
                continue
            changes[period.year] += 1
            times = changes[period.year]
            tables = [table for table in after if table in checked and len(table)]
            if times == limit + 1 and tables:
                message = f"{period.year}年名册变动{times}次，通知为每年视情况调整{limit}次"
                yield tables[0].at_field(0, "id_number"), message


def _tables_by_period(book: LedgerSet, ledger: type[Ledger]) -> list[tuple[Period, list[Table]]]:
    """Return the tables of each period, earlier ones first, with those for comparison."""
    tables: dict[Period, list[Table]] = {}
    for table in (*book.of(ledger, "previous"), *book.of(ledger)):
        period = table_period(table)
        if period is not None and period.year and "id_number" in table.columns:
            tables.setdefault(period, []).append(table)
    return sorted(tables.items(), key=lambda item: item[0].last_day)


def _rows(table: Table) -> Iterator[IndustryLeader | ReserveCadre]:
    yield from table.rows(IndustryLeader)
    yield from table.rows(ReserveCadre)


def _members(tables: list[Table]) -> Members:
    members: Members = {}
    for table in tables:
        for row in _rows(table):
            township = township_of(row)
            numbers = members.setdefault(township, set())
            if row.id_number is None:
                members[township] = None
            elif numbers is not None and in_stock(row) and has_left(row) is False:
                numbers.add(row.id_number)
    return members


def _has_changed(before: Members, after: Members) -> bool:
    """Return True if the members of a township in both certainly differ."""
    return any(
        before[township] != after[township]
        for township in before.keys() & after.keys()
        if before[township] is not None and after[township] is not None
    )
