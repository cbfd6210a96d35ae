"""Workbooks with a password, of any size."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from builders.corpus.xlsx import book, packed
from ruralskills.errors import CannotRead
from ruralskills.readers.encryption import decrypt, encrypt


def stored(size: int) -> bytes:
    """A package of about so many bytes."""
    target = BytesIO(packed(book()))
    with ZipFile(target, "a") as package:
        package.writestr("customXml/item1.xml", b"x" * size)
    return target.getvalue()


@pytest.mark.parametrize(
    "content", [packed(book()), *map(stored, (0, 1, 15, 1500, 1800, 2000, 9000))]
)
def test_what_is_encrypted_is_read_again(content: bytes) -> None:
    closed = encrypt(content, "密码1")
    opened = decrypt(closed, "密码1")
    with ZipFile(BytesIO(content)) as before, ZipFile(BytesIO(opened)) as after:
        assert {n: before.read(n) for n in before.namelist()} == {
            n: after.read(n) for n in after.namelist()
        }
    with pytest.raises(CannotRead, match="打开密码不对"):
        decrypt(closed, "密码2")


@pytest.mark.parametrize("at", [600, 4000, -600])
def test_a_damaged_file_is_refused_in_a_line(at: int) -> None:
    closed = bytearray(encrypt(packed(book()), "密码1"))
    closed[at] ^= 0xFF
    try:
        decrypt(bytes(closed), "密码1")
    except CannotRead as error:
        assert "\n" not in str(error)
