"""The shape of a notice file, and the conversion of its entries one by one.

An entry that has the shape of what it becomes (a clause, a duty, an indicator) is converted into
it at once. The others have a class here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from msgspec import Meta, Struct, ValidationError, convert, field
from msgspec.structs import FieldInfo, fields

from ruralskills.model.clause import Clause
from ruralskills.notices.model import (
    Cover,
    Duty,
    Indicator,
    NoticeHeading,
    OneOrMore,
    Ratio,
    Span,
    Steps,
    Where,
    WordPairs,
    Words,
    Years,
)
from ruralskills.notices.own_column import OwnColumn
from ruralskills.notices.problems import suggestion
from ruralskills.notices.requirement import Bound, Conditions, Requirement, Samples, Wanted
from ruralskills.notices.toml_lines import EntryPath

Misfit = tuple[EntryPath, str, str]
"""An entry that does not fit the shape: its path, the message and the remedy."""

TomlNumber = int | float | Annotated[tuple[int | float, ...], Meta(min_length=1)] | None


class LimitEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A limit. Unit and clause may be those of the notice that this one stands on."""

    value: TomlNumber = None
    unit: str | None = None
    clause: str = ""
    by: str = ""
    each: dict[str, TomlNumber] = {}


class CodeListEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A code list."""

    words: Words
    open: bool = False
    clause: str = ""
    same: bool = False


class ExpectationEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields of ledgers that must be filled in."""

    clause: str
    ledger: OneOrMore
    field: OneOrMore
    values: tuple[str, ...] = ()
    when: Where = {}
    column: bool = False


class NoticeFile(NoticeHeading, frozen=True):
    """A notice file: heading and sections, each entry by its number or its name."""

    clauses: dict[int, Clause] = field(default_factory=dict)
    limits: dict[str, LimitEntry] = field(default_factory=dict)
    lists: dict[str, CodeListEntry] = field(default_factory=dict)
    expects: dict[int, ExpectationEntry] = field(default_factory=dict)
    covers: dict[int, Cover] = field(default_factory=dict)
    steps: dict[int, Steps] = field(default_factory=dict)
    duties: dict[int, Duty] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    ratios: dict[str, Ratio] = field(default_factory=dict)
    pairs: dict[str, WordPairs] = field(default_factory=dict)
    headers: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    severities: dict[str, Literal["error", "warning", "info", "target"]] = field(
        default_factory=dict
    )
    scopes: dict[str, Where] = field(default_factory=dict)
    requirements: dict[int, Requirement] = field(default_factory=dict)
    columns: dict[str, dict[str, OwnColumn]] = field(default_factory=dict)
    off: dict[str, str] = field(default_factory=dict)


_MOST: Final = 50
"""Unknown entries of a table that are told one by one.  The rest are counted."""
_GIVEN: Final = {"clauses": "notice", "requirements": "notice", "indicators": "id", "ratios": "id"}
"""By section, the field of an entry that its place gives and nobody writes."""

_HOW_TO_WRITE: Final[Mapping[Any, str]] = {
    str: '应是一段文字，如 "备案"',
    str | None: '应是一段文字，如 "备案"',
    tuple[str, ...]: '应是一列文字，如 ["在库", "退出"]',
    OneOrMore: '应是文字，如 "name"，或一列文字',
    bool: "应是 true 或 false",
    TomlNumber: "应是数字，如 7，比例写作 [7, 3]；数字不加引号",
    Years | None: "应是起止年度，如 [2021, 2025]",
    Where: '应写作 { 字段 = ["词"] }，如 { status = ["在库"] }',
    tuple[Where, ...]: '应写作 [{ 字段 = ["词"] }, { 字段 = ["词"] }]，有一个符合就行',
    tuple[Span, ...]: '应是 ["year"]、["plan"] 或 ["year", "plan"]',
    date | None: "应是日期，如 2022-01-31，不加引号",
    Bound | None: "应是数字，如 12，或日期，如 2022-01-31；不加引号",
    tuple[Bound, Bound] | None: "应是两个数字或日期，如 [18, 65]",
    tuple[int, int] | None: "应是两个整数，如 [18, 65]",
    Wanted: '应是一个词、一列词，或一个数，如 ["是"]、3500',
    int | float: "应是数字，如 20；不加引号",
    tuple[int, ...]: "应是几个整数，如 [1, 1]",
    Samples: "应写作 { 字段 = 内容 }，如 { days = 11 }；几行写作 [{ …… }, { …… }]",
    tuple[
        Conditions, ...
    ]: "应写作 [{ 字段 = { min = 5 } }, { 字段 = { min = 3 } }]，有一项达到就行",
    Words: '每个规定的词后面列出也认的写法，如 "贫困村" = ["脱贫村"]；没有的写 []',
}


