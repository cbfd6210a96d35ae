"""Columns that are no field of the ledger, read for the checks that need no field.

Identity numbers, telephones, cards and credit codes are told by their content, figures by being
numbers.  Of any other column only errors and formulas without a result are noticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ruralskills.detection.column_profile import ColumnProfile, ContentKind, can_read, profile_of
from ruralskills.detection.columns import UNPLACED, codes_of, parse_values
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import LedgerMatch
from ruralskills.detection.header_parts import path_parts
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import Column, Unknown
from ruralskills.notices import InForce
from ruralskills.values import account, amount, credit_code, identity, phone, text
from ruralskills.values.field_type import NO_CONTEXT, CellError, FieldType, field_type

_TYPES: Final[dict[ContentKind, FieldType]] = {
    "identity": field_type(identity.IdentityNumber),
    "phone": field_type(phone.Phone),
    "account": field_type(account.Account),
    "credit_code": field_type(credit_code.CreditCode),
    "number": field_type(amount.Amount),
}
_TEXT: Final = field_type(text.Text)
_SOUND: Final = 0.6
"""The share of sound numbers that a column of such numbers has."""
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


def _read(
    detected: DetectedTable, column: HeaderColumn, rows: Sequence[int], in_force: InForce
) -> Column:
    source = detected.grid.columns[column.index]
    reads = _type_of(profile_of(detected, column.index), column)
    spec = FieldSpec("", (column.header,), reads, False, column.unit, "", False, False, "")
    values = parse_values(source.values, spec, NO_CONTEXT, in_force)
    if reads is _TEXT or reads.additive:
        values = [_defect_of_cell(value) for value in values]
    codes, filled = codes_of(detected, column.index, rows)
    return Column(
        spec=spec,
        header=column.header,
        index=column.index,
        raws=source.values,
        values=values,
        codes=codes,
        filled=filled,
    )


def _type_of(profile: ColumnProfile, column: HeaderColumn) -> FieldType:
    kind = profile.kind
    reads = _TYPES.get(kind, _TEXT)
    if kind in ("identity", "account", "credit_code") and not _is_sound(profile, reads):
        return _TEXT
    if kind == "account" and "账号" not in path_parts(column.path).meanings:
        # a long number may be anything, unless its check digit is that of a card
        cards = [raw for raw in profile.cells if account.has_valid_check_digit(str(raw))]
        return reads if len(cards) >= _SOUND * len(profile.cells) else _TEXT
    return reads


def _is_sound(profile: ColumnProfile, reads: FieldType) -> bool:
    """Return True if most cells are sound numbers of their kind."""
    sound = sum(not isinstance(raw, CellError) and can_read(reads, raw) for raw in profile.cells)
    return sound >= _SOUND * len(profile.cells)


def _defect_of_cell(value: Any) -> Any:
    """Return a value without a defect that only a field could be sure of."""
    if isinstance(value, Unknown) and value.code not in _CELL_DEFECTS:
        return Unknown("", "")
    return value
