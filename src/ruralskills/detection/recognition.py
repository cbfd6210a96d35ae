"""Recognition of a table by its header: its ledger, and the field of each column.

Each ledger is scored for a header, the title of the table decides between near scores. The files
of a check share their headers, so matches are cached by header.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from msgspec.structs import replace

from ruralskills.detection.column_profile import Profiles, profile_of
from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.field_matching import LedgerMatch, match_fields
from ruralskills.detection.header_suggestions import with_suggestions
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.detection.ledger_naming import LedgerNaming, ledgers_named
from ruralskills.detection.ledger_score import FEWEST_FIELDS, FEWEST_NAMED, LedgerScore, score_of
from ruralskills.detection.likely_fields import with_likely_fields, without_doubtful
from ruralskills.detection.near_fields import with_near_fields
from ruralskills.detection.paired_days import with_paired_days
from ruralskills.detection.remaining_fields import with_remaining_fields
from ruralskills.ledgers import ROW_LEDGERS, PeopleList
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_DECLARABLE: Final[tuple[type[Ledger], ...]] = (*ROW_LEDGERS, PeopleList)
"""The ledgers that an office can name for a table."""
_LOOKED_AT: Final = 5
"""The number of ledgers whose columns are looked at by content, best first."""


_LIST: Final = regex("名单|名册")
_OTHER_LIST: Final = regex("党员|党组织|通讯|联系|值班|签到|会议|职工|教师|在编|干部")
"""Words of titles of lists that offices keep of themselves."""
_OF_PERSONS: Final = frozenset({"sex", "age", "born", "ethnicity", "education", "political"})
_FEWEST_OF_PERSONS: Final = 2
_OF_PLACES: Final = frozenset({"township", "village", "address"})


@lru_cache(maxsize=256)
def _exact_scores(
    columns: tuple[HeaderColumn, ...], added: AddedHeaders
) -> tuple[LedgerScore, ...]:
    """Return the scores of all ledgers for a header, by exact words alone."""
    return tuple(score_of(match_fields(columns, ledger, added=added)) for ledger in ROW_LEDGERS)


@lru_cache(maxsize=256)
def _likely_scores(
    columns: tuple[HeaderColumn, ...], added: AddedHeaders
) -> tuple[LedgerScore, ...]:
    """Return the scores of all ledgers for a header, by likeness too."""
    return tuple(
        score_of(with_likely_fields(match_fields(columns, ledger, added=added), added, None))
        for ledger in ROW_LEDGERS
    )


def _from_left(columns: Sequence[HeaderColumn]) -> tuple[HeaderColumn, ...]:
    """Return the columns of a table as if it began at the left of its sheet.

    Tables side by side share the scores of their header.
    """
    if not columns or not (first := columns[0].index):
        return tuple(columns)
    return tuple(replace(column, index=column.index - first) for column in columns)


def _ranked(scores: Iterable[LedgerScore], detected: DetectedTable) -> list[type[Ledger]]:
    """Return the ledgers that a table can be, the best first."""
    title, sheet = normalised(detected.title), normalised(detected.grid.name)
    namings = ledgers_named(title, sheet)
    ranked: list[tuple[float, type[Ledger]]] = []
    for one in scores:
        score = one.with_title(namings.get(one.ledger, LedgerNaming()), f"{title} {sheet}")
        if score is not None:
            ranked.append((score, one.ledger))
    ranked.sort(key=lambda pair: -pair[0])
    return [ledger for _, ledger in ranked]


def _promising(scores: Sequence[LedgerScore], detected: DetectedTable) -> list[type[Ledger]]:
    """Return the ledgers whose columns are to be looked at, the best first."""
    title, sheet = normalised(detected.title), normalised(detected.grid.name)
    namings = ledgers_named(title, sheet)
    best = sorted(
        scores, key=lambda one: -(one.score + namings.get(one.ledger, LedgerNaming()).bonus)
    )
    return [one.ledger for one in best[:_LOOKED_AT]]


def recognise(detected: DetectedTable, hint: Hint) -> LedgerMatch | None:
    """Return the ledger of a table with one record a row, None if it is of no ledger."""
    profiles = cache(partial(profile_of, detected))
    if hint.ledger:
        ledger = next((one for one in _DECLARABLE if one.info.id == hint.ledger), None)
        match = _match(detected, ledger, hint, profiles) if ledger else None
    elif _is_too_narrow(detected):
        match = None
    else:
        match = _exact(detected, hint, profiles) or _likely(detected, hint, profiles)
    if match is None:
        return None
    return with_suggestions(_completed(match, profiles), hint.headers, profiles)


def _is_too_narrow(detected: DetectedTable) -> bool:
    """Return True for a table with fewer columns than any ledger has fields."""
    if len(detected.columns) >= FEWEST_FIELDS:
        return False
    named = ledgers_named(normalised(detected.title), normalised(detected.grid.name))
    is_named = any(naming.named for naming in named.values())
    return len(detected.columns) < FEWEST_NAMED or not is_named


def _completed(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match of a known ledger with the fields of the columns that are left."""
    match = with_paired_days(with_near_fields(match, profiles), profiles)
    return with_remaining_fields(match, profiles)


def lists_people(detected: DetectedTable) -> bool:
    """Return True for a table with a column of identity numbers."""
    return any(
        column.path and profile_of(detected, column.index).kind == "identity"
        for column in detected.columns
    )


def recognise_people(detected: DetectedTable, hint: Hint) -> LedgerMatch | None:
    """Return the fields of a list of people with identity numbers, None if it is none."""
    profiles = cache(partial(profile_of, detected))
    match = _match(detected, PeopleList, hint, profiles)
    number = match.fields.get("id_number")
    if number is None and _lists_persons(detected, match, profiles):
        return with_suggestions(match, hint.headers, profiles)
    if number is None or profiles(number.column.index).kind != "identity":
        return None
    if number.column.path[-1] in number.spec.weak and "name" in match.fields:
        return None  # the numbers of heads beside the names of others
    return with_suggestions(match, hint.headers, profiles)


def _lists_persons(detected: DetectedTable, match: LedgerMatch, profiles: Profiles) -> bool:
    """Return True for a list of villagers without identity numbers."""
    title = normalised(f"{detected.title} {detected.grid.name}")
    found = match.fields.keys()
    is_list = bool(_LIST.search(title)) and not _OTHER_LIST.search(title)
    return (
        is_list
        and {"name", "phone"} <= found
        and len(found & _OF_PERSONS) >= _FEWEST_OF_PERSONS
        and bool(found & _OF_PLACES)
        and profiles(match.fields["phone"].column.index).kind == "phone"
    )


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
        tuple(
            score_of(match_fields(columns, ledger, hint.columns, added)) for ledger in ROW_LEDGERS
        )
        if hint.columns
        else _exact_scores(_from_left(columns), added)
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
        tuple(score_of(_match(detected, ledger, hint, None)) for ledger in ROW_LEDGERS)
        if hint.columns
        else _likely_scores(_from_left(detected.columns), hint.headers)
    )
    near = dict.fromkeys((*_ranked(scores, detected)[:2], *_promising(scores, detected)))
    named = ledgers_named(normalised(detected.title), normalised(detected.grid.name))
    matches = {ledger: _match(detected, ledger, hint, profiles) for ledger in near}
    matches |= {
        ledger: _completed(match, profiles)
        for ledger, match in matches.items()
        if ledger in named and named[ledger].named
    }
    best = _ranked([score_of(match) for match in matches.values()], detected)
    return matches[best[0]] if best else None
