"""The rows of a table that may be no data, found fast.

Columns are searched over their distinct values. In a table of at least two columns, every row
that ``rows.row_kind`` would not call data must be among the suspects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Final

from msgspec import Struct

from ruralskills.detection import vocabulary
from ruralskills.detection.sheet_view import SheetView, is_figure
from ruralskills.detection.zero_reports import SIGN, declares_none
from ruralskills.readers.grid import Grid, GridColumn
from ruralskills.text.invisible import is_blank, visible
from ruralskills.text.lazy_regex import regex
from ruralskills.values.field_type import CellError, Raw

LABEL_COLUMNS: Final = 8
"""The first columns, one of which holds the label of a total."""
IDENTITY: Final = regex(r"\s*\d{14,17}[\dXxＸｘ×✕✖*ХхΧχ]\s*")
"""An identity number of a person, complete or nearly so."""
_LAST_CHARACTERS: Final = frozenset("0123456789Xx")
_TOTAL_FINALS: Final = frozenset("计数页)）:：")
"""Finals of labels of totals."""
_LABEL_INITIALS: Final = frozenset("填制审复经统校录编单部分主联备说注附第共-—其数资指口")
"""Initials of labels of footers, notes, page numbers and parts."""
_UNIT_WORDS: Final = ("文号", "制定机关", "有效期", "数据截至", "统计")
"""Words of unit lines that need no colon."""


class Suspects(Struct, frozen=True):
    """The rows that may be no data, and those blank in one of the two fullest columns."""

    rows: set[int]
    incomplete: set[int]


def suspects(view: SheetView, indexes: Sequence[int], first: int, end: int) -> Suspects:
    """Return the rows from ``first`` to before ``end`` that may be no data.

    A row of data has a value in each of the two fullest columns. It also has an identity number,
    or none of its first columns begins or ends like the label of a total, a footer or a note.
    """
    grid = view.grid
    blank = {
        index: _blank_rows(grid.columns[index], first, end)
        for index in _fullest(grid, indexes, first, end)
    }
    incomplete = set[int]().union(*list(blank.values())[:2])
    found = set(incomplete)
    rows = _rows_without_person(grid, indexes, blank, first, end)
    last = indexes[LABEL_COLUMNS - 1] if len(indexes) >= LABEL_COLUMNS else view.right
    for index in view.columns:
        column = grid.columns[index]
        if len(column.values) == 1:  # blank
            continue
        codes = [column.codes[row] for row in rows]
        if index <= last:
            distinct = set(codes)
            labels = {code for code in distinct if _may_be_label(column.values[code])}
            if index == indexes[0]:
                labels |= _words_among_figures(column, distinct)
        else:
            labels = set(_statements(column, set(codes)))
        if labels:
            found.update(row for row, code in zip(rows, codes, strict=True) if code in labels)
    return Suspects(found, incomplete)


def _words_among_figures(column: GridColumn, codes: set[int]) -> set[int]:
    """Return the codes of texts in a column that has figures too."""
    values = column.values
    texts = {code for code in codes if type(value := values[code]) is str and value.strip()}
    if texts and any(code not in texts and is_figure(values[code]) for code in codes):
        return texts
    return set()


def _statements(column: GridColumn, codes: set[int]) -> Iterator[int]:
    """Yield the codes of texts that say that there is nothing to report."""
    has_sign = SIGN.search
    for code in codes:
        text = column.values[code]
        if type(text) is str and has_sign(text) and declares_none(text):
            yield code


def _fullest(grid: Grid, indexes: Sequence[int], first: int, end: int) -> list[int]:
    """Return the three columns with the fewest blanks, the fullest first."""
    blanks: dict[int, int] = {}
    for index in indexes:
        blanks[index] = grid.columns[index].codes[first:end].count(0)
        if list(blanks.values()).count(0) == 3:
            break
    return sorted(blanks, key=blanks.__getitem__)[:3]


def _blank_rows(column: GridColumn, first: int, end: int) -> set[int]:
    """Return the rows that are blank in a column."""
    codes = column.codes[first:end]
    values = column.values
    blank = {code for code in set(codes) if type(value := values[code]) is str and is_blank(value)}
    return set(compress(range(first, end), map(blank.__contains__, codes))) if blank else set()


def _rows_without_person(
    grid: Grid, indexes: Sequence[int], blank: Mapping[int, set[int]], first: int, end: int
) -> Sequence[int]:
    """Return the rows without an identity number or with a blank in a full column.

    A row with an identity number is data, and so is one of three cells below a footer.
    """
    index = _identity_column(grid, indexes, first, end)
    full = [rows for column, rows in blank.items() if column != index][:2]
    if index is None or len(full) < 2:
        return range(first, end)
    codes, values = grid.columns[index].codes[first:end], grid.columns[index].values
    other = {code for code in set(codes) if not _is_identity_number(values[code])}
    without = compress(range(first, end), map(other.__contains__, codes))
    return sorted((full[0] | full[1]).union(without))


def _is_identity_number(value: Raw | CellError) -> bool:
    """Return True for an identity number in official form, valid or not."""
    return (
        isinstance(value, str)
        and len(value) == 18
        and value[:17].isdecimal()
        and value[17] in _LAST_CHARACTERS
    )


def _identity_column(grid: Grid, indexes: Sequence[int], first: int, end: int) -> int | None:
    """Return the column of identity numbers, judged by its first cells."""
    for row in range(first, min(first + 3, end)):
        for index in indexes:
            value = grid.at(row, index)
            if isinstance(value, str) and len(value) == 18 and IDENTITY.fullmatch(value):
                return index
    return None


def _may_be_label(value: object) -> bool:
    """Return False, quickly, for a value with which only a row of data begins."""
    if not isinstance(value, str) or not (text := value.strip()):
        return False
    for end in text[0], text[-1]:
        if not ("\u4e00" <= end <= "\u9fff" or "!" <= end <= "~"):  # it may hide the label
            text = visible(text).strip() or "?"
    if text[-1] in _TOTAL_FINALS and vocabulary.total_kind(text):
        return True
    if text[0] in _LABEL_INITIALS and (
        vocabulary.is_part_label(text)
        or vocabulary.is_note(text)
        or vocabulary.is_bare_footer(text)
        or vocabulary.is_bare_note(text)
        or vocabulary.is_page_line(text)
    ):
        return True
    if SIGN.search(text) and declares_none(text):
        return True
    if ":" in text or "：" in text or "章" in text:
        return (
            vocabulary.is_footer(text) or vocabulary.is_note(text) or vocabulary.is_unit_row(text)
        )
    return any(word in text for word in _UNIT_WORDS) and vocabulary.is_unit_row(text)
