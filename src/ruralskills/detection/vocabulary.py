"""Words that mark the parts of a sheet: headers, totals, footers, notes, units."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ruralskills.model.masking import mask_name
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import HAN_ALONE, normalised
from ruralskills.values.money_unit import MONEY

_UNITS: Final = (
    "户|人|个|名|元|百元|千元|万元|亿元|亩|公顷|天|日|课时|学时|小时|%|％|期|班|次|人次|户次|岁|周岁|年|个月|月|村|家|所|场|"
    "公斤|吨|头|只|株|平方米|公里|百分点|位"
    r"|[百千万]?元(?:[/每·.*](?:人|名|户|亩|天|日|月|年|期|班|次|节|课时|学时|学期|学年|岗)){1,3}"
)  # fmt: skip
_UNIT_LABEL: Final = "(?:(?:金额|计量)?单位:?)?(?:人民币:?)?"
_TRAILING_UNIT: Final = regex(rf"[(\[]{_UNIT_LABEL}({_UNITS})[)\]]")
_FORMULA: Final = regex(r"[(（\[]?[①-⑳](?:[=＝][①-⑳+＋\-－*/×÷％%0-9()（）]+)?[)）\]]?\s*$")
_REQUIRED_MARK: Final = regex(r"[*＊★▲]+")
_NUMBERING: Final = regex(r"^(?:\d{1,2}[.、．]|\(\d{1,2}\)|[①-⑳])")
_PLACE_IN_BRACKETS: Final = regex(r"(?:地|地点|地址|住址|位置)\(村\)$")
"""A kind of place behind a word for places, where it is no unit."""
_UNIT_OF_HEADER: Final = regex(
    rf"(?<=[\u4e00-\u9fff])\((?:金额|计量)?单位:(?:人民币:?)?({_UNITS})\)$"
)
_HINT: Final = regex(
    r"[(\[【〔](?:(?:格式|填写|例|按|请|如|勿|须|需)[^()]{0,30}"
    r"|[^()]{0,20}(?:\d+位|文本|格式|必填|选填|下拉|单选|多选|选择|填|精确|保留|不少于|不超过|不低于|不高于"
    r"|不得|至少|至多|最多|大于|小于|[≥≤<>]|一致|为准|自动|yyyy|年月日)[^()]{0,20}"
    r"|是、否|是否|有、无|有无|男、女|手机|手机号|手机号码|签字|签名"
    r"|(?:(?![^/()]{0,8}(?:镇|乡|街道|村|社区|县|区|市|旗|办|处)[/)])[^/()\[\]【】〔〕]{1,8}/)+[^/()\[\]【】〔〕]{1,8})[)\]】〕]$",
    re.IGNORECASE,
)
"""Instructions behind a column's name: a length, a format, words to choose from."""
_BARE_UNIT: Final = regex(
    rf"(?<=[\u4e00-\u9fff]{{2}})(?:([百千万]?元(?:[/每·.*]\w{{1,2}}){{1,3}})|[/,，]({_UNITS}))$"
)
_LONGEST: Final = 1000
"""The longest text, in characters, that is searched for such words."""


@lru_cache(maxsize=4096)
def header_word(text: str) -> tuple[str, str]:
    r"""Return a header without blanks, marks, numbering and formula, and its unit.

    >>> header_word("姓   名*"), header_word("带动户数（户）"), header_word("身份\n证号")
    (('姓名', ''), ('带动户数', '户'), ('身份证号', ''))
    >>> header_word("镇（街道）"), header_word("本次总费用①=②+③"), header_word("3.联系电话")
    (('镇(街道)', ''), ('本次总费用', ''), ('联系电话', ''))
    >>> header_word("身份证号（18位，文本格式）"), header_word("性别(男/女)"), header_word("补贴金额/元")
    (('身份证号', ''), ('性别', ''), ('补贴金额', '元'))
    """
    text = text[:_LONGEST]
    if HAN_ALONE.fullmatch(text):
        return text, ""
    word = _REQUIRED_MARK.sub("", normalised(_FORMULA.sub("", text))).rstrip(":：")
    word = word.replace("﹙", "(").replace("﹚", ")")
    units: list[str] = []
    if not _PLACE_IN_BRACKETS.search(word):
        units, word = _TRAILING_UNIT.findall(word), _TRAILING_UNIT.sub("", word)
    word = _HINT.sub("", word)
    if bare := _BARE_UNIT.search(word):
        units, word = [*units, bare[1] or bare[2]], word[: bare.start()]
    word = _NUMBERING.sub("", word).replace("其中:", "其中")
    unit = units[-1] if units else ""
    return word, unit.replace("％", "%")


