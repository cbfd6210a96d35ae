"""Example counties from sheets described in Python.

A module of ``builders.counties`` describes one county::

    PEOPLE = People(7)
    ROSTER = CountySheet(
        "学员花名册.xlsx", "花名册", "云潼县2022年培训学员花名册",
        ("序号", "乡镇", "基本信息/姓名", "基本信息/身份证号", "补贴（元）"),
        [[1, "柳河镇", one.name, one.identity, 300] for one in (...)],
        unit="柳河镇人民政府", text=("基本信息/身份证号",), sums=("补贴（元）",),
        slips=(
            Slip("P101", 2, "性别", {"性别": "男"}),   # row 2 says 男 where the number says 女
            Slip("S103", 0, "序号", {"照片": "相片"}),  # row 0 is the header: a head renamed
            Slip("A101", SUM, "补贴（元）", {"补贴（元）": 999}),
            Slip("", 4, "备注", {"备注": ""}),          # written otherwise, found elsewhere
            Slip("C603", 5, "工种", always=True),       # a true hint, in the clean twin too
        ),
    )
    EXAMPLE = Example("somewhere-2022", "云潼县乡村振兴局", (ROSTER,), as_of=date(2023, 1, 10))

``A/B`` is a header B under a group head A; neighbours under one group share a merged head.  A slip
names the code, the row of data (from 1) and the header at which it is found, and what the planted
folder has otherwise in that row; the clean twin has what ``rows`` says.  A sheet of a ledger that is
looked up and not checked goes into a file that ``settings`` names (``previous = ["上年/台账.xlsx"]``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.pagebreak import Break

from builders import stable_save
from builders.header_rows import letter
from builders.office_sheet import Formula, OfficeSheet, PlainSheet
from builders.planted_faults import Fault

SUM: Final = -1
"""The row of a slip in the 合计."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault: the code found at a row and header, and what is written there."""

    code: str
    row: int | str
    """The row of data, 0 for the header, SUM, or the first cell of a run for its 小计."""
    head: str
    written: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False
    """True if the clean twin has it too: a hint that is true."""


@dataclass(frozen=True, slots=True)
class CountySheet:
    """A sheet: what stands on it, how it is laid out, and what is wrong with it.

    Sheets of one file and one name stand under each other on the same page.
    """

    file: str
    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    unit: str = ""
    """The reporting unit, or nothing where the sheet has no such line."""
    measures: str = "人"
    filled: date = date(2000, 1, 1)
    text: Sequence[str] = ()
    """The headers of columns that hold texts that look like numbers."""
    down: Sequence[str] = ()
    """The headers of columns merged over each run of rows that agree in them."""
    subtotals: bool = False
    """True if a 小计 follows each run."""
    sums: Sequence[str] | Mapping[str, Any] = ()
    """The headers of columns that the 合计 adds up, perhaps with their totals."""
    sums_first: bool = False
    sums_label: str = "合计"
    label_columns: int = 2
    formulas: bool = False
    """True if sums are formulas."""
    footer: bool = True
    phone: str = ""
    notes: Sequence[str] = ()
    slips: Sequence[Slip] = ()
    widths: Sequence[float] = ()
    """The widths of the columns, by default those of their content."""
    height: float = 18
    header_height: float = 21
    typed_header: bool = False
    """True if the header is no title to print, but typed on each page."""
    under_header: Sequence[Any] = ()
    page: int = 0
    """The rows after which the header stands again on a new page."""
    plain: bool = False
    author: str = "办公室"
    intro: Callable[[OfficeSheet], None] | None = None
    """Writes what stands over the header, in place of title and line of the unit."""
    finish: Callable[[OfficeSheet], None] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is no table."""

    file: str
    name: str
    paint: Callable[[Any], None]
    author: str = "办公室"


@dataclass(frozen=True, slots=True)
class Example:
    """A county under a notice."""

    notice: str
    unit: str
    sheets: Sequence[CountySheet | Page]
    as_of: date
    """The day on which it is checked, after the year that the ledgers are of."""
    settings: str = ""
    """Further lines of its rs.toml."""
    comment: str = ""
    """The first line of its rs.toml."""
    clean_sheets: Sequence[CountySheet | Page] = ()
    """The sheets of the clean twin, where they have other rows."""

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
        comment = f"本文件夹的设置：适用哪个通知。{self.unit}和表中的人都是虚构的。"
        return (
            f"# {self.comment or comment}\n"
            f'notices = ["{self.notice}"]\nunit = "{self.unit}"\n{self.settings}'
        )


def write(example: Example, folder: Path, *, planted: bool) -> list[Fault]:
    """Write a county into a folder and return what is wrong in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "rs.toml").write_text(example.rs_toml, encoding="utf-8", newline="\n")
    sheets = example.sheets if planted or not example.clean_sheets else example.clean_sheets
    return write_sheets(sheets, folder, planted=planted)


