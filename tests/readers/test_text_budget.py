"""A small file of endless text is refused in one line, and long remarks are read."""

from __future__ import annotations

import pytest

from builders.corpus.xlsx import MAIN, book, packed, rows_xml, sheet_xml
from builders.watchdog import watchdog
from ruralskills.errors import CannotRead
from ruralskills.readers.open import open_content


def workbook(rows: int, columns: int, text: str, sheets: int = 1) -> bytes:
    """A workbook of distinct texts, each of them long."""
    table = [[f"{row} {column} {text}" for column in range(columns)] for row in range(rows)]
    sheet = sheet_xml(rows_xml(table))
    return packed(book(sheet, more={f"表{n}": sheet for n in range(1, sheets)}))


def read_all(content: bytes) -> int:
    opened = open_content(content, "台账.xlsx")
    return sum(opened.read(name).height for name in opened.names)


@pytest.mark.parametrize(
    ("rows", "columns", "size", "sheets", "word"),
    [
        (10, 15, 32_000, 1, "张"), (240, 15, 900, 1, "1 "), (3, 1, 32_000, 40, "情况属实。"),
        (9_000, 6, 70, 1, "县"),
    ],
)  # fmt: skip
def test_a_small_file_of_endless_text(
    rows: int, columns: int, size: int, sheets: int, word: str
) -> None:
    content = workbook(rows, columns, (word * size)[:size], sheets)
    assert len(content) < 1_000_000
    with watchdog(), pytest.raises(CannotRead, match="与文件的大小不相称"):
        read_all(content)


def shared(rows: int, size: int, sheets: int = 1, prefix: str = "") -> bytes:
    """A workbook whose cells all refer to one text."""
    cell = '<c r="{0}{1}" t="s"><v>1</v></c>'
    cells = (
        f'<row r="{at}">{"".join(cell.format(letter, at) for letter in "ABCDEF")}</row>'
        for at in range(1, rows + 1)
    )
    sheet = sheet_xml("".join(cells))
    texts = f"<{prefix}si/><{prefix}si><{prefix}t>{'文' * size}</{prefix}t></{prefix}si>"
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    strings = f'<{prefix}sst {name}="{MAIN}">{texts}</{prefix}sst>'.encode()
    more = {f"表{n}": sheet for n in range(1, sheets)}
    return packed(book(sheet, more=more, strings=strings))


@pytest.mark.parametrize(
    ("rows", "size", "sheets", "prefix"),
    [(500, 32_000, 1, ""), (500, 32_000, 1, "x:"), (90, 32_000, 5, ""), (40_000, 400, 1, "")],
)
def test_one_long_text_in_very_many_cells(rows: int, size: int, sheets: int, prefix: str) -> None:
    with watchdog(), pytest.raises(CannotRead, match="与文件的大小不相称"):
        read_all(shared(rows, size, sheets, prefix))


@pytest.mark.parametrize(("rows", "size"), [(300, 32_000), (20_000, 400), (60_000, 300)])
def test_a_remark_that_many_rows_share_is_read(rows: int, size: int) -> None:
    assert read_all(shared(rows, size)) == rows


@pytest.mark.parametrize(("rows", "size"), [(1, 32_000), (60, 32_000), (900, 2_000), (20_000, 8)])
def test_what_an_office_may_write_is_read(rows: int, size: int) -> None:
    assert read_all(workbook(rows, 1, ("帮扶措施和成效。" * size)[:size])) == rows


def test_a_sheet_that_is_read_again_counts_once() -> None:
    opened = open_content(workbook(60, 1, "文" * 32_000), "台账.xlsx")
    for _ in range(4):
        opened.read(opened.names[0])
