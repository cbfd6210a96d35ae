"""The sample in both READMEs: findings as the console prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final

from ruralskills.model.outcome import Outcome
from ruralskills.reports import console

COMMAND: Final = "$ rs validate examples/tongnan-2020/"
LEFT_OUT: Final = "……"
COUNTY: Final = "tongnan-2020"
READMES: Final = ("README.md", "README.zh-CN.md")
SHOWN: Final = (("桂花街道", "L7"), ("桂花街道", "F6"), ("桂花街道", "M11"), ("附件1", "J6"))
"""Beginnings of files' names, and cells."""

_BLOCK: Final = re.compile(r"(?<=<!-- sample:begin -->\n).*?(?=<!-- sample:end -->)", re.S)


def printed(outcome: Outcome) -> list[str]:
    """Return the console's lines without what changes from run to run."""
    stream = StringIO()
    console.write(outcome.masked(), stream, colour=False)
    return [_lasting(line) for line in stream.getvalue().splitlines()]


def _lasting(line: str) -> str:
    """Return a line without the seconds."""
    return re.sub(r"，用时[\d.]+秒", "", line)


def chosen(lines: list[str]) -> Iterator[str]:
    """Yield the table of numbers, then the sample under file and sheet, with dots."""
    yield COMMAND
    top = lines.index("")
    yield from lines[:top]
    file = sheet = ""
    said: tuple[str, ...] = ()
    take = False
    for line in lines[top:]:
        if cell := re.match(r"(?:    |  ! )〔.{2,3}〕([A-Z]+\d+)", line):
            take = any(file.startswith(name) and cell[1] == place for name, place in SHOWN)
            if take:
                yield from (part for part in (file, sheet) if part not in said)
                said = (file, sheet)
        elif line.startswith("  工作表"):
            sheet, take = line, False
        elif line.startswith(("适用", "共检查")):
            take = True
        elif line:
            take = take and line.startswith(" ")
            file = file if line.startswith(" ") else line
        elif file in said:
            yield LEFT_OUT
        if take and line:
            yield line


def renew(root: Path, outcome: Outcome) -> None:
    """Write the sample into both READMEs."""
    sample = "\n".join(chosen(printed(outcome)))
    for name in READMES:
        readme = root / name
        text = readme.read_text(encoding="utf-8")
        renewed = _BLOCK.sub(lambda _: f"```\n{sample}\n```\n", text)
        readme.write_text(renewed, encoding="utf-8", newline="\n")


def sample_in(text: str) -> list[str]:
    """The lines of the sample that a README shows."""
    block = _BLOCK.search(text)
    return [line for line in (block[0] if block else "").splitlines() if line and line != "```"]
