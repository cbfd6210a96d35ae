"""Conditions on the rows of a table: equality only, as notices write them."""

from __future__ import annotations

from typing import Any, Final

from ruralskills.model.fields import FieldSpec
from ruralskills.model.table import Ledger, State
from ruralskills.notices import Where
from ruralskills.values.field_type import Absent

ANY_CONTENT: Final = "*"
"""The word of a condition for whatever stands in a cell, but for 无."""
_MARK: Final = "是"


def is_one_of(value: Any, wanted: tuple[str, ...]) -> bool:
    """Return True if a value, or one of several in a cell, is one of the wanted words.

    >>> is_one_of(True, ("是",)), is_one_of("种养大户、经纪人", ("经纪人",)), is_one_of(Absent.NONE, ("无",))
    (True, True, True)
    >>> is_one_of("88", ("*",)), is_one_of(Absent.NONE, ("*",))
    (True, False)
    """
    if value is Absent.NONE:
        return "无" in wanted
    if ANY_CONTENT in wanted:
        return True
    if isinstance(value, bool):
        return ("是" if value else "否") in wanted
    word = str(value)
    return word in wanted or any(part in wanted for part in word.split("、"))


def is_open_if_blank(spec: FieldSpec, wanted: tuple[str, ...]) -> bool:
    """Return True if a blank cell leaves it open whether a condition is met.

    Where a mark is wanted (是, or any content), a blank says that there is none.
    """
    return not (spec.blank_says_no or ANY_CONTENT in wanted or _MARK in wanted)


def is_met(row: Ledger, where: Where) -> bool | None:
    """Return True if a row meets a condition, None if a cell leaves that open.

    Among the wanted words, an empty one stands for a blank cell and for a ledger without the column.
    """
    certain = True
    for name, wanted in where.items():
        state = row.state(name)
        if state in ("missing", "blank") and "" in wanted:
            continue
        is_blank = state == "blank"
        if state in ("missing", "unknown") or (
            is_blank and is_open_if_blank(row.table.columns[name].spec, wanted)
        ):
            certain = False
        elif is_blank or not is_one_of(_value(row, name, state), wanted):
            return False
    return True if certain else None


def _value(row: Ledger, name: str, state: State) -> Any:
    return Absent.NONE if state == "none" else getattr(row, name)
