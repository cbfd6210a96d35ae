"""Changes to single cells of a sheet's XML that keep all other bytes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.patching.column_styles import ColumnStyles
from ruralskills.patching.edits import Edit, Reason
from ruralskills.patching.rich_text import inline_item, with_text
from ruralskills.patching.sheet_xml import (
    SheetXml,
    cell_spans,
    find_rows,
    parse_sheet,
    positions,
    repeated_rows,
)
from ruralskills.patching.xml import attributes, escape, prefix_of, start_tag, without_comments
from ruralskills.text.addresses import Address, cell_address

Restyle = Callable[[int, Edit], int]
"""Function from the style of a cell and its edit to the new style."""
NO_RICH_TEXTS: Final[Mapping[int, bytes]] = {}
_ABOUT_VALUE: Final = (b"t", b"cm", b"vm")
"""Attributes of a cell that are about its value."""


class ChangedSheet(Struct):
    """XML of a sheet after its changes, and the cells left alone with the reasons."""

    part: bytes
    left_alone: dict[Address, Reason] = field(default_factory=dict)


def change_cells(
    part: bytes,
    edits: Mapping[Address, Edit],
    restyle: Restyle,
    rich_texts: Mapping[int, bytes] = NO_RICH_TEXTS,
) -> ChangedSheet:
    """Return a sheet with some cells changed.

    ``rich_texts`` are the shared strings that have several looks.  A cell is not changed that has a
    formula, is written twice, or has a look that the new value cannot keep.

    Raises CannotRead when the sheet is not built as sheets are.
    """
    by_row: dict[int, dict[int, Edit]] = defaultdict(dict)
    repeated = repeated_rows(part)
    result = ChangedSheet(b"")
    for (row, column), edit in edits.items():
        if row in repeated:
            result.left_alone[row, column] = "repeated"
        else:
            by_row[row][column] = edit
    sheet = parse_sheet(part)
    styles = ColumnStyles(sheet)
    change = _CellChange(sheet, restyle, styles, rich_texts, result.left_alone)
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
    column_styles: ColumnStyles
    rich_texts: Mapping[int, bytes]
    left_alone: dict[Address, Reason]

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

    def _cells(self, row: int, style: int | None, body: bytes, edits: Mapping[int, Edit]) -> bytes:
        """Return the content of a row with some cells changed and all else as it was."""
        spans = list(cell_spans(self.sheet, body))
        counts = Counter(column for column, _, _ in spans)
        ends = {start: end for _, start, end in spans}
        pieces: list[bytes] = []
        at = 0
        for column, start in positions([span[:2] for span in spans], edits, len(body)):
            pieces.append(body[at:start])
            at = start
            if column not in counts:
                pieces.append(self._new_cell(row, column, edits[column], style))
                continue
            at = ends[start]
            if counts[column] > 1:
                self.left_alone[row, column] = "repeated"
                pieces.append(body[start:at])
            else:
                pieces.append(self._changed_cell(row, column, body[start:at], edits[column]))
        return b"".join((*pieces, body[at:]))

    def _new_cell(self, row: int, column: int, edit: Edit, style: int | None) -> bytes:
        values = {b"r": cell_address(row, column).encode()}
        if style is None:
            style = self.column_styles[column]
        if style:
            values[b"s"] = b"%d" % style
        return self._cell_xml(values, edit, b"", b"")

    def _changed_cell(self, row: int, column: int, cell: bytes, edit: Edit) -> bytes:
        tag = cell[: cell.index(b">") + 1]
        body = b"" if tag.endswith(b"/>") else cell[len(tag) : cell.rindex(b"</")]
        reason: Reason | None = None
        if re.search(rb"<" + self.sheet.name(b"f") + rb"[\s/>]", body):
            reason = "formula"
        values = attributes(tag)
        rich = b"" if edit.value is None else self._rich_text(values, body)
        if rich and not (isinstance(edit.value, str) and self._kept(rich, edit.value)):
            reason = "rich"
        if reason:
            self.left_alone[row, column] = reason
            return cell
        return self._cell_xml(values, edit, body, rich)

    def _kept(self, rich: bytes, value: str) -> bool:
        """Return True if a text with several looks or sounds keeps them with a new value."""
        return with_text(rich, self.sheet.prefix, value) is not None

    def _rich_text(self, values: Mapping[bytes, bytes], body: bytes) -> bytes:
        """Return the text of a cell with its several looks, empty if it has but one."""
        if values.get(b"t") == b"inlineStr":
            return inline_item(body)
        if not self.rich_texts or values.get(b"t") != b"s":
            return b""
        number = re.search(rb">\s*(\d+)\s*</", body)
        return self.rich_texts.get(int(number[1]), b"") if number else b""

    def _cell_xml(self, values: dict[bytes, bytes], edit: Edit, body: bytes, rich: bytes) -> bytes:
        """Return a cell of which no attributes change but those of its style and value."""
        if edit.format or edit.colour:
            style = self.restyle(int(values.get(b"s", b"0")), edit)
            values = {**values, b"s": b"%d" % style}
        if edit.value is not None:
            values = {name: value for name, value in values.items() if name not in _ABOUT_VALUE}
            kind, body = _content_xml(self.sheet, edit.value, rich)
            values |= kind
        name = self.sheet.name(b"c")
        if not body:
            return start_tag(name, values, b"/>")
        return start_tag(name, values) + body + b"</" + name + b">"


def _row_style(tag: bytes) -> int | None:
    """Return the style that a new cell of a row takes over, None for its column's."""
    values = attributes(tag)
    has_style = values.get(b"customFormat") in (b"1", b"true")
    return int(values.get(b"s", b"0")) if has_style else None


def _content_xml(
    sheet: SheetXml, value: str | int | Decimal, rich: bytes
) -> tuple[dict[bytes, bytes], bytes]:
    """Return the attribute for the type, and the content, of a cell with a value.

    ``rich`` is the text whose looks the value keeps, empty for none.
    """
    if isinstance(value, str):
        if not value:
            return {}, b""
        outer, inner = sheet.name(b"is"), sheet.name(b"t")
        text = b'<%s xml:space="preserve">%s</%s>' % (inner, escape(value), inner)
        text = with_text(rich, sheet.prefix, value) or text
        return {b"t": b"inlineStr"}, b"<%s>%s</%s>" % (outer, text, outer)
    name = sheet.name(b"v")
    return {}, b"<%s>%s</%s>" % (name, str(value).encode(), name)
