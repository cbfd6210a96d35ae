"""The files with too many of one thing that ``make.py hostile`` tries."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from builders.hostile.documents import KINDS, chosen
from builders.hostile.kinds import NAME, Kind
from ruralskills.cli import application


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_can_be_written_at_any_size(kind: Kind, tmp_path: Path) -> None:
    kind.write(tmp_path / "few", share=0.0)
    kind.write(tmp_path / "more", share=0.002)
    assert (tmp_path / "few" / "收件" / "2020Q2" / "桂林街道" / NAME).is_file()
    sizes = [sum(map(len, kind.make(count).values())) for count in (1, 50)]
    assert sizes[0] < sizes[1]


def test_each_kind_has_a_name_of_its_own_and_commands_that_there_are() -> None:
    assert max(Counter(kind.name for kind in KINDS).values()) == 1
    known = {each.name for each in application().registered_commands}
    assert {words[0] for kind in KINDS for words in kind.commands} <= known
    assert [kind.name for kind in chosen(("csv of r", "list of regions"))] == [
        "csv of rows", "list of regions", "list of regions alike",
    ]  # fmt: skip
