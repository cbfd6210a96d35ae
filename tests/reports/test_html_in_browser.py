"""The page in a real browser: its filters work, its script runs, and it holds five thousand findings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace

from builders import browser as browser_page
from builders.outcomes import finding, mixed, outcome
from ruralskills.model.cell import Cell
from ruralskills.model.outcome import Outcome
from ruralskills.reports import html

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)
TIMED = """
<script>
addEventListener("load", () => {
  const box = document.querySelector("input[name=nature]");
  const click = () => {
    const started = performance.now();
    box.click();
    document.body.getBoundingClientRect();
    return performance.now() - started;
  };
  const took = [...Array(5)].map(() => [click(), click()]);
  const quickest = (which) => Math.min(...took.map((times) => times[which]));
  document.body.dataset.took = `${quickest(0)} ${quickest(1)}`;
  click();
});
</script></body>"""
"""Hide everything and show everything, several times: other work on the machine must not count."""


@pytest.fixture(autouse=True)
def browser() -> None:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: the page's filters were not tried")
        pytest.skip(
            "NO CHROMIUM HERE: the page's filters were not tried (apt-get install chromium)"
        )


def shown(text: str, folder: Path, state: str = "") -> str:
    """Return the page as the browser holds it once its script has run."""
    page = folder / "report.html"
    page.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu",
            "--disable-background-networking", f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=5000", "--dump-dom", f"{page.as_uri()}{state}",
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8")


def rows(dom: str, *, hidden: bool) -> list[tuple[str, str, str]]:
    """Return unit, nature and code of the findings that are hidden, or that are not."""
    tags = re.findall(r"<tr id=[^>]*>", dom)
    return [
        tuple(re.search(rf'data-{name}="([^"]*)"', tag)[1] for name in ("unit", "nature", "code"))  # type: ignore[index,misc]  # every row has them
        for tag in tags
        if (" hidden" in tag) is hidden
    ]


def of(made: Outcome, folder: Path, **state: str) -> tuple[str, list[tuple[str, str, str]]]:
    fragment = "&".join(f"{name}={quote(value)}" for name, value in state.items())
    dom = shown(html.page(made), folder, f"#{fragment}")
    return dom, rows(dom, hidden=False)


def test_nothing_is_hidden_at_first(tmp_path: Path) -> None:
    dom, visible = of(mixed(), tmp_path)
    assert 'class="js"' in dom
    assert len(visible) == 10
    assert "共10条" in dom


def test_a_link_shows_one_township_and_one_nature(tmp_path: Path) -> None:
    dom, visible = of(mixed(), tmp_path, unit="云岭镇", nature="doubt,hint")
    assert visible == [("云岭镇", "doubt", "P102"), ("云岭镇", "hint", "R901")]
    assert "显示2条，共10条（云岭镇）" in dom
    assert len(rows(dom, hidden=True)) == 8
    assert len(re.findall(r'<details class="file"[^>]* hidden', dom)) == 1
    assert len(re.findall(r'<tr class="group" hidden', dom)) == 1


def test_a_link_shows_one_rule_and_counts_what_is_left_of_a_group(tmp_path: Path) -> None:
    dom, visible = of(mixed(), tmp_path, code="L202")
    assert [code for _, _, code in visible] == ["L202"] * 5
    assert '共<span class="count">5</span>处' in dom


@pytest.mark.parametrize("width", [390, 1280])
def test_no_screen_has_to_be_pushed_sideways(tmp_path: Path, width: int) -> None:
    related = tuple(Cell("云岭镇.xlsx", "带头人", row, 1) for row in range(8, 60, 2))
    long = finding(9, message="500152********1234" * 9, value="A" * 300, related=related)
    made = replace(mixed(), findings=(*mixed().findings, replace(long, number=99)))
    assert browser_page.width_of(html.page(made), width, tmp_path) <= width


def test_paper_has_no_filters_tiles_or_rules_that_did_not_run(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text(html.page(mixed()), encoding="utf-8")
    pdf = browser_page.printed(page, tmp_path)
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    text = done.stdout.decode()
    for words in ("云岭镇", "王12", "柏梓镇", "李四", "SHA-256"):
        assert words in text, words
    for words in ("清除", "未运行", "目录"):
        assert words not in text, words


def test_folded_files_open_for_what_is_asked(tmp_path: Path) -> None:
    made = outcome(*(finding(file=f"{n}.xlsx", unit=f"{n}镇") for n in "甲乙丙丁戊己庚"))
    dom, visible = of(made, tmp_path, unit="丙镇")
    assert [unit for unit, _, _ in visible] == ["丙镇"]
    [shown_file] = [
        tag for tag in re.findall(r'<details class="file"[^>]*>', dom) if "hidden" not in tag
    ]
    assert " open" in shown_file
    dom, _ = of(made, tmp_path)
    assert not re.search(r'<details class="file"[^>]* open', dom)


def test_an_unknown_choice_hides_nothing(tmp_path: Path) -> None:
    _, visible = of(mixed(), tmp_path, unit="没有这个镇", code="Z999")
    assert len(visible) == 10


def test_markup_in_cells_does_not_run(tmp_path: Path) -> None:
    attack = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    dom, visible = of(outcome(finding(value=attack, name=attack, unit=attack)), tmp_path)
    assert "<title>ran" not in dom
    assert len(visible) == 1


def test_the_policy_stops_a_script_that_is_not_ours(tmp_path: Path) -> None:
    page = html.page(mixed()).replace("</body>", "<script>document.title='ran'</script></body>")
    assert "<title>ran" not in shown(page, tmp_path)


def test_five_thousand_findings_can_be_filtered(tmp_path: Path) -> None:
    made = outcome(*(finding(n + 5, code=f"L{n // 3:04}", name=f"张{n}") for n in range(5000)))
    page = re.sub(r"<meta http-equiv[^>]*>", "", html.page(made)).replace("</body>", TIMED)
    dom = shown(page, tmp_path)
    assert re.search(r'data-took="([\d.]+) ([\d.]+)"', dom), "the filter did not come to its end"
    assert len(rows(dom, hidden=True)) == 5000
