"""The examples in the docstrings of lists of regions are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import ruralskills.region

MODULES = [
    "ruralskills.rules.listed",
    *(f"ruralskills.region.{m.name}" for m in pkgutil.iter_modules(ruralskills.region.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
