"""People whose names stand in names of files: hidden in all of a bulletin."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.bulletin.summarize import SummaryOptions, summarize
from ruralskills.model.period import Period

HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"
NAME = "欧阳瑄琬"


def texts(content: bytes) -> Iterator[str]:
    if not zipfile.is_zipfile(BytesIO(content)):
        yield content.decode()
        return
    with zipfile.ZipFile(BytesIO(content)) as package:
        yield from (package.read(each).decode("utf-8", "replace") for each in package.namelist())


def test_nobody_is_told_by_the_name_of_a_file(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    row = f"青龙村 | 贫困村 | {NAME} | {number(sequence=1)} | 2020-05-10 | 在库 | 1"
    ledger = sheet("双江镇2020年致富带头人台账", HEAD, row)
    for version in ("", "（最终版）"):
        inbox.send("2020Q1", "双江镇", f"{NAME}带头人台账{version}", ledger)
    inbox.send("2020Q2", "双江镇", f"{NAME}{number(sequence=1)}带头人台账", ledger)
    made = summarize([tmp_path / "收件"], Period(2020, 2), SummaryOptions(as_of=date(2020, 7, 8)))
    files = made.files(["docx", "html", "xlsx", "json"])
    for name, content in files.items():
        assert not [text for text in texts(content) if NAME in text], name
    assert "****带头人台账（最终版）.xlsx" in files["通报.json"].decode()
    assert "****500199********" in files["领导页.html"].decode()
    assert NAME in str(inbox.rolled_up(quarter=2).submissions)