def convert_file(data: Mapping[str, Any]) -> tuple[NoticeFile, list[Misfit]]:
    """Return the valid entries of a notice file, and what is wrong with the others."""
    conversion = _Conversion(str(data.get("id", "")))
    valid = conversion.fields(data, NoticeFile, ())
    return NoticeFile(**{"id": "", "title": "", "document": ""} | valid), conversion.misfits


@cache
def _fields_of(kind: type[Struct]) -> Mapping[str, FieldInfo]:
    return {each.encode_name: each for each in fields(kind)}


class _Conversion:
    """The conversion of one file: an entry that does not fit is reported and left out."""

    def __init__(self, notice: str) -> None:
        self.misfits: list[Misfit] = []
        self._notice = notice

    def fields(
        self, table: Mapping[str, Any], kind: type[Struct], path: EntryPath, given: str = ""
    ) -> dict[str, Any]:
        """Return the valid fields of a table, in which nobody writes ``given``."""
        known = {key: each for key, each in _fields_of(kind).items() if key != given}
        valid: dict[str, Any] = {}
        for key in filter(known.__contains__, table):
            name = known[key].name
            valid |= ((name, v) for v in self.value(table[key], known[key].type, (*path, key)))
        unknown = [key for key in table if key not in known]
        for key in unknown[:_MOST]:
            remedy = suggestion(key, known, f"可用的有：{'、'.join(known)}")
            self.misfits.append(((*path, key), f"没有“{key}”这一项", remedy))
        if rest := unknown[_MOST:]:
            says = f"另有{len(rest)}项也没有"
            self.misfits.append(((*path, rest[0]), says, "请先改好前面的"))
        for key in sorted(key for key, each in known.items() if each.required):
            if key not in table:
                self.misfits.append((path, f"缺少“{key}”", f"请补上 {key} = ……"))
        return valid

    def value(self, value: Any, kind: Any, path: EntryPath, given: str = "") -> Iterator[Any]:
        """Yield the converted value, or nothing where it does not fit."""
        if get_origin(kind) is dict:
            yield dict(self._section(value, path, *get_args(kind)))
            return
        try:
            yield convert(self._completed(value, path, given), kind)
        except ValidationError:
            self._explain(value, kind, path, given)

    def _completed(self, value: Any, path: EntryPath, given: str) -> Any:
        """Return a table with the field that its place gives."""
        if not given or not isinstance(value, dict):
            return value
        if given in value:
            raise ValidationError(given)
        return {**value, given: path[-1] if isinstance(path[-1], str) else self._notice}

    def _section(
        self, value: Any, path: EntryPath, key: type, kind: Any
    ) -> Iterator[tuple[Any, Any]]:
        """Yield the valid entries of a section by their names, or by their numbers."""
        if key is int and not (isinstance(value, list) and all(isinstance(t, dict) for t in value)):
            self._misshapen(path, f"每一项以 [[{path[-1]}]] 开头")
        elif key is str and not isinstance(value, dict):
            self._misshapen(path)
        else:
            given = _GIVEN.get(str(path[0]), "")
            for at, entry in enumerate(value) if key is int else value.items():
                yield from ((at, one) for one in self.value(entry, kind, (*path, at), given))

    def _explain(self, value: Any, kind: Any, path: EntryPath, given: str) -> None:
        """Report each problem of a value that does not fit."""
        if kind == tuple[Conditions, ...] and isinstance(value, list):
            for at, each in enumerate(value):
                list(self.value(each, Conditions, (*path, at)))
            return
        struct = next((each for each in (kind, *get_args(kind)) if _is_table(each)), None)
        if struct is None:
            self.misfits.append((path, f"“{path[-1]}”填的不对", _how_to_write(kind)))
            return
        for table in value if isinstance(value, list) and kind is not struct else [value]:
            if isinstance(table, dict):
                self.fields(table, struct, path, given)
            else:
                self._misshapen(path)

    def _misshapen(self, path: EntryPath, remedy: str = "它下面应有几项，各占一行") -> None:
        self.misfits.append((path, f"“{path[-1]}”写得不对", remedy))


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct) and kind is not Years


def _how_to_write(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return f"应是{'、'.join(filter(None, get_args(kind)))}之一"
    return _HOW_TO_WRITE[kind]
