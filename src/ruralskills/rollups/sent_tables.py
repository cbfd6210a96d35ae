"""The tables that came in, and lines for the files that are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ruralskills.model.period import Period
from ruralskills.regions import UnitNames, is_township
from ruralskills.rollups.arrivals import Arrival, Arrivals
from ruralskills.rollups.entries import Submission, SubmissionStatus
from ruralskills.rollups.periods import lies_in
from ruralskills.rollups.sources import ReadSource
from ruralskills.rollups.submissions import SentTable
from ruralskills.rollups.targets import TASK_TITLE, is_task_table
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.normalise import normalised


def is_wanted(arrival: Arrival, period: Period, first_year: int) -> bool:
    """Return True for a file of a period, or of one before from a first year on.

    One of a later period of the year is wanted where it may hold the tasks of the year: in the
    folder of the year itself, and by its name.
    """
    sent = arrival.period
    if sent is None or (first_year <= sent.year and sent.last_day <= period.last_day):
        return True
    is_of_the_year = not (sent.quarter or sent.month)
    may_hold_tasks = is_of_the_year or bool(TASK_TITLE.search(normalised(arrival.below)))
    return sent.year == period.year and may_hold_tasks


def leave_out_later(tables: Iterable[SentTable], period: Period) -> None:
    """Set aside the tables of later periods, but for the tasks of the year."""
    for sent in tables:
        is_later = sent.period.last_day > period.last_day
        if is_later and sent.status == "adopted" and not is_task_table(sent):
            sent.status, sent.reason = "other_period", _later(sent.period, period)


def _later(sent: Period | None, period: Period) -> str:
    return f"是{sent}的，这次汇总到{period}，没有计入"


def sent_tables(
    arrivals: Arrivals, sources: Mapping[int, ReadSource], period: Period
) -> Iterator[SentTable]:
    """Yield the tables of the files that were read, numbered in their order."""
    number = 0
    for source, reading in sorted(sources.items()):
        arrival = arrivals.files[source]
        for table in reading.content.tables:
            own = arrival.period or _own_period(table.period, period)
            yield SentTable(
                number, source, table, arrival.file.name, arrival.below, reading.content.sha256,
                own, is_reference=arrival.is_reference,
            )  # fmt: skip
            number += 1


def _own_period(named: Period | None, asked: Period) -> Period:
    """Return the period of a table that lies in no folder of a period.

    Without a quarter or a month in its name it is taken as one of the period asked for.
    """
    if named is None or (named.year in (0, asked.year) and not (named.quarter or named.month)):
        return asked
    return Period(named.year or asked.year, named.quarter, named.month)


def lines_of_others(
    arrivals: Arrivals, sources: Mapping[int, ReadSource], period: Period, tree: UnitTree
) -> Iterator[Submission]:
    """Yield a line for each file of another period, and for each that cannot be read.

    Neither was opened, so that its name or its folder tells the unit. One that cannot be read and is
    of an earlier period has none, because nobody waits for it.
    """
    unread = [(each.name, each.period, each.reason) for each in arrivals.broken]
    for number, arrival in enumerate(arrivals.files):
        reading = sources.get(number)
        own = arrival.period
        is_later = own is not None and own.last_day > period.last_day
        if reading is None or (reading.content.problem and is_later):
            unit = _unit_named(arrival.file.name, tree)
            yield _line(unit, arrival.file.name, "other_period", _later(own, period))
        elif reading.content.problem:
            unread.append((arrival.file.name, arrival.period, reading.content.problem))
    for name, own, reason in unread:
        is_now = own is None or lies_in(own, period)
        yield _line(_unit_named(name, tree) if is_now else None, name, "unreadable", reason)


def _unit_named(name: str, tree: UnitTree) -> str | None:
    path = PurePosixPath(name)
    texts = (path.stem, *reversed(path.parts[:-1]))
    return next((unit for text in texts if (unit := tree.find(text))), None)


def _line(unit: str | None, name: str, status: SubmissionStatus, reason: str) -> Submission:
    return Submission(unit, None, name, None, None, status, reason)


def senders(sent: Iterable[SentTable], names: UnitNames) -> Iterator[str]:
    """Yield the townships and cities that tables name, for offices without a list."""
    for each in sent:
        texts: Sequence[str] = (
            each.table.unit, *each.table.units, *(cell.unit for cell in each.table.figures),
        )  # fmt: skip
        for text in texts:
            name = names.name(text)
            if is_township(name) or name.endswith("市"):
                yield name
