"""The way in: ``rs``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> None:
    """Run the command line; ``rs --version`` answers before anything is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ruralskills.version import __version__

        print(f"rs {__version__}")
        return
    # A check makes millions of small values and no cycles, and ends: searching them for garbage
    # again and again takes a quarter of its time.
    gc.disable()
    # pydantic looks through every installed package for plugins, on each start; we have none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ruralskills.readers import prefetch

        prefetch.begin(sys.argv[1:])
        from ruralskills.cli import run

        run()
    except KeyboardInterrupt:  # before there is a command to say so
        print("rs：已中断", file=sys.stderr)
        _end(130)
    except SystemExit as end:
        _end(end.code)


def _end(code: str | int | None) -> NoReturn:
    """End with an exit code, and wait for nothing: not for a workbook that nobody wants any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
    from ruralskills.readers import background

    gc.freeze()  # the interpreter searches everything once more as it ends, for nothing
    if background.goes_on():
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(code if isinstance(code, int) else 1 if code else 0)
    sys.exit(code)


if __name__ == "__main__":
    main()
