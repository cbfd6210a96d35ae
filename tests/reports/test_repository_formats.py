"""SARIF, workflow commands and Markdown: for those who keep ledgers in a repository, and for a chat."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import fastjsonschema
import pytest

import ruralskills as rs
from builders.command_line import rs as command
from builders.sheet_text import write
from builders.workbook_fixture import leaders, number
from ruralskills.model.outcome import Outcome
from ruralskills.outputs.mark import OutputKind, marked, ownership
from ruralskills.outputs.owner import Ownership
from ruralskills.reports import chat, github, sarif

EXAMPLE = Path(__file__).parents[2] / "examples" / "tongnan-2020"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return rs.validate(EXAMPLE).masked()


SCHEMA = json.loads((Path(__file__).parents[1] / "data/sarif-2.1.0.schema.json").read_text("utf-8"))
check_schema = fastjsonschema.compile(SCHEMA, use_default=False)


def check_log(log: dict[str, Any]) -> None:
    """Hold a log to the schema of SARIF 2.1.0, and to what a schema cannot say."""
    check_schema(log)
    for run in log["runs"]:
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert len(set(ids)) == len(ids)
        for result in run["results"]:
            assert ids[result["ruleIndex"]] == result["ruleId"]
            for location in (*result["locations"], *result.get("relatedLocations", ())):
                check_place(location["physicalLocation"])


def check_place(place: dict[str, Any]) -> None:
    uri = place["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w./~%!$&'()*+,;=@-]+", uri, flags=re.ASCII)
    if region := place.get("region"):
        assert region.keys() == {"startLine", "startColumn"}


def test_the_schema_refuses_what_is_no_sarif(outcome: Outcome) -> None:
    log = json.loads(sarif.text(outcome))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(fastjsonschema.JsonSchemaValueException, match="level"):
        check_schema(log)


def test_sarif_is_valid(outcome: Outcome) -> None:
    log = json.loads(sarif.text(outcome))
    check_log(log)
    [run] = log["runs"]
    assert len(run["results"]) == len(outcome.findings)
    assert {each["ruleId"] for each in run["results"]} == set(outcome.by_code())


def test_sarif_with_its_mark_is_valid_and_ours(outcome: Outcome) -> None:
    content = marked(sarif.text(outcome).encode(), OutputKind.SARIF)
    check_log(json.loads(content))
    assert ownership(content) is Ownership.OURS
    assert ownership(content.replace("填错".encode(), "错填".encode())) is Ownership.EDITED


def test_what_was_not_read_stands_in_sarif(tmp_path: Path) -> None:
    write(tmp_path / "台账.xlsx", leaders("| 2x |", head="| 带动贫困户数 |"))
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    log = sarif.document(rs.validate(tmp_path).masked())
    check_log(log)
    [invocation] = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert any(
        "坏.xlsx" in each["message"]["text"] for each in invocation["toolExecutionNotifications"]
    )


def test_waived_findings_are_suppressed(tmp_path: Path) -> None:
    write(tmp_path / "台账.xlsx", leaders("| 2x |", head="| 带动贫困户数 |"))
    waiver = '[[waivers]]\ncode = "C501"\nunit = "桂林街道"\nreason = "已核"\n'
    (tmp_path / "rs.toml").write_text(waiver, "utf-8")
    log = sarif.document(rs.validate(tmp_path).masked())
    check_log(log)
    [result] = log["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "已核"}]


def test_paths_begin_at_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "收件").mkdir()
    write(tmp_path / "收件" / "台账 1.xlsx", leaders("| 2x |", head="| 带动贫困户数 |"))
    found = rs.validate(tmp_path / "收件").masked()
    monkeypatch.chdir(tmp_path)
    [run] = sarif.document(found)["runs"]
    assert unquote(run["artifacts"][0]["location"]["uri"]) == "收件/台账 1.xlsx"
    assert "file=收件/台账 1.xlsx,line=3,col=3," in github.text(found)
    monkeypatch.chdir(tmp_path / "收件")
    assert "file=台账 1.xlsx," in github.text(found)


def test_workflow_commands(outcome: Outcome) -> None:
    lines = github.text(outcome).splitlines()
    assert len(lines) == len(outcome.findings) + 1
    for line in lines:
        command_, _, message = line.removeprefix("::").partition("::")
        name, _, properties = command_.partition(" ")
        assert name in ("error", "warning", "notice")
        assert message
        assert all(
            re.match(r"(file|line|col|title)=[^:]+$", each) for each in properties.split(",")
        )


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert "::error file=坏.xlsx,title=未能读取::" in github.text(rs.validate(tmp_path))


def test_markdown_for_a_chat(outcome: Outcome) -> None:
    lines = chat.text(outcome).splitlines()
    assert lines[0].startswith("**台账核查**：共检查")
    assert "| 单位 | 填错 | 未达标 | 待核 | 提示 | 文件 |" in lines
    assert sum(line.startswith("1. ") for line in lines) == chat.MOST
    assert lines[-1].startswith(f"还有{len(outcome.findings) - chat.MOST}条")
    content = marked(chat.text(outcome).encode(), OutputKind.MARKDOWN)
    assert ownership(content) is Ownership.OURS


def test_nothing_in_a_ledger_is_markdown(tmp_path: Path) -> None:
    write(tmp_path / "台账.xlsx", leaders("| *5*<b>[x](y)` |", head="| 带动贫困户数 |"))
    told = chat.text(rs.validate(tmp_path).masked())
    assert r"\*5\*\<b\>\[x\](y)\`" in told


@pytest.mark.parametrize("form", ["sarif", "github", "markdown"])
def test_numbers_are_hidden(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / "台账.xlsx", leaders("| 女 |", "| 女 |", head="| 性别 |"))
    result = command("validate", path, "--format", form, "--notice", "common")
    assert number(sequence=1) not in result.stdout
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("name", "more", "begins"),
    [
        ("结果.sarif", (), "{"),
        ("结果.md", (), "**台账核查**"),
        ("结果.json", ("--format", "sarif"), "{"),
        ("结果.txt", ("--format", "github"), "::"),
    ],
)
def test_files_of_these_formats(
    tmp_path: Path, name: str, more: tuple[str, ...], begins: str
) -> None:
    path = write(tmp_path / "台账.xlsx", leaders("| 2x |", head="| 带动贫困户数 |"))
    for _ in range(2):  # the second takes the place of the first, which is ours
        command("validate", path, "-o", tmp_path / name, *more)
    assert (tmp_path / name).read_text("utf-8").startswith(begins)
    assert len(list(tmp_path.iterdir())) == 2
