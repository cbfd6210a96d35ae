"""The Chinese words of pages for declared requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruralskills.ledgers import by_id
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.notices import Notice
from ruralskills.notices.requirement import Condition, Conditions, Proportion, Requirement


def requirement_row(requirement: Requirement, notice: Notice) -> tuple[str, ...]:
    """Return code, title, ledger, rows and conditions of a requirement."""
    ledger = by_id(requirement.ledger)
    specs = {**field_specs(ledger), **notice.own_fields(requirement.ledger)}
    rows = "，".join(
        f"{_head(name, specs)}为{'或'.join(word or '空' for word in words)}"
        for name, words in requirement.when.items()
    )
    asked = "；".join(_asked(requirement, specs))
    return requirement.code, requirement.title, ledger.info.title, rows, asked


def _asked(requirement: Requirement, specs: Mapping[str, FieldSpec]) -> Iterator[str]:
    if requirement.must:
        yield _all_of(requirement.must, specs)
    if requirement.any:
        yield f"达到一项即可：{'，或者'.join(_all_of(each, specs) for each in requirement.any)}"
    for word, group in requirement.each.items():
        yield f"{_head(requirement.by, specs)}为{word}的，{_all_of(group, specs)}"
    if requirement.ratio:
        yield _proportion(requirement.ratio, specs)


def _all_of(conditions: Conditions, specs: Mapping[str, FieldSpec]) -> str:
    return "、".join(
        f"{_head(name, specs)}{condition_words(condition, specs, name)}"
        for name, condition in conditions.items()
    )


def condition_words(condition: Condition, specs: Mapping[str, FieldSpec], name: str) -> str:
    """Return what a condition asks for, without the field."""
    return "，".join(_words(condition, specs, name))


def _words(condition: Condition, specs: Mapping[str, FieldSpec], name: str) -> Iterator[str]:
    unit = (
        "%" if condition.share_of else condition.unit or specs[name].unit if name in specs else ""
    )
    share = f"占{_head(condition.share_of, specs)}" if condition.share_of else ""
    if condition.between:
        yield f"{share}在{condition.between[0]}至{condition.between[1]}{unit}之间"
    for words, end in (
        ("不少于", condition.min),
        ("不超过", condition.max),
        ("多于", condition.above),
        ("少于", condition.below),
    ):
        if end is not None:
            yield f"{share}{words}{end}{unit}"
    if condition.before:
        yield f"早于{condition.before}"
    if condition.after:
        yield f"晚于{condition.after}"
    if condition.wanted:
        yield f"为{'或'.join(map(str, condition.wanted))}"
    if condition.filled:
        yield "要填"
    if condition.age:
        low, high = condition.age
        yield f"在{_head(condition.on, specs)}为{low}至{high}周岁"


def _proportion(ratio: Proportion, specs: Mapping[str, FieldSpec]) -> str:
    words = "、".join(ratio.words)
    about = f"，上下可差{ratio.tolerance}%" if ratio.tolerance else ""
    return (
        f"{_head(ratio.field, specs)}为{words}的行数{'∶'.join(map(str, ratio.proportion))}{about}"
    )


def _head(name: str, specs: Mapping[str, FieldSpec]) -> str:
    return specs[name].header if name in specs else name
