"""N4, D5: amounts in another unit than their column, and payments of another year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from ruralskills.facts.amounts import written_in_a_smaller_unit
from ruralskills.model.findings import Fix, Nature, Severity
from ruralskills.model.period import find_year
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.text.lazy_regex import regex
from ruralskills.text.numbers import format_number
from ruralskills.values.money_unit import MONEY, money_of, unit_ratio
from ruralskills.values.partial_date import PartialDate

_HUNDRED: Final = 100
_ASKED_ELSEWHERE: Final = frozenset({"loan_amount"})
"""Amounts that a rule of their own holds against a limit."""
_CARRIED_OVER: Final = regex("结转|上年|上一年|次年|下年|跨年|补付|补发|补登|预付|提前")
"""Words of a remark about a payment of another year."""
_FAR: Final = 10
"""The times of the usual amount from which one is far from it."""
_FEWEST: Final = 5
"""The other amounts from which a usual one can be told."""
_SPREAD: Final = 20
"""The most that the greatest of the other amounts is of the least."""


@rule(
    "N420", "金额与本列通常数相差100倍", at="", severity=Severity.WARNING, nature=Nature.DOUBT, by_row=True,
    remedy="请核对单位和小数点：多半是把元当成分，或多写、少写了两个0",
)  # fmt: skip
def hundred_times_the_usual(table: Table) -> Iterator[Answer]:
    """同一列的其他金额相差不大，只有个别数除以100（或乘以100）才与它们相当的，请核对；不到6个数的不比，支出项目与众不同的不比。

    公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 月补贴标准 | 应报       |
    | ---- | ------------------ | -------- | ---------- | ---------- |
    | 张三 | 500199198506150017 | 保洁员   | {500}      |            |
    | 李四 | 500199199003020039 | 保洁员   | {600}      |            |
    | 王五 | 500199199208110046 | 护林员   | {60000}    | 月补贴标准 |
    | 赵六 | 500199197811200119 | 护林员   | {800}      |            |
    | 钱七 | 500199196510090062 | 护林员   | {600}      |            |
    | 孙八 | 500199198808080122 | 护林员   | {1200}     |            |
    """
    for name, column in table.columns.items():
        if column.spec.reads.name != "amount" or column.index < 0 or name in _ASKED_ELSEWHERE:
            continue
        slips, usual = _slips(column)
        for index, code in column.rows_with(slips):
            if _is_of_another_kind(table.columns.get("item"), index):
                continue
            value = column.values[code]
            message = f"填{format_number(value)}，本列通常是{format_number(usual)}左右"
            yield table.at_field(index, name), message


def _is_of_another_kind(items: Column | None, index: int) -> bool:
    """Return True if a payment alone has its item and others repeat theirs."""
    if items is None or 2 * len(set(items.codes)) > len(items.codes):
        return False
    return sum(code == items.codes[index] for code in items.codes) == 1


def _slips(column: Column) -> tuple[set[int], int | Decimal]:
    """Return the codes of amounts a hundred times off, with the usual amount."""
    none: tuple[set[int], int | Decimal] = (set(), 0)
    known = {c: v for c, v in enumerate(column.values) if isinstance(v, int | Decimal) and v > 0}
    if len(known) < 2:
        return none
    greatest = max(known.values())
    if greatest <= _FAR * min(known.values()):
        return none
    amounts = [known[code] for code in column.codes if code in known]
    usual = sorted(amounts)[len(amounts) // 2]
    slips = {c for c, value in known.items() if value > usual * _FAR or value * _FAR < usual}
    others = [value for code, value in known.items() if code not in slips]
    count = sum(code in known and code not in slips for code in column.codes)
    if count < _FEWEST or max(others) > _SPREAD * min(others):
        return none
    least, most = min(others), max(others)
    fitting = {code for code in slips if least <= known[code] / _HUNDRED <= most}
    small = {code for code in slips if least <= known[code] * _HUNDRED <= most}
    return (fitting | small if most <= _FAR * least else fitting), usual


@rule(
    "N423", "写的单位比本列的小", at="", severity=Severity.WARNING, nature=Nature.DOUBT, by_row=True,
    proposes=True, remedy="请核对单位：写对了的，换算成本列单位填数；写错了的，改正单位",
)  # fmt: skip
def amount_in_a_smaller_unit(table: Table) -> Iterator[Answer]:
    """万元列里写元的，可能真是元，也可能漏了“万”字，已按所写的单位检查；一列大都这样写的不报。

    元的列里写万元没有歧义，由 rs correct 换算。

    致富带头人台账

    | 姓名 | 身份证号           | 年经营收入（万元） | 应报               |
    | ---- | ------------------ | ------------------ | ------------------ |
    | 张三 | 500199198506150017 | {12}               |                    |
    | 李四 | 500199199003020039 | 80000元            | 年经营收入（万元） |
    | 王五 | 500199199208110046 | {15.5}             |                    |
    | 赵六 | 500199197811200119 | 8万元              |                    |
    | 钱七 | 500199196510090062 | {10}               |                    |

    不应报：整列都写了元

    致富带头人台账

    | 姓名 | 身份证号           | 年经营收入（万元） | 应报 |
    | ---- | ------------------ | ------------------ | ---- |
    | 张三 | 500199198506150017 | 80000元            |      |
    | 李四 | 500199199003020039 | 50000元            |      |
    | 王五 | 500199199208110046 | 60000元            |      |
    """
    for name, column in table.columns.items():
        unit = column.stated_unit
        if column.spec.reads.name != "amount" or MONEY.get(money_of(unit), 1) == 1:
            continue
        smaller = written_in_a_smaller_unit(column)
        if not smaller or not column.keeps_numbers():
            continue
        ratio = unit_ratio(column.spec.unit, unit)
        for index, code in column.rows_with(smaller):
            value = format_number(column.values[code] * ratio)
            message = f"写的是{table.text(index, name)}，本列单位是{unit}，按{value}{unit}检查"
            yield (
                table.at_field(index, name),
                Says(message, fix=Fix(value, "review", "按写的单位换算", "number")),
            )


@rule(
    "D519", "支付日期不在台账年度", at="", severity=Severity.WARNING, nature=Nature.DOUBT, by_row=True,
    remedy="请核对日期；不属本年度的移到相应年度的台账",
)  # fmt: skip
def payment_outside_the_year(table: Table) -> Iterator[Answer]:
    """资金支出按支付日期计入年度，教育资助可以次年发放，收入可以上年四季度、次年一季度到账；标题、表名没有年度的不查。

    备注写明结转、补付、跨年的不报。

    标题：2020年资金支出台账

    | 支付日期   | 支出项目 | 收款单位 | 支出金额 | 备注             | 应报     |
    | ---------- | -------- | -------- | -------- | ---------------- | -------- |
    | 2020-05-01 | 培训补贴 | 县职校   | {60000}  |                  |          |
    | 2018-05-01 | 培训补贴 | 县职校   | {30000}  |                  | 支付日期 |
    | 2020-12-31 | 培训补贴 | 县职校   | {20000}  |                  |          |
    | 2021-01-08 | 培训补贴 | 农广校   | {10000}  | 2020年资金次年支付 |          |

    标题：2020年资金收入台账

    | 资金来源     | 到账日期   | 收入金额 | 应报     |
    | ------------ | ---------- | -------- | -------- |
    | 扶贫专项资金 | 2020-03-01 | {60000}  |          |
    | 就业补助资金 | 2018-05-01 | {30000}  | 到账日期 |
    | 扶贫专项资金 | 2019-12-20 | {20000}  |          |
    """
    year = table.year
    if year is None or not any(find_year(t) == year for t in (table.layout.title, table.sheet)):
        return
    relations = table.ledger.relations
    first, last = date(year, 1, 1), date(year, 12, 31)
    spans = dict.fromkeys(relations.within_year, (first, last))
    spans |= dict.fromkeys(relations.within_two_years, (first, date(year + 1, 12, 31)))
    spans |= dict.fromkeys(relations.about_year, (date(year - 1, 10, 1), date(year + 1, 3, 31)))
    for name, (first, last) in spans.items():
        column = table.columns.get(name)
        if column is None:
            continue
        days = {c: v for c, v in enumerate(column.values) if isinstance(v, PartialDate)}
        outside = {c: v for c, v in days.items() if v.latest < first or v.earliest > last}
        if len(outside) == len(days):
            continue
        for index, code in column.rows_with(outside):
            if not _CARRIED_OVER.search(table.text(index, "remark")):
                yield table.at_field(index, name), f"填{outside[code]}，台账年度是{year}年"
