"""Try faults in child processes: run the tests that reach each until one fails.

A fault in the body of a function is put into the function that is loaded. One that works while modules
are loaded (a constant, a default) is tried by a Python of its own, which is slower.
"""

from __future__ import annotations

import ast
import gc
import os
import re
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType
from typing import Final, NamedTuple

import pytest

from builders.mutants.loading import EditingFinder
from builders.mutants.reached_tests import LOADING, OPTIONS, Reached, forget
from builders.mutants.source_changes import SRC, Change, changes

MOST_SECONDS: Final = 20.0
"""Of processor time for the tests of one fault, as few faults need many."""
_PATIENCE: Final = 20
"""Times the usual seconds and one more, after which tests are ended."""
SURVIVED: Final = 0
KILLED: Final = 1


class Mutant(NamedTuple):
    """One fault of a module, with a key that stays when lines move."""

    module: str
    number: int
    change: Change
    key: str


class Verdict(NamedTuple):
    """The end of a mutant, and the number of tests that were asked."""

    mutant: Mutant
    killed: bool
    tests: int


def mutants_of(module: str) -> list[Mutant]:
    """Return every fault of a module."""
    seen: dict[str, int] = {}
    found = []
    for number, change in enumerate(changes(ast.parse((SRC / module).read_bytes()))):
        key = f"{change.place.function or '-'}: {change.before} → {change.after}"
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            key += f" #{seen[key]}"
        found.append(Mutant(module, number, change, key))
    return found


def nearness(module: str) -> Callable[[str], bool]:
    """Return a key that puts the tests of a module itself first."""
    codes = re.findall(
        r'^@?(?:rule|defect)\(\s*"([A-Z]\d{3})"', (SRC / module).read_text("utf-8"), re.M
    )
    package = f"tests/{module.split('/')[1]}/"

    def is_far(test: str) -> bool:
        if codes:
            return not any(f"[{code}]" in test for code in codes)
        return not test.startswith(package)

    return is_far


