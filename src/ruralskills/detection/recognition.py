"""Know a table by its header: which ledger it is, and which column is which field."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from msgspec import Struct, field

from ruralskills.detection.detected_table import DetectedTable, HeaderColumn
from ruralskills.detection.hints import AddedHeaders, Hint
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.text.addresses import column_letters
from ruralskills.text.normalise import normalised

_NEUTRAL: Final = (
    "基本信息",
    "基本情况",
    "个人信息",
    "个人基本情况",
    "个人情况",
    "人员信息",
    "基础信息",
)
"""Group heads that say nothing about the columns under them."""

_VAGUE: Final = frozenset({"户数", "人数", "合计", "小计", "金额", "数量", "个数", "人次", "其中"})
"""Leaves that mean nothing without their group."""

CROSSTAB_WORDS: Final = frozenset(
    {"市", "县", "县区", "市县", "镇街", "乡镇", "乡(镇)", "镇(街道)", "单位", "单位名称", "部门", "责任部门",
     "责任单位", "牵头单位", "培训部门", "地区", "指标", "指标名称", "项目", "任务", "工作任务", "目标任务",
     "指导计划", "年度任务", "任务数", "计划人数", "年度计划", "计划数", "目标值", "累计完成", "完成数",
     "完成率", "完成比例", "本季", "本季完成", "本月完成", "累计", "当期", "小计", "合计", "总计", "扶贫车间",
     "技能培训", "新增转移就业", "送工送岗", "致富带头人", "存量", "新增", "带动", "贫困村", "非贫困村",
     "非贫困村和社区", "公益性岗位", "实用技能及精气神培训", "资金来源", "完成时限", "序号", "备注", "计量单位",
     "培训工种", "工种", "培训任务", "任务人数", "培训人数", "排名", "乡镇(街道)", "县(市、区)"}
)  # fmt: skip


class Matched(Struct, frozen=True):
    """A column and the field it was recognised as; rank 0 is the surest."""

    column: HeaderColumn
    spec: FieldSpec
    rank: int


class Match(Struct):
    """A region recognised as a ledger."""

    ledger: type[Ledger]
    fields: dict[str, Matched]
    unknown: list[tuple[HeaderColumn, str]] = field(default_factory=list)
    """Columns that are no field of the ledger, each with the header it may have meant."""
    doubled: dict[str, list[HeaderColumn]] = field(default_factory=dict)
    missing: list[tuple[FieldSpec, str]] = field(default_factory=list)
    """Required fields without a column, each with the unknown header that may be it."""


def _key(header: str) -> str:
    """A header as it is compared: each part without blanks, units and marks."""
    return "/".join(header_word(part)[0] for part in _parts(header))


def _parts(header: str) -> list[str]:
    """Split A/B outside brackets.

    >>> _parts("带动贫困户/户数"), _parts("补贴(元/人)")
    (['带动贫困户', '户数'], ['补贴(元/人)'])
    """
    if "/" not in header:
        return [header]
    parts, depth = [""], 0
    for character in header:
        depth += (character in "(（") - (character in ")）")
        if character == "/" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


@cache
def _headers(ledger: type[Ledger], added: AddedHeaders) -> Mapping[str, FieldSpec]:
    """Every header of a ledger, as it is compared; the first to claim it has it."""
    specs = field_specs(ledger)
    known = {
        _key(header): specs[name]
        for of, name, headers in added
        if of == ledger.info.id
        for header in headers
    }
    for spec in specs.values():
        for header in spec.headers:
            known.setdefault(_key(header), spec)
    return known


@cache
def vocabulary(added: AddedHeaders = ()) -> frozenset[str]:
    """Every word by which a header row may be known."""
    parts = {
        part
        for ledger in ROW_LEDGERS
        for header in _headers(ledger, added)
        for part in _parts(header)
    }
    return frozenset(word for word in CROSSTAB_WORDS | parts if word)


@cache
def field_words(added: AddedHeaders = ()) -> frozenset[str]:
    """The words that name a field of a ledger by themselves."""
    known = {header for ledger in ROW_LEDGERS for header in _headers(ledger, added)}
    return frozenset(header for header in known if "/" not in header) - _VAGUE


@lru_cache(maxsize=1 << 12)
def _candidate(
    path: tuple[str, ...], ledger: type[Ledger], added: AddedHeaders
) -> tuple[FieldSpec, int] | None:
    """The field that a header path names, and how surely; the files of a check share their headers."""
    if not path:
        return None
    known = _headers(ledger, added)
    leaf = path[-1]
    for start in range(len(path) - 1):
        tail = path[start:]
        for key in ("/".join(tail), "".join(tail)):
            if key in known:
                return known[key], 0
    for group in reversed(path[:-1]):  # the nearer group says more
        for key in (f"{group}/{leaf}", f"{group}{leaf}"):
            if key in known:
                return known[key], 0
    if leaf in known and (len(path) == 1 or leaf not in _VAGUE):
        groups = path[:-1]
        neutral = all(any(word in group for word in _NEUTRAL) for group in groups)
        return known[leaf], 1 if not groups or neutral else 2
    if len(path) > 1 and path[-2] in known and leaf in ("起止", "全称"):
        return known[path[-2]], 2
    return None


def fields_of(
    columns: Sequence[HeaderColumn],
    ledger: type[Ledger],
    told: Mapping[str, str] = MappingProxyType({}),
    added: AddedHeaders = (),
) -> Match:
    """Match a header's columns with the fields of one ledger; ``told`` are column letters to fields."""
    specs = field_specs(ledger)
    claims: dict[str, list[Matched]] = {}
    unclaimed: list[HeaderColumn] = []
    for column in columns:
        name = told.get(column_letters(column.index), "") if told else ""
        found = (specs[name], 0) if name in specs else _candidate(column.path, ledger, added)
        if found is None:
            unclaimed.append(column)
        else:
            claims.setdefault(found[0].field, []).append(Matched(column, *found))
    match = Match(ledger, {})
    for name, claimants in claims.items():
        best = min(c.rank for c in claimants)
        sure = [c for c in claimants if c.rank == best]
        unclaimed += [c.column for c in claimants if c.rank > best]
        match.fields[name] = sure[0]
        if len(sure) > 1:
            match.doubled[name] = [c.column for c in sure]
    match.unknown = [(column, "") for column in sorted(unclaimed, key=_place) if column.path]
    match.missing = [
        (spec, "") for spec in specs.values() if spec.required and spec.field not in match.fields
    ]
    return match


