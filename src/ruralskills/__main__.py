"""The way in: ``rs``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line; ``rs --version`` answers before anything is loaded."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ruralskills import __version__

        print(f"rs {__version__}")
        return
    # A check makes millions of small values and no cycles, and ends: searching them for garbage
    # again and again takes a quarter of its time.
    gc.disable()
    # pydantic looks through every installed package for plugins, on each start; we have none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from ruralskills.workbook.read import ahead

        ahead.begin(sys.argv[1:])
        from ruralskills.cli import run

        run()
    except KeyboardInterrupt:  # before there is a command to say so
        print("rs：已中断", file=sys.stderr)
        sys.exit(130)
    finally:
        gc.freeze()  # the interpreter searches everything once more as it ends, for nothing


if __name__ == "__main__":
    main()
