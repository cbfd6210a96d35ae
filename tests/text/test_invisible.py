"""Characters that nobody sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruralskills.model.masking import mask_text
from ruralskills.text.invisible import is_blank, visible
from ruralskills.text.normalise import normalised
from ruralskills.text.terminal import terminal_line

DEFAULT_IGNORABLE = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt."""
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = [chr(n) for first, last in DEFAULT_IGNORABLE for n in range(first, last + 1)]
UNSEEN += ["\ufff9", "\ufffa", "\ufffb", "\ufffc", "\u2800", "\x07", "\x7f", "\x9f"]


@pytest.mark.parametrize("text", ["张三", "50015219900101000X", "3户", "Mary Lee", "√"])
def test_each_is_taken_away_wherever_it_stands(text: str) -> None:
    for one in UNSEEN:
        for at in (0, 1, len(text)):
            dirty = text[:at] + one + text[at:]
            assert visible(dirty) == text, f"U+{ord(one):04X}"
            assert normalised(dirty) == normalised(text), f"U+{ord(one):04X}"
            assert terminal_line(dirty) == text


def test_marks_of_direction_are_among_them() -> None:
    assert set(BIDI) <= set(UNSEEN)


@given(st.text())
def test_what_is_seen_stays(text: str) -> None:
    kept = visible(text)
    assert visible(kept) == kept
    gone = set(text) - set(kept)
    assert gone <= set(UNSEEN) or all(
        unicodedata.category(one) == "Cc" for one in gone - set(UNSEEN)
    )
    assert normalised(normalised(text)) == normalised(text)


def test_blanks() -> None:
    assert all(is_blank(one * 2) and is_blank(f" {one}\u00a0") for one in UNSEEN)
    assert not any(is_blank(f"{one}x") for one in UNSEEN)


@pytest.mark.parametrize("one", ["\u3164", "\u2066", "\ufffc", "\U000e0041", "\u200b", "\ufe0f"])
def test_a_number_is_hidden_whatever_parts_its_digits(one: str) -> None:
    dirty = one.join("50015219900101000X")
    assert mask_text(f"号码{dirty}") == "号码500152********000X"
    assert mask_text(f"电话{one.join('13800138000')}") == "电话138****8000"
