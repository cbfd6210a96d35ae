"""A number by which a rule judges is a limit, which a notice can set; any other has its reason."""

from __future__ import annotations

import ast
import inspect
import re
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Final

import pytest

from ruralskills import rules
from ruralskills.model.rule import Rule

ALL: Final = rules.all_rules()
_SETTING: Final = ("标题：", "文件：", "截至：", "通知：", "上期：")
_IN_WORDS: Final = re.compile(
    r"(?<!\d)(?![01](?![\d.]))\d+(?:\.\d+)?|[二两三四五六七八九十百]+(?:年|月|天|岁|倍|成|次|户|％|%|期)"
)
_OF_EVERY_RULE: Final = {0, 1}
"""Numbers that count nothing: an index, a sign, the one above."""

REASONS: Final = {
    "a standard for numbers of papers, or what they hold": (
        "C203 C204 C205 C206 C207 C209 C301 C703 C704 C710 C711 C712 C715 C717 P101 P121"
    ),
    "the old number of fifteen digits and the new one": "P102 P103 P109 P127",
    "so many cells tell what is usual, and fewer tell nothing": (
        "C718 D504 H101 K101 K103 K104 M108 N417 N420 Q605 W304"
    ),
    "the calendar, and days that no calendar has": "C402 D516 D518 D519 D522 K105 J206 M206 N418",
    "how a program stores numbers": "C201 C701 C705",
    "a short number is counted anew by each township": "F106 V102 P129",
    "two of the same are compared": "D515 L204 L205 M107",
    "arithmetic: shares of a hundred": "A106 N416",
    "an example of what is written": "C501 C502 C602 M102",
    "the years that a notice names": "M316 Y102",
    "the years in which the programmes are": "P104",
    "how much of a text is quoted, or how a word is cut": "J102 L202 P125 R102",
}  # fmt: skip


@cache
def _reasons() -> dict[str, str]:
    return {code: why for why, codes in REASONS.items() for code in codes.split()}


def _prose(rule: Rule) -> str:
    lines = (line.strip() for line in rule.doc.splitlines())
    return "\n".join(line for line in lines if not line.startswith(("|", *_SETTING)))


def _numbers_of_code(rule: Rule) -> set[float]:
    """The numbers in the body of a rule, and in the constants of its module that it names."""
    [body] = ast.parse(dedent(inspect.getsource(rule.check))).body
    assert isinstance(body, ast.FunctionDef)
    used = {node.id for node in ast.walk(body) if isinstance(node, ast.Name)}
    trees: list[ast.AST] = list(body.body)
    module = ast.parse(Path(inspect.getfile(rule.check)).read_text(encoding="utf-8"))
    for node in module.body:
        if not isinstance(node, ast.AnnAssign) or node.value is None:
            continue
        if isinstance(node.target, ast.Name) and node.target.id in used:
            trees.append(node.value)
    return {
        each.value
        for tree in trees
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, int | float)
    } - _OF_EVERY_RULE  # fmt: skip


def numbers_of(rule: Rule) -> list[str]:
    """The numbers that a rule holds in itself."""
    found = _IN_WORDS.findall(_prose(rule))
    if rule.scope != "cell":
        found += map(str, sorted(_numbers_of_code(rule)))
    return found


@pytest.mark.parametrize("code", sorted(ALL))
def test_a_rule_with_a_number_has_a_limit_or_a_reason(code: str) -> None:
    rule = ALL[code]
    found = numbers_of(rule)
    if not rule.limit and found:
        assert code in _reasons(), f"{code} judges by {found}, and no notice can set it"


def test_no_reason_is_left_over() -> None:
    idle = {code for code in _reasons() if ALL[code].limit or not numbers_of(ALL[code])}
    assert not idle


def test_numbers_are_found() -> None:
    assert numbers_of(ALL["P101"])[:2] == ["17", "11643"]
    assert "0.8" in numbers_of(ALL["C718"])
    assert numbers_of(ALL["R101"]) == []
