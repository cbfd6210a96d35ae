"""Laws of a bulletin, whatever the townships of a district send or leave out."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders.inbox import Inbox, sheet
from builders.proof import amount
from builders.workbook_fixture import number
from ruralskills.bulletin.summarize import SummaryOptions, summarize
from ruralskills.model.period import Period, folder_period
from ruralskills.rollups.entries import RollupFigure

few = settings(
    max_examples=amount(6, 150), deadline=None, phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
"""A district takes seconds: few are tried, and a failing one is shown as it is."""
TOWNSHIPS = ("桂林街道", "双江镇", "柏梓镇", "塘坝镇", "崇龛镇", "新胜镇")
LEADERS = "村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数"
TRAINEES = "姓名 | 身份证号 | 培训班名称 | 班次类别 | 结业时间"
TASKS = "镇街 | 致富带头人/新增（人） | 致富带头人/存量（人） | 技能培训（人）"
NAMES = [f"欧阳{one}{other}" for one in "壬癸甲乙丙丁戊己" for other in "瑄琬琰璟"]
DAYS = ("2019-11-05", "2020-02-10", "2020-05-10", "2020-05-11")
NO_FIGURE = re.compile(
    r"\d{4}年(?:\d+月(?:\d+日)?)?|\d+月(?:\d+日)?|附件\d+|〔\d{4}〕\d+号|《[^》]*》|“[^”]*”|GB \d+—\d+"
)
"""Dates, periods, annexes, numbers of documents, quoted clauses."""
STATED = re.compile(
    r"(?:累计|在库|现有)(?P<sum>\d+)人(?:（[^）]*）)?，(?:完成|为)年度任务（(?P<task>\d+)人）的(?P<rate>[\d.]+)%"
    r"(?:，(?:较上季度末)?(?P<rise>提高|下降)(?P<change>[\d.]+)个百分点)?"
    r"(?:，(?P<pace>慢于|快于)序时进度(?P<gap>[\d.]+)个百分点)?"
)


@dataclass
class District:
    """The submissions of a district for two quarters."""

    people: Mapping[tuple[str, str], list[tuple[int, str, str]]]
    """By quarter and unit: person, day and households led."""
    classes: Mapping[tuple[str, str], list[tuple[int, str]]]
    tasks: Mapping[str, tuple[int, int, int]]
    broken: frozenset[str]
    """Units whose file of the second quarter is not readable."""

    def send(self, inbox: Inbox) -> None:
        """Write what the townships send."""
        for (quarter, unit), people in self.people.items():
            rows = [
                f"青龙村 | 贫困村 | {NAMES[who]} | {number(sequence=2 * who + 1)} | {day} | 在库 | {led}"
                for who, day, led in people
            ]
            title = f"{unit}2020年致富带头人台账"
            inbox.send(quarter, unit, "带头人", sheet(title, LEADERS, *rows))
        for (quarter, unit), pupils in self.classes.items():
            rows = [
                f"{NAMES[who]} | {number(sequence=2 * who + 1)} | 一班 | 技能培训 | {day}"
                for who, day in pupils
            ]
            title = f"{unit}2020年学员花名册"
            inbox.send(quarter, unit, "学员", sheet(title, TRAINEES, *rows))
        for unit in self.broken:
            path = inbox.folder / "收件" / "2020Q2" / unit / "坏的.xlsx"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"PK\x03\x04 nothing")
        if self.tasks:
            lines = [
                f"{unit} | {' | '.join(map(str, tasks))}" for unit, tasks in self.tasks.items()
            ]
            sums = " | ".join(map(str, map(sum, zip(*self.tasks.values(), strict=True))))
            title = "潼南区2020年扶志扶智任务分解表"
            inbox.send("2020Q2", "区扶贫办", "任务", sheet(title, TASKS, *lines, f"合计 | {sums}"))


@st.composite
def districts(draw: st.DrawFn) -> District:
    """Draw a district."""
    person = st.integers(0, len(NAMES) - 1)
    day = st.sampled_from(DAYS)
    leader = st.tuples(person, day, st.sampled_from(["3", "5", "0", ""]))
    places = [(quarter, unit) for quarter in ("2020Q1", "2020Q2") for unit in TOWNSHIPS]
    sent = st.lists(st.sampled_from(places), unique=True)
    task = st.tuples(*[st.integers(0, 30)] * 3)
    has_tasks = draw(st.sampled_from([True, True, True, False]))
    return District(
        {each: draw(st.lists(leader, min_size=1, max_size=9)) for each in draw(sent)},
        {
            each: draw(st.lists(st.tuples(person, day), min_size=2, max_size=9))
            for each in draw(sent)
        },
        {unit: draw(task) for unit in TOWNSHIPS} if has_tasks else {},
        draw(st.frozensets(st.sampled_from(TOWNSHIPS), max_size=2)),
    )


@dataclass
class Files:
    """The files of a quarter."""

    content: dict[str, bytes]

    @cached_property
    def record(self) -> dict[str, Any]:
        """The object of the json."""
        made: dict[str, Any] = json.loads(self.content["通报.json"])
        return made

    @property
    def statements(self) -> list[dict[str, Any]]:
        """What the bulletin says."""
        said: list[dict[str, Any]] = self.record["bulletin"]
        return said

    @cached_property
    def document(self) -> Document:
        """The document."""
        return docx.Document(BytesIO(self.content["通报.docx"]))

    @property
    def paragraphs(self) -> list[str]:
        """The document's paragraphs and cells."""
        cells = [cell for table in self.tables for row in table[1:] for cell in row]
        return [each.text for each in self.document.paragraphs] + cells

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """The document's tables, as texts of cells."""
        tables = self.document.tables
        return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]

    @property
    def page(self) -> list[str]:
        """The words of the page, without what the search looks through."""
        text = self.content["领导页.html"].decode()
        text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL)
        return [part for part in re.split(r"<[^>]*>", text) if part.strip()]

    @property
    def everything(self) -> str:
        """All text in all files."""
        parts = [self.content["通报.json"].decode(), self.content["领导页.html"].decode()]
        for name in ("通报.docx", "附表.xlsx"):
            with zipfile.ZipFile(BytesIO(self.content[name])) as package:
                parts += [
                    package.read(each).decode("utf-8", "replace") for each in package.namelist()
                ]
        return "\n".join(parts)

    def figures(self, indicator: str) -> dict[str, dict[str, Any]]:
        """Return by unit the figures of an indicator."""
        return self._by_indicator.get(indicator, {})

    @cached_property
    def _by_indicator(self) -> dict[str, dict[str, dict[str, Any]]]:
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for each in self.record["figures"]:
            found.setdefault(each["indicator"], {})[each["unit"]] = each
        return found


