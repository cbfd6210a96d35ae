"""Rules read typed rows: what they declare is what they touch, and a misspelt field is found."""

from __future__ import annotations

import ast
import copy
import importlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from msgspec.structs import replace

import ruralskills
from builders.rule_samples import book_of, read_tables, sample, setting_of
from builders.sheet_text import table as sheet
from ruralskills import rules
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import LEDGERS, Leader
from ruralskills.model.fields import field_specs
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Rule, rule
from ruralskills.model.table import Ledger, Table, UndeclaredField
from ruralskills.notices import InForce, shipped_notices
from ruralskills.validation.engine import run_on_book, run_on_table
from ruralskills.values.partial_date import PartialDate

ROOT = Path(next(iter(ruralskills.__path__)))
FACTS = "ruralskills.facts."
ALL = rules.all_rules()
READING = {code: rule for code, rule in ALL.items() if rule.reads}
IDENTITY = frozenset({"township", "village", "name", "unit"})
"""Fields that every row carries anyway, for the subject of its findings."""


class _Recorded(dict[str, Any]):
    """The columns of a table; remembers the names that were looked up."""

    def __init__(self, columns: dict[str, Any], touched: set[str]) -> None:
        super().__init__(columns)
        self.touched = touched

    def __getitem__(self, name: str) -> Any:
        self.touched.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.touched.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.touched.add(name)
        return super().get(name, default)


@contextmanager
def recorded(touched: set[str]) -> Iterator[None]:
    """Remember every attribute of a row that is read."""

    def read(row: Ledger, name: str) -> Any:
        touched.add(name)
        return object.__getattribute__(row, name)

    Ledger.__getattribute__ = read  # type: ignore[assignment, method-assign]  # for the length of a test
    try:
        yield
    finally:
        del Ledger.__getattribute__


