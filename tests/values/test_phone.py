"""Telephone numbers; all of them are made up."""

import re
from datetime import date

import pytest

from ruralskills.values.field_type import Absent, Raw, Unreadable
from ruralskills.values.phone import read

ONE = ("13800138000",)
TWO = ("13800138000", "13900139000")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("13800138000", ONE),
        (13800138000, ONE),
        (13800138000.0, ONE),
        ("13800138000.0", ("13800138000",)),
        ("138 0013 8000", ONE),
        ("138-0013-8000", ONE),
        ("+86 13800138000", ONE),
        ("8613800138000", ONE),
        ("0086-13800138000", ONE),
        ("013800138000", ONE),
        ("１３８００１３８０００", ONE),
        ("'13800138000", ONE),
        ("13800138000/13900139000", TWO),
        ("13800138000、13900139000", TWO),
        ("13800138000，13900139000", TWO),
        ("13800138000；13900139000", TWO),
        ("13800138000 13900139000", TWO),
        ("13800138000\n13900139000", TWO),
        ("1380013800013900139000", TWO),
        ("13800138000/13800138000", ONE),
        ("13800138000（儿子）", ONE),
        ("张三：13800138000", ONE),
        ("023-45671234", ("02345671234",)),
        ("(0838) 5671234", ("08385671234",)),
        ("0838—5671234", ("08385671234",)),
        (2345671234, ("02345671234",)),
        ("45671234", ("45671234",)),
        ("023-45671234转801", ("02345671234",)),
        ("023-45671234-801", ("02345671234",)),
        ("400-123-4567", ("4001234567",)),
        ("12345", ("12345",)),
        ("661234", ("661234",)),
        ("无", Absent.NONE),
        ("无电话", Absent.NONE),
        ("", Absent.BLANK),
        (None, Absent.BLANK),
    ],
)
def test_accepts(raw: Raw, expected: object) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        ("1380013800", "C301", "手机号码共10位，应为11位"),
        (1380013800.0, "C301", "手机号码共10位，应为11位"),
        ("138001380001", "C301", "手机号码共12位，应为11位"),
        ("12800138000", "C301", "不是手机号段"),
        ("13800138000/139001390", "C301", "手机号码共9位"),
        ("1380013800a", "C301", "夹有字母或符号"),
        ("1.38E+10", "C301", ""),
        ("本人", "C301", "没有写号码"),
        (0.5, "C301", "不是完整号码"),
        (float("nan"), "C301", "不是完整号码"),
        (True, "C301", "不是号码"),
        (date(2020, 1, 1), "C301", "不是号码"),
        ("138****8000", "C302", "遮盖"),
        ("138xxxx8000", "C302", "遮盖"),
        ("138××××8000", "C302", "遮盖"),
    ],
)
def test_refuses(raw: Raw, code: str, words: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert refusal.value.code == code
    assert words in refusal.value.message
    assert not re.search(r"[0-9]{3}", refusal.value.message)
