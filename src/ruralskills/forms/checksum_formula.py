"""Spreadsheet formulas that find wrong and repeated identity numbers.

Conditional formats allow no arrays, so the weighted sum of GB 11643-1999 is written out.
"""

from __future__ import annotations

from typing import Final

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS: Final = "10X98765432"
_LENGTH: Final = 18


def failed_checksum(cell: str) -> str:
    """Return a formula that is true for eighteen characters with a wrong last one."""
    total = "+".join(f"MID({cell},{n},1)*{weight}" for n, weight in enumerate(_WEIGHTS, start=1))
    right = f'MID("{_CHARACTERS}",MOD({total},11)+1,1)=UPPER(RIGHT({cell},1))'
    return f"AND(LEN({cell})={_LENGTH},NOT(IFERROR({right},FALSE)))"


def repeated(cell: str, column: str) -> str:
    """Return a formula that is true for a number that stands twice in a column.

    The asterisk makes a text of it: of eighteen digits as a number only fifteen are compared.  So a
    number that is masked with asterisks fits others, and is left out.
    """
    is_whole = f'ISERROR(FIND("*",{cell}))'
    return f'AND(LEN({cell})={_LENGTH},{is_whole},COUNTIF({column},{cell}&"*")>1)'
