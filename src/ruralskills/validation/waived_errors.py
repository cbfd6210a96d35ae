"""Errors of rows that an office lets stand, which take no row out of a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ruralskills.model.rule import Says
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised
from ruralskills.validation.context import CheckContext
from ruralskills.validation.fingerprints import number_findings
from ruralskills.validation.reader_defects import read_defects
from ruralskills.validation.rule_findings import finding_at
from ruralskills.validation.waiver_list import WaiverEntry

RowError = tuple[int, str, str, Says]
"""Index, field, code of the rule, and its answer."""


def not_waived(
    table: Table, context: CheckContext, errors: Iterable[RowError], waivers: Sequence[WaiverEntry]
) -> Iterator[RowError]:
    """Yield the errors of a table that no waiver lets stand."""
    about = [(error, _entries_for(error, waivers)) for error in errors] if waivers else []
    yield from (error for error, entries in about if not entries) if waivers else errors
    pairs = [
        (
            error,
            entries,
            finding_at(context.bound[code], context, table.at_field(index, name), says),
        )
        for error, entries in about
        if entries
        for index, name, code, says in [error]
    ]
    pairs.sort(key=lambda pair: pair[2].reading_order)
    numbered = number_findings(finding for _, _, finding in pairs)
    for (error, entries, _), finding in zip(pairs, numbered, strict=True):
        if not any(entry.is_about(finding) for entry in entries):
            yield error


def waived_numbers(
    table: Table, context: CheckContext, waivers: Sequence[WaiverEntry]
) -> dict[int, str]:
    """Return by row index the unreadable identity numbers that waivers let stand."""
    field = table.ledger.info.id_field
    if not waivers or field not in table.columns:
        return {}
    defects = (each for each in read_defects(table, context) if each.field == field)
    rows = {
        each.cell.row
        for each in number_findings(defects)
        if each.cell and any(entry.is_about(each) for entry in waivers)
    }
    return {
        index: normalised(table.text(index, field)).upper()
        for index, row in enumerate(table.row_numbers)
        if row in rows and table.state(index, field) == "unknown"
    }


def _entries_for(error: RowError, waivers: Sequence[WaiverEntry]) -> list[WaiverEntry]:
    return [entry for entry in waivers if entry.waiver.code in ("", error[2])]
