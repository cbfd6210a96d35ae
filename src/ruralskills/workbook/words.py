"""The words that give a sheet its shape: headers, totals, footers, notes, units."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ruralskills.values import folded

_UNITS: Final = (
    "户|人|个|名|元|万元|亿元|亩|公顷|天|日|课时|学时|小时|%|％|期|班|次|人次|户次|岁|周岁|年|月|村|家|所|场|"
    "元/人|元/年|元/月|元/户|元/天|元/期|元/学期|万元/年|公斤|吨|头|只|株|平方米|公里|百分点|位"
)  # fmt: skip
UNIT: Final = re.compile(rf"[(（\[](?:单位[:：]?)?({_UNITS})[)）\]]")
_TRAILING_UNIT: Final = re.compile(rf"[(\[](?:单位:?)?({_UNITS})[)\]]")
_FORMULA: Final = re.compile(r"[(（\[]?[①-⑳](?:[=＝][①-⑳+＋\-－*/×÷％%0-9()（）]+)?[)）\]]?\s*$")
_REQUIRED_MARK: Final = re.compile(r"[*＊★▲]+")
_ORDER: Final = re.compile(r"^(?:\d{1,2}[.、．]|\(\d{1,2}\)|[①-⑳])")
_HINT: Final = re.compile(
    r"\((?:必填|选填|下拉|文本格式|如无填无|18位|格式.*?|填写.*?|例.*?|是/否|有/无)\)"
)


@lru_cache(maxsize=4096)
def header_word(text: str) -> tuple[str, str]:
    r"""Return a header's words without blanks, marks, numbering and formulas, and its unit.

    >>> header_word("姓   名*"), header_word("带动户数（户）"), header_word("身份\n证号")
    (('姓名', ''), ('带动户数', '户'), ('身份证号', ''))
    >>> header_word("镇（街道）"), header_word("本次总费用①=②+③"), header_word("3.联系电话")
    (('镇(街道)', ''), ('本次总费用', ''), ('联系电话', ''))
    """
    word = _REQUIRED_MARK.sub("", folded(_FORMULA.sub("", text))).rstrip(":：")
    word = word.replace("﹙", "(").replace("﹚", ")")
    word = _HINT.sub("", word)
    units = _TRAILING_UNIT.findall(word)
    word = _TRAILING_UNIT.sub("", word)
    word = _ORDER.sub("", word)
    unit = units[-1] if units else ""
    return word, unit.replace("％", "%")


TOTAL: Final = re.compile(
    r"(?P<scope>.{0,14}?)(?P<kind>合计|总计|共计|总数|小计|累计)(?:[(（][^)）]*[)）])?[:：]?"
)
_FOOTER: Final = re.compile(
    r"(填表|制表|审核|审批|复核|经办|填报|报送|统计|校对|录入|编制)(人|者|员|单位|日期|时间|负责人)?(\(.{1,6}\))?[:：]"
    r"|(单位|部门|分管|主管|主要)?(负责人|领导)(\(.{1,6}\))?[:：]|联系(人|电话)[:：]|(乡镇|镇街|村委会|单位)?(公章|盖章)[:：(]"
)
_NOTE: Final = re.compile(
    r"^(备注|注|说明|填表说明|填报说明|附注|备\s*注|注意|指标解释|数据来源|资料来源|口径)\s*\d?[:：.、]"
)
_NUMBERED: Final = re.compile(
    r"^(\d{1,2}[.、．]|[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳])"
)
_UNIT_ROW: Final = re.compile(
    r"(填报|报送|制表|编制|上报|申报|培训|所属|呈报)?(单位|时间|日期|部门|机构|年度|期别|年份)(\([^)]{1,6}\))?[:：]"
    r"|(镇|乡镇|镇街|乡|街道|村)(\([^)]{1,6}\))[:：]|表号[:：]|批准文号|制定机关|有效期|^单位[:：]|数据截至|截止(日期|时间)?[:：]|统计(时间|日期|期)"
)
_REPORTER: Final = re.compile(
    r"(?:填报单位|报送单位|上报单位|填表单位|编制单位|乡镇|镇街|镇\(街道\)|镇|单位名称)"
    r"(?:\([^)]{1,6}\))?:([^:]*?)(?=(?:填报|报送|制表|上报|单位|日期|时间|年|$)|\d{4}|_)"
)
_UNIT_OF_MEASURE: Final = re.compile(
    rf"(?<!填报)(?<!报送)(?<!编制)单位:((?:{_UNITS})(?:[、,，/](?:{_UNITS}))*)"
)
_LABELS: Final = frozenset("甲乙丙丁戊己庚辛")


def is_total(text: str) -> str:
    """Return 合计 or 小计 when a label names a row of sums, else nothing.

    >>> is_total("合  计"), is_total("青龙村小计"), is_total("全省合计"), is_total("统计局")
    ('合计', '小计', '合计', '')
    """
    word = folded(text)
    match = TOTAL.fullmatch(word) if len(word) <= 24 else None
    if match is None:
        return ""
    return "小计" if match["kind"] == "小计" else "合计"


def is_footer(text: str) -> bool:
    """Whether a cell belongs to the line of names under a table.

    >>> is_footer("填表人：王某   审核人：李某"), is_footer("负责人")
    (True, False)
    """
    return bool(_FOOTER.match(folded(text)))


def is_note(text: str) -> bool:
    """Whether a cell is a note under or over a table."""
    return bool(_NOTE.match(text.strip()))


def is_numbered(text: str) -> bool:
    """Whether a cell is an item of a numbered note."""
    return bool(_NUMBERED.match(text.strip()))


def is_unit_row(text: str) -> bool:
    """Whether a cell belongs to the line of unit, date and measure over a table.

    >>> is_unit_row("填报单位（盖章）：桂林街道      填报时间：2020年6月"), is_unit_row("单位：人")
    (True, True)
    """
    return bool(_UNIT_ROW.search(folded(text)))


def reporting_unit(text: str) -> str:
    """Return the unit that a 填报单位 line names.

    >>> reporting_unit("填报单位（盖章）：桂林街道   填报时间：2020年6月30日   单位：户、人")
    '桂林街道'
    >>> reporting_unit("单位：人")
    ''
    """
    match = _REPORTER.search(folded(text))
    return match[1].strip("_-— ") if match else ""


def measure(text: str) -> str:
    """Return the one unit of measure that a line over the table gives to all its figures.

    >>> measure("单位：人"), measure("填报单位：某镇   单位：户、人")
    ('人', '')
    """
    match = _UNIT_OF_MEASURE.search(folded(text))
    return match[1] if match and not re.search("[、,，]", match[1]) else ""


def is_column_number(text: str) -> bool:
    """Whether a cell is one of a row of column numbers (甲, 3, (3), ③, ①=②+③).

    >>> [is_column_number(t) for t in ("甲", "3", "（3）", "③", "①=②+③", "栏次", "姓名", "")]
    [True, True, True, True, True, True, False, False]
    """
    word = folded(text).strip("()（）栏")
    if not word:
        return False
    return (
        word in _LABELS
        or word == "次"
        or (word.isdigit() and len(word) <= 2)
        or bool(re.fullmatch(r"[①-⑳\d]{1,3}(=[①-⑳\d+\-*/×÷%()]+)?", text.strip().replace("＝", "=").replace("＋", "+").replace("（", "(").replace("）", ")")))
    )  # fmt: skip
