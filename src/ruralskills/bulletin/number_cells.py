"""Cells of tables, each with the number that stands in it."""

from __future__ import annotations

from msgspec import Struct

from ruralskills.bulletin.number_marks import plain_digits, rate_digits
from ruralskills.bulletin.statement import StatedNumber
from ruralskills.rollups.entries import Amount


class AnnexCell(Struct, frozen=True):
    """A cell: its text, and the numbers in it."""

    text: str = ""
    numbers: tuple[StatedNumber, ...] = ()


def amount_cell(
    value: Amount | None, indicator: str, unit: str, period: str, field: str
) -> AnnexCell:
    """Return an amount as a cell, an empty one for none."""
    if value is None:
        return AnnexCell()
    number = StatedNumber(value, indicator, unit, period, field)
    return AnnexCell(plain_digits(value), (number,))


def rate_cell(value: float | None, indicator: str, unit: str, period: str, field: str) -> AnnexCell:
    """Return a rate or a distance of rates as a cell, an empty one for none."""
    if value is None:
        return AnnexCell()
    sign = "%" if unit == "%" else ""
    number = StatedNumber(value, indicator, unit, period, field)
    return AnnexCell(f"{rate_digits(value)}{sign}", (number,))
