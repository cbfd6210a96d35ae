"""Names of sheets that come from files without sheets, or from damaged ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders.command_line import rs as run
from builders.corpus import excel_95, web_pages
from builders.corpus.case import ledger
from builders.corpus.formats import ods, text, xml_2003
from ruralskills.readers.open import open_content

ODD = "甲/乙:[x]*?" + "长" * 40


def odd_page() -> bytes:
    name = f'<a name="table0"><h1>Sheet 1: <em>{ODD}</em></h1></a>'
    return web_pages.page(name + web_pages.table()).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "台账[1].csv": lambda: text(",", "utf-8"),
    f"{'长' * 60}.csv": lambda: text(",", "gb18030"),
    "页.xls": odd_page,
    "表格.xls": lambda: xml_2003().replace("台账".encode(), "甲/乙".encode(), 1),
    "开放.ods": ods,
    "95.xls": lambda: excel_95.container(
        excel_95.stream([("甲/乙", excel_95.cells(ledger(), "gbk"))])
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_copy_can_be_written_of_every_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    result = run("correct", path, "--as-of", "2021-01-15")
    assert result.exit_code in (0, 1), result.output
    assert path.with_suffix(".校正.xlsx").exists()


def test_sheets_of_one_name_are_told_apart() -> None:
    drawn = excel_95.cells(ledger(), "gbk")
    content = excel_95.container(excel_95.stream([("台账", drawn)] * 3))
    book = open_content(content, "台账.xls")
    assert book.names == ["台账", "台账(2)", "台账(3)"]
    assert all(book.read(name).height == 7 for name in book.names)
