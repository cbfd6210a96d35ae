"""What reports say of the examples of rules is printed on their pages, in whatever order rows stand."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from builders.rule_messages import lines, messages
from ruralskills import rules

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"
RULES = rules.all_rules()
OF_THE_FIRST_ROW = {"T328"}
"""Rules that look at the order in which a person's rows stand."""
OF_EVERY_ROW = {"M108", "P125"}
"""Rules about a share of the rows: one that says nothing makes it smaller."""

each_rule = pytest.mark.parametrize("code", sorted(RULES))


@cache
def printed(letter: str) -> dict[str, list[str]]:
    """The messages on the page of a letter, by code."""
    page = (PAGES / f"{letter}.md").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for section in re.split("^## ", page, flags=re.MULTILINE)[1:]:
        code, table = section[:4], section.partition("| 报告里的话 |\n| --- |\n")[2]
        found[code] = [row.strip("| ") for row in table.strip().splitlines()]
    return found


@each_rule
def test_messages_stand_on_the_page_of_the_rule(code: str) -> None:
    """They are read there when a rule changes: python3 make.py docs prints them."""
    said = [line.replace("|", "&#124;").strip() for line in lines(code)]
    assert printed(code[0])[code] == said


@each_rule
def test_order_of_rows_hides_nothing(code: str) -> None:
    """Of rows that belong together another may be named, but as many are."""
    if code in OF_THE_FIRST_ROW:
        return
    rule = RULES[code]
    headers = sorted(header for header, _ in messages(rule))
    turned = messages(rule, lambda rows: rows[::-1])
    assert sorted(header for header, _ in turned) == headers


def after_nobody(rows: list[list[str]]) -> list[list[str]]:
    """The rows after one of which only the first cell is filled, with a word of its own."""
    return [["某某", *[""] * (len(rows[0]) - 1)], *rows]


@each_rule
def test_a_row_that_says_nothing_hides_nothing(code: str) -> None:
    if code in OF_EVERY_ROW:
        return
    rule = RULES[code]
    headers = Counter(header for header, _ in messages(rule))
    found = Counter(header for header, _ in messages(rule, after_nobody))
    assert not headers - found
