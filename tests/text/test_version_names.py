"""Names of versions: what is left of them, and names made to keep a search busy."""

from __future__ import annotations

import pytest

from ruralskills.text.version_names import plain_stem


@pytest.mark.parametrize(
    "name",
    [
        "青龙镇.校正.xlsx", "青龙镇.校正2.xlsx", "青龙镇.校正2（改）.xlsx", "青龙镇（改）.xlsx", "青龙镇(1).xlsx",
        "青龙镇 - 副本.xlsx", "青龙镇-副本-副本.xlsx", "青龙镇_最终版.xlsx", "青龙镇v2版.xlsx", "青龙镇修改后.xlsx",
    ],
)  # fmt: skip
def test_marks_of_a_version_are_left_out(name: str) -> None:
    assert plain_stem(name) == "青龙镇"


@pytest.mark.parametrize("word", ["-副本", "最终版", "修改", "(1)"])
def test_many_such_words_before_another_take_no_time(word: str) -> None:
    assert plain_stem(f"{word * 30}表.xlsx") == f"{word * 30}表"
