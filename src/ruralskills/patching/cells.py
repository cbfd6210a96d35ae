"""Changes to single cells of a sheet's XML that keep all other bytes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.patching.sheet_xml import SheetXml, cell_spans, find_rows, parse_sheet
from ruralskills.patching.xml import attributes, escape, prefix_of, start_tag, without_comments
from ruralskills.text.addresses import Address, cell_address

Restyle = Callable[[int], int]
"""Function from the style of a cell to its new one."""
KEEP: Final = object()
"""Value of a change that keeps the cell's own."""
_ABOUT_VALUE: Final = (b"t", b"cm", b"vm")
"""Attributes of a cell that are about its value."""


class Change(Struct, frozen=True):
    """A new value for a cell, a new style, or both."""

    value: str | int | Decimal | object = KEEP
    restyle: Restyle | None = None


class ChangedSheet(Struct):
    """XML of a sheet after its changes, and the cells left alone for their formulas."""

    part: bytes
    formulas: list[Address] = field(default_factory=list)


def change_cells(part: bytes, changes: Mapping[Address, Change]) -> ChangedSheet:
    """Return a sheet with some cells changed.  A cell with a formula is not changed.

    Raises CannotRead when the sheet is not built as sheets are.
    """
    by_row: dict[int, dict[int, Change]] = defaultdict(dict)
    for (row, column), change in changes.items():
        by_row[row][column] = change
    sheet = parse_sheet(part)
    result = ChangedSheet(b"")
    whole = memoryview(sheet.part)  # unchanged bytes are copied once, into the result
    pieces: list[bytes | memoryview] = []
    at = 0
    for row, start, end in find_rows(sheet, by_row):
        pieces.append(whole[at:start])
        pieces.append(_change_row(sheet, row, sheet.part[start:end], by_row[row], result))
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


def _change_row(
    sheet: SheetXml, row: int, xml: bytes, changes: Mapping[int, Change], result: ChangedSheet
) -> bytes:
    """Return a row with its changes, a new one if ``xml`` is empty."""
    name = sheet.name(b"row")
    if not xml:
        xml = start_tag(name, {b"r": b"%d" % row}, b"/>")
    tag = xml[: xml.index(b">") + 1]
    body = b"" if tag.endswith(b"/>") else xml[len(tag) : xml.rindex(b"</")]
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    cells = _change_cells_of_row(sheet, row, tag, without_comments(body), changes, result)
    return tag + cells + b"</" + name + b">"


def _change_cells_of_row(
    sheet: SheetXml,
    row: int,
    tag: bytes,
    body: bytes,
    changes: Mapping[int, Change],
    result: ChangedSheet,
) -> bytes:
    """Return the content of a row with some cells changed and all else as it was."""
    style = _row_style(tag)
    pieces: list[bytes] = []
    left = sorted(changes, reverse=True)
    at = 0
    for column, start, end in cell_spans(sheet, body):
        pieces.append(body[at:start])
        while left and left[-1] < column:
            missing = left.pop()
            pieces.append(_new_cell(sheet, row, missing, changes[missing], style))
        cell = body[start:end]
        if left and left[-1] == column:
            cell = _change_cell(sheet, row, column, cell, changes[left.pop()], result)
        pieces.append(cell)
        at = end
    pieces += [_new_cell(sheet, row, column, changes[column], style) for column in reversed(left)]
    return b"".join((*pieces, body[at:]))


def _row_style(tag: bytes) -> int:
    """Return the style that a new cell of a row takes over."""
    values = attributes(tag)
    return int(values.get(b"s", b"0")) if values.get(b"customFormat") in (b"1", b"true") else 0


def _new_cell(sheet: SheetXml, row: int, column: int, change: Change, style: int) -> bytes:
    values = {b"r": cell_address(row, column).encode()}
    if style:
        values[b"s"] = b"%d" % style
    return _cell_xml(sheet, values, change, b"")


def _change_cell(
    sheet: SheetXml, row: int, column: int, cell: bytes, change: Change, result: ChangedSheet
) -> bytes:
    tag = cell[: cell.index(b">") + 1]
    body = b"" if tag.endswith(b"/>") else cell[len(tag) : cell.rindex(b"</")]
    if re.search(rb"<" + sheet.name(b"f") + rb"[\s/>]", body):
        result.formulas.append((row, column))
        return cell
    return _cell_xml(sheet, attributes(tag), change, body)


def _cell_xml(sheet: SheetXml, values: dict[bytes, bytes], change: Change, body: bytes) -> bytes:
    """Return a cell of which no attributes change but those of its style and value."""
    if change.restyle is not None:
        style = change.restyle(int(values.get(b"s", b"0")))
        values = {**values, b"s": b"%d" % style}
    if change.value is not KEEP:
        values = {name: value for name, value in values.items() if name not in _ABOUT_VALUE}
        kind, body = _content_xml(sheet, change.value)
        values |= kind
    name = sheet.name(b"c")
    if not body:
        return start_tag(name, values, b"/>")
    return start_tag(name, values) + body + b"</" + name + b">"


def _content_xml(sheet: SheetXml, value: object) -> tuple[dict[bytes, bytes], bytes]:
    """Return the attribute for the type, and the content, of a cell with a value."""
    if isinstance(value, str):
        if not value:
            return {}, b""
        outer, inner = sheet.name(b"is"), sheet.name(b"t")
        text = b'<%s><%s xml:space="preserve">%s</%s></%s>'
        return {b"t": b"inlineStr"}, text % (outer, inner, escape(value), inner, outer)
    name = sheet.name(b"v")
    return {}, b"<%s>%s</%s>" % (name, str(value).encode(), name)
