"""The cells of a sheet outside its tables: titles, notes, what was written aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.model.masking import mask_text
from ruralskills.model.table import Table
from ruralskills.readers.grid import Grid, GridColumn
from ruralskills.text.addresses import cell_address, column_index
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import CellError, display_text

_MOST: Final = 20
"""Cells of a sheet that are told one by one."""
_DAY: Final = regex(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?")
"""The day on which a list was filled in is another one each time."""

Place = tuple[int, int]
"""Row and column, from 0."""


class OutsideCells(Struct):
    """The filled cells of a sheet outside its tables, and what they stand beside."""

    texts: dict[Place, str]
    top: int
    """The first row of a table. Above it stand titles."""
    footer_rows: frozenset[int]


def outside_cells(grid: Grid, tables: Iterable[Table]) -> OutsideCells:
    """Return the filled cells of a sheet that belong to none of its tables."""
    own = [table for table in tables if table.sheet == grid.name]
    extents = [_extent(table) for table in own]
    texts: dict[Place, str] = {}
    for index, column in enumerate(grid.columns):
        inside: set[int] = set().union(*(rows for rows, columns in extents if index in columns))
        texts |= {(row, index): text for row, text in _filled(column, inside)}
    headers = [row for table in own for row in table.layout.header_rows]
    footers = (row - 1 for table in own for row in table.layout.footer_rows)
    return OutsideCells(texts, min(headers, default=1) - 1, frozenset(footers))


def _extent(table: Table) -> tuple[set[int], set[int]]:
    """Return the rows and the columns that a table has, from 0.

    A table read across, whose rows are columns of the sheet, has all of its rectangle.
    """
    layout, columns = table.layout, table.columns.values()
    rows = {row - 1 for row in (*layout.header_rows, *table.row_numbers, *layout.total_rows)}
    found = {column_index(each.column) for each in layout.columns if each.column}
    found |= {column.index for column in columns}
    across = [index for column in columns for index in set(column.cell_columns or ())]
    if across:
        rows.update(range(layout.first_row - 1, layout.last_row))
        found.update(range(min(found, default=0), max(across) + 1))
    return rows, found


def _filled(column: GridColumn, inside: Collection[int]) -> Iterator[tuple[int, str]]:
    texts = {
        code: text
        for code, value in enumerate(column.values)
        if (text := normalised(value.text if isinstance(value, CellError) else display_text(value)))
    }
    for row, code in enumerate(column.codes):
        if code in texts and row not in inside:
            yield row, texts[code]


def outside_changes(
    old: OutsideCells, new: OutsideCells, requested: Collection[Place]
) -> Iterator[str]:
    """Yield what is new, changed or gone outside the tables, those with numbers first.

    A text that only stands elsewhere is not changed.  Whoever signs below a table, and the day,
    may be another one; a person's number there is told all the same.
    """
    gone, come = _without(old.texts, new.texts.values()), _without(new.texts, old.texts.values())
    found: list[tuple[bool, str]] = []
    for place, text in come.items():
        was = _replaced(place, old, new, gone)
        before = gone.pop(was) if was else ""
        is_personal = mask_text(text) != text
        if was in requested or (before and place[0] in new.footer_rows and not is_personal):
            continue
        found.append((is_personal, _said(cell_address(place[0] + 1, place[1]), before, text)))
    for place, text in gone.items():
        if place[0] < old.top and place not in new.texts and place not in requested:
            found.append((False, f"表头上面的“{text}”删去了"))
    found.sort(key=lambda each: not each[0])
    yield from (says for _, says in found[:_MOST])
    if len(found) > _MOST:
        yield f"表外另有{len(found) - _MOST}格改动，没有逐一列出"


def _without(texts: dict[Place, str], others: Iterable[str]) -> dict[Place, str]:
    """Return the cells whose text the other sheet does not have, or not as often."""
    left = Counter(map(_undated, others))
    found: dict[Place, str] = {}
    for place, text in texts.items():
        key = _undated(text)
        if left[key]:
            left[key] -= 1
        else:
            found[place] = text
    return found


def _undated(text: str) -> str:
    return _DAY.sub("日", text)


def _replaced(
    place: Place, old: OutsideCells, new: OutsideCells, gone: dict[Place, str]
) -> Place | None:
    """Return the cell of the other sheet whose text a new one has taken the place of.

    Rows that were inserted into a table move the lines below it.
    """
    if place in gone:
        return place
    if place[0] not in new.footer_rows:
        return None
    return next((p for p in gone if p[0] in old.footer_rows and p[1] == place[1]), None)


def _said(address: str, before: str, text: str) -> str:
    number = "，写有身份证号、账号或电话" if mask_text(text) != text else ""
    if before:
        return f"{address}（不在表内）由“{before}”改为“{text}”{number}"
    return f"{address}（不在表内）新填“{text}”{number}"


def hidden_rows(
    old: Grid, new: Grid, pairs: Iterable[tuple[int, int]], added: Sequence[int]
) -> str:
    """Say which rows of data were hidden since, or return nothing.

    ``pairs`` are the numbers of a row on both sheets, ``added`` those of new rows, from 1.
    """
    hidden = {
        now for was, now in pairs if now - 1 in new.hidden_rows and was - 1 not in old.hidden_rows
    }
    hidden.update(row for row in added if row - 1 in new.hidden_rows)
    if not hidden:
        return ""
    shown = "、".join(map(str, sorted(hidden)[:_MOST])) + ("等" if len(hidden) > _MOST else "")
    return f"隐藏了{len(hidden)}行数据（第{shown}行），照常检查"
