"""Workbooks with a password to open them."""

from __future__ import annotations

from io import BytesIO

import msoffcrypto  # type: ignore[import-untyped]  # the library has no types
from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]  # as above

from ruralskills.errors import NEEDS_PASSWORD, SAVE_AS, CannotRead


def unlocked(content: bytes, password: str) -> bytes:
    """Return the content without its encryption.  Raises CannotRead without the right password."""
    if not password:
        raise CannotRead(NEEDS_PASSWORD)
    target = BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(BytesIO(content))
        locked.load_key(password=password)
        locked.decrypt(target)
    except InvalidKeyError:
        raise CannotRead("打开密码不对。请核对密码后再试") from None
    except Exception as error:  # whatever the library raises, the file is what is wrong
        raise CannotRead(f"设有密码，但解不开，文件可能已损坏。{SAVE_AS}") from error
    return target.getvalue()


def unlocked_if_locked(content: bytes, password: str) -> bytes:
    """The same for an old xls, which looks alike with and without a password."""
    try:
        locked = msoffcrypto.OfficeFile(BytesIO(content))
        encrypted = bool(locked.is_encrypted())
    except Exception:  # as above; the reader will say what is wrong
        return content
    return unlocked(content, password) if encrypted else content


def relocked(content: bytes, password: str) -> bytes:
    """Return an xlsx encrypted again with the password that it had (the agile way of Office)."""
    target = BytesIO()
    plain = msoffcrypto.OfficeFile(BytesIO(content))
    plain.encrypt(password, target)
    return target.getvalue()
