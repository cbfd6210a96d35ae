"""Cells of tables, each with the number that stands in it."""

from __future__ import annotations

from msgspec import Struct

from ruralskills.bulletin.number_marks import plain_digits, plain_name, rate_digits
from ruralskills.bulletin.standings import End
from ruralskills.bulletin.statement import StatedNumber
from ruralskills.rollups.entries import Amount


class AnnexCell(Struct, frozen=True):
    """A cell: its text, and the numbers in it."""

    text: str = ""
    numbers: tuple[StatedNumber, ...] = ()
    is_number: bool = False
    """True if its text is its number and nothing else."""
    rows: tuple[int, int] | None = None
    """The first of the problems that it counts, and the one behind the last."""


def end_cell(end: End, name: str, period: str) -> AnnexCell:
    """Return the units at one end of a ranking, counted if some are left out."""
    names = "、".join(plain_name(each.unit) for each in end.named)
    if not end.is_cut:
        return AnnexCell(names)
    size = amount_cell(end.size, name, "个", period, "current")
    return AnnexCell(f"{names}等{size.text}个", size.numbers)


def amount_cell(
    value: Amount | None, indicator: str, unit: str, period: str, field: str
) -> AnnexCell:
    """Return an amount as a cell, an empty one for none."""
    if value is None:
        return AnnexCell()
    number = StatedNumber(value, indicator, unit, period, field)
    return AnnexCell(plain_digits(value), (number,), is_number=True)


def rate_cell(value: float | None, indicator: str, unit: str, period: str, field: str) -> AnnexCell:
    """Return a rate or a distance of rates as a cell, an empty one for none."""
    if value is None:
        return AnnexCell()
    sign = "%" if unit == "%" else ""
    number = StatedNumber(value, indicator, unit, period, field)
    return AnnexCell(f"{rate_digits(value)}{sign}", (number,), is_number=True)
