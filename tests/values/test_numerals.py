"""Counts, amounts, quantities and rates."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.values import amount, count, quantity, rate
from ruralskills.values.field_type import Absent, Context, Raw, Unreadable
from ruralskills.values.numeral import han_number


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        (3, "", 3),
        (3.0, "户", 3),
        (-3, "", -3),
        (2.9999999999999996, "", 3),
        (2.5, "人", Decimal("2.5")),
        ("3", "", 3),
        ("007", "", 7),
        ("3户", "", 3),
        ("3户", "户", 3),
        ("3 户", "户", 3),
        ("3家", "户", 3),
        ("3名", "人", 3),
        ("１，３８０人", "人", 1380),
        ("3.0", "", 3),
        ("2.5", "", Decimal("2.5")),
        ("3个", "户", 3),
        ("三户", "户", 3),
        ("三百二十五", "", 325),
        ("一万四千四百", "", 14400),
        ("一万零五百人", "人", 10500),
        ("十二", "", 12),
        ("〇", "", 0),
        ("+3", "", 3),
        ("-3", "", -3),
        ("'3", "", 3),
        ("1.2万人", "人", 12000),
        ("5户18人", "人", 18),
        ("5户18人", "户", 5),
        ("5户/18人", "人", 18),
        ("3（户）", "户", 3),
        ("3（户）", "", 3),
        ("12(人)", "人", 12),
        ("三（户）", "户", 3),
        ("2（万人）", "人", 20000),
        ("虚岁41", "", 41),
        ("虚岁 41", "岁", 41),
        ("周岁四十一", "", 41),
        ("41（虚岁）", "", 41),
        ("41虚岁", "", 41),
        ("41岁（实岁）", "岁", 41),
        ("0", "", 0),
        ("无", "", Absent.NONE),
        ("/", "", Absent.NONE),
        ("", "", Absent.BLANK),
        (None, "", Absent.BLANK),
    ],
)
def test_count(raw: Raw, unit: str, expected: object) -> None:
    value = count.read(raw, Context(unit=unit))
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("raw", "unit", "code"),
    [
        ("约30", "", "C502"),
        ("30余", "", "C502"),
        ("10余亩", "", "C502"),
        ("3-5户", "户", "C502"),
        ("3户至5户", "户", "C502"),
        ("3～5", "", "C502"),
        ("三五户", "户", "C502"),
        ("近百", "", "C502"),
        ("若干", "", "C502"),
        ("几十", "", "C502"),
        ("10以上", "", "C502"),
        ("＞10", "", "C502"),
        ("5户18人", "", "C501"),
        ("5户18人", "个", "C501"),
        ("5户18户", "户", "C501"),
        ("3人", "户", "C501"),
        ("3人次", "人", "C501"),
        ("张三、李四等5户", "户", "C501"),
        ("3人已就业", "人", "C501"),
        ("2020-3-5", "", "C501"),
        ("1,38", "", "C501"),
        ("1.2.3", "", "C501"),
        ("三百二", "", "C501"),
        ("一万四", "", "C501"),
        ("三万二百二", "", "C501"),
        ("是", "", "C501"),
        ("m", "", "C501"),
        (True, "", "C501"),
        (float("nan"), "", "C501"),
        (float("inf"), "", "C501"),
        (date(2020, 3, 5), "", "C501"),
        ("3/4", "", "C501"),
        ("12/15", "人", "C501"),
        ("3/4户", "户", "C501"),
        ("8人/10人", "人", "C501"),
        ("1.5/2", "", "C501"),
        ("虚岁41", "户", "C501"),
        ("3（户均）", "户", "C501"),
        ("3（人）", "户", "C501"),
        ("3户（人）", "户", "C501"),
        ("免费", "人", "C501"),
        (13876540002, "户", "C501"),
        ("13876540002", "户", "C501"),
        (13876540002.0, "人", "C501"),
        ("138.76540002亿", "人", "C501"),
    ],
)
def test_count_refused(raw: Raw, unit: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        count.read(raw, Context(unit=unit))
    assert refusal.value.code == code
    assert refusal.value.message.startswith("现填“")


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        (0.35, "万元", "0.35"),
        (1182.3000000000002, "元", "1182.3"),
        (100, "元", "100"),
        ("100.50", "元", "100.50"),
        ("2000万", "元", "20000000"),
        ("2000万", "万元", "2000"),
        ("2000万", "", "20000000"),
        ("2000万元", "", "20000000"),
        ("1.5万元", "元", "15000"),
        ("1.5万元", "万元", "1.5"),
        ("1.5万", "万元/年", "1.5"),
        ("15000元", "万元", "1.5"),
        ("15000", "万元", "15000"),
        ("1.5亿", "元", "150000000"),
        ("1.5亿元", "万元", "15000"),
        ("３千元", "元", "3000"),
        ("¥1,380.50", "元", "1380.5"),
        ("￥1380元整", "元", "1380"),
        ("三万元", "元", "30000"),
        ("叁仟元整", "元", "3000"),
        ("1000元/月", "元/月", "1000"),
        ("1000元/月", "元", "1000"),
        ("100元/人/天", "元", "100"),
        ("100元/人·天", "元/人·天", "100"),
        ("1500元/学期", "元", "1500"),
        ("50元/人/天", "元/人·天", "50"),
        ("50元/人.天", "元/人/天", "50"),
        ("50元/天·人", "元/人·天", "50"),
        ("50元/(人·天)", "元/人·天", "50"),
        ("50元每人每天", "元/人·天", "50"),
        ("每人每天50元", "元/人·天", "50"),
        ("每人50", "元/人", "50"),
        ("50元/人次", "元/人", "50"),
        ("50元/日", "元/天", "50"),
        ("300元/人/月", "元/月", "300"),
        ("1200元/人·期", "元/期", "1200"),
        ("2万5千", "元", "25000"),
        ("2万5千元", "万元", "2.5"),
        ("2万5千", "万元", "2.5"),
        ("壹万肆仟肆佰元整", "元", "14400"),
        ("一万零五百", "万元", "1.05"),
        ("2万5千3百元", "元", "25300"),
        ("2（万）", "万元", "2"),
        ("5亩", "亩", "5"),
        ("2万亩", "亩", "20000"),
        ("2万亩", "万亩", "2"),
        ("3千克", "公斤", "3"),
        ("50㎡", "平方米", "50"),
        ("-200", "元", "-200"),
    ],
)
def test_amount(raw: Raw, unit: str, expected: str) -> None:
    assert amount.read(raw, Context(unit=unit)) == Decimal(expected)


@pytest.mark.parametrize(
    ("raw", "unit", "code"),
    [
        ("约2000万", "元", "C502"),
        ("2-3万", "元", "C502"),
        ("5000元左右", "元", "C502"),
        ("10余亩", "亩", "C502"),
        ("5亩", "元", "C501"),
        ("1000元/月", "元/年", "C501"),
        ("1000元/人·月", "元/人·年", "C501"),
        ("50元/学时", "元/天", "C501"),
        ("每人50元", "元", "C501"),
        ("2万5", "元", "C501"),
        ("1000元/500元", "元", "C501"),
        ("1000/500", "元", "C501"),
        ("1000元/500", "元", "C501"),
        ("300元/次日", "元", "C501"),
        ("3公斤", "斤", "C501"),
        ("元", "元", "C501"),
        ("万", "元", "C501"),
        (False, "元", "C501"),
    ],
)
def test_amount_refused(raw: Raw, unit: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        amount.read(raw, Context(unit=unit))
    assert refusal.value.code == code


FREE = ("免费", " 免 费 ", "免收", "全免", "不收费")


@pytest.mark.parametrize("raw", FREE)
@pytest.mark.parametrize("unit", ["", "元", "万元", "元/人"])
def test_what_is_free_costs_nothing(raw: str, unit: str) -> None:
    assert amount.read(raw, Context(unit=unit)) == 0


@pytest.mark.parametrize(
    ("raw", "unit"), [("免费", "亩"), ("免费培训", "元"), ("部分免费", "元"), ("不免费", "元")]
)
def test_free_of_what(raw: str, unit: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        amount.read(raw, Context(unit=unit))
    assert refusal.value.code == "C501"


@pytest.mark.parametrize(
    ("raw", "said", "candidate"),
    [
        (date(1900, 1, 3), "存的数是3", "3"),
        (date(1900, 2, 10), "存的数是41", "41"),
        (date(1905, 7, 11), "存的数是2019", "2019"),
        (time(12), "存的数是0.5", "0.5"),
        (time(0), "存的数是0", "0"),
        (timedelta(days=3), "存的数是3", "3"),
        (datetime(1900, 1, 3, 12), "存的数是3.5", "3.5"),
        (date(1900, 2, 28), "", ""),
        (date(2020, 3, 4), "也可能是“3-4”之类", ""),
        (datetime(2020, 12, 15), "也可能是“3-4”之类", ""),
    ],
)
@pytest.mark.parametrize("kind", [count, amount, quantity, rate])
def test_a_number_in_a_cell_of_a_date_format(
    kind: ModuleType, raw: Raw, said: str, candidate: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        kind.read(raw, Context(unit="人"))
    assert refusal.value.code == "C501"
    assert "单元格设成了日期格式" in refusal.value.message
    assert said in refusal.value.message
    assert refusal.value.candidate == candidate


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        ("40课时", "课时", "40"),
        ("40学时", "课时", "40"),
        ("7天", "天", "7"),
        ("3.5天", "", "3.5"),
        (0.5, "天", "0.5"),
        ("半天", "天", None),
        ("40课时", "天", None),
        ("3个月", "天", None),
    ],
)
def test_quantity(raw: Raw, unit: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(Unreadable):
            quantity.read(raw, Context(unit=unit))
    else:
        assert quantity.read(raw, Context(unit=unit)) == Decimal(expected)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("35%", ["35"]),
        ("35.0％", ["35"]),
        ("0.5%", ["0.5"]),
        (0.35, ["35", "0.35"]),
        ("0.35", ["35", "0.35"]),
        (35, ["35"]),
        (35.0, ["35"]),
        (1, ["100", "1"]),
        (1.33, ["1.33", "133"]),
        (0, ["0"]),
        (132.86, ["132.86"]),
        ("百分之三十五", ["35"]),
        ("百分之35", ["35"]),
        ("四分之一", ["25"]),
        ("四分之三", ["75"]),
        ("三成", ["30"]),
        ("3成5", ["35"]),
        ("九成半", ["95"]),
        ("27/30", ["90"]),
        ("27 / 30", ["90"]),
        ("２７／３０", ["90"]),
        ("27人/30人", ["90"]),
        ("45÷50", ["90"]),
        ("0/30", ["0"]),
        ("40/30", [Decimal(4000) / 30]),
        (0.83, ["83", "0.83"]),
        (0.9, ["90", "0.9"]),
        (0.8333, ["83.33", "0.8333"]),
    ],
)
def test_rate(raw: Raw, expected: list[str]) -> None:
    assert rate.read(raw) == tuple(Decimal(e) for e in expected)


@pytest.mark.parametrize(
    ("raw", "shown"), [(0.83, "83"), (0.9, "90"), (1.0, "100"), (0.8333, "83.33"), (0.005, "0.5")]
)
def test_a_fraction_has_the_digits_of_its_percent(raw: float, shown: str) -> None:
    readings = rate.read(raw)
    assert isinstance(readings, tuple)
    assert str(readings[0]) == shown


@pytest.mark.parametrize(
    ("raw", "part", "whole"),
    [(0.8333, 5, 6), (0.83, 5, 6), (0.97, 29, 30), (0.967, 29, 30), (0.9, 27, 30), (5 / 6, 5, 6),
     (1.0, 30, 30), (0.66, 2, 3), (0.67, 2, 3), (66.6, 2, 3), ("66.67%", 2, 3), ("27/30", 9, 10),
     (1.33, 4, 3), (133, 4, 3), ("5/6", 5, 6), (0.005, 1, 200)],
)  # fmt: skip
def test_rates_that_agree(raw: Raw, part: int, whole: int) -> None:
    readings = rate.read(raw)
    assert isinstance(readings, tuple)
    assert any(rate.agrees(each, Decimal(100 * part) / whole) for each in readings)


@pytest.mark.parametrize(
    ("raw", "part", "whole"),
    [(0.84, 5, 6), (0.82, 5, 6), (0.98, 29, 30), (0.95, 29, 30), (0.96, 19, 20), (1.0, 29, 30),
     (0.8334, 5, 6), (68, 2, 3), (65, 2, 3), ("66.8%", 2, 3), ("26/30", 9, 10), (0.9, 29, 30)],
)  # fmt: skip
def test_a_whole_unit_off_is_seen(raw: Raw, part: int, whole: int) -> None:
    readings = rate.read(raw)
    assert isinstance(readings, tuple)
    assert not any(rate.agrees(each, Decimal(100 * part) / whole) for each in readings)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("约35%", "C502"),
        ("7:3", "C501"),
        ("35‰", "C501"),
        ("%", "C501"),
        (True, "C501"),
        ("27/0", "C501"),
        ("2020/3", "C501"),
        ("1/2/3", "C501"),
        ("27人/30户", "C501"),
    ],
)
def test_rate_refused(raw: Raw, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        rate.read(raw)
    assert refusal.value.code == code


def in_han(number: int) -> str:
    """Write a number below 10000 the way a school teaches it."""
    text = ""
    for worth, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // worth % 10
        if digit:
            text += "零一二三四五六七八九"[digit] + sign
        elif text and number % worth and not text.endswith("零"):
            text += "零"
    return text or "零"


def test_every_chinese_numeral() -> None:
    for number in range(10000):
        assert han_number(in_han(number)) == number


@given(st.integers(-(10**9), 10**9))
def test_a_count_reads_back(number: int) -> None:
    for raw in (number, float(number), str(number), f"{number:,}人", f" {number}.0 "):
        assert count.read(raw) == number


@given(st.text(min_size=1, max_size=8))
def test_text_without_a_numeral_is_never_a_number(text: str) -> None:
    if any(c.isnumeric() for c in text) or any(c in "壹贰叁肆伍陆柒捌玖拾佰仟" for c in text):
        return
    try:
        assert isinstance(count.read(text), Absent)
    except Unreadable as refusal:
        assert refusal.code in ("C501", "C502")


@pytest.mark.parametrize(
    "raw",
    [
        "60000 45000", "60000\n45000", "500 600", "500\n100", "1 2 3", "12 34", "4 ４", "4　4", "12 3456",
        "①500", "①", "②户", "④", "⓪", "㊿", "₄", "⁴户", "⒈5", "6⒌", "10⁴", "10³元", "½", "1½", "1①2", "➀",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [count, amount, quantity, rate])
def test_marks_and_blanks_that_leave_a_number_open(kind: ModuleType, raw: str) -> None:
    with pytest.raises(Unreadable):
        kind.read(raw)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1 380", 1380), ("12 345 678", 12345678), ("1　380", 1380), ("1200①", 1200), ("1000²", 1000),
     ("5户①", None), ("1 3 8 0", None), ("1200⑴", 1200), ("10①", 10), ("110²", 110)],
)  # fmt: skip
def test_groups_of_thousands_and_footnotes_are_read(raw: str, expected: int | None) -> None:
    if expected is None:
        with pytest.raises(Unreadable):
            count.read(raw)
    else:
        assert count.read(raw) == expected