class Trials:
    """A plugin of pytest that runs the collected tests for each fault."""

    def __init__(
        self,
        mutants: Sequence[Mutant],
        known: Reached,
        processes: int,
        tell: Callable[[Verdict], None],
    ) -> None:
        self.mutants, self.known, self.processes, self.tell = mutants, known, processes, tell
        self.failed = False

    def pytest_sessionstart(self) -> None:
        """Let laws stop at the first failure: the smallest one is of no interest."""
        from hypothesis import Phase, settings  # pytest wants to be loaded before it

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutants", settings.get_profile("ci"), phases=phases)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test has failed."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every fault."""
        items = {item.nodeid: item for item in session.items}
        loaded = _functions()
        gc.freeze()
        running: dict[int, tuple[Verdict, TemporaryDirectory[str]]] = {}
        for mutant in self.mutants:
            near = nearness(mutant.module)
            tests = sorted(self.known.of(mutant.module, mutant.change.place), key=near)
            chosen = list(self._within_the_time(items[test] for test in tests if test in items))
            verdict = Verdict(mutant, False, len(chosen))
            if not chosen:
                self.tell(verdict)
                continue
            if len(running) == self.processes:
                self._wait(running)
            folder = TemporaryDirectory()
            sys.stdout.flush()
            if (pid := os.fork()) == 0:
                os._exit(_guarded(lambda: self._child(mutant, chosen, loaded, folder.name)))  # noqa: B023  # called at once
            running[pid] = verdict, folder
        while running:
            self._wait(running)
        return True

    def _within_the_time(self, items: Iterable[pytest.Item]) -> Iterator[pytest.Item]:
        """Yield the quickest tests, as many as there is time for."""
        seconds = 0.0
        for item in items:
            if seconds > MOST_SECONDS:
                return
            yield item
            seconds += self.known.seconds[item.nodeid]

    def _wait(self, running: dict[int, tuple[Verdict, TemporaryDirectory[str]]]) -> None:
        pid, status = os.wait()
        verdict, folder = running.pop(pid)
        folder.cleanup()
        survived = os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED
        self.tell(verdict._replace(killed=not survived))

    def _child(
        self, mutant: Mutant, chosen: Sequence[pytest.Item], loaded: Loaded, folder: str
    ) -> int:
        _confine(sum(self.known.seconds[item.nodeid] for item in chosen), folder)
        lists = self.known.tests[mutant.module].get(mutant.change.place.function, [])
        early = any(LOADING in one for one in lists)
        if early or not _exchange(mutant, loaded):
            list_of_tests = Path(folder) / "tests"
            list_of_tests.write_text("\n".join(item.nodeid for item in chosen), "utf-8")
            words = ("-m", "builders.mutants.fresh_trial", mutant.module, str(mutant.number))
            os.execv(sys.executable, [sys.executable, *words, str(list_of_tests)])
        forget()
        for item, following in pairwise((*chosen, None)):
            assert item is not None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                return KILLED
        return SURVIVED


def run_freshly(mutant: Mutant, tests: Sequence[str]) -> int:
    """Load the program with a fault, and run tests.

    Nothing of it may have been loaded before.
    """
    EditingFinder([mutant.module], lambda _, tree: _put_in(mutant, tree)).install()
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    return int(pytest.main(["-x", *OPTIONS, *files], plugins=[_Chosen(tests)]))


class _Chosen:
    """A plugin that keeps the tests that were asked for, in their order."""

    def __init__(self, tests: Iterable[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(kept, key=lambda item: self.order[item.nodeid])


def _guarded(work: Callable[[], int]) -> int:
    try:
        return work()
    except BaseException:
        return KILLED


def _confine(seconds: float, folder: str) -> None:
    """Bound time and memory, say nothing, and leave files only in a folder."""
    limit = int(_PATIENCE * (seconds + 1))
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.alarm(limit * 10)  # what waits uses no processor time
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ |= {"TMPDIR": folder, "PYTEST_DEBUG_TEMPROOT": folder}


def _put_in(mutant: Mutant, tree: ast.Module) -> None:
    next(islice(changes(tree), mutant.number, None)).apply()


Loaded = dict[tuple[str, str, int], list[FunctionType]]
"""Functions by file, name and first line."""


def _functions() -> Loaded:
    """Return the functions of the package that are loaded, wrapped ones too."""
    found: Loaded = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(SRC)):
            found.setdefault(_key(each.__code__), []).append(each)
    return found


def _key(code: CodeType) -> tuple[str, str, int]:
    return str(Path(code.co_filename).resolve()), code.co_qualname, code.co_firstlineno


def _exchange(mutant: Mutant, loaded: Loaded) -> bool:
    """Put the fault into what is loaded, and return False if that cannot be."""
    path = (SRC / mutant.module).resolve()
    tree, sound = (ast.parse(path.read_bytes()) for _ in range(2))
    _put_in(mutant, tree)
    ast.fix_missing_locations(tree)
    if mutant.change.place.number < 0:
        return _exchange_constant(mutant.module, sound, tree)
    before = {_key(code): code for code in _codes(compile(sound, str(path), "exec"))}
    done = False
    for code in _codes(compile(tree, str(path), "exec")):
        for function in loaded.get(_key(code), ()) if code != before.get(_key(code)) else ():
            if len(function.__code__.co_freevars) != len(code.co_freevars):
                return False
            function.__code__ = code
            done = True
    return done


def _exchange_constant(name: str, sound: ast.Module, tree: ast.Module) -> bool:
    """Give a name of a module another value, wherever it has been imported to."""
    for before, after in zip(sound.body, tree.body, strict=True):
        if ast.dump(before) != ast.dump(after):
            break
    match after:
        case (
            ast.Assign(targets=[ast.Name(id=constant)])
            | ast.AnnAssign(target=ast.Name(id=constant))
        ):
            module = sys.modules[name.removesuffix(".py").replace("/", ".")]
            assert after.value is not None
            code = compile(ast.Expression(after.value), name, "eval")
            old, new = getattr(module, constant), eval(code, vars(module))
            for each in [*sys.modules.values()]:
                if vars(each).get(constant) is old:
                    setattr(each, constant, new)
            return True
    return False


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)
