"""The cells of a sheet outside its tables: titles, notes, what was written aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.detection.vocabulary import is_bare_footer
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
_MARK: Final = regex("([⁰¹²³⁴-⁹₀-₉①-⒛❶-❿㉑-㉟㊱-㊿]+)")
_NAME: Final = regex(r"[\u4e00-\u9fff·]{2,4}")

Place = tuple[int, int]
"""Row and column, from 0."""
Pair = tuple[int, int]
"""The number of a row on one sheet and on another, from 1."""


class OutsideCells(Struct):
    """The filled cells of a sheet outside its tables, and what they stand beside."""

    texts: dict[Place, str]
    top: int
    """The first row of a table. Above it stand titles."""
    footer_rows: frozenset[int]


def outside_cells(grid: Grid, own: Sequence[Table]) -> OutsideCells:
    """Return the filled cells of a sheet that belong to none of its own tables."""
    inside: defaultdict[int, set[int]] = defaultdict(set)
    for rows, columns in map(_extent, own):
        for index in columns:
            inside[index] |= rows
    texts: dict[Place, str] = {}
    for index, column in enumerate(grid.columns):
        texts |= {(row, index): text for row, text in _filled(column, inside[index])}
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
        if (text := _quoted(value.text if isinstance(value, CellError) else display_text(value)))
    }
    for row, code in enumerate(column.codes):
        if code in texts and row not in inside:
            yield row, texts[code]


class OutsideChange(Struct, frozen=True):
    """A change outside the tables, told in Chinese."""

    says: str
    is_signer: bool = False
    """True for another signature, or a day of another year."""


def outside_changes(
    old: OutsideCells, new: OutsideCells, requested: Collection[Place]
) -> Iterator[OutsideChange]:
    """Yield what is new, changed or gone outside the tables, those with numbers first.

    A text that only stands elsewhere, or bears another day, is not changed.
    """
    gone, come = _without(old.texts, new.texts.values()), _without(new.texts, old.texts.values())
    found: list[tuple[bool, OutsideChange]] = []
    for place, text in come.items():
        was = _replaced(place, old, new, gone)
        before = gone.pop(was) if was else ""
        is_personal = mask_text(text) != text
        if was not in requested:
            is_signer = place[0] in new.footer_rows and not is_personal
            is_signer = is_signer and (bool(before) or _is_signature(place, text, new))
            is_signer = is_signer or _differ_by_day(before, text)
            says = _said(cell_address(place[0] + 1, place[1]), before, text)
            found.append((is_personal, OutsideChange(says, is_signer)))
    for place, text in gone.items():
        if place in new.texts or place in requested:
            continue
        if place[0] < old.top:
            found.append((False, OutsideChange(f"表头上面的“{text}”删去了")))
        elif place[0] in old.footer_rows:
            found.append((False, OutsideChange(f"表下的“{text}”删去了", is_signer=True)))
    found.sort(key=lambda each: (not each[0], each[1].is_signer))
    yield from (change for _, change in found[:_MOST])
    if len(found) > _MOST:
        rest = [change for _, change in found[_MOST:]]
        says = f"表外另有{len(rest)}格改动，没有逐一列出"
        yield OutsideChange(says, all(change.is_signer for change in rest))


def _is_signature(place: Place, text: str, cells: OutsideCells) -> bool:
    """Return True for a name that stands behind the label of those who sign."""
    columns = [column for row, column in cells.texts if row == place[0] and column < place[1]]
    label = normalised(cells.texts[place[0], max(columns)]).rstrip(":") if columns else ""
    return bool(_NAME.fullmatch(text)) and is_bare_footer(label)


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


def _quoted(text: str) -> str:
    """Return a text as a sentence quotes it, with its footnote marks."""
    pieces = _MARK.split(text)
    return "".join(piece if at % 2 else normalised(piece) for at, piece in enumerate(pieces))


def _undated(text: str) -> str:
    """Return a text as it is compared, without month and day."""
    return _DAY.sub(lambda day: f"{day[0][:4]}年", normalised(text))


def _differ_by_day(text: str, other: str) -> bool:
    return _DAY.sub("日", normalised(text)) == _DAY.sub("日", normalised(other))


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


def hidden_since(old: Grid, new: Grid, pairs: Iterable[Pair], added: Sequence[int]) -> set[int]:
    """Return the rows of data that were hidden since, by hand or by a filter.

    ``pairs`` are the numbers of a row on both sheets, ``added`` those of new rows, from 1.
    """
    hidden = {
        now for was, now in pairs if now - 1 in new.hidden_rows and was - 1 not in old.hidden_rows
    }
    return hidden | {row for row in added if row - 1 in new.hidden_rows}


def said_of_hidden(rows: Collection[int], *, are_same: bool) -> str:
    """Say that rows were hidden, whether or not they are the same as before."""
    shown = "、".join(map(str, sorted(rows)[:_MOST])) + ("等" if len(rows) > _MOST else "")
    what = "内容没有改动，" if are_same else "其中有改动或新增，"
    return f"隐藏或筛去了{len(rows)}行数据（第{shown}行），{what}照常检查"


def said_of_struck(rows: Collection[int]) -> str:
    """Say that rows were struck through."""
    shown = "、".join(map(str, sorted(rows)[:_MOST])) + ("等" if len(rows) > _MOST else "")
    return f"划去了{len(rows)}行数据（第{shown}行），是否作废请核实"
