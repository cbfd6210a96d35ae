"""Hints about cells that a corrected copy rewrites in the proper form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from ruralskills.model.findings import Finding, Subject
from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.validation.context import CheckContext
from ruralskills.validation.normalisation import KINDS, UNSEEN, ColumnMends, find_mends
from ruralskills.validation.rule_findings import finding_at

MEND_CODES: Final = frozenset(KINDS.values())
"""The codes of these hints."""


def mend_hints(table: Table, context: CheckContext) -> Iterator[Finding]:
    """Yield a hint for each column and kind of mend, at its first cell.

    The others are related cells, so that a check names every cell that a corrected copy changes.
    """
    for mends in find_mends(table, context.in_force):
        by_kind: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, code in mends.rows:
            by_kind[_code_of(mends.forms[code][1])].append((index, code))
        for kind, rows in by_kind.items():
            yield _hint(table, context, kind, mends, rows)


def _code_of(reason: str) -> str:
    """Return the code of a reason, of which the first part counts."""
    return KINDS[reason] if reason in KINDS else KINDS[reason.partition("，")[0]]


def _hint(
    table: Table,
    context: CheckContext,
    kind: str,
    mends: ColumnMends,
    rows: list[tuple[int, int]],
) -> Finding:
    column, name = mends.column, mends.field
    first, code = rows[0]
    new, reason = mends.forms[code]
    header = column.header or column.spec.header
    message = f"“{header}”列有{len(rows)}格：{reason}，意思不变"
    if not column.spec.reads.private and reason in KINDS and kind != UNSEEN:
        message += f"，如“{column.text(first)}”写成“{new}”"
    bound = context.bound[kind]
    found = finding_at(bound, context, table.at_field(first, name), Says(message))
    subject = table.own_subject
    return replace(
        found,
        value=None,
        subject=Subject(subject.unit, is_unit_of_file=subject.is_unit_of_file),
        related=tuple(table.cell(index, name) for index, _ in rows[1:]),
    )