def write_sheets(
    sheets: Iterable[CountySheet | Page], folder: Path, *, planted: bool
) -> list[Fault]:
    """Write sheets into their files and return what is wrong in them."""
    books: dict[str, Workbook] = {}
    results: dict[str, dict[str, dict[str, int | str]]] = {}
    faults: list[Fault] = []
    for sheet in sheets:
        if sheet.file not in books:
            books[sheet.file] = Workbook()
            books[sheet.file].remove(books[sheet.file].worksheets[0])
            books[sheet.file].properties.creator = sheet.author
        book = books[sheet.file]
        place = book[sheet.name] if sheet.name in book else book.create_sheet(sheet.name)
        if isinstance(sheet, Page):
            sheet.paint(place)
            continue
        drawing = _Drawing(sheet, place, planted=planted)
        drawing.draw()
        results.setdefault(sheet.file, {})[sheet.name] = drawing.table.results
        faults += drawing.faults()
    for file, book in books.items():
        stable_save.save(book, folder / file, results.get(file, {}))
    return faults


class _Drawing:
    """A sheet being drawn: the slips that are in it, and the line of each row."""

    def __init__(self, sheet: CountySheet, place: Any, *, planted: bool) -> None:
        self.sheet = sheet
        self.slips = [slip for slip in sheet.slips if planted or slip.always]
        for slip in self.slips:
            if unknown := slip.written.keys() - set(sheet.heads):
                raise KeyError(f"{slip.code}: no header {unknown}")
        self.letters = {head: letter(number) for number, head in enumerate(sheet.heads, 1)}
        self.lines: dict[int | str, int] = {}
        self.table = (PlainSheet if sheet.plain else OfficeSheet)(
            place,
            [tuple(self.cell(0, head, head).split("/")) for head in sheet.heads],
            widths=sheet.widths or [_width(sheet, column) for column in range(len(sheet.heads))],
            text=[self.letters[head] for head in sheet.text],
        )

    def cell(self, row: int | str, head: str, value: Any) -> Any:
        """Return the content of a cell: by the last slip that names it, or the value."""
        written = [s.written[head] for s in self.slips if s.row == row and head in s.written]
        return written[-1] if written else value

    def draw(self) -> None:
        """Write the sheet from the top."""
        sheet, table = self.sheet, self.table
        if table.sheet.max_row > 1:
            table.row = table.sheet.max_row + 3
        if sheet.intro:
            sheet.intro(table)
        else:
            table.title(sheet.title)
            if sheet.unit:
                table.unit_row(sheet.unit, sheet.filled, sheet.measures)
        table.header(sheet.header_height, typed=sheet.typed_header)
        self.lines[0] = table.row - 1
        if sheet.under_header:
            table.data(sheet.under_header, height=16)
        if sheet.sums_first:
            self.add_up()
        self.draw_rows()
        if sheet.footer:
            table.footer(sheet.filled, phone=sheet.phone)
        table.notes(*sheet.notes)
        if sheet.finish:
            sheet.finish(table)

    def draw_rows(self) -> None:
        """Write the rows run by run, with their sums."""
        sheet, table = self.sheet, self.table
        columns = [sheet.heads.index(head) for head in sheet.down]
        numbered = enumerate(sheet.rows, 1)
        blocks: list[tuple[int, int]] = []
        for key, run in groupby(numbered, lambda row: [row[1][column] for column in columns]):
            first = table.row
            rows = []
            for number, row in run:
                self.draw_row(number, row)
                rows.append(row)
            blocks.append((first, table.row - 1))
            for column in columns:
                table.merge_down(column + 1, *blocks[-1])
            if sheet.subtotals:
                self.add_up("小计", key[0], rows, blocks[-1:])
        if not sheet.sums_first:
            self.add_up(blocks=blocks)

    def draw_row(self, number: int, row: Sequence[Any]) -> None:
        """Write a row, on a new page where one begins."""
        sheet, table = self.sheet, self.table
        if sheet.page and number > 1 and number % sheet.page == 1:
            table.sheet.row_breaks.append(Break(id=table.row - 1))
            table.header(sheet.header_height, typed=sheet.typed_header)
        cells = zip(sheet.heads, row, strict=True)
        values = [self.cell(number, head, value) for head, value in cells]
        self.lines[number] = table.data(values, height=sheet.height)

    def add_up(
        self,
        label: str = "",
        key: int | str = SUM,
        rows: Sequence[Sequence[Any]] = (),
        blocks: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Write a row of sums, unless the sheet has none."""
        sheet = self.sheet
        figures: dict[int, Any] = {}
        for head in sheet.sums:
            column = sheet.heads.index(head)
            total: Any = (
                sheet.sums[head]
                if isinstance(sheet.sums, Mapping)
                else sum(row[column] or 0 for row in rows or sheet.rows)
            )
            if sheet.formulas:
                at = self.letters[head]
                ranges = ",".join(f"{at}{first}:{at}{last}" for first, last in blocks)
                total = Formula(f"SUM({ranges})", total)
            figures[column + 1] = self.cell(key, head, total)
        if figures:
            columns = min(sheet.label_columns, min(figures) - 1)
            label = label or sheet.sums_label
            self.lines[key] = self.table.sums(label, figures, label_columns=columns)

    def faults(self) -> Iterator[Fault]:
        """Yield the faults of the sheet with their places."""
        for slip in self.slips:
            if slip.code:
                place = f"{self.letters[slip.head]}{self.lines[slip.row]}"
                yield Fault(f"{self.sheet.file}!{self.sheet.name}!{place}", slip.code)


def _width(sheet: CountySheet, column: int) -> float:
    """Return the width of a column's content, Chinese characters counting double."""
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
