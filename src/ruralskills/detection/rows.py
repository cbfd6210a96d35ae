"""Tell the rows under a header apart: data, sums, parts of sums, footer, notes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Final, Literal

from ruralskills.detection import vocabulary
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn, SumRow
from ruralskills.detection.header import number_row
from ruralskills.detection.sheet_view import Cells, Sheet, is_figure, plain
from ruralskills.readers.grid import Grid, GridColumn
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw, absent

Kind = Literal["data", "sum", "part", "footer", "unit", "number", "note", "blank"]

_LABEL_COLUMNS: Final = 8
"""合计 stands in one of the first columns."""
_IDENTITY: Final = regex(r"\s*\d{14,17}[\dXxＸ×*]\s*")
_LAST: Final = frozenset("0123456789Xx")
_OF_A_PERSON: Final = ("姓名", "户主", "身份证号", "身份证号码", "证件号码", "公民身份号码")
_ASIDE: Final = regex(r"备注|说明|意见|状态")


def classify(sheet: Sheet, region: DetectedTable, first: int, end: int) -> None:
    """Sort the rows from ``first`` to before ``end`` into a region."""
    numbers = number_row(sheet, first)
    if numbers is not None:
        region.numbers.update(numbers)
        first += 1
    region.first_row = region.first_row or first
    indexes = [c.index for c in region.columns if c.path] or list(sheet.span)
    following = first
    closed = False
    for row in sorted(_suspects(sheet.grid, indexes, first, end)):
        region.rows += range(following, row)
        following = row + 1
        cells = sheet.own(row)
        kind, label = kind_of(sheet, region, row, cells)
        if kind == "data" and not (closed and len(cells) < 3):
            region.rows.append(row)
        else:
            _put(region, row, kind, label, cells)
        closed = closed or kind == "footer" or (kind == "note" and bool(region.rows))
    region.rows += range(following, end)
    last = max((*region.rows[-1:], *(s.row for s in region.sums[-1:]), first - 1))
    region.last_row = max(region.last_row, last)


def _put(region: DetectedTable, row: int, kind: Kind, label: str, cells: Cells) -> None:
    if kind == "sum":
        region.sums.append(SumRow(row, label, vocabulary.is_total(label)))
    elif kind == "part":
        region.parts.append(row)
    elif kind == "footer":
        region.footer_rows.append(row)
        region.footer += [plain(value) for _, value in cells]
    elif kind == "note":
        region.notes += [plain(value) for _, value in cells]
    elif kind == "unit" and not region.rows:
        line = "  ".join(plain(value) for _, value in cells)
        region.unit_line = f"{region.unit_line}  {line}".strip()


def _suspects(grid: Grid, indexes: Sequence[int], first: int, end: int) -> set[int]:
    """The rows that may be no data; all others are data and are not looked at singly.

    A row of data has something in each of the two fullest columns, and somebody's number or no
    word in its first columns that totals, footers and notes begin or end with.
    """
    blank = {
        index: _blank_in(grid.columns[index], first, end)
        for index in _fullest(grid, indexes, first, end)
    }
    suspects = set[int]().union(*list(blank.values())[:2])
    rows = _without_person(grid, indexes, blank, first, end)
    for index in range(max(0, indexes[0] - 1), indexes[:_LABEL_COLUMNS][-1] + 1):
        column = grid.columns[index]
        own = [column.codes[row] for row in rows]
        labels = {
            code
            for code in set(own)
            if isinstance(value := column.values[code], str) and value and _may_be_label(value)
        }
        if labels:
            suspects.update(row for row, code in zip(rows, own, strict=True) if code in labels)
    return suspects


def _fullest(grid: Grid, indexes: Sequence[int], first: int, end: int) -> list[int]:
    """The three columns with the fewest blanks, the fullest first."""
    blanks: dict[int, int] = {}
    for index in indexes:
        blanks[index] = grid.columns[index].codes[first:end].count(0)
        if list(blanks.values()).count(0) == 3:
            break
    return sorted(blanks, key=blanks.__getitem__)[:3]


def _blank_in(column: GridColumn, first: int, end: int) -> set[int]:
    """The rows that are blank in a column."""
    codes = column.codes[first:end]
    values = column.values
    blank = {
        code
        for code in set(codes)
        if type(value := values[code]) is str and (not value or value.isspace())
    }
    return set(compress(range(first, end), map(blank.__contains__, codes))) if blank else set()


def _without_person(
    grid: Grid, indexes: Sequence[int], blank: Mapping[int, set[int]], first: int, end: int
) -> Sequence[int]:
    """The rows of which no identity number says that they are data, whatever their words say.

    After a footer only a row of three cells is data: the number, and those of two full columns.
    """
    index = _of_numbers(grid, indexes, first, end)
    full = [rows for other, rows in blank.items() if other != index][:2]
    if index is None or len(full) < 2:
        return range(first, end)
    column = grid.columns[index]
    codes, values = column.codes[first:end], column.values
    unnamed = {code for code in set(codes) if not _is_number(values[code])}
    without = compress(range(first, end), map(unnamed.__contains__, codes))
    return sorted((full[0] | full[1]).union(without))


def _is_number(value: Raw | CellError) -> bool:
    """Whether a value is an identity number written as it should be, sound or not."""
    return (
        isinstance(value, str)
        and len(value) == 18
        and value[:17].isdecimal()
        and value[17] in _LAST
    )


def _of_numbers(grid: Grid, indexes: Sequence[int], first: int, end: int) -> int | None:
    """The column of identity numbers, by its first cells."""
    for row in range(first, min(first + 3, end)):
        for index in indexes:
            value = grid.at(row, index)
            if isinstance(value, str) and len(value) == 18 and _IDENTITY.fullmatch(value):
                return index
    return None


_LABEL_TAILS: Final = frozenset("计数页)）:： 　")
_LABEL_HEADS: Final = frozenset("填制审复经统校录编单部分主联备说注附第共-— 　")
"""What the words under a table begin with: most names are done with at their first character."""


def _may_be_label(text: str) -> bool:
    """Whether a row that begins with this text may be no row of data; quick, and rather yes."""
    if len(text) <= 24 and text[-1] in _LABEL_TAILS and vocabulary.is_total(text):
        return True
    if text[:2] == "其中":
        return True
    if ":" in text or "：" in text:
        return (
            vocabulary.is_footer(text) or vocabulary.is_note(text) or vocabulary.is_unit_row(text)
        )
    if len(text) <= 12:
        return (
            (
                text[0] in _LABEL_HEADS
                and (
                    vocabulary.is_bare_footer(text)
                    or vocabulary.is_bare_note(text)
                    or vocabulary.is_page_line(text)
                )
            )
            or (not text.isdigit() and not text[-1].isalpha() and vocabulary.is_column_number(text))
            or (len(text) == 1 and vocabulary.is_column_number(text) and not text.isdigit())
        )
    return False


def kind_of(sheet: Sheet, region: DetectedTable, row: int, cells: Cells) -> tuple[Kind, str]:
    """What a row is, and the label of a sum."""
    if not cells:
        return "blank", ""
    texts = [(column, value) for column, value in cells if isinstance(value, str)]
    if any(_IDENTITY.fullmatch(value) for _, value in texts):
        return "data", ""  # somebody's row, whatever else it says
    label = next(_sum_labels(region, cells, texts), "")
    if label:
        return "sum", re.sub(r"\s+", "", label)
    first = cells[0][1]
    if isinstance(first, str) and (kind := _by_first(region, first, cells)) is not None:
        return kind, ""
    if not region.rows and number_row(sheet, row) is not None:
        return "number", ""
    if len(cells) == 1:
        return _alone(region, *cells[0]), ""
    return "data", ""


def _by_first(region: DetectedTable, first: str, cells: Cells) -> Kind | None:
    """What the row's first text makes it, if it is not data."""
    words_only = not any(is_figure(value) for _, value in cells[1:])
    if not region.rows and vocabulary.is_unit_row(first) and len(cells) <= 4 and words_only:
        return "unit"
    if vocabulary.is_footer(first) and len(cells) <= 12:
        return "footer"
    if vocabulary.is_bare_footer(first) and (region.rows or region.sums) and len(cells) <= 8:
        return "footer"
    if vocabulary.is_unit_row(first) and len(cells) <= 4 and words_only:
        return "unit"
    if vocabulary.is_note(first) or vocabulary.is_page_line(first):
        return "note"
    if vocabulary.is_bare_note(first) and region.rows and len(cells) <= 2 and words_only:
        return "note"
    if vocabulary.is_part(first) and all(
        is_figure(value) or absent(value) is not None for _, value in cells[1:]
    ):
        return "part"
    return None