TOTAL: Final = regex(
    r"(?P<scope>.{0,14}?)(?P<kind>合计|总计|共计|总数|小计|累计|过次页|承前页|转下页|接上页)"
    r"(?:[(（][^)）]*[)）])?[:：]?"
)
_OTHER_SUMS: Final = frozenset({"累计", "过次页", "承前页", "转下页", "接上页"})
_FOOTER: Final = regex(
    r"(填表|制表|审核|审批|复核|经办|填报|报送|统计|校对|录入|编制)(人|者|员|单位|日期|时间|负责人)?(\(.{1,6}\))?[:：]"
    r"|(单位|部门|分管|主管|主要)?(负责人|领导)(\(.{1,6}\))?[:：]|联系(人|电话)[:：]|(乡镇|镇街|村委会|单位)?(公章|盖章)[:：(]"
)
_BARE_FOOTER: Final = regex(
    r"(填表|制表|审核|审批|复核|经办|填报|统计|校对|录入|编制)(人|人员|日期|时间|负责人)"
    r"|(单位|部门|分管|主管|主要)(负责人|领导)|联系(人|电话)"
)
_PAGE_LINE: Final = regex(r"第\d+页[,，、/]?(共\d+页)?|共\d+页|[-—]{1,2}\d+[-—]{1,2}")
_DAY: Final = regex(r"\d{4}[年.\-/](\d{1,2}([月.\-/](\d{1,2}日?)?)?)?")
_YEAR_HEADER: Final = regex(r"20\d\d年?度?")
_NOTE: Final = regex(
    r"^(备注|注|说明|填表说明|填报说明|附注|备\s*注|注意|指标解释|数据来源|资料来源|口径)\s*\d?[:：.、]"
)
_NUMBERED: Final = regex(
    r"^(\d{1,2}[.、．]|[一二三四五六七八九十]{1,2}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳])"
)
_UNIT_ROW: Final = regex(
    r"(填报|报送|制表|编制|上报|申报|培训|所属|呈报)?(单位|时间|日期|部门|机构|年度|期别|年份)(\([^)]{1,6}\))?[:：]"
    r"|(镇|乡镇|镇街|乡|街道|村)(\([^)]{1,6}\))[:：]|表号[:：]|批准文号|制定机关|有效期[至限]{0,2}[:：\d]|^单位[:：]|数据截至|截止(日期|时间)?[:：]|统计(时间|日期|期)"
)
_REPORTER: Final = regex(
    r"(?:(?:填报|报送|上报|填表|编制|制表|呈报|申报)(?:单位|部门|乡镇)|(?:所属|所在)?(?:乡镇|镇街)|单位名称|(?<![\u4e00-\u9fff])[乡镇]"
    r"|(?<!工作)(?<!就业)(?<!务工)(?<!培训)(?<!用[人工])(?<![主承举]办)(?<!收款)(?<!责任)单位)"
    r"(?:名称)?(?:盖章|\([^)]{1,6}\))?:_*([^:]*?)"
    r"(?=(?:填报|报送|制表|填表|上报|审核|联系|单位|日期|时间|负责|分管|村(?:\(社区\))?:|$)|\d{4}|\d+年|第.季度|[,;，；_])"
)
"""A label of the reporting unit, and the unit."""
_NAMED: Final = regex(
    r"(?:(?:填报|所属|所在)?(?:乡镇|镇街|乡|镇|街道)|填报单位|单位名称)(?:名称|盖章)?:_*[\u4e00-\u9fff×]{2}"
)
"""A label that may be a header too, with a name behind it."""
_SEALED: Final = regex(
    r"([^:,、\d]{2,24}?)(?:\((?:盖章|公章|单位公章|章)\)(?:\d{4}年.{0,8})?|(?<=[府局委办镇乡道])\d{4}年\d{1,2}月\d{1,2}日)"
)
"""A unit without a label: over its seal, or before the day of a signature."""
_SEAL: Final = regex(r"\((?:盖章|公章|签章|章)\)")
_MEASURES: Final = regex(rf"(?:{_UNITS})(?:[、,，/和](?:{_UNITS}))*")
_UNIT_OF_MEASURE: Final = regex(
    rf"(?<!填报)(?<!报送)(?<!编制)单位:((?:{_UNITS})(?:[、,，/和](?:{_UNITS}))*)"
)
_UNITS_IN_BRACKETS: Final = regex(
    rf"[(\[](?:金额|计量)?单位:(?:人民币:?)?({_MEASURES.pattern})[)\]]"
)
_STEMS: Final = frozenset("甲乙丙丁戊己庚辛")


