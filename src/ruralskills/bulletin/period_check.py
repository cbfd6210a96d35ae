"""The check of what was sent for a period, kept as long as nothing changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ruralskills.bulletin.problem_counts import ProblemCounts, counted_problems
from ruralskills.bulletin.red_lines import RedLineCount, red_line_counts
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.record_store import opened
from ruralskills.rollups.rollup import Rollup
from ruralskills.validation.notice_choice import NoticeChoice
from ruralskills.validation.preparation import check_options
from ruralskills.version import __version__
from ruralskills.workspace.settings import Settings

_FORMAT: Final = 4
"""The number of the way in which a result is made. Count it up with each change."""


class CheckResult(Struct, frozen=True):
    """The finds of a check by kind, unit and red line, about nobody."""

    problems: ProblemCounts = ProblemCounts()
    red_lines: tuple[RedLineCount, ...] = ()


class PeriodCheck(Struct, frozen=True, dict=True):
    """A check of the files that were sent for a period itself."""

    made: Rollup
    paths: Sequence[str | os.PathLike[str]]
    settings: Settings
    notices: Sequence[str] = ()
    regions: str | None = None
    password: str = ""
    jobs: int = 1

    @cached_property
    def files(self) -> list[Path]:
        """The files, those in archives by their archive."""
        return sorted({path for name in self.made.own_files for path in self._on_disk(name)})

    def result(self) -> CheckResult:
        """Return what the check finds, as it was kept if nothing has changed since."""
        if self.settings.folder is None or not self.files:
            return self._fresh()
        name = self._name()
        kept = self._kept(self.settings.folder, name)
        if kept is not None:
            return kept
        result = self._fresh()
        with suppress(OSError, RollupError), opened(self.settings.folder) as store:
            store.put(name, msgspec.json.encode(result))
        return result

    @staticmethod
    def _kept(workspace: Path, name: str) -> CheckResult | None:
        """Return the result under a name, None where it is not there or cannot be used."""
        try:
            with opened(workspace) as store:
                content = next((entry.content for entry in store.find([name])), b"")
            return msgspec.json.decode(content, type=CheckResult)
        except (OSError, RollupError, msgspec.MsgspecError):
            return None

    def _fresh(self) -> CheckResult:
        from ruralskills.validation.validate import validate

        options = check_options(self.settings, self.notices, self.made.as_of, self.password)
        choices = [NoticeChoice(each.id, each.chosen_by) for each in self.made.notices]
        in_force = options.in_force(choices)
        if not self.files:
            return CheckResult(red_lines=tuple(red_line_counts(None, in_force)))
        outcome = validate(
            self.files, notices=self.notices, regions=self.regions or (), as_of=self.made.as_of,
            password=self.password, jobs=self.jobs, settings=self.settings,
        )  # fmt: skip
        units = [unit.name for unit in self.made.units]
        return CheckResult(
            counted_problems(outcome.masked(), units), tuple(red_line_counts(outcome, in_force))
        )

    def _name(self) -> str:
        """Return the digest of all that the result depends on."""
        digest = hashlib.blake2b(digest_size=20)
        for each in (
            _FORMAT, __version__, self.made.as_of, self.settings, self.made.notices,
            tuple(self.notices), self.regions, [unit.name for unit in self.made.units],
        ):  # fmt: skip
            digest.update(repr(each).encode())
        for path in (*self.files, *self._beside()):
            digest.update(f"\n{path}\n".encode())
            with suppress(OSError):
                digest.update(hashlib.blake2b(path.read_bytes()).digest())
        return digest.hexdigest()

    def _beside(self) -> Iterator[Path]:
        """Yield the files that a check looks things up in."""
        home = self.settings.folder or Path()
        for paths in self.settings.reference.values():
            for path in paths:
                yield from _files_in(path)
        for name in (self.settings.villages, self.regions or ""):
            if name:
                yield home / name
        yield from _files_in(home / "notices")

    def _on_disk(self, name: str) -> Iterator[Path]:
        """Yield the file of a submission, that of its archive where it came in one."""
        roots = [self.settings.folder, *map(Path, self.paths)]
        roots += [Path(path).parent for path in self.paths]
        for root in filter(None, roots):
            path = root / name
            for found in (path, *path.parents):
                if found.is_file():
                    yield found
                    return
                if found == root:
                    break


def _files_in(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(each for each in path.rglob("*") if each.is_file())
    return [path]
