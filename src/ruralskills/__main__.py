"""The entry point of ``rs``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line. ``rs --version`` answers before anything is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ruralskills.version import __version__

        print(f"rs {__version__}")
        return
    # A check makes millions of small values without cycles and then ends: looking through them for
    # garbage took a quarter of its time.
    gc.disable()
    # pydantic looks for plugins in every installed package, and there are none for us
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ruralskills.cli import run

        run()
    except KeyboardInterrupt:  # before a command is there to catch it
        print("rs：已中断", file=sys.stderr)
        _exit(130)
    except SystemExit as end:
        _exit(end.code)


def _exit(code: str | int | None) -> NoReturn:
    """Exit with a code, ignoring Ctrl-C, lest a second one print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # spares a last garbage collection of what ends with the process
    sys.exit(code)


if __name__ == "__main__":
    main()
