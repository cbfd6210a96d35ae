"""One person in two sheets of one class, which is named at length in one and in short in the other."""

from __future__ import annotations

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

A = number()


def attended(title: str) -> Sheet:
    return Sheet(title, f"| 姓名 | 身份证号 | 7月6日上午 | 7月6日下午 |\n| 马一 | {A} | √ | √ |")


@pytest.mark.parametrize("title", ["2020年第1期电焊培训班签到表", "2020年第1期考勤表"])
def test_two_names_of_one_class(office: Office, title: str) -> None:
    codes = office.codes(attended("2020年第1期电焊班考勤表"), attended(title))
    assert "P119" not in codes


def test_two_classes(office: Office) -> None:
    codes = office.codes(attended("2020年第1期电焊班考勤表"), attended("2020年第2期养殖班考勤表"))
    assert "P119" in codes
