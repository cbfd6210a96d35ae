"""The tests that reach each statement, for a fault is tried by these alone."""

from __future__ import annotations

import ast
import functools
import hashlib
import json
import os
import sys
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import Any, Final

import msgspec
import pytest

from builders.mutants.loading import EditingFinder
from builders.mutants.source_changes import MODULES, SRC, Place, places

ROOT: Final = SRC.parent
KEPT: Final = ROOT / "build" / "mutants" / "reached.json"
_FOLDERS: Final = (
    *(
        "values",
        "facts",
        "rules",
        "regions",
        "ledgers",
        "model",
        "notices",
        "catalogue",
        "false_alarms",
        "audits",
    ),
    *("validation/test_supplied_regions.py", "test_doctests.py", "test_example_counties.py"),
)
"""The tests that are asked: of each subject, and over whole ledgers."""
_WITH_TEXTS: Final = ("audits",)
"""The folders whose tests are cases in text beside them."""
_LEFT_OUT: Final = "test_typed_rows.py"
"""Runs other programs over the sources."""
_TABLES: Final = "tests/rules/test_rule_tables.py"
"""The test of what stands in the sources: recorded when these have changed."""
_MARK: Final = "_statement_reached"
OPTIONS: Final = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--capture=sys")
LOADING: Final = "while modules are loaded"
"""Stands for a test where a statement is reached before any test runs."""


class Reached(msgspec.Struct):
    """The tests of each statement, by module and function.

    ``files`` and ``functions`` are the states in which all that was seen.
    """

    files: dict[str, str] = {}
    functions: dict[str, dict[str, str]] = {}
    seconds: dict[str, float] = {}
    tests: dict[str, dict[str, list[list[str]]]] = {}

    def of(self, module: str, place: Place) -> list[str]:
        """Return the tests that reach a statement, the quickest first.

        For a statement outside of functions: those that reach anything in its module.
        """
        functions = self.tests.get(module, {})
        if place.number < 0:
            lists: Iterable[list[str]] = (one for each in functions.values() for one in each)
        else:
            statements = functions.get(place.function, [])
            lists = statements[place.number : place.number + 1]
        found = {name for one in lists for name in one if name in self.seconds}
        return sorted(found, key=lambda name: (self.seconds[name], name))


def reached(*, afresh: bool = False) -> Reached:
    """Return what the tests reach.

    Only files of tests that have changed since the last time are run for it.

    In a function that has changed, each statement counts as reached by all tests of the function.
    """
    known = Reached()
    if KEPT.exists() and not afresh:
        known = msgspec.json.decode(KEPT.read_bytes(), type=Reached)
    files, functions = _test_files(), _functions()
    stale = [path for path, state in files.items() if known.files.get(path) != state]
    if functions != known.functions and _TABLES not in stale:
        stale.append(_TABLES)
    if stale:
        print(f"recording the statements that {len(stale)} files of tests reach", flush=True)
        tests = _moved(known, functions)
        kept = files.keys() - stale
        gone = {name for name in known.seconds if name.partition("::")[0] not in kept}
        seconds = {name: each for name, each in known.seconds.items() if name not in gone}
        known = Reached(files, functions, seconds, tests)
        _add(known, gone, _in_child(stale))
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        KEPT.write_bytes(msgspec.json.encode(known))
    return known


def _test_files() -> dict[str, str]:
    tests = ROOT / "tests"
    paths = [
        path
        for name in _FOLDERS
        for path in ([tests / name] if "." in name else (tests / name).rglob("test_*.py"))
        if path.name != _LEFT_OUT
    ]
    return {path.relative_to(ROOT).as_posix(): _digest(_content(path)) for path in sorted(paths)}


def _content(path: Path) -> bytes:
    """Return a file of tests, with the cases in text that stand below its folder."""
    texts = sorted(path.parent.rglob("*.txt")) if path.parent.name in _WITH_TEXTS else []
    return b"".join(each.read_bytes() for each in (path, *texts))


