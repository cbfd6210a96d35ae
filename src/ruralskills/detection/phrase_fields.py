"""Fields of columns whose headers stand in the book of phrases.

A phrase of one field is that field, unless content, unit or group speaks against it. A phrase that
is no field of the ledger keeps its column out of every likeness.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ruralskills.detection.column_profile import Profiles
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.header_parts import header_parts, is_of_other_person, path_parts
from ruralskills.detection.header_phrases import NO_FIELD, ledgers_with, phrases_of
from ruralskills.detection.ledger_headers import VAGUE_HEADERS
from ruralskills.detection.unit_evidence import is_of_other_unit
from ruralskills.model.fields import field_specs

MOST_COLUMNS: Final = 150
"""Unknown columns that are compared with fields: thrice as many as any ledger has."""
PHRASE_RANK: Final = 1.3
"""The rank of a phrase, behind any declared header."""
_UNDER_A_GROUP: Final = 0.3
"""The rank that a leaf adds whose group is not in the book."""
_CERTAIN: Final = 0.9
"""The certainty of a phrase."""


@lru_cache(maxsize=1 << 14)
def phrase_of(path: tuple[str, ...], ledger_id: str) -> tuple[str, str]:
    """Return the phrase that a path says, and its field, both empty without one."""
    known = phrases_of(ledger_id)
    for phrase in _phrases_in(path):
        if phrase in known and (len(path) == 1 or phrase != path[-1] or _says_it_alone(path)):
            return phrase, known[phrase]
    return "", ""


def _phrases_in(path: tuple[str, ...]) -> Iterator[str]:
    """Yield the ways to say a path, the most exact first."""
    for start in range(len(path) - 1):
        yield "/".join(path[start:])
        yield "".join(path[start:])
    for group in reversed(path[:-1]):  # the nearest group first
        yield f"{group}/{path[-1]}"
        yield f"{group}{path[-1]}"
    yield path[-1]


def _says_it_alone(path: tuple[str, ...]) -> bool:
    """Return True if its groups do not make a leaf another person's or thing's."""
    if path[-1] in VAGUE_HEADERS:
        return False
    leaf, whole = header_parts(path[-1]), path_parts(path)
    is_of_same = is_of_other_person(leaf) == is_of_other_person(whole)
    return is_of_same and not whole.conflicts_with(leaf)


def open_columns(match: LedgerMatch) -> list[HeaderColumn]:
    """Return the unknown columns that may be fields.

    A phrase of a field that has a better column is no other field.
    """
    return [column for column, _ in match.unknown[:MOST_COLUMNS] if not _is_settled(column, match)]


def _is_settled(column: HeaderColumn, match: LedgerMatch) -> bool:
    """Return True if the book says that a column is no field, or one that is taken."""
    phrase, name = phrase_of(column.path, match.ledger.info.id)
    is_whole = len(column.path) == 1 or phrase != column.path[-1]
    return name == NO_FIELD or (is_whole and name in match.fields)


def with_phrase_fields(match: LedgerMatch, profiles: Profiles | None) -> LedgerMatch:
    """Return a match with the fields of columns whose headers are phrases.

    Two columns with phrases of one field are both left open.
    """
    specs = field_specs(match.ledger)
    claims: dict[str, list[FieldMatch]] = {}
    for column, _ in match.unknown[:MOST_COLUMNS]:
        phrase, name = phrase_of(column.path, match.ledger.info.id)
        if name not in specs or name in match.fields:
            continue
        found = _found(column, phrase, name, match)
        against = profiles is not None and profiles(column.index).evidence(specs[name]) == "against"
        of_other = column.unit and is_of_other_unit(column, specs[name], match.ledger)
        if not against and not of_other:
            claims.setdefault(name, []).append(found)
    fields = dict(match.fields)
    for name, found_ones in claims.items():
        best = min(one.rank for one in found_ones)
        firsts = [one for one in found_ones if one.rank == best]
        if len(firsts) == 1:
            fields[name] = firsts[0]
    return match.with_fields(fields) if len(fields) > len(match.fields) else match


def _found(column: HeaderColumn, phrase: str, name: str, match: LedgerMatch) -> FieldMatch:
    """Return the match of a column with the field of a phrase."""
    is_leaf = len(column.path) > 1 and phrase == column.path[-1]
    return FieldMatch(
        column,
        field_specs(match.ledger)[name],
        PHRASE_RANK + (_UNDER_A_GROUP if is_leaf else 0),
        "likeness",
        _CERTAIN,
        1 / (ledgers_with(phrase) or 1),
    )
