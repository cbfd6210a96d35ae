"""Rows with header words, the candidates for a header.

A sheet of 100,000 rows is searched column by column over distinct values, and only values and rows
that pass a quick test are normalised. For a row that can be a header the result must equal
``count_header_words``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress
from typing import Final

from ruralskills.detection import vocabulary
from ruralskills.detection.day_headers import NAME_HEADERS, is_name_header, may_be_name_header
from ruralskills.detection.header_parts import is_like_header
from ruralskills.detection.sheet_view import RowCells, SheetView
from ruralskills.readers.grid import Grid, GridColumn

_TOP: Final = 300
"""Rows from the top in which a header word may have marks around it.

Further down it must begin and end like a word of the vocabulary, which spares normalising every
name of a list.
"""
_MOST_REPEATS: Final = 1000
"""A more frequent word of a column, such as 贫困村, is data unless in a header."""
_HEADER: Final = 3
"""Header words that make a row near the top a header."""
_FEW: Final = 20
"""A number of candidate rows that is not worth reducing."""
_LONGEST: Final = 40
"""The longest header word, in characters."""
_FEWEST_LIKE: Final = 4
_MOST_LIKE: Final = 0.7
"""The share of texts like headers that makes a row of unknown words a header."""
_NUMBERS: Final = (int, float)


def is_header_word(text: str, header_words: frozenset[str]) -> bool:
    """Return True for a text that is a header word or a year."""
    word = vocabulary.header_word(text)[0]
    return word in header_words or vocabulary.is_year_header(word)


def is_row_of_headers(cells: RowCells, header_words: frozenset[str]) -> bool:
    """Return True for four texts or more of which nearly all are like headers.

    Beside its labels a form has values, and a row of data has names and figures.
    """
    if len(cells) < _FEWEST_LIKE or not all(isinstance(value, str) for _, value in cells):
        return False
    like = sum(
        is_like_header(str(value)) or is_header_word(str(value), header_words) for _, value in cells
    )
    return like >= _FEWEST_LIKE and like >= _MOST_LIKE * len(cells)


def count_header_words(view: SheetView, row: int, header_words: frozenset[str]) -> int:
    """Return the number of cells of a row that are header words."""
    return sum(
        isinstance(value, str)
        and len(value) <= _LONGEST
        and not value.isdigit()
        and is_header_word(value, header_words)
        for _, value in view.cells(row)
    )


def header_word_counts(view: SheetView, header_words: frozenset[str]) -> Counter[int]:
    """Return by row the number of header words, without rows that cannot be a header."""
    rows = _candidate_rows(view.grid)
    found = [_header_words_of(column, rows, header_words) for column in view.grid.columns]
    counts = Counter(row for places in found for row, _ in places if row < _TOP)
    headers = {row for row, count in counts.items() if count >= _HEADER}
    for column, places in zip(view.grid.columns, found, strict=True):
        below = {code for row, code in places if row >= _TOP}
        below -= {code for row, code in places if row in headers}  # repeated on every page
        data = {code for code in below if column.codes.count(code) > _MOST_REPEATS}
        counts.update(row for row, code in places if row >= _TOP and code not in data)
    return counts


def _header_words_of(
    column: GridColumn, rows: Sequence[int], header_words: frozenset[str]
) -> list[tuple[int, int]]:
    """Return the rows of a column with a header word, each with the code of the word."""
    codes = [column.codes[row] for row in rows]
    known = {code for code in set(codes) if _is_header_word_fast(column, code, header_words)}
    return [(row, code) for row, code in zip(rows, codes, strict=True) if code in known]


def _is_header_word_fast(column: GridColumn, code: int, header_words: frozenset[str]) -> bool:
    """Return True for a header word, normalising only texts with fitting ends."""
    text = column.values[code]
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST or text[:5].isdigit():
        return False
    initials, finals = _ends(header_words)
    if text[0] not in initials or text[-1] not in finals:
        is_marked = (text[0] in initials or not text[0].isalpha()) and (
            text[-1] in finals or not text[-1].isalpha()
        )
        if not is_marked or code not in column.codes[:_TOP]:
            return False
    return is_header_word(text, header_words)


@cache
def _ends(header_words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters with which header words begin and end."""
    initials = {word[0] for word in header_words} | set("12")
    finals = {word[-1] for word in header_words} | set(")）*＊ \n年度")
    return frozenset(initials), frozenset(finals)


def _candidate_rows(grid: Grid) -> Sequence[int]:
    """Return the rows without figures but years, and those with a header of names.

    The header of names may stand beside days, which are dates or numbers.
    """
    rows: Sequence[int] = range(grid.height)
    for column in sorted(grid.columns, key=_distinct_values):  # the cheapest first
        if len(rows) <= _FEW:
            break
        fits = list(map(_may_be_header, column.values))
        if not all(fits):
            codes = map(column.codes.__getitem__, rows)
            rows = list(compress(rows, map(fits.__getitem__, codes)))
    of_names = {row for column in grid.columns for row in _name_header_rows(column)}
    return sorted(of_names.union(rows)) if not of_names.issubset(rows) else rows


def _distinct_values(column: GridColumn) -> int:
    return len(column.values)


def _may_be_header(value: object) -> bool:
    """Return False for figures but years, and for texts that start with a long number."""
    if isinstance(value, str):
        return not (value[:5].isdecimal() and len(value) >= 5)
    return isinstance(value, _NUMBERS) and 1990 <= value < 2060


def _name_header_rows(column: GridColumn) -> Iterator[int]:
    """Yield the rows of a column with a header of names."""
    codes = set[int]()
    texts = {
        code: text for code in set(column.codes[:_TOP]) if type(text := column.values[code]) is str
    }
    if may_be_name_header("\n".join(texts.values())):  # hardly any column
        codes.update(code for code, text in texts.items() if is_name_header(text))
    if not NAME_HEADERS.isdisjoint(column.values):
        codes.update(code for code, value in enumerate(column.values) if value in NAME_HEADERS)
    return (row for row, code in enumerate(column.codes) if code in codes) if codes else iter(())
