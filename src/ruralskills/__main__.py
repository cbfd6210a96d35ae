"""The start of ``rs``."""

from __future__ import annotations

import gc
import os
import signal
import sys
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
        from ruralskills.cli import run

        run()
    except KeyboardInterrupt:  # before there is a command to say so
        print("rs：已中断", file=sys.stderr)
        _exit(130)
    except SystemExit as end:
        _exit(end.code)


def _exit(code: str | int | None) -> NoReturn:
    """Exit with a code.  From here on Ctrl-C is ignored: the second must not print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # spares the last search for garbage, which frees nothing that ends anyway
    sys.exit(code)


if __name__ == "__main__":
    main()
