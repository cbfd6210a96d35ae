"""A law: texts that are normalised together are what they are one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruralskills.text.normalise import normalised, normalised_each

_PLAIN = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)) | st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
)


@given(st.lists(st.text() | _PLAIN))
def test_together_is_one_by_one(texts: list[str]) -> None:
    assert list(normalised_each(texts)) == [normalised(text) for text in texts]


@given(st.lists(_PLAIN))
def test_plain_texts_do_not_change(texts: list[str]) -> None:
    assert normalised_each(texts) is texts


def test_no_character_is_taken_for_a_plain_one() -> None:
    for code in range(0x2_FFFF):
        if not 0xD800 <= code < 0xE000:
            assert normalised_each([chr(code)]) == [normalised(chr(code))], hex(code)
