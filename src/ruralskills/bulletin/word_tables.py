"""The annex tables in a Word document, their heads repeated on each page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from ruralskills.bulletin.annexes import Annex, AnnexTable
from ruralskills.bulletin.word_styles import (
    ANNEX_NUMBER,
    ANNEX_TITLE,
    BODY,
    CELL,
    HEAD_CELL,
    NOTE,
)
from ruralskills.text.width import width
from ruralskills.text.xml_text import xml_text

_WIDTH: Final = 156
"""Millimetres between the margins."""
_LEAST, _MOST = 4, 30
"""Columns of Latin letters that a cell is made for."""
_MOST_TOGETHER: Final = 30
"""Rows of a table that is not parted by the end of a page."""
_ROOM: Final = 1.2
"""Columns of a cell beside its text."""
_CELL_MARGIN: Final = 40
"""Twentieths of a point between a text and the lines beside it."""


def add_annex(document: Any, annex: Annex) -> None:
    """Add an annex on a page of its own."""
    number = document.add_paragraph(f"附件{annex.number}", style=ANNEX_NUMBER)
    number.paragraph_format.page_break_before = True
    document.add_paragraph(annex.title, style=ANNEX_TITLE)
    if not any(table.rows for table in annex.tables):
        document.add_paragraph("本期没有这项内容。", style=BODY)
        return
    for place, table in enumerate(annex.tables):
        if place:
            document.add_paragraph(style=NOTE)
        _add_table(document, table)
    document.add_paragraph(annex.note, style=NOTE)


def _add_table(document: Any, made: AnnexTable) -> None:
    heads = 2 if made.groups else 1
    columns = len(made.headers)
    table = document.add_table(rows=heads + len(made.rows), cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_margins(table)
    cells = table._cells  # each look at a row of the library's goes over the whole table
    if made.groups:
        _fill(cells[:columns], made.groups, HEAD_CELL)
    _fill(cells[columns * (heads - 1) : columns * heads], made.headers, HEAD_CELL)
    for place, row in enumerate(made.rows, heads):
        _fill(cells[columns * place : columns * (place + 1)], (each.text for each in row), CELL)
    for place, row in enumerate(table.rows):
        _mark(row, "w:cantSplit")
        if place < heads:
            _mark(row, "w:tblHeader")
    for column, share in zip(table.columns, _shares(made), strict=True):
        column.width = Mm(_WIDTH * share)
    for place, cell in enumerate(cells):
        cell.width = table.columns[place % columns].width
        kept = heads + len(made.rows) - 1 if len(made.rows) <= _MOST_TOGETHER else heads + 1
        if place < columns * kept:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    if made.groups:
        _merge_heads(table, made)


def _merge_heads(table: Any, made: AnnexTable) -> None:
    """Let each group stand once above its columns, other headers be two lines high."""
    at = 0
    for group, members in groupby(made.groups):
        size = len(list(members))
        if group:
            _merge(table.cell(0, at), table.cell(0, at + size - 1), group)
        else:
            for place in range(at, at + size):
                _merge(table.cell(0, place), table.cell(1, place), made.headers[place])
        at += size


def _merge(first: Any, last: Any, text: str) -> None:
    merged = first.merge(last)
    for paragraph in merged.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    paragraph = merged.paragraphs[0]
    paragraph.text = text
    merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _shares(made: AnnexTable) -> list[float]:
    """Return the share of each column in the width, by the words in it."""
    columns = zip(*([cell.text for cell in row] for row in made.rows), strict=True)
    needs = [
        min(max(*map(_columns, texts), _columns(header) / 2, _LEAST), _MOST) + _ROOM
        for header, texts in zip(made.headers, (list(each) for each in columns), strict=True)
    ]
    return [each / sum(needs) for each in needs]


def _columns(text: str) -> float:
    """Return the columns of a text, with room for digits of a wider typeface."""
    return width(text) + 0.3 * sum(each.isascii() for each in text)


def _fill(cells: Iterable[Any], texts: Iterable[str], style: str) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(xml_text(text))
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _set_margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(_CELL_MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
