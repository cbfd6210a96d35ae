"""One command on damaged files, and what it must keep to whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from typer.testing import CliRunner

from ruralskills.cli import application

CODES: Final = (0, 1, 2, 3)
"""Nothing found, something found, nothing could be done, some files left out."""
_BROKEN: Final = re.compile("Traceback|程序出错|panicked|backtrace")


class Attempt(NamedTuple):
    """Files by their names, and a command that gets them."""

    files: Mapping[str, bytes]
    words: Sequence[str]


def write_files(attempt: Attempt, folder: Path) -> None:
    """Put the files of an attempt into a folder."""
    for name, content in attempt.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def faults(attempt: Attempt, folder: Path) -> list[str]:
    """Run a command in a folder, and return what it must not do and did."""
    write_files(attempt, folder)
    words = [word.replace("@", f"{folder}/") for word in attempt.words]
    result = CliRunner().invoke(application(), words)
    found = []
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        found.append(f"raised {result.exception!r}")
    if result.exit_code not in CODES:
        found.append(f"exit code {result.exit_code}")
    if _BROKEN.search(result.output):
        found.append("said that the program is broken")
    if result.exit_code in (2, 3) and not re.search("[\u4e00-\u9fff]", result.output):
        found.append("gave no reason")
    for name, content in attempt.files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            found.append(f"{name} is not what it was")
    return [f"{each}: {result.output[-600:]}" for each in found]
