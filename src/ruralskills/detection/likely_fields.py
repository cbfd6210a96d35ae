"""Fields of columns whose headers no ledger declares, by likeness and content."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.detection.cell_kinds import ContentKind
from ruralskills.detection.column_profile import Evidence, Profiles
from ruralskills.detection.content_fields import fields_by_content
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch, is_second_of
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_likeness import like_headers, path_variants
from ruralskills.detection.header_parts import (
    MONEY,
    HeaderParts,
    field_meanings,
    header_parts,
    is_of_another_day,
    is_of_other_person,
    other_qualifiers,
    path_parts,
    unit_meaning,
)
from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.ledger_headers import header_key, headers_of
from ruralskills.detection.ledger_persons import is_anothers, own_persons
from ruralskills.detection.phrase_fields import open_columns, with_phrase_fields
from ruralskills.detection.unit_evidence import QUANTITIES, is_of_other_unit
from ruralskills.ledgers import PeopleList
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.layout import ChosenBy
from ruralskills.model.table import Ledger

ANYWHERE: Final = frozenset({"seq", "remark"})
"""Fields that every table may have, by their exact headers alone."""
_LIKE: Final = 0.65
"""The least likeness of a header that content says nothing about."""
_LIKE_CONFIRMED: Final = 0.45
"""The least likeness of a header that content confirms."""
_LIKE_ALONE: Final = 0.42
"""The least likeness to the only field of a known ledger that a column can be."""
_ALONE: Final = 0.1
"""The lead over every other field that makes a field the only one."""
_AMBIGUOUS: Final = 0.01
"""A smaller lead over another field decides nothing."""
_CONFIRMED: Final = 0.2
"""The weight of a confirmation against likeness."""
_SPELLING: Final = 0.15
"""The weight of equal characters against that of equal meanings."""
_MORE: Final = 0.13
"""The likeness that a header needs besides if it says more than the field's."""
_LIKE_HALF: Final = 0.55
"""The least likeness of a header that does not say what kind of thing it holds."""
_LIKE_VAGUE: Final = 0.7
"""The least likeness of a header that may mean many things."""
_PLACES: Final = frozenset({"county", "township", "village"})
_REVIEWS: Final = frozenset({"审核", "意见", "签名"})
"""Meanings of what an office does with a paper."""
_OF_HEADS: Final = frozenset({"人数", "人次"})
_PART: Final = "其中"
"""The beginning of a header over a part of what its group counts."""
_WORDS: Final = frozenset({"text", "name", "yesno"})
"""Types of fields that hold no figures."""
_RANK: Final = 1.3
"""The rank of a header of the same parts as a declared one."""
_BY_VAGUE: Final = 0.1
"""That weight of a column whose words may mean many things."""
_BY_CONTENT: Final = 0.6
"""The weight, as evidence for its ledger, of a column that its content tells."""
KIND_MEANINGS: Final[dict[ContentKind, str]] = {
    "day": "时间", "name": "姓名", "phone": "电话", "identity": "证件", "account": "账号",
    "credit_code": "信用代码", "yesno": "是否", "sex": "性别",
}  # fmt: skip
"""The meaning of a column's content, for a header without a noun."""


class _Claim(Struct, frozen=True):
    """A free column that may be a free field."""

    column: HeaderColumn
    spec: FieldSpec
    likeness: float
    evidence: Evidence
    has_other_qualifier: bool
    """True if the column's own words say more than any header of the field."""
    is_of_programmes: bool
    """True if what it says more is of training, jobs or aid."""
    is_vague: bool
    """True if the column's words may mean many things."""
    has_same_noun: bool
    """True if column and field say what kind of thing they hold, and it is the same."""
    least: float = _LIKE
    """The least likeness that is enough."""

    spelling: float = 0.0
    """The likeness of the characters, for two fields of the same parts."""

    @property
    def strength(self) -> float:
        """The likeness, and a confirmation's weight."""
        confirmed = _CONFIRMED if self.evidence == "for" else 0.0
        return self.likeness + confirmed + _SPELLING * self.spelling

    @property
    def rank(self) -> float:
        """The rank of a match, behind any exact one."""
        return _RANK + 2 * (1 - self.likeness)

    @property
    def certainty(self) -> float:
        """The weight of the column as evidence for its ledger."""
        if self.is_vague:
            return _BY_VAGUE
        if self.evidence == "for":
            return max(_BY_CONTENT, self.likeness)
        return max(0.0, self.likeness * 2 - 1)

    @property
    def is_enough(self) -> bool:
        """True if the claim needs no person to confirm it."""
        if self.evidence == "for":
            return self.likeness >= _LIKE_CONFIRMED
        if self.is_vague and self.spec.reads.name == "text" and self.likeness < _LIKE_VAGUE:
            return False  # 单位 may be anything, 现状 hardly
        if self.is_of_programmes and self.spec.field in field_specs(PeopleList):
            return False  # 培训地址 is nobody's address
        least = self.least if self.has_same_noun else max(self.least, _LIKE_HALF)
        return self.likeness >= least + (_MORE if self.has_other_qualifier else 0)

    def match(self) -> FieldMatch:
        """Return the match of the column with the field."""
        by: ChosenBy = "likeness" if self.likeness >= self.least else "content"
        return FieldMatch(self.column, self.spec, self.rank, by, self.certainty)


