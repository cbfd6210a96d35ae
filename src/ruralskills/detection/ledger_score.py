"""The score of a ledger for a table: by its fields, its columns, its title.

A floor keeps other sheets out: a table without a name must have columns that few ledgers have.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import (
    header_parts,
    is_of_other_business,
    is_of_programmes,
    path_parts,
)
from ruralskills.detection.ledger_headers import header_key, headers_of
from ruralskills.detection.ledger_naming import LedgerNaming
from ruralskills.detection.likely_fields import ANYWHERE
from ruralskills.ledgers import ROW_LEDGERS, PeopleList
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger

_REQUIRED: Final = 6
"""The score of a required field, positive if present and negative if missing."""
_COMMON: Final = 10
"""A field that so many other ledgers have tells nothing about the ledger."""
_MUCH_OWN: Final = 2.0
"""The weight of rare fields that tells a ledger whatever else is missing."""
_SOME_OWN: Final = 1.0
"""The weight of rare fields that tells the ledger of a table without a name."""
_LITTLE_OWN: Final = 0.5
"""That weight where nothing required is missing and nearly all columns are known."""
_FEWEST_OWN: Final = 2
"""The rare fields that tell a table without a name, of which an exact one is two."""
_OWN_FIELD: Final = 0.2
"""The weight from which a field is a rare one."""
_EXPLAINED_NEARLY: Final = 0.9
_EXPLAINED_MOSTLY: Final = 0.7
_EXPLAINED_HALF: Final = 0.5
_EXPLAINED_PARTLY: Final = 0.4
"""Shares of the columns that are fields of a ledger."""
_EXPLAINED: Final = 12
"""The score of a ledger that explains every column."""
_OWN: Final = 2
"""The score of a field that no other ledger has."""
FEWEST_FIELDS: Final = 3
"""The fields that a table of a ledger has at least."""
FEWEST_NAMED: Final = 2
"""Those of one that is called by the ledger's name."""
_LEAST_CERTAINTY: Final = 0.5
"""The certainty from which a required field speaks for its ledger."""


class LedgerScore(Struct, frozen=True):
    """The score of a ledger for a header, without regard to the title."""

    ledger: type[Ledger]
    fields: int
    missing: frozenset[str]
    """Its required fields without a column."""
    score: float
    own: float
    """The weight of its fields that few other ledgers have."""
    explained: float
    """The share of the columns that are its fields."""
    own_fields: int = 0
    """The number of those fields, an exact one counted twice."""
    told: frozenset[str] = frozenset()
    """The meanings of all columns."""

    def with_title(self, naming: LedgerNaming, title: str) -> float | None:
        """Return the score under a title, None if the table cannot be of this ledger.

        A required field that the title gives to all rows needs no column.
        """
        if self.fields < (FEWEST_NAMED if naming.named else FEWEST_FIELDS):
            return None
        if not naming.named and is_of_other_business(title):
            return None
        required = len(_required(self.ledger))
        from_title = len(self.missing & self.ledger.from_title(title).keys()) if self.missing else 0
        present = required - len(self.missing) + from_title
        score = self.score + 2 * _REQUIRED * from_title + naming.bonus
        if naming.named:
            is_it = bool(present or self.explained >= _EXPLAINED_HALF)
        else:
            is_it = self._explains_itself(present, bool(naming.subject)) and (
                bool(naming.subject) or self._speaks_of_missing(title)
            )
        return score if is_it else None

    def _speaks_of_missing(self, title: str) -> bool:
        """Return True if a table speaks of the things whose required columns it lacks.

        Visits to households are no follow-up of a class that nobody names.
        """
        told = self.told | header_parts(title).meanings if self.missing else self.told
        of_missing = (_things(self.ledger, name) for name in self.missing)
        return all(things & told for things in of_missing if things)

    def _explains_itself(self, present: int, has_subject: bool) -> bool:
        """Return True if the columns tell the ledger.

        A missing required column does not lose a table that explains itself otherwise, and no
        column that every list of people has makes one.
        """
        required = len(_required(self.ledger))
        if self.ledger.info.titled and not has_subject:
            return False
        if self.own >= _MUCH_OWN and self.explained >= _EXPLAINED_HALF:
            return True
        if present * 2 < required or not present:
            return False
        if not has_subject and self.own_fields < _FEWEST_OWN:
            return False  # old people with an aid by the month hold no posts
        is_whole = present == required and self.explained >= _EXPLAINED_MOSTLY
        if has_subject:
            return is_whole or (self.own >= _SOME_OWN and self.explained >= _EXPLAINED_PARTLY)
        if present == required and self.explained >= _EXPLAINED_NEARLY:
            return self.own >= _LITTLE_OWN
        return self.own >= _SOME_OWN and self.explained >= _EXPLAINED_HALF


