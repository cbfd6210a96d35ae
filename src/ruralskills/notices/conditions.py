"""Which rows of a table a condition means: equality only, as notices write it."""

from __future__ import annotations

from typing import Any

from ruralskills.model.table import Ledger, State
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


def is_met(row: Ledger, where: Where) -> bool | None:
    """Return True if a row meets a condition; None where a cell that would tell cannot be read.

    Among the wanted words, an empty one stands for a blank cell and for a ledger without the column.
    """
    certain = True
    for name, wanted in where.items():
        state = row.state(name)
        if state in ("missing", "blank") and "" in wanted:
            continue
        if state in ("missing", "unknown"):
            certain = False
        elif state == "blank" or not holds(_value(row, name, state), wanted):
            return False
    return True if certain else None


def _value(row: Ledger, name: str, state: State) -> Any:
    return Absent.NONE if state == "none" else getattr(row, name)
