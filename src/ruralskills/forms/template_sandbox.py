"""The sandbox of templates: no code, no markup from data, no endless loop.

An office may bring its own template, and it fills it with other people's data.  So values come out
as text whatever they hold, filters that would let markup through are gone, and the steps of loops
and calls are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import wraps
from typing import Any, Final

from jinja2 import StrictUndefined, Template, nodes
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ruralskills.forms.template_budget import (
    LONGEST,
    EndlessTemplate,
    TemplateBudget,
    TemplateError,
    within,
)
from ruralskills.forms.word_text import WordText, word_text
from ruralskills.values import partial_date
from ruralskills.values.field_type import Unreadable

_LARGEST: Final = 10_000
"""Bits of a number that a template reckons."""
_KEPT_FILTERS: Final = frozenset(
    {"abs", "capitalize", "count", "d", "default", "dictsort", "first", "float",
     "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min",
     "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort",
     "string", "title", "trim", "truncate", "unique", "upper"}
)  # fmt: skip
_QUICK: Final = frozenset(
    {"abs", "count", "d", "default", "first", "float", "int", "last", "length", "round"}
)  # fmt: skip
"""Those of them that do not go over what they are given."""
_OF_TEXT: Final = frozenset({"capitalize", "lower", "string", "title", "trim", "truncate", "upper"})
"""Those of them that make a text of whatever they are given."""
_KEPT_GLOBALS: Final = frozenset({"range", "dict", "cycler"})
_UNBOUNDED: Final = frozenset(
    {"center", "encode", "expandtabs", "format", "format_map", "join", "ljust", "maketrans", "replace",
     "rjust", "translate", "zfill"}
)  # fmt: skip
"""Methods of texts that can make a long one of short ones."""


class FormEnvironment(ImmutableSandboxedEnvironment):
    """The environment of a template, with a budget."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=self._shown, autoescape=True)
        self.globals = {name: g for name, g in self.globals.items() if name in _KEPT_GLOBALS}
        self._budget = TemplateBudget()
        self._written_by_macros = 0
        self._compiled: dict[str, Template] = {}
        kept = {
            name: _of_text(each) if name in _OF_TEXT else each
            for name, each in self.filters.items()
            if name in _KEPT_FILTERS
        }
        own = {
            "_joined": _joined, "e": _escaped, "escape": _escaped, "join": _join,
            "replace": _replace, "sum": _sum, "年月日": _day,
        }  # fmt: skip
        self.filters = {
            name: each if name in _QUICK else self._budget.limited(each)
            for name, each in (kept | own).items()
        } | {"_counted": self._counted}

    def start(self) -> None:
        """Begin to count anew, for another document."""
        self._budget.start()

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        """Return a template, compiled once for each source."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **options)
        return self._compiled[source]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return True for an attribute that runs no code and makes no long text."""
        is_bounded = not (isinstance(obj, str) and attr in _UNBOUNDED)
        return is_bounded and super().is_safe_attribute(obj, attr, value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            if loop.recursive:
                raise TemplateError("模板里的循环不能用recursive")
            loop.iter = _filtered(loop.iter, "_counted", loop, _characters_in(loop))
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                _filtered(nodes.List(joined.nodes, lineno=joined.lineno), "_joined", joined)
            ]
        self._written_by_macros = max(
            self._written_by_macros, sum(map(_characters_in, tree.find_all(nodes.Macro)))
        )
        return tree

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: D102
        self._budget.take_step()
        self._budget.take_characters(self._written_by_macros)
        if any(isinstance(arg, int) and abs(arg) > LONGEST for arg in args):
            raise EndlessTemplate("模板里的数太大")
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: D102
        if operator in ("*", "**", "%") and not _are_numbers(left, right):
            raise TemplateError(f"模板里“{operator}”只能用于数")
        if operator == "**" and abs(right) > 100:
            raise EndlessTemplate("模板里的数太大")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, int) and result.bit_length() > _LARGEST:
            raise EndlessTemplate("模板里的数太大")
        if hasattr(result, "__len__"):
            within(len(result))
        return result

    def _counted(self, items: Iterable[Any], written: int) -> Iterable[Any]:
        """Return the items of a loop, of which each counts as a step."""
        if isinstance(items, Undefined):
            return items  # its own error says more
        return self._budget.counted(items, written)

    def _shown(self, value: Any) -> Any:
        """Return what a template prints as text that cannot be markup."""
        if isinstance(value, Undefined):
            return value
        shown = value if hasattr(value, "__html__") else _escaped(value)
        self._budget.take_characters(len(shown) if isinstance(shown, str) else 0)
        return shown


def _characters_in(node: nodes.Node) -> int:
    """Return the characters of a template's own text in a part of it."""
    return sum(len(data.data) for data in node.find_all(nodes.TemplateData))


def _text_of(value: Any) -> str:
    """Return a value as text.  A list is none: nested in itself, it would have no end."""
    is_list = hasattr(value, "__getitem__") or isinstance(value, set | frozenset)
    if is_list and not isinstance(value, str):
        raise TemplateError("模板里要填的是一列内容，请用循环一项一项写，或用 |join('、')")
    return str(value)


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter on texts that takes nothing else."""

    @wraps(function)
    def on_text(*args: Any, **options: Any) -> Any:
        for arg in args:
            if isinstance(arg, list | tuple | dict):
                _text_of(arg)
        return function(*args, **options)

    return on_text


def _joined(parts: list[Any]) -> str:
    return _join(parts)


def _join(items: Any, separator: Any = "", attribute: Any = None) -> str:
    """Return texts as one, with a separator between them."""
    chosen = items if attribute is None else [_attribute(item, str(attribute)) for item in items]
    texts = [_text_of(item) for item in chosen]
    between = _text_of(separator)
    within(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _attribute(item: Any, name: str) -> Any:
    try:
        return item[name]
    except (TypeError, LookupError):
        raise TemplateError(f"模板里的“{name}”没有数据") from None


def _replace(text: Any, old: Any, new: Any) -> str:
    """Return a text with other words."""
    text, old, new = _text_of(text), _text_of(old), _text_of(new)
    within(len(text) + (text.count(old) * len(new) if len(new) > len(old) else 0))
    return str(text.replace(old, new))


def _sum(items: Any, attribute: Any = None) -> Any:
    """Return the sum of numbers, and of texts that are numbers."""
    values = items if attribute is None else [_attribute(item, str(attribute)) for item in items]
    try:
        return sum(value if _are_numbers(value) else Decimal(_text_of(value)) for value in values)
    except InvalidOperation:
        raise TemplateError("模板里 |sum 只能用于数") from None


def _day(value: Any) -> Any:
    """Return a day as documents write it, such as 2021年5月6日, other text as it is."""
    if not isinstance(value, str):
        return value
    try:
        day = partial_date.read(value)
    except Unreadable:
        return value
    if not isinstance(day, partial_date.PartialDate) or not day.exact:
        return value
    return f"{day.earliest.year}年{day.earliest.month}月{day.earliest.day}日"


def _filtered(node: nodes.Node, name: str, at: nodes.Node, *values: int) -> nodes.Expr:
    constants: list[nodes.Expr] = [nodes.Const(value, lineno=at.lineno) for value in values]
    return nodes.Filter(node, name, constants, [], None, None, lineno=at.lineno)


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) or hasattr(value, "as_tuple") for value in values)


def _escaped(value: Any) -> WordText:
    return word_text("" if value is None else _text_of(value))
