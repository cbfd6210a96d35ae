"""Lists of problems that come back without the ledger that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ruralskills.corrections.listed_problems import ListedProblem, listed_problems
from ruralskills.errors import CannotRead
from ruralskills.readers.kept_workbooks import KeptWorkbooks
from ruralskills.validation import validate
from ruralskills.workspace.settings import Settings


def lines_alone(
    path: Path, notices: Sequence[str], books: KeptWorkbooks, settings: Settings
) -> list[ListedProblem]:
    """Return the lines of a list that stands alone, none for another workbook."""
    try:
        book = books.book(path)
        lines = listed_problems([book.read(name) for name in book.names])
        is_alone = bool(lines) and not validate.read(
            path, notices=notices, password=books.password, settings=settings, prefetched=books
        )
    except CannotRead:  # whoever compares it tells why
        return []
    return lines if is_alone else []


def lines_about(lines: Iterable[ListedProblem], known: Iterable[str]) -> list[ListedProblem]:
    """Return the lines with one of these fingerprints, each once.

    An answered one counts before others.
    """
    wanted = set(known)
    found: dict[str, ListedProblem] = {}
    for line in sorted(lines, key=lambda line: not line.answer):
        if line.fingerprint in wanted:
            found.setdefault(line.fingerprint, line)
    return sorted(found.values(), key=lambda line: line.row)
