"""`rs notices`, `rs rules`, `rs rule`, `rs ledgers`: the same page for people and for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

import ruralskills.rules
from builders.command_line import rs
from ruralskills import notices
from ruralskills.ledgers import LEDGERS


def data(*arguments: str) -> Any:
    result = rs(*arguments, "--format", "json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


COMMANDS = [
    ("notices",), ("notices", "tongnan-2020"), ("rules",), ("rule", "L201"), ("ledgers",),
    ("ledgers", "leader"),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_on_the_screen_and_as_markdown(command: tuple[str, ...]) -> None:
    for format_ in ("console", "markdown"):
        result = rs(*command, "--format", format_)
        assert result.exit_code == 0
        assert result.stdout.startswith("# ") == (format_ == "markdown")
        assert not result.stderr
        assert "\x1b" not in result.stdout


def test_clauses_of_a_notice_as_the_contract_says() -> None:
    clauses = data("notices", "tongnan-2020")
    assert {tuple(clause) for clause in clauses} == {
        ("id", "section", "says", "limit", "unit", "severity", "basis", "checked_by", "counted_by",
         "duty", "by_hand")
    }  # fmt: skip
    [leads] = [clause for clause in clauses if clause["id"] == "CQ-18"]
    assert (leads["section"], leads["limit"], leads["unit"]) == ("三（三）", 3, "户")
    assert (leads["severity"], leads["basis"]) == ("target", "原文")
    assert "L201" in leads["checked_by"]
    assert leads["by_hand"] is None


def test_lists() -> None:
    assert {one["id"] for one in data("notices")} == notices.shipped_notices().keys()
    assert {one["code"] for one in data("rules")} == ruralskills.rules.all_rules().keys()
    assert {one["id"] for one in data("ledgers")} == {each.info.id for each in LEDGERS}


def test_rules_are_narrowed_down() -> None:
    assert {one["code"][0] for one in data("rules", "l")} == {"L"}
    of_villages = {one["code"] for one in data("rules", "L", "--ledger", "village")}
    assert "L201" not in of_villages
    assert "L208" in {one["code"] for one in data("rules", "--ledger", "leader")}
    assert rs("rules", "L9").exit_code == 2
    assert "rs ledgers" in rs("rules", "--ledger", "leadr").stderr


def test_page_of_a_rule() -> None:
    page = data("rule", "l201")
    assert (page["code"], page["limit"]) == ("L201", "min_households_led")
    assert {"CQ-18", "GEN-LEAD"} <= {clause["id"] for clause in page["clauses"]}
    tables = [example for example in page["examples"] if isinstance(example, list)]
    hits = [row["应报"] for table in tables for row in table]
    assert any(hits)
    assert not all(hits)


@pytest.mark.parametrize(
    "name", ["带动户数不足", "too-few-households-led", "Too-Few-Households-Led"]
)
def test_a_rule_by_its_title_or_english_name(name: str) -> None:
    rule = ruralskills.rules.all_rules()["L201"]
    assert (rule.title, rule.name) == ("带动户数不足", "too-few-households-led")
    assert data("rule", name)["code"] == "L201"


def test_columns_of_a_ledger() -> None:
    columns = {column["field"]: column for column in data("ledgers", "致富带头人台账")["columns"]}
    assert columns["id_number"]["required"]
    assert columns["id_number"]["kind"] == "identity"
    assert columns["poor_households_led"]["unit"] == "户"
    assert columns["village_kind"]["codes"] == "village_kind"


@pytest.mark.parametrize(
    ("command", "meant"),
    [
        (("notices", "tongnan-2021"), "tongnan-2020"),
        (("rule", "L20"), "L20"),
        (("rule", "带动户数不够"), "带动户数不足"),
        (("rule", "to-few-households-led"), "too-few-households-led"),
        (("ledgers", "leaders"), "leader"),
    ],
)
def test_unknown_names_end_with_2_and_the_nearest(command: tuple[str, ...], meant: str) -> None:
    result = rs(*command)
    assert result.exit_code == 2
    assert "是不是" in result.stderr
    assert meant in result.stderr
    assert not result.stdout


def test_retired_code_names_its_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruralskills.rules, "RETIRED", {"L206": "L203"})
    assert "L206  L203" in rs("rules", "L").stdout
    assert "L206" not in rs("rules", "C").stdout
    result = rs("rule", "L206")
    assert result.exit_code == 2
    assert "L203" in result.stderr


def test_retired_codes_are_not_used_again() -> None:
    assert ruralskills.rules.RETIRED.keys().isdisjoint(ruralskills.rules.all_rules())
    assert set(ruralskills.rules.RETIRED.values()) <= ruralskills.rules.all_rules().keys()
