"""Tell patterns that grow more than their text, then commands of ten seconds.

python -m builders.hostile [--all] [patterns] [cells | title | header | short | wide …] [documents]
python -m builders.hostile --growth [KIND …]    twice the size of each kind: how much more time

A word may also be the beginning of a kind of documents: workbook, csv, "document of rows".
"""

from __future__ import annotations

import sys
from typing import Final

from builders.hostile.commands import KINDS, slow
from builders.hostile.documents import chosen, growth, slow_documents
from builders.hostile.pattern_growth import growing

_SECONDS: Final = 10.0


def _told(words: list[str]) -> int:
    """Print a line for whatever takes too long, and return the number of lines."""
    found = 0
    most = 0.0 if "--all" in words else _SECONDS
    words = [word for word in words if word != "--all"] or ["patterns", *KINDS, "documents"]
    documents = tuple(word for word in words if word not in ("patterns", "documents", *KINDS))
    for line in growing() if "patterns" in words else ():
        print(line, flush=True)
        found += 1
    for line in slow(most, tuple(kind for kind in KINDS if kind in words)):
        print(line, flush=True)
        found += 1
    if documents or "documents" in words:
        for line in slow_documents(most, chosen(documents)):
            print(line, flush=True)
            found += 1
    return found


def _growth(words: list[str]) -> None:
    """Print how each kind grows, the worst last."""
    rows = sorted(growth(chosen(tuple(words))), key=lambda row: row[-1])
    for name, command, half, whole, ratio in rows:
        print(f"x{ratio:.2f}  {half:5.2f} s  {whole:5.2f} s  {name}: rs {' '.join(command)}")


if sys.argv[1:2] == ["--growth"]:
    _growth(sys.argv[2:])
else:
    sys.exit(bool(_told(sys.argv[1:])))
