"""The leader's page: valid, narrow, one sheet of paper, and its red lines and charts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from builders import browser, example_inboxes
from builders.whole_district import many_problems, whole_district
from ruralskills.bulletin.content import Material
from ruralskills.bulletin.leader_charts import periods_shown
from ruralskills.bulletin.leader_page import leader_page
from ruralskills.bulletin.red_lines import RED_LINES, RedLineCount, red_line_counts
from ruralskills.bulletin.search_entries import search_data
from ruralskills.bulletin.summarize import Summary, SummaryOptions, summarize
from ruralskills.model.findings import Finding, Nature, Severity, Subject
from ruralskills.model.outcome import Outcome
from ruralskills.model.period import Period
from ruralskills.notices import InForce, shipped_notices


@pytest.fixture(scope="module")
def tongnan(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    folder = example_inboxes.tongnan(tmp_path_factory.mktemp("tongnan"))
    return summarize([folder / "收件"], Period(2020, 4), SummaryOptions(as_of=date(2021, 1, 6)))


@pytest.fixture(scope="module")
def dongxiang(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    folder = example_inboxes.dongxiang(tmp_path_factory.mktemp("dongxiang"))
    return summarize(
        [folder / "收件"], Period(2020, month=12), SummaryOptions(as_of=date(2021, 1, 6))
    )


def full_page() -> str:
    """A district of 23 townships with every task, every red line below, and much to compare."""
    counts = tuple(
        RedLineCount(line, 3, 117, "潼扶组发〔2020〕4号三（三）“每人至少带动3户”")
        for line in RED_LINES
    )
    made = replace(whole_district(), sent_for=(Period(2020, 1),))
    return leader_page(Material(made, many_problems(), counts)).text()


PAGES: dict[str, Callable[[Summary, Summary], str]] = {
    "tongnan": lambda one, _: one.page.text(),
    "dongxiang": lambda _, other: other.page.text(),
    "full": lambda _, __: full_page(),
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, tongnan: Summary, dongxiang: Summary) -> str:
    made = PAGES[request.param](tongnan, dongxiang)
    assert isinstance(made, str)
    return made


def test_valid(page: str, tmp_path: Path) -> None:
    if shutil.which("tidy") is None:
        assert not os.environ.get("CI"), "tidy must be there where the project is tested"
        pytest.skip("tidy is not installed: THE PAGE WAS NOT VALIDATED")
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    done = subprocess.run(["tidy", "-q", "-e", "-utf8", path], capture_output=True, check=False)
    assert done.stderr.decode() == ""


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_sticks_out(width: int, page: str, tmp_path: Path) -> None:
    assert browser.width_of(page, width, tmp_path) == width


def test_one_sheet_of_paper(page: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    assert browser.printed(path, tmp_path).read_bytes().count(b"/Type /Page\n") == 1


def test_nothing_from_elsewhere(page: str) -> None:
    assert 'Content-Security-Policy" content="default-src &#39;none&#39;; style-src' in page
    assert not re.search(r"(?:src|href)=|url\(|https?://(?!www\.w3\.org/2000/svg)", page)


def test_the_search_leads_from_a_figure_to_its_cells(tongnan: Summary, tmp_path: Path) -> None:
    text = tongnan.page.text()
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)[-1]
    typed = f'{script}\nfield.value = "古井镇 存量"; search();'
    path = tmp_path / "page.html"
    unguarded = re.sub(r"<meta http-equiv=[^>]*>", "", text).replace(script, typed)
    path.write_text(unguarded, encoding="utf-8")
    dom = browser.run(tmp_path, "--dump-dom", path.as_uri()).decode()
    found = dom[dom.index('id="found"') : dom.index("</main>")]
    assert "古井镇 致富带头人存量" in found
    assert "致富带头人台账.xlsx　工作表“Sheet1”　" in found
    assert "依据：潼扶组发〔2020〕4号" in found


def test_red_lines_of_the_notices_in_force(tongnan: Summary, dongxiang: Summary) -> None:
    said = [line.text for line in tongnan.page.red_lines]
    assert said == [
        "带动不足3户的带头人：1人", "带头人不足4人的贫困村：1个", "没有带头人的非贫困村和社区：1个",
        "贫困人口占比低于30%的扶贫车间：1个", "没有报送的单位：0个",
    ]  # fmt: skip
    assert [line.text for line in dongxiang.page.red_lines] == ["结业了没有抽查的培训班：1期"]
    assert all(line.clause for line in dongxiang.page.red_lines)


def one_of(code: str, name: str, nature: Nature) -> Finding:
    subject = Subject("双江镇", "青龙村", name)
    return Finding(code, "", "", Severity.ERROR, nature, "", "", "", subject=subject)


@pytest.mark.parametrize(
    ("findings", "count"),
    [
        ([], 0),
        ([("甲", Nature.SHORTFALL), ("乙", Nature.SHORTFALL)], 2),
        ([("甲", Nature.SHORTFALL), ("甲", Nature.SHORTFALL)], 1),
        ([("甲", Nature.HINT)], 0),
    ],
)
def test_each_counts_once(findings: list[tuple[str, Nature]], count: int) -> None:
    found = tuple(one_of("L201", name, nature) for name, nature in findings)
    notices = InForce((shipped_notices()["tongnan-2020"],))
    [first, *others] = red_line_counts(Outcome(found, rules_ran=("L201",)), notices)
    assert (first.limit, first.count) == (3, count)
    assert [each.count for each in others] == [None] * 3
    assert [each.count for each in red_line_counts(None, notices)] == [None] * 4


def test_the_search_knows_the_red_lines(tongnan: Summary) -> None:
    entries = {each["name"]: each for each in json.loads(search_data(tongnan.material))}
    found = entries["红线 带动不足3户的带头人"]
    assert (found["value"], found["clause"]) == (
        "1人",
        "潼扶组发〔2020〕4号三（三）“每人至少带动3户”",
    )
    [below] = [each for name, each in entries.items() if name.startswith(f"{found['name']} ")]
    [place] = below["places"]
    assert re.fullmatch(r".*　工作表“.*”　[A-Z]+\d+　\*{14}\d{3}[\dX]", place)


def test_the_search_tells_the_year_from_the_plan(dongxiang: Summary) -> None:
    names = [each["name"] for each in json.loads(search_data(dongxiang.material))]
    assert any(name.endswith("（本年）") for name in names)
    assert any(name.endswith("（整个计划）") for name in names)
    assert len(names) == len(set(names))


def test_limits_have_units_of_their_own(tongnan: Summary) -> None:
    numbers = [each for one in tongnan.page.statements for each in one.numbers]
    limits = {(each.indicator, each.value, each.unit) for each in numbers if each.field == "target"}
    assert {
        ("min_households_led", 3, "户"),
        ("min_leaders_poor_village", 4, "人"),
        ("poor_share", 30, "%"),
    } <= limits


def test_only_what_a_notice_in_force_asks_for() -> None:
    assert list(red_line_counts(None, InForce((shipped_notices()["common"],)))) == []


def test_as_many_points_as_periods(tongnan: Summary, dongxiang: Summary) -> None:
    for made, names in ((tongnan, {"三季度", "四季度"}), (dongxiang, {"11月", "12月"})):
        rollup = made.material.rollup
        assert len(periods_shown(rollup)) == len(names)
        chart = re.search(r'<svg[^>]*aria-label="历期完成率".*?</svg>', made.page.text())
        assert chart is not None
        lines = chart[0].count("<polyline")
        assert chart[0].count("<circle") == len(names) * lines
        texts = re.findall(r"<text[^>]*>([^<]*)", chart[0])
        assert names <= set(texts)


def test_the_trend_is_what_the_roll_up_of_the_period_says(tongnan: Summary) -> None:
    rollup = tongnan.material.rollup
    before = rollup.so_far(Period(2020, 3))
    for figure in rollup.figures:
        if figure.previous is not None and figure.source not in ("figure", None):
            key = figure.indicator, figure.span, figure.unit
            assert before.get(key, figure.previous) == figure.previous, key
