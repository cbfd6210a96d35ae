"""The list of regions, read from 区划名单 or from 村名单."""

import re
from collections.abc import Iterator

from ruralskills.facts.townships import sender_of
from ruralskills.ledgers import Region, Village
from ruralskills.model.table import Table
from ruralskills.model.typed_column import Unknown
from ruralskills.regions import AreaLine, Regions, township_name

REGION_COLUMNS = (
    "county", "township", "village", "former", "merged", "level", "name", "parent", "aliases", "code",
    "since", "until",
)  # fmt: skip
"""The fields that are read of either list."""


def regions_of(tables: list[Table]) -> Regions:
    """Return the regions of all lists together.

    Raises RegionError for lines that are wrong in themselves.
    """
    entries: list[AreaLine] = []
    for table in tables:
        entries += map(_line_of_region, table.rows(Region))
        entries += _lines_of_villages(table)
    return Regions.from_lines(entries)


def former_names(text: str | None) -> tuple[str, ...]:
    """Return the names in a cell of former names, without words such as 原.

    >>> former_names("双桥村、原红旗村"), former_names(None)
    (('双桥村', '红旗村'), ())
    """
    parts = re.split("[、,，;；/]", text or "")
    return tuple(
        name for part in parts if (name := re.sub("^(原名?|曾用名)[:：]?", "", part.strip()))
    )


def _sheet(table: Table) -> str:
    return f"“{table.file}”工作表“{table.sheet}”"


def _line_of_region(row: Region) -> AreaLine:
    return AreaLine(
        _sheet(row.table),
        row.sheet_row,
        row.level or "",
        row.name or "",
        row.parent or "",
        former_names(row.aliases),
        row.code or "",
        row.since,
        row.until,
    )


def _lines_of_villages(table: Table) -> Iterator[AreaLine]:
    """Yield the villages, and before each township's first its township."""
    townships: set[tuple[str, str]] = set()
    sheet = _sheet(table)
    for row in table.rows(Village):
        county = row.county or ""
        township = row.township or sender_of(table)
        key = county, township_name(township)
        if township and key not in townships:
            townships.add(key)
            yield AreaLine(sheet, row.sheet_row, "乡镇", township, county)
        above = f"{county}{township}"
        former = former_names(row.former)
        yield AreaLine(
            sheet, row.sheet_row, "村", row.village or "", above, former, "", None, row.merged
        )


def unreadable_dates(tables: list[Table]) -> Iterator[str]:
    """Yield a line for each date that cannot be read, with its place, sheet by sheet.

    Without that date nobody knows whether the region still exists.
    """
    for table in tables:
        for name in ("since", "until", "merged"):
            if column := table.columns.get(name):
                problems = {c: v for c, v in enumerate(column.values) if isinstance(v, Unknown)}
                for index, code in column.rows_with(problems):
                    row, problem = table.row_numbers[index], problems[code].message
                    yield f"{_sheet(table)}第{row}行：{column.header}{problem}"


__all__ = ["REGION_COLUMNS", "former_names", "regions_of", "unreadable_dates"]
