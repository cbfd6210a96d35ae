"""Conditions on the rows of a table: equality only, as notices write them."""

from __future__ import annotations

from typing import Any, Final

from ruralskills.model.fields import FieldSpec
from ruralskills.model.table import Ledger, State, Table
from ruralskills.notices import Where
from ruralskills.regions import is_township
from ruralskills.values.field_type import Absent

ANY_CONTENT: Final = "*"
"""The word of a condition for whatever stands in a cell, but for 无."""
_MARK: Final = "是"
_TOWNSHIP: Final = "township"


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


def present_name(value: Any, name: str, table: Table) -> Any:
    """Return the value of a field, a township by the name that the list has now.

    Where a row names no township, it is one of the township that the table belongs to.
    """
    if name != _TOWNSHIP:
        return value
    if isinstance(value, str):
        return table.unit_name(value) or value
    own = table.layout.unit_name
    return own if value is Absent.BLANK and is_township(own) else value


def present_names(wanted: tuple[str, ...], name: str, table: Table) -> tuple[str, ...]:
    """Return the words of a condition on a field, townships by the names of the list."""
    return tuple(table.unit_name(word) or word for word in wanted) if name == _TOWNSHIP else wanted


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
    for name, words in where.items():
        answer = _answer(row, name, present_names(words, name, row.table))
        if answer is False:
            return False
        certain = certain and answer is not None
    return True if certain else None


def _answer(row: Ledger, name: str, wanted: tuple[str, ...]) -> bool | None:
    """Return True if a field has a wanted word, None if its cell leaves that open."""
    state = row.state(name)
    if state == "unknown":
        return None
    if state not in ("missing", "blank"):
        return is_one_of(_value(row, name, state), wanted)
    own = present_name(Absent.BLANK, name, row.table)
    if own is not Absent.BLANK:
        return is_one_of(own, wanted)
    if "" in wanted:
        return True
    if state == "missing" or is_open_if_blank(row.table.columns[name].spec, wanted):
        return None
    return False


def _value(row: Ledger, name: str, state: State) -> Any:
    return Absent.NONE if state == "none" else present_name(getattr(row, name), name, row.table)
