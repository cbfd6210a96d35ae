"""Keyed hashes that stand for persons and other values in records."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from msgspec import Struct

KEY_BYTES: Final = 32
_HASH_BYTES: Final = 8


def new_key() -> bytes:
    """Return a key that nobody else has."""
    return os.urandom(KEY_BYTES)


class Hasher(Struct, frozen=True):
    """Hashes of values under one key, without which no number is found by trying."""

    key: bytes

    def of_text(self, text: str) -> int:
        """Return the hash of a text."""
        content = text.encode("utf-8", errors="surrogatepass")
        digest = hashlib.blake2b(content, key=self.key, digest_size=_HASH_BYTES).digest()
        return int.from_bytes(digest, "little")
