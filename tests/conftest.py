"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from builders.proof import WHOLE
from builders.small_disk import mounted_at
from builders.workbook_fixture import Office

# A law is judged by what holds, never by how long a busy machine takes over it. On the build server
# it is tried on the same examples each time, so that a change is judged by what it changes; at a desk
# each run looks for new ones.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("build", settings.get_profile("desk"), derandomize=True)
settings.register_profile("proof", settings.get_profile("desk"), max_examples=5000)
settings.load_profile("proof" if WHOLE else "build" if os.environ.get("CI") else "desk")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for few files."""
    with mounted_at(tmp_path / "盘") as disk:
        yield disk
