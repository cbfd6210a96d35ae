"""Which rows of a table a condition means: equality only, as notices write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import Where
from ruralskills.values.field_type import Absent


def holds(value: Any, wanted: tuple[str, ...]) -> bool:
    """Whether a value is one of some words; of several in a cell, one is enough.

    >>> holds(True, ("是",)), holds("种养大户、经纪人", ("经纪人",)), holds(Absent.NONE, ("无",))
    (True, True, True)
    """
    if value is Absent.NONE:
        return "无" in wanted
    if isinstance(value, bool):
        return ("是" if value else "否") in wanted
    word = str(value)
    return word in wanted or any(part in wanted for part in word.split("、"))


def meant(table: Table, position: int, where: Where) -> bool | None:
    """Whether a row is meant; None where a cell that would tell cannot be read or has no column.

    Among the wanted words, an empty one stands for a blank cell and for a ledger without the column.
    """
    certain = True
    for name, wanted in where.items():
        column = table.columns.get(name)
        value = column[position] if column is not None else None
        if column is None and "" in wanted:
            continue
        if value is None or isinstance(value, Unknown):
            certain = False
        elif "" not in wanted if value is Absent.BLANK else not holds(value, wanted):
            return False
    return True if certain else None


def rows_meant(table: Table, where: Where) -> Iterator[int]:
    """The rows that are certainly meant."""
    return (position for position in range(len(table)) if meant(table, position, where))
