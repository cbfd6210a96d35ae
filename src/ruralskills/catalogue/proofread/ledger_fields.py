"""Fields of ledgers that a notice file can name, its own columns included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ruralskills.detection.ledger_headers import header_key, headers_of
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices import Notice
from ruralskills.notices.problems import Problem, suggestion
from ruralskills.notices.source import NoticeSource
from ruralskills.text.lazy_regex import regex

LEDGERS_BY_ID: Final[Mapping[str, type[Ledger]]] = {ledger.info.id: ledger for ledger in LEDGERS}
_NAME: Final = regex(r"[a-z][a-z0-9_]*")


def fields_with_own(
    source: NoticeSource, available: Mapping[str, Notice], ledger: str
) -> dict[str, FieldSpec]:
    """Return the fields of a ledger, and those that the file and its bases add."""
    found = dict(field_specs(LEDGERS_BY_ID[ledger]))
    for base in reversed(source.bases(available) if source.entries.extends else []):
        found |= base.own_fields(ledger)
    own = source.entries.columns.get(ledger, {})
    return found | {name: column.spec(name) for name, column in own.items()}


def problems(source: NoticeSource, lists: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with the columns that a file adds.

    ``lists`` are the lists of words that there are, by name.
    """
    for ledger_id, columns in source.entries.columns.items():
        if ledger_id not in LEDGERS_BY_ID:
            remedy = suggestion(ledger_id, LEDGERS_BY_ID, "台账的编号见 rs ledgers")
            message = f"没有编号为“{ledger_id}”的台账"
            yield source.problem(("columns", ledger_id), message, remedy)
            continue
        ledger = LEDGERS_BY_ID[ledger_id]
        seen: dict[str, str] = {}
        for name, column in columns.items():
            at = ("columns", ledger_id, name)
            if name in field_specs(ledger):
                message = f"{ledger.info.title}已经有名为“{name}”的字段"
                yield source.problem(at, message, "请另取一个名字，或者直接用它")
            elif not _NAME.fullmatch(name):
                remedy = "请用小写字母、数字和下划线，如 online_hours"
                yield source.problem(at, f"字段名“{name}”不能用", remedy)
            if not column.headers:
                yield source.problem(at, "没有写表头", '请写 headers = ["线上学时"]')
            if column.list and column.list not in lists:
                remedy = suggestion(column.list, lists, "请先写 [lists.名称.words]")
                yield source.problem((*at, "list"), f"没有名为“{column.list}”的选项", remedy)
            for header in column.headers:
                key, known = header_key(header), headers_of(ledger, ())
                if key in known:
                    message = f"“{header}”已是{ledger.info.title}的“{known[key].field}”列"
                    yield source.problem((*at, "headers"), message, "请直接用这个字段")
                elif key in seen:
                    message = f"“{header}”在“{seen[key]}”里已经写过"
                    yield source.problem((*at, "headers"), message, "一个表头只能是一列")
                seen.setdefault(key, name)
