"""Whether the ledgers, fields, rules, limits and lists that a pack names are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_origin

from ruralskills.catalogue.clause_coverage import lists_of_columns
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.notices import Notice
from ruralskills.notices.problems import Problem, meant
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import Path
from ruralskills.rules import RETIRED, all_rules

_LEDGERS = {ledger.info.id: ledger for ledger in LEDGERS}


def mistakes(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield each name that nobody knows."""
    data = source.data
    for entry, ledger, fields in _fields(data):
        if ledger not in _LEDGERS:
            told = meant(ledger, _LEDGERS, "台账的编号见 rs ledgers")
            yield source.wrong(entry, f"没有编号为“{ledger}”的台账", told)
            continue
        known = field_specs(_LEDGERS[ledger])
        title = _LEDGERS[ledger].info.title
        for name in fields:
            if name and name not in known:
                told = meant(name, known, f"字段名见 rs ledgers {ledger}")
                yield source.wrong(entry, f"{title}没有名为“{name}”的字段", told)
    yield from _unknown_rules(source)
    yield from _limits(source, others)
    lists = lists_of_columns() | {name for notice in others.values() for name in notice.lists}
    for name in data.get("lists", {}):
        if name not in lists:
            told = meant(name, lists, "选项的名称见 rs ledgers 台账编号")
            yield source.wrong(("lists", name), f"没有哪一列或哪条规则用到名为“{name}”的选项", told)
    yield from _scopes_of_none(source)


def _limits(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """Limits that no rule looks at, and one number where the rule takes several."""
    limits = {rule.limit: rule for rule in all_rules().values() if rule.limit}
    known = {*limits, *(name for notice in others.values() for name in notice.limits)}
    for name, row in source.data.get("limits", {}).items():
        if name not in known:
            told = meant(name, known, "限额名称见各规则的说明：rs rule 规则编号")
            yield source.wrong(("limits", name), f"没有规则用到名为“{name}”的限额", told)
            continue
        value = row.get("value")
        if name not in limits or value is None:
            continue
        taken = limits[name].check.__annotations__.get("limit")
        if (get_origin(taken) is list) != isinstance(value, list):
            several = get_origin(taken) is list
            told = "请写作几个数字，如 [16, 60]" if several else "请只写一个数字，如 7"
            message = f"限额“{name}”要写{'几个数字' if several else '一个数字'}"
            yield source.wrong(("limits", name, "value"), message, told)


def _fields(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, Iterable[str]]]:
    """Every place where a pack names a ledger, with the fields it names there."""
    for number, row in enumerate(data.get("expects", ())):
        for ledger in _listed(row.get("ledger", [])):
            fields = [*_listed(row["field"]), *row.get("when", {})]
            yield ("expects", number, "ledger"), ledger, fields
    for number, row in enumerate(data.get("covers", ())):
        for key in ("every", "among") if row else ():
            for side in row[key] if isinstance(row[key], list) else [row[key]]:
                fields = [side["key"], *side.get("where", {})]
                yield ("covers", number, key), side["ledger"], fields
    for number, row in enumerate(data.get("steps", ())):
        if row:
            yield ("steps", number, "fields"), row["ledger"], row["fields"]
    for name, row in data.get("indicators", {}).items():
        named = [row.get(key, "") for key in ("sum", "distinct", "period")]
        yield ("indicators", name), row["ledger"], [*named, *row.get("where", {})]
    for ledger, row in data.get("headers", {}).items():
        yield ("headers", ledger), ledger, row


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _unknown_rules(source: NoticeSource) -> Iterator[Problem]:
    named: list[tuple[Path, str]] = [
        (("clauses", number, "rules"), code)
        for number, row in enumerate(source.data.get("clauses", ()))
        for code in row.get("rules", ())
    ]
    for section in ("severities", "scopes"):
        named += [((section, code), code) for code in source.data.get(section, {})]
    for entry, code in named:
        if code in RETIRED:
            told = f"请改写{RETIRED[code]}"
            yield source.wrong(entry, f"规则{code}已停用，由{RETIRED[code]}接替", told)
        elif code not in all_rules():
            told = meant(code, all_rules(), "规则的编号见 rs rules")
            yield source.wrong(entry, f"没有编号为“{code}”的规则", told)


def _scopes_of_none(source: NoticeSource) -> Iterator[Problem]:
    """Scopes that no ledger of their rule could have, or of what the reader finds."""
    for code, where in source.data.get("scopes", {}).items():
        rule = all_rules().get(code)
        if rule is None:
            continue
        if rule.scope == "cell":
            told = "请删去这一项"
            yield source.wrong(("scopes", code), f"{code}在读取单元格时核查，不能限定范围", told)
            continue
        fields = [field_specs(each).keys() for each in LEDGERS if rule.applies_to(each)]
        if not any(where.keys() <= known for known in fields):
            known = set().union(*fields)
            name = next((name for name in where if name not in known), next(iter(where), ""))
            told = meant(name, known, f"请看 rs rule {code} 适用的台账有哪些字段")
            yield source.wrong(("scopes", code), f"{code}适用的台账没有“{name}”字段", told)
