"""The command that a schedule starts, with absolute paths."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.scheduling.run_times import RunTimes, ScheduleError


class ScheduledRun(Struct, frozen=True):
    """A run of ``rs summarize`` in a folder."""

    program: tuple[str, ...]
    """The program with its first arguments, absolute."""
    folder: str
    """The workspace, in which it runs."""
    when: RunTimes
    more: tuple[str, ...] = ()
    """Further options of the command."""

    def __post_init__(self) -> None:
        for word in (*self.program, self.folder, *self.more):
            if any(ord(character) < 32 or ord(character) == 127 for character in word):
                raise ScheduleError("路径里有换行等控制字符，不能写进定时任务，请先改名")

    @property
    def arguments(self) -> tuple[str, ...]:
        """Everything behind the name of the program."""
        own = ("summarize", "--closed", self.when.rhythm.value)
        catch_up = ("--catch-up",) if self.when.catch_up else ()
        return (*self.program[1:], *own, *catch_up, *self.more)

    @property
    def words(self) -> tuple[str, ...]:
        """The command, word by word."""
        return (self.program[0], *self.arguments)

    @property
    def name(self) -> str:
        """A name of plain letters that no other workspace or rhythm has."""
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:8]
        return f"rs-summarize-{self.when.rhythm.value}-{digest}"

    @property
    def title(self) -> str:
        """The words for it that people read."""
        return f"rs {self.when.rhythm.word}：{self.folder}"


def this_program(called: str = "") -> tuple[str, ...]:
    """Return the words that start this program, independent of folder and PATH."""
    started = Path(called or sys.argv[0])
    if started.stem == "rs":
        for path in (started, started.with_suffix(".exe")):
            if path.is_file():
                return (os.path.abspath(path),)
    return (os.path.abspath(sys.executable), "-m", "ruralskills")


def absolute(paths: Sequence[str]) -> tuple[str, ...]:
    """Return paths as they are from any folder."""
    return tuple(map(os.path.abspath, paths))
