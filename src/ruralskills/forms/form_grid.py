"""A form as a grid of cells, whatever kind of file it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from ruralskills.readers.grid import Grid
from ruralskills.readers.word_document import WordParagraph, WordTable
from ruralskills.values.field_type import CellError, display_text


class FormCell(Struct):
    """A cell of a form, its last row and column included, with the pictures in it."""

    row: int
    column: int
    bottom: int
    right: int
    text: str
    pictures: list[bytes] = field(default_factory=list)


class FormGrid(Struct):
    """The cells of a table or sheet in reading order, with the paragraphs behind it."""

    cells: list[FormCell]
    after: list[str] = field(default_factory=list)
    """Texts of the paragraphs up to the next table: the 附页 stands there."""
    loose_pictures: list[bytes] = field(default_factory=list)
    """Pictures that float over it, bound to no cell."""

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
            found = [pictures[part] for part in block.pictures if part in pictures]
            loose += found
            if grids:
                grids[-1].after.append(block.text)
            continue
        cells = [
            FormCell(
                cell.row, cell.column, cell.bottom, cell.right, cell.text,
                [pictures[part] for part in cell.pictures if part in pictures],
            )
            for cell in block.cells
        ]  # fmt: skip
        after = grids[-1].after if block.is_inner and grids else []  # behind the outer table
        grids.append(FormGrid(cells, after, loose))
        loose = []
    if grids:
        grids[-1].loose_pictures += loose
    return grids


def grid_of_sheet(grid: Grid, pictures: Mapping[tuple[int, int], Sequence[bytes]]) -> FormGrid:
    """Return a sheet as a form. ``pictures`` are those at each cell."""
    merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - merged.keys()
    cells = []
    for row in range(grid.height):
        for column in range(grid.width):
            if (row, column) in covered:
                continue
            raw = grid.at(row, column)
            text = raw.text if isinstance(raw, CellError) else display_text(raw)
            bottom, right = merged.get((row, column), (row, column))
            cells.append(FormCell(row, column, bottom, right, text))
    sheet = FormGrid(cells)
    for (row, column), found in pictures.items():
        cell = next((c for c in cells if _covers(c, row, column)), None)
        target = sheet.loose_pictures if cell is None else cell.pictures
        target += found
    return sheet


def _covers(cell: FormCell, row: int, column: int) -> bool:
    return cell.row <= row <= cell.bottom and cell.column <= column <= cell.right
