"""Yes or no."""

from datetime import date

import pytest

from ruralskills.values.field_type import Absent, Raw, Unreadable
from ruralskills.values.yesno import read


@pytest.mark.parametrize(
    "raw",
    ["是", "有", "√", "✓", "✔", "Y", "y", "Ｙ", "对", "已", "1", 1, 1.0, "☑", "■", True, "TRUE",
     " 是 ", "已录入", "已签订协议", "☑是□否", "是√ 否□", "■有□无",
     "✔️", "☑️", "✅", "✔️ ", "\U0001f5f8", "✅是□否", "☑️有□无"],
)  # fmt: skip
def test_yes(raw: Raw) -> None:
    assert read(raw) is True


@pytest.mark.parametrize(
    "raw",
    ["否", "无", "×", "✗", "N", "错", "未", "0", 0, 0.0, "□", False, "false", "未录入", "没有",
     "□是☑否", "有□无■", "不是", "❌", "✖️", "✖", "□有✅无"],
)  # fmt: skip
def test_no(raw: Raw) -> None:
    assert read(raw) is False


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("/", Absent.NONE),
        ("—", Absent.NONE),
        ("不涉及", Absent.NONE),
        ("", Absent.BLANK),
        (None, Absent.BLANK),
        ("□是□否", Absent.BLANK),
    ],
)
def test_absent(raw: Raw, expected: Absent) -> None:
    assert read(raw) is expected


@pytest.mark.parametrize(
    "raw",
    [2, 0.5, "2", "○", "X", "☒", "❎", "部分", "已申请未录入", "未全部录入", "☑是☑否", "也许", float("nan"),
     date(2020, 1, 1)],
)  # fmt: skip
def test_refuses(raw: Raw) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert refusal.value.code == "C602"
