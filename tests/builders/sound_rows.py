"""Sound rows of any ledger: what a careful clerk types into a blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import openpyxl

from builders.people import identity_number
from ruralskills.forms.blank_columns import SEQ, BlankColumn
from ruralskills.forms.blank_workbook import FIRST_ROW
from ruralskills.model.table import Ledger

NAMES: Final = ("张建国", "李志明", "王海东", "赵德福", "陈永兴", "刘春生")
BORN: Final = date(1985, 6, 15)
STARTS: Final = (3, 10)
"""Month and day on which the first of a row's dates lies."""
DAYS: Final = 7
ROWS: Final = 4
_OPEN: Final = frozenset({"removed", "ended", "left", "until", "abolished", "cancelled"})
"""Fields of things that have not happened yet."""
_FIRST: Final = frozenset(
    {"signature", "photo", "wants_loan", "status", "county_kind", "asset_owner", "in_system", "agreement", "village_kind",
     "certificate_kind"}
)  # fmt: skip
"""Fields whose other words ask for more, or are what a notice forbids."""
_SAME: Final = ("trainee_id",)
"""Numbers of the person whose row it is, in a column of their own."""
_NUMBERS: Final[Mapping[str, Any]] = {
    "theory_hours": 24, "practice_hours": 56, "hours": 80, "lecture_days": 4, "visit_days": 3,
    "days": DAYS, "standard": 100, "amount": 300, "county_pay": 1000, "township_pay": 1000, "total": 2000,
    "months": 3, "income": 1000, "public_spent": 100, "subsidy": 5000,
}  # fmt: skip
_WORDS: Final[Mapping[str, str]] = {
    "township": "青龙镇", "village": "上庄村", "county": "某县", "measure": "限期整改", "other_post": "无",
    "conduct": "无", "pledge": "5户", "trade": "电焊工", "certificate_trade": "电焊工",
}  # fmt: skip
_CREDIT_CODE: Final = "91500152MA5U0KLA4X"


def sound_rows(
    ledger: type[Ledger], columns: Sequence[BlankColumn], year: int, rows: int = ROWS
) -> list[dict[str, Any]]:
    """Return rows by field, of one village, class or project in a year."""
    days = _days(ledger, columns, year)
    return [
        {
            column.spec.field: value
            for at, column in enumerate(columns)
            if (value := _value(ledger, column, at, row, days)) is not None
        }
        for row in range(rows)
    ]


def fill(path: Path, columns: Sequence[BlankColumn], rows: Sequence[Mapping[str, Any]]) -> Path:
    """Type rows into a blank below its header."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    for number, row in enumerate(rows):
        for at, column in enumerate(columns, start=1):
            value = row.get(column.spec.field)
            if value is not None:
                page.cell(FIRST_ROW + number, at).value = value
    book.save(path)
    return path


def _days(ledger: type[Ledger], columns: Sequence[BlankColumn], year: int) -> dict[str, date]:
    """Return a day for each date, in the orders that the ledger declares."""
    names = [column.spec.field for column in columns if column.kind == "day"]
    before: dict[str, set[str]] = {name: set() for name in names}
    for order in ledger.relations.orders:
        steps = [step for step in order.steps if step in before]
        for at, step in enumerate(steps):
            before[step] |= set(steps[:at])
    if {"starts", "ends"} <= before.keys():
        before["ends"].add("starts")
    long = any(column.spec.field == "months" for column in columns)
    placed: dict[str, date] = {}
    day = date(year, *STARTS)
    while len(placed) < len(names):
        name = next(n for n in names if n not in placed and before[n] <= placed.keys())
        if name == "ends" and "starts" in placed:
            day = placed["starts"] + timedelta(91 if long else DAYS - 1)
        placed[name] = day
        day += timedelta(1)
    return placed


def _value(
    ledger: type[Ledger], column: BlankColumn, at: int, row: int, days: Mapping[str, date]
) -> Any:
    name, kind = column.spec.field, column.kind
    if name == SEQ:
        return row + 1
    if name in _OPEN:
        return None
    if name == "born":
        return BORN + timedelta(row)
    if name == "age":
        first = min((d.year for n, d in days.items() if n != "born"), default=2021)
        return first - BORN.year - 1
    if kind == "day":
        return days[name]
    if column.choices:
        return column.choices[0 if name in _FIRST else row % len(column.choices)]
    if name in _WORDS:
        return _WORDS[name]
    if kind == "identity":
        owner = 0 if name in (ledger.info.id_field, *_SAME) else 100 + 10 * at
        sequence = owner + 2 * row + 1 + row % 2  # every other row is a woman's
        return identity_number("500199", BORN + timedelta(row), sequence)
    year = min((d.year for d in days.values()), default=2021)
    return _of_kind(column, kind, name, row, year)


def _of_kind(column: BlankColumn, kind: str, name: str, row: int, year: int) -> Any:
    if kind in ("count", "quantity", "amount"):
        return _NUMBERS.get(name, 100 if kind == "amount" else 3)
    found = {
        "name": NAMES[row], "phone": f"1380000000{row}", "rate": "100%", "half_day": "上午",
        "account": _account(row), "credit_code": _CREDIT_CODE,
        "certificate": f"{year % 100}00000000000{row:03}", "span": "2021.3.10-2021.3.16",
    }.get(kind)  # fmt: skip
    return found or f"{column.spec.header}{'甲乙丙丁戊己'[row]}"


def _account(row: int) -> str:
    """Return a card number whose last digit is right."""
    digits = f"62220212345678{row:04}"
    doubled = [int(d) * (2 if at % 2 == 0 else 1) for at, d in enumerate(reversed(digits))]
    return f"{digits}{-sum(d // 10 + d % 10 for d in doubled) % 10}"
