"""Findings made from the answers of rules."""

from __future__ import annotations

from collections.abc import Iterator

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Party, Subject
from ruralskills.model.rule import Says
from ruralskills.model.table import Place, Table
from ruralskills.model.typed_column import Column
from ruralskills.validation.bound_rule import BoundRule
from ruralskills.validation.context import CheckContext


def finding_at(bound: BoundRule, context: CheckContext, place: Place, says: Says) -> Finding:
    """Return the finding of a rule at a place: a field of a row, a total or a header."""
    table, cell = place.table, place.cell
    if place.index is None:
        column = next((c for c in table.columns.values() if c.index == cell.column), None)
        name, value = column.spec.field if column else "", None
        subject = table.own_subject
    elif place.field:
        column, name = table.columns.get(place.field), place.field
        value = table.text(place.index, name)
        subject = table.subject(place.index)
    else:
        column = next((c for c in table.unmapped if c.index == cell.column), None)
        name, value = "", column.text(place.index) if column else None
        subject = table.subject(place.index)
    return _finding(
        bound,
        context,
        says,
        cell.file,
        cell.sheet,
        cell=cell,
        table=table,
        column=column,
        name=name,
        value=value,
        subject=says.subject or subject,
    )


def finding_of_file(bound: BoundRule, context: CheckContext, file: str, says: Says) -> Finding:
    """Return the finding of a rule about a file that has no cells."""
    return _finding(bound, context, says, file, None, subject=says.subject or Subject())


def _finding(
    bound: BoundRule,
    context: CheckContext,
    says: Says,
    file: str,
    sheet: str | None,
    *,
    subject: Subject,
    cell: Cell | None = None,
    table: Table | None = None,
    column: Column | None = None,
    name: str = "",
    value: str | None = None,
) -> Finding:
    rule = bound.rule
    severity = bound.severity_of(says, table.year if table else None, context.as_of)
    return Finding(
        code=rule.code,
        name=rule.name,
        title=rule.title,
        severity=severity,
        nature=bound.nature_of(says, severity),
        message=bound.message_of(says),
        remedy=says.remedy or rule.remedy,
        file=file,
        sheet=sheet,
        cell=cell,
        header=(column.header or column.spec.header) if column else None,
        field=name or None,
        value=value,
        subject=subject,
        clause=bound.clause_of(says),
        fix=says.fix,
        related=tuple(r.cell if isinstance(r, Place) else r for r in says.related),
        parties=tuple(_parties(says, subject)),
    )


def _parties(says: Says, subject: Subject) -> Iterator[Party]:
    """Yield the related rows that another unit than the subject's answers for."""
    for place in says.related:
        if isinstance(place, Place) and place.index is not None:
            other = place.table.subject(place.index)
            if other.unit != subject.unit:
                yield Party(place.cell, other)
