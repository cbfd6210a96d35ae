"""Change single cells of a sheet's XML; all other bytes of it stay as they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.xml import attributes, escaped, has_asides, plain, prefix_of, start_tag
from ruralskills.text.addresses import cell_address, parse_address

Place = tuple[int, int]
"""Row from 1, column from 0."""
Restyle = Callable[[int], int]
"""From the style of a cell to the one it gets."""
KEEP: Final = object()
"""Leaves the value of a cell as it is."""
_BOUND_TO_VALUE: Final = (b"t", b"cm", b"vm")
"""What a start tag says of the value in it."""


class Change(Struct, frozen=True):
    """What becomes of a cell: a new value, another style, or both."""

    value: str | int | Decimal | object = KEEP
    restyle: Restyle | None = None


class Changed(Struct):
    """A sheet's XML after its changes, and the cells that were left alone."""

    part: bytes
    formulas: list[Place] = field(default_factory=list)


class _Sheet(Struct, frozen=True):
    """Where the rows of a sheet stand in its XML."""

    part: bytes
    prefix: bytes
    first: int
    last: int
    """Where the rows begin and end."""

    def tag(self, name: bytes) -> bytes:
        return self.prefix + name


def changed(part: bytes, changes: Mapping[Place, Change]) -> Changed:
    """Return a sheet with some cells changed; a cell with a formula is left alone and told.

    Raises CannotRead when the sheet is not built as sheets are.
    """
    by_row: dict[int, dict[int, Change]] = defaultdict(dict)
    for (row, column), change in changes.items():
        by_row[row][column] = change
    sheet = _opened(part)
    result = Changed(b"")
    whole = memoryview(sheet.part)  # what stays is copied once, into the result
    pieces: list[bytes | memoryview] = []
    at = 0
    for row, start, end in _rows(sheet, set(by_row)):
        pieces.append(whole[at:start])
        pieces.append(_row(sheet, row, sheet.part[start:end], by_row[row], result))
        at = end
    pieces.append(whole[at:])
    result.part = b"".join(pieces)
    return result


def _opened(part: bytes) -> _Sheet:
    prefix = prefix_of(part, b"worksheet")
    data = re.search(rb"<" + prefix + rb"sheetData\s*(/?)>", part)
    if data is None:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    if data[1]:  # a sheet without rows is given room for some
        name = prefix + b"sheetData"
        part = part[: data.start()] + b"<%s></%s>" % (name, name) + part[data.end() :]
        first = last = data.start() + len(name) + 2
        return _Sheet(part, prefix, first, last)
    last = part.rfind(b"</" + prefix + b"sheetData", data.end())  # little stands behind the rows
    if last < 0:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    return _Sheet(part, prefix, data.end(), last)


