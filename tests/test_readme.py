"""The READMEs' sample of a report is what the example county really gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruralskills
from builders import readme_sample

ROOT = Path(__file__).resolve().parents[1]
AGAIN = "the sample is stale; run: PYTHONPATH=src:tests python -m builders.counties examples"


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return readme_sample.printed(ruralskills.validate(ROOT / "examples" / "tongnan-2020"))


@pytest.mark.parametrize("name", readme_sample.READMES)
def test_each_line_of_the_sample_is_still_printed(name: str, printed: list[str]) -> None:
    command, *lines = readme_sample.sample_in((ROOT / name).read_text(encoding="utf-8"))
    assert command == readme_sample.COMMAND
    assert len(lines) > 10
    for line in lines:
        assert line in (*printed, readme_sample.LEFT_OUT), f"{name}: {AGAIN}"
