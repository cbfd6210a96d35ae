"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import ruralskills.values

MODULES = [
    "ruralskills.values",
    *(f"ruralskills.values.{m.name}" for m in pkgutil.iter_modules(ruralskills.values.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
