"""No command hands a terminal what it would obey, whatever was typed and wherever."""

from __future__ import annotations

import re
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import pytest
import typer.testing
from typer.testing import Result

from builders.command_line import rs
from builders.hostile_scene import CONTROLS, NO_UTF_8, TEXTS, HostileScene, quoted
from builders.inbox import Inbox, sheet
from builders.leaks.outputs import PARTS, runs
from builders.workbook_fixture import number
from ruralskills.cli.commands import COMMANDS

UNSEEN: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
COLOURS: Final = re.compile(r"\x1b\[[\d;]*m")
LINKS: Final = re.compile(r"\]8;[^;]*;")
BASIS: Final = ("--notice", "tongnan-2020", "--as-of", "2020-12-31")


def obeyed(done: Result) -> str:
    """What of an output a terminal would obey, colours apart."""
    texts = [done.stdout.removeprefix("\ufeff"), done.stderr]  # csv begins with a mark
    seen = [COLOURS.sub("", text.replace("\r\n", "\n")) for text in texts]
    found = [(text, found) for text in seen if (found := UNSEEN.search(text))]
    return "".join(text[max(0, at.start() - 40) : at.end() + 20] for text, at in found)


def _is_stdout(stream: TextIOWrapper) -> bool:
    return stream.name == "<stdout>"  # a progress bar on stderr moves the cursor itself


