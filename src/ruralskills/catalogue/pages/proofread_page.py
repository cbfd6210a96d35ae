"""Page of a proofread notice: its problems, or its contents and sums of targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ruralskills.catalogue.pages.page import Block, PageHeading, Paragraph
from ruralskills.catalogue.proofread.target_sums import TargetSum
from ruralskills.notices import Notice, Problem


def result_data(problems: Sequence[Problem], sums: Sequence[TargetSum]) -> dict[str, Any]:
    """Return the problems and sums, for programs."""
    return {
        "mistakes": [
            {"file": m.file, "line": m.line, "message": m.message, "remedy": m.remedy}
            for m in problems
        ],
        "sums": [
            {
                "total": s.total.value,
                "added": s.added,
                "parts": len(s.parts),
                "fits": s.is_correct,
                "says": str(s),
            }
            for s in sums
        ],
    }


def result_page(
    notice: Notice | None, problems: Sequence[Problem], sums: Sequence[TargetSum]
) -> Iterator[Block]:
    """Yield the problems, or the contents and sums, for people."""
    if notice is None:
        yield from (Paragraph(str(problem)) for problem in problems)
        yield Paragraph(f"共{len(problems)}处，改正以前这份通知不能使用")
        return
    yield PageHeading(f"{notice.title}（{notice.id}）", 1)
    yield Paragraph(f"没有发现写错的地方。{'、'.join(_contents(notice))}")
    if sums:
        yield PageHeading("任务数加总")
        yield from (Paragraph(str(each)) for each in sums)
    elif notice.targets:
        yield Paragraph("任务表中没有可以加总的数")


def _contents(notice: Notice) -> Iterator[str]:
    for count, what in (
        (len(notice.clauses), "条条款"),
        (len(notice.limits), "项限额"),
        (len(notice.lists), "组选项"),
        (len(notice.expects), "项填写要求"),
        (len(notice.covers), "项名单核对"),
        (len(notice.steps), "组先后次序"),
        (len(notice.duties), "项履职要求"),
        (len(notice.indicators), "项统计指标"),
        (len(notice.ratios), "项比率和平均数"),
        (len(notice.targets), "个任务数"),
        (sum(map(len, notice.headers.values())), "处表头写法"),
        (len(notice.severities), "条规则的轻重"),
        (len(notice.scopes), "条规则的范围"),
        (len(notice.requirements), "条自定要求"),
        (sum(map(len, notice.columns.values())), "个自加的列"),
        (len(notice.off), "条停用的规则"),
    ):
        if count:
            yield f"{count}{what}"
