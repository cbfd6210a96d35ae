"""Figures that statistical tables report: of which indicator, for whom, for which days."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import township_name
from ruralskills.ledgers import Figure
from ruralskills.model.period import Period
from ruralskills.model.table import Place, Table
from ruralskills.notices import Indicator, InForce
from ruralskills.text.addresses import column_letters
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

Cut = Literal["", "quarter", "year"]
"""Of which days a figure speaks: unsaid, of its quarter alone, from the beginning of the year."""

_THIS: Final = regex(r"本季度?(完成)?(数|人数)?|当季(完成)?(数)?|本期(完成)?(数)?|当期(完成)?(数)?")
_SO_FAR: Final = regex(r"(本年)?累计(完成)?(数|人数)?|年初至今|\d{0,2}-?\d{1,2}月累计|全年累计")
_OTHER: Final = regex("任务|计划|目标|上季|上期|上年|同期|去年|率|占比|比例|排名|标准|均")
_WHOLE: Final = regex(r"合计|总计|共计|小计|全[省市县区]")
_TASKS: Final = regex("任务|计划|分解|目标")


class ReportedFigure(Struct, frozen=True):
    """A figure of a statistical table."""

    row: Figure
    unit: str
    """The township or department, as it is compared; empty for the one that reports."""
    name: str
    """The indicator, without the word that says of which days."""
    cut: Cut
    value: Decimal

    @property
    def place(self) -> Place:
        """The cell of the figure."""
        return self.row.at("value")

    @property
    def period(self) -> Period | None:
        """The period that the table speaks of."""
        return edition(self.row.table)

    @property
    def days(self) -> tuple[date, date] | None:
        """The days of which it speaks; None where that is not clear."""
        period = self.period
        if period is None or not period.year or (period.month and self.cut != "year"):
            return None
        if self.cut == "year" or not (period.quarter or period.month or self.cut):
            return date(period.year, 1, 1), period.last_day
        return (period.first_day, period.last_day) if self.cut and period.quarter else None


def reported_in(table: Table) -> Iterator[ReportedFigure]:
    """Yield the figures of a table that reports, unit by unit; sums and rates left out."""
    if _TASKS.search(table.layout.title):
        return
    for row in table.rows(Figure):
        unit, path, word = row.unit or "", row.indicator or "", row.period or ""
        if row.value is None or not path or _WHOLE.search(unit):
            continue
        if _OTHER.search(path) or _OTHER.search(word) or "人次" in _header(row):
            continue
        name, cut = _parted(path, word)
        owner = township_name(unit or table.layout.unit)
        yield ReportedFigure(row, owner, name, cut, Decimal(row.value))


def _header(row: Figure) -> str:
    """Return what stands over a figure, as it is written."""
    letter = column_letters(row.at("value").cell.column)
    return next((c.header for c in row.table.layout.columns if c.column == letter), "")


def _parted(path: str, word: str) -> tuple[str, Cut]:
    """Return the indicator and the days of which it speaks.

    >>> _parted("技能培训/累计完成", "累计完成"), _parted("技能培训", "2020"), _parted("送工送岗", "本季")
    (('技能培训', 'year'), ('技能培训', ''), ('送工送岗', 'quarter'))
    """
    parts = path.split("/")
    cuts: list[Cut] = [_cut(part) for part in (*parts, word)]
    name = "/".join(part for part in parts if not _cut(part))
    return name, next((cut for cut in cuts if cut), "")


def _cut(word: str) -> Cut:
    if _THIS.fullmatch(word):
        return "quarter"
    return "year" if _SO_FAR.fullmatch(word) else ""


def indicator_of(name: str, notices: InForce) -> Indicator | None:
    """Return the indicator that a table calls so; None where none or several bear the name."""
    word = normalised(name)
    found = [each for each in notices.indicators if word in map(normalised, each.names)]
    return found[0] if len(found) == 1 else None
