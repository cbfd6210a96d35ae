"""Which entries a pack may have, and of what kind each is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from ruralskills.notices.problems import meant
from ruralskills.notices.toml_lines import Path

Wrong = tuple[Path, str, str]
"""Where, what, and the remedy."""


class Kind(Struct, frozen=True):
    """A kind of value, and how one writes it."""

    fits: Callable[[Any], bool]
    written: str


class Entry(Struct, frozen=True):
    """A table whose keys are known."""

    keys: Mapping[str, Shape]
    needed: frozenset[str] = frozenset()
    several: bool = False
    """Whether a list of such tables will do as well."""


class Named(Struct, frozen=True):
    """A table of things under names of their own."""

    each: Shape


class Rows(Struct, frozen=True):
    """An array of tables."""

    each: Entry


Shape = Kind | Entry | Named | Rows


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def one_of(*words: str) -> Kind:
    """A word of a few."""
    return Kind(lambda value: value in words, f"应是{'、'.join(words)}之一")


TEXT: Final = Kind(_is_text, '应是一段文字，如 "备案"')
TEXTS: Final = Kind(_are_texts, '应是一列文字，如 ["在库", "退出"]')
TEXT_OR_TEXTS: Final = Kind(
    lambda v: _is_text(v) or _are_texts(v), '应是文字，如 "name"，或一列文字'
)
FLAG: Final = Kind(lambda value: isinstance(value, bool), "应是 true 或 false")
NUMBER: Final = Kind(
    lambda v: _is_number(v) or (isinstance(v, list) and bool(v) and all(map(_is_number, v))),
    "应是数字，如 7，比例写作 [7, 3]；数字不加引号",
)
YEARS: Final = Kind(
    lambda v: (
        isinstance(v, list) and 1 <= len(v) <= 2 and all(map(_is_whole, v)) and v == sorted(v)
    ),
    "应是起止年度，如 [2021, 2025]",
)
WHERE: Final = Kind(
    lambda v: isinstance(v, dict) and all(map(_are_texts, v.values())),
    '应写作 { 字段 = ["词"] }，如 { status = ["在库"] }',
)
WORDS: Final = Kind(
    WHERE.fits, '每个规定的词后面列出也认的写法，如 "贫困村" = ["脱贫村"]；没有的写 []'
)
SEVERITY: Final = one_of("error", "warning", "info", "target", "duty", "manual")
_SIDE_KEYS: Final = {
    "ledger": TEXT,
    "key": TEXT,
    "where": WHERE,
    "role": one_of("", "previous", "register", "excluded"),
}
_SIDE: Final = Entry(_SIDE_KEYS, frozenset({"ledger", "key"}))
_SIDES: Final = Entry(_SIDE_KEYS, frozenset({"ledger", "key"}), several=True)

PACK: Final = Entry({
    "id": TEXT,
    "title": TEXT,
    "document": TEXT,
    "places": TEXTS,
    "years": YEARS,
    "everywhere": FLAG,
    "extends": TEXT,
    "clauses": Rows(Entry(
        {"id": TEXT, "document": TEXT, "section": TEXT, "phrase": TEXT, "says": TEXT,
         "severity": SEVERITY, "basis": one_of("原文", "推断", "口径", "通用"), "rules": TEXTS,
         "by_hand": TEXT},
        frozenset({"id", "says"}),
    )),
    "limits": Named(Entry({"value": NUMBER, "unit": TEXT, "clause": TEXT})),
    "lists": Named(Entry({"words": WORDS, "open": FLAG, "clause": TEXT, "same": FLAG}, frozenset({"words"}))),
    "expects": Rows(Entry(
        {"clause": TEXT, "ledger": TEXT_OR_TEXTS, "field": TEXT_OR_TEXTS, "values": TEXTS,
         "when": WHERE, "column": FLAG},
        frozenset({"clause", "ledger", "field"}),
    )),
    "covers": Rows(Entry(
        {"clause": TEXT, "every": _SIDE, "among": _SIDES}, frozenset({"clause", "every", "among"})
    )),
    "steps": Rows(Entry(
        {"clause": TEXT, "missing": TEXT, "ledger": TEXT, "fields": TEXTS},
        frozenset({"clause", "ledger", "fields"}),
    )),
    "duties": Rows(Entry(
        {"clause": TEXT, "what": TEXT, "also": TEXTS, "units": TEXTS, "since": TEXT,
         "every": one_of("year", "two years", "quarter", "month", "once")},
        frozenset({"clause", "what", "every"}),
    )),
    "indicators": Named(Entry(
        {"title": TEXT, "also": TEXTS, "clause": TEXT, "ledger": TEXT, "unit": TEXT, "sum": TEXT,
         "distinct": TEXT, "period": TEXT, "where": WHERE, "kind": one_of("flow", "stock")},
        frozenset({"title", "clause", "ledger"}),
    )),
    "pairs": Named(Entry(
        {"clause": TEXT, "ledger": TEXT_OR_TEXTS, "by": TEXT, "field": TEXT, "words": WORDS,
         "only": FLAG},
        frozenset({"clause", "ledger", "by", "field", "words"}),
    )),
    "headers": Named(Named(TEXTS)),
    "severities": Named(one_of("error", "warning", "info", "target")),
    "scopes": Named(WHERE),
}, frozenset({"id", "title", "document"}))  # fmt: skip


def sound(data: Mapping[str, Any], wrong: list[Wrong]) -> dict[str, Any]:
    """The part of a pack that is as it should be; what is not is put to ``wrong``."""
    return _table(data, PACK, (), wrong) or {}


def _value(value: Any, kind: Shape, path: Path, wrong: list[Wrong]) -> Any:
    """A value without what is wrong in it; None when nothing is left."""
    if isinstance(kind, Rows):
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            wrong.append((path, f"“{path[-1]}”写得不对", f"每一项以 [[{path[-1]}]] 开头"))
            return None
        rows = (_table(row, kind.each, (*path, n), wrong) for n, row in enumerate(value))
        return [row if row is not None else {} for row in rows]
    if isinstance(kind, Entry) and kind.several and isinstance(value, list):
        each = [_value(one, Entry(kind.keys, kind.needed), path, wrong) for one in value]
        return None if None in each else each
    if isinstance(kind, Named | Entry):
        if not isinstance(value, dict):
            wrong.append((path, f"“{path[-1]}”写得不对", "它下面应有几项，各占一行"))
            return None
        if isinstance(kind, Entry):
            return _table(value, kind, path, wrong)
        kept = {k: _value(v, kind.each, (*path, k), wrong) for k, v in value.items()}
        return {key: one for key, one in kept.items() if one is not None}
    if not kind.fits(value):
        wrong.append((path, f"“{path[-1]}”填的不对", kind.written))
        return None
    return value


def _table(
    row: Mapping[str, Any], entry: Entry, path: Path, wrong: list[Wrong]
) -> dict[str, Any] | None:
    """The table without unknown and wrong entries; None when it lacks what it needs."""
    before = len(wrong)
    kept: dict[str, Any] = {}
    for key, value in row.items():
        if key not in entry.keys:
            wrong.append(((*path, key), f"没有“{key}”这一项", _instead(key, entry)))
        elif (one := _value(value, entry.keys[key], (*path, key), wrong)) is not None:
            kept[key] = one
    missing = [key for key in sorted(entry.needed) if key not in row]
    wrong += [(path, f"缺少“{key}”", f"请补上 {key} = ……") for key in missing]
    return kept if path == () or (not missing and len(wrong) == before) else None


def _instead(key: str, entry: Entry) -> str:
    return meant(key, entry.keys, f"可用的有：{'、'.join(entry.keys)}")


def clauses_of(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The clause ids of a pack with their number, even of clauses that lack something."""
    rows = data.get("clauses")
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield number, row["id"]
