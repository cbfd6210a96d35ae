"""The entry point of ``rs``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line. ``rs --version`` answers before anything is loaded."""
    if sys.stdout is None:  # closed by the caller (`rs … >&-`)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # till the end
    if sys.argv[1:] in (["--version"], ["-V"]):
        from ruralskills.version import __version__

        try:
            print(f"rs {__version__}")
        except OSError as error:
            _exit(_lost(error))
        _exit(0)
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
    except OSError as error:  # help and completion print outside of a command
        _exit(_lost(error))


def _lost(error: OSError) -> int:
    """Return the exit code of a run whose output nobody takes."""
    from ruralskills.cli import lost_output

    if not lost_output.is_lost(error):
        raise error
    lost_output.give_up(error)
    return lost_output.CODE


def _exit(code: str | int | None) -> NoReturn:
    """Exit with a code, ignoring Ctrl-C, lest a second one print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        sys.stdout.flush()
    except OSError as error:
        code = _lost(error)
    gc.freeze()  # spares a last garbage collection of what ends with the process
    sys.exit(code)


if __name__ == "__main__":
    main()
