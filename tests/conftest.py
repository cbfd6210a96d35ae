"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from builders.proof import WHOLE
from builders.small_disk import mounted_at
from builders.workbook_fixture import Office

# On the build server the laws are tried on the same examples each time, so that a change is judged by
# what it changes; at a desk each run looks for new ones.
settings.register_profile("ci", derandomize=True)
settings.register_profile("proof", max_examples=5000, deadline=None)
if WHOLE:
    settings.load_profile("proof")
elif os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for few files."""
    with mounted_at(tmp_path / "盘") as disk:
        yield disk