@pytest.fixture(params=["a pipe", "a terminal", "FORCE_COLOR", "NO_COLOR"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the outputs go."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    if request.param in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.setenv(request.param, "1")
    if request.param in ("a terminal", "NO_COLOR"):
        monkeypatch.setattr(typer.testing._NamedTextIOWrapper, "isatty", _is_stdout)
    return str(request.param)


@pytest.mark.parametrize("part", PARTS)
def test_no_command_prints_what_a_terminal_obeys(tmp_path: Path, part: str) -> None:
    for what, done, _ in runs(HostileScene(tmp_path), part):
        assert not obeyed(done), what


def test_every_command_is_among_the_others() -> None:
    assert {words[0] for words in OTHERS} == {*COMMANDS}


def workspace(folder: Path) -> None:
    """A workspace whose settings, notice, register, inbox and forms hold such characters."""
    texts = ", ".join(map(quoted, TEXTS))
    waiver = f"[[waivers]]\ncode = 'L201'\nunit = {quoted(TEXTS[0])}\nname = {quoted(TEXTS[1])}\n"
    more = f"""
[lists]
contact = {quoted(TEXTS[2])}
{waiver}reason = {quoted(TEXTS[4])}
by = {quoted(TEXTS[5])}
# {TEXTS[6].replace(chr(0x1B), "")}
"""
    box = Inbox(folder, more=more)
    head = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
    for at, text in enumerate(TEXTS):
        row = f"青龙村{_cell(text)} | 贫困村 | 张{_cell(text)} | {number(sequence=2 * at + 1)} | x | 在库"
        unit = f"桂林街道{text}" if "\x1b" not in text else "双江镇"
        box.send("2020Q2", unit, f"台账{at}", sheet("2020年致富带头人台账", head, row))
    lines = [f"{_cell(text)} | 2020年7月9日{_cell(text)} | 待定{_cell(text)}" for text in TEXTS]
    register = sheet(f"收件登记表{_cell(TEXTS[7])}", "文件名 | 收到时间 | 是否采用", *lines)
    box.send("2020Q2", ".", "收件登记表", register)
    notices = folder / "notices"
    notices.mkdir()
    (notices / "own.toml").write_text(
        f"id = {quoted(TEXTS[3])}\ntitle = {quoted(TEXTS[4])}\nplaces = [{texts}]\nzz = 1\n",
        "utf-8",
    )
    (folder / f"{NO_UTF_8}.toml").write_bytes(f"x{CONTROLS[0]} = '{CONTROLS[4]}\n".encode())
    (folder / "坏.yaml").write_text(f"{quoted(TEXTS[0])}: {quoted(TEXTS[9])}\nname: [", "utf-8")
    (folder / "表.yaml").write_text(
        "\n".join(f"{quoted(text)}: {quoted(text)}" for text in TEXTS), "utf-8"
    )
    (folder / "计划.json").write_text(f'{{"files": [{{"path": {quoted(TEXTS[4])}}}]}}', "utf-8")


OTHERS: Final[tuple[tuple[str, ...], ...]] = (
    ("init", f"没有{TEXTS[0]}"),
    ("init", "."),
    ("clean", f"没有{TEXTS[4]}", "--personal"),
    ("clean", ".", "--personal"),
    ("completion", TEXTS[5]),
    ("rules", TEXTS[1]),
    ("rules", "--ledger", TEXTS[2]),
    ("rule", TEXTS[3]),
    ("ledgers", TEXTS[10]),
    ("help", TEXTS[0]),
    ("collect-forms", ".", "-o", "交回.xlsx"),
    ("version",),
    ("validate", "."),
    ("validate", ".", "--show-settings"),
    ("validate", "收件", "--format", "json"),
    ("validate", "收件", "--register", "收件/2020Q2/收件登记表.xlsx", "--exclude", TEXTS[0]),
    ("validate", "收件", "--baseline", f"{NO_UTF_8}.toml"),
    ("validate", "收件", "--as-of", TEXTS[6]),
    ("rollup", "收件", "--year", "2020"),
    ("rollup", "收件", "--year", "2020", "--format", "json"),
    ("rollup", "收件", "--year", "2020", "--freeze", TEXTS[4]),
    ("rollup", "收件", "--year", "2020", "--since", TEXTS[0]),
    ("rollup", "收件", "--year", "2020", "--explain", TEXTS[1]),
    ("rollup", "收件", "--year", "2020", "--into", f"没有{TEXTS[5]}.xlsx"),
    ("rollup", "收件", "--year", "2020", "--into", "收件/2020Q2/收件登记表.xlsx"),
    ("summarize", "收件", "--quarter", "2020Q2"),
    ("summarize", "收件", "--quarter", TEXTS[0]),
    ("summarize", "收件", "--quarter", "2020Q2", "--to", TEXTS[4]),
    ("schedule", ".", "--monthly", "--for", "cron", "--to", TEXTS[0]),
    ("schedule", ".", "--monthly", "--at", TEXTS[4]),
    ("notices",),
    ("notices", "--check", "notices/own.toml"),
    ("notices", "--check", "notices/own.toml", "--format", "json"),
    ("notices", "--check", f"{NO_UTF_8}.toml"),
    ("render-form", "表.yaml", "-o", "x.docx"),
    ("render-form", "表.yaml", "-o", "x.docx", "--draft"),
    ("render-form", "坏.yaml", "-o", "x.docx"),
    ("render-form", "表.yaml", "-o", f"没有{TEXTS[0]}/x.docx"),
    ("render-form", "--fields", f"{TEXTS[3]}.docx"),
    ("correct", "收件", "--apply", "计划.json"),
    ("correct", "收件", "--accept", TEXTS[4]),
    ("recheck", "收件", "收件", "--with", TEXTS[0]),
    ("template", TEXTS[4]),
    ("template", "leader", "--unit", f"桂林{TEXTS[4]}街道", "-o", "空白.xlsx"),
)


def test_no_source_of_text_reaches_a_terminal_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path)
    for words in OTHERS if place in ("a pipe", "a terminal") else OTHERS[8:24]:
        done = rs(*words)
        assert done.exit_code in (0, 1, 2, 3), (words, done.output)
        assert not obeyed(done), (place, words)


def _cell(text: str) -> str:
    """A text as the tables of these tests hold it."""
    return re.sub(r"[\x00-\x08\x0b-\x1f|\x85\u2028\u2029]", "", text)
