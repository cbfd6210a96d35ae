"""The field of each column of a header, for one ledger.

A column is known by its exact header, else by the likeness of its words to those of a field, else
by what stands under it.  Content may confirm, choose between two fields, or speak against one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field

from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.header_parts import HeaderParts, path_parts
from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.ledger_headers import VAGUE_HEADERS, headers_of
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.layout import ChosenBy
from ruralskills.model.table import Ledger
from ruralskills.text.addresses import column_letters
from ruralskills.text.lazy_regex import regex

_NEUTRAL_GROUPS: Final = (
    "基本信息",
    "基本情况",
    "个人信息",
    "个人基本情况",
    "个人情况",
    "人员信息",
    "基础信息",
)
"""Titles of groups that add nothing to the columns under them."""


_FORMULA: Final = regex("[×*✕]")
"""A group that is a product of the columns under it: 人数×标准."""
_WEAK: Final = 0.5
"""The rank that a weak header adds: 上课时间 gives way to 上/下午."""
_UNDER_A_GROUP: Final = 2
"""The rank of a leaf whose groups may say something else."""
_CERTAIN: Final = 0.8
"""The certainty of a field that needs no other evidence."""


def is_of_people(ledger: type[Ledger]) -> bool:
    """Return True for a ledger whose rows are persons."""
    return ledger.info.id_field in field_specs(ledger)


class FieldMatch(Struct, frozen=True):
    """A column and the field it was recognised as."""

    column: HeaderColumn
    spec: FieldSpec
    rank: float
    """0 for the most certain match."""
    chosen_by: ChosenBy = "exact"
    """The evidence by which the field was chosen."""
    certainty: float = 1.0
    """1 for an exact header, less for evidence."""
    rarity: float = 1.0
    """Its weight as evidence for its ledger, less for words that others use too."""


class LedgerMatch(Struct):
    """A ledger, and the columns of a header that are its fields."""

    ledger: type[Ledger]
    fields: dict[str, FieldMatch]
    unknown: list[tuple[HeaderColumn, str]] = field(default_factory=list)
    """Columns that are no field of the ledger, each with the header it may mean."""
    doubled: dict[str, list[HeaderColumn]] = field(default_factory=dict)
    """Fields that several columns claim, with those columns."""
    missing: list[tuple[FieldSpec, str]] = field(default_factory=list)
    """Required fields without a column, each with the unknown header that may be it."""

    @property
    def is_certain(self) -> bool:
        """True if every required field is there, and none by weak evidence."""
        return not self.missing and all(
            found.certainty >= _CERTAIN for found in self.fields.values() if found.spec.required
        )

    def with_fields(self, fields: dict[str, FieldMatch]) -> LedgerMatch:
        """Return the match with other fields. Columns that lost theirs become unknown."""
        columns = {one.column.index: one.column for one in self.fields.values()}
        columns |= {column.index: column for column, _ in self.unknown}
        taken = {one.column.index for one in fields.values()}
        specs = field_specs(self.ledger).values()
        return LedgerMatch(
            self.ledger,
            fields,
            [(columns[i], "") for i in sorted(columns) if i not in taken and columns[i].path],
            {name: doubled for name, doubled in self.doubled.items() if name in fields},
            [(spec, "") for spec in specs if spec.required and spec.field not in fields],
        )


@lru_cache(maxsize=1 << 12)
def _candidate(
    path: tuple[str, ...], ledger: type[Ledger], added: AddedHeaders
) -> tuple[FieldSpec, int] | None:
    """Return the field that a header path names, and the rank of the match."""
    if not path:
        return None
    known = headers_of(ledger, added)
    leaf = path[-1]
    for start in range(len(path) - 1):
        tail = path[start:]
        for key in ("/".join(tail), "".join(tail)):
            if key in known:
                return known[key], 0
    for group in reversed(path[:-1]):  # the nearest group first
        for key in (f"{group}/{leaf}", f"{group}{leaf}"):
            if key in known:
                return known[key], 0
    groups = path[:-1]
    if leaf in known and (leaf not in VAGUE_HEADERS or _are_formulas_of(leaf, groups)):
        neutral = all(any(word in group for word in _NEUTRAL_GROUPS) for group in groups)
        return known[leaf], 1 if not groups or neutral else _UNDER_A_GROUP
    if len(path) > 1 and path[-2] in known and leaf in ("起止", "全称"):
        return known[path[-2]], 2
    return None


def _are_formulas_of(leaf: str, groups: Sequence[str]) -> bool:
    """Return True if all groups over a leaf are products of it, also without any."""
    return all(_FORMULA.search(one) and leaf in one for one in groups)


def is_second_of(column: HeaderColumn, spec: FieldSpec, match: LedgerMatch) -> bool:
    """Return True for a column of a field that has a better one.

    It is no other field of that type either: 期次 beside 班次名称 is no 班次类别.
    """
    named = _candidate(column.path, match.ledger, ())
    if named is None:
        return spec.reads.name == "text" and _says_what_is_taken(column, spec, match)
    if named[0].field not in match.fields or named[1] == _UNDER_A_GROUP:
        return False
    return match.fields[named[0].field].column != column and named[0].reads.name == spec.reads.name


def _says_what_is_taken(column: HeaderColumn, spec: FieldSpec, match: LedgerMatch) -> bool:
    """Return True for a column of one part, that of a header whose field is taken: 期数."""
    own = path_parts(column.path)
    if len(own.meanings) != 1 or _says(own, spec):
        return False
    taken = (f.spec for f in match.fields.values() if f.column != column and f.chosen_by == "exact")
    return any(_says(own, one) for one in taken)


def _says(parts: HeaderParts, spec: FieldSpec) -> bool:
    return any(parts == path_parts(tuple(header.split("/"))) for header in spec.headers)


def _exact(column: HeaderColumn, spec: FieldSpec, rank: float) -> FieldMatch:
    """Return an exact match, less certain under a weak header."""
    return FieldMatch(column, spec, rank + (_WEAK if column.path[-1] in spec.weak else 0))


def match_fields(
    columns: Sequence[HeaderColumn],
    ledger: type[Ledger],
    declared: Mapping[str, str] = MappingProxyType({}),
    added: AddedHeaders = (),
) -> LedgerMatch:
    """Match the columns of a header with the fields of one ledger.

    ``declared`` gives fields by column letter, ``added`` more headers of fields.
    """
    specs = field_specs(ledger)
    claims: dict[str, list[FieldMatch]] = {}
    unclaimed: list[HeaderColumn] = []
    for column in columns:
        name = declared.get(column_letters(column.index), "") if declared else ""
        if name in specs:
            found: FieldMatch | None = FieldMatch(column, specs[name], 0, "told")
        else:
            named = _candidate(column.path, ledger, added)
            found = _exact(column, *named) if named else None
        if found is None:
            unclaimed.append(column)
        else:
            claims.setdefault(found.spec.field, []).append(found)
    match = LedgerMatch(ledger, {})
    for name, claimants in claims.items():
        best = min(c.rank for c in claimants)
        best_claims = [c for c in claimants if c.rank == best]
        unclaimed += [c.column for c in claimants if c.rank > best]
        match.fields[name] = best_claims[0]
        if len(best_claims) > 1:
            match.doubled[name] = [c.column for c in best_claims]
    match.unknown = [(column, "") for column in sorted(unclaimed, key=_index) if column.path]
    match.missing = [
        (spec, "") for spec in specs.values() if spec.required and spec.field not in match.fields
    ]
    return match


def _index(column: HeaderColumn) -> int:
    return column.index
