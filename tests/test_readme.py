"""The READMEs' sample of a report is what the example county really gives."""

from __future__ import annotations

from pathlib import Path

import pytest

import ruralskills
from making import sample

ROOT = Path(__file__).resolve().parents[1]
AGAIN = "the sample is stale; run: PYTHONPATH=tests python -m making.example_county examples"


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return sample.printed(ruralskills.validate(ROOT / "examples" / "tongnan-2020"))


@pytest.mark.parametrize("name", sample.READMES)
def test_each_line_of_the_sample_is_still_printed(name: str, printed: list[str]) -> None:
    command, *lines = sample.sample_in((ROOT / name).read_text(encoding="utf-8"))
    assert command == sample.COMMAND
    assert len(lines) > 10
    for line in lines:
        assert line in (*printed, sample.LEFT_OUT), f"{name}: {AGAIN}"
