"""The tool that puts small faults into the program: it finds its places, and its list is up to date."""

from __future__ import annotations

import ast

import pytest

from builders.mutants.equivalents import reasons
from builders.mutants.source_changes import changes, places
from builders.mutants.trial import mutants_of, nearness

SOURCE = '''
LIMIT = 5


def first(days: int, *, whole: bool = False) -> bool:
    """Say so."""
    if whole and days < LIMIT:
        return True
    return any(day > 1 for day in range(days) if day)
'''


def test_each_fault_is_another_program_and_is_put_in_where_it_was_found() -> None:
    sound = ast.unparse(ast.parse(SOURCE))
    count = len(list(changes(ast.parse(SOURCE))))
    texts = set()
    for number in range(count):
        tree = ast.parse(SOURCE)
        list(changes(tree))[number].apply()
        texts.add(ast.unparse(ast.fix_missing_locations(tree)))
    assert len(texts) == count
    assert sound not in texts
    assert any("whole or days < LIMIT" in text for text in texts)
    assert any("days <= LIMIT" in text for text in texts)
    assert any("LIMIT = 6" in text for text in texts)
    assert any("whole: bool=True" in text for text in texts)
    assert any("for day in range(days)))" in text.replace("if day", "") for text in texts)


def test_faults_stand_at_the_statements_of_their_functions() -> None:
    tree = ast.parse(SOURCE)
    assert [place.number for place in places(tree).values()] == [0, 1, 2]
    found = {(change.place.function, change.line) for change in changes(tree)}
    assert {("", 2), ("", 5), ("first", 7), ("first", 8), ("first", 9)} == found


@pytest.mark.parametrize("module", sorted(reasons()))
def test_what_changes_nothing_is_still_there_and_has_a_reason(module: str) -> None:
    keys = {mutant.key for mutant in mutants_of(module)}
    assert reasons()[module].keys() <= keys
    assert all(len(reason) > 20 for reason in reasons()[module].values())


def test_the_tests_of_a_rule_come_first() -> None:
    tests = [
        "tests/facts/test_x.py::test[1]",
        "tests/rules/test_rule_tables.py::test_table_of_rule[G101]",
    ]
    assert min(tests, key=nearness("ruralskills/rules/cadres/cadre_classes.py")) == tests[1]
    assert min(reversed(tests), key=nearness("ruralskills/facts/ages.py")) == tests[0]
