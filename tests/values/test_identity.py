"""Identity numbers; every number here is made up, with the sequence 000 or 001."""

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ruralskills.values.field_type import Absent, Raw, Unreadable
from ruralskills.values.identity import birth_date, check_character, is_male, read


def number(place: str = "500152", birth: str = "19900101", sequence: str = "000") -> str:
    first17 = place + birth + sequence
    return first17 + check_character(first17)


GOOD = number()
ENDS_IN_X = "50015219900101000X"

valid_numbers = st.builds(
    number,
    place=st.sampled_from(
        ["500152", "510227", "350423", "622926", "140105", "830000", "999999"]
    ).filter(lambda p: p != "999999"),
    birth=st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda d: d.strftime("%Y%m%d")),
    sequence=st.sampled_from(["000", "001"]),
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (GOOD, GOOD),
        (ENDS_IN_X.lower(), ENDS_IN_X),
        (" 500152 19900101\n000Ｘ　", ENDS_IN_X),
        ("'" + GOOD, GOOD),
        ("５００１５２19900101000x", ENDS_IN_X),
        (number("510227"), number("510227")),
        (number("931124"), number("931124")),
        (GOOD + "43", GOOD + "43"),
        (GOOD + "11b1", GOOD + "11B1"),
        ("E12345678", "E12345678"),
        ("ea1234567", "EA1234567"),
        ("H1234567890", "H1234567890"),
        ("", Absent.BLANK),
        (None, Absent.BLANK),
        ("　", Absent.BLANK),
        ("'", Absent.BLANK),
        ("无", Absent.NONE),
        ("/", Absent.NONE),
    ],
)
def test_accepts(raw: Raw, expected: object) -> None:
    assert read(raw) == expected


@pytest.mark.parametrize(
    ("raw", "code", "words", "candidate"),
    [
        (5.00152199001010e17, "C201", "无法还原", ""),
        (500152199001010003, "C201", "无法还原", ""),
        (float("nan"), "C201", "无法还原", ""),
        (500152900101001, "C201", "现有15位", ""),
        (0, "C201", "现有1位", ""),
        ("5.00152E+17", "C201", "无法还原", ""),
        ("500152199001010000.0", "C201", "无法还原", ""),
        ("500152********000X", "C202", "遮盖", ""),
        ("500152＊＊＊＊＊＊＊＊0003", "C202", "遮盖", ""),
        ("500152XXXXXXXX0003", "C202", "遮盖", ""),
        ("500152××××××××0003", "C202", "遮盖", ""),
        ("50015219900101000×", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000\u0425", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000\u0445", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000\u03a7", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000\u03c7", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000✖️", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000✗", "C203", "应为字母X", ENDS_IN_X),
        ("50015219900101000❌", "C203", "应为字母X", ENDS_IN_X),
        ("51132319880229001\u0425", "C203", "夹有文字或符号", ""),
        ("51132319880229001*", "C202", "遮盖", ""),
        (GOOD[:-1], "C203", "共17位，应为18位", ""),
        (GOOD + "1", "C203", "共19位，应为18位", ""),
        (ENDS_IN_X.replace("0", "O", 1), "C203", "写成字母", ENDS_IN_X),
        (ENDS_IN_X.replace("1", "l", 1), "C203", "写成字母", ENDS_IN_X),
        ("500152-19900101-000X", "C203", "夹有文字或符号", ENDS_IN_X),
        (ENDS_IN_X + "（已故）", "C203", "夹有文字或符号", ""),
        ("19900101", "C203", "共8位", ""),
        (True, "C203", "不是号码", ""),
        (date(1990, 1, 1), "C203", "不是号码", ""),
        (number(birth="19900230"), "C204", "不是真实日期", ""),
        (number(birth="18991231"), "C204", "不是真实日期", ""),
        (number(birth="21010101"), "C204", "不是真实日期", ""),
        ("500152199001010001", "C205", "末位校验码不符", ""),
        ("500152900101001", "C206", "15位旧号码", number(sequence="001")),
        ("500152901301001", "C203", "共15位", ""),
        ("500152199001011000", "C207", "疑似曾按数值保存被截断", ""),
        (number("999999"), "C208", "省级行政区代码", ""),
        (number("160101"), "C208", "省级行政区代码", ""),
        (GOOD + "83", "C209", "残疾类别1至7", ""),
        (GOOD + "15", "C209", "残疾等级1至4", ""),
        ("50015219900101000111", "C205", "残疾人证号前18位", ""),
    ],
)
def test_refuses(raw: Raw, code: str, words: str, candidate: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(raw)
    assert refusal.value.code == code
    assert words in refusal.value.message
    assert refusal.value.candidate == candidate
    assert not re.search(r"[0-9]{3}", refusal.value.message)


@given(valid_numbers)
def test_a_valid_number_is_read_as_it_is(good: str) -> None:
    assert read(good) == good
    assert birth_date(good) == date(int(good[6:10]), int(good[10:12]), int(good[12:14]))


@given(valid_numbers)
def test_every_wrong_character_is_caught(good: str) -> None:
    for i, old in enumerate(good):
        for new in "0123456789X":
            if new != old:
                with pytest.raises(Unreadable):
                    read(good[:i] + new + good[i + 1 :])


@given(valid_numbers)
def test_every_exchange_of_neighbours_is_caught(good: str) -> None:
    for i in range(17):
        if good[i] != good[i + 1]:
            with pytest.raises(Unreadable):
                read(good[:i] + good[i + 1] + good[i] + good[i + 2 :])


@given(valid_numbers, st.integers(0, 9))
def test_messages_never_contain_the_number(good: str, digit: int) -> None:
    spoiled = good[:16] + str(digit) + good[17]
    assume(spoiled != good)
    with pytest.raises(Unreadable) as refusal:
        read(spoiled)
    assert not re.search(r"[0-9]{3}", refusal.value.message)
    assert refusal.value.candidate == ""


@pytest.mark.parametrize(
    ("value", "born", "male"),
    [
        (number(), date(1990, 1, 1), False),
        (number(sequence="001"), date(1990, 1, 1), True),
        (number(sequence="001") + "43", date(1990, 1, 1), True),
        ("E12345678", None, None),
        ("500152900101001", None, None),
    ],
)
def test_what_a_number_tells(value: str, born: date | None, male: bool | None) -> None:
    assert birth_date(value) == born
    assert is_male(value) is male
