"""A workbook that is begun with while the command is loaded reads as any other."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

import ruralskills as rs
from builders.large import make_large
from ruralskills import __main__
from ruralskills.readers import prefetch
from ruralskills.readers.background import meanwhile
from ruralskills.readers.errors import CannotRead
from ruralskills.readers.open import open_file
from ruralskills.readers.xlsx import WORTH_A_THREAD


@pytest.fixture(autouse=True)
def nothing_begun() -> Iterator[None]:
    yield
    prefetch._begun.clear()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "台账.xlsx"
    make_large(path, rows=3000, wrong=60)
    assert path.stat().st_size > WORTH_A_THREAD
    return path


def test_the_sheet_is_the_same(large: Path) -> None:
    prefetch.begin(["validate", "--quiet", str(large)])
    assert prefetch._begun
    content, book = open_file(large, large.name)
    assert not prefetch._begun
    again, other = open_file(large, large.name)
    assert content == again
    assert book.names == other.names
    assert [book.read(name) for name in book.names] == [other.read(name) for name in other.names]


def test_the_findings_are_the_same(large: Path) -> None:
    alone = rs.validate(large)
    prefetch.begin(["validate", str(large)])
    begun = rs.validate(large)
    assert len(alone.findings) == 60
    assert begun.findings == alone.findings
    assert begun.files == alone.files


def test_another_sheet_may_be_wanted_first(tmp_path: Path) -> None:
    path = tmp_path / "两张.xlsx"
    made = openpyxl.Workbook(write_only=True)
    first, second = made.create_sheet("前"), made.create_sheet("后")
    for number in range(9000):
        first.append([sha256(str(number).encode()).hexdigest()])
    second.append(["姓名", "身份证号"])
    made.save(path)
    assert path.stat().st_size > WORTH_A_THREAD
    prefetch.begin(["validate", str(path)])
    assert prefetch._begun
    _, book = open_file(path, path.name)
    assert book.read("后").height == 1
    assert book.read("前").height == 9000


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["{}"],
        ["ledgers", "{}"],
        ["validate"],
        ["validate", "{}", "--help"],
        ["validate", "{}", "-h"],
        ["validate", "{}", "{folder}"],
        ["validate", "--previous", "{}", "{}"],
        ["validate", "没有.xlsx"],
        ["validate", "{folder}"],
    ],
)
def test_nothing_is_begun_for_nothing(large: Path, arguments: list[str]) -> None:
    prefetch.begin([argument.format(large, folder=large.parent) for argument in arguments])
    assert not prefetch._begun


def test_what_is_wrong_is_said_in_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(WORTH_A_THREAD))
    prefetch.begin(["validate", str(path)])
    with pytest.raises(CannotRead, match="不完整"):
        open_file(path, path.name)


def test_a_sheet_that_is_no_sheet_is_said_in_its_turn(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "错.xlsx"
    with zipfile.ZipFile(large) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith("xl/worksheets/"):
                part = part.replace(b'<c r="A9"', b'<c r="XFD1048576"')
            target.writestr(name, part)
    prefetch.begin(["validate", str(path)])
    assert prefetch._begun
    [status] = rs.validate(path).files
    assert status.status == "unreadable"
    assert "范围过大" in status.reason


def test_what_a_call_raises_is_raised_where_it_is_waited_for() -> None:
    wait = meanwhile(lambda: 1 // 0)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            wait()


def test_an_early_ctrl_c_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(prefetch, "begin", interrupted)
    monkeypatch.setattr(sys, "argv", ["rs", "validate", "台账.xlsx"])
    monkeypatch.setattr(__main__, "gc", SimpleNamespace(disable=bool, freeze=bool))
    monkeypatch.setattr(
        __main__, "signal", SimpleNamespace(signal=lambda *_: None, SIGINT=2, SIG_IGN=1)
    )
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "rs：已中断\n"
