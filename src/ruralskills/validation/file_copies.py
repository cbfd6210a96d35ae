"""Files that are the same, and files that seem to be versions of one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from ruralskills.errors import CannotRead
from ruralskills.readers.content import content_of, digest
from ruralskills.text.version_names import plain_stem
from ruralskills.validation.input_file import InputFile, Inputs


def leave_out_copies(inputs: Inputs, scratch: Path) -> None:
    """Keep one of files with the same content, and record the others as skipped.

    It is the first, but for one unpacked into ``scratch``, beside which no copy can be written.
    Empty files are kept: each is unreadable.
    """
    files = sorted(inputs.files, key=lambda file: file.path.is_relative_to(scratch))
    for file, first in _copies(files).items():
        if file.path.stat().st_size:
            inputs.files.remove(file)
            inputs.leave_out(file, "skipped", f"与“{first.name}”内容完全相同，只检查一次")


def _copies(files: Sequence[InputFile]) -> dict[InputFile, InputFile]:
    """Return the files whose content an earlier file has, each with the first of them.

    A file that cannot be opened is passed over: the reason is reported when it is read.
    """
    by_size: dict[int, list[InputFile]] = defaultdict(list)
    for file in files:
        try:
            by_size[file.path.stat().st_size].append(file)
        except OSError:
            continue
    first: dict[str, InputFile] = {}
    copies: dict[InputFile, InputFile] = {}
    for same_size in by_size.values():
        for file in same_size if len(same_size) > 1 else ():
            try:
                earlier = first.setdefault(digest(content_of(file.path)), file)
            except CannotRead:
                continue
            if earlier is not file:
                copies[file] = earlier
    return copies


def version_remarks(files: Sequence[InputFile]) -> Iterator[str]:
    """Yield a remark on files that are versions of one another by name, all checked."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files:
        path = PurePosixPath(file.name)
        groups[str(path.parent), plain_stem(path.name)].append(file.name)
    for names in groups.values():
        if len(names) > 1:
            yield f"“{'”“'.join(names)}”像是同一份的不同版本，都检查了；请确认以哪份为准，只留一份"
