"""The blocks of a page, and the page as Markdown or for a screen of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.text.width import padded, width, wrap

COLUMNS: Final = 80
"""The least width of a screen."""


class PageHeading(Struct, frozen=True):
    """A heading. Level 1 heads the page."""

    text: str
    level: int = 2


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    text: str


class PageTable(Struct, frozen=True):
    """A table.  Where it is too wide for the screen, each row becomes a card there."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = PageHeading | Paragraph | PageTable
Page = Sequence[Block]


def markdown(page: Page) -> str:
    """Return a page as Markdown."""
    return "\n\n".join("\n".join(_markdown_lines(block)) for block in page) + "\n"


def _markdown_lines(block: Block) -> Iterator[str]:
    if isinstance(block, PageHeading):
        yield f"{'#' * block.level} {block.text}"
    elif isinstance(block, Paragraph):
        yield block.text
    else:
        yield _row(block.header)
        yield _row(["---"] * len(block.header))
        yield from (_row(row) for row in block.rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def screen(page: Page, columns: int = COLUMNS) -> Iterator[str]:
    """Yield the lines of a page on a screen of so many columns."""
    for number, block in enumerate(page):
        if number and not (
            isinstance(block, PageTable) and isinstance(page[number - 1], PageHeading)
        ):
            yield ""
        if isinstance(block, PageTable):
            yield from _table_lines(block, columns)
        else:
            yield from wrap(block.text, columns)


def _table_lines(table: PageTable, columns: int) -> Iterator[str]:
    lines = [table.header, *table.rows]
    sizes = [max(width(line[at]) for line in lines) for at in range(len(table.header))]
    if sum(sizes) + 2 * (len(sizes) - 1) > columns:
        for row in table.rows:
            yield from _card_lines(table.header, row, columns)
        return
    for line in lines:
        filled = (padded(cell, size) for cell, size in zip(line, sizes, strict=True))
        yield "  ".join(filled).rstrip()


def _card_lines(header: Sequence[str], row: Sequence[str], columns: int) -> Iterator[str]:
    """Yield the first two cells of a row, then each other one with its name."""
    yield from wrap("  ".join(cell for cell in row[:2] if cell), columns)
    for name, cell in zip(header[2:], row[2:], strict=True):
        if cell:
            yield from wrap(f"{name}：{cell}", columns, "    ")
