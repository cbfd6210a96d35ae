"""Reader of xlsx and xlsm, which reads large workbooks in the background.

A sheet is scanned before it is read, and a large one while the workbook is being opened.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from threading import Lock
from typing import Any, Final, NoReturn

import python_calamine
from msgspec import Struct

from ruralskills.errors import NEEDS_PASSWORD, SAVE_AS, CannotRead
from ruralskills.readers.background import in_background
from ruralskills.readers.grid import Grid, TextBudget, build_grid
from ruralskills.readers.long_texts import LongTexts
from ruralskills.readers.package import Package
from ruralskills.readers.scan_result import LARGEST_AREA, Scan, refuse_area
from ruralskills.readers.sheet_parts import sheet_parts
from ruralskills.readers.xml_scan import scan_sheet

WORTH_A_THREAD: Final = 200_000
"""Bytes from which on reading a workbook or a sheet takes longer than a thread."""
_KNOWN_ERRORS: Final = frozenset(
    {"#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!"}
)
"""The reader refuses a sheet with any other, such as #SPILL!."""
_WORKSHEET: Final = python_calamine.SheetTypeEnum.WorkSheet
_VISIBLE: Final = python_calamine.SheetVisibleEnum.Visible

Opening = Callable[[], python_calamine.CalamineWorkbook]
"""Wait until the workbook is open, and return it.  Raises CannotRead."""


class _Reading(Struct, frozen=True):
    """A sheet that is being read, or will be when it is waited for."""

    scan: Scan
    wait: Callable[[], python_calamine.CalamineSheet]
    """Return the sheet's cells.  Raises whatever the parser raises."""


class Xlsx:
    """A workbook that is being opened.  Raises CannotRead, in words for the office."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self._parts = sheet_parts(self._package)
        self._struck = _struck_styles(self._package)
        self._package.refuse_entities("xl/sharedStrings.xml")
        opening = partial(_open, self._package.repaired())
        is_large = len(content) >= WORTH_A_THREAD
        self._opening: Opening = in_background(opening) if is_large else cache(opening)
        self._one_at_a_time = Lock()
        self._texts = TextBudget(len(content))
        self._readings: dict[str, _Reading | CannotRead] = {}

    @cached_property
    def _metadata(self) -> list[python_calamine.SheetMetadata]:
        """Name, type and visibility of the sheets, kept: a reader at work cannot be asked."""
        metadata = self._opening().sheets_metadata
        names = [sheet.name for sheet in metadata if sheet.typ == _WORKSHEET]
        if not metadata:
            raise CannotRead(f"文件里没有工作表，可能已损坏。{SAVE_AS}")
        if len(set(names)) < len(names):
            raise CannotRead(f"有几张工作表同名，分不出是哪一张，文件可能已损坏。{SAVE_AS}")
        return metadata

    @cached_property
    def names(self) -> list[str]:
        """Worksheets, in the workbook's order."""
        return [sheet.name for sheet in self._metadata if sheet.typ == _WORKSHEET]

    @cached_property
    def _has_marked_texts(self) -> bool:
        return self._package.has_marked_runs("xl/sharedStrings.xml")

    @cached_property
    def _shared_texts(self) -> LongTexts:
        return LongTexts.of(self._package)

    @property
    def non_worksheets(self) -> list[str]:
        """Sheets without cells: charts, macros."""
        return [sheet.name for sheet in self._metadata if sheet.typ != _WORKSHEET]

    @property
    def hidden(self) -> frozenset[str]:
        """Worksheets that a person does not see."""
        return frozenset(sheet.name for sheet in self._metadata if sheet.visible != _VISIBLE)

    def read_ahead(self) -> None:
        """Start to read the first sheet.  A defect of it is raised when it is read."""
        for name in [*self._parts][:1]:
            try:
                self._readings[name] = self._start(name)
            except CannotRead as defect:
                self._readings[name] = defect

    def read(self, name: str) -> Grid:
        """Return the cells of a worksheet.  Raises CannotRead when it is damaged."""
        reading = self._readings.pop(name, None) or self._start(name)
        if isinstance(reading, CannotRead):
            raise reading
        try:
            sheet = reading.wait()
            merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            start = sheet.start or (0, 0)
            rows: Iterator[list[Any]] = iter(()) if sheet.start is None else sheet.iter_rows()
            grid = build_grid(name, rows, merges, first_column=start[1])
        except CannotRead:
            raise
        except Exception as error:  # whatever the parser raises, the file is at fault
            raise CannotRead(f"工作表“{name}”已损坏，读不出来。{SAVE_AS}") from error
        self._texts.take(grid)
        reading.scan.overlay(grid)
        self._show_runs(name, grid)
        return grid

    def _show_runs(self, name: str, grid: Grid) -> None:
        """Put the texts whose runs are struck out or raised into a grid as they show."""
        part = self._parts[name]
        if not (self._has_marked_texts or self._package.has_marked_runs(part)):
            return
        from ruralskills.readers.text_runs import shown_texts  # loads lxml

        shown = shown_texts(self._package, part)
        grid.text_formulas |= shown.keys()  # another text stands in the file
        for (row, column), text in shown.items():
            if row < grid.height and column < grid.width:
                grid.columns[column].put(row, text)

    def _start(self, name: str) -> _Reading:
        """Scan a sheet and, if it is large, start to read it in the background."""
        part = self._parts.get(name)
        if part is None:  # how far its cells reach cannot be known
            _refuse_lost(name)
        scan = scan_sheet(self._package, part, self._struck)
        if self._shared_texts.longest:
            self._texts.expect(name, self._shared_texts.bytes_on(self._package, part))
        if scan.area > LARGEST_AREA:
            refuse_area(name, scan.last_row + 1, scan.last_column + 1)
        if name not in self.names:
            _refuse_lost(name)
        opening = self._opening
        if any(text not in _KNOWN_ERRORS for *_, text in scan.errors):
            opening = partial(_open, self._package.with_known_errors(part))
        read = partial(self._read_cells, opening, name)
        is_worth_it = self._package.size(part) >= WORTH_A_THREAD
        return _Reading(scan, in_background(read) if is_worth_it else read)

    def _read_cells(self, opening: Opening, name: str) -> python_calamine.CalamineSheet:
        with self._one_at_a_time:
            return opening().get_sheet_by_name(name)


def _refuse_lost(name: str) -> NoReturn:
    raise CannotRead(f"工作表“{name}”在文件里找不到，文件已损坏。{SAVE_AS}")


def _open(content: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        raise CannotRead(NEEDS_PASSWORD) from None
    except Exception as error:  # whatever the parser raises, the file is at fault
        raise CannotRead(f"文件已损坏，读不出工作表。{SAVE_AS}") from error


def _struck_styles(package: Package) -> frozenset[bytes]:
    """Return the numbers of the styles with a font struck through, mostly none."""
    if "xl/styles.xml" not in package.names or b"<strike" not in package.read("xl/styles.xml"):
        return frozenset()
    from ruralskills.readers.xml_parse import struck_styles

    return struck_styles(package)
