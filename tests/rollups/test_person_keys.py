"""A law: many texts together have the hashes that they have one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ruralskills.rollups.person_keys import HASH_BYTES, Hasher


@given(st.lists(st.text(st.characters(codec=None))), st.binary(min_size=1, max_size=32))
def test_together_is_one_by_one(texts: list[str], key: bytes) -> None:
    hasher = Hasher(key)
    one_by_one = [hasher.of_text(text).to_bytes(HASH_BYTES, "little") for text in texts]
    assert hasher.of_texts(texts) == b"".join(one_by_one)


def test_no_texts_have_no_hashes() -> None:
    assert Hasher(b"k").of_texts([]) == b""
