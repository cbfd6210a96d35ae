"""The examples, two periods each: figures of the roll-up, no names, nobody last by mistake."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import ruralskills as rs
from builders import example_inboxes
from builders.inbox import Inbox, sheet
from builders.workbook_fixture import number
from ruralskills.bulletin.summarize import FILE_NAMES, Summary, SummaryOptions, summarize
from ruralskills.bulletin.task_view import rate_change
from ruralskills.model.period import Period
from ruralskills.rollups.entries import RollupFigure

DAY = date(2021, 1, 6)
CASES = {
    "tongnan-3": ("tongnan", Period(2020, 3)),
    "tongnan-4": ("tongnan", Period(2020, 4)),
    "dongxiang-11": ("dongxiang", Period(2020, month=11)),
    "dongxiang-12": ("dongxiang", Period(2020, month=12)),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    make = {"tongnan": example_inboxes.tongnan, "dongxiang": example_inboxes.dongxiang}
    return {name: made(tmp_path_factory.mktemp(name)) for name, made in make.items()}


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, folders: dict[str, Path]) -> tuple[Path, Period, Summary]:
    name, period = CASES[request.param]
    inbox = folders[name] / "收件"
    return inbox, period, summarize([inbox], period, SummaryOptions(as_of=DAY))


def test_every_number_is_a_figure_of_the_roll_up(case: tuple[Path, Period, Summary]) -> None:
    inbox, period, made = case
    rollup = rs.rollup(
        [inbox], year=period.year, quarter=period.quarter, month=period.month, as_of=DAY
    )
    values: dict[tuple[str, str], set[float]] = {}
    for figure in rollup.figures:
        for field in RollupFigure.__struct_fields__:
            value = getattr(figure, field)
            if isinstance(value, int | float):
                values.setdefault((figure.indicator, field), set()).add(abs(value))
        if (change := rate_change(figure)) is not None:
            values.setdefault((figure.indicator, "rate_change"), set()).add(abs(change))
    checked = 0
    label = f"{period.year}Q{period.quarter}" if period.quarter else f"2020-{period.month:02}"
    known = {each.id for each in rollup.indicators}
    for said in made.whole.statements:
        for each in said.numbers:
            if each.indicator in known and each.period == label:
                if "余" in said.text and each.field == "gap":
                    continue
                if each.field == "rate" and "占" in said.text and "大学生" in said.text:
                    continue
                assert abs(each.value) in values[each.indicator, each.field], said.text
                checked += 1
    assert checked > (100 if "tongnan" in str(inbox) else 8)


def names(inbox: Path) -> set[str]:
    """The people in the workbooks of an inbox, by the columns of names."""
    found: set[str] = set()
    for path in inbox.rglob("*.xlsx"):
        for ws in openpyxl.load_workbook(path).worksheets:
            columns: set[int] = set()
            for row in ws.iter_rows(values_only=True):
                heads = {n for n, cell in enumerate(row) if re.search("姓名$|^姓名", str(cell))}
                columns |= heads
                texts = (str(row[n]) for n in columns - heads)
                found |= {text for text in texts if re.fullmatch("[一-龥]{3,4}", text)}
    return found


def texts(made: Summary) -> Iterator[tuple[str, str]]:
    for name, content in made.files(list(FILE_NAMES)).items():
        if name.endswith(("docx", "xlsx")):
            with zipfile.ZipFile(BytesIO(content)) as package:
                parts = (package.read(part) for part in package.namelist())
                text = b"".join(parts).decode("utf-8", "replace")
                yield name, re.sub("sha256:[0-9a-f]{64}", "", text)  # digits of chance
        else:
            yield name, content.decode("utf-8")


def test_nobody_is_named_and_no_number_is_whole(case: tuple[Path, Period, Summary]) -> None:
    inbox, _, made = case
    people = names(inbox)
    assert len(people) > 20
    for file, text in texts(made):
        assert [name for name in people if name in text] == [], file
        assert not re.search(r"(?<![\d.])[1-9]\d{5}(?:19|20)\d{9}[\dX](?!\d)", text), file


def test_the_sections(case: tuple[Path, Period, Summary]) -> None:
    _, _, made = case
    headings = [each.said.text for each in made.bulletin.paragraphs if each.kind == "heading"]
    assert headings == [
        "一、总体进展情况",
        "二、各镇街进展",
        "三、存在的主要问题",
        "四、下一步工作要求",
    ]


def test_a_county_whose_departments_report(folders: dict[str, Path]) -> None:
    period = Period(2020, month=12)
    made = summarize([folders["dongxiang"] / "收件"], period, SummaryOptions(as_of=DAY))
    [arrived] = [each.text for each in made.whole.statements if "报送情况" in each.text]
    assert "没有区划名单，应报单位不明，没有镇街单独报送，按本级台账统计。" in arrived
    assert not any("未报送。" in each.text for each in made.whole.statements)
    assert [line.text for line in made.page.money.received] == ["资金收入：累计100000元，本期0元"]
    assert [line.text for line in made.page.money.spent] == ["资金支出：累计77200元，本期0元"]


HEAD = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态"
UNITS = ("桂林街道", "双江镇", "柏梓镇", "塘坝镇")


def ranked(folder: Path, targets: tuple[int, ...], broken: str) -> Summary:
    """Leaders of four townships, the workbook of one of which cannot be read."""
    inbox = Inbox(folder, UNITS)
    for period in ("2020Q1", "2020Q2"):
        for place, unit in enumerate(UNITS):
            rows = [
                f"青龙村 | 贫困村 | 张某{each} | {number(sequence=40 * place + 2 * each + 1)} | "
                f"2020-0{1 if period == '2020Q1' else 5}-1{each} | 在库"
                for each in range(place + 1)
            ]
            path = inbox.send(
                period, unit, "带头人", sheet(f"{unit}2020年致富带头人台账", HEAD, *rows)
            )
            if (period, unit) == ("2020Q2", broken):
                path.write_bytes(b"PK\x03\x04 not a workbook")
    tasks = (f"{unit} | {target}" for unit, target in zip(UNITS, targets, strict=True))
    inbox.send("2020Q2", "区扶贫办", "任务", sheet(
        "潼南区2020年扶志扶智任务分解表", "镇街 | 致富带头人/新增（人）", *tasks,
        f"合计 | {sum(targets)}",
    ))  # fmt: skip
    return summarize(
        [inbox.folder / "收件"], Period(2020, 2), SummaryOptions(as_of=date(2020, 7, 8))
    )


def second_section(made: Summary) -> str:
    return "".join(
        each.said.text for each in made.bulletin.paragraphs if each.said.section.startswith("二、")
    )


def test_nobody_is_last_because_a_file_could_not_be_read(tmp_path: Path) -> None:
    made = ranked(tmp_path, (12, 12, 12, 12), broken="桂林街道")
    said = second_section(made)
    assert "居前的是塘坝镇" in said
    assert "居后的是双江镇" in said
    [arrived] = [each.text for each in made.whole.statements if "报送情况" in each.text]
    assert "桂林街道报来的文件中有读不出的" in arrived
    [line] = [each for each in made.page.ranks if each.title == "致富带头人新增"]
    assert "桂林街道" not in line.last.text + line.front.text
    assert any("读不出的：1份" in each.text for each in made.page.red_lines)


def test_a_task_of_five_or_fewer_has_no_rank(tmp_path: Path) -> None:
    said = second_section(ranked(tmp_path, (5, 12, 12, 5), broken=""))
    assert "居前的是柏梓镇" in said
    assert "居后的是双江镇" in said
    assert "塘坝镇" not in said


def test_ranks_can_be_switched_off(folders: dict[str, Path]) -> None:
    options = SummaryOptions(as_of=DAY, ranked=False)
    made = summarize([folders["tongnan"] / "收件"], Period(2020, 4), options)
    assert "本期不排名次。" in second_section(made)
    titles = [each.title for each in made.annexes]
    assert titles == ["各项任务进展情况表", "各单位台账问题统计表", "下一步工作要求"]
    assert made.page.ranks == ()
    assert json.loads(made.files(["json"])["通报.json"])["bulletin"]
