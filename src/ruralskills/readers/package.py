"""Zip package around a workbook: its size when unpacked, and its parts as bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, NoReturn

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.readers.file_type import DAMAGED_ZIP
from ruralskills.text.lazy_regex import regex

LARGEST: Final = 400 * 1024 * 1024
"""Bytes of XML that a workbook may unpack to: some 400,000 rows of 25 columns."""
_SMALL: Final = 4 * 1024 * 1024
"""Bytes of XML that are kept unpacked, so that they are unpacked only once."""
_SEARCHED: Final = 12 * 1024 * 1024
"""Bytes of the largest part that is searched for marks of runs."""
_RUN_MARKS: Final = (b"superscript", b"strike")
_CHUNK: Final = 1 << 20
_HEAD: Final = 4096
_LOCAL_HEADER: Final = 30
_MEDIA: Final = regex(
    r"(?i)(^|/)(media|embeddings|printersettings|activex)/|\.(png|jpe?g|gif|emf|wmf|bin|vml)$"
)
"""Parts that the reader of cells ignores."""
_ERROR_CELL: Final = regex(
    rb"""(<(?:[\w.-]+:)?c\s(?>[^<>]*\bt=["']e["'])[^<>]*>(?:<(?:[\w.-]+:)?f[^<>]*/>|<(?:[\w.-]+:)?f[^<>]*>"""
    rb"""[^<]*</(?:[\w.-]+:)?f>)?<(?:[\w.-]+:)?v>)[^<]*"""
)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_ENCODING: Final = regex(rb"""<\?xml[^>]*?encoding=["']([\w.-]+)""")
_DECLARATION: Final = regex(r"""^(\ufeff?<\?xml[^>]*?encoding=)(["'])[^"']*["']""")
_DOCTYPE: Final = regex(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_declarations() -> NoReturn:
    """Raise CannotRead: a part declares entities, which no spreadsheet program does."""
    raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")


class Package:
    """A package held in memory.

    Raises CannotRead when it is damaged or would unpack too far.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._heads: dict[str, bytes] = {}
        self._unpacked: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._infos = archive.infolist()
        except DAMAGED_ZIP:
            raise CannotRead(
                f"文件不完整（可能没有传完）或已损坏。请重新发送；能打开的，{SAVE_AS}"
            ) from None
        self._members = {info.filename.replace("\\", "/"): info for info in self._infos}
        size = sum(self._members[name].file_size for name in self._needed())
        if size > LARGEST:
            raise CannotRead(
                f"展开后约{size // (1024 * 1024)}MB，超过{LARGEST // (1024 * 1024)}MB，"
                "为免拖垮电脑没有读取。请拆成几个文件，或把有数据的部分复制到新文件再检查"
            )
        if any(info.flag_bits & 1 for info in self._members.values()):
            raise CannotRead("压缩包设有密码。请解压并去掉密码后再检查")
        if size <= _SMALL:
            self._unpacked = dict(self._sound_parts())

    @property
    def names(self) -> list[str]:
        """The parts, with forward slashes."""
        return list(self._members)

    def size(self, name: str) -> int:
        """Return the bytes that a part declares to unpack to."""
        return self._members[name].file_size

    def head(self, name: str) -> bytes:
        """Return the first bytes of a part, of which no more is unpacked."""
        if name not in self._heads:
            self._heads[name] = next(self.chunks(name, _HEAD), b"")[:_HEAD]
        return self._heads[name]

    def chunks(self, name: str, size: int = _CHUNK) -> Iterator[bytes]:
        """Yield a part a megabyte at a time, and never more than it declares."""
        if name in self._unpacked:
            yield self._unpacked[name]
            return
        info = self._members[name]
        header = self.content[info.header_offset : info.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise CannotRead(f"文件不完整或已损坏。{SAVE_AS}")
        start = info.header_offset + _LOCAL_HEADER
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = memoryview(self.content)[start : start + info.compress_size]
        stored = info.compress_type == zipfile.ZIP_STORED
        total = 0
        for piece in iter([bytes(packed)]) if stored else _inflate(packed, info, size):
            total += len(piece)
            if total > info.file_size:
                raise CannotRead(f"压缩包声明的大小与实际不符，文件已损坏或被改动。{SAVE_AS}")
            yield piece

    def utf8_chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part as ``chunks`` does, one in UTF-16 turned into UTF-8."""
        if self.head(name)[:2] in _UTF_16:
            yield in_utf8(self.read(name), "replace")
        else:
            yield from self.chunks(name)

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        return b"".join(self.chunks(name))

    def has_marked_runs(self, name: str) -> bool:
        """Return True if a part has runs of text that are raised or struck out.

        A part of many megabytes holds data, and is not searched.
        """
        if name not in self._members or self.size(name) > _SEARCHED:
            return False
        content = self.read(name)
        return any(mark in content for mark in _RUN_MARKS)

    def refuse_entities(self, name: str) -> None:
        """Raise CannotRead if a part declares entities, as no spreadsheet program does."""
        if name in self._members:
            head = self.head(name)
            if head[:2] in _UTF_16:
                head = head.decode("utf-16", "replace").encode()
            if _DOCTYPE.search(head):
                refuse_declarations()

    def repaired(self) -> bytes:
        """Return the package with its parts as the reader expects them.

        Some programs write back-slashes in relations, and parts in UTF-16.  Both are sound, and with
        either the reader finds no sheets.
        """
        replaced: dict[str, bytes] = {}
        for name, info in self._members.items():
            if not name.endswith((".xml", ".rels")):
                continue
            if self.head(name)[:2] in _UTF_16:
                replaced[name] = in_utf8(self.read(name), "replace")
            elif name.endswith(".rels") and info.file_size < _CHUNK:
                relations = self.read(name)
                if b"\\" in relations:
                    replaced[name] = relations.replace(b"\\", b"/")
        if not replaced and all("\\" not in info.filename for info in self._infos):
            return self.content
        return self._with(replaced)

    def with_known_errors(self, part: str) -> bytes:
        """Return the package with a sheet's error values as one that the reader knows."""
        return self._with({part: _ERROR_CELL.sub(rb"\1#VALUE!", self.read(part))})

    def _sound_parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the parts that can be unpacked.

        The defect of another is raised when it is read.
        """
        for name in self._needed():
            try:
                yield name, self.read(name)
            except CannotRead:
                continue

    def _needed(self) -> list[str]:
        """Return the parts that the reader does not ignore."""
        return [name for name in self._members if not _MEDIA.search(name)]

    def _with(self, replaced: Mapping[str, bytes]) -> bytes:
        """Return the package with some parts replaced, and without ignored ones."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name in self._needed():
                archive.writestr(name, replaced.get(name) or self.read(name))
        return target.getvalue()


def _inflate(packed: memoryview, info: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
    """Yield a member in pieces of ``size`` bytes at most."""
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise CannotRead(f"压缩方式不是电子表格所用的，读不了。{SAVE_AS}")
    inflater = zlib.decompressobj(-15)
    try:
        for start in range(0, len(packed), _CHUNK // 4):
            rest: bytes | memoryview = packed[start : start + _CHUNK // 4]
            while rest and not inflater.eof:
                piece = inflater.decompress(rest, size)
                rest = inflater.unconsumed_tail
                if piece:
                    yield piece
        if tail := inflater.flush():
            yield tail
        if not inflater.eof:
            raise CannotRead(f"文件不完整（可能没有传完）。请重新发送；能打开的，{SAVE_AS}")
    except zlib.error:
        raise CannotRead(f"文件不完整或已损坏。{SAVE_AS}") from None


def in_utf8(part: bytes, errors: str = "strict") -> bytes:
    """Return a part in UTF-8, whatever encoding it is in or declares.

    Raises UnicodeError for text that is not in it, and LookupError for an unknown one.
    """
    declared = _ENCODING.match(part)
    if part[:2] in _UTF_16:
        encoding = "utf-16"
    elif declared is None or declared[1].lower() in (b"utf-8", b"utf8"):
        return part
    else:
        encoding = declared[1].decode("ascii")
    text = part.decode(encoding, errors)
    return _DECLARATION.sub(r"\1\2UTF-8\2", text, count=1).encode()
