"""Fields of columns whose headers come near to phrases of a known ledger.

A near phrase speaks for its field, and against every other: a header that comes nearer to one that is
no field, or to the field of another column, gets none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Final

from msgspec import Struct

from ruralskills.detection.column_profile import CODED, Evidence, Profiles
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch
from ruralskills.detection.header_parts import (
    field_meanings,
    is_of_other_person,
    is_opposite,
    path_parts,
    unit_meaning,
)
from ruralskills.detection.header_phrases import NO_FIELD
from ruralskills.detection.ledger_persons import is_anothers
from ruralskills.detection.likely_fields import ANYWHERE, cannot_be, is_part_of
from ruralskills.detection.near_phrases import OF_PERSONS, NearPhrase, near_phrases
from ruralskills.detection.phrase_fields import open_columns, phrase_of
from ruralskills.detection.unit_evidence import is_of_other_unit
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

_LEAST: Final = 0.6
"""The least strength of a header."""
_LEAD: Final = 0.15
"""Its least lead over other fields."""
_MAJORITY: Final = 0.5
"""Its least vote."""
_LEAD_OF_PERSONS: Final = 0.2
"""The lead with which a header of somebody's number may say more than its phrase."""
_ALONE: Final = 0.3
"""The lead with which a header may say what other headers of a field do not."""
_CONFIRMED: Final = 0.08
"""The weight of a confirmation by content against strength."""
_CLOSED: Final = 0.2
"""The strength that a field with a column or other cells loses against others."""
_RIVAL: Final = 0.08
"""The lead over another column that is as near to the field."""
_SURE: Final = 0.8
"""The strength with which it may tell of another event, or ask for less."""
_BEHIND: Final = 0.2
"""The strength that a field by likeness may lack to the strongest phrase."""
_NO_VOTE: Final = 0.02
"""The vote that speaks against a field by likeness if another phrase is stronger."""
_OTHER_CHARACTERS: Final = 1
"""The characters that a header of somebody's number may have besides a phrase."""
_RANK: Final = 2.2
_NO_PHRASE: Final = NearPhrase(0.0, "")


class _Claim(Struct, frozen=True):
    """A column that comes near to a free field."""

    column: HeaderColumn
    spec: FieldSpec
    near: NearPhrase
    lead: float
    """The lead over every other field, and over what is none."""
    evidence: Evidence

    @property
    def strength(self) -> float:
        """The strength of its phrases, and a confirmation's weight."""
        return self.near.strength + (_CONFIRMED if self.evidence == "for" else 0.0)

    @property
    def is_alone(self) -> bool:
        """True if no other field comes near."""
        return self.lead >= _ALONE

    @property
    def is_enough(self) -> bool:
        """True if the claim needs no person to confirm it."""
        if self.spec.codes in CODED and self.evidence != "for":
            return False  # 文化程序 over words that are no 文化程度
        return self.strength >= _LEAST and self.lead >= _LEAD and self.near.vote >= _MAJORITY

    def match(self) -> FieldMatch:
        """Return the match with the field, which tells nothing of the ledger."""
        return FieldMatch(self.column, self.spec, _RANK, "likeness", 0.0)


def with_near_fields(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match of a known ledger with the fields of near phrases."""
    match = _without_contradicted(match, profiles)
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


def _without_contradicted(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match without likely fields whose headers are far nearer to others."""
    kept = {
        name: found
        for name, found in match.fields.items()
        if found.chosen_by != "likeness"
        or phrase_of(found.column.path, match.ledger.info.id)[1] == name
        or not are_phrases_against(found.column, found.spec, match, profiles)
    }
    return match.with_fields(kept) if len(kept) < len(match.fields) else match


def are_phrases_against(
    column: HeaderColumn, spec: FieldSpec, match: LedgerMatch, profiles: Profiles
) -> bool:
    """Return True if a header is much nearer to phrases of others than to a field's.

    A unit says more than any phrase, and a phrase of other cells nothing.
    """
    if column.unit:
        return False
    near = near_phrases(column.path, match.ledger)
    own = near.get(spec.field, _NO_PHRASE)
    return any(
        one.strength >= own.strength + (_BEHIND if own.vote >= _NO_VOTE else 0)
        and not _has_other_cells(other, column, match, profiles)
        for other, one in near.items()
        if other != spec.field
    )


def _claims(column: HeaderColumn, match: LedgerMatch, profiles: Profiles) -> Iterator[_Claim]:
    """Yield the free fields that a column comes near to, if its cells allow."""
    near = near_phrases(column.path, match.ledger)
    closed = {
        name
        for name in near
        if name in match.fields or _has_other_cells(name, column, match, profiles)
    }
    for name in near.keys() - closed - ANYWHERE - {NO_FIELD}:
        spec, one = field_specs(match.ledger)[name], near[name]
        if one.strength + _CONFIRMED < _LEAST:
            continue
        evidence = _evidence(column, spec, profiles)
        lead = one.strength - _strongest_other(name, near, closed)
        claim = _Claim(column, spec, one, lead, evidence)
        if _is_allowed(claim, match.ledger):
            yield claim


def _has_other_cells(
    name: str, column: HeaderColumn, match: LedgerMatch, profiles: Profiles
) -> bool:
    """Return True if unit or cells of a column are of another thing than a field."""
    spec = field_specs(match.ledger).get(name)
    if spec is None:
        return False
    if column.unit and is_of_other_unit(column, spec, match.ledger):
        return True
    return _evidence(column, spec, profiles) == "against"


def _evidence(column: HeaderColumn, spec: FieldSpec, profiles: Profiles) -> Evidence:
    """Return what the cells of a column say for or against a field."""
    told = path_parts(column.path, unit_meaning(column.unit)).meanings
    return profiles(column.index).evidence(spec, told)


def _is_allowed(claim: _Claim, ledger: type[Ledger]) -> bool:
    """Return True if the words of a header do not forbid a field."""
    path, spec = claim.column.path, claim.spec
    if is_part_of(path, spec) or is_anothers(path, spec, ledger):
        return False
    says_more = spec.reads.name in OF_PERSONS and _says_more(path, claim.near.phrase)
    if says_more and (claim.lead < _LEAD_OF_PERSONS or is_of_other_person(path_parts(path))):
        return False
    is_another = cannot_be(path, unit_meaning(claim.column.unit), spec)
    if is_another or is_opposite(path, field_meanings(spec.headers)):
        return claim.is_alone and claim.strength >= _SURE
    return True


def _says_more(path: tuple[str, ...], phrase: str) -> bool:
    """Return True if a leaf has words that a phrase lacks: 举报电话, of a phrase 电话."""
    return len(set(path[-1]) - set(phrase)) > _OTHER_CHARACTERS


def _strongest_other(name: str, near: Mapping[str, NearPhrase], closed: Set[str]) -> float:
    """Return the strength of the strongest other field, less for closed ones."""
    return max(
        (
            one.strength - (_CLOSED if other in closed else 0)
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
        if all(claim.strength - one.strength >= _RIVAL for one in rivals):
            yield claim
