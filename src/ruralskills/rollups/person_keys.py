"""Keyed hashes that stand for persons and other values in records."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Hashable
from typing import Any, Final

from msgspec import Struct

KEY_BYTES: Final = 32
_HASH_BYTES: Final = 8


def new_key() -> bytes:
    """Return a key that nobody else has."""
    return os.urandom(KEY_BYTES)


class Hasher(Struct, frozen=True):
    """Hashes of values under one key, without which no number is found by trying."""

    key: bytes

    def of(self, value: Hashable) -> int:
        """Return the hash of a value, the same for equal values."""
        return self.of_text(_text(value))

    def of_text(self, text: str) -> int:
        """Return the hash of a text."""
        content = text.encode("utf-8", errors="surrogatepass")
        digest = hashlib.blake2b(content, key=self.key, digest_size=_HASH_BYTES).digest()
        return int.from_bytes(digest, "little")


def _text(value: Any) -> str:
    """Return a text that values share only if they are equal."""
    return value if isinstance(value, str) else f"\0{type(value).__name__}\0{value!r}"
