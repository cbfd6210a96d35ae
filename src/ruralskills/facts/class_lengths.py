"""Classes whose first and last day lie too far apart for a short course."""

from typing import Final

from ruralskills.facts.class_dates import HasClassDates, days_at_least
from ruralskills.text.lazy_regex import regex

_LONG: Final = regex("学徒|两后生|预备制|学制|中长期|长期班|年制|学历")
"""Words for training that lasts a year or more."""


def overlong_days(dates: HasClassDates, limit: int, *texts: str | None) -> int | None:
    """Return the days of a class that lasts longer than a limit, None where it may.

    ``texts`` are its name, kind and remark, which may say that it is a long one.
    """
    days = days_at_least(dates)
    if days is None or days <= limit or any(word and _LONG.search(word) for word in texts):
        return None
    return days
