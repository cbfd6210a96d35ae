"""No report shows a whole personal number, however it is written and wherever it was typed."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import ruralskills as rs
from builders.proof import amount
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import TODAY, number
from ruralskills.model.masking import mask_text, mask_value
from ruralskills.model.outcome import Outcome
from ruralskills.reports import console, json, xlsx
from ruralskills.workspace.settings import Settings

WHOLE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{18}|1[3-9]\d{9})(?!\d)")
A = number()


def plain(text: str) -> str:
    """What a person reads, blanks and widths set aside.

    The digest of a file and a finding's fingerprint are random digits: eleven of them in a row tell
    of nobody.
    """
    text = re.sub(r'"(sha256|fingerprint)": "[0-9a-f]*"', "", text)
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


@given(st.text("0123456789Xx 身份证号电话-", max_size=60))
@settings(max_examples=amount(300, 6000), deadline=None)
def test_masking_again_changes_nothing(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once
