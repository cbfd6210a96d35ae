"""A form as a grid of cells, whatever kind of file it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec
from msgspec import Struct

from ruralskills.forms.form_labels import LabelPart, field_of, labels_in
from ruralskills.readers.grid import Grid
from ruralskills.readers.text_runs import LeftText
from ruralskills.readers.word_document import WordParagraph, WordTable
from ruralskills.readers.word_place import PlacedPicture
from ruralskills.values.field_type import CellError, display_text


class FormCell(Struct, dict=True):
    """A cell of a form, its last row and column included, with the pictures in it."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    pictures: list[bytes] = msgspec.field(default_factory=list)
    beside: list[str] = msgspec.field(default_factory=list)
    """Texts of boxes that float about it and are no part of its text."""

    @cached_property
    def field(self) -> str:
        """The field that its text names as a bare label, empty for none."""
        return field_of(self.text)

    @cached_property
    def labels(self) -> list[LabelPart]:
        """The labels in its text."""
        return labels_in(self.text)


class FormGrid(Struct):
    """The cells of a table or sheet in reading order, with the paragraphs behind it."""

    cells: list[FormCell]
    after: list[str] = msgspec.field(default_factory=list)
    """Texts of the paragraphs up to the next table: the 附页 stands there."""
    loose_pictures: list[bytes] = msgspec.field(default_factory=list)
    """Pictures that float over it, bound to no cell."""
    is_text: bool = False
    """True for paragraphs without a table, one a row."""

    def rows(self) -> Iterator[list[FormCell]]:
        """Yield the cells that begin in each row, from left to right."""
        by_row: dict[int, list[FormCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in sorted(by_row):
            yield sorted(by_row[row], key=lambda cell: cell.column)


def grids_of_document(
    blocks: Sequence[WordParagraph | WordTable], pictures: Mapping[str, bytes]
) -> list[FormGrid]:
    """Return the tables of a Word document. ``pictures`` are its pictures by part."""
    grids: list[FormGrid] = []
    loose: list[bytes] = []
    for block in blocks:
        if isinstance(block, WordParagraph):
            # behind a form, a picture in the text is a copy of some paper
            loose += _those(block.pictures, pictures, lambda each: each.is_afloat or not grids)
            if grids:
                grids[-1].after.append(block.text)
            continue
        cells = [
            FormCell(
                cell.row, cell.column, cell.bottom, cell.right, cell.text,
                _those(cell.pictures, pictures, lambda each: not each.is_at_top), cell.beside,
            )
            for cell in block.cells
        ]  # fmt: skip
        for cell in block.cells:
            loose += _those(cell.pictures, pictures, lambda each: each.is_at_top)
        after = grids[-1].after if block.is_inner and grids else []  # behind the outer table
        grids.append(FormGrid(cells, after, loose))
        loose = []
    if grids:
        grids[-1].loose_pictures += loose
    return grids


def _those(
    found: Sequence[PlacedPicture],
    pictures: Mapping[str, bytes],
    is_meant: Callable[[PlacedPicture], bool],
) -> list[bytes]:
    return [pictures[each.part] for each in found if each.part in pictures and is_meant(each)]


def grid_of_paragraphs(blocks: Sequence[WordParagraph | WordTable]) -> FormGrid:
    """Return the paragraphs of a document as a form without a table.

    What has no label stands beside the label above it.
    """
    texts = [block.text for block in blocks if isinstance(block, WordParagraph)]
    cells = []
    for row, text in enumerate(texts):
        column = 0 if labels_in(text) else 1
        cells.append(FormCell(row, column, row, column, text))
    return FormGrid(cells, is_text=True)


def grid_of_sheet(
    grid: Grid, pictures: Mapping[tuple[int, int], Sequence[bytes]], left: LeftText
) -> FormGrid:
    """Return a sheet as a form.

    ``pictures`` are those at each cell, ``left`` the texts of cells with words struck out.
    """
    ends = {(top, first): (bottom, right) for top, first, bottom, right in grid.merges}
    origins = grid.merge_origins()
    cells: dict[tuple[int, int], FormCell] = {}
    for row in range(grid.height):
        if row in grid.hidden_rows:
            continue
        for column in range(grid.width):
            if (row, column) in origins and (row, column) not in ends:
                continue
            raw = grid.at(row, column)
            text = raw.text if isinstance(raw, CellError) else display_text(raw)
            text = left.get((row, column), text)
            cells[row, column] = FormCell(
                row, column, *ends.get((row, column), (row, column)), text
            )
    for place, found in pictures.items():
        frame = cells.get(origins.get(place, place))
        if frame is None:  # it is empty and stands at the edge
            frame = cells.setdefault(place, FormCell(*place, *place, ""))
        frame.pictures += found
    return FormGrid(list(cells.values()))
