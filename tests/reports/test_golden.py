"""What the reports print, kept as text: a change of a word shows in the diff.

Write them anew with ``RS_WRITE_GOLDEN=1 python -m pytest tests/reports/test_golden.py``.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import ruralskills as rs
from builders.sheet_text import Sheet, write
from builders.township import make_township
from builders.workbook_fixture import number
from ruralskills.model.outcome import Outcome
from ruralskills.reports import console, json, layout_listing
from ruralskills.workspace.settings import Settings

GOLDEN = Path(__file__).with_name("golden")
DAY = date(2020, 7, 10)


def check(path: Path, notices: Sequence[str], as_of: date = DAY) -> Outcome:
    return rs.validate(path, notices=notices, as_of=as_of, settings=Settings()).masked()


def on_screen(outcome: Outcome) -> str:
    stream = io.StringIO()
    console.write(outcome, stream, colour=False)
    return re.sub(r"用时[\d.]+秒", "用时…秒", stream.getvalue())


def hold(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("RS_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    kept = path.read_text(encoding="utf-8")
    assert text.splitlines() == kept.splitlines(), f"{name}: set RS_WRITE_GOLDEN=1 to write it anew"


@pytest.fixture
def township(tmp_path: Path) -> Path:
    path = tmp_path / "云岭镇.xlsx"
    make_township(path, planted=True)
    return path


def test_township_while_the_year_runs(township: Path) -> None:
    hold("township.txt", on_screen(check(township, ["tongnan-2020", "shanxi-2021"])))


def test_township_after_the_year(township: Path) -> None:
    outcome = check(township, ["tongnan-2020"], date(2021, 1, 10))
    led = [f"{f.severity} {f.nature} {f.message}" for f in outcome.findings if f.code == "L201"]
    hold("township-closed.txt", "\n".join(led) + "\n")


def test_layout_of_the_township(township: Path) -> None:
    hold("layout.txt", "\n".join(layout_listing.lines(check(township, ["tongnan-2020"]))) + "\n")


def test_clean_township(tmp_path: Path) -> None:
    path = tmp_path / "云岭镇.xlsx"
    make_township(path, planted=False)
    hold("clean.txt", on_screen(check(path, ["tongnan-2020"])))


def test_json_of_a_small_ledger(tmp_path: Path) -> None:
    sheet = Sheet(
        "桂林街道2020年致富带头人台账",
        "| 姓名 | 性别 | 身份证号 | 联系电话 | 带动贫困户数 | 擅长什么 |\n"
        f"| 张三 | 女 | {number()} | 13812345678 | 3 | 柠檬 |\n"
        f"| 李四 | 男 | {number(sequence=3)[:17]} | 138123456789 | 2 | 花椒 |",
        name="带头人台账",
        unit="桂林街道",
    )
    outcome = check(write(tmp_path / "桂林街道.xlsx", sheet), ["tongnan-2020"])
    text = re.sub(r'"sha256": "\w+"', '"sha256": "…"', json.text(outcome))
    hold("small.json", re.sub(r'"version": "[^"]+"', '"version": "…"', text))
