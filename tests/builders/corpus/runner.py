"""Run the command line many times in one Python, and measure each run.

As a script this is the server: it loads the program once, then forks for each command that comes
in as a line of JSON.  Where the platform cannot fork, each command is a process of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

CAN_FORK: Final = hasattr(os, "fork")
_SECONDS: Final = 60
"""Of processor time.  A command that sleeps has ten times that by the clock."""


@dataclass(frozen=True, slots=True)
class Ran:
    """The end of a command, and its cost on platforms that tell."""

    code: int
    out: str
    err: str
    megabytes: float = 0.0
    seconds: float = 0.0
    """Of processor time, which tells the same on a busy machine."""


def environment() -> dict[str, str]:
    """Return the environment in which a child finds the program and this package."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
    }


def run_alone(arguments: Sequence[str], folder: Path) -> Ran:
    """Run ``python -m ruralskills`` as anybody would."""
    command = [sys.executable, "-m", "ruralskills", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, timeout=_SECONDS, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace"))


class Runner:
    """A context manager that runs commands through a server."""

    def __enter__(self) -> Runner:
        if CAN_FORK:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "builders.corpus.runner"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True,
            )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        if CAN_FORK:
            self._server.communicate()

    def run(self, arguments: Sequence[str], folder: Path) -> Ran:
        """Run ``rs`` in a folder."""
        if not CAN_FORK:
            return run_alone(arguments, folder)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        with tempfile.TemporaryDirectory() as beside:
            order = {"arguments": list(arguments), "folder": str(folder), "beside": beside}
            self._server.stdin.write(json.dumps(order) + "\n")
            self._server.stdin.flush()
            figures = json.loads(self._server.stdout.readline())
            out, err = (
                (Path(beside) / name).read_bytes().decode("utf-8", "replace")
                for name in ("out", "err")
            )
        return Ran(figures["code"], out, err, figures["megabytes"], figures["seconds"])


def _serve() -> None:
    """Answer commands until there are no more."""
    _warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _become(order)
        started = time.monotonic()
        while True:
            done, status, used = os.wait4(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() - started > _SECONDS * 10:
                os.killpg(child, signal.SIGKILL)
            time.sleep(0.01)
        figures = {
            "code": os.waitstatus_to_exitcode(status),
            "megabytes": used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
            "seconds": used.ru_utime + used.ru_stime,
        }
        print(json.dumps(figures), flush=True)


def _warm_up() -> None:
    """Load what a check of a small ledger loads."""
    import ruralskills
    from builders.corpus.xlsx import book, packed
    from ruralskills.cli import application
    from ruralskills.reports import json as report

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "台账.xlsx"
        path.write_bytes(packed(book()))
        report.text(ruralskills.validate(path))
    assert application().info.name


def _become(order: dict[str, Any]) -> None:
    """Be the command, and end with it."""
    code = 70
    try:
        import resource  # where there is fork, there is this

        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
        os.chdir(order["folder"])
        for descriptor, name in ((1, "out"), (2, "err")):
            target = os.open(Path(order["beside"]) / name, os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(target, descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.argv = ["rs", *order["arguments"]]
        from ruralskills.__main__ import main

        code = _ended(main)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _ended(main: Any) -> int:
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _serve()
