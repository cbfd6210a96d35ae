"""CONTRIBUTING.md and ``make.py new-rule``: the letters of rules, the examples, the skeleton."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from builders import new_rule
from ruralskills.ledgers import CadrePay, Figure, Leader, TrainingClass
from ruralskills.model.rule import collect
from ruralskills.model.table import Ledger
from ruralskills.rules import RETIRED, all_rules, docstring

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_each_letter_leads_to_its_folders() -> None:
    stated = {
        letter: set(re.findall(r"`(\w+)`", folders))
        for letter, folders in re.findall(r"^ *\| ([A-Z])  +\|[^|]+\|([^|]+)\|$", TEXT, re.M)
    }
    found: dict[str, set[str]] = {}
    for code, rule in all_rules().items():
        found.setdefault(code[0], set()).add(rule.check.__module__.split(".")[2])
    assert stated == found


def blocks() -> list[str]:
    found = re.findall(r"^( *)```python\n(.*?)^ *```$", TEXT, re.M | re.S)
    return [textwrap.dedent(block) for _, block in found]


@pytest.mark.parametrize("block", blocks())
def test_the_examples_are_python(block: str) -> None:
    ast.parse(block)


def test_the_first_example_is_a_rule_as_it_is() -> None:
    assert blocks()[0] == inspect.getsource(all_rules()["P101"].check)


def test_the_next_code_is_after_all_that_ever_were() -> None:
    for subject in new_rule.subjects():
        taken = {*all_rules(), *RETIRED}
        assert subject.next_code not in taken
        assert subject.next_code > max(code for code in taken if code[:2] == subject.name)
        assert not taken & set(subject.gaps)


def test_retired_codes_are_told() -> None:
    lines = "\n".join(new_rule.listing("K"))
    assert "K106 is retired" in lines
    assert "K106" not in lines.replace("K106 is retired", "")


@pytest.mark.parametrize("ledger", [Leader, TrainingClass, CadrePay, Figure])
@pytest.mark.parametrize("rows", [(), ("--rows",)], ids=["each-row", "all-rows"])
def test_the_skeleton_is_a_rule(
    ledger: type[Ledger], rows: tuple[str, ...], tmp_path: Path
) -> None:
    fields = list(ledger.model_fields)[-3:-1]
    wanted = new_rule.order("L999", "先退出后认定", ledger.__name__, *fields, "a/b", *rows)
    path = new_rule.write(wanted, tmp_path)
    module = ModuleType("skeleton")
    exec(compile(path.read_text(encoding="utf-8"), path, "exec"), vars(module))
    [rule] = collect([module]).values()
    assert docstring.parse(rule).examples
    assert rule.applies_to(ledger)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("L201", "x", "Leader"), "L201 is 带动户数不足"),
        (("K106", "x", "Leader"), "K106 is retired"),
        (("L99", "x", "Leader"), "three digits"),
        (("L999", "x"), "name one of these ledgers"),
        (("L999", "x", "Leader", "agee"), "agee is no field of Leader"),
    ],
)
def test_what_is_wrong_is_told(words: tuple[str, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        new_rule.order(*words)
