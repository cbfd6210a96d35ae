"""Each cell of the tables of rules matters, or does not, as it is written down.

A difference is to be looked at: is that what an office should read of such a table? If it is, run
python3 make.py docs
"""

from __future__ import annotations

from functools import cache

import pytest

from builders.changed_tables import KEPT, RULES, lines

AGAIN = "read the difference; if it is meant, run: python3 make.py docs"


@cache
def written(letter: str) -> dict[str, list[str]]:
    """What the rules of a letter find, by code."""
    sections = (KEPT / f"{letter}.txt").read_text("utf-8").split("# ")[1:]
    return {section[:4]: [f"# {section[:4]}", *section.splitlines()[1:]] for section in sections}


@pytest.mark.parametrize("code", sorted(RULES))
def test_changes_of_the_tables_of_a_rule(code: str) -> None:
    assert lines(code) == written(code[0]).get(code), AGAIN


def test_no_rule_is_left_over() -> None:
    assert {code for path in KEPT.glob("*.txt") for code in written(path.stem)} == RULES.keys()
