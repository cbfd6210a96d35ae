"""Fields of columns whose headers come near to phrases of a known ledger.

A near phrase speaks for its field, and against every other: a header that comes nearer to one that is
no field, or to the field of another column, gets none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from ruralskills.detection.column_profile import CODED, Evidence, Profiles
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.header_parts import (
    field_meanings,
    is_opposite,
    path_parts,
    unit_meaning,
)
from ruralskills.detection.ledger_persons import is_anothers
from ruralskills.detection.likely_fields import ANYWHERE, cannot_be
from ruralskills.detection.near_phrases import OF_PERSONS, NearPhrase, near_phrases
from ruralskills.detection.phrase_fields import open_columns, phrase_of
from ruralskills.detection.unit_evidence import is_of_other_unit
from ruralskills.model.fields import FieldSpec, field_specs

_LEAST: Final = 0.5
"""The least nearness of a header with a small lead over other fields."""
_LEAD: Final = 0.08
_LEAST_ALONE: Final = 0.42
"""The least nearness of a header with a large lead."""
_ALONE: Final = 0.15
_CONFIRMED: Final = 0.08
"""The weight of a confirmation by content against nearness."""
_TAKEN: Final = 0.1
"""The lead of a phrase of another column's field that speaks against a free one."""
_FAR_NEARER: Final = 0.25
_NEAR_ENOUGH: Final = 0.7
"""The nearness, and its lead, of a phrase that speaks against a field by likeness."""
_OTHER_CHARACTERS: Final = 1
"""The characters that a header of somebody's number may have besides a phrase."""
_RANK: Final = 2.2
_NO_PHRASE: Final = NearPhrase(0.0, "")


class _Claim(Struct, frozen=True):
    """A column that comes near to a free field."""

    column: HeaderColumn
    spec: FieldSpec
    nearness: float
    lead: float
    """The lead over every other field, and over what is none."""
    evidence: Evidence

    @property
    def strength(self) -> float:
        """The nearness, and a confirmation's weight."""
        return self.nearness + (_CONFIRMED if self.evidence == "for" else 0.0)

    @property
    def is_enough(self) -> bool:
        """True if the claim needs no person to confirm it."""
        if self.spec.codes in CODED and self.evidence != "for":
            return False  # 文化程序 over words that are no 文化程度
        least = _LEAST_ALONE if self.lead >= _ALONE else _LEAST
        return self.strength >= least and self.lead >= _LEAD

    def match(self) -> FieldMatch:
        """Return the match with the field, which tells nothing of the ledger."""
        return FieldMatch(self.column, self.spec, _RANK, "likeness", 0.0)


def with_near_fields(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match of a known ledger with the fields of near phrases."""
    match = _without_contradicted(match)
    if not match.unknown:
        return match
    claims = [
        claim
        for column in open_columns(match)
        if profiles(column.index).cells
        for claim in _claims(column, match, profiles)
    ]
    fields = dict(match.fields)
    for claim in _assigned(claims):
        fields[claim.spec.field] = claim.match()
    return match.with_fields(fields) if len(fields) > len(match.fields) else match


def _without_contradicted(match: LedgerMatch) -> LedgerMatch:
    """Return a match without likely fields whose headers are far nearer to others."""
    kept = {
        name: found for name, found in match.fields.items() if not _is_contradicted(found, match)
    }
    return match.with_fields(kept) if len(kept) < len(match.fields) else match


def _is_contradicted(found: FieldMatch, match: LedgerMatch) -> bool:
    path, ledger = found.column.path, match.ledger
    if (
        found.chosen_by != "likeness"
        or found.column.unit
        or phrase_of(path, ledger.info.id)[1] == found.spec.field
    ):
        return False
    near = near_phrases(path, ledger)
    own = near.get(found.spec.field, _NO_PHRASE).nearness
    best = max((one.nearness for one in near.values()), default=0.0)
    return best >= max(_NEAR_ENOUGH, own + _FAR_NEARER)


def _claims(column: HeaderColumn, match: LedgerMatch, profiles: Profiles) -> Iterator[_Claim]:
    """Yield the free fields that a column comes near to, if its cells allow."""
    near = near_phrases(column.path, match.ledger)
    unit = unit_meaning(column.unit)
    told = path_parts(column.path, unit).meanings
    for name, one in near.items():
        spec = field_specs(match.ledger).get(name)
        if (
            spec is None
            or name in match.fields.keys() | ANYWHERE
            or one.nearness + _CONFIRMED < _LEAST_ALONE
            or (spec.reads.name in OF_PERSONS and _says_more(column.path, one.phrase))
            or cannot_be(column.path, unit, spec)
            or is_anothers(column.path, spec, match.ledger)
            or is_opposite(column.path, field_meanings(spec.headers))
        ):
            continue
        evidence = profiles(column.index).evidence(spec, told)
        lead = one.nearness - _nearest_other(name, near, match)
        claim = _Claim(column, spec, one.nearness, lead, evidence)
        is_other = column.unit and is_of_other_unit(column, spec, match.ledger)
        if evidence != "against" and not is_other:
            yield claim


def _says_more(path: tuple[str, ...], phrase: str) -> bool:
    """Return True if a leaf has words that a phrase lacks: 举报电话, of a phrase 电话."""
    return len(set(path[-1]) - set(phrase)) > _OTHER_CHARACTERS


def _nearest_other(name: str, near: Mapping[str, NearPhrase], match: LedgerMatch) -> float:
    """Return the nearness of the nearest other field, less for those with a column."""
    return max(
        (
            one.nearness - (_TAKEN + _LEAD if other in match.fields else 0)
            for other, one in near.items()
            if other != name
        ),
        default=0.0,
    )


def _assigned(claims: list[_Claim]) -> Iterator[_Claim]:
    """Yield the claims that hold, the strongest first, one for each column and field."""
    free = sorted(
        (claim for claim in claims if claim.is_enough),
        key=lambda claim: (-claim.strength, claim.column.index),
    )
    for claim in free:
        rivals = (
            one
            for one in free
            if one.spec.field == claim.spec.field and one.column.index != claim.column.index
        )
        if all(claim.strength - one.strength >= _LEAD for one in rivals):
            yield claim
