"""Which files a command means: files named, folders walked, archives unpacked, copies set aside."""

from __future__ import annotations

import lzma
import os
import re
import shutil
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct, field

from ruralskills.errors import CannotRead
from ruralskills.model.layout import FileStatus
from ruralskills.readers.content import content_of, digest
from ruralskills.readers.file_type import is_archive
from ruralskills.text.lazy_regex import regex

_SHEETS: Final = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".et", ".ett", ".csv",
     ".tsv", ".zip", ".rar", ".7z"}
)  # fmt: skip
_PASSED_OVER: Final = ("~$", ".~", "._", ".")
_FOLDERS_PASSED_OVER: Final = frozenset({"__MACOSX"})
_CORRECTED: Final = r"\.校正\.xl[st][xm]$"
_COPY: Final = regex(rf"(.*){_CORRECTED}")
_OUTPUTS: Final = regex(rf"问题清单|{_CORRECTED}|^findings.*\.csv$|^收件登记表")
_MOST_MEMBERS: Final = 3000
_MOST_BYTES: Final = 1024 * 1024 * 1024
_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What unpacking raises: a password is a RuntimeError."""
_MOST_NESTED: Final = 3
_UNPRINTABLE: Final = regex(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_VERSION: Final = regex(
    r"[\s_-]*(?:[(（]\d+[)）]|副本|最终版?|定稿|终稿|修改版?|改后?|新版?|v\d+|-\s*副本|\d{0,2}版)+$",
    re.IGNORECASE,
)


class InputFile(Struct, frozen=True):
    """A file to check, and what reports call it."""

    path: Path
    name: str


class Gathered(Struct):
    """The files to check, those set aside with the reason, and what is to be said of them."""

    sources: list[InputFile] = field(default_factory=list)
    set_aside: list[FileStatus] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def find_inputs(
    paths: Sequence[str | os.PathLike[str]], scratch: Path, beside: Collection[Path] = ()
) -> Gathered:
    """Return the files that the paths mean, each once, in the order of the paths.

    A file in a folder is called by its path inside the folder, a file by its name; where two would
    be called the same, both are called by their whole path.  Archives are unpacked into
    ``scratch`` and their files called by their path behind the archive's name.  What is handed in
    ``beside`` is passed over in a folder, though not where it is named itself.
    """
    gathered = Gathered()
    looked_up = {_real(path) for path in beside}
    named: dict[Path, tuple[str, str]] = {}
    alone: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files = list(_files(path))
            alone += _copies_alone(files)
            for file in filter(_is_ledger, files):
                if not looked_up.isdisjoint((_real(file), *_real(file).parents)):
                    continue
                inside = file.relative_to(path).as_posix()
                named.setdefault(_real(file), (_printable(inside), _printable(str(file))))
        else:
            named.setdefault(_real(path), (_printable(path.name), _printable(str(path))))
    names = Counter(name for name, _ in named.values())
    for path, (name, whole) in named.items():
        source = InputFile(path, name if names[name] == 1 else Path(whole).as_posix())
        if _is_archive(path):
            _Unpacking(gathered, scratch / str(len(gathered.sources))).unpack(source)
        else:
            gathered.sources.append(source)
    _set_copies_aside(gathered)
    gathered.remarks += _versions(gathered.sources)
    if alone:
        listed = "”“".join(_printable(file.name) for file in alone)
        gathered.remarks.append(
            f"“{listed}”是本工具写的校正副本，在文件夹里不检查；要检查的，请直接写出它的文件名"
        )
    return gathered


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            f for f in folders if f not in _FOLDERS_PASSED_OVER and not f.startswith(".")
        )
        yield from (Path(root) / file for file in sorted(files))


def _copies_alone(files: Sequence[Path]) -> Iterator[Path]:
    """The corrected copies without their originals: a township has sent them back."""
    originals = {(file.parent, file.stem) for file in files if _is_ledger(file)}
    for file in files:
        copy = _COPY.match(file.name)
        if copy and (file.parent, copy[1]) not in originals:
            yield file


def _is_ledger(file: Path) -> bool:
    return file.suffix.lower() in _SHEETS and is_wanted(file.name)


def is_wanted(name: str) -> bool:
    """Whether a file found in a folder is an office's own, and not a lock, a trace or our output.

    >>> [is_wanted(n) for n in ("台账.xlsx", "~$台账.xlsx", "._台账.xlsx", "桂林街道问题清单.xlsx")]
    [True, False, False, False]
    """
    return not name.startswith(_PASSED_OVER) and not _OUTPUTS.search(name)


def _real(path: Path) -> Path:
    """The file that a path means; a link to itself means itself."""
    return Path(os.path.realpath(path))


def _printable(name: str) -> str:
    r"""A name in which nothing moves the cursor, turns the line round or breaks an encoding.

    >>> _printable("台账\n\x1b[31m.xlsx"), _printable("\udcff.xlsx")
    ('台账\ufffd\ufffd[31m.xlsx', '\ufffd.xlsx')
    """
    return _UNPRINTABLE.sub("\ufffd", name)


def _is_archive(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError:
        return False
    return head == b"PK\x03\x04" and is_archive(path)


class _Unpacking(Struct):
    """An archive being unpacked with those inside it, and how much they may still unfold to."""

    gathered: Gathered
    folder: Path
    members: int = _MOST_MEMBERS
    bytes: int = _MOST_BYTES

    def unpack(self, source: InputFile, depth: int = 1) -> None:
        """Add the files of an archive, or the reason why it cannot be unpacked."""
        try:
            if depth > _MOST_NESTED:
                raise CannotRead("压缩包套了太多层，没有再解。请解压后再检查")
            members = self._members(source.path)
        except CannotRead as problem:
            self._refuse(source, str(problem))
            return
        for inside, member in members:
            self.members -= 1
            suffix = PurePosixPath(inside).suffix.lower()
            target = InputFile(self.folder / f"{self.members}{suffix}", f"{source.name}/{inside}")
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                with (
                    zipfile.ZipFile(source.path) as archive,
                    archive.open(member) as packed,
                    target.path.open("wb") as stream,
                ):
                    shutil.copyfileobj(packed, stream, 1 << 20)
            except _DAMAGED:
                self._refuse(
                    target, "压缩包里的这个文件解不开，可能已损坏或设有密码。请解压后再检查"
                )
                continue
            if _is_archive(target.path):
                self.unpack(target, depth + 1)
            else:
                self.gathered.sources.append(target)

    def _refuse(self, source: InputFile, reason: str) -> None:
        location = str(source.path)
        self.gathered.set_aside.append(
            FileStatus(source.name, "unreadable", reason, location=location)
        )

    def _members(self, path: Path) -> list[tuple[str, zipfile.ZipInfo]]:
        """The spreadsheets in an archive, by their names in whatever encoding they were packed."""
        try:
            with zipfile.ZipFile(path) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except _DAMAGED:
            raise CannotRead("压缩包不完整或已损坏。请重新发送，或解压后再检查") from None
        found = [(name, info) for info in infos if _is_sheet(name := member_name(info))]
        self.bytes -= sum(info.file_size for _, info in found)
        if len(found) > self.members or self.bytes < 0:
            raise CannotRead(
                "压缩包解开后太大（超过1GB或3000个文件），为免拖垮电脑没有解压。请解压后分批检查"
            )
        if not found:
            raise CannotRead("压缩包里没有电子表格，没有可检查的内容。请核对发来的文件")
        return sorted(((_printable(name), info) for name, info in found), key=lambda pair: pair[0])


def _is_sheet(member: str) -> bool:
    """Whether a member of an archive is wanted, by its name."""
    path = PurePosixPath(member.replace("\\", "/"))
    passed_over = _FOLDERS_PASSED_OVER.intersection(path.parts)
    return path.suffix.lower() in _SHEETS and not passed_over and is_wanted(path.name)


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member: Windows packs Chinese names in GBK and does not say so."""
    if info.flag_bits & 0x800:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return info.filename


