"""The content of a column, as evidence for the field that it is.

Content confirms a field, chooses between two, or speaks against one.  It is looked at only where
the header alone leaves a doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from typing import Final, Literal

from ruralskills.detection.cell_kinds import ANY_YEAR, ContentKind, kind_of
from ruralskills.detection.detected_table import DetectedTable
from ruralskills.detection.header_parts import field_meanings, header_parts, unit_meaning
from ruralskills.detection.value_words import list_of, lists_with
from ruralskills.model.fields import FieldSpec
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.field_type import (
    CellError,
    FieldType,
    Raw,
    Unreadable,
    absent,
    beginning,
)

Evidence = Literal["against", "neutral", "for"]

_SAMPLED: Final = 400
"""Rows that are looked at."""
_MOST_ROWS: Final = 10_000
"""A larger first number is a code."""
_MOST: Final = 0.8
"""The share of cells of one kind that makes it the column's kind."""
_READABLE: Final = 0.7
"""A smaller share of cells that a field can read speaks against it."""

"""The tests of kinds, in the order in which a text is put to them."""
_FIELD_KINDS: Final[dict[str, frozenset[ContentKind]]] = {
    "identity": frozenset({"identity"}),
    "phone": frozenset({"phone"}),
    "account": frozenset({"account"}),
    "credit_code": frozenset({"credit_code", "identity"}),
    "name": frozenset({"name"}),
    "yesno": frozenset({"yesno"}),
    "day": frozenset({"day"}),
    "span": frozenset({"day"}),
    "count": frozenset({"number"}),
    "quantity": frozenset({"number"}),
    "amount": frozenset({"number"}),
    "rate": frozenset({"number"}),
}
"""The kinds of content of each type of field."""
CODED: Final[dict[str, ContentKind]] = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "political": "political",
    "education": "education",
    "household_kind": "household",
}
"""The kinds of content of code lists."""
PLACES: Final[dict[str, ContentKind]] = {"township": "township", "village": "village"}
"""The kinds of content of the fields that name places."""
_FEWEST: Final = 2
"""The cells that tell a kind, but for one that a single number tells."""
_UNMISTAKABLE: Final = frozenset({"identity", "phone", "credit_code"})
_NEVER_TEXT: Final = frozenset({"identity", "phone", "account", "sex", "ethnicity"})
"""Kinds that no plain text field holds."""
_NOUNS: Final[dict[ContentKind, str]] = {"identity": "证件", "phone": "电话", "account": "账号"}
"""The nouns of text fields that hold such numbers."""
_NUMBERED: Final = frozenset({"编号", "证书", "凭证", "文号", "账号", "户编号", "人口编号"})
"""Nouns of text fields that hold long numbers."""
_WITH_DIGITS: Final = _NUMBERED | {
    "许可", "票据", "保单", "证件", "电话", "信用代码", "残疾证", "QQ",
}  # fmt: skip
"""Nouns of fields whose cells are numbers or codes, and no bare words."""
NUMBERED_THINGS: Final = frozenset({"学籍", "建档", "培训", "取证", "合同", "票据"})
"""Meanings of headers over long numbers that are no accounts."""
_ENTERPRISES: Final = frozenset({"主体", "机构"})
"""Meanings of fields that name enterprises."""
_CODES: Final = frozenset({"户编号", "人口编号"})
"""Nouns of the codes of a register, in which no words stand."""
_HAN: Final = regex("[\u4e00-\u9fff]")
_ADDRESS: Final = regex(
    r"\A(?>[^县区市旗]*)[县区市旗][\s\S]*[镇乡村路街]|\A(?>[^镇乡]*)[镇乡][\s\S]+[村组路号]|[0-9]号"
)
_TOWNSHIP_WORD: Final = regex("[镇乡]|街道|苏木|办事处")
_DIGITS_AT_LEAST: Final = 0.3
"""The share of cells with a digit from which a column may hold numbers or codes."""
_ORGANISATIONS: Final = frozenset({"机构", "主体"})
"""Nouns of fields that name offices, schools and enterprises."""
_NEVER_NUMBERS: Final = (
    "名称", "姓名", "单位", "机构", "企业", "地点", "地址", "住址", "原因", "方式", "项目", "内容", "老师", "教师",
    "部门", "岗位", "工种", "情况", "意见", "人",
)  # fmt: skip
"""The ends of headers whose columns hold words, not bare numbers."""
_NEVER_NAMES: Final = (
    "地点", "地址", "住址", "原因", "方式", "项目", "内容", "岗位", "工种", "类型", "类别", "规模", "意见", "情况",
    "标准", "编号", "意向",
)  # fmt: skip
"""The ends of headers whose columns hold no names of persons."""
_NEVER_PROPER: Final = frozenset(
    {"类别", "等级", "方式", "状态", "原因", "时间", "岗位", "满意度", "进度", "培训形式", "学段"}
)
"""Nouns of text fields that hold no names of classes and organisations."""
_MAY_BE_TICKED: Final = frozenset(
    {"", "名册", "状态", "结果", "进度", "凭证", "健康", "残疾证", "满意度", "备注", "户籍", "照片", "证书", "许可", "计量单位"}
)  # fmt: skip
"""Nouns of text fields that hold √ or 是 in some offices."""
_OF_NUMBERS: Final = frozenset(
    {
        "收入", "纯收入", "人数", "家庭人口", "户数", "金额", "面积", "距离", "月数", "天数", "年度", "课时",
        "费用", "分数", "户编号", "人口编号", "序号", "年龄", "规模", "工资", "年级", "数值", "比例", "期限", "时期",
        "月份", "学期", "余额", "利率", "次数", "教龄", "时间", "班次", "微信", "QQ", "标准", "补贴",
        "支出", "满意度", "低保", "特困", "养老", "计划生育", "生态补偿", "其他",
    }
)  # fmt: skip
"""Meanings of text fields that hold bare numbers in some offices."""
_MOST_WORDS: Final = 0.6
"""The share of cells with a field's own words that tells it."""
_SPAN: Final = regex(r"[0-9日][-—–~～至到][-—–]?[0-9]{1,4}[.年月/-]?")
"""Days from and to, which a day by itself is not."""
_OFFICE: Final = regex(
    "(?:局|委|办|委员会|办公室|政府|办事处|妇联|团委|工会|残联|科协|工商联|党委|支部|人社|就业服务中心|站)$"
)
"""The ends of names of offices of the state."""
_NO_OFFICES: Final = ("机构", "学校", "企业", "院校", "主体", "公司")
"""The ends of official headers that name no office of the state."""
_TIMES: Final = frozenset(
    {"时间", "起止", "期限", "年度", "生日", "月份", "时期", "季度", "学期", "班次"}
)


