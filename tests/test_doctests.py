"""The examples in the docstrings are true."""

import doctest
import importlib
from pathlib import Path

import pytest

import ruralskills

ROOT = Path(next(iter(ruralskills.__path__)))
MODULES = sorted(
    ".".join(("ruralskills", *path.relative_to(ROOT).with_suffix("").parts))
    for path in ROOT.rglob("*.py")
    if ">>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert found.attempted
    assert not found.failed