@cache
def named_in(module: str) -> frozenset[str]:
    """The attributes and words in the functions of a module and of the facts that it imports.

    A branch that no example takes touches nothing, so what stands in the code counts too.
    """
    source = importlib.import_module(module).__file__
    assert source is not None
    tree = ast.parse(Path(source).read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(FACTS):
            found |= named_in(node.module or "")
        elif isinstance(node, ast.FunctionDef):
            words = (inner for inner in ast.walk(node) if isinstance(inner, ast.Constant))
            found |= {word.value for word in words if isinstance(word.value, str)}
    return frozenset(found)


@pytest.mark.parametrize("code", READING)
def test_a_rule_touches_every_field_that_it_declares(code: str) -> None:
    rule, touched = READING[code], set[str]()
    example = sample(rule)
    tables = [table for table, _, _ in read_tables(example, setting_of(rule, example))]
    context = setting_of(rule, example, {code: rule})
    recording = [replace(t, columns=_Recorded(t.columns, touched)) for t in tables]
    book = book_of(example, recording)
    with recorded(touched):
        if rule.scope == "book":
            run_on_book(book, context)
        for table in book.tables if rule.scope == "table" else ():
            run_on_table(table, context)
    never = set(rule.reads) - touched - IDENTITY - named_in(rule.check.__module__)
    assert not never, f"{code} declares {sorted(never)} in reads= and never touches them"


def test_a_field_that_is_not_declared_is_refused() -> None:
    table = sheet(
        "致富带头人台账|<|<|<\n姓名|身份证号|状态|民族\n张三|500199198506150017|在库|汉族"
    )
    [whole] = table.rows(Leader)
    assert (whole.status, whole.ethnicity, whole.phone) == ("在库", "汉族", None)
    [row] = LedgerSet([table]).limited_to(("status",)).rows(Leader)
    assert (row.status, row.name, township_of(row)) == ("在库", "张三", "")
    for touch in (
        lambda: row.ethnicity,
        lambda: row.phone,
        lambda: row.state("ethnicity"),
        lambda: row.at("ethnicity"),
        lambda: row.text("ethnicity"),
    ):
        with pytest.raises(UndeclaredField, match=r"Leader\.(ethnicity|phone)"):
            touch()
    with pytest.raises(AttributeError, match="no_such_field"):
        getattr(row, "no_such_field")  # noqa: B009  # mypy would find it otherwise
    with pytest.raises(KeyError, match="no_such_field"):
        row.at("no_such_field")


def test_a_row_is_equal_to_itself_alone() -> None:
    table = sheet(
        "致富带头人台账|<\n姓名|身份证号\n张三|500199198506150017\n张三|500199198506150017"
    )
    first, second = table.rows(Leader)
    assert first == table.row(0)
    assert first != second
    assert len({first, second, *table.rows(Leader)}) == 2
    by_hand = Leader.model_validate({"name": "张　三"})
    assert by_hand.name == "张三"
    assert by_hand != Leader.model_validate({"name": "张三"})
    assert copy.copy(first) == first


@pytest.mark.parametrize("method", ["at", "state", "is_unknown", "text"])
def test_every_field_named_in_words_is_a_field_of_some_ledger(method: str) -> None:
    fields = {name for ledger in LEDGERS for name in field_specs(ledger)}
    for package in ("facts", "rules", "validation"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    words = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    if node.func.attr == method and words:
                        assert words[0] in fields, f"{path.name}:{node.lineno}"


SUPPLIED: dict[str, Any] = {
    "as_of": date,
    "book": LedgerSet,
    "headers": Mapping[str, str],
    "notices": InForce,
    "period": Period | None,
    "table": Table,
    "year": int | None,
}
"""The types of the parameters that the engine supplies, without the limit."""


def members(annotation: Any) -> frozenset[Any]:
    """The types of a union, or the type itself."""
    if get_origin(annotation) in (Union, UnionType):
        return frozenset().union(*map(members, get_args(annotation)))
    return frozenset([annotation])


def wrong_annotations(rule: Rule) -> Iterator[str]:
    """The parameters of another type than the field or the supplied value they stand for."""
    hints = get_type_hints(rule.check)
    for name in rule.supplied - {"limit"}:
        if hints[name] != SUPPLIED[name]:
            yield f"{rule.code}: {name}: {hints[name]}, supplied is {SUPPLIED[name]}"
    served = list(filter(rule.applies_to, LEDGERS)) if rule.scope == "row" else []
    for name in rule.fields if served else ():
        if not any(name in field_specs(ledger) for ledger in served):
            yield f"{rule.code}: {name}: no field of its ledgers"
    for ledger in served:
        fields = get_type_hints(ledger)
        for name in set(rule.fields) - rule.optional - fields.keys():
            yield f"{rule.code}: {name}: no field of {ledger.__name__}"
        for name in set(rule.fields) & field_specs(ledger).keys():
            absent = {NoneType} if name in rule.optional else set()
            if members(hints[name]) != (members(fields[name]) - {NoneType}) | absent:
                yield f"{rule.code}: {name}: {hints[name]}, {ledger.__name__} has {fields[name]}"


def test_parameters_have_the_types_of_their_fields() -> None:
    found = [
        line for rule in ALL.values() if rule.scope != "cell" for line in wrong_annotations(rule)
    ]
    assert found == []


def test_an_annotation_unlike_its_field_is_found() -> None:
    def misdeclared(
        status: int, recognised: PartialDate, phone: str | None = None, remarks: str | None = None
    ) -> None: ...

    declared = rule("L299", "样例", Leader, remedy="样例")(misdeclared)
    names = [line.split(": ")[1] for line in wrong_annotations(declared)]
    assert sorted(names) == ["phone", "remarks", "status"]


@pytest.mark.parametrize("name", shipped_notices())
def test_limits_have_the_types_that_rules_expect(name: str) -> None:
    limits = shipped_notices()[name].limits
    for each in ALL.values():
        limit = limits.get(each.limit)
        if limit is not None and limit.value is not None:  # None waits for the office's figure
            msgspec.convert(limit.value, get_type_hints(each.check)["limit"])


MISSPELT = """
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.ledgers import LEDGERS, Leader
from ruralskills.model.fields import field_specs

def read(book: LedgerSet) -> None:
    for row in book.rows(Leader):
        print(row.poor_households_led, row.poor_households_lead)
"""


def test_mypy_finds_a_misspelt_field(tmp_path: Path) -> None:
    path = tmp_path / "misspelt.py"
    path.write_text(MISSPELT, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        str(ROOT.parents[1] / "pyproject.toml"),
    ]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, cwd=ROOT.parents[1])
    assert '"Leader" has no attribute "poor_households_lead"' in run.stdout, run.stdout + run.stderr
    assert run.stdout.count("error:") == 1
