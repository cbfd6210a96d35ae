"""The sandbox of templates: no code, no markup from data, no endless loop.

An office may bring its own template, and it fills it with other people's data.  So values come out
as text whatever they hold, filters that would let markup through are gone, and the steps of loops
and calls are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from jinja2 import StrictUndefined, Template, nodes
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment

from ruralskills.errors import OfficeError
from ruralskills.forms.word_text import WordText, word_text
from ruralskills.values import partial_date
from ruralskills.values.field_type import Unreadable

_MOST_STEPS: Final = 300_000
_LONGEST: Final = 1_000_000
"""Characters of a text that a template makes."""
_KEPT_FILTERS: Final = frozenset(
    {"abs", "capitalize", "count", "d", "default", "dictsort", "first", "float",
     "groupby", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
     "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort",
     "string", "sum", "title", "trim", "truncate", "unique", "upper"}
)  # fmt: skip
_KEPT_GLOBALS: Final = frozenset({"range", "dict", "cycler"})


class TemplateError(OfficeError):
    """A template that cannot be filled in. The message says why."""


class EndlessTemplate(TemplateError):
    """A template that repeats without end, or makes a text without end."""


class FormEnvironment(SandboxedEnvironment):
    """The environment of a template, with a count of its steps."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_as_text, autoescape=True)
        self.filters = {name: f for name, f in self.filters.items() if name in _KEPT_FILTERS}
        self.globals = {name: g for name, g in self.globals.items() if name in _KEPT_GLOBALS}
        self.filters |= {
            "_counted": self._counted,
            "_joined": _joined,
            "e": _escaped,
            "escape": _escaped,
            "年月日": _day,
        }
        self._steps = 0
        self._compiled: dict[str, Template] = {}

    def start(self) -> None:
        """Begin to count anew, for another document."""
        self._steps = 0

    def from_string(self, source: Any, *args: Any, **options: Any) -> Template:
        """Return a template, compiled once for each source."""
        if source not in self._compiled:
            self._compiled[source] = super().from_string(source, *args, **options)
        return self._compiled[source]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, "_counted", loop)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                _filtered(nodes.List(joined.nodes, lineno=joined.lineno), "_joined", joined)
            ]
        return tree

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: D102
        self._step()
        if any(isinstance(arg, int) and abs(arg) > _LONGEST for arg in args):
            raise EndlessTemplate("模板里的数太大")
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: D102
        if operator in ("*", "**", "%") and not _are_numbers(left, right):
            raise TemplateError(f"模板里“{operator}”只能用于数")
        if operator == "**" and abs(right) > 100:
            raise EndlessTemplate("模板里的数太大")
        result = super().call_binop(context, operator, left, right)
        if hasattr(result, "__len__") and len(result) > _LONGEST:
            raise EndlessTemplate("模板拼出的文字没有尽头")
        return result

    def _counted(self, items: Iterable[Any]) -> Iterable[Any]:
        """Return the items of a loop, of which each counts as a step."""
        if isinstance(items, Undefined):
            return items  # its own error says more
        return (
            _Counted(items, self._step) if hasattr(items, "__len__") else _each(items, self._step)
        )

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise EndlessTemplate("模板里的循环没有尽头，已经停下")


class _Counted:
    """A collection whose iteration is counted."""

    def __init__(self, items: Any, step: Callable[[], None]) -> None:
        self._items, self._step = items, step

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return _each(self._items, self._step)


def _each(items: Iterable[Any], step: Callable[[], None]) -> Iterator[Any]:
    for item in items:
        step()
        yield item


def _joined(parts: list[Any]) -> str:
    text = "".join(map(str, parts))
    if len(text) > _LONGEST:
        raise EndlessTemplate("模板拼出的文字没有尽头")
    return text


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


def _filtered(node: nodes.Node, name: str, at: nodes.Node) -> nodes.Expr:
    return nodes.Filter(node, name, [], [], None, None, lineno=at.lineno)


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) or hasattr(value, "as_tuple") for value in values)


def _as_text(value: Any) -> Any:
    """Return what a template prints as text that cannot be markup."""
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return _escaped(value)


def _escaped(value: Any) -> WordText:
    return word_text("" if value is None else str(value))
