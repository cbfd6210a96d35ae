"""Recognition of a table by its header: its ledger, and the field of each column.

Each ledger is scored for a header, the title of the table decides between near scores. The files
of a check share their headers, so matches are cached by header.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from msgspec import Struct

from ruralskills.detection.column_profile import profile_of
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch, match_fields
from ruralskills.detection.header_parts import is_of_programmes
from ruralskills.detection.header_suggestions import with_suggestions
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.detection.ledger_headers import header_key, headers_of
from ruralskills.detection.likely_fields import (
    ANYWHERE,
    Profiles,
    with_likely_fields,
    without_doubtful,
)
from ruralskills.ledgers import ROW_LEDGERS, PeopleList
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised


class _Naming(Struct, frozen=True):
    """The name and the subject of a ledger in title and sheet name."""

    named: int = 0
    """The length of the longest of its names in them, 0 without one."""
    subject: int = 0
    """The length of its subject, 致富带头人 of 致富带头人台账, if none stands further behind."""

    @property
    def bonus(self) -> int:
        """The score that it adds."""
        return 8 + self.named if self.named else 3 + self.subject if self.subject else 0


@cache
def _subjects() -> Mapping[str, tuple[type[Ledger], ...]]:
    """Return the subjects of ledgers: their names without 台账, 花名册, 登记表 and the like."""
    ledgers: dict[str, list[type[Ledger]]] = {}
    for ledger in ROW_LEDGERS:
        for name in (ledger.info.title, *ledger.info.also):
            subject = _KIND_OF_SHEET.sub("", name)
            if len(subject) >= 2:
                ledgers.setdefault(subject, []).append(ledger)
    return {subject: tuple(dict.fromkeys(of)) for subject, of in ledgers.items()}


@lru_cache(maxsize=256)
def _namings(title: str, sheet: str) -> Mapping[type[Ledger], _Naming]:
    """Return by ledger what a title and the sheet's name say, the title first."""
    said: dict[type[Ledger], _Naming] = {}
    for text in (sheet, title):
        found = [(text.rfind(word) + len(word), word) for word in _subjects() if word in text]
        last = max((end for end, _ in found), default=0)
        for end, word in sorted(found, key=lambda pair: len(pair[1])):
            for ledger in _subjects()[word]:
                if end == last or len(word) >= _LONG_SUBJECT:
                    said[ledger] = _Naming(0, len(word) if end == last else 1)
    for ledger in ROW_LEDGERS:
        if named := _name_in_title(ledger, title) or _name_in_title(ledger, sheet):
            said[ledger] = _Naming(named)
    return said


def _name_in_title(ledger: type[Ledger], text: str) -> int:
    """Return the length of the longest name of the ledger in a text, 0 without one."""
    name = ledger.info
    return max((len(word) for word in (name.title, *name.also) if word in text), default=0)


_KIND_OF_SHEET: Final = regex(
    "(?:登记|发放|使用|管理|统计|汇总|明细|信息|情况|基本)*(?:台账|花名册|名册|名单|登记表|登记|统计表|统计|汇总表|汇总|明细表|明细"
    "|信息库|信息|情况表|情况|一览表|一览|档案|表|库|清单|目录|名录|记录|人员)$"
)
"""The end of a ledger's name that says what kind of sheet it is."""
_LONG_SUBJECT: Final = 4
"""A subject so long says something wherever it stands in a title."""

_DECLARABLE: Final[tuple[type[Ledger], ...]] = (*ROW_LEDGERS, PeopleList)
"""The ledgers that an office can name for a table."""
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
_EXPLAINED_NEARLY: Final = 0.9
_EXPLAINED_MOSTLY: Final = 0.7
_EXPLAINED_HALF: Final = 0.5
_EXPLAINED_PARTLY: Final = 0.4
"""Shares of the columns that are fields of a ledger."""
_EXPLAINED: Final = 12
"""The score of a ledger that explains every column."""
_OWN: Final = 2
"""The score of a field that no other ledger has."""
_LEAST_CERTAINTY: Final = 0.5
"""The certainty from which a required field speaks for its ledger."""
_LOOKED_AT: Final = 5
"""The number of ledgers whose columns are looked at by content, best first."""


class _Score(Struct, frozen=True):
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

    def with_title(self, naming: _Naming, title: str) -> float | None:
        """Return the score under a title, None if the table cannot be of this ledger.

        A required field that the title gives to all rows needs no column.
        """
        required = len(_required(self.ledger))
        from_title = len(self.missing & self.ledger.from_title(title).keys()) if self.missing else 0
        present = required - len(self.missing) + from_title
        score = self.score + 2 * _REQUIRED * from_title + naming.bonus
        if naming.named:
            is_it = self.fields >= 2 and bool(present or self.explained >= _EXPLAINED_HALF)
        else:
            is_it = self.fields >= 3 and self._explains_itself(present, bool(naming.subject))
        return score if is_it else None

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
        is_whole = present == required and self.explained >= _EXPLAINED_MOSTLY
        if has_subject:
            return is_whole or (self.own >= _SOME_OWN and self.explained >= _EXPLAINED_PARTLY)
        if present == required and self.explained >= _EXPLAINED_NEARLY:
            return self.own >= _LITTLE_OWN
        return self.own >= _SOME_OWN and self.explained >= _EXPLAINED_HALF


