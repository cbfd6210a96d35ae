"""Headers of several rows from the paths of their columns, such as 基本信息/姓名."""

from __future__ import annotations

from collections.abc import Sequence

Path = tuple[str, ...]
Block = tuple[int, int, int, int]
"""Top, left, bottom, right, counted from 1 within the header."""


def letter(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def blocks(paths: Sequence[Path]) -> list[tuple[str, Block]]:
    """Return each head with the cells it covers.

    Neighbours under the same groups share the group's head; a column's own head reaches down to
    the last row of the header.
    """
    depth = max(len(path) for path in paths)
    found: list[tuple[str, Block]] = []
    for level in range(depth):
        left = 0
        while left < len(paths):
            path = paths[left]
            right = left
            if level < len(path) - 1:
                prefix = path[: level + 1]
                while (
                    right + 1 < len(paths)
                    and paths[right + 1][: level + 1] == prefix
                    and len(paths[right + 1]) > level + 1
                ):
                    right += 1
                found.append((path[level], (level + 1, left + 1, level + 1, right + 1)))
            elif level == len(path) - 1:
                found.append((path[level], (level + 1, left + 1, depth, left + 1)))
            left = right + 1
    return found


def header_cells(paths: Sequence[Path]) -> list[list[str | None]]:
    """Return the rows of the header: each head in the first cell of its block."""
    depth = max(len(path) for path in paths)
    grid: list[list[str | None]] = [[None] * len(paths) for _ in range(depth)]
    for head, (top, left, _, _) in blocks(paths):
        grid[top - 1][left - 1] = head
    return grid


def merged_blocks(paths: Sequence[Path]) -> list[Block]:
    """Return the blocks of more than one cell."""
    return [b for _, b in blocks(paths) if (b[0], b[1]) != (b[2], b[3])]
