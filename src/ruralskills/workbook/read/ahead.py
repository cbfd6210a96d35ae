"""Begin to read the workbook that a command names while the command is still being loaded.

Reading a sheet of 20,000 rows takes as long as loading the command line and the rules, and the
reader leaves the interpreter free: so both are done at once.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ruralskills.workbook.read.content import content_of
from ruralskills.workbook.read.kind import Kind, kind_of
from ruralskills.workbook.read.xlsx import WORTH_A_THREAD, Xlsx

_COMMANDS: Final = ("validate", "correct")
_SUFFIXES: Final = (".xlsx", ".xlsm")
_begun: Final[dict[Path, tuple[bytes, Xlsx]]] = {}


def begin(arguments: Sequence[str]) -> None:
    """Begin with the one workbook among a command's arguments; of several, nothing is known yet.

    Whatever is wrong with it is said when its turn comes: here it is left alone.
    """
    if not arguments or arguments[0] not in _COMMANDS or not {"-h", "--help"}.isdisjoint(arguments):
        return
    named = [argument for argument in arguments[1:] if os.path.exists(argument)]
    if len(named) != 1 or not named[0].lower().endswith(_SUFFIXES):
        return
    path = Path(named[0])
    try:
        if path.stat().st_size < WORTH_A_THREAD:
            return
        content = content_of(path)
        if kind_of(content) is not Kind.XLSX:
            return
        book = Xlsx(content)
        book.begin()
    except Exception:  # as above
        return
    _begun[path.resolve()] = content, book


def taken(path: Path) -> tuple[bytes, Xlsx] | None:
    """The content of a workbook that was begun with, and the workbook: once."""
    return _begun.pop(path.resolve(), None) if _begun else None