class ColumnProfile:
    """The content of one column of a detected table, looked at when it is asked for."""

    def __init__(self, cells: Sequence[Raw | CellError]) -> None:
        self.cells = [
            beginning(raw) if isinstance(raw, str) else raw
            for raw in cells
            if isinstance(raw, CellError) or absent(raw) is None
        ]
        """The cells that hold something, long texts as far as a kind can be told."""
        self._readable: dict[str, float] = {}

    @cached_property
    def kind(self) -> ContentKind:
        """The kind of most cells, empty where they are of several, or too few to tell."""
        kinds = Counter(kind_of(raw) for raw in self.cells if not isinstance(raw, CellError))
        if not kinds:
            return ""
        [(kind, count)] = kinds.most_common(1)
        if len(self.cells) < _FEWEST and kind not in _UNMISTAKABLE:
            return ""
        is_most = count >= _MOST * kinds.total() or 1 < count == kinds.total() - 1
        return kind if is_most else ""

    def readable(self, spec: FieldSpec) -> float:
        """Return the share of cells that the reader of a field can read, 1 without any.

        One cell among others is a mistake and no evidence.
        """
        share = self._readable.get(spec.reads.name)
        if share is None:
            cells = [raw for raw in self.cells if not isinstance(raw, CellError)]
            read = sum(can_read(spec.reads, raw) for raw in cells)
            share = 1.0 if 0 < read >= len(cells) - 1 or not cells else read / len(cells)
            self._readable[spec.reads.name] = share
        return share

    def are_spans(self, spec: FieldSpec) -> bool:
        """Return True if the cells are days from and to, which a field reads."""
        return (
            len(self.cells) >= _FEWEST
            and self.readable(spec) >= _READABLE
            and sum(n for text, n in self.texts.items() if _SPAN.search(text))
            >= _MOST * len(self.cells)
        )

    @cached_property
    def texts(self) -> Counter[str]:
        """The texts of the cells, each with the number of its cells."""
        return Counter(normalised(raw) for raw in self.cells if isinstance(raw, str))

    @cached_property
    def word_lists(self) -> frozenset[str]:
        """The lists of words of fields that most cells are of."""
        return lists_with(self.texts, max(_FEWEST, _MOST_WORDS * len(self.cells)))

    def says(self, spec: FieldSpec) -> bool:
        """Return True if most cells hold words of a field that has its own."""
        return list_of(spec) in self.word_lists

    @cached_property
    def lacks_digits(self) -> bool:
        """True if hardly any cell holds a digit, as numbers and codes do."""
        with_digit = sum(any(c.isdigit() for c in str(raw)) for raw in self.cells)
        return with_digit < _DIGITS_AT_LEAST * len(self.cells)

    @property
    def is_numbering(self) -> bool:
        """True if the cells count the rows, from 1 or on from another part of the table."""
        numbers = [str(raw).removesuffix(".0") for raw in self.cells]
        first = int(numbers[0]) if numbers and numbers[0].isdecimal() else -1
        return (
            len(numbers) >= _FEWEST
            and 0 < first < _MOST_ROWS
            and numbers == [str(first + row) for row in range(len(numbers))]
        )

    @cached_property
    def has_words(self) -> bool:
        """True if most cells hold Chinese characters."""
        return sum(n for text, n in self.texts.items() if _HAN.search(text)) * 2 > len(self.cells)

    @cached_property
    def of_addresses(self) -> bool:
        """True if most cells name a place within a township."""
        return sum(n for text, n in self.texts.items() if _ADDRESS.search(text)) * 2 > len(
            self.cells
        )

    @cached_property
    def of_no_townships(self) -> bool:
        """True if the cells name offices and schools, and no townships."""
        of_townships = sum(n for text, n in self.texts.items() if _TOWNSHIP_WORD.search(text))
        others = sum(
            n
            for text, n in self.texts.items()
            if _OFFICE.search(text) or text.endswith(("校", "公司", "中心", "院", "基地"))
        )
        cells = len(self.cells)
        return others >= _MOST_WORDS * cells and of_townships < _DIGITS_AT_LEAST * cells

    @cached_property
    def of_offices(self) -> float:
        """The share of cells that name an office of the state."""
        offices = sum(n for text, n in self.texts.items() if _OFFICE.search(text))
        return offices / len(self.cells) if self.cells else 0.0

    def evidence(self, spec: FieldSpec, told: Collection[str] = ()) -> Evidence:
        """Return what the content says about a field.

        ``told`` are the meanings of the header: 工种及班级 over names of classes is a 工种 still.
        """
        if not self.cells:
            return "neutral"
        if self._rules_out(spec, told):
            return "against"
        if self.word_lists:
            if self.says(spec):
                return "for"
            if list_of(spec) or spec.field in PLACES:
                return "against"
        kind = self.kind
        wanted = kinds_of(spec)
        if kind == "yesno" and any(header.startswith("是否") for header in spec.headers):
            return "neutral"
        if self.word_lists and spec.codes in CODED and kind not in wanted:
            return "against"
        if wanted:
            if kind in wanted:
                # a column of numbers may be any count
                return "neutral" if kind in ("number", "day", "yesno") else "for"
            if kind and not (kind == "number" and "day" in wanted):  # 2020, 20200706
                return "against"
            return "neutral" if self.readable(spec) >= _READABLE else "against"
        if spec.reads.name != "text":
            return "neutral" if self.readable(spec) >= _READABLE else "against"
        return self._evidence_for_text(spec, told)

    def _rules_out(self, spec: FieldSpec, told: Collection[str]) -> bool:
        """Return True if the cells are plainly of another thing than a field."""
        noun = header_parts(spec.header).noun
        return (
            (noun in _WITH_DIGITS and self.lacks_digits)
            or (noun in _CODES and self.has_words)  # 1栋101 is a door, no household
            or (spec.field == "township" and self.of_no_townships)
            or (spec.field == "county" and self.of_addresses)
            or (self.kind == "account" in kinds_of(spec) and not NUMBERED_THINGS.isdisjoint(told))
            # 合作社, 家庭农场: a kind, and nobody's name
            or ("entity_kind" in self.word_lists and _names_enterprises(spec))
        )

    def _evidence_for_text(self, spec: FieldSpec, told: Collection[str]) -> Evidence:
        """Return what the content says about a field of any text."""
        kind, noun = self.kind, header_parts(spec.header).noun
        if kind == "organisation" and header_parts(spec.header).noun in _ORGANISATIONS:
            return self._evidence_of_organisations(spec)
        if kind == "class" and spec.field == "class_name":
            return "for"
        if kind in _NOUNS and noun == _NOUNS[kind]:
            return "for"  # a register keeps its numbers as text
        against = (
            (kind in _NEVER_TEXT and noun not in _NUMBERED)
            or (kind == "day" and not header_parts(spec.header).meanings & _TIMES)
            or (kind == "number" and spec.header.endswith(_NEVER_NUMBERS))
            or (kind == "name" and spec.header.endswith(_NEVER_NAMES))
            or (kind in ("class", "organisation", "name") and noun in _NEVER_PROPER)
            or (kind == "yesno" and noun not in _MAY_BE_TICKED)
            or (kind == "number" and not holds_numbers(spec))
            or (kind == "class" and noun == "工种" not in told)
        )
        return "against" if against else "neutral"

    def _evidence_of_organisations(self, spec: FieldSpec) -> Evidence:
        """Return what names of offices, schools and enterprises say about a field."""
        if spec.header.endswith("部门"):
            return (
                "for"
                if self.of_offices >= _MOST_WORDS
                else "neutral"
                if self.of_offices
                else "against"
            )
        if spec.header.endswith(_NO_OFFICES) and self.of_offices >= _MOST:
            return "against"
        return "for"


