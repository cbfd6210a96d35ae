from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name",
    ["clauses", "notice.lines", "notice.mistake", "notice.model", "pages.page", "pages.words"],
)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"ruralskills.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
