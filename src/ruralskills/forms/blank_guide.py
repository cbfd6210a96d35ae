"""The sheet 填表说明 of a blank ledger, from the fields and the rules in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from ruralskills.forms.blank_columns import SEQ, BlankColumn
from ruralskills.forms.entry_limits import entry_limit
from ruralskills.model.appended_sheets import AID
from ruralskills.model.rule import Rule
from ruralskills.model.table import Ledger
from ruralskills.rules import docstring
from ruralskills.validation.bound_rule import BoundRule
from ruralskills.validation.context import CheckContext

_HINTS: Final = (
    "橙色表头的列必填。一人（一户、一班）一行，不要合并单元格，不要在中间加小计和空行。",
    "有下拉名单的从名单中选。表头已锁定（没有密码），可以排序、筛选、插入和删除行，不要改表头的文字。",
    "身份证号变红的是校验码不对，变黄的是与别的行相同。填好后可用 rs validate 核查。",
)


def guide(
    ledger: type[Ledger], columns: Sequence[BlankColumn], context: CheckContext
) -> list[list[str]]:
    """Return the lines of the sheet: hints, then each column with what is asked of it."""
    asked = _rules_by_field(ledger, context)
    notices = "、".join(f"《{notice.title}》" for notice in context.in_force.notices)
    lines = [
        [f"{AID}{ledger.info.title}填表说明"],
        *([hint] for hint in _HINTS),
        [f"依据：{notices}"],
        [""],
    ]
    lines.append(["项目", "填法", "核查要求", "依据"])
    for column in columns:
        rules = asked.get(column.spec.field, [])
        lines.append(
            [
                f"{column.header}{'（必填）' if column.spec.required else ''}",
                _way(column),
                "\n".join(_requirements(rules)),
                "\n".join(dict.fromkeys(_sources(rules))),
            ]
        )
    return lines


def _rules_by_field(ledger: type[Ledger], context: CheckContext) -> dict[str, list[BoundRule]]:
    found: dict[str, list[BoundRule]] = defaultdict(list)
    for bound in context.bound.values():
        rule = bound.rule
        in_force = rule.scope != "cell" and not bound.skip_reason and not rule.reference
        if in_force and rule.applies_to(ledger):
            for name in _asked(rule):
                found[name].append(bound)
    return found


def _asked(rule: Rule) -> list[str]:
    """Return the fields of which a rule asks something.

    A requirement of a notice asks something of each that it names.
    """
    named = [rule.at]
    if rule.declared_by:
        named += [*rule.needs, *(name for part in rule.parts for name in part)]
    return list(dict.fromkeys(filter(None, named)))


def _way(column: BlankColumn) -> str:
    if column.spec.field == SEQ:
        return "已编好的不用改，不够的接着编"
    limit = entry_limit(column, "x" if column.choices else "")
    return limit.prompt if limit else column.spec.reads.title


def _requirements(rules: Sequence[BoundRule]) -> Iterator[str]:
    for bound in rules:
        reason = docstring.parse(bound.rule).reason.replace("\n", "")
        yield f"{bound.rule.title}：{reason}"


def _sources(rules: Sequence[BoundRule]) -> Iterator[str]:
    for bound in rules:
        if bound.clause is not None:
            yield bound.clause.citation
