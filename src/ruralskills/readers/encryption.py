"""Workbooks with a password to open them."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZipFile

import msoffcrypto  # type: ignore[import-untyped]  # the library has no types
from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]  # as above

from ruralskills.errors import NEEDS_PASSWORD, SAVE_AS, CannotRead

_SHORTEST: Final = 4096


def decrypt(content: bytes, password: str) -> bytes:
    """Return the content without its encryption.

    Raises CannotRead without the right password.
    """
    if not password:
        raise CannotRead(NEEDS_PASSWORD)
    target = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        file.load_key(password=password)
        file.decrypt(target)
    except InvalidKeyError:
        raise CannotRead("打开密码不对。请核对密码后再试") from None
    except Exception as error:  # whatever the library raises, the file is at fault
        raise CannotRead(f"设有密码，但解不开，文件可能已损坏。{SAVE_AS}") from error
    return target.getvalue()


def decrypt_xls(content: bytes, password: str) -> bytes:
    """Return an old xls without its encryption, if it has any.

    It looks alike with and without.
    """
    try:
        file = msoffcrypto.OfficeFile(BytesIO(content))
        encrypted = bool(file.is_encrypted())
    except Exception:  # as above; the reader will report it
        return content
    return decrypt(content, password) if encrypted else content


def encrypt(content: bytes, password: str) -> bytes:
    """Return an xlsx encrypted with a password, by the agile method of Office.

    Streams below 4096 bytes stand elsewhere in such a file, which the library forgets: a comment
    of blanks at the end of the zip makes a small package long enough.
    """
    source, target = BytesIO(content), BytesIO()
    if len(content) < _SHORTEST:
        with ZipFile(source, "a") as package:
            package.comment = b" " * _SHORTEST
    msoffcrypto.OfficeFile(source).encrypt(password, target)
    return target.getvalue()
