"""The book of header phrases: wordings of real offices, by ledger and field.

It is read from header_phrases.txt when the first header is met that no ledger declares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

NO_FIELD: Final = "-"
"""The name in the book for headers that are no field of the ledger."""
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@cache
def phrase_book() -> Mapping[str, Mapping[str, str]]:
    """Return by ledger the field of each phrase.

    A ledger stands in brackets, a field on a line of its own, its phrases on indented lines.
    """
    path = files("ruralskills.detection") / "header_phrases.txt"
    book: dict[str, dict[str, str]] = {}
    phrases: dict[str, str] = {}
    field = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            phrases.update(dict.fromkeys(line.split(), field))
        elif line.startswith("["):
            phrases = book.setdefault(line[1:-1], {})
        elif not line.startswith("#"):
            field = line
    return book


def phrases_of(ledger_id: str) -> Mapping[str, str]:
    """Return the field of each phrase of a ledger."""
    return phrase_book().get(ledger_id, _NONE)


@cache
def _ledgers_with() -> Counter[str]:
    """Return by phrase the number of ledgers that know it, as a field or as none."""
    return Counter(phrase for phrases in phrase_book().values() for phrase in phrases)


def ledgers_with(phrase: str) -> int:
    """Return the number of ledgers that know a phrase, be it as a field or as none."""
    return _ledgers_with()[phrase]
