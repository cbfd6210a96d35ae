"""The files that a command is to check, found by the paths it is given."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ruralskills.validation.archives import RESOURCE_FORKS, is_archive_file, unpack
from ruralskills.validation.file_copies import leave_out_copies, version_remarks
from ruralskills.validation.input_file import (
    InputFile,
    Inputs,
    is_input_name,
    original_stem,
    printable,
)


def find_inputs(
    paths: Sequence[str | os.PathLike[str]], scratch: Path, reference: Collection[Path] = ()
) -> Inputs:
    """Return the files that the paths stand for, each once, in the order of the paths.

    A file in a folder is called by its path inside the folder, a file by its name.  Where two would
    have the same name, both are called by their whole path.  Archives are unpacked into
    ``scratch``.  Files and folders of ``reference`` data are passed over inside a folder, though not
    where a path names them.
    """
    inputs = Inputs()
    reference = {_real_path(path) for path in reference}
    names: dict[Path, tuple[str, str]] = {}
    returned_copies: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            files = list(files_in(path))
            returned_copies += _copies_without_originals(files)
            for file in files:
                real = _real_path(file)
                if _is_target_table(file):
                    continue
                if is_input_name(file.name) and reference.isdisjoint((real, *real.parents)):
                    inside = file.relative_to(path).as_posix()
                    names.setdefault(real, (printable(inside), printable(str(file))))
        else:
            names.setdefault(_real_path(path), (printable(path.name), printable(str(path))))
    _add_files(inputs, names, scratch)
    _leave_out_corrected(inputs)
    leave_out_copies(inputs)
    inputs.remarks += version_remarks(inputs.files)
    if returned_copies:
        copies = "”“".join(printable(file.name) for file in returned_copies)
        inputs.remarks.append(
            f"“{copies}”是本工具写的校正副本，在文件夹里不检查；要检查的，请直接写出它的文件名"
        )
    return inputs


def _is_target_table(file: Path) -> bool:
    """Return True for the table of targets that belongs to a notice of the office."""
    return file.suffix.lower() == ".csv" and file.with_suffix(".toml").is_file()


def _add_files(inputs: Inputs, names: dict[Path, tuple[str, str]], scratch: Path) -> None:
    """Add files by their short name, or by their whole path where that is ambiguous."""
    counts = Counter(name for name, _ in names.values())
    for path, (name, whole_path) in names.items():
        file = InputFile(path, name if counts[name] == 1 else Path(whole_path).as_posix())
        if is_archive_file(path):
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
