"""Bounds of what readers take: the last value that is read, and the first that is not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import ModuleType
from typing import Final

import pytest

from ruralskills.values import (
    account,
    amount,
    certificate,
    count,
    credit_code,
    half_day,
    identity,
    money_unit,
    paragraphs,
    partial_date,
    phone,
    rate,
    serial_number,
    yesno,
)
from ruralskills.values.field_type import Absent, Context, Raw, Unreadable, absent, display_text

IN_2020: Final = Context(year=2020)
PROVINCES: Final = [
    "11",
    "12",
    "13",
    "14",
    "15",
    "21",
    "22",
    "23",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "50",
    "51",
    "52",
    "53",
    "54",
    "61",
    "62",
    "63",
    "64",
    "65",
    "71",
    "81",
    "82",
    "83",
    "91",
    "92",
    "93",
    "94",
    "95",
    "96",
    "97",
    "98",
]
"""GB/T 2260, and 83 and 9x as papers of residents from elsewhere have them."""


def outcome(kind: ModuleType, raw: Raw, context: Context = IN_2020) -> object:
    """Return what a reader makes of a cell: its value, or the code of the defect."""
    try:
        return kind.read(raw, context)
    except Unreadable as refusal:
        return refusal.code


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1" * 9, "C703"),
        ("1" * 10, "1" * 10),
        ("1" * 32, "1" * 32),
        ("1" * 33, "C703"),
        (" " + "1" * 10, "1" * 10),
        (" " + "1" * 32, "1" * 32),
        (" " + "1" * 33, "C703"),
        (10**15 - 1, "999999999999999"),
        (10**15, "C701"),
        (-(10**15), "C701"),
        (12345678901.5, "C703"),
        (-12345678901.0, "C703"),
        ("ABCDEFGHIJKL", "C703"),
        ("٠١٢٣٤٥٦٧٨٩٠١", "C703"),
        ("12345678X", "12345678X"),
        ("1234567X", "C703"),
        ("AB1234567", "C703"),
        ("1234567890123456.0", "C701"),
        ("123456789012345.0", "123456789012345"),
        ("1E+12", "C701"),
        ("1.5E12", "C701"),
        ("622848000XX0007", "C702"),
        ("62284800●●0007", "C702"),
        ("------", Absent.BLANK),
    ],
)
def test_account(raw: Raw, expected: object) -> None:
    assert outcome(account, raw) == expected


@pytest.mark.parametrize("text", ["C12345678", "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥", "abc", ""])
def test_what_is_no_card_has_no_check_digit(text: str) -> None:
    assert account.has_valid_check_digit(text) is False


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (10**10 - 1, 10**10 - 1),
        (10**10, "C501"),
        (1 - 10**10, 1 - 10**10),
        (-(10**10), "C501"),
        (1e15, "C501"),
        (9999999999.0, 10**10 - 1),
        ("9999999999", 10**10 - 1),
        ("10000000000", "C501"),
        ("1" * 24, "C501"),
        ("3户2人1亩5头", 3),
        ("3户2人1亩5头6只", "C501"),
        ("3户4", "C501"),
        ("3户至5人", "C502"),
        ("123456789户2人", 123456789),
    ],
)
def test_count(raw: Raw, expected: object) -> None:
    assert outcome(count, raw, Context(unit="户")) == expected


@pytest.mark.parametrize("first", range(10, 100))
def test_provinces_of_identity_numbers(first: int) -> None:
    first17 = f"{first}015219900101001"
    number = first17 + identity.check_character(first17)
    expected = number if str(first) in PROVINCES else "C208"
    assert outcome(identity, number) == expected
    assert identity.read_many([number]) == [number if str(first) in PROVINCES else None]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("甲\r乙", "甲\n乙"),
        ("甲\n乙", "甲\n乙"),
        (" 甲 \n 乙\r\n", "甲\n乙"),
        ("甲  乙", "甲乙"),
        ("\n", Absent.BLANK),
        ("无", Absent.NONE),
        (3.0, "3"),
        (date(2020, 3, 5), "2020-03-05"),
    ],
)
def test_paragraphs(raw: Raw, expected: object) -> None:
    assert outcome(paragraphs, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("190001", "1900年1月"), ("210012", "2100年12月"), ("189912", "C402"), ("210112", "C403"),
        ("210113", "C403"), ("199901", "1999年1月"), ("199912", "1999年12月"), ("199900", "C402"), ("199913", "C402"),
        ("201231", "C403"), ("201232", "C402"), ("200100", "C402"), ("200101", "C403"), ("990131", "C403"),
        ("990132", "C402"), ("990100", "C402"), ("991231", "C403"), ("991331", "C402"), ("990031", "C402"),
        (199901, "1999年1月"), (991231, "C403"), (-19990, "C401"), (0, "C401"),
        (0.5, "C403"), (31.5, "C403"), (32.5, "C401"), (-0.5, "C401"),
        (1899, "C401"), (1900, "1900年"), (2100, "2100年"), (2101, "C401"), ("1899", "C402"), ("2101", "C402"),
        (1900.01, "1900年1月"), (1899.12, "C402"), (2100.12, "2100年12月"), (2101.12, "C402"), (2020.13, "C402"),
        (1899.1, "C402"), (2101.1, "C402"), (2020.2, "2020年2月"),
        (20000, "1954-10-03"), (19999, "C403"), (29220, "1979-12-31"), (29221, "1980-01-01"),
        (80000, "2119-01-11"), (80000.9, "2119-01-11"), (80001, "C401"), ("80000", "2119-01-11"), ("80001", "C401"),
        ("29220", "C401"), ("29221", "1980-01-01"), (99999999, "C402"), (100000000, "C401"), (19000101, "1900-01-01"),
        (21001231, "2100-12-31"), (18991231, "C402"), (21010101, "C402"), (20200230, "C402"),
        (date(1912, 1, 1), "1912-01-01"), (date(1911, 12, 31), "C402"), (date(1958, 1, 1), "1958-01-01"),
        (datetime(1958, 1, 1, 8), "1958-01-01"), (date(2100, 12, 31), "2100-12-31"), (date(2101, 1, 1), "C402"),
        (date(1957, 12, 31), "1957-12-31"), (datetime(1957, 12, 31, 8), "1957-12-31"),
        ("1900年1月", "1900年1月"), ("1899年12月", "C402"), ("2100年12月", "2100年12月"), ("2101年1月", "C402"),
        ("2020年12月", "2020年12月"), ("2020年13月", "C402"),
        ("25.3.5", "2025-03-05"), ("26.3.5", "C403"), ("15.3.5", "2015-03-05"), ("14.3.5", "C403"),
        ("15年3月", "2015年3月"), ("14年3月", "C403"),
        ("12.5", "2020-12-05"), ("13.5", "C403"), ("13月5日", "C402"), ("3.5日", "C401"), ("12月", "2020年12月"), ("13月", "C402"),
        ("12/12/2020", "2020-12-12"), ("12/13/2020", "2020-12-13"), ("13/12/2020", "2020-12-13"), ("13/13/2020", "C402"),
        ("13/14/2020", "C403"), ("11/12/2020", "C403"), ("13/12/20", "C403"),
    ],
)  # fmt: skip
def test_day(raw: Raw, expected: str) -> None:
    assert str(outcome(partial_date, raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(20000, "1954-10-03"), (80000, "2119-01-11"), (80000.5, "2119-01-11"), (80001, "C401"), (19999, "C403"),
     (date(1900, 1, 1), "1900-01-01"), (date(2101, 1, 1), "C402"), (datetime(1955, 4, 27, 8), "1955-04-27"), (True, "C401")],
)  # fmt: skip
def test_birth(raw: Raw, expected: str) -> None:
    try:
        assert str(partial_date.read_birth(raw)) == expected
    except Unreadable as refusal:
        assert refusal.code == expected


def test_a_day_without_the_year_of_its_ledger() -> None:
    for raw in ("3月5日", "3.5", "3月", "20.3.5", "20年3月"):
        assert outcome(partial_date, raw, Context()) == "C403"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("500223000012345", "500223000012345"),
        (999999999999999, "999999999999999"),
        (10**15, "C704"),
        (500223000012345.5, "C704"),
        (-500223000012345, "C704"),
        (0, "C704"),
    ],
)
def test_credit_code(raw: Raw, expected: str) -> None:
    assert outcome(credit_code, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (999999999999999, "999999999999999"),
        (10**15, "C705"),
        (-999999999999999, "-999999999999999"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (date(2020, 3, 5), "2020-03-05"),
        ("''", Absent.BLANK),
        ("1234567890123456.0", "C705"),
        ("123456789012345.0", "123456789012345.0"),
    ],
)
def test_certificate(raw: Raw, expected: object) -> None:
    assert outcome(certificate, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (1, ("100", "1")), (1.01, ("1.01", "101")), (10, ("10", "1000")), (10.01, ("10.01",)), (-1, ("-100", "-1")),
        (-10.5, ("-10.5",)), (0.0, ("0",)), ("300/30", ("1000",)), ("301/30", "C501"), ("0/1", ("0",)),
    ],
)  # fmt: skip
def test_rate(raw: Raw, expected: object) -> None:
    found = outcome(rate, raw)
    assert (tuple(map(str, found)) if isinstance(found, tuple) else found) == expected


@pytest.mark.parametrize(
    ("shown", "computed", "fits"),
    [
        ("83", "82.5", True), ("83", "82.49", False), ("83", "83.99", True), ("83", "84", False),
        ("83.3333", "83.33335", True), ("83.33333", "83.33339", True), ("83.33333", "83.3335", False),
        ("8E+1", "80.9", True), ("8E+1", "81", False),
    ],
)  # fmt: skip
def test_a_rate_agrees_as_far_as_its_digits_go(shown: str, computed: str, fits: bool) -> None:
    assert rate.agrees(Decimal(shown), Decimal(computed)) is fits


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("12:00", "下午"), ("11:59", "上午"), ("18:00", "晚上"), ("17:59-18:00", "下午"), ("14:00-19:00", ""),
        ("8:30-12:00", "上午"), ("8:30-13:00", "全天"), ("8:30", "上午"), ("24:00", "晚上"), ("25时", "上午"), ("8", ""),
        ("上午", "上午"), ("早上", "上午"), ("下午", "下午"), ("pm", "下午"), ("晚上", "晚上"), ("整天", "全天"),
        ("上午和下午", "全天"), ("下午和上午", "上午"),
    ],
)  # fmt: skip
def test_half_of_a_day(text: str, half: str) -> None:
    assert half_day.half_of(text) == half


def test_half_day() -> None:
    assert half_day.read(time_of := "上午 ") == time_of.strip()
    assert half_day.read(3.0) == "3"
    assert half_day.read("") is Absent.BLANK
    assert half_day.read("/") is Absent.NONE
    assert half_day.read("'") in (Absent.BLANK, "'")


@pytest.mark.parametrize(
    ("unit", "other", "factor"),
    [("万元", "元", "10000"), ("元", "千元", "0.001"), ("亿元", "万元", "10000"), ("百元", "元", "100"), ("元", "户", "1"),
     ("户", "元", "1"), ("元", "元/年", "1"), ("万元/人·月", "元/人", "10000")],
)  # fmt: skip
def test_units_of_money(unit: str, other: str, factor: str) -> None:
    assert money_unit.unit_ratio(unit, other) == Decimal(factor)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (date(1900, 2, 27), "58"), (date(1900, 2, 28), None), (date(1900, 3, 1), "61"), (date(1900, 1, 1), "1"),
        (datetime(1900, 3, 1, 18), "61.75"), (datetime(1900, 1, 1, 0, 0, 1), "1.000012"), (datetime(2020, 3, 4, 0, 36), "43894.025"),
    ],
)  # fmt: skip
def test_numbers_of_days(raw: date, number: str | None) -> None:
    found = serial_number.serial_number(raw)
    assert found == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(2, "C602"), (-1, "C602"), (0.5, "C602"), (1.0, True), ("☑是☑否", "C602"), ("□是□否", Absent.BLANK),
     ("是☐否■", False), ("有■无☐", True), ("已办理", True), ("已办理登记手续了", "C602"), ("未办理", False), ("没办理", False),
     ("没完全办理", "C602"), ("已部分办理", "C602")],
)  # fmt: skip
def test_yes_or_no(raw: Raw, expected: object) -> None:
    assert outcome(yesno, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1380013800", "C301"), ("12999999999", "C301"), ("13000000000", ("13000000000",)), ("19999999999", ("19999999999",)),
        ("20000000000", "C301"), (0, "C301"), (-13800138000, "C301"), (10**15, "C301"), ("2345678", ("2345678",)),
        ("23456789", ("23456789",)), ("234567890", "C301"), ("99", "C301"), ("200", ("200",)), ("999999", ("999999",)),
        ("119", ("119",)), ("130", "C301"), ("12345", ("12345",)), ("123456", "C301"),
    ],
)  # fmt: skip
def test_phone(raw: Raw, expected: object) -> None:
    assert outcome(phone, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (" " * 12, Absent.BLANK), (" " * 13, Absent.BLANK), ("无" + " " * 11, Absent.NONE), ("无" + " " * 12, None),
        (" 无", Absent.NONE), ("n/a", Absent.NONE), ("Ｎ／Ａ", Absent.NONE), ("nb", None), (0, None), (False, None), ("〇无", Absent.NONE),
    ],
)  # fmt: skip
def test_what_is_absent(raw: Raw, expected: Absent | None) -> None:
    assert absent(raw) is expected


@pytest.mark.parametrize(
    ("raw", "shown"),
    [(1e15, "1.00000E+15"), (999999999999999.0, "999999999999999"), (-1e15, "-1.00000E+15"), (0.5, "0.5"), (None, ""),
     (datetime(2020, 3, 5), "2020-03-05"), (datetime(2020, 3, 5, 0, 1), "2020-03-05 00:01"), (False, "FALSE"), (7, "7")],
)  # fmt: skip
def test_what_a_cell_shows(raw: Raw, shown: str) -> None:
    assert display_text(raw) == shown


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [("999999999999999", "元", "999999999999999"), ("1000000000000000", "元", "C501"), ("100万亿", "元", "100000000000000"),
     ("1000万亿", "元", "C501"), (1e15, "元", "C501"), ("-1000000000000000", "元", "C501")],
)  # fmt: skip
def test_amount(raw: Raw, unit: str, expected: str) -> None:
    assert str(outcome(amount, raw, Context(unit=unit))) == expected
