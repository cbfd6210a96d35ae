"""One large sheet written quickly: its XML by hand into the zip, row after row.

The package is what Excel writes for the same sheet: shared strings, styled blanks, real dates.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Final
from xml.sax.saxutils import escape

from builders.header_rows import header_cells, letter, merged_blocks

TITLE, LINE, HEAD, TEXT, CENTRE, NUMBER, DATE, TOTAL, FOOT, GENERAL = range(1, 11)
"""Styles: title, line over the table, header, text (@), words, numbers, dates, sums, lines under
the table, and the format that cells have by themselves (what damages identity numbers)."""

_ORIGIN_DAY: Final = date(1899, 12, 30).toordinal()
_CHUNK: Final = 1 << 20
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Failed:
    """A formula that shows an error."""

    formula: str
    error: str = "#REF!"


Value = str | int | float | date | Failed | None


class SheetStream:
    """Writes a workbook of one sheet; use it in a with statement, rows in order."""

    def __init__(self, path: Path, name: str, widths: Sequence[float], *, frozen: int = 0) -> None:
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._name = name
        self._strings: dict[str, int] = {}
        self._used = 0
        self._merges: list[str] = []
        self._letters = [letter(i) for i in range(1, len(widths) + 1)]
        self._spans = f'spans="1:{len(widths)}"'
        self._pending: list[str] = []
        self._size = 0
        self._sheet: IO[bytes] = self._archive.open(_entry("xl/worksheets/sheet1.xml"), "w")
        self._print_heads = ""
        view = '<sheetView workbookViewId="0"/>'
        if frozen:
            pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}"'
            pane += ' activePane="bottomLeft" state="frozen"/>'
            view = f'<sheetView tabSelected="1" workbookViewId="0">{pane}</sheetView>'
        columns = "".join(
            f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>'
            for i, w in enumerate(widths, 1)
        )
        self._put(
            f'{_XML}<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f"<sheetViews>{view}</sheetViews>"
            f'<sheetFormatPr defaultRowHeight="14.25"/><cols>{columns}</cols><sheetData>'
        )

    def __enter__(self) -> SheetStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._close()
        else:
            self._sheet.close()
            self._archive.close()

    def heading(self, title: str, line: str, paths: Sequence[tuple[str, ...]]) -> int:
        """Write title, line of unit and date, and the header; return the first row of data."""
        last = self._letters[-1]
        blanks = len(self._letters) - 1
        self.row(1, [title, *[None] * blanks], [TITLE] * (blanks + 1), height=33)
        self.row(2, [line, *[None] * blanks], [LINE] * (blanks + 1), height=20.25)
        self._merges += [f"A1:{last}1", f"A2:{last}2"]
        grid = header_cells(paths)
        for number, cells in enumerate(grid, 3):
            self.row(number, cells, [HEAD] * len(cells), height=21)
        self._merges += [
            f"{letter(left)}{top + 2}:{letter(right)}{bottom + 2}"
            for top, left, bottom, right in merged_blocks(paths)
        ]
        depth = len(grid)
        self._print_heads = f"$1:${depth + 2}"
        return depth + 3

    def row(
        self, number: int, values: Iterable[Value], styles: Sequence[int], height: float = 0
    ) -> None:
        """Write a row: a value for each column, None for a blank that has only its borders."""
        strings = self._strings
        cells: list[str] = []
        for column, value, style in zip(self._letters, values, styles, strict=True):
            kind = type(value)
            if kind is str:
                at = strings.setdefault(value, len(strings))  # type: ignore[arg-type]
                cells.append(f'<c r="{column}{number}" s="{style}" t="s"><v>{at}</v></c>')
                self._used += 1
            elif value is None:
                cells.append(f'<c r="{column}{number}" s="{style}"/>')
            elif kind is date:
                serial = value.toordinal() - _ORIGIN_DAY  # type: ignore[union-attr]
                cells.append(f'<c r="{column}{number}" s="{style}"><v>{serial}</v></c>')
            elif isinstance(value, Failed):
                cells.append(
                    f'<c r="{column}{number}" s="{style}" t="e"><f>{escape(value.formula)}</f>'
                    f"<v>{value.error}</v></c>"
                )
            else:
                shown = repr(value).upper()
                cells.append(f'<c r="{column}{number}" s="{style}"><v>{shown}</v></c>')
        tall = f' ht="{height}" customHeight="1"' if height else ""
        self._put(f'<row r="{number}" {self._spans}{tall}>{"".join(cells)}</row>')

    def line(self, number: int, text: str) -> None:
        """Write a line under the table, merged over it."""
        blanks = len(self._letters) - 1
        self.row(number, [text, *[None] * blanks], [FOOT] * (blanks + 1), height=20.25)
        self.merge(number, 1, number, blanks + 1)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a block of cells."""
        self._merges.append(f"{letter(left)}{top}:{letter(right)}{bottom}")

    def _put(self, text: str) -> None:
        self._pending.append(text)
        self._size += len(text)
        if self._size > _CHUNK:
            self._flush()

    def _flush(self) -> None:
        self._sheet.write("".join(self._pending).encode())
        self._pending.clear()
        self._size = 0

    def _close(self) -> None:
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in self._merges)
        if merges:
            merges = f'<mergeCells count="{len(self._merges)}">{merges}</mergeCells>'
        self._put(
            f'</sheetData>{merges}<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
            "<headerFooter><oddFooter>第&amp;P页 共&amp;N页</oddFooter></headerFooter></worksheet>"
        )
        self._flush()
        self._sheet.close()
        with self._archive.open(_entry("xl/sharedStrings.xml"), "w") as part:
            part.write(
                f'{_XML}<sst xmlns="{_MAIN}" count="{self._used}"'
                f' uniqueCount="{len(self._strings)}">'.encode()
            )
            part.write(
                "".join(
                    f'<si><t xml:space="preserve">{escape(s)}</t></si>'
                    if s != s.strip() or "  " in s
                    else f"<si><t>{escape(s)}</t></si>"
                    for s in self._strings
                ).encode()
            )
            part.write(b"</sst>")
        for name, text in _small_parts(self._name, self._print_heads).items():
            self._archive.writestr(_entry(name), _XML + text)
        self._archive.close()


