"""Example counties from sheets described in Python: a planted folder, its clean twin, its findings.

A module of ``builders.counties`` describes one county, and nothing else is needed::

    PEOPLE = People(7)
    ROSTER = Drawn(
        "学员花名册.xlsx", "花名册", "云潼县2022年培训学员花名册",
        ("序号", "乡镇", "基本信息/姓名", "基本信息/身份证号", "补贴（元）"),
        [[1, "柳河镇", one.name, one.identity, 300] for one in (...)],
        unit="柳河镇人民政府", text=("基本信息/身份证号",), sums=("补贴（元）",),
        slips=(
            Slip("P101", 2, "性别", {"性别": "男"}),   # row 2 says 男 where the number says 女
            Slip("S103", 0, "序号", {"照片": "相片"}),  # row 0 is the header: a head renamed
            Slip("A101", SUM, "补贴（元）", {"补贴（元）": 999}),
            Slip("", 4, "备注", {"备注": ""}),          # written otherwise; found elsewhere
            Slip("C603", 5, "工种", always=True),       # a true hint: in the clean twin too
        ),
    )
    EXAMPLE = Example("somewhere-2022", "云潼县乡村振兴局", (ROSTER,), as_of=date(2023, 1, 10))

``A/B`` is a header B under a group head A; neighbours under one group share a merged head.  A slip
names the code, the row of data (from 1) and the header at which it is found, and what the planted
folder has otherwise in that row; the clean twin has what ``rows`` says.  A sheet of a ledger that is
looked up and not checked goes into a file that ``settings`` names (``previous = ["上年/台账.xlsx"]``).

``PYTHONPATH=src:tests python -m builders.county examples`` writes ``<notice>/``, ``<notice>-clean/`` and
``<notice>.findings.txt`` for every module and says what was found and not planted, or planted and not
found; with notices behind it, for those alone.  ``tests/test_example_counties.py`` checks them all.
"""

from __future__ import annotations

import pkgutil
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from builders import counties, stable_save
from builders.header_rows import letter
from builders.office_sheet import OfficeSheet
from builders.tongnan.model import Fault

SUM: Final = -1
"""The row of a slip in the 合计."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault: which code is found at which row and header, and what is written otherwise there."""

    code: str
    row: int
    head: str
    written: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False
    """Whether the clean twin has it too: a hint that is true."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sheet: what stands on it, and what is wrong with it."""

    file: str
    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    unit: str = ""
    """Who reports; nothing: the sheet has no such line."""
    measures: str = "人"
    filled: date | None = None
    text: Sequence[str] = ()
    """The headers of columns that hold texts that look like numbers."""
    down: Sequence[str] = ()
    """The headers of columns in which equal neighbours are merged."""
    sums: Sequence[str] = ()
    """The headers of columns that the 合计 adds up; nothing: there is none."""
    sums_first: bool = False
    footer: bool = True
    notes: Sequence[str] = ()
    slips: Sequence[Slip] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A county under a notice."""

    notice: str
    unit: str
    sheets: Sequence[Drawn]
    as_of: date
    """The day on which it is checked, after the year that the ledgers are of."""
    settings: str = ""
    """Further lines of its rs.toml."""

    @property
    def clean(self) -> str:
        """The folder of the clean twin."""
        return f"{self.notice}-clean"

    @property
    def findings(self) -> str:
        """The file that lists the findings."""
        return f"{self.notice}.findings.txt"

    @property
    def rs_toml(self) -> str:
        """The settings of its folder."""
        return (
            f"# 本文件夹的设置：适用哪个通知。{self.unit}和表中的人都是虚构的。\n"
            f'notices = ["{self.notice}"]\nunit = "{self.unit}"\n{self.settings}'
        )


def every() -> dict[str, Example]:
    """The example counties by their notice."""
    names = sorted(module.name for module in pkgutil.iter_modules(counties.__path__))
    found = [import_module(f"{counties.__name__}.{name}").EXAMPLE for name in names]
    return {example.notice: example for example in found}


def write(example: Example, folder: Path, *, planted: bool) -> list[Fault]:
    """Write a county into a folder and return what is wrong in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rs.toml").write_text(example.rs_toml, encoding="utf-8", newline="\n")
    return write_sheets(example.sheets, folder, planted=planted)


def write_sheets(sheets: Iterable[Drawn], folder: Path, *, planted: bool) -> list[Fault]:
    """Write sheets into their files and return what is wrong in them."""
    books: dict[str, Workbook] = {}
    faults: list[Fault] = []
    for sheet in sheets:
        book = books.setdefault(sheet.file, _empty())
        faults += _draw(book, sheet, planted=planted)
    for file, book in books.items():
        stable_save.save(book, folder / file, {})
    return faults


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "办公室"
    return book


