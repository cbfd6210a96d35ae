"""Amounts of money and land: GB/T 15835 numbers in the unit of the column.

A scale or unit written in the cell is converted into the column's unit, so that "2000万" counts as
20000000 in a column of 元 and as 2000 in a column of 万元.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ruralskills.values import quantity
from ruralskills.values.field_type import NO_CONTEXT, Absent, Context, FieldType, Raw


def read(raw: Raw, context: Context = NO_CONTEXT) -> Decimal | Absent:
    """Return an amount in the column's unit.

    >>> read("15000元", Context(unit="万元")), read("1.5亿"), read("¥1,380.50"), read(0.35)
    (Decimal('1.5'), Decimal('150000000.0'), Decimal('1380.50'), Decimal('0.35'))
    """
    return quantity.read(raw, context)


Amount = Annotated[Decimal | None, FieldType("amount", "金额", read, additive=True)]
