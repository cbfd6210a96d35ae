"""The promise of a file of the corpus, and the small ledger in most of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from builders.people import identity_number

Cell = str | float | None
Maker = Callable[[Path], None]

READ, CLEAN, SKIPPED, REFUSED, SOME = "read", "clean", "skipped", "refused", "some"
CODES: Final = {READ: 1, CLEAN: 0, SKIPPED: 2, REFUSED: 2, SOME: 3}

HEADER: Final = ("序号", "姓名", "性别", "身份证号", "联系电话", "带动贫困户数")
NAMES: Final = ("周明山", "吴桂花", "郑长河", "王秀兰", "冯建国")
WRONG: Final = ("P101", "C5")
"""The one fault of the ledger: the sex of the third person, told by rule and cell."""


def ledger() -> list[list[Cell]]:
    """Title, header, and five people of whom the third has the wrong sex."""
    rows: list[list[Cell]] = [["2020年致富带头人台账"], list(HEADER)]
    for number, name in enumerate(NAMES, 1):
        woman = number % 2 == 0
        identity = identity_number("500199", date(1980, number, 10 + number), 100 + number)
        sex = "女" if woman or number == 3 else "男"
        rows.append([float(number), name, sex, identity, f"1330000000{number}", 3.0 + number])
    return rows


@dataclass(frozen=True, slots=True)
class Case:
    """An odd file: how it is made, and what the program promises about it.

    ``ends`` is READ (five people read, and the one fault found in its cell), CLEAN (read, nothing
    found), SKIPPED (opened, no ledger in it), REFUSED (one line on stderr) or SOME (an archive of
    which some members are refused).
    """

    name: str
    make: Maker
    ends: str = READ
    says: str = ""
    """A part of the line on stderr, or of the reason in the report."""
    rows: int | None = None
    """Rows read. None: the ledger's five, or any number where the case ends otherwise."""
    finds: tuple[tuple[str, str], ...] | None = None
    """Findings by rule and cell. None: the ledger's one where it was read."""
    arguments: tuple[str, ...] = ()
    code: int | None = None
    """The exit code, where it is not the one that follows from ``ends``."""
    slow: bool = False
    """True if it takes seconds and is left out where all are checked together."""
    label: str = ""
    """Its name in tests, where the file's name is not fit for that."""

    @property
    def promised(self) -> int:
        """The exit code."""
        return CODES[self.ends] if self.code is None else self.code

    @property
    def title(self) -> str:
        """Its name in tests."""
        return self.label or self.name


def of(name: str, content: Callable[[], bytes], ends: str = READ, **more: object) -> Case:
    """A case whose file is so many bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content())

    return replace(Case(name, make, ends), **more)  # type: ignore[arg-type]  # checked by the class
