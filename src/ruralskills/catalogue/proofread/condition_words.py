"""Whether the words of conditions can stand in their columns: one that cannot would never be met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices import Notice, Problem
from ruralskills.notices.loader import bases
from ruralskills.notices.problems import meant
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import Path
from ruralskills.rules import all_rules
from ruralskills.values.yesno import read as yes_or_no

Condition = tuple[Path, type[Ledger], str, Iterable[str]]
"""Where it stands, of which field of which ledger, and the words."""

_NOTHING = ("无", "")
"""What stands for a word that says nothing is there, and for a blank cell."""

_LEDGERS = {ledger.info.id: ledger for ledger in LEDGERS}


def mistakes(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield each word that its column can never hold."""
    lists = _official(source, others)
    for entry, ledger, name, words in _conditions(source.data):
        spec = field_specs(ledger).get(name)
        if spec is None:
            continue
        known = ["是", "否"] if spec.reads.read is yes_or_no else lists.get(spec.codes, [])
        for word in words:
            if known and word not in (*known, *_NOTHING):
                title, told = ledger.info.title, meant(word, known, f"可填：{'、'.join(known)}")
                yield source.wrong(entry, f"{title}“{spec.header}”不会是“{word}”", told)


def _official(source: NoticeSource, others: Mapping[str, Notice]) -> dict[str, list[str]]:
    """The official words of each code list as this pack has it."""
    lists = {
        name: list(codes.official)
        for notice in reversed(bases(source, others))
        for name, codes in notice.lists.items()
    }
    own = {name: list(row["words"]) for name, row in source.data.get("lists", {}).items()}
    return lists | own


def _conditions(data: Mapping[str, Any]) -> Iterator[Condition]:
    for number, row in enumerate(data.get("expects", ())):
        for ledger in _named(row.get("ledger", [])):
            for name in [row["field"]] if isinstance(row["field"], str) else row["field"]:
                yield ("expects", number, "values"), ledger, name, row.get("values", ())
            for name, words in row.get("when", {}).items():
                yield ("expects", number, "when"), ledger, name, words
    for number, row in enumerate(data.get("covers", ())):
        for key in ("every", "among") if row else ():
            for side in row[key] if isinstance(row[key], list) else [row[key]]:
                for ledger in _named(side["ledger"]):
                    for name, words in side.get("where", {}).items():
                        yield ("covers", number, key), ledger, name, words
    for indicator, row in data.get("indicators", {}).items():
        for ledger in _named(row["ledger"]):
            for name, words in row.get("where", {}).items():
                yield ("indicators", indicator, "where"), ledger, name, words
    for code, where in data.get("scopes", {}).items():
        rule = all_rules().get(code)
        serving = [each for each in LEDGERS if rule and rule.applies_to(each)]
        for ledger in serving[:1]:
            for name, words in where.items():
                yield ("scopes", code), ledger, name, words


def _named(value: str | list[str]) -> list[type[Ledger]]:
    names = [value] if isinstance(value, str) else value
    return [_LEDGERS[name] for name in names if name in _LEDGERS]
