"""When somebody was in a class: its first and last day, as far as they are certain."""

from datetime import date

from ruralskills.model.table import Table


def exact_span(table: Table, position: int) -> tuple[date, date] | None:
    """First and last day of the class of a row, where both are exact and in order."""
    held = table.value(position, "held")
    start = table.value(position, "starts") or (held.start if held else None)
    end = table.value(position, "ends") or (held.end if held else None)
    if start is None or end is None or not (start.exact and end.exact):
        return None
    return (start.earliest, end.latest) if start.earliest <= end.latest else None
