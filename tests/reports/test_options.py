"""``rs validate`` as an office runs it: formats, statistics, baseline, any console."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import Workbook

from builders.township import make_township

SOURCE = Path(__file__).parents[2] / "src"


def rs(
    folder: Path, *arguments: str | Path, encoding: str = "utf-8", **env: str
) -> tuple[int, str, str]:
    """Run ``rs`` in a folder; return exit code, stdout and stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "ruralskills", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": encoding, **env},
    )
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offices")
    make_township(folder / "云岭镇.xlsx", planted=True)
    make_township(folder / "clean.xlsx", planted=False)
    return folder


def checked(folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    return rs(folder, "validate", "云岭镇.xlsx", "--notice", "tongnan-2020", *arguments)


def test_all_formats_tell_the_same_findings(folder: Path) -> None:
    report = json.loads(checked(folder, "--format", "json")[1])
    code, text, _ = checked(folder, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert code == 1
    assert len(rows) > 10
    for row, finding in zip(rows, report["findings"], strict=True):
        assert row["编号"] == str(finding["number"])
        assert row["位置"] == f"{finding['file']}!{finding['sheet']}!{finding['cell']}"
        assert row["说明"].removeprefix("'") == finding["message"]
    page = checked(folder, "--format", "html")[1]
    assert page.count("data-code=") == len(rows)


def test_formats_go_to_files_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    for kind, start, end in (
        ("csv", b"\xef\xbb\xbf\xe7", b"\r\n"),
        ("html", b"<!DOCTYPE html>", b"</html>\n"),
    ):
        path = tmp_path / f"报告.{kind}"
        code, out, err = checked(folder, "--format", kind, "--output", path)
        assert (code, out) == (1, "")
        assert err.endswith(f"已写入 {path}\n".replace("\n", os.linesep))
        content = path.read_bytes()
        assert content.startswith(start)
        assert content.endswith(end)
        assert b"\r\r" not in content


def test_what_programs_read_is_utf_8_whatever_the_console_speaks(folder: Path) -> None:
    for kind in ("json", "csv", "html"):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "ruralskills",
                "validate",
                "云岭镇.xlsx",
                "--format",
                kind,
                "-q",
            ],
            cwd=folder,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "gbk"},
        )
        assert "云岭镇" in done.stdout.decode("utf-8")


def test_numbers_are_masked_in_each_format(folder: Path) -> None:
    for kind in ("csv", "html", "json"):
        hidden, shown = (checked(folder, "--format", kind, *o)[1] for o in ([], ["--unmask"]))
        assert "********" in hidden
        assert "********" not in shown


def test_statistics_take_the_place_of_the_findings(folder: Path) -> None:
    report = json.loads(checked(folder, "--format", "json")[1])
    code, text, _ = checked(folder, "--statistics")
    head, *lines, _last = text.splitlines()
    assert code == 1
    assert head.split() == ["条数", "规则", "性质", "问题"]
    counted = {line.split()[1]: int(line.split()[0]) for line in lines}
    assert counted == Counter(finding["code"] for finding in report["findings"])


def test_statistics_change_nothing_in_json(folder: Path) -> None:
    assert checked(folder, "--format", "json") == checked(
        folder, "--format", "json", "--statistics"
    )


def test_a_baseline_leaves_what_is_new(folder: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    checked(folder, "--format", "json", "--ignore", "P", "-o", earlier)
    all_of_them = json.loads(checked(folder, "--format", "json")[1])["findings"]
    code, text, err = checked(folder, "--format", "json", "--baseline", earlier)
    report = json.loads(text)
    new = [f["code"] for f in all_of_them if f["code"].startswith("P")]
    assert new
    assert code == 1
    assert [finding["code"] for finding in report["findings"]] == new
    known = len(all_of_them) - len(new)
    assert len(report["waived"]) == known
    assert f"与基线相比：已有{known}条不再列出，新增{len(new)}条" in err


def test_nothing_new_is_exit_code_0(folder: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    assert checked(folder, "--format", "json", "-o", earlier)[0] == 1
    code, text, _ = checked(folder, "--baseline", earlier)
    assert code == 0
    assert "未发现新的问题" in text


@pytest.mark.parametrize(
    ("content", "words"), [(None, "不存在"), ("不是json", "不是核查报告"), ("{}", "不是核查报告")]
)
def test_a_bad_baseline_is_one_clear_line(
    folder: Path, tmp_path: Path, content: str | None, words: str
) -> None:
    path = tmp_path / "b.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = checked(folder, "--baseline", path)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("rs：基线文件“")
    assert words in err


def test_a_report_that_cannot_be_written_is_exit_code_2(folder: Path, tmp_path: Path) -> None:
    for kind in ("csv", "html", "json", "xlsx"):
        code, _, err = checked(folder, "--format", kind, "-o", tmp_path / "没有" / "a")
        assert code == 2
        assert "写不进去" in err


def test_a_clean_workbook_ends_in_one_reassuring_line(folder: Path) -> None:
    code, text, _ = rs(folder, "validate", "clean.xlsx", "--notice", "tongnan-2020")
    assert code == 0
    assert "，未发现问题，用时" in text.splitlines()[-1]
    assert "〔" not in text


def test_a_gbk_console_survives_a_character_that_it_lacks(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭镇2020年致富带头人台账"])
    sheet.append(["序号", "村", "姓名", "性别", "身份证号", "联系电话"])
    for number in range(1, 6):
        sheet.append([number, "𠮷祥村", "李𠮷", "男", "50019919850615001", "1381234567"])
    book.save(tmp_path / "𠮷.xlsx")
    for options in ([], ["--statistics"], ["--show-layout"]):
        code, text, err = rs(tmp_path, "validate", "𠮷.xlsx", *options, encoding="gbk")
        assert code == 1
        assert "Traceback" not in err
        assert "?" in text or "--statistics" in options
