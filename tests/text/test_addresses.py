"""Addresses of cells are read back as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from ruralskills.text.addresses import (
    LAST_COLUMN,
    LAST_ROW,
    cell_address,
    column_index,
    column_letters,
    parse_address,
    parse_range,
)


@given(st.integers(1, LAST_ROW), st.integers(0, LAST_COLUMN))
def test_an_address_is_read_back(row: int, column: int) -> None:
    address = cell_address(row, column)
    assert address == f"{get_column_letter(column + 1)}{row}"
    assert parse_address(address) == parse_address(address.lower().encode()) == (row, column)
    assert column_index(column_letters(column)) == column
    assert parse_range(f"$A$1:{address}") == (1, 0, row, column)


@pytest.mark.parametrize("text", ["", "A", "1", "1A", "A1:B2", "甲1", "A１", "$A$1", "A-1", " A1"])
def test_anything_else_is_no_address(text: str) -> None:
    assert parse_address(text) is None
    assert parse_address(text.encode()) is None
