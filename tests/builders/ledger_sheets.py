"""Sheets of any ledger, made of its own headers, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from builders.sheet_text import drawn, header_lines
from builders.workbook_fixture import number
from ruralskills import rules
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.findings import Finding
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import InForce, notices_in_force, shipped_notices
from ruralskills.validation.context import CheckContext
from ruralskills.validation.engine import run_on_table

_FILLERS = {
    "person_name": "张三", "count": "3", "quantity": "3", "amount": "100", "partial_date": "2020-03-05",
    "yesno": "是", "certificate": "DX0001", "half_day": "上午", "date_range": "2020.3.5-2020.3.9",
}  # fmt: skip
"""A sound value for each kind of column."""


def filler(spec: FieldSpec, row: int) -> str:
    """Return a sound value of a required column in some row."""
    kind = spec.reads.read.__module__.rpartition(".")[2]
    return number(sequence=2 * row + 1) if kind == "identity" else _FILLERS.get(kind, f"甲{row}")


def ledger_table(
    ledger: type[Ledger], *rows: Mapping[str, str], bound: InForce, title: str = ""
) -> Table:
    """Return the table of rows, given by field. Required fields are filled in."""
    specs = field_specs(ledger)
    required = [name for name, spec in specs.items() if spec.required]
    names = list(dict.fromkeys((*required, *(name for row in rows for name in row))))
    lines = [
        "|".join(
            row.get(name, filler(specs[name], n) if name in required else "") for name in names
        )
        for n, row in enumerate(rows)
    ]
    heads = header_lines([specs[name].header for name in names])
    top = "|".join([title or ledger.info.title, *["<"] * (len(names) - 1)])
    [found] = find_tables(drawn("\n".join([top, *heads, *lines])), "台账.xlsx")
    table = to_table(found, bound)
    assert table.ledger is ledger
    return table


def in_force(*notices: str) -> InForce:
    """Return shipped notices with those that they stand on."""
    return notices_in_force([shipped_notices()[one] for one in notices], shipped_notices())


def findings_in(
    ledger: type[Ledger],
    *rows: Mapping[str, str],
    title: str = "",
    as_of: date = date(2022, 12, 31),
    notices: tuple[str, ...] = (),
) -> list[Finding]:
    """Return what is said of rows, given by field. Required fields are filled in."""
    bound = in_force(*notices)
    table = ledger_table(ledger, *rows, bound=bound, title=title)
    run = run_on_table(table, CheckContext(rules.all_rules(), bound, as_of))
    assert not run.broken, run.broken
    return run.findings


def told(findings: list[Finding], *codes: str) -> list[tuple[str, str | None, int]]:
    """Return code, field and row of findings with some codes, all without any."""
    return [
        (one.code, one.field, one.cell.row if one.cell else 0)
        for one in findings
        if not codes or one.code in codes
    ]