def total_kind(text: str) -> str:
    """Return 合计 or 小计 for a total, 累计 for a sum of other rows, else nothing.

    >>> total_kind("合  计"), total_kind("青龙村小计"), total_kind("全省合计"), total_kind("统计局")
    ('合计', '小计', '合计', '')
    >>> total_kind("过次页")
    '累计'
    """
    if len(text) > _LONGEST:
        return ""
    word = normalised(text)
    match = TOTAL.fullmatch(word) if len(word) <= 24 else None
    if match is None:
        return ""
    if match["kind"] in _OTHER_SUMS:
        return "累计"
    return "小计" if match["kind"] == "小计" else "合计"


def is_part_label(text: str) -> bool:
    """Return True for the label of a part of the row above, such as 其中：贫困户."""
    return text.strip().startswith("其中")


def is_footer(text: str) -> bool:
    """Return True for a cell of the line of names under a table.

    >>> is_footer("填表人：王某   审核人：李某"), is_footer("负责人")
    (True, False)
    """
    return bool(_FOOTER.match(normalised(text[:_LONGEST])))


def is_bare_footer(text: str) -> bool:
    """Return True for a label of the footer whose name is in the next cell.

    >>> is_bare_footer("填表人"), is_bare_footer("单位负责人"), is_bare_footer("姓名")
    (True, True, False)
    """
    return bool(_BARE_FOOTER.fullmatch(normalised(text[:_LONGEST])))


def is_page_line(text: str) -> bool:
    """Return True for a page number.

    >>> is_page_line("第 1 页 共 3 页"), is_page_line("第1期")
    (True, False)
    """
    return bool(_PAGE_LINE.fullmatch(normalised(text[:_LONGEST])))


def is_bare_note(text: str) -> bool:
    """Return True for the word before a note in the next cell."""
    return normalised(text[:_LONGEST]) in ("备注", "说明", "注", "附注", "填表说明", "填报说明")


def is_date(text: str) -> bool:
    """Return True for a day, a month or a year.

    >>> is_date("2020年6月30日"), is_date("2020.6"), is_date("2020年6月培训班")
    (True, True, False)
    """
    return bool(_DAY.fullmatch(normalised(text[:_LONGEST])))


def is_table_name(text: str) -> bool:
    """Return True for a text that names a table.

    >>> is_table_name("致富带头人台账"), is_table_name("带动贫困户"), is_table_name("单位：某某表")
    (True, False, False)
    """
    word = normalised(text[:_LONGEST])
    return ":" not in word and word.endswith(("表", "册", "台账", "名单", "明细", "一览"))


def is_year_header(word: str) -> bool:
    """Return True for a header that is a year.

    >>> is_year_header("2020年"), is_year_header("2021年度"), is_year_header("2020年底任务")
    (True, True, False)
    """
    return bool(_YEAR_HEADER.fullmatch(word))


def is_note(text: str) -> bool:
    """Return True for a note under or over a table."""
    return bool(_NOTE.match(text[:_LONGEST].strip()))


def is_numbered(text: str) -> bool:
    """Return True for an item of a numbered note."""
    return bool(_NUMBERED.match(text[:_LONGEST].strip()))


