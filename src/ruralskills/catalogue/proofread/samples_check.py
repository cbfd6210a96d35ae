"""Hits and misses of declared requirements, tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ruralskills.catalogue.proofread.ledger_fields import LEDGERS_BY_ID
from ruralskills.detection.columns import parse_values
from ruralskills.facts.proportions import proportion_missed
from ruralskills.facts.shortfall import Cells, shortfalls
from ruralskills.model.fields import FieldSpec
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import InForce
from ruralskills.notices.problems import Problem
from ruralskills.notices.requirement import Requirement, samples
from ruralskills.notices.source import NoticeSource
from ruralskills.values.field_type import Absent, Context, display_text


class _WrongSample(ValueError):
    """A cell of a sample that cannot be read. The message says why, in Chinese."""


def problems(source: NoticeSource, in_force: InForce) -> Iterator[Problem]:
    """Yield each hit that is not reported, and each miss that is."""
    for number, requirement in source.entries.requirements.items():
        for key, written in (("hit", requirement.hit), ("miss", requirement.miss)):
            at = ("requirements", number, key)
            rows = samples(written)
            if not rows:
                yield source.problem(at, f"“{key}”是空的", "请写一行例子")
            for row in rows:
                try:
                    said = _said_about(requirement, row, in_force)
                except _WrongSample as wrong:
                    yield source.problem(at, f"“{key}”里{wrong}", "请写成台账里会填的内容")
                    continue
                if key == "hit" and not said:
                    message = f"{requirement.code}的 hit 没有被报出"
                    yield source.problem(at, message, "请核对条件，或者改这个例子")
                if key == "miss" and said:
                    message = f"{requirement.code}的 miss 被报出：{said}"
                    yield source.problem(at, message, "请核对条件，或者改这个例子")


def _said_about(requirement: Requirement, row: Mapping[str, Any], in_force: InForce) -> str:
    """Return the message about a sample, empty if it is not reported."""
    if ratio := requirement.ratio:
        for word, number in row.items():
            if word not in ratio.words or type(number) is not int:
                raise _WrongSample(f"“{word}”不是比例中的词，或者它的行数不是整数")
        return proportion_missed(ratio, row)
    specs = in_force.fields(LEDGERS_BY_ID[requirement.ledger])
    values: dict[str, Any] = dict.fromkeys(requirement.fields, Absent.BLANK)
    for name, raw in row.items():
        if name not in specs:
            raise _WrongSample(f"没有名为“{name}”的字段")
        values[name] = _value(raw, specs[name], in_force)
    return "；".join(each.words for each in shortfalls(requirement, Cells(values, specs)))


def _value(raw: Any, spec: FieldSpec, in_force: InForce) -> Any:
    cell = {True: "是", False: "否"}[raw] if isinstance(raw, bool) else raw
    if isinstance(cell, int):
        cell = float(cell)
    if isinstance(cell, list | dict):
        raise _WrongSample(f"“{spec.field}”只能写一个内容")
    [value] = parse_values([cell], spec, Context(unit=spec.unit), in_force)
    if isinstance(value, Unknown):
        raise _WrongSample(f"“{spec.header}”填“{display_text(cell)}”读不出")
    return value
