"""Dates."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.values.field_type import Absent, Context, Raw, Unreadable
from ruralskills.values.partial_date import (
    PartialDate,
    read,
    read_birth,
    single_day,
    whole_month,
    whole_year,
)

IN_2020 = Context(year=2020)
FIFTH = "2020-03-05"


@pytest.mark.parametrize(
    ("raw", "context_year", "expected"),
    [
        (date(2020, 3, 5), None, FIFTH),
        (datetime(2020, 3, 5, 8), None, FIFTH),
        ("2020-3-5", None, FIFTH),
        ("2020.3.5", None, FIFTH),
        ("2020/03/05", None, FIFTH),
        ("2020年3月5日", None, FIFTH),
        ("2020年3月5号", None, FIFTH),
        (" 2020 年 3 月 5 日 ", None, FIFTH),
        ("２０２０．３．５", None, FIFTH),
        ("2020。3。5", None, FIFTH),
        ("2020—3—5", None, FIFTH),
        ("20200305", None, FIFTH),
        ("2020-03-05 00:00:00", None, FIFTH),
        ("2020-03-05T08:30:00", None, FIFTH),
        ("2020年3月5日 上午8:30", None, FIFTH),
        ("2020年3月5日（星期四）", None, FIFTH),
        ("2020/3/5 周四", None, FIFTH),
        ("'2020-03-05", None, FIFTH),
        ("二〇二〇年三月五日", None, FIFTH),
        ("二〇二〇年十二月二十五日", None, "2020-12-25"),
        ("2020年3月", None, "2020年3月"),
        ("2020年3月份", None, "2020年3月"),
        ("2020年3月上旬", None, "2020年3月"),
        ("2020年3月底", None, "2020年3月"),
        ("2020.03", None, "2020年3月"),
        ("2020-03", None, "2020年3月"),
        ("202003", None, "2020年3月"),
        ("2020.1", None, "2020年1月"),
        ("2020年", None, "2020年"),
        ("2020", None, "2020年"),
        ("2020年度", None, "2020年"),
        ("20.3.5", 2020, FIFTH),
        ("20年3月5日", 2022, FIFTH),
        ("20年3月", 2020, "2020年3月"),
        ("3月5日", 2020, FIFTH),
        ("3.5", 2020, FIFTH),
        ("3/5", 2020, FIFTH),
        ("3月", 2020, "2020年3月"),
        (43895, None, FIFTH),
        (43895.5, None, FIFTH),
        (20200305.0, None, FIFTH),
        (202003, None, "2020年3月"),
        (2020.0, None, "2020年"),
        (2020.03, None, "2020年3月"),
        (2020.12, None, "2020年12月"),
        (2020.1, None, "2020年"),
        (2020.3, None, "2020年3月"),
    ],
)
def test_reads(raw: Raw, context_year: int | None, expected: str) -> None:
    assert str(read(raw, Context(year=context_year))) == expected


@pytest.mark.parametrize("raw", ["长期", "至今", "永久", "在培", "待定", "未定", "无固定期限", "/"])
def test_open(raw: str) -> None:
    assert read(raw) is Absent.NONE


@pytest.mark.parametrize("raw", [None, "", "　", "'"])
def test_blank(raw: Raw) -> None:
    assert read(raw) is Absent.BLANK


@pytest.mark.parametrize(
    ("raw", "context", "code"),
    [
        ("2020-13-01", IN_2020, "C402"),
        ("2020-02-30", IN_2020, "C402"),
        ("2020年0月", IN_2020, "C402"),
        ("2月30日", IN_2020, "C402"),
        ("20201301", IN_2020, "C402"),
        ("1899-12-31", IN_2020, "C402"),
        ("2101-01-01", IN_2020, "C402"),
        ("0000", IN_2020, "C402"),
        (datetime(1899, 12, 31), IN_2020, "C402"),
        (20201301.0, IN_2020, "C402"),
        (2020.13, IN_2020, "C402"),
        ("3月5日", Context(), "C403"),
        ("3.5", Context(), "C403"),
        ("3月", Context(), "C403"),
        (3.5, IN_2020, "C403"),
        ("20.3.5", Context(), "C403"),
        ("20.3.5", Context(year=2030), "C403"),
        ("5/3/2020", IN_2020, "C403"),
        ("200305", IN_2020, "C403"),
        ("990305", IN_2020, "C403"),
        ("20.3", IN_2020, "C403"),
        ("去年", IN_2020, "C401"),
        ("约2020年", IN_2020, "C401"),
        ("2020-3-5-7", IN_2020, "C401"),
        (3, IN_2020, "C401"),
        (-43895, IN_2020, "C401"),
        (float("nan"), IN_2020, "C401"),
        (float("inf"), IN_2020, "C401"),
        (True, IN_2020, "C401"),
        (time(8, 30), IN_2020, "C401"),
        (timedelta(days=1), IN_2020, "C401"),
    ],
)
def test_refuses(raw: Raw, context: Context, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw, context)
    assert refusal.value.code == code
    assert refusal.value.message.startswith("现填“")


def test_a_message_keeps_no_long_number() -> None:
    with pytest.raises(Unreadable) as refusal:
        read("138 0013 8000 张三")
    assert refusal.value.message.startswith("现填“（11位号码） 张三”")


dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(dates)
def test_round_trips(day: date) -> None:
    assert read(str(single_day(day))) == single_day(day)
    assert read(f"{day.year}年{day.month}月{day.day}日") == single_day(day)
    assert read(f"{day.year}.{day.month}.{day.day}") == single_day(day)
    assert read(day.strftime("%Y%m%d")) == single_day(day)
    assert read(str(whole_month(day.year, day.month))) == whole_month(day.year, day.month)
    assert read(str(whole_year(day.year))) == whole_year(day.year)


@given(dates.filter(lambda d: d >= date(1954, 10, 3)))
def test_serial_numbers(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    if serial <= 80000:
        assert read_birth(serial) == read_birth(float(serial)) == read_birth(day) == single_day(day)
        if day.year >= 1958:
            assert read(serial) == read(float(serial)) == read(day) == single_day(day)
            assert read(datetime(day.year, day.month, day.day, 8)) == single_day(day)


@pytest.mark.parametrize(
    ("raw", "code", "said", "candidate"),
    [
        (date(1905, 7, 11), "C402", "多半输入了“2019”", "2019年"),
        (date(1905, 7, 12), "C402", "多半输入了“2020”", "2020年"),
        (datetime(1905, 7, 12, 14, 24), "C402", "多半输入了“2020.6”", "2020年6月"),
        (date(1900, 1, 3), "C402", "多半输入了“3”", ""),
        (datetime(1900, 1, 7, 14, 24), "C402", "多半输入了“7.6”", ""),
        (date(2453, 1, 25), "C402", "多半输入了“202006”", "2020年6月"),
        (date(1955, 4, 27), "C403", "可能输入了“20206”", "2020年6月"),
        (datetime(1955, 5, 8, 14, 24), "C403", "可能输入了“20217.6”", "2021-07-06"),
        (date(1954, 10, 4), "C403", "可能输入了“20001”", "2000年1月"),
        (20206.0, "C403", "没有分开", "2020年6月"),
        (20217.6, "C403", "没有分开", "2021-07-06"),
        (202107.6, "C403", "没有分开", "2021-07-06"),
        (202012.25, "C403", "没有分开", "2020-12-25"),
        ("20206", "C403", "没有分开", "2020年6月"),
        ("20217.6", "C403", "没有分开", "2021-07-06"),
        ("20217.10", "C403", "没有分开", "2021-07-10"),
        ("202107.06", "C403", "没有分开", "2021-07-06"),
        ("2019.5-6", "C403", "一天还是几个月", "2019-05-06"),
        ("2019/5-6", "C403", "一天还是几个月", "2019-05-06"),
        ("2019年5—6日", "C403", "一天还是几个月", "2019-05-06"),
        ("20200", "C401", "不是日期", ""),
        ("2021713.6", "C401", "不是日期", ""),
        ("2020、6", "C401", "不是日期", ""),
        ("3、5", "C401", "不是日期", ""),
        ("7/6/2020", "C403", "先后不清", ""),
    ],
)
def test_typed_in_a_way_that_says_something_else(
    raw: Raw, code: str, said: str, candidate: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw, IN_2020)
    assert (refusal.value.code, refusal.value.candidate) == (code, candidate)
    assert said in refusal.value.message


def test_a_number_that_may_have_lost_a_zero_has_no_proposal() -> None:
    for raw in (20217.1, 202107.2, datetime(1955, 5, 8, 2, 24)):
        assert read_birth(20217.1) == single_day(date(1955, 5, 8))
        try:
            read(raw)
        except Unreadable as refusal:
            assert refusal.candidate == ""


@pytest.mark.parametrize(
    "raw",
    [date(1955, 4, 27), 20206, 20206.0, datetime(1955, 4, 27, 8), "1955-04-27", "1955年4月27日"],
)
def test_a_birth_in_the_fifties(raw: Raw) -> None:
    assert read_birth(raw) == single_day(date(1955, 4, 27))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("43983", "2020-06-01"),
        ("43983.0", "2020-06-01"),
        ("43983.666", "2020-06-01"),
        ("29221", "1980-01-01"),
        ("2020 6 1", "2020-06-01"),
        ("2020  06  01", "2020-06-01"),
        ("2020　6　1日", "2020-06-01"),
        ("2020 6", "2020年6月"),
        ("2020、6、1", "2020-06-01"),
        ("2020，6，1", "2020-06-01"),
        ("2020,06,01", "2020-06-01"),
        ("2020；6；1日", "2020-06-01"),
        ("2020-05-31T16:00:00.000Z", "2020-06-01"),
        ("2020-05-31T15:59:59Z", "2020-05-31"),
        ("2020-06-01T00:00:00+08:00", "2020-06-01"),
        ("2020-05-31T16:00:00+00:00", "2020-06-01"),
        ("2020-05-31 16:00:00Z", "2020-06-01"),
        ("2020年7月6日上午", "2020-07-06"),
        ("2020年7月6日 下午", "2020-07-06"),
        ("2020.7.6晚上", "2020-07-06"),
        ("2020-07-06上午9点", "2020-07-06"),
        ("2020年7月6日全天", "2020-07-06"),
        ("2020.07.06.", "2020-07-06"),
        ("2020年7月6日。", "2020-07-06"),
        ("2020/7/6，", "2020-07-06"),
        ("2020.7..6", "2020-07-06"),
        ("二0二0年七月六日", "2020-07-06"),
        ("二O二O年七月六日", "2020-07-06"),
        ("二○二〇年7月6日", "2020-07-06"),
        ("2020年七月六日", "2020-07-06"),
        ("二0二0年十二月", "2020年12月"),
        ("25/7/2020", "2020-07-25"),
        ("7/25/2020", "2020-07-25"),
        ("6/6/2020", "2020-06-06"),
    ],
)
def test_one_reading(raw: Raw, expected: str) -> None:
    assert str(read(raw, IN_2020)) == expected
    assert str(read_birth(raw, IN_2020)) == expected


@given(dates, dates, st.data())
def test_certainly_before_is_true_of_every_reading(a: date, b: date, data: st.DataObject) -> None:
    one = data.draw(
        st.sampled_from([single_day(a), whole_month(a.year, a.month), whole_year(a.year)])
    )
    other = data.draw(
        st.sampled_from([single_day(b), whole_month(b.year, b.month), whole_year(b.year)])
    )
    assert one.earliest <= a <= one.latest
    if one.certainly_before(other):
        assert a < b
    assert not (one.certainly_before(other) and other.certainly_before(one))


def test_year_and_exact() -> None:
    assert (
        whole_year(2020).year,
        whole_month(2020, 3).exact,
        single_day(date(2020, 3, 5)).exact,
    ) == (
        2020,
        False,
        True,
    )
    long = PartialDate(date(2019, 12, 1), date(2020, 1, 31))
    assert long.year is None
    assert str(long) == "2019-12-01至2020-01-31"