def _names_enterprises(spec: FieldSpec) -> bool:
    """Return True for a field with the names of enterprises."""
    named = spec.header.endswith("名称")
    return named and not _ENTERPRISES.isdisjoint(field_meanings(spec.headers))


def holds_numbers(spec: FieldSpec) -> bool:
    """Return True if a field may hold bare numbers, as text in the registers."""
    return (
        spec.reads.name != "text"
        or not field_meanings(spec.headers).isdisjoint(_OF_NUMBERS | _WITH_DIGITS)
        or bool(unit_meaning(spec.unit))
    )


def can_read(reads: FieldType, raw: Raw) -> bool:
    """Return True if a type reads a cell."""
    try:
        reads.read(raw, ANY_YEAR)
    except Unreadable:
        return False
    return True


def kinds_of(spec: FieldSpec) -> frozenset[ContentKind]:
    """Return the kinds of content that a field has, none if it may hold any text."""
    if spec.codes in CODED:
        return frozenset({CODED[spec.codes]})
    if spec.field in PLACES:
        return frozenset({PLACES[spec.field]})
    return _FIELD_KINDS.get(spec.reads.name, frozenset())


def profile_of(detected: DetectedTable, index: int) -> ColumnProfile:
    """Return the profile of a column of the grid, of its first rows of data."""
    column = detected.grid.columns[index]
    return ColumnProfile([column.values[column.codes[row]] for row in detected.rows[:_SAMPLED]])


Profiles = Callable[[int], ColumnProfile]
"""Returns the profile of a column of the grid."""
