"""Tables that hold two ledgers: leaders merged over the rows of their households."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import LedgerMatch, match_fields
from ruralskills.detection.header_suggestions import with_suggestions
from ruralskills.detection.hints import AddedHeaders
from ruralskills.ledgers import HouseholdLink, Leader, Trainee, TrainingClass
from ruralskills.model.table import Ledger


class _Nesting(Struct, frozen=True):
    """An outer ledger whose cells are merged over the rows of an inner one."""

    outer: type[Ledger]
    inner: type[Ledger]
    outer_name: str
    """The group under which the inner ledger knows the columns of the outer one."""
    inherited: frozenset[str] = frozenset()
    """Fields that the inner ledger takes from the outer one besides its labels."""


_NESTINGS: Final = (
    _Nesting(Leader, HouseholdLink, "带头人"),
    _Nesting(
        TrainingClass, Trainee, "培训班",
        frozenset({"held", "starts", "ends", "days", "hours", "trade", "agency", "category"}),
    ),
)  # fmt: skip


def split_nested(
    detected: DetectedTable, added: AddedHeaders
) -> list[tuple[DetectedTable, LedgerMatch]]:
    """Return the outer and the inner table, none if merges do not nest two ledgers."""
    if not detected.filled:
        return []
    splits = (_split(detected, nesting, added) for nesting in _NESTINGS)
    return next((tables for tables in splits if tables), [])


def _split(
    detected: DetectedTable, nesting: _Nesting, added: AddedHeaders
) -> list[tuple[DetectedTable, LedgerMatch]]:
    merged = frozenset(detected.filled)
    inner_columns = [
        _in_group(nesting.outer_name, column) if column.index in merged else column
        for column in detected.columns
    ]
    inner = match_fields(inner_columns, nesting.inner, added=added)
    inner.fields = {
        name: found
        for name, found in inner.fields.items()
        if found.column.index not in merged or found.spec.label or name in nesting.inherited
    }
    unmerged = {m.column.index for m in inner.fields.values() if m.column.index not in merged}
    outer_columns = [column for column in detected.columns if column.index not in unmerged]
    outer = match_fields(outer_columns, nesting.outer, added=added)
    keys = [m.column.index for m in outer.fields.values() if m.spec.required]
    covered = [detected.filled[key] for key in keys if key in merged]
    if inner.missing or outer.missing or len(unmerged) < 2:
        return []
    if not covered or not _has_own_fields(outer):
        return []
    continued = set.intersection(*covered)
    inner_fields = {m.column.index for m in inner.fields.values()}
    inner, outer = with_suggestions(inner, added, None), with_suggestions(outer, added, None)
    inner.unknown = [(c, header) for c, header in inner.unknown if c.index not in merged]
    outer.unknown = [(c, header) for c, header in outer.unknown if c.index not in inner_fields]
    inner_columns = [c for c in inner_columns if c.index not in merged or c.index in inner_fields]
    return [
        (_without_rows(replace(detected, columns=outer_columns), continued), outer),
        (replace(detected, columns=inner_columns), inner),
    ]


def _without_rows(detected: DetectedTable, removed: set[int]) -> DetectedTable:
    """Return a table without some of its rows of data."""
    return replace(
        detected,
        rows=[row for row in detected.rows if row not in removed],
        filled={
            column: rest for column, rows in detected.filled.items() if (rest := rows - removed)
        },
        total_rows=[
            replace(total, members=[row for row in total.members if row not in removed])
            for total in detected.total_rows
        ],
    )


def _has_own_fields(outer: LedgerMatch) -> bool:
    """Return True if the outer table has fields besides those that identify a row."""
    return any(
        not (found.spec.required or found.spec.label) and name not in ("seq", "remark")
        for name, found in outer.fields.items()
    )


def _in_group(group: str, column: HeaderColumn) -> HeaderColumn:
    return replace(column, path=(group, *column.path)) if column.path else column
