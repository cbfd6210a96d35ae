"""The figures as csv: UTF-8 with a BOM as Excel wants it, CRLF, one a row."""

from __future__ import annotations

import csv
import io
from typing import Final

from ruralskills.reports.csv import BOM, escape_formula
from ruralskills.rollups.entries import LevelName, RollupFigure
from ruralskills.rollups.rollup import Rollup

LEVEL_LABELS: Final[dict[LevelName, str]] = {
    "province": "省级", "city": "市级", "county": "县级", "township": "乡镇", "village": "村",
}  # fmt: skip
_HEADERS: Final = (
    "指标编号", "指标", "计量单位", "口径", "级别", "单位", "当期", "累计", "登记次数", "任务", "完成率%", "序时进度%",
    "与序时相差", "排名", "上期", "报送数", "核定数", "待核数", "重复数", "缺数单位", "来源", "单元格数",
)  # fmt: skip
_SPANS: Final = {"year": "本年", "plan": "整个计划"}


def text(rollup: Rollup) -> str:
    """Return the figures as csv."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEADERS)
    titles = {each.id: (each.title, each.measure) for each in rollup.indicators}
    for figure in rollup.figures:
        writer.writerow(
            [escape_formula(value) for value in _row(figure, *titles[figure.indicator])]
        )
    return BOM + stream.getvalue()


def _row(figure: RollupFigure, title: str, measure: str) -> list[str]:
    numbers = (
        figure.current, figure.cumulative, figure.entries, figure.target, figure.rate,
        figure.scheduled_rate, figure.gap, figure.rank, figure.previous, figure.reported,
        figure.confirmed, figure.pending, figure.repeats, figure.lacking,
    )  # fmt: skip
    return [
        figure.indicator, title, measure, _SPANS[figure.span], LEVEL_LABELS[figure.level],
        figure.unit, *("" if number is None else str(number) for number in numbers),
        figure.source or "", str(figure.places),
    ]  # fmt: skip
