"""Fields of the columns that are left when the ledger of a table is known.

Within one ledger a header says less and means as much.  Meanings of one family count half (兴办企业
and 建设主体), those that name the ledger itself count little (培训 among the columns of a class), and
a part weighs by the number of fields that have it here, not in all ledgers.  A column gets a field
to which no other free field and no other free column comes near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Final

from msgspec import Struct

from ruralskills.detection.column_profile import ColumnProfile, Evidence, Profiles, holds_numbers
from ruralskills.detection.content_fields import fields_by_their_words
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch, is_of_people, is_second_of
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_likeness import path_variants
from ruralskills.detection.header_parts import (
    HeaderParts,
    path_parts,
    unit_meaning,
    with_meaning,
    without,
)
from ruralskills.detection.ledger_persons import is_anothers, own_persons
from ruralskills.detection.ledger_words import OWN_CONTACTS, TIMES, of_a_thing, words_of
from ruralskills.detection.likely_fields import ANYWHERE, KIND_MEANINGS, cannot_be
from ruralskills.detection.near_fields import are_phrases_against
from ruralskills.detection.phrase_fields import open_columns
from ruralskills.ledgers import PeopleList
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

_LEAST: Final = 0.48
"""The least likeness of a column with a small lead over others."""
_LEAST_ALONE: Final = 0.36
"""The least likeness of a column with a large lead, or with its content for it."""
_LEAST_SAID: Final = 0.2
"""The least likeness of a column whose cells hold the field's own words."""
_MORE: Final = 0.24
"""The likeness that a column needs besides if it says more than the field."""
_MORE_ALONE: Final = 0.14
"""That likeness of a required field if no other field or column comes near."""
_FAR_ALONE: Final = 0.4
_LEAD: Final = 0.06
"""A smaller lead over another field or column decides nothing."""
_ALONE: Final = 0.2
"""A large lead."""
_CONFIRMED: Final = 0.25
"""The weight of a confirmation by content against likeness."""
_RANK: Final = 2.4
_CERTAINTY: Final = 0.0
"""The rank and certainty of a field known so, which is no evidence for its ledger."""
_QUANTITIES: Final = frozenset({"人数", "户数", "人次", "金额", "天数", "课时", "数量", "月数"})
"""Nouns of counts, of which many things have one."""


_NOUNS_OF_PERSONS: Final = frozenset({"", "姓名", "电话", "证件"})
_STEPS: Final = frozenset({"审核", "经办", "领导"})
"""Meanings of persons, and of what they do: 审核人, but 审核金额."""


class _Claim(Struct, frozen=True):
    """A free column that may be a free field."""

    column: HeaderColumn
    spec: FieldSpec
    likeness: float
    says_more: bool
    """True if the column has a qualifier that the field has not."""
    evidence: Evidence
    is_said: bool
    """True if the cells hold the field's own words."""
    is_only: bool
    """True if no other field of the ledger has the noun."""

    @property
    def strength(self) -> float:
        """The likeness, and a confirmation's weight."""
        return self.likeness + (_CONFIRMED if self.evidence == "for" else 0.0)

    def is_enough(self, lead: float) -> bool:
        """Return True if a claim with such a lead needs no person to confirm it."""
        if lead < _LEAD:
            return False
        if self.is_said:
            return self.likeness >= _LEAST_SAID
        least = _LEAST_ALONE if lead >= _ALONE else _LEAST
        if self.evidence == "for":
            least = _LEAST_ALONE
        is_alone = (self.is_only and lead >= _ALONE) or (self.spec.required and lead >= _FAR_ALONE)
        more = _MORE_ALONE if is_alone else _MORE
        return self.likeness >= least + (more if self.says_more else 0)


def with_remaining_fields(match: LedgerMatch, profiles: Profiles) -> LedgerMatch:
    """Return a match of a known ledger with the fields of columns that are left."""
    if not match.unknown:
        return match
    fields = dict(match.fields)
    for claim in _assigned(list(_claims(match, profiles))):
        fields[claim.spec.field] = FieldMatch(
            claim.column, claim.spec, _RANK, "likeness", _CERTAINTY
        )
    match = match.with_fields(fields)
    said = fields_by_their_words(match, profiles)
    by_words = {
        spec.field: FieldMatch(column, spec, _RANK, "content", _CERTAINTY) for column, spec in said
    }
    return match.with_fields(match.fields | by_words) if by_words else match


def _claims(match: LedgerMatch, profiles: Profiles) -> Iterator[_Claim]:
    free = [
        spec
        for name, spec in field_specs(match.ledger).items()
        if name not in match.fields.keys() | ANYWHERE | _of_any_list(match.ledger)
    ]
    for column in open_columns(match):
        profile = profiles(column.index)
        if profile.cells:
            for spec in free:
                if is_second_of(column, spec, match) or are_phrases_against(
                    column, spec, match, profiles
                ):
                    continue
                claim = _claim(column, spec, profile, match.ledger)
                if claim is not None:
                    yield claim


@cache
def _of_any_list(ledger: type[Ledger]) -> frozenset[str]:
    """Return the fields that any list of people has, of things all but where they are."""
    fields = frozenset(field_specs(PeopleList))
    return fields if is_of_people(ledger) else fields - {"address"}


