"""Changes to single cells of a sheet's XML that keep all other bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.patching.edits import Edit
from ruralskills.patching.sheet_xml import SheetXml, cell_spans, find_rows, parse_sheet
from ruralskills.patching.xml import attributes, escape, prefix_of, start_tag, without_comments
from ruralskills.text.addresses import Address, cell_address

Restyle = Callable[[int, Edit], int]
"""Function from the style of a cell and its edit to the new style."""
_ABOUT_VALUE: Final = (b"t", b"cm", b"vm")
"""Attributes of a cell that are about its value."""


class ChangedSheet(Struct):
    """XML of a sheet after its changes, and the cells left alone for their formulas."""

    part: bytes
    formulas: list[Address] = field(default_factory=list)


def change_cells(part: bytes, edits: Mapping[Address, Edit], restyle: Restyle) -> ChangedSheet:
    """Return a sheet with some cells changed.  A cell with a formula is not changed.

    Raises CannotRead when the sheet is not built as sheets are.
    """
    by_row: dict[int, dict[int, Edit]] = defaultdict(dict)
    for (row, column), edit in edits.items():
        by_row[row][column] = edit
    sheet = parse_sheet(part)
    result = ChangedSheet(b"")
    change = _CellChange(sheet, restyle, result.formulas)
    whole = memoryview(sheet.part)  # unchanged bytes are copied once, into the result
    pieces: list[bytes | memoryview] = []
    at = 0
    for row, start, end in find_rows(sheet, by_row):
        pieces.append(whole[at:start])
        pieces.append(change.row(row, sheet.part[start:end], by_row[row]))
        at = end
    pieces.append(whole[at:])
    result.part = b"".join(pieces)
    return result


def restyle_cells(part: bytes, styles: Mapping[int, int]) -> bytes:
    """Return a sheet with some styles of its cells replaced, by their numbers."""
    if not styles:
        return part
    numbers = b"|".join(b"%d" % number for number in styles)
    cell = re.compile(
        rb"(<"
        + prefix_of(part, b"worksheet")
        + rb"""c\s[^>]*?\bs=["'])("""
        + numbers
        + rb""")(["'])"""
    )
    return cell.sub(lambda m: m[1] + b"%d" % styles[int(m[2])] + m[3], part)


class _CellChange(Struct, frozen=True):
    """The way to change cells of one sheet."""

    sheet: SheetXml
    restyle: Restyle
    formulas: list[Address]
    """Cells left alone for their formulas."""

    def row(self, row: int, xml: bytes, edits: Mapping[int, Edit]) -> bytes:
        """Return a row with its changes, a new one if ``xml`` is empty."""
        name = self.sheet.name(b"row")
        if not xml:
            xml = start_tag(name, {b"r": b"%d" % row}, b"/>")
        tag = xml[: xml.index(b">") + 1]
        body = b"" if tag.endswith(b"/>") else xml[len(tag) : xml.rindex(b"</")]
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        cells = self._cells(row, _row_style(tag), without_comments(body), edits)
        return tag + cells + b"</" + name + b">"

    def _cells(self, row: int, style: int, body: bytes, edits: Mapping[int, Edit]) -> bytes:
        """Return the content of a row with some cells changed and all else as it was."""
        pieces: list[bytes] = []
        left = sorted(edits, reverse=True)
        at = 0
        for column, start, end in cell_spans(self.sheet, body):
            pieces.append(body[at:start])
            while left and left[-1] < column:
                missing = left.pop()
                pieces.append(self._new_cell(row, missing, edits[missing], style))
            cell = body[start:end]
            if left and left[-1] == column:
                cell = self._changed_cell(row, column, cell, edits[left.pop()])
            pieces.append(cell)
            at = end
        pieces += [self._new_cell(row, column, edits[column], style) for column in reversed(left)]
        return b"".join((*pieces, body[at:]))

    def _new_cell(self, row: int, column: int, edit: Edit, style: int) -> bytes:
        values = {b"r": cell_address(row, column).encode()}
        if style:
            values[b"s"] = b"%d" % style
        return self._cell_xml(values, edit, b"")

    def _changed_cell(self, row: int, column: int, cell: bytes, edit: Edit) -> bytes:
        tag = cell[: cell.index(b">") + 1]
        body = b"" if tag.endswith(b"/>") else cell[len(tag) : cell.rindex(b"</")]
        if re.search(rb"<" + self.sheet.name(b"f") + rb"[\s/>]", body):
            self.formulas.append((row, column))
            return cell
        return self._cell_xml(attributes(tag), edit, body)

    def _cell_xml(self, values: dict[bytes, bytes], edit: Edit, body: bytes) -> bytes:
        """Return a cell of which no attributes change but those of its style and value."""
        if edit.format or edit.colour:
            style = self.restyle(int(values.get(b"s", b"0")), edit)
            values = {**values, b"s": b"%d" % style}
        if edit.value is not None:
            values = {name: value for name, value in values.items() if name not in _ABOUT_VALUE}
            kind, body = _content_xml(self.sheet, edit.value)
            values |= kind
        name = self.sheet.name(b"c")
        if not body:
            return start_tag(name, values, b"/>")
        return start_tag(name, values) + body + b"</" + name + b">"


def _row_style(tag: bytes) -> int:
    """Return the style that a new cell of a row takes over."""
    values = attributes(tag)
    return int(values.get(b"s", b"0")) if values.get(b"customFormat") in (b"1", b"true") else 0


def _content_xml(sheet: SheetXml, value: str | int | Decimal) -> tuple[dict[bytes, bytes], bytes]:
    """Return the attribute for the type, and the content, of a cell with a value."""
    if isinstance(value, str):
        if not value:
            return {}, b""
        outer, inner = sheet.name(b"is"), sheet.name(b"t")
        text = b'<%s><%s xml:space="preserve">%s</%s></%s>'
        return {b"t": b"inlineStr"}, text % (outer, inner, escape(value), inner, outer)
    name = sheet.name(b"v")
    return {}, b"<%s>%s</%s>" % (name, str(value).encode(), name)
