"""What each peer must be told by hand about the workbook, and what it may hold.

The header stands in rows 3 and 4 and the records begin in row 5; they end at the row that says
合计, and what follows is signatures.
"""

from __future__ import annotations

FIRST_ROW = 5
TOTAL = "合计"
COLUMNS = [
    "number",
    "township",
    "village",
    "name",
    "sex",
    "identity",
    "phone",
    "education",
    "recognised",
    "households",
    "poor",
    "people",
]
SUMMED = ["households", "poor", "people"]
REQUIRED = ["name", "sex", "identity", "phone", "education", "recognised", *SUMMED]
"""The figures are among them because a peer sees a cell with an error value as a blank one."""

SEXES = ["男", "女"]
EDUCATION = [
    "文盲", "半文盲", "小学", "初中", "高中", "中专", "职高", "技校", "大专", "本科", "本科及以上",
    "研究生", "硕士", "博士",
]  # fmt: skip
IDENTITY = r"^\d{17}[\dX]$"
PHONE = r"^1[3-9]\d{9}$"
DATE_FORMATS = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHARACTERS = "10X98765432"


def report(row: object, rule: object) -> None:
    """Print one finding: the row as Excel shows it, and the rule."""
    print(row, rule, sep="\t")
