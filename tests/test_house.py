"""The order of the house: names, sizes, docstrings and imports of the package and of its tests."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pytest

TESTS = Path(__file__).resolve().parent
SRC = TESTS.parent / "src"

ABSTRUSE = re.compile(
    "beside|tidy|meanwhile|ahead|expendable|nest|turned|former|asked|again|stated|listed|standing"
    "|written|placed|opened|own|told|said|around|within|among"
)
CHINESE = re.compile("[\u4e00-\u9fff]|.*。$")
"""Pages for offices: Chinese from the first character, or with its full stop at the end."""
QUESTION = re.compile(r"(What|Which|Who|Whom|Whose|Whether|Where|When|How)\b")


class Module(NamedTuple):
    """A module, parsed."""

    name: str
    text: str
    tree: ast.Module
    is_package: bool

    @property
    def floor(self) -> str:
        """The part of its name that the floors are made of."""
        return ".".join(self.name.split(".")[:2])

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[2]


def parsed(root: Path, folder: Path) -> Iterator[Module]:
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        text = path.read_text(encoding="utf-8")
        name = ".".join(parts[:-1] if is_package else parts)
        yield Module(name, text, ast.parse(text), is_package)


@cache
def modules() -> dict[str, Module]:
    return {one.name: one for one in parsed(SRC, SRC / "ruralskills")}


def imported(module: Module) -> Iterator[tuple[str, str]]:
    """Each import, lazy and typing ones too: the module, and the name taken from it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.name}: a relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


@cache
def graph() -> dict[str, set[str]]:
    """The modules that each module of the package imports."""
    edges: dict[str, set[str]] = {}
    for one in modules().values():
        names = (
            inner if (inner := f"{source}.{name}") in modules() else source
            for source, name in imported(one)
        )
        edges[one.name] = {name for name in names if name in modules()} - {one.name}
    return edges


def docstrings(module: Module) -> Iterator[str]:
    """The first line of each docstring, attributes' too; Chinese ones are pages for offices."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            for statement in node.body:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                    line = str(statement.value.value).strip().partition("\n")[0]
                    if not CHINESE.match(line):
                        yield line


def long_docstrings(module: Module) -> Iterator[str]:
    yield from (line for line in docstrings(module) if len(line) > 80)


def semicolons_in_docstrings(module: Module) -> Iterator[str]:
    yield from (line for line in docstrings(module) if re.search("[;；]", line))


def docstrings_that_ask(module: Module) -> Iterator[str]:
    yield from (line for line in docstrings(module) if QUESTION.match(line))


def abstruse_names(module: Module) -> Iterator[str]:
    if ABSTRUSE.fullmatch(module.stem):
        yield module.stem


def long_modules(module: Module) -> Iterator[str]:
    if (count := module.text.count("\n")) > 400:
        yield f"{count} lines"


def packages_that_work(module: Module) -> Iterator[str]:
    """An ``__init__`` re-exports, by a lazy ``__getattr__`` where it must, and does nothing else."""
    if not module.is_package:
        return
    if (count := module.text.count("\n")) > 40:
        yield f"{count} lines"
    for node in module.tree.body:
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()) | ast.If():
                pass
            case (
                ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name))
            ) if name.startswith("_"):
                pass
            case ast.FunctionDef(name="__getattr__" | "__dir__"):
                pass
            case _:
                yield f"line {node.lineno}: {type(node).__name__}"


LAWS: tuple[Callable[[Module], Iterator[str]], ...] = (
    long_docstrings, semicolons_in_docstrings, docstrings_that_ask, abstruse_names, long_modules,
    packages_that_work,
)  # fmt: skip


@pytest.mark.parametrize("floor", sorted({one.floor for one in modules().values()}))
@pytest.mark.parametrize("law", LAWS)
def test_no(law: Callable[[Module], Iterator[str]], floor: str) -> None:
    own = [one for one in modules().values() if one.floor == floor]
    assert [f"{one.name}: {each}" for one in own for each in law(one)] == []


@pytest.mark.parametrize("law", LAWS[:-1])
def test_no_builder_has(law: Callable[[Module], Iterator[str]]) -> None:
    own = parsed(TESTS, TESTS / "builders")
    assert [f"{one.name}: {each}" for one in own for each in law(one)] == []


def twice(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    places = defaultdict(list)
    for key, place in pairs:
        places[key].append(place)
    return {key: found for key, found in places.items() if len(found) > 1}


def test_no_public_class_twice() -> None:
    names = (
        (node.name, module.name)
        for module in modules().values()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert twice(names) == {}


def test_no_stem_twice_where_one_package_imports_the_other() -> None:
    stems = twice((one.stem, one.name) for one in modules().values() if not one.is_package)
    floors = {
        (modules()[name].floor, modules()[target].floor)
        for name, targets in graph().items()
        for target in targets
    }
    found = [
        pair
        for names in stems.values()
        for pair in combinations(names, 2)
        for one, other in [(modules()[pair[0]].floor, modules()[pair[1]].floor)]
        if "ruralskills.cli" not in (one, other)
        and (one == other or floors & {(one, other), (other, one)})
    ]
    assert found == []


def test_half_of_the_modules_are_short() -> None:
    assert median(one.text.count("\n") for one in modules().values()) <= 110


def test_imports_run_in_no_circle() -> None:
    try:
        TopologicalSorter(graph()).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_tests_import_neither_private_names_nor_each_other() -> None:
    found = []
    for module in parsed(TESTS, TESTS):
        for source, name in imported(module):
            private = source.startswith("ruralskills") and re.match("_(?!_)", name)
            path = TESTS / Path(*source.split("."))
            strange = path.is_dir() or path.with_suffix(".py").exists()
            if private or (strange and source.partition(".")[0] != "builders"):
                found.append(f"{module.name}: {source} {name}")
    assert found == []
