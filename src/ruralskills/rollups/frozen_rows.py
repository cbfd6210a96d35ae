"""The rows behind figures, kept with a freeze and compared with a later run's."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ruralskills.model.masking import mask_name
from ruralskills.rollups.aggregates import Aggregates, put
from ruralskills.rollups.counts import Count, CountKey
from ruralskills.rollups.entries import ChangedRow, RowChange
from ruralskills.rollups.record_store import PRIVATE
from ruralskills.rollups.records import COUNTS
from ruralskills.rollups.spans import CountedSpan
from ruralskills.rollups.submissions import SentTable

_TABLES: Final = """
CREATE OR REPLACE TABLE named (tab INTEGER, file VARCHAR, sheet VARCHAR);
CREATE OR REPLACE TABLE chosen (variant VARCHAR, indicator VARCHAR, unit VARCHAR);
CREATE TABLE IF NOT EXISTS counted (span VARCHAR, indicator VARCHAR, unit VARCHAR,
    village VARCHAR, thing UBIGINT, entry UBIGINT, file VARCHAR, sheet VARCHAR, cell VARCHAR);
"""
_COUNTED: Final = f"""
INSERT INTO counted
SELECT $span, c.indicator, h.unit, h.village, coalesce(h.key, h.entry), h.entry, n.file, n.sheet,
       w.content || h.row
FROM hits h JOIN words w ON w.word = h.letter JOIN chosen c ON c.variant = h.indicator::VARCHAR
    AND c.unit = h.unit::VARCHAR JOIN named n USING (tab)
WHERE h.verdict = {COUNTS}
"""
_CHANGED: Final = """
SELECT span, indicator, unit, village, thing, any_value(file) AS file,
       any_value(sheet) AS sheet, any_value(cell) AS cell,
       {sign} AS sign
FROM {one} ANTI JOIN {other} USING (span, indicator, unit, thing, entry)
GROUP BY span, indicator, unit, village, thing
"""
_CHANGES: Final = "CREATE OR REPLACE TABLE changes AS {came} UNION ALL {went}"


class CountedRows:
    """The rows behind all figures of a run."""

    def __init__(
        self,
        aggregates: Aggregates,
        counts: Iterable[tuple[CountedSpan, Mapping[CountKey, Count]]],
        sent: Sequence[SentTable],
    ) -> None:
        self._database = aggregates.database
        self._database.execute(_TABLES)
        named = [(each.number, mask_name(each.file), mask_name(each.table.sheet)) for each in sent]
        put(self._database, "named", named)
        for span, own in counts:
            chosen = [(count.variant, *key) for key, count in own.items() if count.variant]
            self._database.execute("DELETE FROM chosen")
            if chosen:
                put(self._database, "chosen", chosen)
                aggregates.look_at(span.cumulative)
                self._database.execute(_COUNTED, {"span": span.span})

    def save(self, path: Path) -> None:
        """Write the rows to a Parquet file. Raises OSError."""
        import duckdb

        name = str(path).replace("'", "''")
        query = f"COPY (SELECT * FROM counted ORDER BY ALL) TO '{name}' (FORMAT parquet)"
        try:
            self._database.execute(query)
        except duckdb.IOException as error:
            is_full = os.strerror(errno.ENOSPC) in str(error)
            raise OSError(errno.ENOSPC if is_full else errno.EIO, "写不进去") from None
        path.chmod(PRIVATE)

    def compare(self, path: Path) -> bool:
        """Compare the rows with those of a Parquet file. False for a damaged one."""
        import duckdb

        query = "CREATE OR REPLACE TEMP TABLE frozen AS SELECT * FROM read_parquet($path)"
        try:
            self._database.execute(query, {"path": str(path)})
        except duckdb.Error:
            return False
        sides = {"came": ("counted", "frozen"), "went": ("frozen", "counted")}
        queries = {
            sign: _CHANGED.format(one=one, other=other, sign=f"'{sign}'")
            for sign, (one, other) in sides.items()
        }
        self._database.execute(_CHANGES.format(**queries))
        return True

    def changes(self, span: str, indicator: str, units: Sequence[str]) -> Iterator[ChangedRow]:
        """Yield the rows of some units that came, went or changed since, by file and cell."""
        query = """
            SELECT thing, list(sign), arg_max(file, sign = 'came'), arg_max(sheet, sign = 'came'),
                   arg_max(cell, sign = 'came')
            FROM changes WHERE span = $span AND indicator = $indicator
                AND (list_contains($units, unit) OR list_contains($units, unit || '/' || village))
            GROUP BY thing, unit ORDER BY ALL
        """
        values = {"span": span, "indicator": indicator, "units": list(units)}
        found = self._database.execute(query, values).fetchall()
        rows = [
            ChangedRow(_change(signs), file, sheet, cell) for _, signs, file, sheet, cell in found
        ]
        yield from sorted(
            rows, key=lambda each: (each.file, each.sheet, len(each.cell), each.cell, each.change)
        )


def _change(signs: Sequence[str]) -> RowChange:
    if len(set(signs)) > 1:
        return "changed"
    return "came" if signs[0] == "came" else "went"
