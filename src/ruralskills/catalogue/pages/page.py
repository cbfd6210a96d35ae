"""What a page is made of, and how it is written: Markdown for a browser, 80 columns for a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from ruralskills.text.width import padded, width

COLUMNS: Final = 80
"""What a screen is sure to have."""
_CLOSING: Final = frozenset("、，。；：！？）”》〕")
"""What no line begins with."""


class PageHeading(Struct, frozen=True):
    """A line that heads what follows; level 1 heads the page."""

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
    """Write a page as Markdown."""
    return "\n\n".join("\n".join(_marked(block)) for block in page) + "\n"


def _marked(block: Block) -> Iterator[str]:
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
    """Yield the lines of a page as a screen of so many columns shows it."""
    for number, block in enumerate(page):
        if number and not (
            isinstance(block, PageTable) and isinstance(page[number - 1], PageHeading)
        ):
            yield ""
        if isinstance(block, PageTable):
            yield from _grid(block, columns)
        else:
            yield from wrapped(block.text, columns)


def _grid(grid: PageTable, columns: int) -> Iterator[str]:
    lines = [grid.header, *grid.rows]
    sizes = [max(width(line[at]) for line in lines) for at in range(len(grid.header))]
    if sum(sizes) + 2 * (len(sizes) - 1) > columns:
        for row in grid.rows:
            yield from _card(grid.header, row, columns)
        return
    for line in lines:
        filled = (padded(cell, size) for cell, size in zip(line, sizes, strict=True))
        yield "  ".join(filled).rstrip()


def _card(header: Sequence[str], row: Sequence[str], columns: int) -> Iterator[str]:
    """The first two cells as a head, and each of the others under it with its name."""
    yield from wrapped("  ".join(cell for cell in row[:2] if cell), columns)
    for name, cell in zip(header[2:], row[2:], strict=True):
        if cell:
            yield from wrapped(f"{name}：{cell}", columns, "    ")


def wrapped(text: str, columns: int, indent: str = "") -> Iterator[str]:
    """Yield a text in lines of so many columns; no line parts a word or begins with a comma.

    >>> list(wrapped("每期7天；原则上", 8))
    ['每期7', '天；原则', '上']
    >>> list(wrapped("rs validate 台账", 12, "  "))
    ['  rs', '  validate', '  台账']
    """
    line = ""
    for piece in _pieces(text):
        if line and width(indent + line + piece.rstrip()) > columns:
            yield indent + line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield (indent + line).rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The parts between which a line may end: wide characters, and words with their blank."""
    piece = ""
    for before, character in pairwise(f" {text}"):
        wide = width(before) == 2 or width(character) == 2
        if piece and character not in _CLOSING and (wide or before == " "):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