@cache
def _required(ledger: type[Ledger]) -> frozenset[str]:
    return frozenset(s.field for s in field_specs(ledger).values() if s.required)


def _score(match: LedgerMatch) -> _Score:
    required = _required(match.ledger)
    missing = required - {
        name for name, found in match.fields.items() if found.certainty >= _LEAST_CERTAINTY
    }
    known, unknown = len(match.fields.keys() - ANYWHERE), len(match.unknown)
    explained = known / (known + unknown) if known else 0.0
    score = sum(3 - found.rank for found in match.fields.values())
    score += _REQUIRED * (len(required) - 2 * len(missing)) - 2 * unknown
    score += _EXPLAINED * explained
    own = sum(
        _rarity(_evident_header(found, match.ledger)) * found.certainty
        for name, found in match.fields.items()
        if name not in field_specs(PeopleList)  # every list of people may have it
    )
    score += _OWN * own
    return _Score(match.ledger, known, missing, score, own, explained)


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


@lru_cache(maxsize=256)
def _exact_scores(columns: tuple[HeaderColumn, ...], added: AddedHeaders) -> tuple[_Score, ...]:
    """Return the scores of all ledgers for a header, by exact words alone."""
    return tuple(_score(match_fields(columns, ledger, added=added)) for ledger in ROW_LEDGERS)


@lru_cache(maxsize=256)
def _likely_scores(columns: tuple[HeaderColumn, ...], added: AddedHeaders) -> tuple[_Score, ...]:
    """Return the scores of all ledgers for a header, by likeness too."""
    return tuple(
        _score(with_likely_fields(match_fields(columns, ledger, added=added), added, None))
        for ledger in ROW_LEDGERS
    )


def _ranked(scores: Iterable[_Score], detected: DetectedTable) -> list[type[Ledger]]:
    """Return the ledgers that a table can be, the best first."""
    title, sheet = normalised(detected.title), normalised(detected.grid.name)
    namings = _namings(title, sheet)
    ranked: list[tuple[float, type[Ledger]]] = []
    for one in scores:
        score = one.with_title(namings.get(one.ledger, _Naming()), f"{title} {sheet}")
        if score is not None:
            ranked.append((score, one.ledger))
    ranked.sort(key=lambda pair: -pair[0])
    return [ledger for _, ledger in ranked]


def _promising(scores: Sequence[_Score], detected: DetectedTable) -> list[type[Ledger]]:
    """Return the ledgers whose columns are to be looked at, the best first."""
    title, sheet = normalised(detected.title), normalised(detected.grid.name)
    namings = _namings(title, sheet)
    best = sorted(scores, key=lambda one: -(one.score + namings.get(one.ledger, _Naming()).bonus))
    return [one.ledger for one in best[:_LOOKED_AT]]


def recognise(detected: DetectedTable, hint: Hint) -> LedgerMatch | None:
    """Return the ledger of a table with one record a row, None if it is of no ledger."""
    profiles = cache(partial(profile_of, detected))
    if hint.ledger:
        ledger = next((one for one in _DECLARABLE if one.info.id == hint.ledger), None)
        match = _match(detected, ledger, hint, profiles) if ledger else None
    else:
        match = _exact(detected, hint, profiles) or _likely(detected, hint, profiles)
    return with_suggestions(match, hint.headers, profiles) if match else None


def recognise_people(detected: DetectedTable, hint: Hint) -> LedgerMatch | None:
    """Return the fields of a list of people with identity numbers, None if it is none."""
    profiles = cache(partial(profile_of, detected))
    match = _match(detected, PeopleList, hint, profiles)
    number = match.fields.get("id_number")
    if number is None or profiles(number.column.index).kind != "identity":
        return None
    return with_suggestions(match, hint.headers, profiles)


def _match(
    detected: DetectedTable, ledger: type[Ledger], hint: Hint, profiles: Profiles | None
) -> LedgerMatch:
    """Return the fields of a ledger by words and, with ``profiles``, by content."""
    exact = match_fields(tuple(detected.columns), ledger, hint.columns, hint.headers)
    return with_likely_fields(exact, hint.headers, profiles)


def _exact(detected: DetectedTable, hint: Hint, profiles: Profiles) -> LedgerMatch | None:
    """Return the ledger that knows every column by its exact header, or None."""
    columns, added = tuple(detected.columns), hint.headers
    scores = (
        tuple(_score(match_fields(columns, ledger, hint.columns, added)) for ledger in ROW_LEDGERS)
        if hint.columns
        else _exact_scores(columns, added)
    )
    best = next(iter(_ranked(scores, detected)), None)
    if best is None:
        return None
    match = match_fields(columns, best, hint.columns, added)
    certain = without_doubtful(match, profiles)
    return match if not match.unknown and certain is match else None


def _likely(detected: DetectedTable, hint: Hint, profiles: Profiles) -> LedgerMatch | None:
    """Return the ledger that explains most columns by words and content."""
    scores = (
        tuple(_score(_match(detected, ledger, hint, None)) for ledger in ROW_LEDGERS)
        if hint.columns
        else _likely_scores(tuple(detected.columns), hint.headers)
    )
    near = dict.fromkeys((*_ranked(scores, detected)[:2], *_promising(scores, detected)))
    matches = {ledger: _match(detected, ledger, hint, profiles) for ledger in near}
    best = _ranked([_score(match) for match in matches.values()], detected)
    return matches[best[0]] if best else None
