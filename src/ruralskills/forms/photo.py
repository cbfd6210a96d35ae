"""Photographs of applicants, cropped to the frame and never distorted."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Final

from msgspec import Struct

from ruralskills.errors import OfficeError
from ruralskills.readers.content import content_of

SUFFIXES: Final = (".jpg", ".jpeg", ".png")
WIDTH: Final = 25.0
HEIGHT: Final = 35.0
"""The frame in millimetres."""
_LARGEST: Final = 10 * 1024 * 1024
_MOST_PIXELS: Final = 50_000_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""Markers of JPEG that give the size."""
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of JPEG without a length."""
_ROTATIONS: Final = {3: 180, 6: 90, 8: 270}
"""Degrees clockwise by the orientation that a camera has noted (Exif 0x0112)."""


class PhotoError(OfficeError):
    """A photograph that cannot go into a form. The message names the file."""


class Photo(Struct, frozen=True):
    """A photograph in its own bytes, with its size and the turn that sets it upright."""

    content: bytes
    width: int
    height: int
    rotation: int = 0

    @property
    def crop(self) -> tuple[float, float]:
        """The share to cut off at each side, and at top and bottom, if upright."""
        width, height = self.width, self.height
        if self.rotation in (90, 270):
            width, height = height, width
        ratio = WIDTH / HEIGHT
        if width > height * ratio:
            return (1 - height * ratio / width) / 2, 0.0
        return 0.0, (1 - width / ratio / height) / 2


def read_photo(path: Path) -> Photo:
    """Return the photograph in a file.  Raises PhotoError."""
    size = path.stat().st_size
    if size > _LARGEST:
        raise PhotoError(f"{path.name}：照片有{size >> 20}MB，超过10MB，请压缩后再用")
    photo = _parsed(content_of(path))
    if photo is None:
        raise PhotoError(f"{path.name}：不是完整的jpg或png照片，请重新保存")
    if photo.width * photo.height > _MOST_PIXELS:
        raise PhotoError(f"{path.name}：照片超过5000万像素，请缩小后再用")
    return photo


def _parsed(content: bytes) -> Photo | None:
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
    except (struct.error, IndexError):
        pass
    return None


def _png(content: bytes) -> Photo | None:
    """Return a PNG all of whose chunks are sound."""
    at, kinds = len(_PNG), []
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind = content[at + 4 : at + 8]
        (checksum,) = struct.unpack_from(">I", content, at + 8 + length)
        if zlib.crc32(content[at + 4 : at + 8 + length]) != checksum:
            return None
        kinds.append(kind)
        at += 12 + length
        if kind == b"IEND":
            break
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return Photo(content, width, height) if width and height else None


def _jpeg(content: bytes) -> Photo | None:
    """Return a JPEG that has a size, data and an end."""
    at, size, rotation = 2, None, 0
    while True:
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _BARE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at + 4 : at + 2 + length]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 1)
            size = width, height
        elif marker == 0xE1 and segment.startswith(b"Exif\0\0"):
            rotation = _rotation(segment[6:])
        elif marker == 0xDA:
            break
        at += 2 + length
    if size is None or not all(size) or b"\xff\xd9" not in content[-4096:]:
        return None
    return Photo(content, *size, rotation)


def _rotation(tiff: bytes) -> int:
    order = "<" if tiff.startswith(b"II") else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(min(count, 200)):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
        if tag == 0x0112:
            return _ROTATIONS.get(value, 0)
    return 0
