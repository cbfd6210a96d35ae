"""The report on the screen: by file, sheet and row, three lines a finding at most."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import IO, Final

from rich.console import Console
from rich.text import Text

from ruralskills.diagnostic import Cell, Finding, Nature, Outcome
from ruralskills.report.group import ALIKE, grouped
from ruralskills.report.verdict import summary

_STYLES: Final = {
    Nature.DATA: "bold red",
    Nature.SHORTFALL: "bold yellow",
    Nature.DOUBT: "cyan",
    Nature.HINT: "dim",
}
_MOST_CELLS: Final = 12


def write(outcome: Outcome, stream: IO[str] | None = None, *, colour: bool | None = None) -> None:
    """Print an outcome.  ``colour`` None leaves it to the terminal and ``NO_COLOR``."""
    console = Console(
        file=stream or sys.stdout,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=True,
        no_color=True if colour is False else None,
    )
    for line in lines(outcome):
        console.print(line)


def lines(outcome: Outcome) -> Iterator[Text]:
    """Yield the report's lines."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        by_file[finding.file].append(finding)
    checked = [status.path for status in outcome.files]
    for path in dict.fromkeys([*checked, *by_file]):
        if found := by_file.get(path):
            yield Text(path, style="bold")
            yield from _file(found)
            yield Text("")
    yield from _ending(outcome)


def _file(findings: Sequence[Finding]) -> Iterator[Text]:
    sheet: str | None = ""
    for group in grouped(findings):
        first = group[0]
        if first.sheet != sheet:
            sheet = first.sheet
            if sheet:
                yield Text(f"  工作表“{sheet}”")
        yield from _group(group)


def _group(group: Sequence[Finding]) -> Iterator[Text]:
    first = group[0]
    head = Text("    ")
    head.append(f"〔{first.nature.label}〕", style=_STYLES[first.nature])
    if len(group) == 1:
        where = first.cell.address if first.cell else "全表" if first.sheet else "设置"
        who = f"｜{first.subject}" if str(first.subject) else ""
        more = f"（共{len(first.related) + 1}格）" if len(first.related) >= ALIKE else ""
        head.append(f"{where}{more}{who}　{first.message}")
    else:
        cells = [finding.cell for finding in group if finding.cell]
        head.append(f"{first.title}　共{len(group)}处：{addresses(cells)}。如{_instance(first)}")
    yield head
    basis = f"　依据：{first.clause.citation}" if first.clause else ""
    yield Text(f"      → {first.remedy}。{basis}", style="dim")


def _instance(finding: Finding) -> str:
    who = f"{finding.subject}，" if str(finding.subject) else ""
    return f"{finding.cell.address if finding.cell else ''}（{who}{finding.message}）"


def addresses(cells: Sequence[Cell], most: int = _MOST_CELLS) -> str:
    """The cells of a group, the first dozen by name.

    >>> addresses([Cell("a", "b", row, 1) for row in range(3, 6)])
    'B3、B4、B5'
    """
    shown = "、".join(cell.address for cell in cells[:most])
    return f"{shown}等" if len(cells) > most else shown


def _waived(outcome: Outcome) -> Iterator[Text]:
    if outcome.waived_by_word:
        yield Text(f"已豁免{len(outcome.waived_by_word)}条，不计入结果：", style="dim")
    for finding in outcome.waived_by_word:
        who = f"｜{finding.subject}" if str(finding.subject) else ""
        yield Text(
            f"  {finding.place}{who}　{finding.title}：{finding.message}（{finding.waiver}）",
            style="dim",
        )


def _ending(outcome: Outcome) -> Iterator[Text]:
    yield from _waived(outcome)
    for status in outcome.files:
        if status.status != "read":
            word = "未能读取" if status.status == "unreadable" else "未检查"
            yield Text(f"{word}：{status.path}　{status.reason}", style="yellow")
    for notice in outcome.notices:
        yield Text(f"适用：{notice.title}（{notice.chosen_by}）", style="dim")
    for remark in outcome.remarks:
        yield Text(remark, style="dim")
    skipped = [s for s in outcome.sheets if s.status == "skipped" and s.reason != "空表"]
    if skipped:
        named = "；".join(f"{s.file}!{s.sheet}（{s.reason}）" for s in skipped[:5])
        more = f"等{len(skipped)}张" if len(skipped) > 5 else ""
        yield Text(f"未检查的工作表：{named}{more}", style="dim")
    for broken in outcome.rules_broken:
        yield Text(f"规则{broken.code}运行出错，结果不完整：{broken.reason}", style="bold red")
    yield Text(summary(outcome), style="bold")
