"""Template rows above the first person: examples, hints, names of fields.

They look like people (示例｜王小明, 必填｜男/女｜18位, xm｜xb｜sfzh) and are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ruralskills.detection.sheet_view import RowCells, is_figure
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import absent, beginning

_EXAMPLE: Final = regex(
    r"\d{0,2}[(\[【<]?(?:填[写报])?(?:[示样范举]?例|example)(?:行|数据|如)?\d{0,2}[)\]】>]?:?",
)
_NAME_OF_EXAMPLE: Final = regex(r".{1,6}\((?:填[写报])?[示样范]?例\)")
_REMARK_OF_EXAMPLE: Final = regex(
    r"(?:[此本该]|以上)?(?:行|条)?(?:为|是)?[(【]?(?:填[写报])?(?:[示样范举]例|例子)(?:行|数据)?[)】]?"
    r"(?:[,，。;；(:]|请|勿|不|可|仅|供|填|正式|$).*"
)
_LABEL: Final = regex(
    r"(?:(?:填[写报表]|录入|格式)?(?:说明|要求|提示|规则|须知|格式|类型)|备?注):?"
)
"""The words before a row of hints."""
_RULE: Final = regex(
    r"非?必[填选].*|选填.*|(?:必须|可不|不用|无需)填.*|.*下拉.*|\d{1,2}位.*|yyyy.*"
    r"|.*格式.{0,12}|(?:纯|阿拉伯)?数字.{0,6}|文本.{0,4}|数值.{0,4}|整数.{0,4}|[单多]选.{0,6}"
    r"|自动(?:生成|计算|带出).*|不填",
    re.IGNORECASE,
)
"""A hint that no cell of data can be."""
_HINT: Final = regex(
    r"请?(?:填写?|选择?|输入|录入).{1,30}|(?:例如|比如|例):?.{1,20}|如:.{1,20}|.{0,12}(?:为准|一致)|真实姓名"
    r"|(?:身份证|手机|联系电话)号?码?|.{0,4}为?单位.{0,4}"
    r"|[\u4e00-\u9fff]{1,8}(?:[/|或][\u4e00-\u9fff]{1,8})+"
)
"""A hint that a cell of data may be as well."""
_FIELD_NAME: Final = regex(r"[A-Za-z][A-Za-z_]+[0-9]{0,4}[a-z]?|[#$]?\{{1,2}[.\w]+\}{1,2}")
_LONGEST: Final = 40
_REMARK_HEADERS: Final = regex(r"备注|说明|备考")


def is_template_row(cells: RowCells, leaves: Mapping[int, str], people: frozenset[int]) -> bool:
    """Return True for a row of a template.

    ``leaves`` are the headers by column, ``people`` the columns that say who somebody is.
    """
    texts = {
        column: normalised(beginning(v))
        for column, v in cells
        if isinstance(v, str) and absent(v) is None
    }
    if not texts:
        return False
    return (
        _is_example(texts, leaves, people, cells[0][0])
        or _is_of_hints(cells, texts, people)
        or _is_of_field_names(cells, texts)
    )


def _is_example(
    texts: Mapping[int, str], leaves: Mapping[int, str], people: frozenset[int], first: int
) -> bool:
    if first in texts and _EXAMPLE.fullmatch(texts[first].lower()):
        return True
    return any(
        (column in people and _NAME_OF_EXAMPLE.fullmatch(text))
        or (_REMARK_HEADERS.search(leaves.get(column, "")) and _REMARK_OF_EXAMPLE.fullmatch(text))
        for column, text in texts.items()
    )


def _is_of_hints(cells: RowCells, texts: Mapping[int, str], people: frozenset[int]) -> bool:
    """Return True if half of the cells are hints and no person is named."""
    rules = {column for column, text in texts.items() if _fits(_RULE, text)}
    if not rules:
        return False
    hints = rules | {column for column, text in texts.items() if _fits(_HINT, text)}
    first = cells[0][0]
    if first in texts and _LABEL.fullmatch(texts[first]):
        hints.add(first)
    if len(hints) < 2 or any(column in texts and column not in hints for column in people):
        return False
    others = [column for column, value in cells[1:] if is_figure(value)]
    return not others and 2 * len(hints) >= len(texts)


def _fits(hint: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and hint.fullmatch(text) is not None


def _is_of_field_names(cells: RowCells, texts: Mapping[int, str]) -> bool:
    """Return True if every cell is the name of a field in a program."""
    return (
        len(texts) >= 3
        and len(texts) == len(cells)
        and all(map(_FIELD_NAME.fullmatch, texts.values()))
    )
