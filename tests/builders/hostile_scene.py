"""Inputs of all commands, with what moves a terminal in every place."""

from __future__ import annotations

import os
import re
import sys
from itertools import cycle
from pathlib import Path
from typing import Final

from openpyxl.workbook import Workbook

from builders.leaks.made_texts import Made
from builders.leaks.scene import Scene

CONTROLS: Final = (
    "\x1b[2J",
    "\x1b]8;;a:\x07看\x1b]8;;\x07",
    "\x1b]0;题\x1b\\",
    "\x07",
    "\x9b2J",
    "\x9d0;题\x9c",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\x85",
    "\x08\x08",
    "\u200b\u200f\ufeff",
    "\x0e",
)
"""CSI, links and titles (OSC), bells, C1, direction, line ends, and the like."""
TEXTS: Final = tuple(
    f"{one}文{at}{CONTROLS[at * 5 % 13]}本{one}" for at, one in enumerate(CONTROLS)
)
_C0: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NO_UTF_8: Final = os.fsdecode(b"\xff\xfe\x9b2J") if sys.platform == "linux" else "\x9b2J"


class HostileScene(Scene):
    """A folder with inputs that hold characters which move a terminal."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, [Made(_written(text), ()) for text in TEXTS])
        self._next = cycle([Made(text, ()) for text in TEXTS])

    def text(self) -> str:
        """Return the next text as a cell can hold it."""
        return _written(super().text())

    def header(self) -> str:
        """Return the next text as the header of a printed page can hold it."""
        return _C0.sub("", super().text())

    def sheet_name(self, book: Workbook) -> str:
        """Return the next text that XML can hold as the name of a sheet."""
        return _C0.sub("", super().sheet_name(book))

    def ledgers(self) -> Path:
        """Write a folder of ledgers, also as text, under names that are no UTF-8."""
        path = super().ledgers()
        rows = self._table("致富带头人台账", [Made(text, ()) for text in TEXTS])
        lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
        target = path.with_name(f"文{NO_UTF_8}{self.name()}.csv")
        target.write_text("\n".join(lines), "utf-8", newline="")
        return path


def quoted(text: str) -> str:
    """Return a text as TOML, YAML and JSON quote it."""
    return '"' + "".join(f"\\u{ord(each):04x}" for each in text) + '"'


def _written(text: str) -> str:
    """Return a text with controls as workbooks escape them (ST_Xstring)."""
    return _C0.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
