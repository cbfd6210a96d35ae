"""Part a region that holds two ledgers: leaders merged over the rows of their households."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.recognition import Match, explained, fields_of
from ruralskills.ledgers import HouseholdLink, Leader, Trainee, TrainingClass
from ruralskills.model.table import Ledger


class _Nest(Struct, frozen=True):
    """An outer ledger whose cells are merged over the rows of an inner one."""

    outer: type[Ledger]
    inner: type[Ledger]
    called: str
    """What the inner ledger calls the thing of the outer one."""
    keeps: frozenset[str] | None = None
    """What the inner ledger takes from the outer one besides its labels."""


_NESTS: Final = (
    _Nest(Leader, HouseholdLink, "带头人"),
    _Nest(
        TrainingClass, Trainee, "培训班",
        frozenset({"held", "starts", "ends", "days", "hours", "trade", "agency", "category"}),
    ),
)  # fmt: skip


def parted(region: DetectedTable, added: AddedHeaders) -> list[tuple[DetectedTable, Match]]:
    """The outer and the inner table of a region whose merges nest them; none when they do not."""
    for nest in _NESTS:
        found = _part(region, nest, added)
        if found:
            return found
    return []


def _part(
    region: DetectedTable, nest: _Nest, added: AddedHeaders
) -> list[tuple[DetectedTable, Match]]:
    merged = frozenset(region.filled)
    if not merged:
        return []
    inner_region = replace(
        region, columns=[_under(nest.called, c) if c.index in merged else c for c in region.columns]
    )
    inner = fields_of(inner_region.columns, nest.inner, added=added)
    inner.fields = {
        name: found
        for name, found in inner.fields.items()
        if found.column.index not in merged or found.spec.label or name in (nest.keeps or ())
    }
    own = {m.column.index for m in inner.fields.values() if m.column.index not in merged}
    left = [c for c in region.columns if c.index not in own]
    outer = fields_of(left, nest.outer, added=added)
    keys = [m.column.index for m in outer.fields.values() if m.spec.required]
    covered = [region.filled[key] for key in keys if key in merged]
    if inner.missing or outer.missing or len(own) < 2 or not covered or not _says_more(outer):
        return []
    rest = set.intersection(*covered)
    outer_region = replace(
        region,
        columns=left,
        rows=[row for row in region.rows if row not in rest],
        filled={
            column: kept for column, rows in region.filled.items() if (kept := rows - rest)
        },
        sums=[replace(s, members=[row for row in s.members if row not in rest]) for s in region.sums],
    )  # fmt: skip
    own_columns = {m.column.index for m in inner.fields.values()}
    inner, outer = explained(inner, added), explained(outer, added)
    inner.unknown = [(c, guess) for c, guess in inner.unknown if c.index not in merged]
    outer.unknown = [(c, guess) for c, guess in outer.unknown if c.index not in own_columns]
    inner_region.columns = [
        c for c in inner_region.columns if c.index not in merged or c.index in own_columns
    ]
    return [(outer_region, outer), (inner_region, inner)]


def _says_more(outer: Match) -> bool:
    """Whether the outer table says of its things more than what they are called."""
    return any(
        not (m.spec.required or m.spec.label) and name not in ("seq", "remark")
        for name, m in outer.fields.items()
    )


def _under(head: str, column: HeaderColumn) -> HeaderColumn:
    return replace(column, path=(head, *column.path)) if column.path else column
