"""Account numbers, credit codes and certificate numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.values import account, certificate, credit_code
from ruralskills.values.field_type import Absent, Raw, Unreadable

CARD = "6228480000000000000"
CODE = "91350100M000100Y43"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (CARD, CARD),
        ("6228 4800 0000 0000 007", "6228480000000000007"),
        ("6228-4800-0000-0000-007", "6228480000000000007"),
        ("'" + CARD, CARD),
        (123456789012345, "123456789012345"),
        (12345678901.0, "12345678901"),
        ("12345678901.0", "12345678901"),
        ("c12345678", "C12345678"),
        ("/", Absent.NONE),
        ("", Absent.BLANK),
    ],
)
def test_account(raw: Raw, expected: object) -> None:
    assert account.read(raw) == expected


@pytest.mark.parametrize("digits", [10, 12, 14, 15, 20, 21, 22, 30])
def test_a_card_with_digits_too_few_or_too_many(digits: int) -> None:
    number = ("62170000000000000004" * 2)[:digits]
    assert account.read(number) == number  # the account of a body may be so long
    with pytest.raises(Unreadable, match=f"共{digits}位，银行卡号应为16至19位") as refused:
        account.read_personal(number)
    assert refused.value.code == "C703"
    passbook = "21" + number[2:]
    assert account.read_personal(passbook) == passbook


@pytest.mark.parametrize("digits", [16, 17, 18, 19])
def test_a_card_of_a_length_that_cards_have(digits: int) -> None:
    number = "6217000000000000004"[:digits]
    assert account.read_personal(number) == number


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (6.228480000000001e18, "C701"),
        (int(CARD) if CARD.isdigit() else 0, "C701"),
        (float("inf"), "C701"),
        ("6.22848E+18", "C701"),
        ("6228480000000000000.0", "C701"),
        ("622848******0007", "C702"),
        ("622848XXXXXX0007", "C702"),
        ("123456789", "C703"),
        (12345, "C703"),
        (0.5, "C703"),
        ("农商行" + CARD, "C703"),
        (True, "C703"),
        ("1" * 33, "C703"),
    ],
)
def test_account_refused(raw: Raw, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        account.read(raw)
    assert refusal.value.code == code
    assert not re.search(r"[0-9]{3}", refusal.value.message)


@given(st.integers(0, 18), st.integers(1, 9))
def test_luhn_catches_one_wrong_digit(place: int, shift: int) -> None:
    wrong = str((int(CARD[place]) + shift) % 10)
    assert account.has_valid_check_digit(CARD)
    assert not account.has_valid_check_digit(CARD[:place] + wrong + CARD[place + 1 :])
    assert not account.has_valid_check_digit("C12345678")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (CODE, CODE),
        (CODE.lower(), CODE),
        (" 91350100 M000100Y43", CODE),
        ("500223000012345", "500223000012345"),
        (500223000012345.0, "500223000012345"),
        ("无", Absent.NONE),
        ("'", Absent.BLANK),
    ],
)
def test_credit_code(raw: Raw, expected: object) -> None:
    assert credit_code.read(raw) == expected


@pytest.mark.parametrize(
    ("raw", "words", "candidate"),
    [
        (CODE[:-1], "共17位，应为18位", ""),
        (CODE[:-1] + "4", "末位校验码不符", ""),
        (CODE.replace("0", "O", 1), "夹有不使用的字符", CODE),
        (CODE.replace("5", "S"), "夹有不使用的字符", CODE),
        (9.13501e17, "无法还原", ""),
        (float("nan"), "无法还原", ""),
        (False, "不是代码", ""),
    ],
)
def test_credit_code_refused(raw: Raw, words: str, candidate: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        credit_code.read(raw)
    assert refusal.value.code == "C704"
    assert words in refusal.value.message
    assert refusal.value.candidate == candidate


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_credit_code_catches_one_wrong_character(place: int, new: str) -> None:
    if new == CODE[place]:
        assert credit_code.read(CODE) == CODE
    else:
        with pytest.raises(Unreadable):
            credit_code.read(CODE[:place] + new + CODE[place + 1 :])


@pytest.mark.parametrize(
    ("raw", "expected", "kind"),
    [
        ("Y000050000001200000001", "Y000050000001200000001", "技能等级"),
        ("s0000500000012 00000001", "S000050000001200000001", "技能等级"),
        ("TY00005000000120000001", "TY00005000000120000001", "技能等级"),
        ("2050003001400001", "2050003001400001", "职业资格"),
        ("渝培字〔2020〕12号", "渝培字〔2020〕12号", None),
        (20200001, "20200001", None),
        (20200001.0, "20200001", None),
    ],
)
def test_certificate(raw: Raw, expected: str, kind: str | None) -> None:
    assert certificate.read(raw) == expected
    assert certificate.kind(expected) == kind


@pytest.mark.parametrize("raw", [2.050003e15, 2050003001400001, "2.05E+15", float("inf")])
def test_certificate_refused(raw: Raw) -> None:
    with pytest.raises(Unreadable, match="无法还原") as refusal:
        certificate.read(raw)
    assert refusal.value.code == "C705"
