"""Keyed hashes that stand for persons and other values in records."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from msgspec import Struct

KEY_BYTES: Final = 32
HASH_BYTES: Final = 8


def new_key() -> bytes:
    """Return a key that nobody else has."""
    return os.urandom(KEY_BYTES)


class Hasher(Struct, frozen=True, dict=True):
    """Hashes of values under one key, without which no number is found by trying."""

    key: bytes

    def of_text(self, text: str) -> int:
        """Return the hash of a text."""
        hashed = self._begun.copy()
        hashed.update(text.encode("utf-8", errors="surrogatepass"))
        return int.from_bytes(hashed.digest(), "little")

    def of_texts(self, texts: Iterable[str]) -> bytes:
        """Return the hashes of many texts one behind the other, the lowest byte first."""
        digests = []
        for text in texts:
            hashed = self._begun.copy()
            hashed.update(text.encode("utf-8", errors="surrogatepass"))
            digests.append(hashed.digest())
        return b"".join(digests)

    @cached_property
    def _begun(self) -> Any:
        """The hash of nothing under the key, from which the others are copied."""
        return hashlib.blake2b(key=self.key, digest_size=HASH_BYTES)