def _set_copies_aside(gathered: Gathered) -> None:
    """Keep one of the files that are the same to the byte, and say so of the others."""
    by_size: dict[int, list[InputFile]] = defaultdict(list)
    for source in gathered.sources:
        try:
            by_size[source.path.stat().st_size].append(source)
        except OSError:
            continue  # said when it is read
    first: dict[str, InputFile] = {}
    copies: dict[InputFile, InputFile] = {}
    for alike in by_size.values():
        for source in alike if len(alike) > 1 else ():
            try:
                kept = first.setdefault(digest(content_of(source.path)), source)
            except CannotRead:
                continue  # as above
            if kept is not source:
                copies[source] = kept
    for source, kept in copies.items():
        if source.path.stat().st_size:
            gathered.sources.remove(source)
            reason = f"与“{kept.name}”内容完全相同，只检查一次"
            gathered.set_aside.append(
                FileStatus(source.name, "skipped", reason, location=str(source.path))
            )


def _versions(sources: Sequence[InputFile]) -> Iterator[str]:
    """Files that look like versions of one another: both are checked, and the office is asked."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source in sources:
        path = PurePosixPath(source.name)
        groups[str(path.parent), _VERSION.sub("", path.stem)].append(source.name)
    for names in groups.values():
        if len(names) > 1:
            yield f"“{'”“'.join(names)}”像是同一份的不同版本，都检查了；请确认以哪份为准，只留一份"
