"""The report on the screen: numbers by unit, findings by file, what comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import IO, Final

from ruralskills.model.cell import Cell
from ruralskills.model.findings import Finding, Nature, Severity
from ruralskills.model.outcome import Outcome
from ruralskills.reports import unchecked
from ruralskills.reports.grouping import GROUP_SIZE, finding_groups
from ruralskills.reports.next_steps import TITLE, next_steps
from ruralskills.reports.screen_lines import NATURE_STYLES, label, styled, write_lines
from ruralskills.reports.summary import summary
from ruralskills.reports.unit_counts import total, unit_counts
from ruralskills.text.width import padded, width
from ruralskills.text.wrapping import Line
from ruralskills.validation.mend_hints import MEND_CODES

_MOST_CELLS: Final = 12
_ELSEWHERE: Final = "，见网页或xlsx报告（--format html、xlsx）"
_NUMBERS: Final = (*(nature.label for nature in Nature), "文件")


def write(
    outcome: Outcome,
    stream: IO[str] | None = None,
    *,
    colour: bool | None = None,
    paths: Sequence[str] = (),
    least: Severity | None = Severity.ERROR,
) -> None:
    """Print an outcome.  With ``colour`` None the terminal and ``NO_COLOR`` decide.

    ``paths`` are those that were given to be checked, for the commands that come next.  A finding
    of the severity ``least``, or a graver one, decides the exit code and is marked.
    """
    write_lines(lines(outcome, paths, least), stream, colour=colour)


def lines(
    outcome: Outcome, paths: Sequence[str] = (), least: Severity | None = Severity.ERROR
) -> Iterator[Line]:
    """Yield the report's lines."""
    if outcome.findings:
        yield from _table(outcome)
        yield from _marked(outcome, least)
        yield ()
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in outcome.findings:
        by_file[finding.file].append(finding)
    checked = [status.path for status in outcome.files]
    for path in dict.fromkeys([*checked, *by_file]):
        if findings := by_file.get(path):
            yield styled(path, "bold")
            yield from _file(findings, least)
            yield ()
    yield from _ending(outcome)
    steps = list(next_steps(outcome, paths)) if paths else []
    if steps:
        yield styled(TITLE, "bold")
    for step in steps:
        yield styled(f"  {step}")


def _table(outcome: Outcome) -> Iterator[Line]:
    """Yield who has how many of what."""
    rows = unit_counts(outcome)
    if len(rows) > 1:
        rows.append(total(outcome))
    size = max(width("单位"), *(width(row.unit) for row in rows))
    heads = "".join(f"  {head:>{8 - width(head) + len(head)}}" for head in _NUMBERS)
    yield styled(f"{padded('单位', size)}{heads}", "bold")
    styles = [*(NATURE_STYLES[nature] for nature in Nature), ""]
    for row in rows:
        pieces = [(padded(row.unit, size), "bold" if row.unit == "合计" else "")]
        for number, style in zip((*row.numbers, row.files), styles, strict=True):
            pieces.append((f"  {number:>8}", style if number else "dim"))
        yield tuple(pieces)


def _decides(finding: Finding, least: Severity | None) -> bool:
    return least is not None and finding.severity.rank <= least.rank


def _marked(outcome: Outcome, least: Severity | None) -> Iterator[Line]:
    count = sum(_decides(finding, least) for finding in outcome.findings)
    if count and least is not None:
        yield styled(f"带“!”的{count}条使退出码为1（--fail-on {least.value}）", "dim")


def _file(findings: Sequence[Finding], least: Severity | None) -> Iterator[Line]:
    sheet: str | None = ""
    forms = [finding for finding in findings if finding.code in MEND_CODES]
    for group in finding_groups(f for f in findings if f.code not in MEND_CODES):
        first = group[0]
        if first.sheet != sheet:
            sheet = first.sheet
            if sheet:
                yield styled(f"  工作表“{sheet}”")
        yield from _group(group, least)
    if forms:
        yield styled(f"  写法：{forms[0].remedy}", "dim")
    for finding in forms:
        place = f"{finding.sheet}!{finding.cell.address if finding.cell else ''}"
        yield (
            ("    ", ""),
            label(finding.nature),
            (f"{place}　{finding.message} [{finding.code}]", ""),
        )


def _group(group: Sequence[Finding], least: Severity | None) -> Iterator[Line]:
    first = group[0]
    if len(group) == 1:
        whole = "全表" if first.sheet else first.header or "设置"
        where = first.cell.address if first.cell else whole
        who = f"｜{first.subject}" if str(first.subject) else ""
        more = f"（共{len(first.related) + 1}格）" if len(first.related) >= GROUP_SIZE else ""
        text = f"{where}{more}{who}　{first.message}"
    else:
        cells = [finding.cell for finding in group if finding.cell]
        text = f"{first.title}　共{len(group)}处：{cell_list(cells)}。如{_example(first)}"
    gutter = ("  ! ", "bold red") if _decides(first, least) else ("    ", "")
    yield (gutter, label(first.nature), (text, ""))
    basis = f"　依据：{first.clause.citation}" if first.clause else ""
    yield ((f"      → {first.remedy}。", ""), (f"{basis} [{first.code}]", "dim"))


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
        yield styled(f"已豁免{len(outcome.waived_by_office)}条，不计入结果：", "dim")
    for finding in outcome.waived_by_office:
        who = f"｜{finding.subject}" if str(finding.subject) else ""
        yield styled(
            f"  {finding.place}{who}　{finding.title}：{finding.message}（{finding.waiver}）"
            f" [{finding.code}]",
            style="dim",
        )


def _ending(outcome: Outcome) -> Iterator[Line]:
    yield from _waived(outcome)
    for notice in outcome.notices:
        yield styled(f"适用：{notice.title}（{notice.chosen_by}）", "dim")
    for remark in outcome.remarks:
        yield styled(remark, "dim")
    yield from _not_checked(outcome)
    yield styled(summary(outcome), "bold")


def _not_checked(outcome: Outcome) -> Iterator[Line]:
    """Yield what was not read and not run, all in one place."""
    for rule in outcome.rules_broken:
        yield styled(f"规则{rule.code}运行出错，结果不完整：{rule.reason}", "bold red")
    for status in outcome.files:
        if status.status != "read":
            told = "未能读取" if status.status == "unreadable" else "未检查"
            yield styled(f"{told}：{status.path}　{status.reason}", "yellow")
    yield from map(styled, unchecked.headed(outcome, _ELSEWHERE))