def _rows(sheet: _Sheet, wanted: set[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each wanted row with where it stands; one that is not there, where it would stand."""
    found = _found_at_once(sheet, wanted)
    yield from _found_in_order(sheet, wanted) if found is None else found


def _found_at_once(sheet: _Sheet, wanted: set[int]) -> list[tuple[int, int, int]] | None:
    """The same without a look at other rows; None where a row is not there or is written unusually."""
    if has_asides(sheet.part):
        return None
    places: list[tuple[int, int, int]] = []
    at = sheet.first
    for row in sorted(wanted):
        at = sheet.part.find(b'<%s r="%d"' % (sheet.tag(b"row"), row), at, sheet.last)
        if at < 0:
            return None
        head = re.compile(rb"[^>]*>").match(sheet.part, at)
        if head is None:
            return None
        end = head.end()
        if not head[0].endswith(b"/>"):
            close = b"</" + sheet.tag(b"row") + b">"
            end = sheet.part.find(close, end, sheet.last) + len(close)
        places.append((row, at, end))
    return places


def _found_in_order(sheet: _Sheet, wanted: set[int]) -> Iterator[tuple[int, int, int]]:
    left = sorted(wanted, reverse=True)
    row, at = 0, sheet.first
    for found in _row_starts(sheet):
        named = re.search(rb"""\sr\s*=\s*["'](\d+)["']""", found[0])
        row = int(named[1]) if named else row + 1
        while left and left[-1] < row:
            yield left.pop(), found.start(), found.start()
        if left and left[-1] == row:
            at = _end_of_row(sheet, found)
            yield left.pop(), found.start(), at
        if not left:
            return
    while left:
        yield left.pop(), sheet.last, sheet.last


def _row_starts(sheet: _Sheet) -> Iterator[re.Match[bytes]]:
    start = rb"<" + sheet.prefix + rb"row(?=[\s/>])[^>]*>"
    if not has_asides(sheet.part):
        yield from re.compile(start).finditer(sheet.part, sheet.first, sheet.last)
        return
    aside = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|" + start, re.DOTALL)
    for found in aside.finditer(sheet.part, sheet.first, sheet.last):
        if not found[0].startswith(b"<!"):
            yield found


def _end_of_row(sheet: _Sheet, start: re.Match[bytes]) -> int:
    if start[0].endswith(b"/>"):
        return start.end()
    close = b"</" + sheet.tag(b"row") + b">"
    end = sheet.part.find(close, start.end(), sheet.last)
    if end < 0:
        raise CannotRead(f"工作表的内容不完整或已损坏。{SAVE_AS}")
    return end + len(close)


def _row(
    sheet: _Sheet, row: int, fragment: bytes, changes: Mapping[int, Change], result: Changed
) -> bytes:
    """A row with its changes, or a new one."""
    name = sheet.tag(b"row")
    if not fragment:
        fragment = start_tag(name, {b"r": b"%d" % row}, b"/>")
    head = fragment[: fragment.index(b">") + 1]
    body = b"" if head.endswith(b"/>") else fragment[len(head) : fragment.rindex(b"</")]
    if head.endswith(b"/>"):
        head = head[:-2].rstrip() + b">"
    inside = _cells_changed(sheet, row, head, plain(body), changes, result)
    return head + inside + b"</" + name + b">"


def _cells_changed(
    sheet: _Sheet,
    row: int,
    head: bytes,
    body: bytes,
    changes: Mapping[int, Change],
    result: Changed,
) -> bytes:
    """What stands in a row, with some cells changed and all between and behind them as it was."""
    style = _style_of_row(head)
    pieces: list[bytes] = []
    left = sorted(changes, reverse=True)
    at = 0
    for column, start, end in _cells(sheet, body):
        pieces.append(body[at:start])
        while left and left[-1] < column:
            new = left.pop()
            pieces.append(_new_cell(sheet, row, new, changes[new], style))
        cell = body[start:end]
        if left and left[-1] == column:
            cell = _cell(sheet, row, column, cell, changes[left.pop()], result)
        pieces.append(cell)
        at = end
    pieces += [_new_cell(sheet, row, new, changes[new], style) for new in reversed(left)]
    return b"".join((*pieces, body[at:]))


def _style_of_row(head: bytes) -> int:
    values = attributes(head)
    return int(values.get(b"s", b"0")) if values.get(b"customFormat") in (b"1", b"true") else 0


def _cells(sheet: _Sheet, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of a row: column, start, end."""
    name = sheet.tag(b"c")
    pattern = re.compile(rb"<" + name + rb"(?=[\s/>])[^>]*?(?:/>|>.*?</" + name + rb">)", re.DOTALL)
    column = -1
    for found in pattern.finditer(body):
        reference = attributes(found[0][: found[0].index(b">") + 1]).get(b"r", b"")
        place = parse_address(reference)
        column = place[1] if place else column + 1
        yield column, found.start(), found.end()


def _new_cell(sheet: _Sheet, row: int, column: int, change: Change, style: int) -> bytes:
    values = {b"r": cell_address(row, column).encode()}
    if style:
        values[b"s"] = b"%d" % style
    return _made(sheet, values, change, b"")


def _cell(
    sheet: _Sheet, row: int, column: int, cell: bytes, change: Change, result: Changed
) -> bytes:
    head = cell[: cell.index(b">") + 1]
    body = b"" if head.endswith(b"/>") else cell[len(head) : cell.rindex(b"</")]
    if re.search(rb"<" + sheet.tag(b"f") + rb"[\s/>]", body):
        result.formulas.append((row, column))
        return cell
    return _made(sheet, attributes(head), change, body)


def _made(sheet: _Sheet, values: dict[bytes, bytes], change: Change, body: bytes) -> bytes:
    """A cell with its start tag as it was but for what changes."""
    if change.restyle is not None:
        style = change.restyle(int(values.get(b"s", b"0")))
        values = {**values, b"s": b"%d" % style}
    if change.value is not KEEP:
        values = {name: v for name, v in values.items() if name not in _BOUND_TO_VALUE}
        kind, body = _content(sheet, change.value)
        values |= kind
    name = sheet.tag(b"c")
    if not body:
        return start_tag(name, values, b"/>")
    return start_tag(name, values) + body + b"</" + name + b">"


def _content(sheet: _Sheet, value: object) -> tuple[dict[bytes, bytes], bytes]:
    """The type and the content of a cell that holds a value."""
    if isinstance(value, str):
        if not value:
            return {}, b""
        outer, inner = sheet.tag(b"is"), sheet.tag(b"t")
        text = b'<%s><%s xml:space="preserve">%s</%s></%s>'
        return {b"t": b"inlineStr"}, text % (outer, inner, escaped(value), inner, outer)
    name = sheet.tag(b"v")
    return {}, b"<%s>%s</%s>" % (name, str(value).encode(), name)


def restyled(part: bytes, styles: Mapping[int, int]) -> bytes:
    """A sheet whose cells of some styles have others instead."""
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


def spans(part: bytes, rows: set[int]) -> list[tuple[int, int, int]]:
    """Where some rows of a sheet stand in its XML: row, start, end."""
    return list(_rows(_opened(part), rows))


def rows_of(part: bytes) -> Iterator[bytes]:
    """The rows of a sheet, each with what follows it up to the next."""
    sheet = _opened(part)
    start = -1
    for found in _row_starts(sheet):
        if start >= 0:
            yield sheet.part[start : found.start()]
        start = found.start()
    if start >= 0:
        yield sheet.part[start : sheet.last]


def row_number(row: bytes) -> int:
    """The number that a row bears; 0 where it bears none."""
    found = re.search(rb"""\sr\s*=\s*["'](\d+)["']""", row[: row.index(b">") + 1])
    return int(found[1]) if found else 0


def cells_of(row: bytes) -> Iterator[tuple[int, bytes]]:
    """The cells of a row that :func:`rows_of` gave, with their columns."""
    if not row:
        return iter(())
    found = re.match(rb"<((?:[\w.-]+:)?)row", row)
    prefix = found[1] if found else b""
    body = plain(row)
    cells = _cells(_Sheet(b"", prefix, 0, 0), body)
    return ((column, body[start:end]) for column, start, end in cells)


def first_cell(part: bytes) -> bytes:
    """The first cell of a sheet's first row; empty where there is none."""
    for row in rows_of(part):
        return next((cell for _, cell in cells_of(row)), b"")
    return b""