def _claim(
    column: HeaderColumn, spec: FieldSpec, profile: ColumnProfile, ledger: type[Ledger]
) -> _Claim | None:
    unit = unit_meaning(column.unit)
    if cannot_be(column.path, unit, spec) or is_anothers(column.path, spec, ledger):
        return None
    evidence = _evidence(profile, spec, path_parts(column.path).meanings)
    if evidence == "against" or (profile.kind == "number" and not holds_numbers(spec)):
        return None
    is_said = profile.says(spec)
    kind = KIND_MEANINGS.get(profile.kind, "")
    likeness, says_more = _likeness(column.path, unit, kind, spec.field, is_said, ledger)
    if not likeness:
        return None
    is_only = _is_only(path_parts(column.path, unit).noun, spec.field, ledger)
    return _Claim(column, spec, likeness, says_more, evidence, is_said, is_only)


@lru_cache(maxsize=1 << 12)
def _is_only(noun: str, field: str, ledger: type[Ledger]) -> bool:
    """Return True if a field alone has a noun that says something."""
    if not noun or noun in TIMES | _QUANTITIES | {"机构"}:
        return False
    headers = words_of(ledger).headers
    return {name for name, all_ in headers.items() for one in all_ if one.noun == noun} == {field}


@lru_cache(maxsize=1 << 14)
def _likeness(
    path: tuple[str, ...], unit: str, kind: str, field: str, is_said: bool, ledger: type[Ledger]
) -> tuple[float, bool]:
    """Return how near a path comes to a field, and if it says more than that.

    ``kind`` is what the cells mean, and ``is_said`` that they hold the field's own words.
    """
    words = words_of(ledger)
    near = [
        words.likeness(one, declared)
        for one in _readings(path, unit, kind, ledger)
        for declared in words.headers[field]
        if (is_said or not _excludes(one, declared)) and _nouns_agree(one, declared)
    ]
    return max(near, default=(0.0, False), key=lambda pair: (pair[0], not pair[1]))


def _evidence(profile: ColumnProfile, spec: FieldSpec, told: frozenset[str]) -> Evidence:
    """Return what the content says, of names nothing: any list has names."""
    evidence = profile.evidence(spec, told)
    if evidence == "for" and profile.kind == "name" and not profile.says(spec):
        return "neutral"
    return evidence


def _readings(
    path: tuple[str, ...], unit: str, kind: str, ledger: type[Ledger]
) -> Iterator[HeaderParts]:
    """Yield the parts of each way to say a path, also with what its cells mean."""
    variants = [variant for variant, _ in path_variants(path)]
    if bare := path[-1].removesuffix("姓名"):
        variants.append((*path[:-1], bare))
    units = ("", unit) if unit == "金额" else (unit,)
    for variant, of_unit in product(variants, units):
        parts = path_parts(variant, of_unit)
        if not is_of_people(ledger):
            if parts.meanings & OWN_CONTACTS:
                yield parts
            parts = of_a_thing(parts)
        elif parts.meanings & own_persons(ledger):
            yield without(parts, own_persons(ledger))
        yield parts
        if kind == "是否" in parts.meanings:
            yield without(parts, {"是否"})  # the cells say it: 有无花名册 over ticks
        if kind and kind not in parts.meanings:
            yield with_meaning(parts, kind)


def _excludes(one: HeaderParts, other: HeaderParts) -> bool:
    """Return True if two headers exclude each other: 核定金额 is nobody's name."""
    if one.noun in _NOUNS_OF_PERSONS:
        return one.excludes(other)
    return without(one, _STEPS).excludes(without(other, _STEPS))


def _nouns_agree(one: HeaderParts, other: HeaderParts) -> bool:
    if not one.noun or not other.noun or one.noun == other.noun:
        return True
    return bool(header_lexicon().kin(one.noun, (other.noun,)))


def _assigned(claims: list[_Claim]) -> Iterator[_Claim]:
    """Yield the claims that hold, the strongest first, one for each column and field."""
    free = sorted(claims, key=lambda claim: (-claim.strength, claim.column.index))
    while found := next((one for one, lead in _leads(free) if one.is_enough(lead)), None):
        yield found
        column, field = found.column.index, found.spec.field
        free = [one for one in free if one.column.index != column and one.spec.field != field]


def _leads(free: list[_Claim]) -> Iterator[tuple[_Claim, float]]:
    """Yield claims with their lead over the next field and the next column.

    Where another column claims the field, what counts is to which of both more is left: the
    strength of the best other field of its column.
    """
    strengths = [claim.strength for claim in free]
    columns = [claim.column.index for claim in free]
    fields = [claim.spec.field for claim in free]
    others = _best_others(strengths, columns, fields)
    left = [0.0 if other is None else strengths[other] for other in others]
    net = [strength - rest for strength, rest in zip(strengths, left, strict=True)]
    rivals = _best_others(net, fields, columns)
    for at, claim in enumerate(free):
        leads = [1.0]
        if (other := others[at]) is not None:
            leads.append(strengths[at] - strengths[other])
        if (rival := rivals[at]) is not None:
            leads.append(strengths[at] - strengths[rival] + (left[rival] - left[at]))
        yield claim, min(leads)


def _best_others(
    weights: list[float], groups: Sequence[object], kinds: Sequence[object]
) -> list[int | None]:
    """Return for each place the heaviest of its group that has another kind."""
    best: dict[object, int] = {}
    second: dict[object, int] = {}
    for at in sorted(range(len(weights)), key=lambda at: -weights[at]):
        first = best.setdefault(groups[at], at)
        if kinds[at] != kinds[first]:
            second.setdefault(groups[at], at)
    return [
        first if kinds[first := best[groups[at]]] != kinds[at] else second.get(groups[at])
        for at in range(len(weights))
    ]
