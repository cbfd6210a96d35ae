"""The variables that a template needs, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import meta, nodes

from ruralskills.forms.template_sandbox import FormEnvironment

ROWS: Final = "rows"
"""The variable over which a template of one file for all rows loops."""


def variables(source: str, environment: FormEnvironment) -> list[str]:
    """Return the variables of a template's text, each once.

    What a loop takes from each item stands as ``rows[].name``.

    >>> variables("{{ a.b }}{% for r in rows %}{{ r.name }}{% endfor %}", FormEnvironment())
    ['a.b', 'rows', 'rows[].name']
    """
    tree = environment.parse(source)
    unbound = meta.find_undeclared_variables(tree) - environment.globals.keys()
    return list(dict.fromkeys(_paths(tree, dict.fromkeys(unbound, ""))))


def _paths(node: nodes.Node, scope: Mapping[str, str]) -> Iterator[str]:
    """Yield the paths of variables. ``scope`` has what a loop's variable stands for."""
    path = _path(node, scope)
    if path:
        yield path
        return
    if isinstance(node, nodes.For):
        yield from _paths(node.iter, scope)
        inner = dict(scope)
        items = _path(_bare(node.iter), scope)
        for name in node.target.find_all(nodes.Name):
            inner.pop(name.name, None)
        if isinstance(node.target, nodes.Name):
            inner.pop(node.target.name, None)
            if items:
                inner[node.target.name] = f"{items}[]"
        for child in (*node.body, *node.else_, *([node.test] if node.test else ())):
            yield from _paths(child, inner)
        return
    for child in node.iter_child_nodes():
        yield from _paths(child, scope)


def _bare(node: nodes.Node) -> nodes.Node:
    """Return the collection that a loop runs over, without the filters on it."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node


def _path(node: nodes.Node, scope: Mapping[str, str]) -> str:
    """Return the path of a name and its attributes, empty for another node."""
    if isinstance(node, nodes.Name):
        is_read = node.ctx == "load" and node.name in scope
        return (scope[node.name] or node.name) if is_read else ""
    if isinstance(node, nodes.Getattr):
        inner, key = _path(node.node, scope), node.attr
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        inner, key = _path(node.node, scope), str(node.arg.value)
    else:
        return ""
    if not inner:
        return ""
    return f"{inner}[]" if key.isdigit() else f"{inner}.{key}"
