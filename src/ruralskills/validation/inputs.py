"""The files that a command is to check, found by the paths it is given."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ruralskills.errors import NO_RIGHT_TO_FOLDER, CannotRead
from ruralskills.model.period import Period, folder_period
from ruralskills.outputs.bulletin_files import is_annex_book
from ruralskills.text.readable_names import printable
from ruralskills.text.real_path import real_path
from ruralskills.validation.archives import RESOURCE_FORKS, is_archive_file, unpack
from ruralskills.validation.corrected_copies import CorrectedCopy, corrected_copies
from ruralskills.validation.file_copies import leave_out_copies, version_remarks
from ruralskills.validation.input_file import (
    InputFile,
    Inputs,
    is_input_name,
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
    copy: CorrectedCopy | None = None
    """Set for a corrected copy, which a folder does not check."""


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
    copies: dict[Path, FoundFile] = {}
    for path in map(Path, paths):
        if not os.path.isdir(path):
            named = FoundFile(real_path(path), printable(path.name), printable(str(path)))
            found.setdefault(named.path, named)
            continue
        closed: list[Path] = []
        walked = files_in(path, closed)
        files = [f for f in walked if is_input_name(f.name) and not _is_target_table(f)]
        found |= {real_path(each): _in_folder(each, path) for each in closed}
        corrected = corrected_copies({file: str(file) for file in files})
        for file in files:
            if (copy := corrected.get(file)) is None:
                found.setdefault(real_path(file), _in_folder(file, path))
            elif not (copy.original and copy.is_ours):  # which nobody need be told of
                copies[file] = _in_folder(file, path, copy)
    return [*found.values(), *copies.values()]


def _in_folder(file: Path, folder: Path, copy: CorrectedCopy | None = None) -> FoundFile:
    inside = file.relative_to(folder)
    names = (*reversed(inside.parts[:-1]), real_path(folder).name)
    return FoundFile(
        real_path(file),
        printable(inside.as_posix() if inside.name else file.name),
        printable(str(file)),
        next(filter(None, map(folder_period, names)), None),
        is_in_folder=True,
        copy=copy,
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
    looked_up = {real_path(path) for path in reference}
    chosen = [
        file
        for file in found
        if not (file.is_in_folder and looked_up.intersection((file.path, *file.path.parents)))
    ]
    _add_files(inputs, [file for file in chosen if file.copy is None], scratch)
    _leave_out_corrected(inputs)
    leave_out_copies(inputs, scratch)
    inputs.remarks += version_remarks(inputs.files)
    _name_corrected(inputs, [file for file in found if file.copy is not None])
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


def files_in(folder: Path, closed: list[Path] | None = None) -> Iterator[Path]:
    """Yield the files in a folder and below, in order.

    Hidden folders are left out, and the annexes of bulletins, which are made of ledgers.
    Folders that cannot be listed are added to ``closed``; without that list they raise CannotRead.
    """

    def tell(error: OSError) -> None:
        at = Path(error.filename)
        if closed is None:
            raise CannotRead(f"{printable(str(at))}：{NO_RIGHT_TO_FOLDER}")
        closed.append(at)

    for root, folders, files in os.walk(folder, onerror=tell):
        folders[:] = sorted(f for f in folders if f != RESOURCE_FORKS and not f.startswith("."))
        paths = (Path(root) / file for file in sorted(files))
        yield from (path for path in paths if not is_annex_book(path))


def _leave_out_corrected(inputs: Inputs) -> None:
    """Leave out corrected copies whose workbooks are checked too."""
    copies = corrected_copies({file.path: str(file.path) for file in inputs.files})
    for file in list(inputs.files):
        copy = copies.get(file.path)
        if copy is not None and copy.original:
            inputs.files.remove(file)
            inputs.leave_out(file, "skipped", copy.why)
            inputs.remarks += [] if copy.is_ours else [f"“{file.name}”{copy.why}"]


def _name_corrected(inputs: Inputs, found: Sequence[FoundFile]) -> None:
    """Say which files of a folder are passed over, in a line for each reason.

    They are no files of a run that has no others.
    """
    reasons: dict[str, list[str]] = defaultdict(list)
    for file in found:
        if file.copy is not None:
            reasons[file.copy.why].append(file.name)
            if inputs.files:
                inputs.leave_out(InputFile(file.path, file.name), "skipped", file.copy.why)
    inputs.remarks += (f"“{'”“'.join(names)}”{why}" for why, names in reasons.items())
