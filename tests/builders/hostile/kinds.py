"""Too many of one thing below a megabyte, with the commands that read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from builders.corpus.case import ledger
from builders.corpus.xlsx import book, packed, rows_xml, sheet_xml

Command = tuple[str, ...]

NAME: Final = "桂林街道台账.xlsx"
LARGEST: Final = 1 << 20
HEADERS: Final = (
    "姓名", "村", "村类型", "身份证号", "联系电话", "认定时间", "状态", "带动贫困户数", "备注",
)  # fmt: skip
_BASIS: Final = ("--notice", "tongnan-2020", "--as-of", "2020-07-10")
_FORMATS: Final = ("console", "json", "csv", "html", "xlsx")
ROLLED_UP: Final[tuple[Command, ...]] = (
    ("rollup", "收件", "--year", "2020", "--jobs", "1", "-o", "汇总.xlsx"),
    ("summarize", "收件", "--quarter", "2020Q2", "--jobs", "1"),
)


@dataclass(frozen=True)
class Kind:
    """A kind of hostile input, how it is made, and what reads it."""

    name: str
    make: Callable[[int], Mapping[str, bytes]]
    """Return the content of each file, by its name."""
    count: int
    commands: tuple[Command, ...]

    def write(self, folder: Path, share: float = 1.0) -> None:
        """Write a share of it into a folder, beside a small ledger as an office keeps it."""
        files = {NAME: small_ledger(), **self.make(max(1, int(self.count * share)))}
        if (size := sum(map(len, files.values()))) > LARGEST:
            raise ValueError(f"{self.name}: {size} bytes are more than a megabyte")
        sent = folder / "收件" / "2020Q2" / "桂林街道"
        sent.mkdir(parents=True)
        (sent / NAME).write_bytes(files[NAME])
        for name, content in files.items():
            (folder / name).write_bytes(content)


def small_ledger() -> bytes:
    """Return a workbook of five people."""
    return packed(book(sheet_xml(rows_xml(ledger()))))


def check(name: str, *more: str) -> Command:
    """Return the command that checks a file."""
    return ("validate", name, *_BASIS, "--jobs", "1", *more)


def read_by_all(name: str) -> tuple[Command, ...]:
    """Return the commands that read any ledger."""
    return (
        *(check(name, "--format", form, "-o", f"报告.{form}") for form in _FORMATS[1:]),
        check(name),
        check(name, "--show-layout"),
        ("correct", name, *_BASIS),
        ("correct", name, *_BASIS, "--plan", "计划.json"),
        ("recheck", name, name, *_BASIS),
        ("collect-forms", name, "-o", "名册.xlsx"),
        ("template", "leader", "--from", name, "-o", "空白.xlsx"),
        ("render-form", "--from-ledger", name, "-o", "表", "--draft"),
    )


def read_as_ledger(name: str) -> tuple[Command, ...]:
    """Return the commands that a file of text or another format is mostly given to."""
    return (
        check(name, "--format", "xlsx", "-o", "报告.xlsx"),
        ("correct", name, *_BASIS),
        ("recheck", name, name, *_BASIS),
        ("template", "leader", "--from", name, "-o", "空白.xlsx"),
    )


def recheck(sent: str, returned: str) -> Command:
    """Return the command that compares two files."""
    return ("recheck", sent, returned, *_BASIS)


def correct(*words: str) -> Command:
    """Return the command that corrects a file."""
    return ("correct", *words, *_BASIS)


def workbook_kinds(counts: Mapping[Callable[[int], bytes], int]) -> tuple[Kind, ...]:
    """Return a kind for each way to make a workbook, with how many of its one thing."""

    def kind(make: Callable[[int], bytes], count: int) -> Kind:
        title = f"workbook of {make.__name__.replace('_', ' ')}"
        commands = (*read_by_all(NAME), *ROLLED_UP)
        return Kind(title, lambda many: {NAME: make(many)}, count, commands)

    return tuple(kind(make, count) for make, count in counts.items())