def _draw(book: Workbook, sheet: Drawn, *, planted: bool) -> Iterator[Fault]:
    slips = [slip for slip in sheet.slips if planted or slip.always]
    heads = [_overwritten(slips, 0, sheet.heads, head, head) for head in sheet.heads]
    letters = {head: letter(number) for number, head in enumerate(sheet.heads, 1)}
    table = OfficeSheet(
        book.create_sheet(sheet.name),
        [tuple(head.split("/")) for head in heads],
        widths=[_width(sheet, column) for column in range(len(heads))],
        text=[letters[head] for head in sheet.text],
    )
    table.title(sheet.title)
    if sheet.unit:
        table.unit_row(sheet.unit, sheet.filled or date(2000, 1, 1), sheet.measures)
    table.header()
    lines = {0: table.row - 1}
    if sheet.sums and sheet.sums_first:
        lines[SUM] = _add_up(table, sheet, slips)
    for number, row in enumerate(sheet.rows, 1):
        values = [
            _overwritten(slips, number, sheet.heads, head, value)
            for head, value in zip(sheet.heads, row, strict=True)
        ]
        lines[number] = table.data(values)
    for head in sheet.down:
        _merge_equal(table, sheet, sheet.heads.index(head), lines[1])
    if sheet.sums and not sheet.sums_first:
        lines[SUM] = _add_up(table, sheet, slips)
    if sheet.footer:
        table.footer(sheet.filled or date(2000, 1, 1))
    if sheet.notes:
        table.notes(*sheet.notes)
    for slip in slips:
        if slip.code:
            place = f"{sheet.file}!{sheet.name}!{letters[slip.head]}{lines[slip.row]}"
            yield Fault(place, slip.code)


def _overwritten(
    slips: Iterable[Slip], row: int, heads: Sequence[str], head: str, value: Any
) -> Any:
    """What stands in a cell: what the last slip that speaks of it says, else what it should be."""
    for slip in slips:
        unknown = slip.written.keys() - set(heads)
        if unknown:
            raise KeyError(f"{slip.code}: no header {unknown}")
        if slip.row == row and head in slip.written:
            value = slip.written[head]
    return value


def _add_up(table: OfficeSheet, sheet: Drawn, slips: Sequence[Slip]) -> int:
    figures = {}
    for head in sheet.sums:
        column = sheet.heads.index(head)
        total = sum(row[column] or 0 for row in sheet.rows)
        figures[column + 1] = _overwritten(slips, SUM, sheet.heads, head, total)
    return table.sums("合计", figures, label_columns=min(2, min(figures) - 1))


def _merge_equal(table: OfficeSheet, sheet: Drawn, column: int, first: int) -> None:
    start = 0
    for end in range(1, len(sheet.rows) + 1):
        if end == len(sheet.rows) or sheet.rows[end][column] != sheet.rows[start][column]:
            if end - start > 1:
                table.merge_down(column + 1, first + start, first + end - 1)
            start = end


def _width(sheet: Drawn, column: int) -> float:
    """As wide as what stands in it, a Chinese character counting for two."""
    shown = [sheet.heads[column].rpartition("/")[2], *(row[column] for row in sheet.rows)]
    return min(24, max(6, *(_length(value) for value in shown)) + 2)


def _length(value: Any) -> float:
    if isinstance(value, date):
        return 10
    return sum(2 if character > "\u2e80" else 1 for character in str(value or ""))


def lines_of(findings: Iterable[Any]) -> Iterator[str]:
    """Yield a line for each finding: place, code, nature, title."""
    for one in findings:
        yield "\t".join((one.place, one.code, one.nature.label, one.title))


def main(arguments: Sequence[str]) -> int:
    """Write the counties; return 1 when the findings are not the planted faults."""
    import ruralskills

    folder, wrong = Path(arguments[0]), 0
    for notice, example in every().items():
        if arguments[1:] and notice not in arguments[1:]:
            continue
        for name, planted in ((example.clean, False), (notice, True)):
            shutil.rmtree(folder / name, ignore_errors=True)
            faults = write(example, folder / name, planted=planted)
            found = ruralskills.validate(folder / name, as_of=example.as_of).findings
            wrong += _compare(name, faults, found)
        text = "".join(f"{line}\n" for line in lines_of(found))
        (folder / example.findings).write_text(text, encoding="utf-8", newline="\n")
    return int(wrong > 0)


def _compare(name: str, faults: Iterable[Fault], findings: Sequence[Any]) -> int:
    """Say what was planted and not found, and what was found and not planted."""
    planted = [(fault.place, fault.code) for fault in faults]
    wrong = 0
    for one in findings:
        if (one.place, one.code) in planted:
            planted.remove((one.place, one.code))
        else:
            print(f"{name}: not planted: {one.place} {one.code} {one.message}")
            wrong += 1
    for place, code in planted:
        print(f"{name}: not found: {place} {code}")
    return wrong + len(planted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
