"""Recognition of a table by its header: its ledger, and the field of each column.

Each ledger is scored for a header, the title of the table decides between near scores. The files
of a check share their headers, so matches are cached by header.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import LedgerMatch, match_fields, with_suggestions
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.text.normalise import normalised


def _name_in_title(ledger: type[Ledger], text: str) -> int:
    """Return the length of the longest name of the ledger in a text, 0 without one."""
    name = ledger.info
    return max((len(word) for word in (name.title, *name.also) if word in text), default=0)


_REQUIRED: Final = 6
"""The score of a required field, positive if present and negative if missing."""


class _Score(Struct, frozen=True):
    """The score of a ledger for a header, without regard to the title."""

    ledger: type[Ledger]
    fields: int
    missing: frozenset[str]
    """Its required fields without a column."""
    score: int

    def with_title(self, named: int, title: str) -> int | None:
        """Return the score under a title, None if the table cannot be of this ledger.

        The title has ``named`` characters of the ledger's name. A required field that the title
        gives to all rows needs no column.
        """
        required = len(_required(self.ledger))
        from_title = len(self.missing & self.ledger.from_title(title).keys()) if self.missing else 0
        present = required - len(self.missing) + from_title
        enough = present * 2 >= required and present and self.fields >= 3
        if (self.ledger.info.titled and not named) or not (
            enough or (named and self.fields >= 2 and present)
        ):
            return None
        return self.score + 2 * _REQUIRED * from_title + (8 + named if named else 0)


@cache
def _required(ledger: type[Ledger]) -> frozenset[str]:
    return frozenset(s.field for s in field_specs(ledger).values() if s.required)


def _score(match: LedgerMatch) -> _Score:
    required = _required(match.ledger)
    missing = required - match.fields.keys()
    score = sum(3 - found.rank for found in match.fields.values())
    score += _REQUIRED * (len(required) - 2 * len(missing)) - 2 * len(match.unknown)
    return _Score(match.ledger, len(match.fields), missing, score)


@lru_cache(maxsize=256)
def _scores(columns: tuple[HeaderColumn, ...], added: AddedHeaders) -> tuple[_Score, ...]:
    """Return the scores of all ledgers for a header."""
    return tuple(_score(match_fields(columns, ledger, added=added)) for ledger in ROW_LEDGERS)


def recognise(detected: DetectedTable, hint: Hint) -> LedgerMatch | None:
    """Return the ledger of a table with one record a row, None if it is of no ledger."""
    title, sheet = normalised(detected.title), normalised(detected.grid.name)
    columns, declared, added = tuple(detected.columns), hint.columns, hint.headers
    if hint.ledger:
        ledger = next((one for one in ROW_LEDGERS if one.info.id == hint.ledger), None)
        if ledger is None:
            return None
        return with_suggestions(match_fields(columns, ledger, declared, added), added)
    scores = (
        [_score(match_fields(columns, ledger, declared, added)) for ledger in ROW_LEDGERS]
        if declared
        else _scores(columns, added)
    )
    best: tuple[int, type[Ledger]] | None = None
    for ledger_score in scores:
        ledger = ledger_score.ledger
        named = _name_in_title(ledger, title) or _name_in_title(ledger, sheet)
        score = ledger_score.with_title(named, f"{title} {sheet}")
        if score is not None and (best is None or score > best[0]):
            best = score, ledger
    if best is None:
        return None
    return with_suggestions(match_fields(columns, best[1], declared, added), added)
