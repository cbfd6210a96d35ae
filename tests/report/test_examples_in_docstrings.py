"""The examples in the docstrings of the reports are true."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize("name", ["console", "csv", "group", "unit", "width"])
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"ruralskills.report.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
