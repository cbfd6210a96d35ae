"""What the system does not let us read is told in one line, and the rest of a batch goes on."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import ruralskills
from builders.application_data import SOUND
from builders.file_rights import as_ordinary_user
from builders.inbox import sheet
from builders.sheet_text import write
from builders.workbook_fixture import number
from ruralskills.cli import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes forbid no reading here")
HEAD = "村 | 姓名 | 身份证号 | 认定时间"
BASIS = ("--notice", "common", "--as-of", "2020-07-10")
TOLD = "没有读取权限"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A readable ledger, one whose mode forbids it, and a folder that cannot be entered."""
    monkeypatch.chdir(tmp_path)
    row = f"青龙村 | 张某 | {number()} | 2020-05-06"
    ledger = write(tmp_path / "好.xlsx", sheet("桂林街道2020年致富带头人台账", HEAD, row))
    for below in ("夹/2020Q2", "锁住", "夹/里面锁住", "出"):
        (tmp_path / below).mkdir(parents=True)
    for name in ("锁.xlsx", "锁住/里.xlsx", "夹/好.xlsx", "夹/锁.xlsx", "夹/里面锁住/里.xlsx"):
        (tmp_path / name).write_bytes(ledger.read_bytes())
    (tmp_path / "锁.yaml").write_text(SOUND, "utf-8")
    shut = [tmp_path / name for name in ("锁.xlsx", "夹/锁.xlsx", "锁.yaml", "锁住", "夹/里面锁住")]
    for path in shut:
        path.chmod(0)
    yield tmp_path
    for path in shut:
        path.chmod(0o700)


def rs(*words: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command without root's rights."""

    def ran() -> tuple[int, str, str]:
        sys.argv = ["rs", *map(str, words)]
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            run()
        out.flush()
        return int(ended.value.code or 0), out.buffer.getvalue().decode(), err.getvalue()

    return as_ordinary_user(ran)


ALONE: dict[str, tuple[str, ...]] = {
    "a file": ("validate", "锁.xlsx", *BASIS),
    "a file in a folder": ("validate", "锁住/里.xlsx", *BASIS),
    "a folder": ("validate", "锁住", *BASIS),
    "last period": ("validate", "好.xlsx", "--previous", "锁.xlsx", *BASIS),
    "register": ("validate", "好.xlsx", "--register", "锁住", *BASIS),
    "exclude": ("validate", "好.xlsx", "--exclude", "锁住", *BASIS),
    "regions": ("validate", "好.xlsx", "--regions", "锁住/里.xlsx", *BASIS),
    "baseline": ("validate", "好.xlsx", "--baseline", "锁.xlsx", *BASIS),
    "a copy": ("correct", "锁.xlsx", *BASIS),
    "copies": ("correct", "锁住", *BASIS),
    "a plan": ("correct", "--apply", "锁.xlsx"),
    "a return": ("recheck", "好.xlsx", "锁.xlsx", *BASIS),
    "a return in a folder": ("recheck", "好.xlsx", "锁住/里.xlsx", *BASIS),
    "folders": ("recheck", "夹", "锁住", *BASIS),
    "beside": ("recheck", "好.xlsx", "好.xlsx", "--with", "锁.xlsx", *BASIS),
    "a blank": ("rollup", "好.xlsx", "--year", "2020", "--into", "锁.xlsx", *BASIS),
    "data": ("render-form", "锁.yaml"),
    "a roster": ("render-form", "--from-ledger", "锁.xlsx"),
    "a template": ("render-form", "--from-ledger", "好.xlsx", "--template", "锁.xlsx"),
    "fields": ("render-form", "--fields", "锁.xlsx"),
    "photographs": ("render-form", "--from-ledger", "好.xlsx", "--photo-dir", "锁住"),
    "forms": ("collect-forms", "锁.xlsx", "-o", "出/名册.xlsx"),
    "a folder of forms": ("collect-forms", "锁住", "-o", "出/名册.xlsx"),
    "a notice": ("notices", "--check", "锁.xlsx"),
    "last year's rows": ("template", "leader", "--from", "锁.xlsx", "-o", "出/空.xlsx"),
    "figures": ("rollup", "锁住", "--year", "2020"),
    "a period": ("summarize", "锁住", "--year", "2020", "-o", "出"),
    "cleaning": ("clean", "锁住"),
    "a workspace": ("init", "锁住"),
    "a schedule": ("schedule", "锁住", "--quarterly"),
}


@pytest.mark.parametrize("case", ALONE)
def test_one_file_or_folder(folder: Path, case: str) -> None:
    code, out, err = rs(*ALONE[case])
    assert code == 2, out + err
    assert TOLD in out + err
    assert "整数" not in err
    assert len(err.splitlines()) <= 1


SEVERAL: dict[str, tuple[str, ...]] = {
    "files": ("validate", "好.xlsx", "锁.xlsx", *BASIS),
    "a folder among them": ("validate", "好.xlsx", "锁住", *BASIS),
    "a folder with both": ("validate", "夹", *BASIS),
    "copies": ("correct", "好.xlsx", "锁.xlsx", "-o", "出", *BASIS),
    "copies of a folder": ("correct", "夹", "-o", "出", *BASIS),
    "figures": ("rollup", "夹", "--year", "2020", "--notice", "tongnan-2020", "--format", "json"),
}


@pytest.mark.parametrize("case", SEVERAL)
def test_one_of_several(folder: Path, case: str) -> None:
    code, out, err = rs(*SEVERAL[case])
    assert code == 3, out + err
    assert TOLD in out + err


def test_a_closed_folder_inside_is_named(folder: Path) -> None:
    _, out, err = rs("validate", "夹", *BASIS)
    assert "里面锁住" in out + err
    assert "夹/锁.xlsx" in out + err or "锁.xlsx" in out + err


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "管道"), ("correct", "管道"), ("rollup", "管道", "--year", "2020"),
        ("summarize", "管道", "--year", "2020", "-o", "出"), ("recheck", "好.xlsx", "管道"),
        ("recheck", "好.xlsx", "好.xlsx", "--with", "管道"), ("rollup", os.devnull, "--year", "2020"),
        ("summarize", os.devnull, "--year", "2020", "-o", "出"),
        ("recheck", "好.xlsx", "好.xlsx", "--with", os.devnull),
    ],
)  # fmt: skip
def test_a_pipe_or_a_device_is_never_passed_over(folder: Path, command: tuple[str, ...]) -> None:
    os.mkfifo(folder / "管道")
    code, out, err = rs(*command)
    assert code == 2
    assert "这是管道或设备" in out + err
    assert not (folder / "出" / "2020").exists()


