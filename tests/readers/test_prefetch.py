"""A workbook that is read while the command is loaded reads as any other."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from typer.testing import CliRunner

import ruralskills as rs
from builders.bulk import make_bulk
from builders.watchdog import SECONDS
from ruralskills import __main__, cli
from ruralskills.cli import application
from ruralskills.errors import CannotRead
from ruralskills.readers.background import in_background
from ruralskills.readers.open import open_file
from ruralskills.readers.prefetch import Prefetched, prefetch
from ruralskills.readers.xlsx import WORTH_A_THREAD, Xlsx


def started(path: Path) -> Prefetched:
    prefetched = prefetch([str(path)])
    assert prefetched is not None
    return prefetched


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "台账.xlsx"
    make_bulk(path, rows=3000, wrong=60)
    assert path.stat().st_size > WORTH_A_THREAD
    return path


def test_the_sheet_is_the_same(large: Path) -> None:
    prefetched = started(large)
    content, book = open_file(large, large.name, prefetched=prefetched)
    assert prefetched.take(large) is None  # it is handed out once
    again, other = open_file(large, large.name, prefetched=prefetched)
    assert content == again
    assert book.names == other.names
    assert [book.read(name) for name in book.names] == [other.read(name) for name in other.names]


def test_the_findings_are_the_same(large: Path) -> None:
    alone = rs.validate(large)
    prefetched = started(large)
    early = rs.validate(large, prefetched=prefetched)
    assert prefetched.take(large) is None
    assert len(alone.findings) == 60
    assert early.findings == alone.findings
    assert early.files == alone.files


def test_another_file_is_not_mistaken_for_it(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "另一个.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "身份证号"])
    book.save(path)
    prefetched = started(large)
    _, other = open_file(path, path.name, prefetched=prefetched)
    assert other.read(other.names[0]).height == 1
    assert prefetched.take(large.parent / ".." / large.parent.name / large.name) is not None


def test_another_sheet_may_be_wanted_first(tmp_path: Path) -> None:
    path = tmp_path / "两张.xlsx"
    made = openpyxl.Workbook(write_only=True)
    first, second = made.create_sheet("前"), made.create_sheet("后")
    for number in range(9000):
        first.append([sha256(str(number).encode()).hexdigest()])
    second.append(["姓名", "身份证号"])
    made.save(path)
    assert path.stat().st_size > WORTH_A_THREAD
    _, book = open_file(path, path.name, prefetched=started(path))
    assert book.read("后").height == 1
    assert book.read("前").height == 9000


@pytest.mark.parametrize(
    "paths", [[], ["{}", "{}"], ["{}", "{folder}"], ["没有.xlsx"], ["{folder}"]]
)
def test_nothing_is_started_for_nothing(large: Path, paths: list[str]) -> None:
    assert prefetch([path.format(large, folder=large.parent) for path in paths]) is None


@pytest.mark.parametrize("name", ["小.xlsx", "名单.csv", "名单.xlsx"])
def test_what_is_read_at_once_is_not_started(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("小"):
        openpyxl.Workbook().save(path)
    else:  # a name may lie
        path.write_text("姓名,身份证号\n" * WORTH_A_THREAD, "utf-8")
    assert prefetch([path]) is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["validate", "{}"], 1),
        (["correct", "--diff", "{}"], 1),
        (["{}"], 0),
        (["ledgers", "{}"], 0),
        (["validate"], 0),
        (["validate", "{}", "--help"], 0),
        (["validate", "{}", "-h"], 0),
        (["validate", "{}", "--no-such-option"], 0),
        (["validate", "{}", "{folder}"], 0),
        (["validate", "{}", "{}"], 0),
        (["validate", "--previous", "{}", "{folder}"], 0),
        (["validate", "--show-settings", "{}"], 0),
    ],
)
def test_commands_start_what_they_will_read(
    large: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: int
) -> None:
    ahead: list[Xlsx] = []
    monkeypatch.setattr(Xlsx, "read_ahead", lambda book: ahead.append(book))
    CliRunner().invoke(
        application(), [argument.format(large, folder=large.parent) for argument in arguments]
    )
    assert len(ahead) == expected


def test_what_is_wrong_is_said_in_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(WORTH_A_THREAD))
    prefetched = started(path)
    with pytest.raises(CannotRead, match="不完整"):
        open_file(path, path.name, prefetched=prefetched)


def test_a_sheet_that_is_no_sheet_is_said_in_its_turn(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "错.xlsx"
    with zipfile.ZipFile(large) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                part = part.replace(b'<c r="A9"', b'<c r="XFD1048576"')
            target.writestr(name, part)
    [status] = rs.validate(path, prefetched=started(path)).files
    assert status.status == "unreadable"
    assert "范围过大" in status.reason


def test_what_a_call_raises_is_raised_where_it_is_waited_for() -> None:
    wait = in_background(lambda: 1 // 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            wait()


def test_nobody_waits_for_a_call_that_is_no_longer_wanted() -> None:
    program = (
        "import sys, time; from ruralskills.readers.background import in_background\n"
        "in_background(lambda: time.sleep(600)); sys.exit(130)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=SECONDS)
    assert (done.returncode, done.stderr) == (130, b"")


def test_an_early_ctrl_c_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "run", interrupted)
    monkeypatch.setattr(sys, "argv", ["rs", "validate", "台账.xlsx"])
    monkeypatch.setattr(__main__, "gc", SimpleNamespace(disable=bool, freeze=bool))
    monkeypatch.setattr(
        __main__, "signal", SimpleNamespace(signal=lambda *_: None, SIGINT=2, SIG_IGN=1)
    )
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "rs：已中断\n"


def test_ctrl_c_while_a_workbook_is_read_early(large: Path) -> None:
    program = (
        "import signal, os; from ruralskills import __main__, readers\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored by a job in the background
        "from ruralskills.readers import background, xlsx\n"
        "start = background.in_background\n"
        "def slow(call):\n"
        "    wait = start(lambda: (__import__('time').sleep(600), call()))\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return wait\n"
        "xlsx.in_background = slow\n"
        "import sys; sys.argv = ['rs', 'validate', sys.argv[1]]\n"
        "__main__.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(large)], capture_output=True, timeout=SECONDS
    )
    assert (done.returncode, done.stderr.decode(), done.stdout) == (130, "rs：已中断\n", b"")
