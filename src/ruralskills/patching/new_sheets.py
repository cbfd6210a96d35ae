"""Sheets of text that are appended to a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from ruralskills.patching import workbook_part
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.styles import Styles
from ruralskills.patching.xml import escape
from ruralskills.readers.grid import LONGEST_TEXT
from ruralskills.text.addresses import cell_address, column_letters

_HEAD_COLOUR: Final = "DDE6F0"
_LINK_COLOUR: Final = "1F5FBF"
_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530."""


Kind = Literal["text", "centre", "number", "head", "title", "note"]


class StyledText(Struct, frozen=True):
    """A cell of an appended sheet."""

    text: str
    kind: Kind = "text"
    link: str = ""
    """Place in the workbook that it leads to, such as '带头人'!B12."""
    fill: str = ""
    """RRGGBB of its fill, empty for none."""


class NewSheet(Struct, frozen=True):
    """A sheet to append."""

    name: str
    widths: Sequence[float]
    """Of the columns, in pixels."""
    rows: Sequence[Sequence[StyledText]]
    header: int
    """Number of the header's row, from 1."""
    heights: Sequence[float] = ()
    """Of the rows, in points."""
    choices: tuple[int, tuple[str, ...]] | None = None
    """A column, from 0, that is filled in from a list, and the list."""
    closing: Sequence[Sequence[StyledText]] = ()
    """Rows below the table, a single text over all columns."""
    hidden: int = 0
    """The number of columns at the end that nobody sees."""
    points: int = 10
    """The size of the type."""


def append_sheet(parts: Parts, styles: Styles, sheet: NewSheet) -> None:
    """Append a sheet behind the others."""
    workbook_part.add_sheet(
        parts, sheet.name, _sheet_xml(sheet, styles, workbook_part.main_namespace(parts))
    )


def _sheet_xml(sheet: NewSheet, styles: Styles, main: bytes) -> bytes:
    looks = _Looks(styles, sheet.points)
    shown = column_letters(len(sheet.widths) - sheet.hidden - 1)
    last_letters = column_letters(len(sheet.widths) - 1)
    last = max(len(sheet.rows), sheet.header)
    links: list[bytes] = []
    heights = iter(sheet.heights)
    rows = [
        _row_xml(number, row, next(heights, 0), looks, links)
        for number, row in enumerate((*sheet.rows, *sheet.closing), 1)
    ]
    below = enumerate(sheet.closing, last + 1)
    merged = (*range(1, sheet.header), *(number for number, row in below if len(row) == 1))
    merges = b"".join(f'<mergeCell ref="A{n}:{shown}{n}"/>'.encode() for n in merged)
    pieces = [
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">' % main,
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">',
        b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
        % (sheet.header, sheet.header + 1),
        b"</sheetView></sheetViews><cols>%s</cols><sheetData>" % _columns_xml(sheet, styles),
        *rows,
        b'</sheetData><autoFilter ref="A%d:%s%d"/>' % (sheet.header, last_letters.encode(), last),
        b'<mergeCells count="%d">%s</mergeCells>' % (len(merged), merges),
        _choices_xml(sheet, last),
        b"<hyperlinks>%s</hyperlinks>" % b"".join(links) if links else b"",
        b'<pageMargins left="0.3" right="0.3" top="0.4" bottom="0.5" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        b"<headerFooter><oddFooter>&amp;C\xe7\xac\xac&amp;P\xe9\xa1\xb5 \xe5\x85\xb1&amp;N\xe9\xa1\xb5"
        b"</oddFooter></headerFooter></worksheet>",
    ]
    return b"".join(pieces)


def _columns_xml(sheet: NewSheet, styles: Styles) -> bytes:
    """Return the columns, whose widths a workbook counts in digits of its usual type."""
    first_hidden = len(sheet.widths) - sheet.hidden + 1
    return b"".join(
        b'<col min="%d" max="%d" width="%.2f"%s customWidth="1"/>'
        % (n, n, pixels / styles.digit_width, b' hidden="1"' if n >= first_hidden else b"")
        for n, pixels in enumerate(sheet.widths, 1)
    )


class _Looks:
    """The styles of the kinds of cells, made when the first cell needs one."""

    def __init__(self, styles: Styles, points: int) -> None:
        self._styles, self._points = styles, points
        self._known: dict[tuple[str, str], int] = {}

    def of(self, cell: StyledText, *, is_linked: bool) -> int:
        """Return the style of a cell."""
        key = ("link" if is_linked else cell.kind, cell.fill)
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def _made(self, kind: str, fill: str) -> int:
        fill = fill or (_HEAD_COLOUR if kind == "head" else "")
        style = self._styles.wrapped(
            0,
            points=self._points + 5 * (kind == "title"),
            bold=kind in ("head", "title"),
            colour=_LINK_COLOUR if kind == "link" else "",
            framed=kind not in ("title", "note"),
            centred=kind in ("head", "centre", "number", "link", "title"),
        )
        return self._styles.marked(style, fill) if fill else style


def _row_xml(
    number: int, row: Sequence[StyledText], height: float, looks: _Looks, links: list[bytes]
) -> bytes:
    cells: list[bytes] = []
    for column, cell in enumerate(row):
        reference = cell_address(number, column).encode()
        linked = bool(cell.link) and len(links) < _MOST_LINKS
        style = looks.of(cell, is_linked=linked)
        shown = cell.text[:LONGEST_TEXT]
        text = b'<is><t xml:space="preserve">%s</t></is>' % escape(shown)
        kind = b' t="inlineStr"' if cell.text and cell.kind != "number" else b""
        content = b"<v>%s</v>" % escape(cell.text) if cell.kind == "number" else text
        body = b">%s</c>" % content if cell.text else b"/>"
        cells.append(b'<c r="%s" s="%d"%s%s' % (reference, style, kind, body))
        if linked:
            links.append(b'<hyperlink ref="%s" location="%s"/>' % (reference, escape(cell.link)))
    high = f' ht="{height:g}" customHeight="1"'.encode() if height else b""
    return b'<row r="%d"%s>%s</row>' % (number, high, b"".join(cells))


def _choices_xml(sheet: NewSheet, last: int) -> bytes:
    """Return the rule by which a column is filled in from a list."""
    if sheet.choices is None or last <= sheet.header:
        return b""
    column, words = sheet.choices
    letter = column_letters(column)
    ref = f"{letter}{sheet.header + 1}:{letter}{last}".encode()
    return (
        b'<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="0"'
        b' sqref="%s"><formula1>"%s"</formula1></dataValidation></dataValidations>'
    ) % (ref, escape(",".join(words)))