def _place(column: HeaderColumn) -> int:
    return column.index


def explained(match: Match, added: AddedHeaders = ()) -> Match:
    """The match with what its unknown columns may have meant; slow, so only for the one chosen."""
    taken = frozenset(match.fields)
    match.unknown = [
        (column, _suggest(column.path, match.ledger, added, taken)) for column, _ in match.unknown
    ]
    match.missing = [
        (spec, next((c.header for c, guess in match.unknown if guess == spec.header), ""))
        for spec, _ in match.missing
    ]
    return match


@lru_cache(maxsize=1 << 10)
def _suggest(
    path: tuple[str, ...], ledger: type[Ledger], added: AddedHeaders, taken: frozenset[str]
) -> str:
    """The header that an unknown one may have meant, none if nothing is near."""
    known = _headers(ledger, added)
    headers = {key: spec for key, spec in known.items() if spec.field not in taken}
    for words in ("/".join(path), path[-1]):
        if near := difflib.get_close_matches(words, headers, 1, 0.75):
            return headers[near[0]].header
    return ""


def _title_speaks_of(ledger: type[Ledger], text: str) -> int:
    """The length of the longest name of the ledger that a text contains; 0 for none."""
    name = ledger.info
    return max((len(word) for word in (name.title, *name.also) if word in text), default=0)


_REQUIRED: Final = 6
"""What a required field is worth, there or wanting."""


class _Bid(Struct, frozen=True):
    """How well a ledger fits a header, before anybody looks at the title."""

    ledger: type[Ledger]
    fields: int
    wanting: frozenset[str]
    """Its required fields that have no column."""
    score: int

    def with_title(self, named: int, title: str) -> int | None:
        """The score when the title names the ledger by so many characters; None when it is not it.

        A required field that the title gives to all rows needs no column.
        """
        required = len(_required(self.ledger))
        said = len(self.wanting & self.ledger.from_title(title).keys()) if self.wanting else 0
        have = required - len(self.wanting) + said
        enough = have * 2 >= required and have and self.fields >= 3
        if (self.ledger.info.titled and not named) or not (
            enough or (named and self.fields >= 2 and have)
        ):
            return None
        return self.score + 2 * _REQUIRED * said + (8 + named if named else 0)


@cache
def _required(ledger: type[Ledger]) -> frozenset[str]:
    return frozenset(s.field for s in field_specs(ledger).values() if s.required)


def _bid(match: Match) -> _Bid:
    required = _required(match.ledger)
    wanting = required - match.fields.keys()
    sure = sum(3 - m.rank for m in match.fields.values())
    score = sure + _REQUIRED * (len(required) - 2 * len(wanting)) - 2 * len(match.unknown)
    return _Bid(match.ledger, len(match.fields), wanting, score)


@lru_cache(maxsize=256)
def _bids(columns: tuple[HeaderColumn, ...], added: AddedHeaders) -> tuple[_Bid, ...]:
    """The bids of all ledgers for a header; the files of a check share their headers."""
    return tuple(_bid(fields_of(columns, ledger, added=added)) for ledger in ROW_LEDGERS)


def recognise(region: DetectedTable, sheet_name: str, hint: Hint | None = None) -> Match | None:
    """Return the ledger that a region is, or None when it is none with a thing a row."""
    title, sheet = normalised(region.title), normalised(sheet_name)
    hint = hint or Hint()
    columns, told, added = tuple(region.columns), hint.columns, hint.headers
    if hint.ledger:
        named_by_hand = next((one for one in ROW_LEDGERS if one.info.id == hint.ledger), None)
        if named_by_hand is None:
            return None
        return explained(fields_of(columns, named_by_hand, told, added), added)
    bids = (
        [_bid(fields_of(columns, ledger, told, added)) for ledger in ROW_LEDGERS]
        if told
        else _bids(columns, added)
    )
    best: tuple[int, type[Ledger]] | None = None
    for bid in bids:
        named = _title_speaks_of(bid.ledger, title) or _title_speaks_of(bid.ledger, sheet)
        score = bid.with_title(named, f"{title} {sheet}")
        if score is not None and (best is None or score > best[0]):
            best = score, bid.ledger
    return explained(fields_of(columns, best[1], told, added), added) if best else None
