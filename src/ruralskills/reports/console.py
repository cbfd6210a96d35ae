"""The report on the screen: by file, sheet and row, two lines a finding."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import IO, Final

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature
from ruralskills.model.outcome import Outcome
from ruralskills.reports import unchecked
from ruralskills.reports.grouping import GROUP_SIZE, finding_groups
from ruralskills.reports.summary import summary
from ruralskills.text.terminal import terminal_line
from ruralskills.validation.mend_hints import MEND_CODES

_STYLES: Final = {
    Nature.DATA: "bold red",
    Nature.SHORTFALL: "bold yellow",
    Nature.DOUBT: "cyan",
    Nature.HINT: "dim",
}
_MOST_CELLS: Final = 12
_ELSEWHERE: Final = "，见网页或xlsx报告（--format html、xlsx）"

Line = tuple[tuple[str, str], ...]
"""A line as pieces of text, each with its style in rich."""


def write(outcome: Outcome, stream: IO[str] | None = None, *, colour: bool | None = None) -> None:
    """Print an outcome.  With ``colour`` None the terminal and ``NO_COLOR`` decide."""
    stream = stream or sys.stdout
    if colour is not False and (stream.isatty() or os.environ.get("FORCE_COLOR")):
        _write_in_colour(outcome, stream)
        return
    for line in lines(outcome):
        stream.write(f"{plain(line)}\n")


def _write_in_colour(outcome: Outcome, stream: IO[str]) -> None:
    from rich.console import Console  # loading it takes as long as checking a small workbook
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines(outcome):
        console.print(Text.assemble(*((terminal_line(words), style) for words, style in line)))


def plain(line: Line) -> str:
    """Return the text of a line without characters that move the cursor."""
    return terminal_line("".join(words for words, _ in line))


def _line(text: str, style: str = "") -> Line:
    return ((text, style),)


def lines(outcome: Outcome) -> Iterator[Line]:
    """Yield the report's lines."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        by_file[finding.file].append(finding)
    checked = [status.path for status in outcome.files]
    for path in dict.fromkeys([*checked, *by_file]):
        if findings := by_file.get(path):
            yield _line(path, "bold")
            yield from _file(findings)
            yield ()
    yield from _ending(outcome)


def _file(findings: Sequence[Finding]) -> Iterator[Line]:
    sheet: str | None = ""
    forms = [finding for finding in findings if finding.code in MEND_CODES]
    for group in finding_groups(f for f in findings if f.code not in MEND_CODES):
        first = group[0]
        if first.sheet != sheet:
            sheet = first.sheet
            if sheet:
                yield _line(f"  工作表“{sheet}”")
        yield from _group(group)
    if forms:
        yield _line(f"  写法：{forms[0].remedy}", "dim")
    for finding in forms:
        place = f"{finding.sheet}!{finding.cell.address if finding.cell else ''}"
        label = f"〔{finding.nature.label}〕", _STYLES[finding.nature]
        yield (("    ", ""), label, (f"{place}　{finding.message} [{finding.code}]", ""))


def _group(group: Sequence[Finding]) -> Iterator[Line]:
    first = group[0]
    nature = f"〔{first.nature.label}〕", _STYLES[first.nature]
    if len(group) == 1:
        whole = "全表" if first.sheet else first.header or "设置"
        where = first.cell.address if first.cell else whole
        who = f"｜{first.subject}" if str(first.subject) else ""
        more = f"（共{len(first.related) + 1}格）" if len(first.related) >= GROUP_SIZE else ""
        text = f"{where}{more}{who}　{first.message}"
    else:
        cells = [finding.cell for finding in group if finding.cell]
        text = f"{first.title}　共{len(group)}处：{cell_list(cells)}。如{_example(first)}"
    yield (("    ", ""), nature, (text, ""))
    basis = f"　依据：{first.clause.citation}" if first.clause else ""
    yield _line(f"      → {first.remedy}。{basis} [{first.code}]", "dim")


def _example(finding: Finding) -> str:
    who = f"{finding.subject}，" if str(finding.subject) else ""
    return f"{finding.cell.address if finding.cell else ''}（{who}{finding.message}）"


def cell_list(cells: Sequence[Cell], most: int = _MOST_CELLS) -> str:
    """Return the addresses of cells, at most a dozen of them.

    >>> cell_list([Cell("a", "b", row, 1) for row in range(3, 6)])
    'B3、B4、B5'
    """
    listed = "、".join(cell.address for cell in cells[:most])
    return f"{listed}等" if len(cells) > most else listed


def _waived(outcome: Outcome) -> Iterator[Line]:
    if outcome.waived_by_office:
        yield _line(f"已豁免{len(outcome.waived_by_office)}条，不计入结果：", "dim")
    for finding in outcome.waived_by_office:
        who = f"｜{finding.subject}" if str(finding.subject) else ""
        yield _line(
            f"  {finding.place}{who}　{finding.title}：{finding.message}（{finding.waiver}）"
            f" [{finding.code}]",
            style="dim",
        )


def _ending(outcome: Outcome) -> Iterator[Line]:
    yield from _waived(outcome)
    for status in outcome.files:
        if status.status != "read":
            label = "未能读取" if status.status == "unreadable" else "未检查"
            yield _line(f"{label}：{status.path}　{status.reason}", "yellow")
    for notice in outcome.notices:
        yield _line(f"适用：{notice.title}（{notice.chosen_by}）", "dim")
    for remark in outcome.remarks:
        yield _line(remark, "dim")
    yield from map(_line, unchecked.headed(outcome, _ELSEWHERE))
    for rule in outcome.rules_broken:
        yield _line(f"规则{rule.code}运行出错，结果不完整：{rule.reason}", "bold red")
    yield _line(summary(outcome), "bold")
