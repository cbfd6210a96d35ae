"""The budget of a template: how much it may repeat, reckon and write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, Final

from ruralskills.errors import OfficeError

_MOST_STEPS: Final = 300_000
"""Turns of loops and calls: a roster of some thousand rows takes a tenth of it."""
_MOST_WORK: Final = 5_000_000
"""Items and characters that filters go over."""
_MOST_CHARACTERS: Final = 300_000_000
"""Characters of a whole document, markup included."""
LONGEST: Final = 1_000_000
"""Characters of one text, or items of one list, that a template makes."""
_SIZED: Final = (str, list, tuple, dict, range)


class TemplateError(OfficeError):
    """A template that cannot be filled in. The message says why."""


class EndlessTemplate(TemplateError):
    """A template that repeats without end, or makes a text without end."""


class TemplateBudget:
    """The turns, work and characters that one filling of a template has used up."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Begin to count anew, for another document."""
        self._steps = self._work = self._characters = 0

    def take_step(self) -> None:
        """Count a turn of a loop, or a call."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise EndlessTemplate("模板里的循环没有尽头，已经停下")

    def take_work(self, count: int) -> None:
        """Count items that a filter goes over."""
        self._work += count
        if self._work > _MOST_WORK:
            raise EndlessTemplate("模板里的计算没有尽头，已经停下")

    def take_characters(self, count: int) -> None:
        """Count characters of the document."""
        self._characters += count
        if self._characters > _MOST_CHARACTERS:
            raise EndlessTemplate("模板写出的内容没有尽头，已经停下")

    def counted(self, items: Iterable[Any], written: int) -> Iterable[Any]:
        """Return the items of a loop, of which each writes so many characters."""
        return (
            Counted(items, self, written)
            if hasattr(items, "__len__")
            else self.each(items, written)
        )

    def each(self, items: Iterable[Any], written: int) -> Iterator[Any]:
        """Yield items, each as a step."""
        for item in items:
            self.take_step()
            self.take_characters(written)
            yield item

    def limited(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter whose work is counted."""

        @wraps(function)  # with the marks by which jinja2 hands it a context
        def with_budget(*args: Any, **options: Any) -> Any:
            self.take_work(1 + sum(len(arg) for arg in args if isinstance(arg, _SIZED)))
            return function(*args, **options)

        return with_budget


class Counted:
    """A collection whose iteration is counted."""

    def __init__(self, items: Any, budget: TemplateBudget, written: int) -> None:
        self._items, self._budget, self._written = items, budget, written

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return self._budget.each(self._items, self._written)


def within(length: int) -> None:
    """Raise EndlessTemplate for the length of a text that is too long."""
    if length > LONGEST:
        raise EndlessTemplate("模板拼出的文字没有尽头")
