"""Odd and hostile files: one clear line each, within 1 GB, the others still checked."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from builders.corpus import CASES, Case, deadly_worker
from builders.corpus.case import NAMES, READ, REFUSED, SKIPPED, SOME, WRONG, Cell, ledger
from builders.corpus.places import closed
from builders.corpus.runner import CAN_FORK, Ran, Runner, environment, run_alone
from builders.corpus.xlsx import book, packed, rows_xml, sheet_xml
from builders.watchdog import SECONDS
from ruralskills.notices import shipped_notices
from ruralskills.validation import map_step
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.input_file import InputFile

_VALIDATE = ("validate", "--format", "json", "--jobs", "2", "--as-of", "2021-01-15")
_CHINESE = re.compile(r"[一-鿿]{4}")


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as running:
        yield running


def made(case: Case, folder: Path) -> Path:
    """The file, unless this machine cannot have such a file or would not mind it."""
    if case.make is closed and (os.name == "nt" or os.geteuid() == 0):
        pytest.skip("an administrator may read everything")
    try:
        case.make(folder / case.name)
    except (OSError, ValueError, AttributeError) as error:
        pytest.skip(f"no such file here: {error}")
    return folder / case.name


def sayings(ran: Ran, outcome: dict[str, Any] | None) -> str:
    """What was said of the file, without the name that the case gave it."""
    lines = [line.partition("：")[2] for line in ran.err.splitlines()]
    if outcome is not None:
        lines += [f"{one['path']} {one['reason']}" for one in outcome["files"]]
        lines += [one["reason"] for one in outcome["sheets"]]
    return "\n".join(lines)


def places(outcome: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(one["code"], one["cell"]) for one in outcome["findings"]}


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_what_is_promised_of_each_file(case: Case, runner: Runner, tmp_path: Path) -> None:
    made(case, tmp_path)
    ran = runner.run((*_VALIDATE, *case.arguments, case.name), tmp_path)
    assert ran.code == case.promised, ran.err  # the runner kills a command that hangs
    assert ran.megabytes < 1024
    assert not re.search("Traceback|panicked|backtrace|程序出错", ran.err)
    assert "root:x:" not in ran.out + ran.err
    outcome = json.loads(ran.out) if ran.out else None
    assert case.says in sayings(ran, outcome)
    lines = ran.err.splitlines()
    if case.ends in (REFUSED, SOME, SKIPPED):
        assert len(lines) == 1
        assert _CHINESE.search(lines[0])
        assert not re.search("[a-z]{3,} [a-z]{3,}", lines[0]), "said in English"
    else:
        assert not lines
    if case.ends in (READ, SOME):
        assert outcome is not None
        assert outcome["summary"]["rows"] == (len(NAMES) if case.rows is None else case.rows)
        wanted = (WRONG,) if case.finds is None else case.finds
        assert set(wanted) <= places(outcome)
        assert ("P101", "C4") not in places(outcome)
    elif outcome is not None:
        assert outcome["summary"]["rows"] == (case.rows or 0)


@pytest.mark.parametrize(
    "title", ["常规.xlsx", "老格式.xls", "截断70.xlsx", "远处XFD20000.xlsx", "加密成员.zip"]
)
def test_the_command_itself(title: str, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.title == title)
    made(case, tmp_path)
    assert run_alone((*_VALIDATE, case.name), tmp_path).code == case.promised


def test_all_together(runner: Runner, tmp_path: Path) -> None:
    """A folder full of them: each is told of, and the honest ones are checked."""
    cases = [c for c in CASES if not c.slow and not c.arguments and c.make is not closed]
    for case in cases:
        try:
            case.make(tmp_path / case.name)
        except (OSError, ValueError, AttributeError):
            continue
    ran = runner.run((*_VALIDATE, "."), tmp_path)
    assert ran.code == 3, ran.err
    assert ran.megabytes < 1024
    assert not re.search("Traceback|panicked|程序出错", ran.err)
    outcome = json.loads(ran.out)
    files = {one["path"]: one for one in outcome["files"]}
    fault = {one["file"] for one in outcome["findings"] if (one["code"], one["cell"]) == WRONG}
    assert len(files) > 150
    for case in cases:
        told = files.get(case.name)
        if told is None:  # a folder, an archive, or a name that does not look like a spreadsheet's
            continue
        alike = "内容完全相同" in told["reason"]
        if case.ends == REFUSED:
            assert alike or told["status"] == "unreadable", case.title
        elif case.ends == READ:
            assert alike or told["status"] == "read", case.title
            assert alike or case.finds is not None or case.name in fault, case.title
    unreadable = [one for one in files.values() if one["status"] == "unreadable"]
    assert len(ran.err.splitlines()) == len(unreadable)


def test_a_deadly_worker_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr(map_step, "map_file", deadly_worker.die_or_map)
    monkeypatch.setattr(map_step, "MIN_BYTES", 0)
    monkeypatch.setattr(map_step, "_LARGE", -1)  # the parent leaves all of them to workers
    names = ("甲.xlsx", f"{deadly_worker.DEADLY}.xlsx", "乙.xlsx", "丙.xlsx")
    for name in names:
        (tmp_path / name).write_bytes(packed(book()))
    sources = [InputFile(tmp_path / name, name) for name in names]
    checked = map_step.check_files(
        sources, CheckOptions(shipped_notices(), date(2021, 1, 15), ()), jobs=3
    )
    assert [one.status.path for one in checked] == list(names)
    assert [one.status.status for one in checked] == ["read", "unreadable", "read", "read"]
    assert "终止" in checked[1].status.reason
    assert all(len(one.tables[0]) == len(NAMES) for one in checked if one.status.status == "read")


def interrupted(folder: Path, seconds: float) -> Ran:
    """What comes of a check of many files to which Ctrl-C is sent after some seconds."""
    if not CAN_FORK or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        pytest.skip("no Ctrl-C here")
    people = ledger()[2:]
    for number in range(24):
        rows: list[list[Cell]] = [[f"第{number}村致富带头人台账"], ledger()[1], *(people * 1500)]
        (folder / f"{number}.xlsx").write_bytes(packed(book(sheet_xml(rows_xml(rows)))))
    command = [sys.executable, "-m", "ruralskills", *_VALIDATE, "."]
    running = subprocess.Popen(
        command, cwd=folder, env=environment(), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(seconds)
    assert running.poll() is None, "it must still be at work"
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=SECONDS)
    return Ran(running.returncode, out.decode(), err.decode())


def test_ctrl_c_ends_at_once(tmp_path: Path) -> None:
    ran = interrupted(tmp_path, 3)
    assert ran.code == 130
    assert not ran.out
    assert "rs：已中断" in ran.err.splitlines()


def test_ctrl_c_is_quiet(tmp_path: Path) -> None:
    assert interrupted(tmp_path, 2).err.splitlines() == ["rs：已中断"]
