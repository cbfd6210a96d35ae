"""The files that a command is to check, found by the paths it is given."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.model.period import Period, folder_period
from ruralskills.validation.archives import RESOURCE_FORKS, is_archive_file, unpack
from ruralskills.validation.file_copies import leave_out_copies, version_remarks
from ruralskills.validation.input_file import (
    InputFile,
    Inputs,
    is_input_name,
    original_stem,
    printable,
)


class FoundFile(Struct, frozen=True):
    """A file that the paths stand for, before it is known which of them are checked."""

    path: Path
    name: str
    """Its path inside the folder that was given, else its name."""
    whole_name: str
    period: Period | None = None
    """The period for which the nearest folder is named, up to the one that was given."""
    is_in_folder: bool = False
    is_returned: bool = False
    """True for a corrected copy without its original, which a folder does not check."""


def find_inputs(paths: Sequence[str | os.PathLike[str]], scratch: Path) -> Inputs:
    """Return the files that the paths stand for, each once, in the order of the paths.

    Archives are unpacked into ``scratch``.
    """
    return take_inputs(find_files(paths), scratch)


def find_files(paths: Sequence[str | os.PathLike[str]]) -> list[FoundFile]:
    """Return the files that the paths stand for, each once, in the order of the paths.

    A file in a folder is called by its path inside the folder, a file by its name.
    """
    found: dict[Path, FoundFile] = {}
    returned: dict[Path, FoundFile] = {}
    for path in map(Path, paths):
        if not os.path.isdir(path):
            named = FoundFile(_real_path(path), printable(path.name), printable(str(path)))
            found.setdefault(named.path, named)
            continue
        files = list(files_in(path))
        copies = set(_copies_without_originals(files))
        for file in files:
            if _is_target_table(file):
                continue
            if file in copies:
                returned[file] = _in_folder(file, path, is_returned=True)
            elif is_input_name(file.name):
                found.setdefault(_real_path(file), _in_folder(file, path))
    return [*found.values(), *returned.values()]


def _in_folder(file: Path, folder: Path, *, is_returned: bool = False) -> FoundFile:
    inside = file.relative_to(folder)
    names = (*reversed(inside.parts[:-1]), Path(os.path.realpath(folder)).name)
    return FoundFile(
        _real_path(file),
        printable(inside.as_posix()),
        printable(str(file)),
        next(filter(None, map(folder_period, names)), None),
        is_in_folder=True,
        is_returned=is_returned,
    )


def take_inputs(
    found: Sequence[FoundFile], scratch: Path, reference: Collection[Path] = ()
) -> Inputs:
    """Return the files to check of those that were found.

    Where two would have the same name, both are called by their whole path.  Archives are unpacked
    into ``scratch``.  Files and folders of ``reference`` data are passed over inside a folder,
    though not where a path names them.
    """
    inputs = Inputs()
    looked_up = {_real_path(path) for path in reference}
    chosen = [
        file
        for file in found
        if not (file.is_in_folder and looked_up.intersection((file.path, *file.path.parents)))
    ]
    _add_files(inputs, [file for file in chosen if not file.is_returned], scratch)
    _leave_out_corrected(inputs)
    leave_out_copies(inputs)
    inputs.remarks += version_remarks(inputs.files)
    if returned := [file.path.name for file in found if file.is_returned]:
        copies = "”“".join(map(printable, returned))
        inputs.remarks.append(
            f"“{copies}”是本工具写的校正副本，在文件夹里不检查；要检查的，请直接写出它的文件名"
        )
    return inputs


def _is_target_table(file: Path) -> bool:
    """Return True for the table of targets that belongs to a notice of the office."""
    return file.suffix.lower() == ".csv" and file.with_suffix(".toml").is_file()


def _add_files(inputs: Inputs, found: Sequence[FoundFile], scratch: Path) -> None:
    """Add files by their short name, or by their whole path where that is ambiguous."""
    counts = Counter(file.name for file in found)
    for each in found:
        name = each.name if counts[each.name] == 1 else Path(each.whole_name).as_posix()
        file = InputFile(each.path, name)
        if is_archive_file(each.path):
            unpack(file, scratch / str(len(inputs.files)), inputs)
        else:
            inputs.files.append(file)


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below, in order, hidden folders left out."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != RESOURCE_FORKS and not f.startswith("."))
        yield from (Path(root) / file for file in sorted(files))


def _copies_without_originals(files: Sequence[Path]) -> Iterator[Path]:
    """Yield corrected copies without their originals: a township has sent them back."""
    originals = {(file.parent, file.stem) for file in files if is_input_name(file.name)}
    for file in files:
        stem = original_stem(file.name)
        if stem is not None and (file.parent, stem) not in originals:
            yield file


def _leave_out_corrected(inputs: Inputs) -> None:
    """Leave out corrected copies whose workbooks are checked too."""
    paths = {(file.path.parent, file.path.stem): file for file in inputs.files}
    for file in list(inputs.files):
        stem = original_stem(file.path.name)
        original = paths.get((file.path.parent, stem)) if stem is not None else None
        if original is not None:
            inputs.files.remove(file)
            inputs.leave_out(file, "skipped", f"是“{original.name}”的校正副本，只检查原表")


def _real_path(path: Path) -> Path:
    """Return the file that a path stands for. A link to itself stands for itself."""
    return Path(os.path.realpath(path))
