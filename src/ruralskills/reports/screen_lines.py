"""Lines on a screen: in colour and wrapped on a terminal, whole elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import IO, Final

from ruralskills.model.findings import Nature
from ruralskills.text.terminal import terminal_line
from ruralskills.text.wrapping import Line, wrapped

NATURE_STYLES: Final = {
    Nature.DATA: "bold red",
    Nature.SHORTFALL: "bold yellow",
    Nature.DOUBT: "cyan",
    Nature.HINT: "dim",
}
_LEAST_COLUMNS: Final = 40
"""A narrower terminal is left to wrap by itself."""


def styled(text: str, style: str = "") -> Line:
    """Return a line of one style."""
    return ((text, style),)


def label(nature: Nature) -> tuple[str, str]:
    """Return the label of a nature as a piece of a line."""
    return f"〔{nature.label}〕", NATURE_STYLES[nature]


def write_lines(
    lines: Iterable[Line], stream: IO[str] | None = None, *, colour: bool | None = None
) -> None:
    """Print lines.  With ``colour`` None the terminal and ``NO_COLOR`` decide."""
    stream = stream or sys.stdout
    if colour is not False and (stream.isatty() or os.environ.get("FORCE_COLOR")):
        _write_in_colour(lines, stream)
        return
    for line in lines:
        stream.write(f"{plain(line)}\n")


def plain(line: Line) -> str:
    """Return the text of a line without characters that move the cursor."""
    return terminal_line("".join(words for words, _ in line))


def _write_in_colour(lines: Iterable[Line], stream: IO[str]) -> None:
    from rich.console import Console  # loading it takes as long as checking a small workbook
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    columns = shutil.get_terminal_size().columns
    for line in lines:
        seen = tuple((terminal_line(words), style) for words, style in line)
        text = "".join(words for words, _ in seen)
        indent = len(text) - len(text.lstrip(" !")) + 2
        parts = wrapped(seen, columns, indent) if columns >= _LEAST_COLUMNS else [seen]
        for part in parts:
            console.print(Text.assemble(*part))
