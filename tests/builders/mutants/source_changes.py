"""Every small fault that can be put into a module, one at a time."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any, Final, NamedTuple

SRC: Final = Path(__file__).resolve().parents[3] / "src"
MODULES: Final = tuple(
    sorted(
        path.relative_to(SRC).as_posix()
        for pattern in ("values/*.py", "facts/*.py", "rules/*/*.py")
        for path in (SRC / "ruralskills").glob(pattern)
        if path.name != "__init__.py"
    )
)
"""The modules that are changed: readers of values, facts, and rules."""

_OTHER: Final[dict[type[ast.AST], ast.cmpop | ast.operator | ast.boolop]] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
    ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.And: ast.Or(), ast.Or: ast.And(),
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Div(), ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(), ast.Mod: ast.FloorDiv(), ast.BitOr: ast.BitAnd(),
    ast.BitAnd: ast.BitOr(),
}  # fmt: skip
_OTHER_CALL: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}
_LEFT_ALONE: Final = {"decorator_list", "annotation", "returns", "bases", "format_spec"}
"""Parts that say how a function is declared, not what it does."""


class Place(NamedTuple):
    """A statement: its function and its number there, -1 outside of functions."""

    function: str
    number: int


class Change(NamedTuple):
    """One fault, and where it goes."""

    place: Place
    line: int
    before: str
    after: str
    parent: ast.AST
    field: str
    position: int | None
    node: ast.AST

    def apply(self) -> None:
        """Put the fault into the tree that it was found in."""
        put(self.parent, self.field, self.position, self.node)


def put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    """Set a child of a node."""
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def places(tree: ast.Module) -> dict[ast.stmt, Place]:
    """Return the place of each statement in a function, docstrings left out."""
    found: dict[ast.stmt, Place] = {}
    numbers: Counter[str] = Counter()

    def go(node: ast.AST, function: str, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner, path = function, prefix
            if isinstance(child, ast.stmt) and function and not _is_text(child):
                found[child] = Place(function, numbers[function])
                numbers[function] += 1
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = path = f"{prefix}{child.name}"
                path += "."
            elif isinstance(child, ast.ClassDef):
                inner, path = "", f"{prefix}{child.name}."
            go(child, inner, path)

    go(tree, "", "")
    return found


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every fault for a tree, in the order of the text."""
    where = places(tree)

    def go(node: ast.AST, place: Place, line: int) -> Iterator[Change]:
        for field, index, child in _children(node):
            inner = where.get(child, place) if isinstance(child, ast.stmt) else place
            at = getattr(child, "lineno", line)
            whole = child if isinstance(child, ast.stmt) or _is_wide(node) else node
            for new in _faults(child):
                before = _line(whole)
                put(node, field, index, new)
                after = _line(whole if whole is node else new)
                put(node, field, index, child)
                yield Change(inner, at, before, after, node, field, index, new)
            yield from go(child, inner, at)

    yield from go(tree, Place("", -1), 1)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    for field, value in ast.iter_fields(node):
        declares = isinstance(node, ast.ClassDef) and field == "keywords"
        asserts = isinstance(node, ast.keyword) and node.arg == "strict"
        if field in _LEFT_ALONE or declares or asserts:
            continue
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from (
                (field, index, each)
                for index, each in enumerate(value)
                if isinstance(each, ast.AST)
            )


def _is_wide(node: ast.AST) -> bool:
    """Return True if a node is too much to print beside a fault in it."""
    narrow = ast.Return | ast.Assign | ast.Expr | ast.AugAssign | ast.AnnAssign
    return isinstance(node, ast.stmt | ast.mod) and not isinstance(node, narrow)


def _line(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())[:160]


def _faults(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in _OTHER:
            yield _with(node, op=_OTHER[type(node.op)])
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield _with(node, value=not node.value)
        case ast.Constant(value=int() as number):
            yield _with(node, value=number + 1)
        case ast.Call(func=ast.Name(id=name)) if name in _OTHER_CALL:
            yield _with(node, func=ast.Name(_OTHER_CALL[name], ast.Load()))
        case ast.comprehension() if node.ifs:
            for index in range(len(node.ifs)):
                yield _with(node, ifs=node.ifs[:index] + node.ifs[index + 1 :])
        case ast.match_case() if node.guard:
            yield _with(node, guard=None)
        case ast.IfExp() | ast.If() | ast.While() if _is_plain(node.test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
        case ast.stmt():
            yield from _statements(node)


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(None)
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _comparisons(node: ast.Compare) -> Iterator[ast.Compare]:
    for index, operator in enumerate(node.ops):
        yield _with(node, ops=[*node.ops[:index], _OTHER[type(operator)], *node.ops[index + 1 :]])
    for index, side in enumerate(node.comparators):
        for other in _other_sides(side):
            sides = [*node.comparators[:index], other, *node.comparators[index + 1 :]]
            yield _with(node, comparators=sides)


def _other_sides(side: ast.expr) -> Iterator[ast.expr]:
    """Yield words that are compared with, each changed or left out."""
    match side:
        case ast.Constant(value=str()):
            yield ast.Constant("†")
        case ast.Tuple(elts=words) | ast.Set(elts=words) if len(words) > 1:
            for index in range(len(words)):
                yield _with(side, elts=words[:index] + words[index + 1 :])


def _is_plain(test: ast.expr) -> bool:
    """Return True if a condition has no operator that is changed already."""
    inverted = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    return not inverted and not isinstance(test, ast.Compare | ast.BoolOp)


def _with(node: Any, **parts: object) -> Any:
    new = copy(node)
    for name, part in parts.items():
        setattr(new, name, part)
    return new
