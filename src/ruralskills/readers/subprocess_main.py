"""Read a binary workbook in a process that may die.

Run as a script, with nothing of the program loaded: the reader of xls, xlsb and ods takes memory
for every cell of the rectangle that holds values, and what it cannot have ends the process with
no exception to catch.  Here that costs one file.  Sheets go to standard output, pickled.
"""

from __future__ import annotations

import io
import pickle
import sys
from itertools import islice
from typing import BinaryIO

_ROWS_AT_ONCE = 2000


def _limit_memory(megabytes: int) -> None:
    """Ask the platform to refuse more memory than that, where it can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _telling(value: object) -> object:
    """A truth as its word, which cannot be taken for a number."""
    return str(value).upper() if isinstance(value, bool) else value


def main(content: bytes, target: BinaryIO, most_cells: int) -> None:
    """Write each sheet's head and rows, then the word that all is said."""
    import python_calamine as calamine

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for meta in book.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            pickle.dump(("other", meta.name), target)
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > most_cells:
            pickle.dump(("far", meta.name, sheet.total_height, sheet.total_width), target)
            return
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        pickle.dump(("sheet", meta.name, sheet.start, merges), target)
        rows = iter(()) if sheet.start is None else sheet.iter_rows()
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            pickle.dump(("rows", [list(map(_telling, row)) for row in chunk]), target)
        pickle.dump(("over",), target)
    pickle.dump(("end",), target)


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    try:
        main(sys.stdin.buffer.read(), sys.stdout.buffer, int(sys.argv[2]))
    except Exception as error:  # the parent says what it means
        pickle.dump(("failed", type(error).__name__), sys.stdout.buffer)
