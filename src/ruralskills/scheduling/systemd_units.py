"""The service and the timer of a run, as units of systemd."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked
from ruralskills.scheduling.run_times import ScheduleError
from ruralskills.scheduling.scheduled_run import ScheduledRun


def service(run: ScheduledRun) -> str:
    """Return the unit that runs the command once."""
    command = " ".join(map(_word, run.words))
    return (
        "[Unit]\n"
        f"Description={_line(run.title)}\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"WorkingDirectory={_line(run.folder)}\n"
        f"ExecStart={command}\n"
    )


def timer(run: ScheduledRun) -> str:
    """Return the unit that starts the service, later too where the machine was off."""
    when = run.when
    months = "*" if len(when.months) == 12 else ",".join(f"{each:02}" for each in when.months)
    days = f"{when.day:02}" + (f"..{when.days[-1]}" if when.catch_up else "")
    return (
        "[Unit]\n"
        f"Description={_line(run.title)}\n\n"
        "[Timer]\n"
        f"OnCalendar=*-{months}-{days} {when.hour:02}:{when.minute:02}:00\n"
        "Persistent=true\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def text(run: ScheduledRun) -> str:
    """Return both units as one text, each under its name."""
    return f"# {run.name}.service\n{service(run)}\n# {run.name}.timer\n{timer(run)}"


def install(run: ScheduledRun) -> None:
    """Write the user's units and start the timer.  Raises ScheduleError and OSError.

    Units that systemd refuses are taken away again, unless they stood there before.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    units = {folder / f"{run.name}.service": service(run), folder / f"{run.name}.timer": timer(run)}
    new = [path for path in units if not path.exists()]
    for path, unit in units.items():
        # a unit's last line may be a comment, as the mark of a text is for systemd
        output_file.write(_commented(unit), path, ending=path.suffix)
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", f"{run.name}.timer")
    except ScheduleError:
        for path in new:
            path.unlink(missing_ok=True)
        raise


def remove(run: ScheduledRun) -> bool:
    """Stop the timer and delete the units, and return False where there were none."""
    files = [_folder() / f"{run.name}.{suffix}" for suffix in ("timer", "service")]
    if not any(path.exists() for path in files):
        return False
    _systemctl("disable", "--now", f"{run.name}.timer")
    for path in files:
        path.unlink(missing_ok=True)
    _systemctl("daemon-reload")
    return True


def _commented(unit: str) -> bytes:
    return marked(unit.encode() + b"# ", OutputKind.TEXT)


def _folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "systemd" / "user"


def _systemctl(*arguments: str) -> None:
    said = _run(["systemctl", "--user", *arguments])
    if said:
        raise ScheduleError(f"systemd 没有照办（{said}），可以用 --for cron")


def _run(command: Sequence[str]) -> str:
    try:
        run = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return "这台机器上没有 systemctl"
    if not run.returncode:
        return ""
    return run.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or "没有说明原因"


def _text(text: str) -> str:
    return text.replace("%", "%%")


def _line(path: str) -> str:
    """Return a path that ends a line, where a backslash or a blank would be lost."""
    return _text(path) + "/" * path.endswith(("\\", " "))


def _word(word: str) -> str:
    r"""Return a word of a command line.

    >>> print(_word('/a b/5%'), _word('$HOME"'), _word("rs"))
    "/a b/5%%" "$$HOME\"" "rs"
    """
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_text(escaped)}"'
