"""Columns that are no field of the ledger, read for the checks that need no field.

Identity numbers, telephones, cards, credit codes and days are told by their content, figures by
being numbers.  Of any other column only errors and formulas without a result are noticed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Any, Final

from ruralskills.detection.column_profile import profile_of
from ruralskills.detection.columns import UNPLACED, own_cells, parse_values, read_error
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import LedgerMatch
from ruralskills.detection.header_parts import path_parts
from ruralskills.detection.odd_cells import CERTAIN, type_of
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import InForce
from ruralskills.values import text
from ruralskills.values.field_type import NO_CONTEXT, Absent, CellError, field_type

_TEXT: Final = field_type(text.Text)
_CELL_DEFECTS: Final = frozenset({"C101", "C102", UNPLACED})
"""Defects of cells whatever their column holds: errors, formulas without a result."""


def unmapped_columns(
    detected: DetectedTable, match: LedgerMatch, rows: Sequence[int], in_force: InForce
) -> tuple[Column, ...]:
    """Return the columns under a header that are no field, read by their content."""
    mapped = {found.column.index for found in match.fields.values()}
    return tuple(
        _read(detected, column, rows, in_force)
        for column in detected.columns
        if column.path and column.index not in mapped
    )


def unread_errors(
    detected: DetectedTable, row_numbers: Sequence[int], read: Collection[int]
) -> tuple[Column, ...]:
    """Return the columns with errors that a reader of another layout leaves alone.

    Several rows of the table may stand in one row of the sheet, of which the first counts.
    """
    repeats = frozenset(
        index for index, (row, above) in enumerate(pairwise(row_numbers), 1) if row == above
    )
    found = []
    for column in detected.columns:
        source = detected.grid.columns[column.index]
        if column.path and column.index not in read and _has_errors(source.values):
            spec = FieldSpec("", (column.header,), _TEXT, False, "", "", False, False, "")
            values = [
                read_error(raw) if isinstance(raw, CellError) else Absent.NONE
                for raw in source.values
            ]
            codes = [source.codes[number - 1] for number in row_numbers]
            found.append(
                Column(spec, column.header, column.index, source.values, values, codes, repeats)
            )
    return tuple(found)


def _has_errors(raws: Sequence[object]) -> bool:
    return any(isinstance(raw, CellError) for raw in raws)


def _read(
    detected: DetectedTable, column: HeaderColumn, rows: Sequence[int], in_force: InForce
) -> Column:
    raws, codes, filled = own_cells(detected, column.index, rows)
    profile = profile_of(detected, column.index)
    reads = type_of(profile, path_parts(column.path).meanings) or _TEXT
    spec = FieldSpec("", (column.header,), reads, False, column.unit, "", False, False, "")
    values = parse_values(raws, spec, NO_CONTEXT, in_force)
    kept = _CELL_DEFECTS if reads is _TEXT else CERTAIN.get(reads.name)
    if kept is not None:
        values = [_kept_defect(value, kept | _CELL_DEFECTS) for value in values]
    return Column(
        spec=spec,
        header=column.header,
        index=column.index,
        raws=raws,
        values=values,
        codes=codes,
        filled=filled,
    )


def _kept_defect(value: Any, kept: Collection[str]) -> Any:
    """Return a value without a defect that only a field could be sure of."""
    if isinstance(value, Unknown) and value.code not in kept:
        return Unknown("", "")
    return value
