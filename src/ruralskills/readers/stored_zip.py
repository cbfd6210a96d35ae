"""A zip in which nothing is packed: what was unfolded once need not be unfolded again to be read."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from typing import Final

_HEAD: Final = struct.Struct("<HHHHHIIIHH")
"""Version, flags, method, time, date, CRC, size packed and unpacked, lengths of name and extra."""
_PLACE: Final = struct.Struct("<HHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_VERSION, _NAMES_IN_UTF8, _FIRST_DAY = 20, 0x800, 33


def unpacked(parts: Iterable[tuple[str, zipfile.ZipInfo, bytes]]) -> bytes:
    """Return a zip of parts, each under the checksum it came with: the reader compares that."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, info, content in parts:
        written = name.encode()
        size = len(content)
        head = _HEAD.pack(
            _VERSION, _NAMES_IN_UTF8, zipfile.ZIP_STORED, 0, _FIRST_DAY, info.CRC, size, size,
            len(written), 0,
        )  # fmt: skip
        pieces += [b"PK\x03\x04", head, written, content]
        directory += [b"PK\x01\x02\x14\x00", head, _PLACE.pack(0, 0, 0, 0, at), written]
        at += 4 + _HEAD.size + len(written) + size
    listed = b"".join(directory)
    count = len(directory) // 4
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return b"".join([*pieces, listed, end])