def with_likely_fields(
    match: LedgerMatch, added: AddedHeaders, profiles: Profiles | None
) -> LedgerMatch:
    """Return a match with the fields of unknown columns by likeness or content.

    Without ``profiles`` likeness alone is looked at.
    """
    match = without_doubtful(match, profiles)
    if not match.unknown:
        return match
    match = with_phrase_fields(match, profiles)
    fields = dict(match.fields)
    claims = _claims(match, added, profiles)
    for claim in _assigned(claims, _AMBIGUOUS):
        fields[claim.spec.field] = claim.match()
    if profiles is not None:
        for column, spec in fields_by_content(match, fields, profiles):
            fields[spec.field] = FieldMatch(column, spec, 2, "content", _BY_CONTENT)
        taken = {found.column.index for found in fields.values()}
        rest = [
            replace(claim, least=_LIKE_ALONE)
            for claim in claims
            if claim.spec.field not in fields
            and claim.column.index not in taken
            and not (claim.is_of_programmes and claim.spec.reads.name in ("day", "span"))
            and profiles(claim.column.index).cells
        ]
        for claim in _assigned(rest, _ALONE):
            fields[claim.spec.field] = claim.match()
    return match.with_fields(fields)


def without_doubtful(match: LedgerMatch, profiles: Profiles | None) -> LedgerMatch:
    """Return a match without the columns whose header fits another thing.

    Such are a weak header whose content speaks against its field, a leaf such as 结业 under a group
    of which the field says nothing, and a sum for another time than the field's.
    """
    kept = {
        name: one
        for name, one in match.fields.items()
        if not _is_doubtful(one, match.ledger, profiles)
        and not (profiles and _is_said_of_another(one, match, profiles))
    }
    return match if len(kept) == len(match.fields) else match.with_fields(kept)


def _is_of_another_event(found: FieldMatch) -> bool:
    """Return True if group and leaf together name another day: 发放日期 under 证书."""
    whole = ("".join(found.column.path),)
    return found.spec.reads.name == "day" and is_of_another_day(
        whole, field_meanings(found.spec.headers)
    )


def _is_said_of_another(found: FieldMatch, match: LedgerMatch, profiles: Profiles) -> bool:
    """Return True for a weak header over the own words of a field without a column."""
    if found.chosen_by != "exact" or found.column.path[-1] not in found.spec.weak:
        return False
    profile = profiles(found.column.index)
    free = (s for s in field_specs(match.ledger).values() if s.field not in match.fields)
    return not profile.says(found.spec) and any(map(profile.says, free))


def _is_doubtful(found: FieldMatch, ledger: type[Ledger], profiles: Profiles | None) -> bool:
    if found.chosen_by != "exact":
        return False
    if found.column.unit and is_of_other_unit(found.column, found.spec, ledger):
        return True
    if found.rank < 2 and found.column.path[-1] not in found.spec.weak:
        return False
    if found.rank >= 2 and _is_of_another_event(found):
        return True
    path, declared = path_parts(found.column.path), header_parts(found.column.path[-1])
    if found.rank >= 2 and (
        is_of_other_person(path) != is_of_other_person(declared) or path.conflicts_with(declared)
    ):
        return True
    return profiles is not None and (profiles(found.column.index).evidence(found.spec) == "against")


