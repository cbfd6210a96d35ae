"""Which files a command means: files named, and folders walked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et", ".xltx", ".ett"})
_NOT_OURS: Final = ("~$", ".~", "._", ".")
_FOLDERS_PASSED_OVER: Final = frozenset({"__MACOSX"})
_OUTPUTS: Final = ("问题清单", ".校正.xlsx")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to check, and what reports call it."""

    path: Path
    name: str


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            f for f in folders if f not in _FOLDERS_PASSED_OVER and not f.startswith(".")
        )
        for file in sorted(files):
            if (
                Path(file).suffix.lower() in _SHEETS
                and not file.startswith(_NOT_OURS)
                and not any(mark in file for mark in _OUTPUTS)
            ):
                yield Path(root) / file


def sources(paths: Sequence[str | os.PathLike[str]]) -> list[Source]:
    """Return the files that the paths mean, each once, in the order of the paths.

    A file in a folder is called by its path inside the folder, a file by its name; where two would
    be called the same, both are called by their whole path.
    """
    found: dict[Path, tuple[str, str]] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            for file in _walk(path):
                found.setdefault(file.resolve(), (file.relative_to(path).as_posix(), str(file)))
        else:
            found.setdefault(path.resolve(), (path.name, str(path)))
    names = Counter(name for name, _ in found.values())
    return [
        Source(path, name if names[name] == 1 else Path(whole).as_posix())
        for path, (name, whole) in found.items()
    ]
