"""The header that an unknown column may mean, for a person to decide."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache

from ruralskills.detection.column_profile import Profiles
from ruralskills.detection.field_matching import LedgerMatch
from ruralskills.detection.header_likeness import like_headers
from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.ledger_headers import headers_of
from ruralskills.model.fields import FieldSpec


def with_suggestions(
    match: LedgerMatch, added: AddedHeaders, profiles: Profiles | None
) -> LedgerMatch:
    """Add the headers that unknown columns may mean.

    It is slow and meant for the final match only.
    """
    if not match.unknown and not match.missing:
        return match
    known = headers_of(match.ledger, added)
    free = {header: spec for header, spec in known.items() if spec.field not in match.fields}
    unknown = []
    for column, _ in match.unknown:
        spec = _misspelt(column.path, free) or _like(column.path, free, added)
        against = (
            spec is not None
            and profiles is not None
            and profiles(column.index).evidence(spec) == "against"
        )
        unknown.append((column, spec.header if spec is not None and not against else ""))
    match.unknown = unknown
    match.missing = [
        (spec, next((c.header for c, guess in unknown if guess == spec.header), ""))
        for spec, _ in match.missing
    ]
    return match


def _like(
    path: tuple[str, ...], free: Mapping[str, FieldSpec], added: AddedHeaders
) -> FieldSpec | None:
    """Return the free field whose header is composed of the most like parts."""
    like = ((score, header) for header, score in like_headers(path, added).items())
    best = max(((score, header) for score, header in like if header in free), default=None)
    return free[best[1]] if best else None


def _misspelt(path: tuple[str, ...], free: Mapping[str, FieldSpec]) -> FieldSpec | None:
    """Return the free field whose header has nearly the same characters."""
    near = _near_header("/".join(path), tuple(free)) or _near_header(path[-1], tuple(free))
    return free[near] if near else None


@lru_cache(maxsize=1 << 10)
def _near_header(words: str, headers: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(words, headers, 1, 0.75)
    return near[0] if near else ""
