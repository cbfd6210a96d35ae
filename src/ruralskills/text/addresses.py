"""Addresses of cells such as B12, with rows from 1 and columns in letters."""

from __future__ import annotations

from typing import Final

from ruralskills.text.lazy_regex import regex

LAST_ROW, LAST_COLUMN = 1_048_576, 16_383
"""Bounds of a sheet, as spreadsheet programs have them: cell XFD1048576."""
Address = tuple[int, int]
"""Row and column of a cell."""
_ADDRESS: Final = regex("([A-Za-z]+)([0-9]+)")


def column_letters(column: int) -> str:
    """Return the letters of a column.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(LAST_COLUMN)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str | bytes) -> int:
    """Return the number of a column.

    >>> column_index("A"), column_index("xfd"), column_index(b"AA")
    (0, 16383, 26)
    """
    number = 0
    for code in letters.upper().encode() if isinstance(letters, str) else letters.upper():
        number = number * 26 + code - 64
    return number - 1


def cell_address(row: int, column: int) -> str:
    """Return the address of a cell.

    >>> cell_address(12, 1)
    'B12'
    """
    return f"{column_letters(column)}{row}"


def parse_address(address: str | bytes) -> Address | None:
    """Return row and column of an address, or None if it is none.

    >>> parse_address("B12"), parse_address(b"b12"), parse_address("$B$12"), parse_address("12")
    ((12, 1), (12, 1), None, None)
    """
    text = address.decode("ascii", "replace") if isinstance(address, bytes) else address
    match = _ADDRESS.fullmatch(text)
    return (int(match[2]), column_index(match[1])) if match else None


def parse_range(reference: str | bytes) -> tuple[int, int, int, int] | None:
    """Return first row and column, last row and column of a range, else None.

    >>> parse_range("A1:C3"), parse_range(b"$B$12"), parse_range("A:A")
    ((1, 0, 3, 2), (12, 1, 12, 1), None)
    """
    text = reference.decode("ascii", "replace") if isinstance(reference, bytes) else reference
    start, colon, end = text.replace("$", "").partition(":")
    first = parse_address(start)
    last = parse_address(end) if colon else first
    return (*first, *last) if first and last else None
