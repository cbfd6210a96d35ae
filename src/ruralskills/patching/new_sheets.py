"""Sheets of text that are appended to a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from ruralskills.patching import workbook_part
from ruralskills.patching.package_parts import Parts
from ruralskills.patching.styles import Styles
from ruralskills.patching.xml import escape
from ruralskills.text.addresses import cell_address, column_letters

_HEAD_COLOUR: Final = "DDE6F0"
_LINK_COLOUR: Final = "1F5FBF"
_MOST_LINKS: Final = 60_000
"""Excel refuses a sheet with more than 65,530."""


class StyledText(Struct, frozen=True):
    """A cell of an appended sheet."""

    text: str
    kind: Literal["text", "head", "title", "note"] = "text"
    link: str = ""
    """Place in the workbook that it leads to, such as '带头人'!B12."""


class NewSheet(Struct, frozen=True):
    """A sheet to append."""

    name: str
    widths: Sequence[float]
    """Of the columns, in characters."""
    rows: Sequence[Sequence[StyledText]]
    header: int
    """Number of the header's row, from 1."""
    heights: Sequence[float] = ()
    """Of the rows, in points."""
    choices: tuple[int, tuple[str, ...]] | None = None
    """A column, from 0, that is filled in from a list, and the list."""
    closing: Sequence[StyledText] = ()
    """Lines below the table, each over all columns."""


def append_sheet(parts: Parts, styles: Styles, sheet: NewSheet) -> None:
    """Append a sheet behind the others."""
    workbook_part.add_sheet(
        parts, sheet.name, _sheet_xml(sheet, styles, workbook_part.main_namespace(parts))
    )


def _sheet_xml(sheet: NewSheet, styles: Styles, main: bytes) -> bytes:
    looks = _looks(styles)
    last_letters = column_letters(len(sheet.widths) - 1)
    last = max(len(sheet.rows), sheet.header)
    links: list[bytes] = []
    heights = iter(sheet.heights)
    lines = [[line] for line in sheet.closing]
    rows = [
        _row_xml(number, row, next(heights, 0), looks, links)
        for number, row in enumerate((*sheet.rows, *lines), 1)
    ]
    merged = (*range(1, sheet.header), *range(last + 1, last + 1 + len(lines)))
    merges = b"".join(f'<mergeCell ref="A{n}:{last_letters}{n}"/>'.encode() for n in merged)
    columns = b"".join(
        b'<col min="%d" max="%d" width="%s" customWidth="1"/>' % (n, n, str(w).encode())
        for n, w in enumerate(sheet.widths, 1)
    )
    pieces = [
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">' % main,
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">',
        b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>'
        % (sheet.header, sheet.header + 1),
        b"</sheetView></sheetViews><cols>%s</cols><sheetData>" % columns,
        *rows,
        b'</sheetData><autoFilter ref="A%d:%s%d"/>' % (sheet.header, last_letters.encode(), last),
        b'<mergeCells count="%d">%s</mergeCells>' % (len(merged), merges),
        _choices_xml(sheet, last),
        b"<hyperlinks>%s</hyperlinks>" % b"".join(links) if links else b"",
        b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        b"<headerFooter><oddFooter>&amp;C\xe7\xac\xac&amp;P\xe9\xa1\xb5 \xe5\x85\xb1&amp;N\xe9\xa1\xb5"
        b"</oddFooter></headerFooter></worksheet>",
    ]
    return b"".join(pieces)


def _looks(styles: Styles) -> dict[str, int]:
    """Return the style of each kind of cell."""
    return {
        "text": styles.wrapped(0, framed=True),
        "head": styles.marked(styles.wrapped(0, bold=True, framed=True), _HEAD_COLOUR),
        "title": styles.wrapped(0, bold=True),
        "note": styles.wrapped(0),
        "link": styles.wrapped(0, colour=_LINK_COLOUR, framed=True),
    }


def _row_xml(
    number: int, row: Sequence[StyledText], height: float, looks: dict[str, int], links: list[bytes]
) -> bytes:
    cells: list[bytes] = []
    for column, cell in enumerate(row):
        reference = cell_address(number, column).encode()
        linked = bool(cell.link) and len(links) < _MOST_LINKS
        style = looks["link" if linked else cell.kind]
        text = b'<is><t xml:space="preserve">%s</t></is>' % escape(cell.text)
        kind = b' t="inlineStr"' if cell.text else b""
        body = b">%s</c>" % text if cell.text else b"/>"
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
        b'<dataValidations count="1"><dataValidation type="list" allowBlank="1" errorStyle="warning"'
        b' sqref="%s"><formula1>"%s"</formula1></dataValidation></dataValidations>'
    ) % (ref, escape(",".join(words)))
