"""Numbers in text: GB/T 15835 Arabic and Chinese numerals, with scale and unit.

The whole text must be one number: a number inside other words, a range or an estimate is
refused, and text never becomes 0.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import half_width, has_stray_mark, normalised
from ruralskills.text.numbers import format_number
from ruralskills.values.field_type import Raw, Unreadable
from ruralskills.values.quoting import quotation
from ruralskills.values.serial_number import serial_number

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,24}(?:\.[0-9]{0,24})?|\.[0-9]{1,24}"
_HAN_NUMERALS = "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMBER = regex(
    rf"(?:人民币|RMB|¥)?(虚岁|周岁|实岁|)([+-]?)(?:({_DIGITS})|([{_HAN_NUMERALS}]+))(.*)", re.I
)
_VAGUE = regex(
    "约|大概|近|左右|上下|余|多|几|若干|不到|不足|超过|以上|以下|以内|至少|不少于|最多|不等"
    "|数[十百千万]|[<>≤≥≈~]"
)
_RANGE = regex(
    rf"(?:{_DIGITS})[^0-9,.\-]{{0,4}}[-~至到—–][0-9][0-9.,]*[^0-9,.\-]{{0,4}}"
    rf"|[一二三四五六七八九][、至到][一二三四五六七八九十].{{0,3}}"
    rf"|[一二三四五六七八九]{{2}}[户人个名位家]"
)
_SCALES = {
    "": Decimal(1),
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
_SCALED = regex(r"(万亿|千万|百万|十万|[十百千万亿]?)(.*)")
# Units of one line name the same thing. Units of different lines are never exchanged.
_SAME_UNITS = (
    "人 名 位 口",
    "户 家",
    "人次 人·次",
    "元 块 块钱 圆",
    "天 日",
    "课时 学时 节",
    "小时 时 h",
    "月 个月",
    "年",
    "周",
    "岁 周岁 虚岁 实岁",
    "亩",
    "公顷",
    "平方米 平米 m2",
    "斤",
    "公斤 千克 kg",
    "吨 t",
    "头 只 羽 匹 尾 箱 群",
    "株 棵",
    "期 班 次 场 批 届",
    "所 处 座 套 条 项 件 份 本 张 辆 台 间 栋 村 组",
    "%",
)
_TERMS = frozenset(
    ["学期", "学年", "季", "季度", "半年", "年度", "个", "户次", "标准课时", "培训班", "车间"]
)
_PARTED = regex("[/·.*每]+")
_PER = regex("[/每]")
_EACH = regex(r"((?:每[^0-9每]{1,2})+)([0-9].*)")
_SEVERAL_SCALES = regex("([0-9]{1,6})万([0-9])千(?:([0-9])百)?")
_HAN_AND_SCALE = regex(rf"([{_HAN_NUMERALS}]{{1,8}})万([{_HAN_NUMERALS}]{{2,8}})")
_PARTED_DIGITS = regex(r"\d\s+\d")
_GROUPS_OF_THOUSANDS = regex(r"^[^\d]*(?:\d{1,2}(?: \d{3})+|\d{1,3}(?: \d{3}){2,})(?:\.\d+)?\D*$")
_BRACKET = regex(r"([^()]*)\(([^()]*)\)")
_KIND = {unit: i for i, line in enumerate(_SAME_UNITS) for unit in line.split()}
_PERSONS = frozenset({_KIND["人"], _KIND["人次"]})


_RECENT: Final = 32874
"""The number of 1990-01-01."""
TOO_LARGE: Final = 10**15
"""A spreadsheet keeps fifteen digits, so a longer count or amount is a slip."""


def is_unit(text: str) -> bool:
    """Return True if text is a unit that ledgers count in.

    >>> is_unit("户"), is_unit("户至")
    (True, False)
    """
    return text in _KIND


def to_decimal(raw: float) -> Decimal:
    """Return a finite number with the fifteen digits that a spreadsheet can show.

    >>> to_decimal(0.35), to_decimal(0.1 + 0.2), to_decimal(3.0)
    (Decimal('0.35'), Decimal('0.3'), Decimal('3'))
    """
    digits = repr(raw)
    if len(digits) > 16:  # the sixteenth digit is an artefact of binary arithmetic
        digits = f"{raw:.15g}"
    return Decimal(digits.removesuffix(".0"))


def han_number(text: str) -> int | None:
    """Return the value of a Chinese numeral up to 9999, None if text is none.

    >>> han_number("三百二十五"), han_number("十二"), han_number("两千零六"), han_number("零")
    (325, 12, 2006, 0)
    >>> han_number("三百二"), han_number("二三"), han_number("百")
    (None, None, None)
    """
    text = text.translate(_PLAIN_HAN)
    if text == "零":
        return 0
    match = _HAN.fullmatch(text)
    if match is None:
        return None
    total = 0
    for digit, worth in zip(match.groups(), (1000, 100, 10, 1), strict=True):
        if digit is not None:
            total += worth * ("零一二三四五六七八九".index(digit.strip("零") or "一"))
    # 三百二 is 320 in speech and 302 in a hurry
    ambiguous = re.search("[千百][一二三四五六七八九]$", text)
    return None if not total or ambiguous else total


_PLAIN_HAN = str.maketrans("〇两壹贰叁肆伍陆柒捌玖拾佰仟", "零二一二三四五六七八九十百千")
_D = "[一二三四五六七八九]"
_HAN = regex(rf"(?:({_D})千)?(?:(零?{_D})百)?(?:(零?{_D}|(?<![千百])|零)十)?(零?{_D})?")


def read_number(text: str, unit: str = "", most: int = TOO_LARGE) -> Decimal:
    """Return the number that a text is, in the column's unit, below ``most``.

    >>> read_number("2000万", "元"), read_number("2000万", "万元"), read_number("１，３８０人", "人")
    (Decimal('20000000'), Decimal('2000'), Decimal('1380'))
    """
    plain_text = normalised(text).strip("'\"`‘’“”").replace("\u2212", "-").replace("￥", "¥")
    if is_unclear(text):
        raise _refusal(text, text)
    if (each := _EACH.fullmatch(plain_text)) and _unit(unit)[2]:
        plain_text = each[2] + each[1]  # 每人每天50元
    plain_text = _without_scales(plain_text, unit)
    match = _NUMBER.fullmatch(plain_text)
    number = None if match is None else _value(match)
    if match is None or number is None:
        raise _refusal(text, plain_text)
    converted = _convert(number, match[5] or match[1], unit)
    if converted is None:
        raise _refusal(text, plain_text)
    if isinstance(converted, str):
        raise Unreadable("C501", f"{quotation(text)}，写的单位与本列单位“{unit}”不同")
    if abs(converted) >= most:
        raise Unreadable("C501", f"{quotation(text)}，大得不合常理")
    return converted


def _without_scales(text: str, unit: str) -> str:
    """Return 2万5千 and 壹万肆仟 in digits, with the unit if it is left out."""
    if scales := _SEVERAL_SCALES.match(text):
        whole = f"{scales[1]}{scales[2]}{scales[3] or 0}00"
    elif scales := _HAN_AND_SCALE.match(text):
        most, rest = han_number(scales[1]), han_number(scales[2])
        if most is None or rest is None:
            return text
        whole = str(most * 10_000 + rest)
    else:
        return text
    return whole + (text[scales.end() :] or _unit(unit)[1])


def unit_step(text: str, unit: str) -> int | None:
    """Return how the unit beside a number compares with its column's.

    It is -1 for a smaller one, 1 for a larger one, and None where the two are not of one kind.

    >>> [unit_step(text, "万元") for text in ("100元", "5万元", "5万", "1.5亿", "5", "5万元/年")]
    [-1, 0, 0, 1, None, None]
    """
    plain_text = normalised(text).replace("￥", "¥")
    match = _NUMBER.fullmatch(_without_scales(plain_text, unit))
    rest = "" if match is None else _bare_unit(match[5])
    if not rest or not unit:
        return None
    (scale, base, per), (column_scale, column_base, column_per) = _unit(rest), _unit(unit)
    if base not in ("", column_base) or per not in ("", column_per):
        return None
    return (scale > column_scale) - (scale < column_scale)


def is_unclear(text: str) -> bool:
    """Return True if marks or blanks among digits leave open which number they are.

    Blanks part groups of thousands, but two groups of three may be two numbers.

    >>> [is_unclear(text) for text in ("4 4", "500 600", "12 34", "①5", "1 380", "1 380 000")]
    [True, True, True, True, False, False]
    """
    if has_stray_mark(text):
        return True
    if not _PARTED_DIGITS.search(text):
        return False
    return _GROUPS_OF_THOUSANDS.search(half_width(text)) is None


def _value(match: re.Match[str]) -> Decimal | None:
    sign, digits, han = match[2], match[3], match[4]
    if digits is not None:
        number = Decimal(digits.replace(",", ""))
    else:
        whole = han_number(han)
        if whole is None:
            return None
        number = Decimal(whole)
    return -number if sign == "-" else number


def _convert(number: Decimal, rest: str, unit: str) -> Decimal | str | None:
    """Convert a number to the column's unit.

    Returns None if ``rest`` is no unit and the text if it is of another kind.
    """
    written = _bare_unit(rest)
    if not written:
        return number if written == "" else None
    rest = written
    scale, base, per = _unit(rest)
    column_scale, column_base, column_per = _unit(unit)
    if base and base not in _KIND and base not in (column_base, "个"):
        return None
    if per and per != column_per and not _is_denominator(per):
        return None
    if base and column_base and not _exchangeable(base, column_base):
        return rest
    if per and column_per and _terms(per) != _terms(column_per):
        return rest
    if not column_base:
        column_scale = Decimal(1)
    return number * scale / column_scale


def _bare_unit(rest: str) -> str | None:
    """Return a unit without brackets, None if these hold one of another kind."""
    rest = rest.removesuffix("整").removesuffix("正")
    if "/(" in rest:  # 元/(人·天)
        rest = rest.replace("/(", "/").removesuffix(")")
    if bracket := _BRACKET.fullmatch(rest):
        if bracket[1] and not _exchangeable(bracket[1], bracket[2]):
            return None
        return bracket[1] or bracket[2]
    return rest


def _unit(text: str) -> tuple[Decimal, str, str]:
    """Split a unit such as 万元/年 into scale, base and denominator."""
    whole, per = [*_PER.split(text, maxsplit=1), ""][:2]
    if whole in _KIND:
        return Decimal(1), whole, per
    scaled = _SCALED.fullmatch(whole)
    if scaled is None:  # pragma: no cover - the pattern takes any line
        return Decimal(1), whole, per
    return _SCALES[scaled[1]], scaled[2], per


def _is_denominator(text: str) -> bool:
    """Return True for what amounts are paid by: a unit, a term, or both as in 人/天."""
    return all(part in _KIND or part in _TERMS for part in _PARTED.split(text))


def _terms(text: str) -> frozenset[str | int]:
    """Return what amounts are paid by but for a person: each row is one, said or not."""
    return frozenset(_KIND.get(part, part) for part in _PARTED.split(text)) - _PERSONS


def _exchangeable(one: str, other: str) -> bool:
    # 个 counts anything, and a unit that is not listed equals only itself
    if one == other or "个" in (one, other):
        return True
    return one in _KIND and _KIND[one] == _KIND.get(other)


def _refusal(raw: Raw, text: str) -> Unreadable:
    if len(text) <= 30 and (_VAGUE.search(text) or _RANGE.fullmatch(text)):
        return Unreadable("C502", f"{quotation(raw)}，不是确数")
    return not_a_number(raw)


def not_a_number(raw: Raw, most: int = TOO_LARGE) -> Unreadable:
    """Return the error of a cell that holds no number, or one of ``most`` or more."""
    if isinstance(raw, int | float) and abs(raw) >= most:
        return Unreadable("C501", f"{quotation(raw)}，大得不合常理")
    if isinstance(raw, date | time | timedelta):
        return _of_date_format(raw)
    return Unreadable("C501", f"{quotation(raw)}，不是单独一个数")


def _of_date_format(raw: date | time | timedelta) -> Unreadable:
    """Return the error of a number in a cell that shows it as a date.

    A number that shows as a day long ago was typed as a number; a recent day may also be what the
    spreadsheet made of "3-4".
    """
    number = serial_number(raw)
    message = f"{quotation(raw)}，单元格设成了日期格式"
    if number is None:
        return Unreadable("C501", message)
    message += f"，存的数是{format_number(number)}"
    if number < _RECENT:
        return Unreadable("C501", message, format_number(number))
    return Unreadable("C501", f"{message}，也可能是“3-4”之类被自动变成了日期")
