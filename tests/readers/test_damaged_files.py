"""Files of every kind, cut and with bytes changed: read, or refused in one clear line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.corpus import excel_95, web_pages
from builders.corpus.case import ledger
from builders.corpus.formats import html_page, kept, ods, text, xlsb, xml_2003
from builders.corpus.xlsx import book, packed
from ruralskills.detection.tables import find_tables
from ruralskills.errors import CannotRead
from ruralskills.readers.open import open_content

IN_THIS_PROCESS: dict[str, Callable[[], bytes]] = {
    "csv in utf-8": lambda: text(",", "utf-8"),
    "csv in gb18030": lambda: text("|", "gb18030"),
    "csv in utf-16": lambda: text("\t", "utf-16"),
    "csv in utf-16 without a mark": lambda: text(";", "utf-16-be"),
    "csv with loose commas": lambda: text(",", "utf-8").replace("郑".encode(), "郑,".encode()),
    "page": lambda: html_page("gbk", "gb2312"),
    "page of two tables": lambda: web_pages.in_two_tables().encode(),
    "page laid out by tables": lambda: web_pages.in_layout(web_pages.table(), "标题").encode(),
    "archive of pages": web_pages.of_excel,
    "xml of 2003": xml_2003,
    "xls of 95": lambda: excel_95.workbook(ledger()),
    "bare records": lambda: excel_95.bare(ledger()),
}
IN_A_PROCESS_OF_ITS_OWN: dict[str, Callable[[], bytes]] = {
    "xls": kept("ledger.xls"), "xlsb": xlsb, "ods": ods, "xlsx": lambda: packed(book()),
}  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """Some bytes changed, taken out or put in, and perhaps the end lost."""
    content = bytearray(sound)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content) - 1))
        length = draw(st.sampled_from((0, 1, 1, 1, 2, 8)))
        content[at : at + length] = draw(st.binary(max_size=4))
    if draw(st.booleans()):
        del content[draw(st.integers(0, len(content))) :]
    return bytes(content)


def read_all(content: bytes) -> None:
    """Read every sheet and look for tables, or be told why not."""
    try:
        workbook = open_content(content, "台账.xls")
        sheets = [workbook.read(name) for name in workbook.names]
    except CannotRead as refusal:
        assert len(str(refusal)) > 8
        assert "\n" not in str(refusal)
        return
    for grid in sheets:
        assert all(len(column.codes) == grid.height for column in grid.columns)
        assert all(bottom < grid.height for _, _, bottom, _ in grid.merges)
        find_tables(grid, "台账.xls")


@pytest.mark.parametrize("kind", IN_THIS_PROCESS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damage_is_told(kind: str, data: st.DataObject) -> None:
    read_all(data.draw(damaged(IN_THIS_PROCESS[kind]())))


@pytest.mark.parametrize("kind", IN_A_PROCESS_OF_ITS_OWN)
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damage_is_told_by_the_other_process(kind: str, data: st.DataObject) -> None:
    read_all(data.draw(damaged(IN_A_PROCESS_OF_ITS_OWN[kind]())))


@pytest.mark.parametrize("kind", IN_THIS_PROCESS)
def test_cut_anywhere(kind: str) -> None:
    sound = IN_THIS_PROCESS[kind]()
    for end in range(0, len(sound), max(1, len(sound) // 40)):
        read_all(sound[:end])
