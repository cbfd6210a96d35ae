"""Script that reads a binary workbook in a process that may die.

It loads nothing of the program.  The reader of xls, xlsb and ods takes memory for every cell of the
rectangle around the values, and a failed allocation ends the process without an exception to catch:
here that costs one file.  Messages go to standard output, pickled:
``("worksheet", name, start, merges)``, then ``("rows", rows)`` several times, then
``("worksheet end",)``; ``("no worksheet", name)``; ``("too large", name, rows, columns)``;
``("end",)``; ``("failed", exception name)``.
"""

from __future__ import annotations

import io
import pickle
import sys
from itertools import islice
from typing import BinaryIO

_ROWS_AT_ONCE = 2000


def main(content: bytes, target: BinaryIO, largest_area: int) -> None:
    """Write the messages of a workbook.

    Sheets of more cells than ``largest_area`` are refused.
    """
    import python_calamine as calamine

    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for metadata in book.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            pickle.dump(("no worksheet", metadata.name), target)
            continue
        sheet = book.get_sheet_by_name(metadata.name)
        height, width = sheet.total_height, sheet.total_width
        if height * width > largest_area:
            pickle.dump(("too large", metadata.name, height, width), target)
            return
        merges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        pickle.dump(("worksheet", metadata.name, sheet.start, merges), target)
        rows = iter(()) if sheet.start is None else sheet.iter_rows()
        while chunk := list(islice(rows, _ROWS_AT_ONCE)):
            pickle.dump(("rows", [list(map(_raw, row)) for row in chunk]), target)
        pickle.dump(("worksheet end",), target)
    pickle.dump(("end",), target)


def _raw(value: object) -> object:
    """Return a cell's value, a truth as its word, which cannot be taken for a number."""
    return str(value).upper() if isinstance(value, bool) else value


def _limit_memory(megabytes: int) -> None:
    """Ask the platform to refuse more memory than that, where it can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    try:
        main(sys.stdin.buffer.read(), sys.stdout.buffer, int(sys.argv[2]))
    except Exception as error:  # the parent turns it into a message for the office
        pickle.dump(("failed", type(error).__name__), sys.stdout.buffer)
