"""A process that runs a command again and again in a fork, to be killed.

It has loaded the program, so that a kill meets the work and not the loading.  A run is killed from
outside, or kills itself in the midst of what it writes, which a clock seldom hits.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import threading
from importlib import import_module
from typing import Any, Final

from typer.testing import CliRunner

from ruralskills.cli import application

_LOADED: Final = (
    "validation.validate", "corrections.correct", "corrections.plan_file", "rollups.roll_up",
    "rollups.official_book", "rollups.blank_filling", "bulletin.summarize", "bulletin.release",
    "bulletin.word_document", "forms.render_form", "forms.collect_forms", "reports.xlsx",
    "reports.html", "reports.csv", "reports.json",
)  # fmt: skip


_WRITES: Final = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.symlink")
_FEW: Final = 0.2
"""The part of the writes at which a run kills itself."""


def _die_in_writing(seed: int) -> None:
    """Have this process killed at some file that it writes, renames or removes."""
    chance = random.Random(seed)

    def on(event: str, arguments: tuple[Any, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int)
        is_write = event in _WRITES or (opens and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if is_write and chance.random() < _FEW:
            delay = chance.choice((0, 0, 0.001, 0.003))
            if not delay:
                os.kill(os.getpid(), signal.SIGKILL)
            threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()

    sys.addaudithook(on)


def _serve() -> None:
    for name in _LOADED:
        import_module(f"ruralskills.{name}")
    app = application()
    print("ready", flush=True)
    for line in sys.stdin:
        folder, scratch, words, seed = json.loads(line)
        process = os.fork()
        if not process:
            os.chdir(folder)
            tempfile.tempdir = scratch
            if seed:
                _die_in_writing(seed)
            while True:
                CliRunner().invoke(app, words)
                os.write(1, b"done\n")
        print(process, flush=True)
        os.waitpid(process, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    _serve()
