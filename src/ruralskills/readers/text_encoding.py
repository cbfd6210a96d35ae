"""The encoding of a text, known by its bytes even where some of them are damaged."""

from __future__ import annotations

import codecs
from typing import Final

_CHUNK: Final = 1 << 16
_AROUND: Final = 1 << 19
"""Bytes on each side of the first damaged one that are looked at."""
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
REPLACEMENT: Final = "\ufffd"
"""The character that stands for bytes that are none."""
_LONGEST_RUN: Final = 400
_STRANGE: Final = (REPLACEMENT, *map(chr, (*range(1, 9), *range(14, 32))))


def encoding_of(content: bytes) -> str:
    r"""Return the encoding of a text: UTF-16, UTF-8, else GB18030.

    A few damaged bytes make no other encoding of UTF-8: of a text in GB18030 hardly any character
    reads as UTF-8, of a damaged text in UTF-8 hardly any does not.

    >>> encoding_of("姓名".encode("gbk")), encoding_of("姓名".encode()), encoding_of(b"\xff\xfe")
    ('gb18030', 'utf-8-sig', 'utf-16')
    >>> encoding_of("姓名,住\ufffd".encode()[:-1]), encoding_of("姓名,1".encode("utf-16-le"))
    ('utf-8-sig', 'utf-16-le')
    """
    if content.startswith(_UTF_16_MARKS):
        return "utf-16"
    if unmarked := _unmarked_utf_16(content[:4096]):
        return unmarked
    damaged = _first_damage(content)
    if damaged is None:
        return "utf-8-sig"
    around = content[max(0, damaged - _AROUND) : damaged + _AROUND].decode("utf-8", "replace")
    bad = around.count(REPLACEMENT)
    sound = len(around) - len(around.encode("ascii", "ignore")) - bad
    return "utf-8-sig" if sound >= 3 * bad else "gb18030"


def decoded(content: bytes, encoding: str) -> str:
    r"""Return bytes as text, each damaged character as one that stands for it.

    >>> decoded("姓名".encode("gbk").replace(b"\xd0", b"\xff"), "gb18030")
    '\ufffd名'
    """
    return content.decode(encoding, errors_of(encoding))


def errors_of(encoding: str) -> str:
    """Return the name of the treatment of damaged characters."""
    return _PAIRS if encoding == "gb18030" else "replace"


def _replace_pair(error: UnicodeError) -> tuple[str, int]:
    """Replace a half or whole pair, so that whole pairs are left up to ASCII.

    Otherwise one damaged byte would shift every character behind it by half.
    """
    assert isinstance(error, UnicodeDecodeError)  # nothing is encoded with it
    run = error.object[error.start : error.start + _LONGEST_RUN]
    length = next((n for n, byte in enumerate(run) if byte < 0x80), len(run))
    is_pair = length % 2 == 0 and 0 < length < _LONGEST_RUN
    return REPLACEMENT, error.start + (2 if is_pair else 1)


_PAIRS: Final = "ruralskills.pairs"
codecs.register_error(_PAIRS, _replace_pair)


def _unmarked_utf_16(head: bytes) -> str:
    """Return which UTF-16 bytes are that do not say so, empty for other bytes.

    Digits, commas and line ends have a nought as their upper byte, other bytes rarely are one.
    """
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 20 < len(head) or min(first, second) * 4 > max(first, second):
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _first_damage(content: bytes) -> int | None:
    """Return the place of the first bytes that are no UTF-8, None if all are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(content), _CHUNK):
        end = start + _CHUNK
        try:
            decoder.decode(content[start:end], final=end >= len(content))
        except UnicodeDecodeError as error:
            return start + error.start
    return None


def is_text(head: bytes) -> bool:
    r"""Return True if the first bytes of a file are text with marks between cells.

    >>> is_text("姓名|村\n".encode("gbk")), is_text("姓名\n".encode()), is_text(b"\x00\x01,\x02")
    (True, False, False)
    """
    text = decoded(head, encoding_of(head))
    strange = sum(map(text.count, _STRANGE))
    return "\x00" not in text and strange * 20 <= len(text) and any(m in text for m in ",\t;|")
