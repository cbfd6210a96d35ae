"""Begin to read the workbook that a command names while the command is still being loaded.

Reading a sheet of 20,000 rows takes as long as loading the command line and the rules, and the
reader leaves the interpreter free: so both are done at once.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ruralskills.readers.content import content_of
from ruralskills.readers.errors import CannotRead
from ruralskills.readers.file_type import FileType, kind_of
from ruralskills.readers.xlsx import WORTH_A_THREAD, Xlsx

_COMMANDS: Final = ("validate", "correct")
_SUFFIXES: Final = (".xlsx", ".xlsm")
_begun: Final[dict[Path, tuple[bytes, Xlsx] | CannotRead]] = {}


def begin(arguments: Sequence[str]) -> None:
    """Begin with the one workbook among a command's arguments; of several, nothing is known yet.

    What is wrong with it is said when its turn comes.
    """
    if not arguments or arguments[0] not in _COMMANDS or not {"-h", "--help"}.isdisjoint(arguments):
        return
    named = [argument for argument in arguments[1:] if os.path.exists(argument)]
    if len(named) != 1 or not named[0].lower().endswith(_SUFFIXES):
        return
    path = Path(named[0])
    try:
        content = content_of(path)
        if len(content) >= WORTH_A_THREAD and kind_of(content) is FileType.XLSX:
            book = Xlsx(content)
            book.begin()
            _begun[path.resolve()] = content, book
    except CannotRead as problem:
        _begun[path.resolve()] = problem
    except Exception:  # a fault of ours: it comes again in the file's turn, where it can be said
        return


def taken(path: Path) -> tuple[bytes, Xlsx] | None:
    """The content of a workbook that was begun with, and the workbook: once.  Raises CannotRead."""
    begun = _begun.pop(path.resolve(), None) if _begun else None
    if isinstance(begun, CannotRead):
        raise begun
    return begun
