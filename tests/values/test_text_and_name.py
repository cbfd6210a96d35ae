"""Text and names."""

from datetime import date, datetime, time, timedelta

import pytest

from ruralskills.values import person_name, text
from ruralskills.values.field_type import Absent, Raw, Unreadable


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("养猪", "养猪"),
        ("  养猪 ", "养猪"),
        ("青龙村\n二组", "青龙村二组"),
        ("甲，\n乙", "甲，乙"),
        ("Mary \n Lee", "Mary Lee"),
        ("合作社 A区", "合作社 A区"),
        ("青龙\u200b村", "青龙村"),
        (3.0, "3"),
        (3, "3"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (date(2020, 3, 5), "2020-03-05"),
        (datetime(2020, 3, 5), "2020-03-05"),
        (datetime(2020, 3, 5, 8, 30), "2020-03-05 08:30"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=1), "1:00:00"),
        (timedelta(days=3), "72:00:00"),
        (500199001001.0, "500199001001"),
        (500199001001, "500199001001"),
        (50019900100101.0, "50019900100101"),
        (999999999999999.0, "999999999999999"),
        (-500199001001.0, "-500199001001"),
        (123456789012.5, "123456789012.5"),
        ("500199001001", "500199001001"),
        ("1.5E+10型", "1.5E+10型"),
        ("2E+12", "2E+12"),
        ("无", Absent.NONE),
        ("暂无", Absent.NONE),
        ("／", Absent.NONE),
        ("\u200b", Absent.BLANK),
        ("\n", Absent.BLANK),
        (None, Absent.BLANK),
    ],
)
def test_text(raw: Raw, expected: object) -> None:
    assert text.read(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [1e15, 5.001990010010012e15, 500199001001001234, "5.00199E+11", "5.00199e+17", float("inf")],
)
def test_digits_that_are_lost(raw: Raw) -> None:
    with pytest.raises(Unreadable, match="丢失") as refusal:
        text.read(raw)
    assert refusal.value.code == "C705"


def test_six_households_stay_six() -> None:
    raws = [500199001001.0 + n for n in range(6)]
    assert text.read_many(raws) == [text.read(raw) for raw in raws]
    assert len({text.read(raw) for raw in raws}) == 6


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("张 小\n明", "张小明"),
        ("欧阳 明", "欧阳 明"),
        ("欧阳 娜 娜", "欧阳 娜 娜"),
        ("李 四 王五", "李 四 王五"),
        ("欧 阳 娜 娜", "欧阳娜娜"),
        ("王", "王"),
        ("马．穆罕默德", "马·穆罕默德"),
        ("马• 穆罕默德", "马·穆罕默德"),
        ("马・穆罕默德", "马·穆罕默德"),
        ("马.穆罕默德", "马·穆罕默德"),
        ("马‧穆罕默德", "马·穆罕默德"),
        ("马·穆罕默德", "马·穆罕默德"),
        (
            "阿卜杜拉·买买提·艾力·托合提·肉孜·努尔买买提",
            "阿卜杜拉·买买提·艾力·托合提·肉孜·努尔买买提",
        ),
        ("J. Smith", "J. Smith"),
        ("𠮷田 明", "𠮷田 明"),
        ("𠮷 明", "𠮷明"),
        ("张\u200b三", "张三"),
        ("王⼀", "王一"),
        ("无", Absent.NONE),
        ("暂无", Absent.NONE),
        ("", Absent.BLANK),
        (3.0, "3"),
    ],
)
def test_name(raw: Raw, expected: object) -> None:
    assert person_name.read(raw) == expected


@pytest.mark.parametrize(
    ("name", "broken"),
    [("张□", True), ("张\ue000", True), ("张\ufffd", True), ("𠮷田", False), ("王", False)],
)
def test_looks_broken(name: str, broken: bool) -> None:
    assert person_name.has_broken_character(name) is broken
