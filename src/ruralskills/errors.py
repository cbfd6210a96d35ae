"""Errors that an office can put right, and the sentences that several of them end with."""

from __future__ import annotations

from typing import Final


class OfficeError(ValueError):
    """A defect that an office can put right; the message says in Chinese what it is."""


class CannotRead(OfficeError):
    """A file or sheet that cannot be read; the message says why and what to do."""


class CannotWrite(OfficeError):
    """A copy that cannot be written; the message says why and what to do, in a line."""


SAVE_AS: Final = "请用WPS或Excel打开后另存为“.xlsx”再检查"
"""Way out for nearly every file that a program cannot read and a person can open."""

NEEDS_PASSWORD: Final = "文件设有打开密码。请去掉密码另存，或用 --password 给出密码"
"""Message about a workbook that cannot be opened without its password."""
