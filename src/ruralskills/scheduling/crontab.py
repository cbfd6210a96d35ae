"""The entry of a run in a crontab."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Final

from ruralskills.scheduling.run_times import RunTimes, ScheduleError
from ruralskills.scheduling.scheduled_run import ScheduledRun
from ruralskills.text.lazy_regex import regex

_MARK: Final = "# "
_PLAIN: Final = regex(r"[\w@+=:,./-]+")


def lines(run: ScheduledRun) -> tuple[str, str]:
    """Return a comment by which the entry is known again, and the entry."""
    words = " ".join(map(_word, run.words))
    return f"{_MARK}{run.title}", f"{_times(run.when)} cd {_word(run.folder)} && {words}"


def with_entry(table: str, run: ScheduledRun) -> str:
    """Return a crontab with the entry, in place of an earlier one of the same run."""
    return without_entry(table, run) + "".join(f"{line}\n" for line in lines(run))


def without_entry(table: str, run: ScheduledRun) -> str:
    """Return a crontab without the entry, everything else as it was."""
    mark, _ = lines(run)
    kept: list[str] = []
    follows = False
    for line in table.splitlines():
        if line == mark:
            follows = True
        elif follows and "summarize" in line:
            follows = False
        else:
            kept.append(line)
            follows = False
    return "".join(f"{line}\n" for line in kept)


def install(run: ScheduledRun) -> None:
    """Put the entry into the user's crontab.  Raises ScheduleError."""
    _write(with_entry(_read(), run))


def remove(run: ScheduledRun) -> bool:
    """Take the entry out, and return False where there was none."""
    before = _read()
    after = without_entry(before, run)
    if lines(run)[0] not in before.splitlines():
        return False
    _write(after)
    return True


def _times(when: RunTimes) -> str:
    months = "*" if len(when.months) == 12 else ",".join(map(str, when.months))
    days = str(when.day) if len(when.days) == 1 else f"{when.days[0]}-{when.days[-1]}"
    return f"{when.minute} {when.hour} {days} {months} *"


def _word(word: str) -> str:
    r"""Return a word as both cron and a shell read it.

    A per cent sign, which cron takes for a line end, stands outside the quotes behind a
    backslash: cron takes the backslash off, and a shell does the same.

    >>> print(_word("/home/a b/50%'s"))
    '/home/a b/50'\%\'s
    """
    parts = [
        _quoted(part) + "\\%" * (index < word.count("%"))
        for index, part in enumerate(word.split("%"))
    ]
    return "".join(parts) or "''"


def _quoted(text: str) -> str:
    return "\\'".join(
        part if not part or _PLAIN.fullmatch(part) else f"'{part}'" for part in text.split("'")
    )


def _read() -> str:
    run = _crontab(["-l"])
    if run.returncode and b"no crontab" not in run.stderr.lower():
        raise ScheduleError(f"读不出定时任务表（{_said(run)}）")
    return "" if run.returncode else run.stdout.decode("utf-8", "surrogateescape")


def _write(table: str) -> None:
    run = _crontab(["-"], table.encode("utf-8", "surrogateescape"))
    if run.returncode:
        raise ScheduleError(f"定时任务没有写成（{_said(run)}）")


def _crontab(
    arguments: Sequence[str], given: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = ["crontab", *arguments]
    try:
        return subprocess.run(
            command, input=given, capture_output=True, check=False, env=_english()
        )
    except FileNotFoundError as error:
        raise ScheduleError(
            "这台机器上没有 cron，请先安装，或用 --for systemd 或 --for windows"
        ) from error


def _english() -> dict[str, str]:
    """Return the environment in which messages are those of the C locale."""
    import os

    return {**os.environ, "LC_ALL": "C"}


def _said(run: subprocess.CompletedProcess[bytes]) -> str:
    return run.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or "没有说明原因"