def files(district: District) -> tuple[Files, Files]:
    """Return the bulletins of two quarters, of the first only what is said."""
    with tempfile.TemporaryDirectory() as folder:
        inbox = Inbox(Path(folder), TOWNSHIPS)
        (inbox.folder / "收件").mkdir()
        district.send(inbox)
        options = SummaryOptions(as_of=date(2020, 7, 8))
        first, second = (
            summarize([inbox.folder / "收件"], Period(2020, quarter), options) for quarter in (1, 2)
        )
        return Files(first.files(["json"])), Files(second.files(["docx", "html", "xlsx", "json"]))


def digits(text: str) -> set[Decimal]:
    return {Decimal(each) for each in re.findall(r"\d+(?:\.\d+)?", NO_FIGURE.sub("", text))}


def known(statements: list[dict[str, Any]]) -> set[Decimal]:
    return {abs(Decimal(str(each["value"]))) for one in statements for each in one["numbers"]}


def rounded(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


@few
@given(districts())
def test_every_district(district: District) -> None:
    first, second = files(district)
    no_sentence_states_a_number_that_the_json_lacks(second)
    no_person_is_named(second)
    rates_and_points_are_those_of_the_printed_figures(first, second)
    fronts_and_lasts_agree_with_the_figures(district, second)
    ranks_count_those_before(second)
    the_table_of_ranks_holds_what_the_json_holds(second)


def no_sentence_states_a_number_that_the_json_lacks(made: Files) -> None:
    numbers = known(made.statements)
    for text in (*made.paragraphs, *made.page):
        assert digits(text) <= numbers, text
    for one in made.statements:  # and each of them is with its own sentence
        assert digits(one["text"]) <= known([one]), one
        for each in one["numbers"]:
            assert each["indicator"] != "typed" or one["section"].startswith("三、"), one
            assert each["field"] in {*RollupFigure.__struct_fields__, "rate_change"}, one
            assert folder_period(each["period"]), one


def no_person_is_named(made: Files) -> None:
    text = made.everything
    assert not [name for name in NAMES if name in text]
    for who in range(len(NAMES)):
        assert number(sequence=2 * who + 1) not in text


def rates_and_points_are_those_of_the_printed_figures(first: Files, second: Files) -> None:
    before = {
        one["text"].partition("。")[0].partition("）")[2]: found
        for one in first.statements
        if one["section"].startswith("一、") and (found := STATED.search(one["text"]))
    }
    for one in second.statements:
        found = STATED.search(one["text"])
        if not one["section"].startswith("一、") or not found:
            continue
        rate = Decimal(found["rate"])
        assert rate == rounded(int(found["sum"]), int(found["task"])), one
        if found["change"]:
            earlier = before.get(one["text"].partition("。")[0].partition("）")[2])
            was = Decimal(earlier["rate"]) if earlier else Decimal(0)
            sign = 1 if found["rise"] == "提高" else -1
            assert rate - was == sign * Decimal(found["change"]), (one, earlier)
        if found["gap"]:
            sign = 1 if found["pace"] == "快于" else -1
            assert rate - Decimal("50.00") == sign * Decimal(found["gap"]), one


def units_in(text: str) -> set[str]:
    return {unit for unit in TOWNSHIPS if unit in text}


def called(text: str, opening: str) -> set[str]:
    """Return the units that a sentence names behind an opening."""
    found = re.search(rf"{opening}(.*?)[；。]", text)
    return units_in(found[1] if found else "")


def fronts_and_lasts_agree_with_the_figures(district: District, made: Files) -> None:
    rows = {row[0]: row for table in made.tables for row in table if table[0][1] == "居前"}
    indicators = {each["title"].replace("/", ""): each["id"] for each in made.record["indicators"]}
    for title, row in rows.items():
        if title == "任务":
            continue
        figures = made.figures(indicators[title])
        ranked = {
            unit: Decimal(str(figures[unit]["rate"]))
            for unit in TOWNSHIPS
            if figures.get(unit, {}).get("rank")
        }
        front, last, idle = map(units_in, row[1:])
        assert front | last | idle <= set(ranked) - district.broken
        assert all(figures[unit]["target"] > 5 for unit in ranked)
        assert all(figures[unit]["cumulative"] == 0 for unit in idle)
        assert not front & last
        for unit, rate in ranked.items():
            assert unit in front or all(rate <= ranked[each] for each in front), row
            assert unit in last or all(rate >= ranked[each] for each in last), row
        for one in made.statements:
            if one["section"].startswith("二、") and f"）{title}。" in one["text"]:
                assert called(one["text"], "居前的是") == front
                assert called(one["text"], "居后的是") == last
                assert called(one["text"], "尚未启动的是") == idle


def ranks_count_those_before(made: Files) -> None:
    for indicator in {each["indicator"] for each in made.record["figures"]}:
        figures = [made.figures(indicator).get(unit, {}) for unit in TOWNSHIPS]
        rates = [each["rate"] for each in figures if each.get("rank")]
        for each in figures:
            if each.get("rank"):
                assert each["rank"] == 1 + sum(rate > each["rate"] for rate in rates)


def the_table_of_ranks_holds_what_the_json_holds(made: Files) -> None:
    indicators = {each["title"].replace("/", ""): each["id"] for each in made.record["indicators"]}
    for table in made.tables:
        if "名次" not in table[1]:
            continue
        for unit, *cells in table[2:]:
            for title, head, cell in zip(table[0][1:], table[1][1:], cells, strict=True):
                figure = made.figures(indicators[title]).get(unit, {})
                if head == "名次":
                    assert cell == str(figure.get("rank") or "—")
                elif figure.get("rank"):
                    assert cell == f"{figure['rate']:.2f}%"
