"""Fields that content alone tells, where a header says too little.

Where rows are persons, a name or a telephone number may be another person's, so the header must
not say so.  Where they are classes or workshops, the one name and number is whom to ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ruralskills.detection.cell_kinds import ContentKind
from ruralskills.detection.column_profile import (
    CODED,
    NUMBERED_THINGS,
    PLACES,
    Profiles,
    kinds_of,
)
from ruralskills.detection.detected_table import HeaderColumn
from ruralskills.detection.field_matching import FieldMatch, LedgerMatch, is_of_people
from ruralskills.detection.header_lexicon import header_lexicon
from ruralskills.detection.header_parts import (
    field_meanings,
    header_parts,
    is_of_other_person,
    is_qualifier,
    path_parts,
    without,
)
from ruralskills.detection.ledger_persons import is_anothers, own_persons
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.text.lazy_regex import regex

_VAGUE_NOUNS: Final = frozenset({"", "编号", "名称", "类别", "情况", "对象", "备注"})
"""Nouns of headers that say too little to contradict their content."""
_NOUNS_OF_KINDS: Final[dict[ContentKind, tuple[str, ...]]] = {
    "credit_code": ("机构", "证书"),
    "identity": ("证书",),
    "village": ("村类别", "住址", "籍贯"),
    "township": ("住址", "籍贯"),
}
"""Nouns that offices also use for numbers which their content tells beyond doubt."""
_PERSONS_NAME: Final = regex("[人者员民工生选]的?(?:姓名|名字)$")
"""A name of some kind of person: 能人姓名, 劳动者姓名."""
_NOUNS_OF_PERSONS: Final = frozenset(
    {"学历", "面貌", "婚姻", "健康", "民族", "性别", "籍贯", "户籍", "关系"}
)
"""Nouns of what a person is, of which each has words of its own."""
_NUMBERS: Final = frozenset({"序号", "编号"})
"""Nouns of headers over the numbers of rows."""
_OF_SPANS: Final = frozenset({"开始", "结束", "起止", "时间", "期限", "培训"})
"""Meanings of headers over days from and to that tell of no other event."""
_NAMES: Final = ("名称", "全称", "名字")
"""The ends of headers that name what a row is about."""


def fields_by_content(
    match: LedgerMatch, fields: Mapping[str, FieldMatch], profiles: Profiles
) -> Iterator[tuple[HeaderColumn, FieldSpec]]:
    """Yield the columns that only their content tells, the single ones of a kind."""
    taken = {found.column.index for found in fields.values()}
    paths = Counter(column.path for column, _ in match.unknown)
    free = [
        column
        for column, _ in match.unknown
        if column.index not in taken and paths[column.path] == 1
    ]
    kinds: dict[ContentKind, list[HeaderColumn]] = {}
    for column in free:
        kinds.setdefault(profiles(column.index).kind, []).append(column)
    for kind, columns in kinds.items():
        spec = _field_of_kind(match, fields, kind)
        if spec is None or spec.field in fields:
            continue
        noun = header_parts(spec.header).noun
        if len(columns) > 1:  # several names, and one of them under 姓名
            columns = [one for one in columns if noun and path_parts(one.path).noun == noun]
        if len(columns) == 1 and _header_allows(columns[0], spec, kind, match.ledger):
            yield columns[0], spec
    if (named := _named(match, fields, free, profiles)) is not None:
        yield named
    if (spanned := _spanned(match, fields, free, profiles)) is not None:
        yield spanned
    if (numbered := _numbered(match, fields, free, profiles)) is not None:
        yield numbered


def fields_by_their_words(
    match: LedgerMatch, profiles: Profiles
) -> Iterator[tuple[HeaderColumn, FieldSpec]]:
    """Yield the free columns whose cells hold the own words of one free field.

    The header may be of any words, if they tell of nobody and nothing else.
    """
    free = [spec for name, spec in field_specs(match.ledger).items() if name not in match.fields]
    said: dict[str, list[HeaderColumn]] = {}
    for column, _ in match.unknown:
        fields = [spec for spec in free if profiles(column.index).says(spec)]
        if len(fields) == 1 and _may_say(column, fields[0], match.ledger):
            said.setdefault(fields[0].field, []).append(column)
    for name, columns in said.items():
        if len(columns) == 1:
            yield columns[0], field_specs(match.ledger)[name]


def _may_say(column: HeaderColumn, spec: FieldSpec, ledger: type[Ledger]) -> bool:
    """Return True if a header tells of no other person, plan or quantity than a field."""
    parts, declared = path_parts(column.path), field_meanings(spec.headers)
    lexicon = header_lexicon()
    told = without(parts, own_persons(ledger)).meanings - declared
    tells_of_others = bool(told & (lexicon.decisive | lexicon.contrasts))
    nouns = {header_parts(header).noun for header in spec.headers} | _VAGUE_NOUNS
    is_another_thing = parts.noun in _NOUNS_OF_PERSONS and parts.noun not in nouns
    return not (tells_of_others or is_another_thing or is_anothers(column.path, spec, ledger))


def _named(
    match: LedgerMatch,
    fields: Mapping[str, FieldMatch],
    free: list[HeaderColumn],
    profiles: Profiles,
) -> tuple[HeaderColumn, FieldSpec] | None:
    """Return the only column that ends in 名称, for a ledger of things without its name."""
    spec = field_specs(match.ledger).get(match.ledger.info.name)
    if spec is None or spec.field in fields or is_of_people(match.ledger):
        return None
    columns = [
        one
        for one in free
        if one.path[-1].endswith(_NAMES)
        and path_parts(one.path).noun == header_parts(spec.header).noun
        and profiles(one.index).evidence(spec) != "against"
    ]
    return (columns[0], spec) if len(columns) == 1 and spec.required else None


def _spanned(
    match: LedgerMatch,
    fields: Mapping[str, FieldMatch],
    free: list[HeaderColumn],
    profiles: Profiles,
) -> tuple[HeaderColumn, FieldSpec] | None:
    """Return the only column of days from and to under a header of time: 起—止."""
    specs = [spec for spec in field_specs(match.ledger).values() if spec.reads.name == "span"]
    if len(specs) != 1 or specs[0].field in fields:
        return None
    columns = [
        one
        for one in free
        if profiles(one.index).are_spans(specs[0]) and path_parts(one.path).meanings <= _OF_SPANS
    ]
    return (columns[0], specs[0]) if len(columns) == 1 else None


def _numbered(
    match: LedgerMatch,
    fields: Mapping[str, FieldMatch],
    free: list[HeaderColumn],
    profiles: Profiles,
) -> tuple[HeaderColumn, FieldSpec] | None:
    """Return the first column where it counts the rows: 序次, 备案序号, 号."""
    spec = field_specs(match.ledger).get("seq")
    known = [found.column.index for found in fields.values()]
    if spec is None or "seq" in fields or not free or free[0].index > min(known, default=0):
        return None
    parts = path_parts(free[0].path)
    of_name = {"班次"} if match.ledger.info.name in fields else set[str]()
    says_nothing = parts.noun in _NUMBERS or parts.meanings <= of_name
    is_it = says_nothing and profiles(free[0].index).is_numbering
    return (free[0], spec) if is_it else None


def _header_allows(
    column: HeaderColumn, spec: FieldSpec, kind: ContentKind, ledger: type[Ledger]
) -> bool:
    """Return True if a header does not say that its content is something else's."""
    parts = path_parts(column.path)
    noun = header_parts(spec.header).noun
    if not is_of_people(ledger) and kind in ("phone", "name"):
        return parts.noun in (noun, *_VAGUE_NOUNS)
    if kind == "class":
        return parts.noun in ("", "项目", "班次") and not parts.meanings & header_lexicon().decisive
    if kind == "account" and parts.meanings & NUMBERED_THINGS:
        return False
    parts = without(parts, own_persons(ledger))
    if is_of_other_person(parts) or is_anothers(column.path, spec, ledger):
        return False
    if parts.noun == noun:
        if kind == "name" and parts.rest:
            return bool(_PERSONS_NAME.search(column.path[-1]))
        is_plain = not any(map(is_qualifier, parts.meanings))
        return is_plain and (kind != "phone" or not parts.rest)  # 监督电话
    return parts.noun in _VAGUE_NOUNS or parts.noun in _NOUNS_OF_KINDS.get(kind, ())


def _field_of_kind(
    match: LedgerMatch, fields: Mapping[str, FieldMatch], kind: ContentKind
) -> FieldSpec | None:
    """Return the only field of a ledger with a kind of content, if there is one."""
    specs, info = field_specs(match.ledger), match.ledger.info
    if kind == "identity":
        return specs.get(info.id_field)
    if kind == "name":
        found = specs.get(info.name)
        if found is not None and found.reads.name == "name":
            return found
        names = [spec for spec in specs.values() if spec.reads.name == "name"]
        free = [spec for spec in names if spec.field not in fields]
        return free[0] if len(free) == 1 and not is_of_people(match.ledger) else None
    if kind == "class":
        return specs.get("class_name")
    if kind in (*CODED.values(), *PLACES.values(), "phone", "account", "credit_code"):
        found_specs = [spec for spec in specs.values() if kind in kinds_of(spec)]
        return found_specs[0] if len(found_specs) == 1 else None
    return None
