"""How a command ends when it cannot go on: one clear line and the right exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from ruralskills.errors import OfficeError
from ruralskills.model.masking import mask_text


class Stop(OfficeError):
    """Something the user must put right; the message says what, in Chinese."""


@contextmanager
def failing(debug: bool) -> Iterator[None]:
    """Turn what goes wrong into a line on stderr: 2 for the user's side, 4 for ours, 130 for Ctrl-C."""
    try:
        yield
    except OfficeError as problem:
        print(f"rs：{problem}", file=sys.stderr)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        print("rs：已中断", file=sys.stderr)
        raise typer.Exit(130) from None
    except typer.Exit:
        raise
    except BrokenPipeError:  # who reads us has closed (`rs … | head`): nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(2) from None
    except Exception as error:
        if debug:
            print(mask_text(traceback.format_exc()), file=sys.stderr)
        kind = type(error).__name__
        print(
            f"rs：程序出错（{kind}），请加 --debug 再运行一次，把显示的内容发给开发者",
            file=sys.stderr,
        )
        raise typer.Exit(4) from None
