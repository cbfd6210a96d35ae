"""Every value that a notice file can hold is refused in words when it is of another kind."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args, get_origin

import pytest
from msgspec import Struct
from msgspec.structs import fields

from builders.watchdog import watchdog
from ruralskills.notices.schema import NoticeFile, convert_file

WRONG = date(2024, 1, 1)
HEADING = {"id": "our", "title": "办法", "document": "某政办〔2024〕1号"}


def places(kind: Any) -> list[Any]:
    """Each way to write the wrong value once in a table of that kind, or in its place."""
    struct = next(
        (k for k in (kind, *get_args(kind)) if isinstance(k, type) and issubclass(k, Struct)), None
    )
    if get_origin(kind) is dict:
        number, each = get_args(kind)
        return [WRONG, *([one] if number is int else {"x": one} for one in places(each))]
    if struct is None or struct.__struct_config__.array_like:
        return [WRONG]
    return [
        WRONG,
        *({each.encode_name: one} for each in fields(struct) for one in places(each.type)),
    ]


CASES = [{each.encode_name: one} for each in fields(NoticeFile) for one in places(each.type)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_wrong_value_is_refused_in_words(case: dict[str, Any]) -> None:
    _, misfits = convert_file(HEADING | case)
    [section] = case
    assert misfits
    for path, message, remedy in misfits:
        assert path[0] == section
        assert message
        assert remedy


def test_a_field_that_the_place_gives_is_not_written() -> None:
    clause = {"id": "OUR-1", "says": "每期不少于10天"}
    entries, misfits = convert_file(HEADING | {"clauses": [clause]})
    assert misfits == []
    assert entries.clauses[0].notice == "our"
    entries, misfits = convert_file(HEADING | {"clauses": [clause | {"notice": "other"}]})
    assert entries.clauses == {}
    assert [path for path, _, _ in misfits] == [("clauses", 0, "notice")]


def test_very_many_unknown_entries_are_told_at_first_and_then_counted() -> None:
    with watchdog():
        _, misfits = convert_file({f"a{at}": 1 for at in range(9_000)})
    said = [message for _, message, _ in misfits]
    assert [f"没有“a{at}”这一项" in said for at in (0, 49, 50)] == [True, True, False]
    assert "另有8950项也没有" in said
