"""The log of runs: a line each, without personal data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from ruralskills.errors import OfficeError
from ruralskills.model.masking import mask_text
from ruralskills.model.period import Period
from ruralskills.outputs.bulletin_files import LOG_NAME
from ruralskills.text.lazy_regex import regex

_QUOTED: Final = regex("“[^”]*”?")


class LogLine:
    """The line of a run, which may still change while it runs."""

    says = ""
    code = 0


@contextmanager
def logged(folder: Path | None, period: Period) -> Iterator[LogLine]:
    """Append a line on how a run has ended, or failed, unless it says nothing.

    Without a folder there is no log.
    """
    line = LogLine()
    try:
        yield line
    except BaseException as error:
        line.code = 2 if isinstance(error, OfficeError | OSError) else 4
        line.says = _reason(error)
        raise
    finally:
        if line.says and folder is not None:
            when = f"{datetime.now():%Y-%m-%d %H:%M:%S}"
            _append(folder, f"{when}　{period}　{line.says}　退出码{line.code}")


def _reason(error: BaseException) -> str:
    """Return what went wrong, without names of files, which may name persons.

    >>> _reason(OfficeError("/home/张三/通报：写不进去（磁盘已满）"))
    '写不进去（磁盘已满）'
    >>> _reason(OfficeError("另一次通报正在写“/home/张三”，请稍后再试"))
    '另一次通报正在写“…”，请稍后再试'
    """
    if not isinstance(error, OfficeError):
        return type(error).__name__
    return _QUOTED.sub("“…”", str(error)).rpartition("：")[2]


def _append(folder: Path, text: str) -> None:
    try:
        folder.mkdir(exist_ok=True)
        with (folder / LOG_NAME).open("a", encoding="utf-8") as stream:
            stream.write(mask_text(" ".join(text.splitlines())) + "\n")
    except OSError:
        return  # a full disk must not hide the error that comes of it
