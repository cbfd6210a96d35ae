"""Errors that an office can put right, and sentences that several of them share."""

from __future__ import annotations

from typing import Final


class OfficeError(ValueError):
    """A defect that an office can put right. The message, in Chinese, says what it is."""


class CannotRead(OfficeError):
    """A file or sheet that cannot be read. The message says why and what to do."""


class CannotWrite(OfficeError):
    """A copy that cannot be written. The message says in one line why and what to do."""


SAVE_AS: Final = "请用WPS或Excel打开后另存为“.xlsx”再检查"
"""The remedy for nearly every file that people can open and the program cannot."""

CUT_SHORT: Final = "文件末尾不完整，多半没有传完，后面可能还有没收到的行。请重新发送"
"""Remark on a file that ends before it should, of which what is there was read."""

NEEDS_PASSWORD: Final = "文件设有打开密码。请去掉密码另存，或用 --password 给出密码"
"""Message about a workbook that cannot be opened without its password."""

NO_RIGHT: Final = "没有读取权限，或文件正被占用。请关闭正在打开它的程序后再试"
"""Message about a file that the system does not let us read."""

NO_RIGHT_TO_FOLDER: Final = "没有读取权限，看不到里面的文件。请核对这个文件夹的权限"
"""Message about a folder that the system does not let us list."""

IS_DEVICE: Final = "这是管道或设备，不是普通文件。请给出文件本身"
"""Message about a path that is neither a file nor a folder."""

OWN_LINK: Final = "这是指向自己的链接，找不到文件。请给出文件本身"
"""Message about a link that leads to itself."""

REPRODUCE: Final = "请在能公开的空白样表上重现后反馈，不要发送台账"
"""The remedy for an error of the program: nobody is asked for personal data."""