def _entry(name: str) -> zipfile.ZipInfo:
    """A zip entry without the hour, so that the same seed gives the same file."""
    entry = zipfile.ZipInfo(name, (2020, 6, 30, 9, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _small_parts(sheet: str, print_heads: str) -> dict[str, str]:
    """The parts of the package beside the sheet and its strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    names = ""
    if print_heads:
        names = (
            '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'
            f"{escape(sheet)}!{print_heads}</definedName></definedNames>"
        )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f'<sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="rId1"/></sheets>'
            f"{names}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": _styles(),
    }


def _styles() -> str:
    """The styles whose numbers the constants above are."""

    def font(name: str, size: float, bold: str = "") -> str:
        return f'<font>{bold}<sz val="{size}"/><name val="{name}"/><charset val="134"/></font>'

    def style(number: int, font: int, border: int, align: str) -> str:
        return (
            f'<xf numFmtId="{number}" fontId="{font}" fillId="0" borderId="{border}" xfId="0"'
            ' applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
            f'<alignment vertical="center" {align}/></xf>'
        )

    middle = 'horizontal="center"'
    sides = "".join(f'<{s} style="thin"/>' for s in ("left", "right", "top", "bottom"))
    formats = [
        style(0, 2, 0, middle),  # TITLE
        style(0, 0, 0, 'horizontal="left"'),  # LINE
        style(0, 1, 1, f'{middle} wrapText="1"'),  # HEAD
        style(49, 0, 1, middle),  # TEXT
        style(0, 0, 1, middle),  # CENTRE
        style(0, 0, 1, middle),  # NUMBER
        style(14, 0, 1, middle),  # DATE
        style(0, 1, 1, middle),  # TOTAL
        style(0, 0, 0, 'horizontal="left"'),  # FOOT
        style(0, 0, 1, middle),  # GENERAL
    ]
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="3">'
        f"{font('宋体', 10)}{font('黑体', 10)}{font('方正小标宋简体', 18)}</fonts>"
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{sides}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(formats) + 1}">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'{"".join(formats)}</cellXfs><cellStyles count="1">'
        '<cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
