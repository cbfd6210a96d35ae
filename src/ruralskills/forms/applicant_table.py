"""An applicant as a table of one row, for the rules of the application ledger."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from ruralskills.detection.columns import parse_values
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs
from ruralskills.model.layout import TableLayout
from ruralskills.model.table import Table
from ruralskills.model.typed_column import NO_VALUES, Column, Unknown
from ruralskills.notices import InForce
from ruralskills.values.field_type import Absent, Context

GRID_FIELDS: Final = (
    "name", "sex", "age", "political", "education", "id_number", "native_place", "address", "phone",
    "qq", "wechat", "identity_kind", "identity_text", "experience", "project", "project_place",
    "scale", "wants_loan", "loan_amount", "pledge", "leading_way", "prospects",
)  # fmt: skip
"""The fields of the form's grid that are filled in by the program, in its order."""
FORM_FIELDS: Final = frozenset((*GRID_FIELDS, "photo"))
OPINION_FIELDS: Final = ("signature", "village_opinion", "township_opinion", "county_opinion")
"""The fields that are left to the hand."""


def one_row(
    texts: Mapping[str, str],
    file: str,
    in_force: InForce,
    asked: Collection[str] = FORM_FIELDS,
) -> Table:
    """Return the table of one applicant from the texts of his fields.

    ``asked`` are fields that have a column though nothing was given: on a form every cell of the
    grid is there, filled in or not.
    """
    specs = field_specs(Application)
    names = [name for name in specs if name in asked or texts.get(name)]
    columns = {}
    for index, name in enumerate(names):
        spec = specs[name]
        raws = [texts.get(name, "")]
        values = parse_values(raws, spec, Context(unit=spec.unit), in_force)
        columns[name] = Column(spec, spec.header, index, list(raws), values, [0])
    info = Application.info
    layout = TableLayout(file, "", info.id, info.title, "", "", (1,), 2, 2, 1, (), (), ())
    return Table(Application, layout, None, [2], columns)


def is_blank(table: Table, name: str) -> bool:
    """Return True if nothing stands in a field, or it has no column."""
    column = table.columns.get(name)
    return column is None or column[0] is Absent.BLANK


def value_of(table: Table, name: str) -> Any:
    """Return the value of a field, None where it has none."""
    column = table.columns.get(name)
    value = column[0] if column else None
    return None if isinstance(value, NO_VALUES) else value


def is_unreadable(table: Table, name: str) -> bool:
    """Return True if something stands in a field that could not be read."""
    column = table.columns.get(name)
    return column is not None and isinstance(column[0], Unknown)