def is_unit_row(text: str) -> bool:
    """Return True for a cell of the line of reporting unit, date and unit of measure.

    >>> is_unit_row("填报单位（盖章）：桂林街道      填报时间：2020年6月"), is_unit_row("单位：人")
    (True, True)
    >>> is_unit_row("有效期至：2021年12月"), is_unit_row("许可证有效期至")
    (True, False)
    >>> is_unit_row("带动贫困户数（单位：户）"), is_unit_row("（单位：户）")
    (False, True)
    """
    word = _UNIT_OF_HEADER.sub("", normalised(text[:_LONGEST]))
    return bool(_UNIT_ROW.search(word) or _NAMED.match(word) or _SEALED.fullmatch(word))


def reporting_unit(text: str) -> str:
    """Return the reporting unit in a line over or under a table, as it is written.

    >>> reporting_unit("填报单位（盖章）：桂林街道   填报时间：2020年6月30日   单位：户、人")
    '桂林街道'
    >>> reporting_unit("单位：人"), reporting_unit("单位：青龙镇"), reporting_unit("填报单位：（盖章）")
    ('', '青龙镇', '')
    >>> reporting_unit("青龙镇人民政府（盖章）"), reporting_unit("青龙镇人民政府  2021年6月30日")
    ('青龙镇人民政府', '青龙镇人民政府')
    """
    word = normalised(mask_name(text)[:_LONGEST])  # a number that is cut is known no more
    found = [match[1] for match in _REPORTER.finditer(word)]
    if not found and (sealed := _SEALED.fullmatch(word)):
        found = [sealed[1]]
    units = (_SEAL.sub("", unit).strip("-— ()") for unit in found)
    return next((unit for unit in units if unit and not _MEASURES.fullmatch(unit)), "")


def units_of_measure(text: str) -> tuple[str, ...]:
    """Return the units of measure in the line over a table.

    >>> units_of_measure("单位：人"), units_of_measure("填报单位：某镇   单位：户、万元"), units_of_measure("填报单位：某镇")
    (('人',), ('户', '万元'), ())
    """
    match = _UNIT_OF_MEASURE.search(normalised(text[:_LONGEST]))
    return tuple(re.split("[、,，/和]", match[1])) if match else ()


def units_in_title(title: str) -> str:
    """Return the units in brackets in a title as the line above has them.

    >>> units_in_title("2020年7月资金统计表（单位：万元）"), units_in_title("2020年7月资金统计表")
    ('单位:万元', '')
    """
    match = _UNITS_IN_BRACKETS.search(normalised(title[:_LONGEST]))
    return f"单位:{match[1]}" if match else ""


def unit_of_measure(text: str) -> str:
    """Return the only unit of measure in the line over a table, else nothing.

    >>> unit_of_measure("单位：人"), unit_of_measure("填报单位：某镇   单位：户、人")
    ('人', '')
    """
    units = units_of_measure(text)
    return units[0] if len(units) == 1 else ""


def unit_of_money(text: str) -> str:
    """Return the only unit of money in the line over a table, else nothing.

    >>> unit_of_money("单位：户、万元"), unit_of_money("单位：元、万元"), unit_of_money("单位：人")
    ('万元', '', '')
    """
    units = [unit for unit in units_of_measure(text) if unit in MONEY]
    return units[0] if len(units) == 1 else ""


def is_stem(text: str) -> bool:
    """Return True for the number of a column that holds words: 甲, 乙."""
    return text.strip() in _STEMS


def is_column_number(text: str) -> bool:
    """Return True for a cell of a row of column numbers (甲, 3, (3), ③, ①=②+③).

    >>> [is_column_number(t) for t in ("甲", "3", "（3）", "③", "①=②+③", "栏次", "姓名", "")]
    [True, True, True, True, True, True, False, False]
    """
    if len(text) > 24:
        return False
    word = normalised(text).strip("()（）栏")
    if not word:
        return False
    return (
        word in _STEMS
        or word == "次"
        or (word.isdigit() and len(word) <= 2)
        or bool(re.fullmatch(r"[①-⑳\d]{1,3}(=[①-⑳\d+\-*/×÷%()]+)?", text.strip().replace("＝", "=").replace("＋", "+").replace("（", "(").replace("）", ")")))
    )  # fmt: skip