@pytest.mark.parametrize("command", [("validate", "."), ("rollup", ".", "--year", "2020")])
@pytest.mark.parametrize("kind", ["no rights", "a pipe", "a link to itself", "a folder"])
def test_settings_that_cannot_be_read_are_never_passed_over(
    folder: Path, kind: str, command: tuple[str, ...]
) -> None:
    path = folder / "rs.toml"
    if kind == "no rights":
        path.write_text('notices = ["common"]', "utf-8")
        path.chmod(0)
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a link to itself":
        path.symlink_to(path)
    else:
        path.mkdir()
    code, _, err = rs(*command)
    assert code == 2
    assert "rs.toml：" in err
    assert len(err.splitlines()) == 1


def test_an_output_that_is_a_link_to_itself(folder: Path) -> None:
    for suffix in ("xlsx", "json"):
        path = folder / f"圈.{suffix}"
        path.symlink_to(path)
        code, _, err = rs("validate", "好.xlsx", *BASIS, "-o", path.name)
        assert (code, len(err.splitlines())) == (2, 1), err
        assert path.is_symlink()
    code, _, err = rs("collect-forms", "好.xlsx", "-o", "圈.xlsx")
    assert code in (2, 3)
    assert "出错" not in err


def test_nothing_resolves_a_path_that_may_lead_to_itself() -> None:
    for path in Path(ruralskills.__file__).parent.rglob("*.py"):
        assert ".resolve(" not in path.read_text("utf-8"), path.name


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "好.xlsx", "-o", "-"), ("validate", "-"), ("correct", "好.xlsx", "--output=-"),
        ("rollup", "好.xlsx", "--year", "2020", "-o", "-"), ("template", "leader", "-o", "-"),
        ("rollup", "好.xlsx", "--year", "2020", "--freeze", ""), ("validate", ""),
        ("validate", "好.xlsx", "--previous", ""), ("rollup", "好.xlsx", "--freeze="),
        ("correct", "好.xlsx", "--plan", "-"), ("recheck", "好.xlsx", "好.xlsx", "-o", " "),
    ],
)  # fmt: skip
def test_a_word_that_can_only_be_a_slip(folder: Path, words: tuple[str, ...]) -> None:
    before = sorted(folder.iterdir())
    code, out, err = rs(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sorted(folder.iterdir()) == before
