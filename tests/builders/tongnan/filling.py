"""Workbooks being filled: rows of values, the faults in them, the results of their formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from builders import stable_save
from builders.header_rows import Path as Heads
from builders.header_rows import letter
from builders.office_sheet import OfficeSheet
from builders.people import Person
from builders.tongnan.model import Class, Fault, Household, Leader, Record

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """A formula that gives an error."""

    formula: str
    error: str


def age_of(one: Leader) -> int:
    born, day = one.person.born, one.recognised
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def person_row(who: Person) -> Row:
    return {
        "name": who.name, "sex": who.sex, "identity": who.identity, "phone": who.phone,
        "education": who.education,
    }  # fmt: skip


def leader_row(one: Leader) -> Row:
    return {
        **person_row(one.person),
        "township": one.village.township,
        "village": one.village.name,
        "village_kind": one.village.kind,
        "age": age_of(one),
        "project": one.project,
        "income": one.income,
        "way": one.way,
        "recognised": one.recognised,
        "in_system": "是" if one.entered else "否",
        "entered": one.entered,
        "poor": len(one.households),
        "size": one.size,
        "status": "退出" if one.removed else "在库",
        "cause": one.cause or None,
        "removed": one.removed,
        "remark": one.remark or None,
    }


def household_row(one: Leader, household: Household) -> Row:
    head = household.head
    return {
        "leader": one.person.name, "leader_id": one.person.identity, "head": head.name,
        "head_id": head.identity, "kind": household.kind, "size": household.size,
        "phone": head.phone, "village": one.village.name, "way": one.way,
        "linked": household.linked, "raised": household.raised,
    }  # fmt: skip


def class_row(one: Class) -> Row:
    return {
        "class": one.name, "category": "致富带头人培训班", "kind": one.kind, "place": one.place,
        "starts": one.starts, "ends": one.ends, "held": held_of(one), "days": one.days,
        "lecture": one.lecture, "visit": one.visit, "hours": one.theory + one.practice,
        "theory": one.theory, "practice": one.practice, "trained": one.trained, "poor": one.poor,
        "completed": one.completed, "teacher": one.teacher,
    }  # fmt: skip


def held_of(one: Class) -> str:
    first, last = one.starts, one.ends
    return (
        f"{first.year}.{first.month}.{first.day}-{last.month}.{last.day}",
        f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日",
        f"{first.year}.{first.month}.{first.day}—{last.year}.{last.month}.{last.day}",
    )[first.month % 3]


Columns = Sequence[tuple[str, str]]
"""Header paths such as 基本信息/姓名, and what stands under them."""


class Filling:
    """A workbook being filled: what it holds in error, and what its formulas give."""

    def __init__(self, file: str) -> None:
        """Begin an empty workbook of that name."""
        self.file = file
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.faults: list[Fault] = []
        self.results: dict[str, dict[str, int | str]] = {}

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        self.results[name] = {}
        return self.book.create_sheet(name)

    def note(
        self, sheet: str, row: int, columns: Columns, faults: Iterable[tuple[str, str]]
    ) -> None:
        """Note the faults of a row."""
        keys = [key for _, key in columns]
        for code, key in faults:
            place = f"{self.file}!{sheet}!{letter(keys.index(key) + 1)}{row}"
            self.faults.append(Fault(place, code))

    def values(self, sheet: str, row: int, columns: Columns, one: Record, given: Row) -> list[Any]:
        """The values of a row in the order of the columns; its faults and formulas are noted."""
        self.note(sheet, row, columns, one.faults)
        given = {**given, **one.written}
        return [
            self.formula(sheet, row, column, value.formula, value.error)
            if isinstance(value := given.get(key), Failed)
            else value
            for column, (_, key) in enumerate(columns, 1)
        ]

    def formula(self, sheet: str, row: int, column: int, text: str, result: int | str) -> str:
        """Note what a formula gives, and return it as a cell's value."""
        self.results[sheet][f"{letter(column)}{row}"] = result
        return f"={text}"

    def save(self, folder: Path) -> list[Fault]:
        """Write the file and return its faults."""
        self.book.properties.creator = "扶贫办"
        stable_save.save(self.book, folder / self.file, self.results)
        return self.faults


def paths_of(columns: Columns) -> list[Heads]:
    return [tuple(path.split("/")) for path, _ in columns]


def column_of(columns: Columns, key: str) -> int:
    return [k for _, k in columns].index(key) + 1


def header_by_hand(table: OfficeSheet, height: float) -> None:
    """Write a header that the office typed again on the next page; it set no titles to print."""
    frozen = table.sheet.freeze_panes
    table.header(height)
    sheet: Any = table.sheet
    sheet._print_rows = None  # setting print_title_rows to None does nothing
    sheet.freeze_panes = frozen


def sums_of(columns: Columns, rows: Iterable[Mapping[str, Any]], *keys: str) -> dict[int, int]:
    listed = list(rows)
    return {column_of(columns, key): sum(row[key] for row in listed) for key in keys}


def totals_of(leaders: Sequence[Leader]) -> tuple[int, int]:
    return sum(len(one.households) for one in leaders), sum(one.size for one in leaders)
