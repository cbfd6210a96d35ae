"""No report shows a whole personal number, however it is written and wherever it was typed."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import ruralskills as rs
from builders.personal_numbers import identity_numbers, leaked, texts
from builders.proof import amount
from builders.sheet_text import Sheet, write
from builders.watchdog import watchdog
from builders.workbook_fixture import TODAY, number
from ruralskills.model.checked_numbers import mask_checked
from ruralskills.model.masking import mask_text, mask_value
from ruralskills.model.outcome import Outcome
from ruralskills.reports import console, json, xlsx
from ruralskills.workspace.settings import Settings

WHOLE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{18}|1[3-9]\d{9})(?!\d)")
A = number()
READABLE = (
    "2020-07-06", "20200706", "2020.7.6-2020.7.12", "20200706-20200712", "2020年6月30日", "202006301500",
    "20190630150000", "1998.1-2020.12", "1995.7-2020.7.1", "2020 07 06 2020 07 12", "12:30:45",
    "1380000元", "1,234,567.89元", "12345678.90元", "138123456.78元", "￥138123456.78", "80.5%",
    "〔2020〕4号", "潼扶组发〔2020〕4号三（三）", "2021Q2", "第20003行", "B12", "3 4 5 6 7 8 9 10 11 12 13",
    "12、15、18、20、22、25", "1200户4500人", "500152101001", "140121100200",
    "编号2020-0001-0123", "2019061500123", "T0131", "电话20200706", "电话补贴1200元", "2023-01-01至2023-12-31",
    "电话：110、12317", "第0451号", "13组一村", "1380000元三户", "培训2020O班", "一卡通发放1380000.00元",
    "12、15、18、20、22、25、202006301500",
)  # fmt: skip
"""Dates, money, counts, numbers of documents, rows and villages."""


def plain(text: str) -> str:
    """What a person reads, blanks and widths set aside.

    The digest of a file and a finding's fingerprint are random digits: eleven of them in a row tell
    of nobody.
    """
    text = re.sub(r'"sha256": "[0-9a-f]*"', "", text)
    text = re.sub(r"\b(?=\d*[a-f])[0-9a-f]{16}\b", "", text)
    text = unicodedata.normalize("NFKC", re.sub(r"\d{4}-\d\d-\d\d", "", text))
    return re.sub(r"(?<=\d)[ -](?=[\dXx])", "", text)


def reports(outcome: Outcome, folder: Path) -> list[str]:
    """The text of every report of a masked outcome."""
    masked = outcome.masked()
    stream = io.StringIO()
    console.write(masked, stream, colour=False)
    target = folder / "问题清单.xlsx"
    target.write_bytes(xlsx.workbook(masked, target))
    book = load_workbook(target)
    cells = "\n".join(
        str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value
    )
    return [stream.getvalue(), json.text(masked), cells]


def spoiled() -> st.SearchStrategy[str]:
    sound = st.integers(1, 99).map(lambda n: number(sequence=n))
    ways = [
        lambda t: t, lambda t: t + "1", lambda t: t[:-1] + "*", lambda t: f"{t[:6]} {t[6:14]} {t[14:]}",
        lambda t: t[:17] + ("1" if t[17] != "1" else "2"), lambda t: "身份证" + t, lambda t: t + "（本人）",
        lambda t: "".join(chr(ord(c) + 0xFEE0) for c in t), lambda t: f"{t}/{A}", lambda t: t.lower(),
        lambda t: f"{t},13812345678", lambda t: f"{t[:6]}-{t[6:]}", lambda t: f"证件号{t}电话13987654321",
    ]  # fmt: skip
    phones = st.sampled_from(
        [
            "13812345678",
            "1381234567",
            "138 1234 5678",
            "138-1234-5678",
            "１３８１２３４５６７８",
            "+8613812345678",
        ]
    )
    return st.one_of(st.tuples(sound, st.sampled_from(ways)).map(lambda p: p[1](p[0])), phones)


@given(st.lists(st.tuples(spoiled(), spoiled(), spoiled(), spoiled()), min_size=1, max_size=6))
@settings(
    max_examples=amount(20, 400),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_report_shows_a_number(tmp_path: Path, cells: list[tuple[str, str, str, str]]) -> None:
    rows = "\n".join(
        f"| {name} | {no} | {phone} | 破产 {remark} |" for name, no, phone, remark in cells
    )
    sheet = Sheet(
        "2020年致富带头人台账",
        f"| 姓名 | 身份证号 | 联系电话 | 备注 |\n{rows}\n| 张三 | {A} | 13812345678 | |\n| 张三 | {A} | | |",
    )
    path = write(tmp_path / "台账.xlsx", sheet)
    outcome = rs.validate(path, notices=["tongnan-2020"], as_of=TODAY, settings=Settings())
    assert outcome.findings
    for text in reports(outcome, tmp_path):
        assert not WHOLE.search(plain(text)), WHOLE.search(plain(text))


def test_numbers_in_titles_headers_units_and_file_names(tmp_path: Path) -> None:
    sheet = Sheet(
        f"2020年致富带头人台账（联系人{A}，13812345678）",
        f"| 姓名 | 身份证号 | 联系电话 | 电话13912345678 |\n| 张三 | {A[:-1]}* | 1 | |\n| 李四 | {A} | | |",
        unit="桂林街道13712345678",
    )
    path = write(tmp_path / f"张三{A}.xlsx", sheet)
    outcome = rs.validate(path, notices=["common"], as_of=TODAY, settings=Settings())
    for text in reports(outcome, tmp_path):
        assert not WHOLE.search(plain(text)), WHOLE.search(plain(text))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("500152199001011234", "500152********1234"),
        ("A500152199001011234B", "A500152********1234B"),
        ("500152(1990)0101.1234", "500152********1234"),
        ("138\u200b1234\n5678", "138****5678"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("1381234567813987654321", "138****5678139****4321"),
        ("50015219900101123450015219900101124X", "500152********1234500152********124X"),
        ("2020-07-06 13812345678", "2020-07-06 138****5678"),
        ("2020070613812345678", "20200706 138****5678"),
        ("卡号622848000012", "卡号622*****0012"),
        ("113812345678", "1138****5678"),
        ("622202 0213 4567 890 123", "622202**********0123"),
        ("号码500152 19900101 1234。", "号码500152********1234。"),
        ("５００１５２１９９００１０１１２３４", "500152********1234"),
        ("138 1234 5678", "138****5678"),
        ("138-1234-5678", "138****5678"),
        ("第20003行，金额1380000元", "第20003行，金额1380000元"),
        ("2020-07-06至2020-07-12", "2020-07-06至2020-07-12"),
        ("填2020.7.6-2020.7.12", "填2020.7.6-2020.7.12"),
        ("2020年6月30日 202006301500", "2020年6月30日 202006301500"),
    ],
)
def test_text(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@given(texts())
@settings(max_examples=amount(200, 10_000), deadline=None)
def test_no_number_stays_whole_whatever_stands_around_and_inside(
    made: tuple[str, tuple[str, ...]],
) -> None:
    text, numbers = made
    once = mask_text(text)
    assert not leaked(once, numbers)
    assert mask_text(once) == once


@pytest.mark.parametrize("text", READABLE)
def test_what_must_stay_readable(text: str) -> None:
    assert mask_text(text) == text


@given(st.lists(st.sampled_from(READABLE), min_size=1, max_size=4), st.sampled_from("，；、/：和"))
@settings(max_examples=200, deadline=None)
def test_what_must_stay_readable_side_by_side(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assume(mask_checked(text) == text)  # few neighbours make an identity number by chance
    assert mask_text(text) == text


@given(
    st.dates(date(1930, 1, 1), date(2039, 12, 31)),
    st.dates(date(1930, 1, 1), date(2039, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y %m %d"]),
    st.sampled_from([" ", "至", "-", "—", "~", "，", "\n", "", "）（"]),
)
@settings(max_examples=300, deadline=None)
def test_dates_stay_readable(one: date, other: date, form: str, between: str) -> None:
    text = f"{one.strftime(form)}{between}{other.strftime(form)}"
    if between or form in ("%Y%m%d", "%Y年%m月%d日"):
        assert mask_text(text) == text


@given(st.decimals(0, 99_999_999, places=2), st.integers(0, 9_999_999))
@settings(max_examples=300, deadline=None)
def test_money_and_counts_stay_readable(money: Decimal, count: int) -> None:
    for text in (
        f"金额{money}元", f"{money:,}元", f"应为{money}", f"{count}户{count}人", f"{count}，{count}",
        f"共{count}户，{money}万元", f"{count}/{count}",
    ):  # fmt: skip
        assert mask_text(text) == text


@given(
    st.text("0123456789X*- xＸ０１２", min_size=9, max_size=40),
    st.sampled_from(["identity", "phone", "account"]),
)
@settings(max_examples=amount(300, 6000), deadline=None)
def test_value_of_a_private_column(text: str, kind: str) -> None:
    shown = mask_value(text, kind)
    assert not WHOLE.search(plain(shown))
    digits = sum(c.isdigit() for c in plain(text))
    if digits >= 9:
        assert sum(c.isdigit() for c in shown) <= 10


def test_a_run_without_end_is_hidden_whole() -> None:
    assert mask_text(f"共{'1 2 ' * 1000}户") == f"共{'* * ' * 1000}户"
    assert not re.search(r"\d", mask_text("13812345678" * 3000))
    assert mask_text("13812345678" * 3) == "138****5678138****5678138****5678"


def test_a_long_text_takes_no_long_time() -> None:
    for text in ("1 2 " * 8000, "1" * 32000, "13812345678" * 3000, "1.2.3." * 5000, "()" * 16000):
        with watchdog():
            mask_text(text)


@given(st.text("0123456789Xx 身份证号电话-", max_size=60))
@settings(max_examples=amount(300, 6000), deadline=None)
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once


@pytest.mark.parametrize("sign", [*"/,、*:=~#？；|+&@", "\u0301", "／", " / ", "，"])
@pytest.mark.parametrize(
    ("number", "cuts"),
    [
        ("500198198506070715", (6, 14)), ("500198198506070715", (6,)), ("50019819850607071X", range(1, 18)),
        ("13812345678", (3, 7)), ("13812345678", (3,)), ("13812345678", range(1, 11)),
        ("6222021234567890123", (4, 8, 12, 16)), ("6222021234567890", (4, 8, 12)),
    ],
)  # fmt: skip
def test_any_sign_may_part_a_number(number: str, cuts: Iterable[int], sign: str) -> None:
    ends = [0, *cuts, len(number)]
    written = sign.join(number[a:b] for a, b in pairwise(ends))
    for text in (written, f"张三{written}，李四", f"（{written}）"):
        assert not leaked(mask_text(text), (number,))


@pytest.mark.parametrize(
    "digits", ["〇一二三四五六七八九", "⓪①②③④⑤⑥⑦⑧⑨", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"]
)
@pytest.mark.parametrize("number", ["13812345678", "500198198506070715", "6222021234567890123"])
def test_digits_that_are_no_figures(number: str, digits: str) -> None:
    written = "".join(digits[int(digit)] for digit in number)
    masked = mask_text(f"电话{written}。")
    assert written[3:-4] not in masked
    assert "***" in masked
    assert mask_text(masked) == masked


@pytest.mark.parametrize("text", ["19471216—887", "１９０７０１０８－５１９", "电话19680215 330，"])
def test_a_mobile_number_that_begins_like_a_day(text: str) -> None:
    number = re.sub(r"\D", "", plain(text))
    assert not leaked(mask_text(text), (number,))


@pytest.mark.parametrize("text", ["20200706-001", "2020.07.06 138", "第20200706 001号"])
def test_a_day_and_a_number_behind_it_stay(text: str) -> None:
    assert mask_text(text) == text


ACCOUNT_WORDS = (
    "账号", "账  号 ", "卡　号", "账\n号", "帐　号", "帐\u200b户", "一卡通", "一 折 通", "一折通卡号", "存 折", "银 行 卡",
    "Account", "account no. ", "社 保 卡",
)  # fmt: skip


@pytest.mark.parametrize("word", ACCOUNT_WORDS)
@pytest.mark.parametrize("between", ["：", ":", "", " : ", "为"])
@pytest.mark.parametrize("digits", ["731415926007", "7314159260077", "73141592600761"])
def test_an_account_behind_its_word_however_that_is_drawn_apart(
    word: str, between: str, digits: str
) -> None:
    for text in (f"{word}{between}{digits}", f"备注，{word}{between}{digits}。"):
        masked = mask_text(text)
        assert sum(each.isdigit() for each in masked) <= 7, masked
        assert mask_text(masked) == masked
        assert word in masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("023-44551234", "023-****1234"),
        ("座机023－4455 1234", "座机023－****1234"),
        ("（0830）5678901", "（0830）***8901"),
        ("电话5678901", "电话***8901"),
        ("联系电话：45678901/45678902", "联系电话：****8901/****8902"),
        ("座机：02344551234", "座机：023****1234"),
        ("传真 010 6655 1234。", "传真 010 ****1234。"),
        ("电 话：５６７８９０１", "电 话：***８９０１"),
        ("Tel: 45678901", "Tel: ****8901"),
        ("手机13812345678、023-44551234", "手机138****5678、023-****1234"),
    ],
)
def test_a_landline_by_its_area_or_by_the_word_before_it(text: str, masked: str) -> None:
    assert mask_text(text) == masked
    assert mask_text(masked) == masked


HAN, CAPITAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"


def parted(number: str, sign: str, *sizes: int) -> str:
    """A number in groups, the last size for all that follow."""
    groups: list[str] = []
    at = 0
    while at < len(number):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(number[at : at + size])
        at += size
    return sign.join(groups)


@pytest.mark.parametrize(
    "write_odd",
    [
        lambda n: f"{n[:6]}年{n[6:]}", lambda n: f"{n[:6]} 生于 {n[6:14]} 尾号 {n[14:]}",
        lambda n: parted(n, "の", 4), lambda n: parted(n, "&nbsp;", 6),
        lambda n: parted(n, "*", 6), lambda n: parted(n, "~", 5), lambda n: parted(n, "\u0301", 3),
        lambda n: parted(n, " 年 ", 6, 4, 2), lambda n: "".join(f"{c}\ufe0f\u20e3" for c in n),
        lambda n: "".join(CAPITAL[int(c)] if c.isdigit() else c for c in n),
        lambda n: n[:6] + "".join(HAN[int(c)] for c in n[6:14]) + n[14:],
        lambda n: "".join(chr(0x104A0 + int(c)) if c.isdigit() else c for c in n),
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "张三{}号", "2020-03-01 {}，2户", "表{}"])
@given(number=identity_numbers())
@settings(max_examples=6)
def test_an_identity_number_with_anything_among_its_digits(
    write_odd: Callable[[str], str], around: str, number: str
) -> None:
    masked = mask_text(around.format(write_odd(number)))
    assert "**" in masked
    shown = "".join(_figure(each) for each in masked)
    assert number[6:14] not in shown
    assert mask_text(masked) == masked


def _figure(character: str) -> str:
    for digits in (HAN, CAPITAL):
        if character in digits:
            return str(digits.index(character))
    value = unicodedata.digit(character, None)
    return "*" if character == "*" else "" if value is None else str(value)


@pytest.mark.parametrize("kind", ["identity", "phone", "account"])
@pytest.mark.parametrize(
    "text",
    [
        "五〇〇一九九一九七一〇二二〇一三七〇", "五〇〇一九九一九七一〇二二〇一三七〇（补）", "一九一七二六七八四四四",
        "家一九一七二六七八四四四", "伍零零壹玖玖壹玖玖捌零陆壹壹壹零零陆", "壹叁捌壹贰叁肆伍陆柒捌", "1917二六七八444",
    ],
)  # fmt: skip
def test_spelled_digits_in_the_column_of_their_kind(text: str, kind: str) -> None:
    assert sum(each in HAN + CAPITAL or each.isdigit() for each in mask_value(text, kind)) <= 12
    assert "****" in mask_value(text, kind)
    assert "****" in mask_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "金额壹万贰仟叁佰肆拾伍元陆角柒分", "一、二、三、四、五、六、七、八、九、十、十一", "二〇二〇年三月一日",
        "500199001001村12户、18人、20户、36人、45户",
    ],
)  # fmt: skip
def test_numerals_that_are_no_personal_number_stay(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("护照E12345678", "护照E*****678"),
        ("持EA1234567号护照入境", "持EA****567号护照入境"),
        ("护照号码：G 1234 5678", "护照号码：G ******678"),
        ("军官证南字第1234567号", "军官证南字第****567号"),
        ("港澳通行证（C12345678）", "港澳通行证（C*****678）"),
        ("QQ123456789", "QQ******789"),
        ("Ｑ Ｑ号：１２３４５６７８９", "Ｑ Ｑ号：******７８９"),
        ("微信号1234567", "微信号****567"),
        ("邮箱123456789@qq.com", "邮箱******789@qq.com"),
        ("微信13912345678", "微信139****5678"),
    ],
)
def test_numbers_that_the_word_beside_them_tells(text: str, masked: str) -> None:
    assert mask_text(text) == masked
    assert mask_text(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "合同编号E12345678", "设备G12345678", "护照办理费12345元", "QQ群123456789", "微信支付12345元",
        "微信：20200301入群", "通行证20200301办理", "微信号zhangsan", "护照2020年办理",
    ],
)  # fmt: skip
def test_numbers_of_contracts_and_days_beside_such_words_stay(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1391234567四", "1391234567O", "l3912345678", "13912345六78", "电话：139I2345678", "500152199O01011234",
        "50015219900101l234", "账号:731415926OO82", "卡号7314l59260O77", "（1381234567八）",
    ],
)  # fmt: skip
def test_letters_and_characters_that_stand_for_digits(text: str) -> None:
    masked = mask_text(text)
    assert "***" in masked
    assert sum(each.isdigit() for each in masked) <= 10
    assert mask_text(masked) == masked


@given(
    st.sampled_from(ACCOUNT_WORDS),
    st.sampled_from(["", ":", "： "]),
    st.text("0123456789", min_size=12, max_size=14),
    st.sampled_from("Oo〇l"),
    st.integers(2, 10),
)
@settings(max_examples=amount(100, 2000), deadline=None)
def test_a_spoilt_account_behind_its_word(
    word: str, between: str, digits: str, sign: str, at: int
) -> None:
    spoilt = f"7{digits[1:at]}{sign}{digits[at + 1 :]}"
    masked = mask_text(f"{word}{between}{spoilt}")
    assert spoilt not in masked
    assert mask_text(masked) == masked
