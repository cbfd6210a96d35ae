"""The annex tables in a Word document, their heads repeated on each page."""

from __future__ import annotations

from typing import Any, Final

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from ruralskills.bulletin.annexes import Annex
from ruralskills.text.width import width

_WIDTH: Final = 156
"""Millimetres between the margins."""
_LEAST, _MOST = 7, 22
"""Columns of Latin letters that a cell is made for."""


def add_annex(document: Any, annex: Annex) -> None:
    """Add an annex on a page of its own."""
    title = document.add_paragraph(annex.title, style="附件标题")
    title.paragraph_format.page_break_before = True
    if not annex.rows:
        document.add_paragraph("本期没有这项内容。", style="公文正文")
        return
    table = document.add_table(rows=1, cols=len(annex.headers), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _fill(table.rows[0], annex.headers)
    _mark(table.rows[0], "w:tblHeader")
    for cells in annex.rows:
        row = table.add_row()
        _fill(row, [cell.text for cell in cells])
        _mark(row, "w:cantSplit")
    for column, share in zip(table.columns, _shares(annex), strict=True):
        column.width = Mm(_WIDTH * share)
        for cell in column.cells:
            cell.width = column.width


def _shares(annex: Annex) -> list[float]:
    """Return the share of each column in the width, by the words in it."""
    texts = zip(annex.headers, *([cell.text for cell in row] for row in annex.rows), strict=True)
    widths = [min(max(max(map(width, each)) + 2, _LEAST), _MOST) for each in texts]
    return [each / sum(widths) for each in widths]


def _fill(row: Any, texts: Any) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = "表格文字"
        paragraph.add_run(text)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