def _functions() -> dict[str, dict[str, str]]:
    """Return the state of each function, wherever it stands in its module."""
    found: dict[str, dict[str, str]] = {}
    for module in MODULES:
        texts: dict[str, list[str]] = defaultdict(list)
        for statement, place in places(ast.parse((SRC / module).read_bytes())).items():
            texts[place.function].append(ast.dump(statement))
        found[module] = {name: _digest("".join(each).encode()) for name, each in texts.items()}
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _moved(
    known: Reached, functions: dict[str, dict[str, str]]
) -> dict[str, dict[str, list[list[str]]]]:
    """Return what is known of functions that still are there."""
    tests: dict[str, dict[str, list[list[str]]]] = {}
    for module, states in functions.items():
        tests[module] = {}
        counts: dict[str, int] = defaultdict(int)
        for place in places(ast.parse((SRC / module).read_bytes())).values():
            counts[place.function] += 1
        for name, state in states.items():
            lists = known.tests.get(module, {}).get(name, [])
            if known.functions.get(module, {}).get(name) != state:
                every = sorted({test for one in lists for test in one})
                lists = [every for _ in range(counts[name])]
            tests[module][name] = lists
    return tests


def _add(known: Reached, gone: set[str], recorded: dict[str, Any]) -> None:
    """Put what has been recorded into what is known."""
    for functions in known.tests.values():
        for name, lists in functions.items():
            functions[name] = [[test for test in one if test not in gone] for one in lists]
    known.seconds |= recorded["seconds"]
    for module, function, number, found in recorded["found"]:
        lists = known.tests[module].setdefault(function, [])
        lists += [[] for _ in range(number + 1 - len(lists))]
        lists[number] = sorted({*lists[number], *found})


def _in_child(files: Sequence[str]) -> dict[str, Any]:
    """Record in a process of its own, for there the modules are loaded otherwise."""
    out, into = os.pipe()
    if (pid := os.fork()) == 0:
        os.close(out)
        with os.fdopen(into, "w", encoding="utf-8") as stream:
            json.dump(_record(files), stream)
        os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    found: dict[str, Any] = json.loads(text)
    return found


def _record(files: Sequence[str]) -> dict[str, Any]:
    marks: set[tuple[str, str, int]] = set()
    EditingFinder(MODULES, _mark, **{_MARK: marks.add}).install()
    recorder = _Recorder(marks)
    pytest.main(["--tb=no", *OPTIONS, *files], plugins=[recorder])
    found = [(*mark, tests) for mark, tests in recorder.found.items()]
    return {"seconds": recorder.seconds, "found": found}


def _mark(name: str, tree: ast.Module) -> None:
    """Put a call before each statement of a function that notes it."""
    where = places(tree)
    for node in ast.walk(tree):
        for field in ("body", "orelse", "finalbody"):
            body = getattr(node, field, None)
            if isinstance(body, list):
                marked: list[ast.stmt] = []
                for statement in body:
                    if statement in where:
                        marked.append(_call(name, where[statement]))
                    marked.append(statement)
                setattr(node, field, marked)


def _call(name: str, place: Place) -> ast.stmt:
    key = ast.Tuple([ast.Constant(part) for part in (name, *place)], ast.Load())
    return ast.Expr(ast.Call(ast.Name(_MARK, ast.Load()), [key], []))


class _Recorder:
    """A plugin that asks after each test what has been reached."""

    def __init__(self, marks: set[tuple[str, str, int]]) -> None:
        self.marks = marks
        self.seconds: dict[str, float] = {}
        self.found: dict[tuple[str, str, int], list[str]] = defaultdict(list)

    def pytest_collection_finish(self) -> None:
        for mark in self.marks:
            self.found[mark].append(LOADING)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        forget()
        self.marks.clear()
        before = process_time()
        self.seconds[item.nodeid] = 0.0
        result = yield
        if item.nodeid in self.seconds:
            self.seconds[item.nodeid] = round(process_time() - before, 4)
            for mark in self.marks:
                self.found[mark].append(item.nodeid)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            print(f"not asked, for it does not pass: {report.nodeid}", file=sys.stderr)
            self.seconds.pop(report.nodeid, None)


def forget() -> None:
    """Empty the caches of the modules, so that each test reaches all of its way."""
    for name in MODULES:
        module = sys.modules.get(name.removesuffix(".py").replace("/", "."))
        for each in vars(module).values() if module else ():
            if isinstance(each, functools._lru_cache_wrapper):
                each.cache_clear()