def _claims(match: LedgerMatch, added: AddedHeaders, profiles: Profiles | None) -> list[_Claim]:
    known = headers_of(match.ledger, added)
    specs = field_specs(match.ledger)
    claims = []
    for column in open_columns(match):
        if column.path[-1] in headers_of(PeopleList, ()):
            continue  # 学历 is known for what it is, and the ledger has no such field
        best: dict[str, tuple[float, str]] = {}
        kind = KIND_MEANINGS.get(profiles(column.index).kind, "") if profiles else ""
        unit = unit_meaning(column.unit)
        like = like_headers(column.path, added, unit, kind, own_persons(match.ledger))
        for header, likeness in like.items():
            spec = known.get(header)
            if spec is not None and spec.field not in match.fields.keys() | ANYWHERE:
                best[spec.field] = max(best.get(spec.field, (0.0, "")), (likeness, header))
        parts = path_parts(column.path, unit)
        for name, (likeness, header) in best.items():
            if (
                cannot_be(column.path, unit, specs[name])
                or is_anothers(column.path, specs[name], match.ledger)
                or is_second_of(column, specs[name], match)
                or (column.unit and is_of_other_unit(column, specs[name], match.ledger))
            ):
                continue
            evidence: Evidence = "neutral"
            if profiles is not None:
                evidence = profiles(column.index).evidence(specs[name], parts.meanings)
            if evidence != "against":
                other = other_qualifiers(column.path, header)
                declared = path_parts(tuple(header.split("/")))
                nouns = parts.noun or unit or kind, declared.noun
                claims.append(
                    _Claim(
                        column, specs[name], likeness, evidence, bool(other),
                        bool(other & header_lexicon().of_programmes),
                        parts.is_vague, nouns[0] == nouns[1] != "",
                        spelling=_spelling(column.path, specs[name]),
                    )
                )  # fmt: skip
    return claims


def cannot_be(path: tuple[str, ...], unit: str, spec: FieldSpec) -> bool:
    """Return True if a header, however said, is of another kind, quantity or day."""
    if is_part_of(path, spec):
        return True
    return all(_cannot_be(variant, unit, spec) for variant, _ in path_variants(path))


def is_part_of(path: tuple[str, ...], spec: FieldSpec) -> bool:
    """Return True for a part under the header of the whole: 其中监测户, of 带动贫困户."""
    if not path[-1].startswith(_PART) or len(path) == 1:
        return False
    if any(group in map(header_key, spec.headers) for group in path[:-1]):
        return True
    return header_parts(spec.header).meanings - QUANTITIES <= path_parts(path[:-1]).meanings


def _cannot_be(path: tuple[str, ...], unit: str, spec: FieldSpec) -> bool:
    if "是否" in (told := path_parts(path).meanings) and _asks_for_more(told, spec):
        return True
    if spec.field in _PLACES and told & _REVIEWS:
        return True  # 审核/村委会 is an opinion, and no village
    if spec.reads.name == "name":
        return path_parts(path).noun not in _nouns_of_persons()
    if spec.reads.name in ("day", "span"):
        return is_of_another_day(path, field_meanings(spec.headers))
    return _is_other_quantity(path_parts(path, unit), unit, spec)


def _asks_for_more(told: frozenset[str], spec: FieldSpec) -> bool:
    """Return True if every question of a field has one more part: 是否新增就业, not 是否就业."""
    asked = [path_parts(tuple(header.split("/"))).meanings for header in spec.headers]
    return all("是否" in one and told < one for one in asked)


@cache
def _nouns_of_persons() -> frozenset[str]:
    """Return the nouns that a header of a person's name can have."""
    return header_lexicon().other_persons | header_lexicon().own_person | {"", "姓名", "对象"}


def _is_other_quantity(parts: HeaderParts, unit: str, spec: FieldSpec) -> bool:
    """Return True if a header counts another thing than a field: days, and no persons."""
    counted = unit if unit in QUANTITIES else parts.noun
    if counted not in QUANTITIES:
        return False
    if spec.reads.name in _WORDS and "是否" not in parts.meanings:
        if counted == "金额" and field_meanings(spec.headers) & MONEY:
            return False
        return not any(header_parts(header).noun == counted for header in spec.headers)
    wanted = unit_meaning(spec.unit)
    if {counted, wanted} <= _OF_HEADS:
        return False
    return wanted in QUANTITIES and counted != wanted


@lru_cache(maxsize=1 << 12)
def _spelling(path: tuple[str, ...], spec: FieldSpec) -> float:
    """Return the likeness of a path's characters to a field's nearest header."""
    word = "".join(path)
    return max(
        difflib.SequenceMatcher(None, one, header.replace("/", "")).ratio()
        for one in (word, word.partition("(")[0])
        for header in spec.headers
    )


def _assigned(claims: list[_Claim], lead: float) -> Iterator[_Claim]:
    """Yield the claims that hold, the strongest first, one for each column and field.

    A claim without that lead over its rivals holds not, nor do they.
    """
    columns: set[int] = set()
    fields: set[str] = set()
    ranked = sorted(claims, key=lambda claim: (-claim.strength, claim.column.index))
    for claim in ranked:
        if claim.column.index in columns or claim.spec.field in fields or not claim.is_enough:
            continue
        rivals = (
            other
            for other in ranked
            if other.spec.field not in fields
            and other.column.index not in columns
            and (other.column.index == claim.column.index) != (other.spec.field == claim.spec.field)
        )
        if any(claim.strength - other.strength < lead for other in rivals):
            continue
        columns.add(claim.column.index)
        fields.add(claim.spec.field)
        yield claim
