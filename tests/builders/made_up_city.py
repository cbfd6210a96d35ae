"""A city with two counties, rolled up without writing a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from builders.sheet_text import Sheet
from ruralskills.catalogue import available_notices
from ruralskills.detection.table_unit import UnitSources, share_unit
from ruralskills.detection.tables import find_tables, to_table
from ruralskills.model.period import Period, folder_period
from ruralskills.regions import AreaLine, Regions, UnitNames
from ruralskills.rollups import reading
from ruralskills.rollups.arrivals import Arrival, Arrivals
from ruralskills.rollups.person_keys import Hasher
from ruralskills.rollups.records import SourceRecords
from ruralskills.rollups.reduction import Reduction
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.row_values import RowValues
from ruralskills.rollups.sources import ReadSource, SourceContent
from ruralskills.rollups.table_records import TableRecords
from ruralskills.rollups.unit_tree import UnitTree, listed
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.notice_choice import NoticeChoice
from ruralskills.workspace.settings import Settings

COUNTIES = {"东山县": ("青龙镇", "白虎镇"), "西山县": ("朱雀镇", "玄武镇", "麒麟镇")}
TOWNSHIPS = tuple(name for names in COUNTIES.values() for name in names)
HASHER = Hasher(b"k" * 32)


@dataclass(frozen=True)
class Sent:
    """A workbook of one sheet that a unit sent for a period."""

    period: str
    unit: str
    title: str
    head: str
    rows: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"收件/{self.period}/{self.unit}/{self.title}.xlsx"


@cache
def city() -> UnitTree:
    """The units of the city."""
    lines = [AreaLine("区划", 1, "市", "四方市")]
    for county, townships in COUNTIES.items():
        lines.append(AreaLine("区划", 2, "县", county, "四方市"))
        lines += [AreaLine("区划", 3, "镇", name, county) for name in townships]
    regions = Regions.from_lines(lines)
    return listed(regions, UnitNames.of(regions), date(2020, 6, 30), "")


@cache
def _options() -> CheckOptions:
    return CheckOptions(
        available_notices.load(None),
        date(2026, 1, 1),
        (NoticeChoice("tongnan-2020", "", is_explicit=True),),
        units=UnitSources(city().names),
    )


@cache
def _source(sent: Sent) -> ReadSource:
    """Read a workbook as far as an example repeats it."""
    sheet = Sheet(sent.title, "\n".join(f"| {line}" for line in (sent.head, *sent.rows)))
    in_force = _options().context(_options().chosen or ()).in_force
    sources = UnitSources(city().names, [sent.unit])
    tables = [to_table(t, in_force, sources) for t in find_tables(sheet.grid(), sent.name)]
    share_unit(tables)
    content, records, names = SourceContent(sent.name), SourceRecords(), city().names
    for number, table in enumerate(tables):
        content.tables.append(reading._source_table(table, HASHER, names, sent.name))
        TableRecords(number, RowValues(table, HASHER), {}, records, names).add(in_force.indicators)
    return ReadSource(content, records)


def rolled_up(files: Sequence[Sent], quarter: int = 2) -> Rollup:
    """Roll the workbooks up as if they lay in an inbox."""
    files = sorted(files, key=lambda sent: sent.name)  # as the inbox lists them
    arrivals = Arrivals(
        [
            Arrival(InputFile(Path(sent.name), sent.name), folder_period(sent.period), sent.name)
            for sent in files
        ]
    )
    sources = {number: _source(sent) for number, sent in enumerate(files)}
    reduction = Reduction(
        Period(2020, quarter), Settings(), _options(), arrivals, sources, True, city()
    )
    return reduction.rollup()
