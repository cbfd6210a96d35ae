"""A small writer of Parquet for flat tables of whole numbers.

DuckDB takes several times as long to write so few rows, and every worker process would have to load
it; this needs no library. Columns are stored plainly and packed by gzip, in groups of rows that a reader can take side by
side. The footer is a structure in Thrift's compact encoding, of which this is the part that is used.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from ruralskills.rollups.records import Numbers

ROWS_A_GROUP: Final = 122_880
"""Rows of a group, as many as DuckDB takes at a time."""
_MAGIC: Final = b"PAR1"
_LENGTH_BYTES: Final = 4
_GZIP, _GZIP_WINDOW, _FASTEST = 2, 31, 1
_PLAIN, _RLE, _REQUIRED, _DATA_PAGE = 0, 3, 0, 0
_INT32, _INT64 = 1, 2
_KINDS: Final = {
    "int8": (_INT32, 15),
    "int16": (_INT32, 16),
    "int32": (_INT32, 17),
    "int64": (_INT64, 18),
    "uint64": (_INT64, 14),
}
"""By kind of number, the type that Parquet stores and the code of its meaning."""
_STORED: Final[dict[int, Any]] = {_INT32: "<i4", _INT64: "<i8"}

_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_LONG_LIST: Final = 15
_END: Final = b"\0"
_Value = tuple[int, bytes]
"""The type of a value in Thrift, and its bytes."""


def parquet_file(columns: Mapping[str, Numbers], name: str, value: bytes) -> bytes:
    """Return the file of some columns, with a value under a name beside them."""
    count = len(next(iter(columns.values())))
    pieces, groups, at = [_MAGIC], [], len(_MAGIC)
    for first in range(0, count, ROWS_A_GROUP):
        rows, chunks, size = min(ROWS_A_GROUP, count - first), [], 0
        for field, numbers in columns.items():
            page, unpacked = _page(numbers[first : first + ROWS_A_GROUP])
            chunks.append(_chunk(field, numbers.dtype.name, rows, at, unpacked, page))
            pieces.append(page)
            at += len(page)
            size += unpacked
        groups.append(
            _struct((1, _list(_STRUCT, chunks)), (2, _number(_I64, size)), (3, _number(_I64, rows)))
        )
    fields = [_field(field, numbers.dtype.name) for field, numbers in columns.items()]
    root = _struct((4, _text("records")), (5, _number(_I32, len(fields))))
    pair = _struct((1, _text(name)), (2, _text(value)))
    footer = _struct(
        (1, _number(_I32, 1)),
        (2, _list(_STRUCT, [root, *fields])),
        (3, _number(_I64, count)),
        (4, _list(_STRUCT, groups)),
        (5, _list(_STRUCT, [pair])),
    )
    return b"".join((*pieces, footer, len(footer).to_bytes(_LENGTH_BYTES, "little"), _MAGIC))


def value_beside(content: bytes, name: str) -> bytes:
    """Return the value under a name in a file of ours, empty where there is none."""
    end = len(content) - len(_MAGIC) - _LENGTH_BYTES
    if end < 0 or not content.endswith(_MAGIC):
        return b""
    start = end - int.from_bytes(content[end : end + _LENGTH_BYTES], "little")
    key = _fields((1, _text(name)), (2, (_BINARY, b"")))
    at = content.rfind(key, max(start, 0), end)
    if at < 0:
        return b""
    size, at = _read_varint(content, at + len(key))
    return content[at : at + size]


def _page(numbers: Numbers) -> tuple[bytes, int]:
    """Return a page of numbers with its header, and how long it would be unpacked."""
    plain = numbers.astype(_STORED[_KINDS[numbers.dtype.name][0]]).tobytes()
    packer = zlib.compressobj(_FASTEST, zlib.DEFLATED, _GZIP_WINDOW)
    packed = packer.compress(plain) + packer.flush()
    header = _struct(
        (1, _number(_I32, _DATA_PAGE)),
        (2, _number(_I32, len(plain))),
        (3, _number(_I32, len(packed))),
        (5, (_STRUCT, _plain_numbers(len(numbers)))),
    )
    return header + packed, len(header) + len(plain)


@lru_cache(maxsize=64)
def _plain_numbers(count: int) -> bytes:
    """Return what the header of a page says of its numbers."""
    levels = _number(_I32, _RLE)
    return _struct((1, _number(_I32, count)), (2, _number(_I32, _PLAIN)), (3, levels), (4, levels))


def _chunk(field: str, kind: str, rows: int, at: int, unpacked: int, page: bytes) -> bytes:
    """Return what the footer says of a column of a group of rows."""
    about = _fields(
        (5, _number(_I64, rows)),
        (6, _number(_I64, unpacked)),
        (7, _number(_I64, len(page))),
        (9, _number(_I64, at)),
        after=4,
    )
    whole = _STRUCT, _stored(field, kind) + about + _END
    return _struct((2, _number(_I64, at)), (3, whole))


@lru_cache(maxsize=64)
def _stored(field: str, kind: str) -> bytes:
    """Return how a column is stored, the first fields of what the footer says of it."""
    return _fields(
        (1, _number(_I32, _KINDS[kind][0])),
        (2, _list(_I32, [_number(_I32, each)[1] for each in (_PLAIN, _RLE)])),
        (3, _list(_BINARY, [_text(field)[1]])),
        (4, _number(_I32, _GZIP)),
    )


@lru_cache(maxsize=64)
def _field(field: str, kind: str) -> bytes:
    """Return what the schema says of a column."""
    stored, meaning = _KINDS[kind]
    return _struct(
        (1, _number(_I32, stored)),
        (3, _number(_I32, _REQUIRED)),
        (4, _text(field)),
        (6, _number(_I32, meaning)),
    )


def _struct(*fields: tuple[int, _Value]) -> bytes:
    """Return a structure, whose fields come in the order of their numbers."""
    return _fields(*fields) + _END


def _fields(*fields: tuple[int, _Value], after: int = 0) -> bytes:
    """Return fields of a structure that come after the one with a number."""
    found = b""
    for number, (kind, content) in fields:
        found += bytes(((number - after) << 4 | kind,)) + content
        after = number
    return found


def _list(kind: int, items: Sequence[bytes]) -> _Value:
    count = len(items)
    if count < _LONG_LIST:
        head = bytes([count << 4 | kind])
    else:
        head = bytes([_LONG_LIST << 4 | kind]) + _varint(count)
    return _LIST, head + b"".join(items)


def _text(text: str | bytes) -> _Value:
    content = text.encode() if isinstance(text, str) else text
    return _BINARY, _varint(len(content)) + content


def _number(kind: int, number: int) -> _Value:
    """Return a whole number. Its lowest bit is for negative ones, which there are not."""
    return kind, _varint(number << 1)


def _varint(number: int) -> bytes:
    """Return a number seven bits a byte, the lowest first."""
    if number < 0x80:
        return bytes((number,))
    return bytes((number & 0x7F | 0x80,)) + _varint(number >> 7)


def _read_varint(content: bytes, at: int) -> tuple[int, int]:
    """Return a number and the position behind it."""
    number = shift = 0
    while content[at] & 0x80:
        number |= (content[at] & 0x7F) << shift
        shift, at = shift + 7, at + 1
    return number | content[at] << shift, at + 1
