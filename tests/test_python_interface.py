"""The package as Python sees it: names, one line for an outcome, a table for a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import ruralskills
from builders.sheet_text import write
from builders.workbook_fixture import leaders, number
from ruralskills.model.outcome import Outcome


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    path = write(tmp_path / "台账.xlsx", leaders("| 2x |", "| 3 |", head="| 带动贫困户数 |"))
    return ruralskills.validate(path, notices=["common"])


def test_names_are_listed_whether_they_are_loaded_or_not() -> None:
    assert dir(ruralskills) == sorted(ruralskills.__all__)
    for name in dir(ruralskills):
        assert getattr(ruralskills, name)
    with pytest.raises(AttributeError, match="nothing"):
        _ = ruralskills.nothing


def test_an_outcome_is_one_line(outcome: Outcome) -> None:
    assert re.fullmatch(r"<Outcome files=1 tables=1 rows=2: 填错 1(, \S+ \d+)*>", repr(outcome))
    assert repr(Outcome()) == "<Outcome files=0 tables=0 rows=0: no findings>"


def test_an_outcome_is_a_table_in_a_notebook(outcome: Outcome) -> None:
    html = outcome._repr_html_()
    HTMLParser().feed(html)
    assert "<th>桂林街道</th><td>1</td>" in html
    assert html.index("桂林街道") < html.index("合计")
    assert number() not in html


def test_names_of_units_are_no_markup_and_hide_numbers(tmp_path: Path) -> None:
    sheet = leaders("| 2x |", head="| 带动贫困户数 |", unit=f"填报单位：<b>{number()}镇")
    html = ruralskills.validate(write(tmp_path / "台账.xlsx", sheet))._repr_html_()
    assert "<b>" not in html
    assert number() not in html
