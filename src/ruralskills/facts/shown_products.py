"""Products of money that a sheet itself shows, whatever its ledger declares.

A column of amounts that is a standard, or a standard times a number, in nearly all rows is so by the
office's own will.  It is told by headers and figures, so columns without a field may be part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from math import prod
from typing import Any, Final

from msgspec import Struct

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Column
from ruralskills.text.lazy_regex import regex

FEWEST: Final = 5
"""The rows that show a product."""
SHARE: Final = 0.8
"""The share of them that has it."""
SLACK: Final = 1
"""An amount less than 1 元 off is rounded."""
_LOOKED_AT: Final = 60
"""The first rows, by which a product is looked for."""
_STANDARD: Final = regex(r"标准|单价|人均|每人|每月|元/|/人|/月|^月")
_MONEY: Final = regex(
    r"金额|补贴|补助|奖补|资助|发生额|工资|报酬|应[补发付]|实[补发付]|[(（/]万?元"
)
_SETTLED_APART: Final = regex("标准|单价|核定|审核|审定|核准|批复|实际|到位|已")
"""Headers of amounts that somebody settles, so that they need not be the product."""
_NUMBERS: Final = frozenset({"amount", "count", "quantity"})
_TEN_THOUSAND: Final = Decimal(10_000)


class MoneyProduct(Struct, frozen=True):
    """A column of amounts, and the columns whose product it may be."""

    result: Column
    factors: tuple[Column, ...]
    times: Decimal = Decimal(1)

    def value(self, numbers: Sequence[Decimal | None]) -> Decimal | None:
        """Return the product of some factors, None where one is missing."""
        known = [number for number in numbers if number is not None]
        return prod(known, start=self.times) if len(known) == len(numbers) else None


def positive(value: Any) -> Decimal | None:
    """Return a figure over 0, None for any other value."""
    return Decimal(value) if isinstance(value, int | Decimal) and value > 0 else None


def shown_products(table: Table) -> Iterator[MoneyProduct]:
    """Yield the products that most of the first rows show."""
    columns = [
        column
        for column in chain(table.columns.values(), table.unmapped)
        if column.spec.reads.name in _NUMBERS and column.index >= 0 and column.cell_columns is None
    ]
    money = [column for column in columns if _is_money(column)]
    standards = [column for column in money if _STANDARD.search(column.header)]
    if not standards:
        return
    counts = [column for column in columns if column not in money and column.spec.field != "age"]
    for result in money:
        if _SETTLED_APART.search(result.header):
            continue
        for standard in standards:
            if standard is not result:
                yield from filter(_is_shown, _candidates(result, standard, counts))


def _is_money(column: Column) -> bool:
    unit = column.spec.unit.partition("/")[0]
    return unit in ("元", "万元") or (not unit and bool(_MONEY.search(column.header)))


def _candidates(
    result: Column, standard: Column, counts: Sequence[Column]
) -> Iterator[MoneyProduct]:
    """Yield the products of a standard that a column of amounts may be."""
    units = [one.spec.unit.partition("/")[0] for one in (result, standard)]
    scale = Decimal(1)
    if units == ["万元", "元"]:
        scale = 1 / _TEN_THOUSAND
    yield MoneyProduct(result, (standard,), scale)
    if "年" in result.header and "月" in standard.header:
        yield MoneyProduct(result, (standard,), 12 * scale)
    for count in counts:
        yield MoneyProduct(result, (standard, count), scale)


def _is_shown(product: MoneyProduct) -> bool:
    """Return True if a product holds in most of the first rows."""
    able = fitting = 0
    for index in range(min(_LOOKED_AT, len(product.result.codes))):
        amount = positive(product.result[index])
        value = product.value([positive(factor[index]) for factor in product.factors])
        if amount is not None and value is not None:
            able += 1
            fitting += abs(value - amount) * per_yuan(product.result) < SLACK
    return able >= FEWEST and fitting >= SHARE * able


def per_yuan(column: Column) -> Decimal:
    """Return how many 元 one unit of a column is."""
    return _TEN_THOUSAND if column.spec.unit.startswith("万元") else Decimal(1)
