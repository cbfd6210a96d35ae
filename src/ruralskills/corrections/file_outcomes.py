"""The outcome of a check of several files, parted by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from msgspec.structs import replace

from ruralskills.model.findings import Finding
from ruralskills.model.outcome import Outcome
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
