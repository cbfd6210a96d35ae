"""Rewriting of a package with some members new, and every other byte as it was.

A member that does not change is copied with its header and its compressed bytes, in the source's
order.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO, Final

from msgspec import Struct

from ruralskills.errors import SAVE_AS, CannotRead

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_UTF8: Final = 0x800
_DEFLATED: Final = 8
_VERSION: Final = 20
_EPOCH: Final = (0, 0x21, _UTF8)
"""Midnight of 1 January 1980, the first that a zip file knows, for new members."""
_LARGE: Final = 8 << 20
"""Bytes of XML from which on speed matters more than the last tenth of the size."""


class _Entry(Struct, frozen=True):
    """A member as the directory has it."""

    name: str
    raw: bytes
    """Its entry in the directory."""
    start: int
    """Start of its header in the file."""
    end: int


class Archive:
    """A zip file held in memory, to be written again."""

    def __init__(self, content: bytes) -> None:
        """Raise CannotRead when the file cannot be written again byte for byte."""
        self._content = content
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._directory = archive.start_dir
                self._comment = archive.comment
                infos = archive.infolist()
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError):
            raise CannotRead(f"文件不完整或已损坏。{SAVE_AS}") from None
        entries = list(self._entries(infos))
        self.names = [entry.name for entry in entries]
        self._by_name = {entry.name: entry for entry in entries}
        if len(self._by_name) < len(entries) or len(content) >= 1 << 31:
            raise CannotRead(f"文件内部有重名的部分或过大，不能原样改写。{SAVE_AS}")

    def _entries(self, infos: list[zipfile.ZipInfo]) -> Iterator[_Entry]:
        starts = sorted(info.header_offset for info in infos)
        following = dict(pairwise([*starts, self._directory]))
        at = self._directory
        for info in infos:
            fields = _CENTRAL.unpack_from(self._content, at)
            size = _CENTRAL.size + sum(fields[10:13])
            raw = self._content[at : at + size]
            at += size
            if info.header_offset != fields[16] or 0xFFFFFFFF in fields[8:10]:
                raise CannotRead(f"文件的压缩方式不能原样改写。{SAVE_AS}")
            yield _Entry(info.filename, raw, info.header_offset, following[info.header_offset])

    def write(self, target: BinaryIO, members: Mapping[str, bytes | None]) -> None:
        """Write the package with some members new.

        A member that is None is left out, and added ones come last.
        """
        directory: list[bytes] = []
        for entry in self._by_name.values():
            if entry.name not in members:
                directory.append(_entry_at(entry.raw, target.tell()))
                target.write(self.member(entry.name))
            elif (new := members[entry.name]) is not None:
                name, stamp = _raw_name(entry.raw), _stamp(entry.raw)
                directory.append(_write_member(target, name, new, stamp))
        for added, new in members.items():
            if added not in self._by_name and new is not None:
                directory.append(_write_member(target, added.encode(), new, _EPOCH))
        start = target.tell()
        target.writelines(directory)
        size, count = target.tell() - start, len(directory)
        target.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, len(self._comment)))
        target.write(self._comment)

    def member(self, name: str) -> memoryview:
        """Return a member with its header, compressed, as it lies in the file."""
        entry = self._by_name[name]
        return memoryview(self._content)[entry.start : entry.end]


def _entry_at(raw: bytes, offset: int) -> bytes:
    """Return a directory entry with another offset of its member."""
    return raw[:42] + struct.pack("<L", offset) + raw[46:]


def _raw_name(raw: bytes) -> bytes:
    """Return the name in a directory entry, in whatever encoding."""
    length = struct.unpack_from("<H", raw, 28)[0]
    return raw[_CENTRAL.size : _CENTRAL.size + length]


def _stamp(raw: bytes) -> tuple[int, int, int]:
    """Return time, date and the flag for the name's encoding of a directory entry."""
    flags, _, time, date = struct.unpack_from("<4H", raw, 8)
    return time, date, flags & _UTF8


def _write_member(target: BinaryIO, name: bytes, data: bytes, stamp: tuple[int, int, int]) -> bytes:
    """Write a member and return its directory entry."""
    time, date, flags = stamp
    deflater = zlib.compressobj(1 if len(data) > _LARGE else 6, zlib.DEFLATED, -15)
    packed = deflater.compress(data) + deflater.flush()
    sums = (zlib.crc32(data), len(packed), len(data))
    offset = target.tell()
    header = (_VERSION, flags, _DEFLATED, time, date, *sums, len(name), 0)
    target.write(_LOCAL.pack(b"PK\x03\x04", *header))
    target.write(name)
    target.write(packed)
    return _CENTRAL.pack(b"PK\x01\x02", _VERSION, *header, 0, 0, 0, 0, offset) + name
