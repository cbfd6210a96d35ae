"""Amounts of money and land: GB/T 15835 numbers in the unit of the column.

A scale or unit written in the cell is converted into the column's unit, so that "2000万" counts as
20000000 in a column of 元 and as 2000 in a column of 万元.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Final

from ruralskills.text.normalise import normalised
from ruralskills.values import quantity
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw
from ruralskills.values.money_unit import money_of

_FREE: Final = frozenset({"免费", "免收", "免交", "免缴", "全免", "全额免费", "不收费"})
"""The words for nothing to pay."""


def read(raw: Raw, context: Context = NO_CONTEXT) -> Decimal | Absent:
    """Return an amount in the column's unit.

    >>> read("免费", Context(unit="元"))
    Decimal('0')
    >>> read("15000元", Context(unit="万元")), read("1.5亿"), read("¥1,380.50"), read(0.35)
    (Decimal('1.5'), Decimal('150000000.0'), Decimal('1380.50'), Decimal('0.35'))
    """
    if isinstance(raw, str) and _is_money(context.unit) and normalised(raw) in _FREE:
        return Decimal(0)
    return quantity.read(raw, context)


def _is_money(unit: str) -> bool:
    return not unit or money_of(unit).endswith("元")


Amount = Annotated[Decimal | None, FieldType("amount", "金额", read, additive=True)]
