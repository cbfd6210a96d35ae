"""Rows that say that there is nothing to report: 本季度无新增, 零报告, strokes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ruralskills.detection.sheet_view import RowCells, is_figure
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import absent

_WHEN_AND_WHERE: Final = (
    r"(?:截[至止到][0-9年月日季度底末]{1,12},?"
    r"|[我本全该当此上]?(?:20[0-9]{2}年)?(?:年度?|季度?|月份?|期|次|[镇乡村县区市]|街道|社区|单位|部门|辖区|学校|公司|地区)内?"
    r"|(?:20[0-9]{2}年)?(?:第?[一二三四1-4]季度|[0-9]{1,2}月份?|[上下]半年)"
    r"|[\u4e00-\u9fff]{1,8}(?:镇|乡|街道|村|社区|县|区),?)"
)
_NONE: Final = r"(?:暂时?|均|尚|都|仍)?(?:无|没有|未有?|零)"
_OF_WHAT: Final = r"(?:新增|增加|新?发生|变动|变化|退出|报告|上报|申报|人员|情况|数据|内容|此|相关|该|符合|需要?上?报|开展|开班|举办|业务|事项)"
_NOTHING: Final = regex(
    rf"{_WHEN_AND_WHERE}{{0,4}}{_NONE}{_OF_WHAT}[\u4e00-\u9fff]{{0,12}}[。.!]?"
    rf"|{_WHEN_AND_WHERE}{{1,4}}{_NONE}[\u4e00-\u9fff]{{0,14}}[。.!]?"
)
_CHANGE: Final = regex("新增|增加|变动|变化")
_LONGEST: Final = 40
_NUMBER_HEADERS: Final = regex(r"序号|编号|No\.?")
_PLACE_HEADERS: Final = regex(
    r"[县区市镇乡街道村组](?:$|\()|社区|单位|部门|季度|月份|年度|时间|日期"
)
SIGN: Final = regex("[无没未零]")
"""A character that each statement has, for a quick search."""


def declares_none(text: str) -> bool:
    """Return True for a statement that there is nothing to report.

    >>> [declares_none(t) for t in ("本季度无新增", "零报告", "桂林街道无新增带头人", "张无忌", "无业人员")]
    [True, True, True, False, False]
    """
    if len(text) > _LONGEST or not SIGN.search(text):
        return False
    return _NOTHING.fullmatch(normalised(text)) is not None


def declares_no_change(text: str) -> bool:
    """Return True for a statement that nothing was added or has changed.

    What was there before is there still, where 零报告 says that there is nothing at all.

    >>> [declares_no_change(text) for text in ("本季度无新增", "本月无变动", "零报告", "/")]
    [True, True, False, False]
    """
    return declares_none(text) and _CHANGE.search(normalised(text)) is not None


def is_zero_report(
    cells: RowCells, leaves: Mapping[int, str], subjects: frozenset[int], *, is_first: bool
) -> bool:
    """Return True for a row that says that there is nothing, and nothing else.

    ``leaves`` are the headers by column, ``subjects`` the columns that say what a row is about. A
    place or a period may stand beside the statement, a number only in front. A row of strokes is a
    statement before any row of data.
    """
    strokes: set[int] = set()
    is_stated = has_place = False
    for column, value in cells:
        leaf = leaves.get(column, "")
        if isinstance(value, str):
            if declares_none(value):
                is_stated = True
            elif absent(value) is not None:
                strokes.add(column)
            elif column not in subjects and subjects and _PLACE_HEADERS.search(leaf):
                has_place = True
            else:
                return False
        elif not is_figure(value) or not (value == 0 or _NUMBER_HEADERS.fullmatch(leaf)):
            return False
    if is_stated or not is_first:
        return is_stated
    return not strokes.isdisjoint(subjects) if has_place else bool(strokes)
