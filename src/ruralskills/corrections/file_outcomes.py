"""The outcome of a check of several files, parted by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from msgspec.structs import replace

from ruralskills.model.findings import Finding
from ruralskills.model.outcome import ColumnGap, Outcome
from ruralskills.text.real_path import real_path

T = TypeVar("T")


class FileOutcomes:
    """The outcome of several files, looked through once for all of them."""

    def __init__(self, whole: Outcome) -> None:
        self._whole = whole
        self._names: dict[Path, list[str]] = defaultdict(list)
        for file in whole.files:
            self._names[Path(file.location)].append(file.path)
        self._findings = _Parts(whole.findings, _files_of)
        self._files = _Parts(whole.files, lambda each: (each.path,))
        self._sheets = _Parts(whole.sheets, lambda each: (each.file,))
        self._tables = _Parts(whole.tables, lambda each: (each.file,))
        self._normalisations = _Parts(whole.normalisations, lambda each: (each.cell.file,))
        self._gaps = _gaps_by_file(whole.column_gaps)

    def of(self, path: Path) -> Outcome:
        """Return what the outcome says about a file.

        Which rules ran, and the remarks, are about all files together, and are left out.
        """
        names = self._names.get(real_path(path), ())
        return replace(
            self._whole,
            findings=self._findings.about(names),
            files=self._files.about(names),
            sheets=self._sheets.about(names),
            tables=self._tables.about(names),
            normalisations=self._normalisations.about(names),
            remarks=(), rules_ran=(), rules_skipped=(), rules_broken=(), column_gaps=(),
        )  # fmt: skip

    def layout_of(self, name: str) -> Outcome:
        """Return what the outcome says of the layout of a file, which it does not name."""
        names = (name,)
        return Outcome(
            sheets=tuple(replace(one, file="") for one in self._sheets.about(names)),
            tables=tuple(replace(one, file="") for one in self._tables.about(names)),
            column_gaps=tuple(self._gaps.get(name, ())),
        )


class _Parts(Generic[T]):
    """The parts of an outcome of one kind, found by the files that they are about."""

    def __init__(self, parts: Sequence[T], files_of: Callable[[T], Iterable[str]]) -> None:
        self._parts = parts
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(parts):
            for file in files_of(part):
                self._numbers[file].append(number)

    def about(self, files: Iterable[str]) -> tuple[T, ...]:
        """Return the parts about some files, each once and in their order."""
        numbers = {number for file in files for number in self._numbers.get(file, ())}
        return tuple(self._parts[number] for number in sorted(numbers))


def _files_of(finding: Finding) -> set[str]:
    """Return the files with a cell that a finding names."""
    return {finding.file, *(cell.file for cell in finding.related)}


def _gaps_by_file(gaps: Iterable[ColumnGap]) -> dict[str, list[ColumnGap]]:
    """Return the gaps of each file, which name its own sheets alone."""
    found: dict[str, list[ColumnGap]] = defaultdict(list)
    for gap in gaps:
        sheets: dict[str, list[str]] = defaultdict(list)
        for table in gap.tables:
            for file, sheet in _places(table):
                sheets[file].append(sheet)
        for file, names in sheets.items():
            found[file].append(replace(gap, tables=tuple(names)))
    return found


def _places(table: str) -> Iterator[tuple[str, str]]:
    """Yield file and sheet of a table, at each mark, for a name may have one itself."""
    for mark in (at for at, character in enumerate(table) if character == "!"):
        yield table[:mark], table[mark + 1 :]
