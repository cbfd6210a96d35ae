"""The zip around a workbook: how large it grows, whether it lies, and its parts as bytes."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, NoReturn

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.text.lazy_regex import regex

LARGEST: Final = 400 * 1024 * 1024
"""Bytes of XML that a workbook may unfold to: some 400,000 rows of 25 columns."""
_SMALL: Final = 4 * 1024 * 1024
"""Bytes of XML that are kept unfolded, so that they are unfolded only once."""
_CHUNK: Final = 1 << 20
_HEAD: Final = 4096
_LOCAL_HEADER: Final = 30
_MEDIA: Final = regex(
    r"(?i)(^|/)(media|embeddings|printersettings|activex)/|\.(png|jpe?g|gif|emf|wmf|bin|vml)$"
)
_ERROR_CELL: Final = regex(
    rb"""(<(?:[\w.-]+:)?c\s[^>]*\bt=["']e["'][^>]*>(?:<(?:[\w.-]+:)?f[^>]*/>|<(?:[\w.-]+:)?f[^>]*>"""
    rb"""[^<]*</(?:[\w.-]+:)?f>)?<(?:[\w.-]+:)?v>)[^<]*"""
)
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_ENCODING: Final = regex(rb"""<\?xml[^>]*?encoding=["']([\w.-]+)""")
_DOCTYPE: Final = regex(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_declarations() -> NoReturn:
    """Say that a part declares what no spreadsheet program does."""
    raise CannotRead(f"文件内含有表格软件不会写入的实体声明，为安全起见没有读取。{SAVE_AS}")


class Package:
    """An opened package.  Raises CannotRead when it would unfold too far or is damaged."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._heads: dict[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._infos = archive.infolist()
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
            raise CannotRead(
                f"文件不完整（可能没有传完）或已损坏。请重新发送；能打开的，{SAVE_AS}"
            ) from None
        self._members = {info.filename.replace("\\", "/"): info for info in self._infos}
        unfolded = sum(
            info.file_size for name, info in self._members.items() if not _MEDIA.search(name)
        )
        if unfolded > LARGEST:
            raise CannotRead(
                f"展开后约{unfolded // (1024 * 1024)}MB，超过{LARGEST // (1024 * 1024)}MB，"
                "为免拖垮电脑没有读取。请拆成几个文件，或把有数据的部分复制到新文件再检查"
            )
        if any(info.flag_bits & 1 for info in self._members.values()):
            raise CannotRead("压缩包设有密码。请解压并去掉密码后再检查")
        if unfolded <= _SMALL:
            self._kept = dict(self._unfolded())

    @property
    def names(self) -> list[str]:
        """The members, with forward slashes."""
        return list(self._members)

    def head(self, name: str) -> bytes:
        """The first bytes of a member, unfolded no further."""
        if name not in self._heads:
            self._heads[name] = next(self.chunks(name, _HEAD), b"")[:_HEAD]
        return self._heads[name]

    def chunks(self, name: str, size: int = _CHUNK) -> Iterator[bytes]:
        """Yield a member unfolded, a megabyte at a time, and never more than it declares."""
        if name in self._kept:
            yield self._kept[name]
            return
        info = self._members[name]
        header = self.content[info.header_offset : info.header_offset + _LOCAL_HEADER]
        if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
            raise CannotRead(f"文件不完整或已损坏。{SAVE_AS}")
        start = info.header_offset + _LOCAL_HEADER
        start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = memoryview(self.content)[start : start + info.compress_size]
        pieces = iter([bytes(packed)]) if info.compress_type == 0 else _inflated(packed, info, size)
        total = 0
        for piece in pieces:
            total += len(piece)
            if total > info.file_size:
                raise CannotRead(f"压缩包声明的大小与实际不符，文件已损坏或被改动。{SAVE_AS}")
            yield piece

    def read(self, name: str) -> bytes:
        """A member unfolded whole."""
        return b"".join(self.chunks(name))

    def refuse_entities(self, name: str) -> None:
        """Raise CannotRead when a part declares entities: no spreadsheet program writes them."""
        if name in self._members and _DOCTYPE.search(self.head(name)):
            refuse_declarations()

    def repaired(self) -> bytes:
        """The package with its parts as readers expect them.

        Some programs write back-slashes in relations and parts in UTF-16; both are sound, and
        both leave the reader with no sheets.  Where there is nothing to mend, the content itself.
        """
        mended: dict[str, bytes] = {}
        for name, info in self._members.items():
            if not name.endswith((".xml", ".rels")):
                continue
            if self.head(name)[:2] in _UTF_16:
                mended[name] = in_utf8(self.read(name), "replace")
            elif name.endswith(".rels") and info.file_size < _CHUNK:
                relations = self.read(name)
                if b"\\" in relations:
                    mended[name] = relations.replace(b"\\", b"/")
        if not mended and all("\\" not in i.filename for i in self._infos):
            return self.content
        return self._with(mended)

    def _unfolded(self) -> Iterator[tuple[str, bytes]]:
        """Yield the sound parts; what is wrong with another is said when it is needed."""
        for name in self._needed():
            try:
                yield name, b"".join(self.chunks(name))
            except CannotRead:
                continue

    def _needed(self) -> list[str]:
        """The members but those that the reader passes over."""
        return [name for name in self._members if not _MEDIA.search(name)]

    def with_known_errors(self, part: str) -> bytes:
        """The package with each error value of a sheet as one that the reader knows."""
        known = _ERROR_CELL.sub(rb"\1#VALUE!", self.read(part))
        return self._with({part: known})

    def _with(self, mended: Mapping[str, bytes]) -> bytes:
        """The package with some of its parts replaced, and without what the reader passes over."""
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name in self._needed():
                archive.writestr(name, mended.get(name) or self.read(name))
        return target.getvalue()


def _inflated(packed: memoryview, info: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
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
    """A part in UTF-8, whatever encoding it is in or says that it is in.

    Raises UnicodeError and LookupError.
    """
    declared = _ENCODING.match(part)
    if part[:2] in _UTF_16:
        encoding = "utf-16"
    elif declared is None or declared[1].lower() in (b"utf-8", b"utf8"):
        return part
    else:
        encoding = declared[1].decode("ascii")
    text = part.decode(encoding, errors)
    return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', text, count=1).encode()
