"""Tables and merges of two workbooks, however many there are, found again by what they share."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest

from builders.sheet_text import tables
from builders.workbook_fixture import number
from ruralskills.corrections import row_matches
from ruralskills.corrections.merge_changes import SheetMerges
from ruralskills.corrections.row_matches import table_pairs
from ruralskills.model.table import Table
from ruralskills.readers.grid import Grid, Merge


def sheet(groups: Sequence[Sequence[int]], name: str = "表") -> list[Table]:
    """Return a table for each group of people, one below the other."""
    lines = []
    for at, people in enumerate(groups):
        lines += [f"第{at + 1}组致富带头人台账|<|<|<", "姓名|村|身份证号|带动贫困户数"]
        lines += [f"张{one}|青龙村|{number(sequence=one * 2 + 1)}|{{3}}" for one in people]
        lines.append("|||")
    return tables("\n".join(lines), name)


def paired_one_by_one(before: Sequence[Table], after: Sequence[Table]) -> list[tuple[int, int]]:
    """Return the pairs by looking at every table for every other."""
    left, found = list(range(len(after))), {}
    for is_elsewhere in (False, True):
        for at, old in enumerate(before):
            near = [n for n in left if is_elsewhere or after[n].sheet == old.sheet]
            if at in found or not near:
                continue
            people = row_matches._people(old)
            shared = [len(people & row_matches._people(after[n])) for n in near]
            if len(near) > 1 and is_elsewhere and not max(shared):
                continue
            found[at] = near[shared.index(max(shared))]
            left.remove(found[at])
    return sorted(found.items())


@pytest.mark.parametrize("seed", range(12))
def test_each_table_is_paired_with_the_one_that_shares_most_people(seed: int) -> None:
    chance = random.Random(seed)
    before, after = (
        [
            table
            for name in ("甲", "乙" if seed % 3 else name_of_other)
            for table in sheet(
                [
                    [chance.randrange(12) for _ in range(chance.randint(1, 4))]
                    for _ in range(chance.randint(1, 5))
                ],
                name,
            )
        ]
        for name_of_other in ("丙", "丁")
    )
    places = {id(table): at for at, table in enumerate(after)}
    own = {id(table): at for at, table in enumerate(before)}
    pairs = [(own[id(old)], places[id(new)]) for old, new in table_pairs(before, after)]
    assert pairs == paired_one_by_one(before, after)


def test_people_are_gathered_a_few_times_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[int] = Counter()
    people = row_matches._people

    def counted(table: Table) -> set[object]:
        asked[id(table)] += 1
        return people(table)

    monkeypatch.setattr(row_matches, "_people", counted)
    before, after = sheet([[at] for at in range(30)]), sheet([[29 - at] for at in range(30)])
    pairs = list(table_pairs(before, after))
    assert [after.index(new) for _, new in pairs] == [*range(29, -1, -1)]
    assert max(asked.values()) <= 2


@pytest.mark.parametrize("seed", range(5))
def test_merges_are_found_by_their_rows(seed: int) -> None:
    chance = random.Random(seed)
    merges: list[Merge] = []
    for _ in range(60):
        top = chance.randrange(900)
        merges.append((top, 0, top + chance.choice((0, 1, 90, 400)), 2))
    merges = list(dict.fromkeys(merges))
    found = SheetMerges(Grid("表", [], 1_000, merges))
    for first, last in ((0, 0), (0, 999), (63, 64), (130, 500), (899, 1_400)):
        near = list(found.over(first, last))
        over = [m for m in merges if m[0] <= last and m[2] >= first]
        assert [m for m in near if m[0] <= last and m[2] >= first] == over
        assert near == sorted(near, key=merges.index)
