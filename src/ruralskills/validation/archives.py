"""Archives among the input files, unpacked with the archives inside them."""

from __future__ import annotations

import lzma
import shutil
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from ruralskills.errors import CannotRead
from ruralskills.readers.file_type import is_archive
from ruralskills.text.readable_names import printable
from ruralskills.validation.corrected_copies import corrected_copies
from ruralskills.validation.input_file import InputFile, Inputs, is_input_name

RESOURCE_FORKS: Final = "__MACOSX"
"""The folder in which a Mac keeps its own data about files."""
_MAX_MEMBERS: Final = 3000
_MAX_BYTES: Final = 1024 * 1024 * 1024
_MAX_DEPTH: Final = 3
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""Errors of unpacking. A password is a RuntimeError."""


def is_archive_file(path: Path) -> bool:
    """Return True if a file is a zip of files, whatever its name."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError:
        return False
    return head == b"PK\x03\x04" and is_archive(path)


def unpack(
    archive: InputFile,
    folder: Path,
    inputs: Inputs,
    is_wanted: Callable[[str], bool] = is_input_name,
) -> None:
    """Unpack an archive into a folder and add its files to the inputs.

    They are called by their path behind the archive's name, and ``is_wanted`` tells by its own name
    if a file is taken.  What cannot be unpacked is recorded with the reason.
    """
    _Unpacking(inputs, folder, is_wanted).unpack(archive)


class _Unpacking(Struct):
    """An archive being unpacked, and the members and bytes that it may still have."""

    inputs: Inputs
    folder: Path
    is_wanted: Callable[[str], bool] = is_input_name
    members: int = _MAX_MEMBERS
    bytes: int = _MAX_BYTES

    def unpack(self, archive: InputFile, depth: int = 1) -> None:
        """Add the files of an archive, or the reason why it cannot be unpacked."""
        try:
            if depth > _MAX_DEPTH:
                raise CannotRead("压缩包套了太多层，没有再解。请解压后再检查")
            with _opened(archive.path) as opened:
                self._unpack_members(archive, opened, depth)
        except CannotRead as error:
            self.inputs.leave_out(archive, "unreadable", str(error))

    def _unpack_members(self, archive: InputFile, opened: zipfile.ZipFile, depth: int) -> None:
        """Add the files of an open archive.  Raises CannotRead if none can be taken."""
        unpacked: dict[Path, str] = {}
        for name, member in self._members(opened):
            self.members -= 1
            path = self.folder / f"{self.members}{PurePosixPath(name).suffix.lower()}"
            file = InputFile(path, f"{archive.name}/{name}")
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                _extract(opened, member, path)
            except _DAMAGED:
                reason = "压缩包里的这个文件解不开，可能已损坏或设有密码。请解压后再检查"
                self.inputs.leave_out(file, "unreadable", reason)
                continue
            if is_archive_file(path):
                self.unpack(file, depth + 1)
            else:
                unpacked[path] = name
        self._add(archive, unpacked)

    def _add(self, archive: InputFile, unpacked: Mapping[Path, str]) -> None:
        """Add what was unpacked, and say which of it are corrected copies."""
        copies = corrected_copies(unpacked)
        for path, name in unpacked.items():
            file = InputFile(path, f"{archive.name}/{name}")
            if copy := copies.get(path):
                self.inputs.leave_out(file, "skipped", copy.why)
            else:
                self.inputs.files.append(file)

    def _members(self, opened: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
        """Return the spreadsheets in an archive by name, and count them and their bytes."""
        infos = [info for info in opened.infolist() if not info.is_dir()]
        members = [(name, info) for info in infos if self._is_input(name := member_name(info))]
        self.bytes -= sum(info.file_size for _, info in members)
        if len(members) > self.members or self.bytes < 0:
            raise CannotRead(
                "压缩包解开后太大（超过1GB或3000个文件），为免拖垮电脑没有解压。请解压后分批检查"
            )
        if not members:
            raise CannotRead("压缩包里没有电子表格，没有可检查的内容。请核对发来的文件")
        named = sorted(
            ((printable(name), info) for name, info in members), key=lambda pair: pair[0]
        )
        return list(_told_apart(named))

    def _is_input(self, member: str) -> bool:
        path = PurePosixPath(member.replace("\\", "/"))
        return RESOURCE_FORKS not in path.parts and self.is_wanted(path.name)


def _told_apart(
    members: Iterable[tuple[str, zipfile.ZipInfo]],
) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield members by names that no two share, for one may stand there twice."""
    seen: Counter[str] = Counter()
    for name, info in members:
        seen[name] += 1
        path = PurePosixPath(name)
        again = path.with_name(f"{path.stem}（同名第{seen[name]}份）{path.suffix}").as_posix()
        yield (name if seen[name] == 1 else again), info


def _opened(archive: Path) -> zipfile.ZipFile:
    """Open an archive, whose list of members is read once for all of them."""
    try:
        return zipfile.ZipFile(archive)
    except _DAMAGED:
        raise CannotRead("压缩包不完整或已损坏。请重新发送，或解压后再检查") from None


def _extract(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    with opened.open(member) as packed, path.open("wb") as stream:
        shutil.copyfileobj(packed, stream, 1 << 20)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member, also one that Windows packed in unmarked GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return info.filename
