"""Nothing that a township types rings, moves the cursor or turns a line round on our terminal."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ruralskills
from builders import command_line
from builders.sheet_text import Sheet, write
from builders.workbook_fixture import leaders, number
from ruralskills.cli import run
from ruralskills.cli.screen import print_bytes
from ruralskills.text.terminal import terminal_line

HOSTILE = "\u202e\u2028\u2029\u2066\u200b\u200f\ufeff\u0085\u061c\u00ad"
"""What a cell of a workbook may hold; ESC, BEL and the like come by file names and csv."""
UNSEEN = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
SOURCE = Path(ruralskills.__file__).parent


def rs(*arguments: str | Path) -> str:
    done = command_line.rs(*arguments)
    assert done.exit_code in (0, 1, 2, 3), done.output
    return done.stdout + done.stderr


def spiked(text: str) -> str:
    """A text with hostile characters at both ends and in the middle."""
    half = len(text) // 2
    return f"{HOSTILE}{text[:half]}{HOSTILE}{text[half:]}{HOSTILE}"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    rows = [f"张　三 | {number()} | 138", f"李四 | {number()} | x", "王五 | 5001 | 13812345678"]
    body = "\n".join(f"| {spiked('青松村')} | {row} | {spiked('备注')} |" for row in rows)
    head = f"| 村 | 姓名 | 身份证号 | 联系电话 | {spiked('别的')} |"
    sheet = Sheet(
        f"2020年致富带头人台账{spiked('附')}", f"{head}\n{body}", spiked("表")[:31],
        unit=spiked("桂林街道"),
    )  # fmt: skip
    name = f"台账{spiked('甲')}\x1b[31m\x07.xlsx"
    return write(tmp_path / name, sheet, leaders("| x |", head="| 带动贫困户数 |", name="带头人"))


def outputs(folder: Path, path: Path) -> Iterator[tuple[str, str]]:
    common = ("--notice", "common", "--as-of", "2020-07-10")
    yield "console", rs("validate", path, *common)
    yield "console to a file", rs("validate", path, *common, "-o", folder / f"\x1b{HOSTILE}.txt")
    yield "report", (folder / f"\x1b{HOSTILE}.txt").read_text("utf-8")
    yield "layout", rs("validate", path, *common, "--show-layout")
    yield "statistics", rs("validate", path, *common, "--statistics")
    yield "settings", rs("validate", path, "--show-settings", "--register", path)
    yield "refusal", rs("validate", path, *common, "-o", path)
    yield "missing", rs("validate", f"没有{path.name}")
    yield "unreadable", rs("validate", folder)
    yield "unknown notice", rs("validate", path, "--notice", f"\x1b{HOSTILE}")
    yield "unknown rule", rs("rule", f"\x1b{HOSTILE}")
    yield "unknown ledger", rs("ledgers", f"\x1b{HOSTILE}")
    yield "difference", rs("correct", path, *common, "--diff")
    yield "plan", rs("correct", path, *common, "--plan", folder / f"\x1b{HOSTILE}.json")
    yield "copies", rs("correct", path, *common)
    copy = next(folder.glob("*.校正.xlsx"))
    yield "recheck", rs("recheck", copy, answered(copy), *common)


def answered(copy: Path) -> Path:
    book = openpyxl.load_workbook(copy)
    for column in "AIJL":
        book["问题清单"][f"{column}5"] = spiked("情况属实")
    book.worksheets[0]["B4"] = spiked("李四四")
    back = copy.with_name(f"改{copy.name}")
    book.save(back)
    return back


def test_no_command_prints_what_is_not_to_be_seen(tmp_path: Path, ledger: Path) -> None:
    (tmp_path / f"坏\x1b{HOSTILE}.xlsx").write_bytes(b"PK\x03\x04" + b"\0" * 90)
    for what, text in outputs(tmp_path, ledger):
        assert text.strip(), what
        assert not UNSEEN.search(text.replace("\r\n", "\n")), (what, UNSEEN.search(text))


def test_a_mistyped_line_is_printed_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["\x1b[31m\u202e"], ["validate", "--format", "\x1b\u202e"], ["rule", "\x1b"]):
        monkeypatch.setattr(sys, "argv", ["rs", *words])
        with pytest.raises(SystemExit):
            run()
        assert not UNSEEN.search(capsys.readouterr().err)


def test_a_document_on_a_terminal_is_cleaned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    print_bytes("\ufeff编号,说明\r\n1,\x1b[31m\u202e\u2028一\n")
    assert capsys.readouterr().out == "编号,说明 \n1,[31m 一\n"


@given(st.text())
def test_a_line_is_a_line(text: str) -> None:
    line = terminal_line(text)
    assert not UNSEEN.search(line)
    assert len(line.splitlines()) <= 1
    assert terminal_line(line) == line


def test_every_print_goes_one_way() -> None:
    """A command prints by ``screen``: whatever it has to say is cleaned there."""
    allowed = {"screen.py": {"print"}}
    for path in (SOURCE / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name in ("print", "typer.echo") or name.endswith(
                    ("stdout.write", "stderr.write")
                ):
                    assert name in allowed.get(path.name, ()), (path.name, ast.unparse(node))
