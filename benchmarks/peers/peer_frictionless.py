"""The ledger's rules with frictionless: a table schema, and a check of its own per row.

frictionless would read the workbook through openpyxl; given calamine's rows, the whole takes less
than half the time, so that is what it gets.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import takewhile

import ledger
from frictionless import Check, Checklist, Resource, Row, Schema, errors, fields
from python_calamine import CalamineWorkbook

SHAPED = re.compile(ledger.IDENTITY)


def born_on_a_day(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return True


def checked(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, ledger.WEIGHTS, strict=False))
    return ledger.CHARACTERS[total % 11] == number[17]


def is_date(value: object) -> bool:
    if isinstance(value, date):
        return True
    for form in ledger.DATE_FORMATS:
        try:
            datetime.strptime(str(value), form)
        except ValueError:
            continue
        return True
    return False


class Person(Check):
    """What no constraint says: about the number, and between cells."""

    type = "person"
    Errors = (errors.RowConstraintError,)

    def validate_row(self, row: Row) -> Iterator[errors.RowConstraintError]:
        number, poor, households = row["identity"], row["poor"], row["households"]
        if number is not None and SHAPED.fullmatch(number):  # a failed pattern leaves the value
            if not born_on_a_day(number):
                yield errors.RowConstraintError.from_row(row, note="id_birth_date")
            if not checked(number):
                yield errors.RowConstraintError.from_row(row, note="id_checksum")
            if row["sex"] is not None and (int(number[16]) % 2 == 1) != (row["sex"] == "男"):
                yield errors.RowConstraintError.from_row(row, note="sex_against_id")
        if row["recognised"] is not None and not is_date(row["recognised"]):
            yield errors.RowConstraintError.from_row(row, note="impossible_date")
        if poor is not None and households is not None and poor > households >= 0:
            yield errors.RowConstraintError.from_row(row, note="part_over_whole")


def schema() -> Schema:
    def text(name: str, **constraints: object) -> fields.StringField:
        return fields.StringField(name=name, constraints={"required": True, **constraints})

    def count(name: str) -> fields.IntegerField:
        return fields.IntegerField(name=name, constraints={"required": True, "minimum": 0})

    return Schema(
        fields=[
            fields.IntegerField(name="number"),
            fields.StringField(name="township"),
            fields.StringField(name="village"),
            text("name"),
            text("sex", enum=ledger.SEXES),
            text("identity", pattern=ledger.IDENTITY, unique=True),
            text("phone", pattern=ledger.PHONE),
            text("education", enum=ledger.EDUCATION),
            fields.AnyField(name="recognised", constraints={"required": True}),
            *(count(name) for name in ledger.SUMMED),
        ]
    )


def main(path: str) -> None:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    below = [row for at, row in enumerate(rows, 1) if at >= ledger.FIRST_ROW]
    records = list(takewhile(lambda row: row[0] != ledger.TOTAL, below))
    resource = Resource(data=[ledger.COLUMNS, *records], schema=schema())
    outcome = resource.validate(Checklist(checks=[Person()]), limit_errors=100_000)
    for row, rule, note in outcome.flatten(["rowNumber", "type", "note"]):
        # its rows count from the row of names, which took the place of the row above the records
        ledger.report(row + ledger.FIRST_ROW - 2, f"{rule} {note}")
    totals = dict(zip(ledger.COLUMNS, below[len(records)], strict=True))
    for name in ledger.SUMMED:  # a check sees one row at a time
        figures = [row[ledger.COLUMNS.index(name)] for row in records]
        if sum(one for one in figures if isinstance(one, float)) != totals[name]:
            ledger.report("total", name)


if __name__ == "__main__":
    main(sys.argv[1])