def _heads(region: DetectedTable) -> dict[int, str]:
    return {c.index: c.path[-1] for c in region.columns if c.path}


def _is_of_a_person(head: str) -> bool:
    return head.endswith(_OF_A_PERSON)


def _sum_labels(
    region: DetectedTable, cells: Cells, texts: Sequence[tuple[int, str]]
) -> Iterator[str]:
    """The 合计 that stands where a row's own label stands, not in a remark and not as a name."""
    heads = _heads(region)
    ordered = sorted(heads)
    names = [(c, v) for c, v in texts if absent(v) is None and not vocabulary.is_footer(v)]
    for at, (column, value) in enumerate(names):
        if not vocabulary.is_total(value):
            continue
        head = heads.get(column, "")
        before = [c for c, _ in names[:at]]
        if (
            len(names) <= 3
            and sum(c < column for c in ordered) < _LABEL_COLUMNS
            and not _ASIDE.search(head)
            and not any(_is_of_a_person(heads.get(c, "")) for c in before)
            and not (_is_of_a_person(head) and _is_name(value) and cells[0][0] != column)
        ):
            yield value


def _is_name(value: str) -> bool:
    """Whether a word of 合计 may be a person's name: 魏小计."""
    return len(value) == 3 and not re.search("[村镇乡县市省区总共本全]", value[0])


def _alone(region: DetectedTable, column: int, value: Raw | CellError) -> Kind:
    """What a row with one cell is."""
    head = next((c for c in region.columns if c.index == column and c.path), None)
    if isinstance(value, str):
        # a note or a section head, unless it is a name under 姓名
        return "data" if len(value.strip()) <= 20 and _names_somebody(head) else "note"
    first = next((c for c in region.columns if c.path), None)
    # a row with nothing but its 序号 was numbered beforehand and never filled in
    return "blank" if first is not None and column == first.index else "data"


def _names_somebody(head: HeaderColumn | None) -> bool:
    return head is not None and _is_of_a_person(head.path[-1])
