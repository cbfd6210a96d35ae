"""The headers and titles of our reports, by which a report in a folder is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

FINDINGS: Final = (
    "编号", "性质", "级别", "规则", "问题", "文件", "工作表", "单元格", "行", "列名", "单位", "村",
    "姓名", "现填", "说明", "建议", "依据", "位置",
)  # fmt: skip
"""The headers of the findings as csv."""
WAIVED: Final = "豁免"
FINGERPRINT: Final = "核对码"
"""The header of the hidden column by which a returned line is matched."""
PROBLEM_LIST: Final = (
    "编号", "村·姓名", "后四位", "表与位置", "性质", "存在问题", "建议", "依据", "整改情况\n（镇填）",
    "核销\n（县填）", "代码", FINGERPRINT,
)  # fmt: skip
"""The headers of a list of problems, the same in every workbook."""
_EARLIER_LIST: Final = (
    "编号", "村（社区）", "姓名", "身份证号\n（后四位）", "表名", "位置", "性质", "存在问题", "现填", "建议",
    "依据", "整改期限", "整改情况\n（镇填）", "核销\n（县填）", "代码",
)  # fmt: skip
"""The headers that the list of one unit had."""
ADVICE: Final = ("常见问题", "处数", "例如", "怎样填对", "依据")
"""The headers of the most frequent kinds of problems in a workbook."""
SUMMARY_TITLE: Final = "台账问题汇总"
_AROUND: Final = "\ufeff "
_MARK: Final = "由ruralskills写出"


def is_own_report(rows: Iterable[Sequence[object]]) -> bool:
    """Return True if a sheet that begins with these rows is a report of ours.

    Columns that somebody has added make it something else, such as a list of waivers.

    >>> is_own_report([FINDINGS]), is_own_report([(*FINDINGS, "豁免理由")]), is_own_report([("编号",)])
    (True, False, False)
    """
    return any(map(_is_own, rows))


def _is_own(row: Sequence[object]) -> bool:
    texts = ("" if cell is None else str(cell).strip(_AROUND) for cell in row)
    cells = tuple(text for text in texts if text)
    if cells[: len(FINDINGS)] == FINDINGS:
        more = cells[len(FINDINGS) :]
        return all(cell == WAIVED or cell.startswith(_MARK) for cell in more)
    return cells in (PROBLEM_LIST, PROBLEM_LIST[:-1], _EARLIER_LIST, ADVICE, (SUMMARY_TITLE,))
