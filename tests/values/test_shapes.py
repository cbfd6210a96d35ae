"""Shapes of values that lie between others: periods, telephone numbers, levels, numbers in words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

import pytest

from ruralskills.values import (
    date_range,
    numeral,
    person_name,
    phone,
    quantity,
    skill_level,
    text,
)
from ruralskills.values.date_range import span_in_text
from ruralskills.values.date_text import compact, with_usual_marks
from ruralskills.values.field_type import Absent, Context, Raw, Unreadable, beginning

IN_2020: Final = Context(year=2020)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2020.3.5至", "Absent.NONE"), ("至2020.3.5", "C401"), ("自3月5日起至3月12日止", "2020-03-05至2020-03-12"), ("自3月5日至3月12日止", "2020-03-05至2020-03-12"),
        ("2020年3月5日至现在", "Absent.NONE"), ("2020.3.5-", "Absent.NONE"), ("待定至2020.3.5", "Absent.NONE"),
        ("3月5日至31日", "2020-03-05至2020-03-31"), ("2月5日至30日", "C402"), ("2020年3月至12月", "2020年3月至2020年12月"),
        ("2020年3月至0月", "C402"), ("2020年12月至1月", "C403"), ("2020年12月至2021年1月", "2020年12月至2021年1月"),
        ("2020年3月-5日", "C401"), ("2020.12.28-2020.1.3", "2020-12-28至2020-01-03"), ("2020.12.28-20.1.3", "2020-12-28至2020-01-03"),
        ("2018-2020年", "2018年至2020年"), ("2018至2020", "2018年至2020年"), ("2018年至5月", "2018年至2018年5月"),
        ("20200305-0312", "2020-03-05至2020-03-12"), ("202003-202005", "C401"), ("3月-5月", "2020年3月至2020年5月"), ("3至5月", "2020年3月至2020年5月"),
        ("2020-3-5-12", "2020-03-05至2020-03-12"), ("2020-3-2020-5", "2020年3月至2020年5月"),
        ("20-3-5-3-12", "C403"), ("2020-3-5", "2020-03-05"), ("3-5", "C403"), ("3", "C403"), ("2020", "2020年"),
        ("3月5日至12日（共8天）", "2020-03-05至2020-03-12"), ("3月5日至12日,计8天", "2020-03-05至2020-03-12"),
        ("3月5日至12日（含报到）", "2020-03-05至2020-03-12"), ("3月5日至12日（甲班）", "C401"),
        (datetime(2020, 3, 5, 8), "2020-03-05"), (43895, "2020-03-05"), ("", "Absent.BLANK"), ("'", "Absent.BLANK"),
    ],
)  # fmt: skip
def test_period(raw: Raw, expected: str) -> None:
    try:
        found = str(date_range.read(raw, IN_2020))
    except Unreadable as refusal:
        found = refusal.code
    assert found == expected


@pytest.mark.parametrize(
    ("words", "span"),
    [("2020.3.1-2020.3.7", "2020-03-01至2020-03-07"), ("2020.3.1", "None"), ("已公示", "None"), ("", "None"), ("/", "None"),
     ("3.1-3.7", "None"), ("2020.3.1至2020.3.1", "None")],
)  # fmt: skip
def test_period_that_a_text_states(words: str, span: str) -> None:
    assert str(span_in_text(words)) == span


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2020年3月5日 （星期四）", "2020年3月5日"), ("2020-3-5 8:30", "2020-3-5"), ("2020 3", "2020.3"), ("a 2020 3", "a20203"),
        ("2020-05-31T16:00Z", "2020-06-01"), ("2020-05-31T15:59+00:00", "2020-05-31"), ("2020-02-30T16:00Z", "2020-02-30"),
        ("9999-12-31T23:00Z", "9999-12-31"), ("2020-05-31T01:00+0930", "2020-05-30"), ("‘2020.3.5’", "2020.3.5"),
        ("一" * 81, "一" * 81), ("3月5日上午", "3月5日"), ("①3月5日", "①3月5日"),
    ],
)  # fmt: skip
def test_date_without_what_is_beside_it(written: str, shown: str) -> None:
    assert compact(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [("2020、6、1", "2020.6.1"), ("2020、6,1", "2020、6,1"), ("二〇二〇年六月", "2020年6月"), ("二十一日", "21日"), ("2020..6//1", "2020.6/1"),
     ("2020。6·1", "2020.6.1"), ("2020—6–1", "2020-6-1"), ("6月1号", "6月1日"), ("二O二o年", "2020年"), ("六月", "6月")],
)  # fmt: skip
def test_date_in_the_usual_marks(written: str, shown: str) -> None:
    assert with_usual_marks(written) == shown


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("20000000000", "共11位，但不是手机号段"), ("02345678", "共8位，不是电话号码"), ("0", "共1位，不是电话号码"),
        ("023456789", "固定电话连区号共9位，应为10至12位"), ("0234567890", "固定电话连区号共10位，位数与区号不符"),
        ("012345678901", "固定电话连区号共12位，位数与区号不符"), ("0123456789012", "固定电话连区号共13位，应为10至12位"),
        ("1234567", "手机号码共7位"), (13800138000.5, "按数值保存且不是完整号码"), (0, "按数值保存且不是完整号码"),
        (-1, "按数值保存且不是完整号码"), (10**15, "按数值保存且不是完整号码"), (10**15 - 1, "手机号码共15位"),
        ("无人", "没有写号码"), ("13800138000a", "夹有字母或符号"), ("138XX138000", "遮盖"), ("X138", "夹有字母或符号"),
        ("13800138000 1390013900", "手机号码共21位"),
    ],
)  # fmt: skip
def test_why_a_number_is_no_telephone(raw: Raw, says: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        phone.read(raw)
    assert says in refusal.value.message


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("13800138000或13900139000", ("13800138000", "13900139000")), ("电话：13800138000", ("13800138000",)),
        ("没有手机", Absent.NONE), ("暂无联系电话", Absent.NONE), ("‘’", Absent.BLANK),
        (8385671234, ("08385671234",)), (75527561234, ("075527561234",)), (13800138000, ("13800138000",)),
        ("4001234567", ("4001234567",)), ("13800138000和661234", ("13800138000", "661234")),
        ("13800138000ext.5", ("13800138000",)), ("023-45671234分机 12", ("02345671234",)),
        ("45671234 45671235", ("45671234", "45671235")), ("+1 650-253-0000", ("+16502530000",)),
        ("86-400-810-1234", ("4008101234",)),
    ],
)  # fmt: skip
def test_telephones_of_a_cell(raw: Raw, numbers: object) -> None:
    assert phone.read(raw) == numbers


@pytest.mark.parametrize(
    ("number", "landline"),
    [("02345671234", True), ("023456712345", True), ("0234567123", True), ("023456712", False), ("2345678", True), ("1234567", False),
     ("4001234567", True), ("8001234567", True), ("5001234567", False), ("13800138000", False), ("+85261234567", False)],
)  # fmt: skip
def test_landline(number: str, landline: bool) -> None:
    assert phone.is_landline(number) is landline


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("一级/高级技师", "1"), ("1级", "1"), ("二级", "2"), ("技师", "2"), ("国家职业资格二级", "2"), ("三级/高级工", "3"), ("高级", "3"),
        ("四级", "4"), ("中级工", "4"), ("五级", "5"), ("初级", "5"), ("5级", "5"), ("国家职业资格五级", "5"), ("国家职业资格一级", "1"),
        ("初中级", None), ("中级、高级", None), ("六级", None), ("培训合格", None), ("首席技师", None), ("特级技师", None), ("", None),
        ("高级技师、初级工", None), ("学徒工初级", None), ("第五级", None),
    ],
)  # fmt: skip
def test_level_of_skill(word: str, level: str | None) -> None:
    assert skill_level.level_of(word) == level


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("零", 0), ("〇", 0), ("十", 10), ("一十", 10), ("二十", 20), ("百", None), ("一百零五", 105), ("一百一十", 110), ("一百十", None),
        ("一千零一十", 1010), ("九千九百九十九", 9999), ("两千", 2000), ("叁佰贰拾伍", 325), ("三千二", None), ("二百五", None), ("一万", None), ("", None),
    ],
)  # fmt: skip
def test_number_in_words(words: str, number: int | None) -> None:
    assert numeral.han_number(words) == number


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("3户", "万户", "0.0003"), ("3万户", "万户", "3"), ("30000户", "万户", "3"), ("5个", "户", "5"), ("5个", "个", "5"), ("5户", "个", "5"), ("5筐", "筐", "5"),
        ("5筐", "户", "C501"), ("5", "筐", "5"), ("5元/人/天", "元/人", "C501"), ("5元/人", "", "5"), ("5元/车", "元", "C501"), ("5元/户", "元/户", "5"),
        ("5元", "元/户", "5"), ("5万", "", "50000"), ("5万", "个", "50000"), ("5(万元)", "元", "50000"), ("5万(元)", "元", "C501"),
        ("5万元(元)", "元", "C501"), ("5元(元)", "元", "5"), ("5块(元)", "元", "5"), ("5正", "元", "5"), ("三十元整", "元", "30"),
        ("-3.5元", "元", "-3.5"), ("+.5元", "元", "0.5"), ("1,234.5元", "元", "1234.5"), ("1,23元", "元", "C501"), ("人民币5元", "元", "5"),
        ("rmb5元", "元", "5"), ("−5元", "元", "-5"), ("约" + "一" * 29, "元", "C502"), ("约" + "一" * 30, "元", "C501"),
        ("3.", "元", "3"), ("1" * 16, "元", "C501"), ("0.5亿元", "万元", "5000"), ("1万亿元", "亿元", "1E+4"),
    ],
)  # fmt: skip
def test_number_with_a_unit(words: str, unit: str, number: str) -> None:
    try:
        found = Decimal(numeral.read_number(words, unit))
    except Unreadable as refusal:
        assert refusal.code == number
    else:
        assert found == Decimal(number)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [(0.1 + 0.2, "0.3"), (1182.3000000000002, "1182.3"), (123456789012.345, "123456789012.345"), (3.0, "3"), (-0.5, "-0.5"),
     (12345678901234.5, "12345678901234.5"), (1e-7, "1E-7")],
)  # fmt: skip
def test_number_as_a_decimal(raw: float, shown: str) -> None:
    assert str(numeral.to_decimal(raw)) == shown


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(10**15 - 1, "999999999999999"), (10**15, "C501"), (1e15, "C501"), ("1" * 15, "1" * 15), ("1" * 16, "C501"), ("-3.5", "-3.5"),
     ("3.", "3"), (None, "Absent.BLANK"), ("无", "Absent.NONE"), (date(2020, 3, 5), "C501"), (True, "C501")],
)  # fmt: skip
def test_quantity(raw: Raw, expected: str) -> None:
    try:
        assert str(quantity.read(raw)) == expected
    except Unreadable as refusal:
        assert refusal.code == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(999999999999999.0, "999999999999999"), (1e15, "C705"), (-1e15, "C705"), (10**15, "C705"), (10**15 - 1, "999999999999999"),
     ("1.50E+10", "C705"), ("1.5E+10", "1.5E+10"), ("a1.50E+10", "a1.50E+10"), ("甲 乙", "甲乙"), ("a b", "a b"), (datetime(2020, 3, 5), "2020-03-05")],
)  # fmt: skip
def test_text(raw: Raw, expected: str) -> None:
    try:
        assert text.read(raw) == expected
    except Unreadable as refusal:
        assert refusal.code == expected


def test_texts_at_once() -> None:
    raws = ["养猪", "养 猪", "无", 3.0, 3.5, 1e15, -1e15, 999999999999999.0, 3, None]
    expected = ["养猪", None, None, "3", None, None, None, "999999999999999", None, None]
    assert text.read_many(raws) == expected


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("张 三", "张三"),
        ("张 三 丰", "张三丰"),
        ("张 三丰", "张 三丰"),
        ("张三 丰", "张三 丰"),
        ("阿 卜 杜拉 明 亮", "阿 卜 杜拉 明 亮"),
        ("", ""),
    ],
)
def test_name_of_single_characters(name: str, one: str) -> None:
    assert person_name.compact(name) == one


def test_names_at_once() -> None:
    raws = ["张三", "王", "欧阳明月", "买买提艾力", "没有", "", "张三\n李四", None]
    assert person_name.read_many(raws) == ["张三", None, "欧阳明月", None, None, None, None, None]
    assert person_name.read_many([]) == []


@pytest.mark.parametrize(
    ("blanks", "length", "cut"), [(0, 1000, 1000), (0, 1001, 1001), (5, 1000, 1000), (5, 999, 1004)]
)
def test_beginning_of_a_long_text(blanks: int, length: int, cut: int) -> None:
    shown = beginning(" " * blanks + "一" * length)
    assert len(shown) == (cut if length + blanks <= 1000 else min(length, 1000) + (length > 1000))
    assert shown.endswith("…") is (length > 1000)
