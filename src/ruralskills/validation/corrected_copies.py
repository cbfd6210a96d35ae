"""Corrected copies among files: which of them are passed over, and why.

A file of such a name is a copy where its workbook stands beside it, or where it bears our mark or a
sheet that we append, which is left when another program has dropped the mark.  Any other is a ledger
of the office's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from ruralskills.errors import CannotRead
from ruralskills.readers.content import content_of
from ruralskills.readers.file_type import FileType, file_type_of
from ruralskills.text.lazy_regex import regex
from ruralskills.text.readable_names import printable
from ruralskills.text.version_names import CORRECTED

_COPY: Final = regex(rf"(.+){CORRECTED}\.xl[st][xm]")
_KEPT: Final = regex(r"\.旧\d+$")
"""End of the name of a copy in which somebody has worked."""
_TOLD_APART: Final = regex(r"-[0-9a-f]{8}$")
"""End of a name that tells the copies of two workbooks apart."""


class CorrectedCopy(Struct, frozen=True):
    """A corrected copy, and the name of the workbook that it was made of."""

    original: str
    """Empty without that workbook: a township has sent the copy back."""
    is_ours: bool

    @property
    def why(self) -> str:
        """The reason why it is not checked."""
        if not self.original:
            return "是本工具写的校正副本，在文件夹里不检查；要检查的，请直接写出它的文件名"
        if not self.is_ours:
            return f"看名称是“{self.original}”的校正副本，只检查原表；是另一份台账的，请改名"
        return f"是“{self.original}”的校正副本，只检查原表"


def corrected_copies(names: Mapping[Path, str]) -> dict[Path, CorrectedCopy]:
    """Return the corrected copies among files, which are given with their whole names.

    A file of such a name that is locked is a copy only beside its workbook.
    """
    return dict(_found(names))


def _found(names: Mapping[Path, str]) -> Iterator[tuple[Path, CorrectedCopy]]:
    beside: dict[PurePosixPath, dict[str, str]] = defaultdict(dict)
    paths = {file: PurePosixPath(Path(name).as_posix()) for file, name in names.items()}
    for path in paths.values():
        if _COPY.fullmatch(path.name) is None:
            beside[path.parent] |= {path.name: path.name, path.stem: path.name}
    for file, path in paths.items():
        copy = _COPY.fullmatch(path.name)
        if copy is None:
            continue
        originals = beside[path.parent]
        stems = [copy[1], _KEPT.sub("", copy[1])]
        stems += [_TOLD_APART.sub("", stem) for stem in stems]
        original = next((originals[stem] for stem in stems if stem in originals), "")
        owner = _owner(file)
        if original or owner:
            yield file, CorrectedCopy(printable(original), owner is not False)


def _owner(file: Path) -> bool | None:
    """Return True for a copy of ours, and None where a password hides it."""
    from ruralskills.outputs.mark import ownership  # most runs meet no copy
    from ruralskills.outputs.owner import Ownership

    try:
        content = content_of(file)
        kind = file_type_of(content)
        if kind is not FileType.XLSX:
            return None if kind is FileType.ENCRYPTED else False
        return ownership(content) is not Ownership.FOREIGN or _has_our_sheets(content)
    except CannotRead:
        return False


def _has_our_sheets(content: bytes) -> bool:
    from ruralskills.patching import workbook_part
    from ruralskills.patching.package_parts import Parts

    parts = Parts(content)
    sheets = workbook_part.worksheet_parts(parts).values()
    return any(workbook_part.is_appended(parts, part) for part in sheets)
