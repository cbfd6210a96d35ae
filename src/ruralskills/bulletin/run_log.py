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

LOG_NAME: Final = "运行记录.log"


class LogLine:
    """The line of a run, which may still change while it runs."""

    says = ""
    code = 0


@contextmanager
def logged(folder: Path, period: Period) -> Iterator[LogLine]:
    """Append a line on how a run has ended, also where it failed."""
    line = LogLine()
    try:
        yield line
    except BaseException as error:
        line.code = 2 if isinstance(error, OfficeError | OSError) else 4
        line.says = str(error) if isinstance(error, OfficeError) else type(error).__name__
        raise
    finally:
        _append(
            folder, f"{datetime.now():%Y-%m-%d %H:%M:%S}　{period}　{line.says}　退出码{line.code}"
        )


def _append(folder: Path, text: str) -> None:
    try:
        with (folder / LOG_NAME).open("a", encoding="utf-8") as stream:
            stream.write(mask_text(" ".join(text.splitlines())) + "\n")
    except OSError:
        return  # a full disk must not hide the error that comes of it
