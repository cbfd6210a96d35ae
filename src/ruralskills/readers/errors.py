"""The one way in which reading a file fails: a line for the office."""


class CannotRead(Exception):
    """A file or sheet that cannot be read; the message says why and what to do, in Chinese."""


SAVE_AS = "请用WPS或Excel打开后另存为“.xlsx”再检查"
"""What helps with nearly every file that a program cannot read and a person can open."""

ASK = "文件设有打开密码。请去掉密码另存，或用 --password 给出密码"
"""What to say of a workbook that nobody can open without its password."""
