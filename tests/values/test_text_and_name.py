"""Text and names."""

from datetime import date, datetime, time, timedelta

import pytest

from ruralskills.values import person_name, text
from ruralskills.values.field_type import Absent, Raw


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
    ("raw", "expected"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("张 小\n明", "张小明"),
        ("欧阳 明", "欧阳 明"),
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
