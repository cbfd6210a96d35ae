"""A quotation is short, and is not cut within a number that is written in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.leaks.made_texts import made_texts
from builders.personal_numbers import leaked
from ruralskills.model.masking import mask_text
from ruralskills.values.quoting import quotation


@pytest.mark.parametrize("before", range(30))
def test_a_number_at_the_cut_is_hidden(before: int) -> None:
    for made in made_texts(40):
        shown = mask_text(quotation("户" * before + made.text))
        assert not leaked(shown, made.numbers), made


@given(st.text())
def test_a_quotation_is_short(text: str) -> None:
    assert len(quotation(text)) <= 24 + 30 + len("现填“”…") + len("（1000位号码）")
    assert len(quotation(text * 50)) <= 90


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一" * 40, "一" * 24 + "…"), ("一" * 24, "一" * 24), ("一" * 20 + "1.2.3.4", "一" * 20 + "1.2.3.4"),
        ("村" + "1." * 100, "村…"), ("一" * 20 + "，，，，，李四来", "一" * 20 + "，，，，，…"),
        ("一" * 20 + "，" * 34 + "李四", "一" * 20 + "，" * 34 + "…"), ("一" * 20 + "，" * 35 + "李四", "一" * 20 + "…"),
    ],
)  # fmt: skip
def test_where_a_quotation_ends(text: str, shown: str) -> None:
    assert quotation(text) == f"现填“{shown}”"
