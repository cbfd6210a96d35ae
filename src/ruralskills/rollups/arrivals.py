"""Arrivals: the files that a roll-up reads, with the periods of their folders."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from ruralskills.errors import IS_DEVICE, NO_RIGHT_TO_FOLDER
from ruralskills.model.period import Period, folder_period
from ruralskills.rollups.entries import RollupError
from ruralskills.text.readable_names import printable
from ruralskills.validation.archives import is_archive_file, unpack
from ruralskills.validation.corrected_copies import corrected_copies
from ruralskills.validation.input_file import InputFile, Inputs, is_input_name
from ruralskills.validation.inputs import files_in
from ruralskills.workspace.settings import Settings


class Arrival(Struct, frozen=True):
    """A file that came in."""

    file: InputFile
    period: Period | None
    """The period of its folder, None where no folder names one."""
    below: str = ""
    """Its path below the folder of its period, as the register of arrivals names it."""
    is_reference: bool = False
    """True for a list of the office's own, which nobody sent."""


class BrokenArrival(Struct, frozen=True):
    """An archive that cannot be unpacked, or a folder that cannot be listed."""

    name: str
    period: Period | None
    reason: str


class Arrivals(Struct):
    """The files that came in, and those that could not be unpacked."""

    files: list[Arrival] = field(default_factory=list)
    broken: list[BrokenArrival] = field(default_factory=list)
    folders: dict[Path, Period] = field(default_factory=dict)
    """The folders of periods that hold some of them."""
    remarks: list[str] = field(default_factory=list)


def find_arrivals(
    paths: Sequence[str | os.PathLike[str]],
    settings: Settings,
    scratch: Path,
    reference: Collection[Path] = (),
) -> Arrivals:
    """Return the files of the paths, else of the inbox of the workspace.

    A file is called by its path below the workspace, else below the path that was given.  Raises
    RollupError where there is nothing to look for.
    """
    home = settings.folder and Path(os.path.realpath(settings.folder))
    arrivals = Arrivals()
    own = [path for path in _own_lists(settings) if path.is_file()]
    excluded = {Path(os.path.realpath(path)) for path in (*reference, *own)}
    seen: set[Path] = set()
    for root in _roots(paths, settings):
        for path in [root] if root.is_file() else _uncorrected(root, home, arrivals):
            real = Path(os.path.realpath(path))
            if real not in seen and excluded.isdisjoint((real, *real.parents)):
                seen.add(real)
                _add(arrivals, real, _name(real, root, home), scratch)
    for path in map(Path, map(os.path.realpath, own)):
        file = InputFile(path, _name(path, path, home))
        arrivals.files.append(Arrival(file, None, path.name, is_reference=True))
    arrivals.files.sort(key=lambda each: each.file.name)
    return arrivals


def _uncorrected(root: Path, home: Path | None, arrivals: Arrivals) -> list[Path]:
    """Return the files of a folder without corrected copies, and name odd ones."""
    closed: list[Path] = []
    files = [file for file in files_in(root, closed) if is_input_name(file.name)]
    arrivals.broken += [
        BrokenArrival(_name(each, root, home) or each.name, _period_of(each)[0], NO_RIGHT_TO_FOLDER)
        for each in closed
    ]
    copies = corrected_copies({file: str(file) for file in files})
    for file, copy in copies.items():
        if not (copy.original and copy.is_ours):
            arrivals.remarks.append(f"“{_name(file, root, home)}”{copy.why}")
    return [file for file in files if file not in copies]


def _own_lists(settings: Settings) -> Iterator[Path]:
    """Yield the task tables and the list of villages that the settings name.

    Raises RollupError for a task table that is not there.
    """
    home = settings.folder or Path()
    if settings.villages:
        yield home / settings.villages
    for name in settings.tasks:
        if not (home / name).is_file():
            raise RollupError(f"rs.toml 里 tasks 写的“{name}”找不到，请核对文件名")
        yield home / name


def _roots(paths: Sequence[str | os.PathLike[str]], settings: Settings) -> Iterator[Path]:
    if not paths:
        if settings.folder is None:
            raise RollupError("请写明要汇总的文件或文件夹，或在有 rs.toml 的工作区里运行")
        paths = [settings.folder / settings.inbox]
        if not Path(paths[0]).is_dir():
            raise RollupError(
                f"工作区里没有“{settings.inbox}”文件夹：请把各单位报来的文件放进"
                f"“{settings.inbox}/2020Q2/单位”这样的文件夹，或在命令后写明文件"
            )
    for path in map(Path, paths):
        if not path.exists():
            raise RollupError(f"找不到“{printable(str(path))}”，请核对路径")
        if not (path.is_file() or path.is_dir()):
            raise RollupError(f"{printable(str(path))}：{IS_DEVICE}")
        if len(paths) == 1 and path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            raise RollupError(f"{printable(str(path))}：{NO_RIGHT_TO_FOLDER}")
        yield path


def _name(path: Path, root: Path, home: Path | None) -> str:
    base = Path(os.path.realpath(root))
    for folder in (home, base.parent if base.is_file() else base):
        if folder is not None and path.is_relative_to(folder):
            return printable(path.relative_to(folder).as_posix())
    return printable(path.name)


def _add(arrivals: Arrivals, path: Path, name: str, scratch: Path) -> None:
    period, folder = _period_of(path)
    if period is not None and folder is not None:
        arrivals.folders[folder] = period
    below = path.relative_to(folder).as_posix() if folder else path.name
    file = InputFile(path, name)
    if not is_archive_file(path):
        arrivals.files.append(Arrival(file, period, printable(below)))
        return
    inputs = Inputs()
    unpack(file, scratch / str(len(arrivals.files)), inputs)
    arrivals.files += [
        Arrival(each, period, printable(below) + each.name.removeprefix(name))
        for each in inputs.files
    ]
    arrivals.broken += [
        BrokenArrival(each.path, period, each.reason)
        for each in inputs.not_checked
        if each.status == "unreadable"
    ]


def _period_of(path: Path) -> tuple[Period | None, Path | None]:
    """Return the period that the nearest of the folders of a file is named for."""
    for folder in path.parents:
        if period := folder_period(folder.name):
            return period, folder
    return None, None