@cache
def _things(ledger: type[Ledger], name: str) -> frozenset[str]:
    """Return what the header of a field says of training, jobs, leading or aid."""
    return header_parts(field_specs(ledger)[name].header).meanings & header_lexicon().of_programmes


@lru_cache(maxsize=1 << 10)
def _told(paths: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset().union(*(path_parts(path).meanings for path in paths if path))


@cache
def _required(ledger: type[Ledger]) -> frozenset[str]:
    return frozenset(s.field for s in field_specs(ledger).values() if s.required)


def score_of(match: LedgerMatch) -> LedgerScore:
    """Return the score of a ledger for the columns that it explains."""
    required = _required(match.ledger)
    missing = required - {
        name for name, found in match.fields.items() if found.certainty >= _LEAST_CERTAINTY
    }
    known, unknown = len(match.fields.keys() - ANYWHERE), len(match.unknown)
    explained = known / (known + unknown) if known else 0.0
    score = sum(3 - found.rank for found in match.fields.values())
    score += _REQUIRED * (len(required) - 2 * len(missing)) - 2 * unknown
    score += _EXPLAINED * explained
    weights = {
        name: _rarity(_evident_header(found, match.ledger)) * found.certainty * found.rarity
        for name, found in match.fields.items()
        if name not in field_specs(PeopleList)  # every list of people may have it
    }
    own = sum(weights.values())
    score += _OWN * own
    columns = [found.column for found in match.fields.values()]
    paths = sorted(one.path for one in (*columns, *(column for column, _ in match.unknown)))
    own_fields = sum(
        _FEWEST_OWN if match.fields[name].chosen_by == "exact" else 1
        for name, weight in weights.items()
        if weight >= _OWN_FIELD and not _is_like_pay(match.fields[name])
    )
    return LedgerScore(
        match.ledger, known, missing, score, own, explained, own_fields, _told(tuple(paths))
    )


def _is_like_pay(found: FieldMatch) -> bool:
    """Return True for a sum or months by likeness, which any payments have."""
    is_pay = found.spec.reads.name == "amount" or header_parts(found.spec.header).noun == "月数"
    return is_pay and found.chosen_by != "exact"


@cache
def _ledgers_with() -> Counter[str]:
    """Return by header the number of ledgers that know it."""
    return Counter(header for ledger in ROW_LEDGERS for header in headers_of(ledger, ()))


@cache
def _rarity(header: str) -> float:
    """Return 1 for a header of one ledger, less the more ledgers have it.

    A header such as 发放金额, of which any list may speak, weighs half.
    """
    rarity = max(0.0, 1 - (_ledgers_with()[header] - 1) / _COMMON)
    return rarity if is_of_programmes(header) else rarity / 2


def _evident_header(found: FieldMatch, ledger: type[Ledger]) -> str:
    """Return the declared header of a column, or the field's official one."""
    path = found.column.path
    if found.chosen_by == "exact" and path and path[-1] in headers_of(ledger, ()):
        return path[-1]
    return header_key(found.spec.header)
