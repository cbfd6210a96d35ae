"""The end of a command that fails: one line on stderr, and an exit code."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from ruralskills.cli.lost_output import CODE, give_up, is_lost
from ruralskills.cli.screen import say
from ruralskills.errors import NO_RIGHT, OWN_LINK, REPRODUCE, OfficeError

_OF_A_PATH: Final = {
    errno.ENAMETOOLONG: "文件名太长，请换一个短的",
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.ELOOP: OWN_LINK,
}
"""Errors that tell of a path and not of the program, and what is said of them."""
_SHOWN: Final = 40
"""Characters of a name that is shown whole."""


class CommandError(OfficeError):
    """A command that cannot be carried out.  The message says what to change."""


@contextmanager
def exit_on_error(debug: bool) -> Iterator[None]:
    """Turn an exception into a line on stderr and typer.Exit.

    The code is 2 for what the user can put right, 4 for an error of the program, 130 for Ctrl-C.
    """
    try:
        yield
    except OfficeError as error:
        say(f"rs：{error}", error=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        say("rs：已中断", error=True)
        raise typer.Exit(130) from None
    except typer.Exit:
        raise
    except Exception as error:
        if isinstance(error, OSError) and is_lost(error):
            give_up(error)
            raise typer.Exit(CODE) from None
        if isinstance(error, OSError) and error.filename and error.errno in _OF_A_PATH:
            say(f"rs：{_beginning(error)}：{_OF_A_PATH[error.errno]}", error=True)
            raise typer.Exit(2) from None
        if debug:
            print_traceback(error)
        kind = type(error).__name__
        say(f"rs：程序出错（{kind}）。{REPRODUCE}，并附上加 --debug 时显示的内容", error=True)
        raise typer.Exit(4) from None


def print_traceback(error: Exception) -> None:
    """Print where an error of the program comes from."""
    for line in "".join(traceback.format_exception(error)).splitlines():
        say(line, error=True)


def _beginning(error: OSError) -> str:
    """Return the name that an error tells of, of a long one the beginning."""
    from ruralskills.model.masking import mask_name

    name = mask_name(os.fspath(error.filename))
    if error.errno == errno.ENAMETOOLONG:
        return f"{name[:_SHOWN]}…"
    return name
