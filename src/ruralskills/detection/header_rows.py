"""Which rows hold the words that head columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import compress
from typing import Final

from ruralskills.detection import vocabulary as words
from ruralskills.detection.sheet_view import Sheet
from ruralskills.readers.grid import Grid, GridColumn

_TOP: Final = 300
"""Rows from the top in which a header may have numbers and marks around its words; further down it
must begin and end as headers do.  Either spares folding every name of a list."""
_MOST_REPEATS: Final = 1000
"""A word that stands oftener in a column is what the ledger says of its rows, such as 贫困村, unless
it is a word of the header."""
_HEADER: Final = 3
"""A row near the top with so many such words is a header."""
_FEW: Final = 20
"""So few rows are looked at cell by cell."""
_LONGEST: Final = 40
_NUMBERS: Final = (int, float)


def hits_by_row(sheet: Sheet, vocabulary: frozenset[str]) -> Counter[int]:
    """How many cells of each row are words that headers use, of the rows that may be headers."""
    rows = _rows_of_words(sheet.grid)
    found = [_words_of(column, rows, vocabulary) for column in sheet.grid.columns]
    hits = Counter(row for places in found for row, _ in places if row < _TOP)
    heads = {row for row, count in hits.items() if count >= _HEADER}
    for column, places in zip(sheet.grid.columns, found, strict=True):
        below = {code for row, code in places if row >= _TOP}
        below -= {code for row, code in places if row in heads}  # printed again on every page
        common = {code for code in below if column.codes.count(code) > _MOST_REPEATS}
        hits.update(row for row, code in places if row >= _TOP and code not in common)
    return hits


def _words_of(
    column: GridColumn, rows: Sequence[int], vocabulary: frozenset[str]
) -> list[tuple[int, int]]:
    """The rows in which a column has a word that headers use, each with the word's code."""
    own = [column.codes[row] for row in rows]
    wanted = {code for code in set(own) if _heads(column, code, vocabulary)}
    return [(row, code) for row, code in zip(rows, own, strict=True) if code in wanted]


def _heads(column: GridColumn, code: int, vocabulary: frozenset[str]) -> bool:
    """Whether a value of a column is a header word; its ends spare folding most that are none."""
    text = column.values[code]
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST or text[:5].isdigit():
        return False
    initials, finals = _ends(vocabulary)
    if text[0] not in initials or text[-1] not in finals:
        marked = (text[0] in initials or not text[0].isalpha()) and (
            text[-1] in finals or not text[-1].isalpha()
        )
        if not marked or code not in column.codes[:_TOP]:
            return False
    return is_header_word(text, vocabulary)


def _rows_of_words(grid: Grid) -> Sequence[int]:
    """The rows that may be headers: no figure stands in them that is no year, and no long number."""
    rows: Sequence[int] = range(grid.height)
    for column in sorted(grid.columns, key=_variety):  # the quickest to look through come first
        if len(rows) <= _FEW:
            break
        fitting = list(map(_stands_in_headers, column.values))
        if not all(fitting):
            codes = map(column.codes.__getitem__, rows)
            rows = list(compress(rows, map(fitting.__getitem__, codes)))
    return rows


def _variety(column: GridColumn) -> int:
    return len(column.values)


def _stands_in_headers(value: object) -> bool:
    """Whether a value may stand in a row of headers; quick, and rather yes."""
    if isinstance(value, str):
        return not (value[:5].isdecimal() and len(value) >= 5)
    return isinstance(value, _NUMBERS) and 1990 <= value < 2060


@cache
def _ends(vocabulary: frozenset[str]) -> tuple[set[str], set[str]]:
    """The characters with which words begin and end, and the marks that stand around them."""
    initials = {word[0] for word in vocabulary} | {"1", "2"}
    return initials, {word[-1] for word in vocabulary} | set(")）*＊ \n年")


def is_header_word(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether a cell holds one of the words that head a column."""
    word = words.header_word(text)[0]
    return word in vocabulary or words.is_year_head(word)
