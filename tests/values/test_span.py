"""Periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.values.date_range import DateRange, read
from ruralskills.values.field_type import Absent, Context, Raw, Unreadable
from ruralskills.values.partial_date import single_day

IN_2020 = Context(year=2020)
WEEK = "2020-03-05至2020-03-12"


@pytest.mark.parametrize(
    ("raw", "expected", "days"),
    [
        ("2020/3/5-3/12", WEEK, 8),
        ("2020.3.5—2020.3.12", WEEK, 8),
        ("2020.3.5-2020.3.12", WEEK, 8),
        ("2020.3.5-12", WEEK, 8),
        ("2020-3-5-2020-3-12", WEEK, 8),
        ("2020-3-5-3-12", WEEK, 8),
        ("2020-03-05至2020-03-12", WEEK, 8),
        ("2020-03-05 - 2020-03-12", WEEK, 8),
        ("2020-03-05~03-12", WEEK, 8),
        ("20200305-20200312", WEEK, 8),
        ("3月5日至12日", WEEK, 8),
        ("3月5日-3月12日", WEEK, 8),
        ("3月5-12日", WEEK, 8),
        ("3.5-3.12", WEEK, 8),
        ("2020年3月5日-12日", WEEK, 8),
        ("2020年3月5日——12日（8天）", WEEK, 8),
        ("3月5日—3月12日（3月4日报到）", WEEK, 8),
        ("2020.3.5-3.12（3月4日下午报到，3月13日返程）", WEEK, 8),
        ("3月5日至12日（周末休息）", WEEK, 8),
        ("2020年3月5日上午至3月12日下午", WEEK, 8),
        ("2020.03.05.-2020.03.12.", WEEK, 8),
        ("2020 3 5-2020 3 12", WEEK, 8),
        ("2020-03-04T16:00:00.000Z至2020-03-11T16:00:00.000Z", WEEK, 8),
        ("二0二0年三月五日至三月十二日", WEEK, 8),
        ("2020-03-05/2020-03-12", WEEK, 8),
        ("2020年3月5日/2020年3月12日", WEEK, 8),
        ("2020年3月5日\n2020年3月12日", WEEK, 8),
        ("2020.3.5 2020.3.12", WEEK, 8),
        ("2020.3.5→2020.3.12", WEEK, 8),
        ("(2020.3.5-2020.3.12)", WEEK, 8),
        ("2020.3.5~.12", WEEK, 8),
        ("20200305—0312", WEEK, 8),
        ("20200305-12", WEEK, 8),
        ("2020年3月5日开班，3月12日结业", WEEK, 8),
        ("2020年3月5日开始3月12日结束", WEEK, 8),
        ("2020年3月5日起，12日止", WEEK, 8),
        ("自2020年3月5日起至2020年3月12日止", WEEK, 8),
        ("2020年3月5日至12日每晚7点", WEEK, 8),
        ("2020.3.5-3.12（含路途1天）", WEEK, 8),
        ("2020年第三季度", "2020-07-01至2020-09-30", None),
        ("2020年1季度", "2020-01-01至2020-03-31", None),
        ("2020Q4", "2020-10-01至2020-12-31", None),
        ("二季度", "2020-04-01至2020-06-30", None),
        ("2020年下半年", "2020-07-01至2020-12-31", None),
        ("2020年上半年", "2020-01-01至2020-06-30", None),
        ("2020年一季度至三季度", "2020-01-01至2020-09-30", None),
        ("2019.5-6", "2019年5月至2019年6月", None),
        ("2019年5月-6月", "2019年5月至2019年6月", None),
        ("从2020年3月5日到2020年3月12日止", WEEK, 8),
        ("2020/3/5 8:30-2020/3/12 17:30", WEEK, 8),
        ("2020年12月28日至2021年1月3日", "2020-12-28至2021-01-03", 7),
        ("2020.3.5", "2020-03-05", 1),
        (date(2020, 3, 5), "2020-03-05", 1),
        ("2020年3月", "2020年3月", None),
        ("2020年3月-5月", "2020年3月至2020年5月", None),
        ("2020年3-5月", "2020年3月至2020年5月", None),
        ("2020.3-2020.5", "2020年3月至2020年5月", None),
        ("3-5月", "2020年3月至2020年5月", None),
        ("2018-2020", "2018年至2020年", None),
        ("2020-3-12至2020-3-5", "2020-03-12至2020-03-05", None),
    ],
)
def test_reads(raw: Raw, expected: str, days: int | None) -> None:
    span = read(raw, IN_2020)
    assert isinstance(span, DateRange)
    assert str(span) == expected
    assert span.days == days


@pytest.mark.parametrize(
    "raw", ["长期", "2020.3.5至今", "2020年3月5日起", "2020年3月起", "2020年3月-长期", "/"]
)
def test_open(raw: str) -> None:
    assert read(raw, IN_2020) is Absent.NONE


@pytest.mark.parametrize(
    ("raw", "context", "code"),
    [
        ("3月5日至12日", Context(), "C403"),
        ("3-5", IN_2020, "C403"),
        ("2020.12.28-1.3", IN_2020, "C403"),
        ("2020.3.12-5", IN_2020, "C403"),
        ("2020.2.25-30", IN_2020, "C402"),
        ("2020年3月-13月", IN_2020, "C402"),
        ("2020.3.5-13.40", IN_2020, "C403"),
        ("分两期", IN_2020, "C401"),
        ("2020年3月5日、2020年3月12日", IN_2020, "C401"),
        ("2020.3.5/3.12", IN_2020, "C401"),
        ("第五季度", IN_2020, "C401"),
        ("一季度", Context(), "C403"),
        ("3.5-3.7、3.10-3.12", IN_2020, "C401"),
        (True, IN_2020, "C401"),
        (3.5, IN_2020, "C403"),
    ],
)
def test_refuses(raw: Raw, context: Context, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw, context)
    assert refusal.value.code == code


dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(dates, dates)
def test_round_trip(a: date, b: date) -> None:
    first, last = sorted((a, b))
    expected = DateRange(single_day(first), single_day(last))
    assert expected.days == (last - first).days + 1
    for mark in "至-~—":
        assert read(f"{first.isoformat()}{mark}{last.isoformat()}") == expected
        assert read(f"{first:%Y.%m.%d}{mark}{last:%Y.%m.%d}") == expected
