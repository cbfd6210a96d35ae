"""The months that a row is about, by its own column or the title of its table."""

from ruralskills.facts.period_texts import months_of_period
from ruralskills.model.months import Months
from ruralskills.model.table import Ledger


def row_months(row: Ledger) -> Months | None:
    """Return the months of a row, None where neither column nor title names any."""
    table = row.table
    if text := getattr(row, "month", None):
        return months_of_period(text, table.year, table.columns["month"].header or "月份")
    period = table.period
    return Months.of_period(period) if period and period.month else None
