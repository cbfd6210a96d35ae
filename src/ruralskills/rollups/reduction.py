"""The reduce step: from what was read to submissions and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from ruralskills.model.period import Period
from ruralskills.notices import Indicator, InForce
from ruralskills.regions import is_township
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.arrivals import Arrival, Arrivals
from ruralskills.rollups.completeness import ledger_gaps, missing_units
from ruralskills.rollups.counted_cells import CellFinder
from ruralskills.rollups.counts import Count, Counting, CountKey
from ruralskills.rollups.coverage import Coverage, coverage
from ruralskills.rollups.entries import RollupFigure, RollupIndicator, Span, Submission
from ruralskills.rollups.figures import FigureMaker
from ruralskills.rollups.loading import load
from ruralskills.rollups.periods import Window, windows
from ruralskills.rollups.reading import Reading
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.rows_left_out import left_out_rows, strays
from ruralskills.rollups.submissions import (
    SentTable,
    leave_out_other_years,
    set_units,
    settle_versions,
)
from ruralskills.rollups.targets import is_task_table, targets
from ruralskills.rollups.unit_figures import stated_figures
from ruralskills.rollups.unit_tree import UnitTree, grown
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.notice_choice import describe_choices
from ruralskills.workspace.settings import Settings


def is_wanted(arrival: Arrival, period: Period) -> bool:
    """Return True for a file that may say something about a period's year so far."""
    sent = arrival.period
    return sent is None or (sent.year == period.year and sent.last_day <= period.last_day)


class Reduction(Struct, frozen=True, dict=True):
    """The readings of a period, with the settings that they are reduced by."""

    period: Period
    settings: Settings
    options: CheckOptions
    arrivals: Arrivals
    readings: Sequence[Reading]
    """The readings of the arrivals that are wanted, in their order."""
    ranked: bool

    @cached_property
    def in_force(self) -> InForce:
        """The notices in force."""
        return self.options.context(self.options.chosen or ()).in_force

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The indicators, those of the most particular notice first, each once."""
        return list({each.id: each for each in self.in_force.indicators}.values())

    def rollup(self, tree: UnitTree) -> Rollup:
        """Return the roll-up. ``tree`` has the units of the list, if there is one."""
        aggregates = Aggregates()
        sent, lines = self._sent(aggregates)
        if not tree.units:
            tree = grown(tree, self._senders(sent), self.settings.unit)
        set_units(sent, tree)
        leave_out_other_years(sent)
        settle_versions(sent, lambda _: None, lambda a, b: aggregates.overlap(a.number, b.number))
        covered = coverage(sent, tree)
        found = {each.id: each for each in windows(self.period, self.period.year)}
        load(aggregates, sent, covered, tree, self.indicators, list(found.values()))
        figures, counts = self._figures(aggregates, covered, tree, sent, found)
        received = covered.received([unit.name for unit in tree.leaves], self.period)
        return Rollup(
            self.period,
            self.options.as_of,
            notices=describe_choices(self.options.chosen or (), self.options.notices.headings),
            submissions=(
                *(each.line() for each in sent),
                *lines,
                *missing_units(tree, received, self.period),
            ),
            indicators=tuple(self._indicator_lines()),
            figures=tuple(figures),
            left_out=tuple(
                sorted(
                    (
                        *ledger_gaps(self.indicators, covered, tree, self.period),
                        *strays(sent, tree),
                        *left_out_rows(aggregates, found["year"], sent),
                    )
                )
            ),
            units=tree.units,
            expected=len(tree.leaves) if tree.is_listed else 0,
            received=len(received),
            names={each.id: each.names for each in self.indicators},
            cells=CellFinder(aggregates, sent, tree, found, self.indicators, counts).cells,
        )

    def _sent(self, aggregates: Aggregates) -> tuple[list[SentTable], list[Submission]]:
        """Return the tables that were read, and the lines of files that were not."""
        sent: list[SentTable] = []
        lines = [
            Submission(None, None, name, None, None, "unreadable", reason)
            for name, reason in self.arrivals.broken
        ]
        readings = iter(self.readings)
        for number, arrival in enumerate(self.arrivals.files):
            name = arrival.file.name
            if not is_wanted(arrival, self.period):
                reason = f"是{arrival.period}的，这次汇总到{self.period}，没有计入"
                lines.append(Submission(None, None, name, None, None, "other_period", reason))
                continue
            reading = next(readings)
            content = reading.content
            if content.problem:
                lines.append(
                    Submission(None, None, name, None, None, "unreadable", content.problem)
                )
                continue
            aggregates.add(reading.records, len(sent))
            for table in content.tables:
                period = arrival.period or _own_period(table.period, self.period)
                sent.append(
                    SentTable(len(sent), number, table, name, arrival.below, content.sha256, period)
                )
        return sent, lines

    def _senders(self, sent: Sequence[SentTable]) -> Iterator[str]:
        """Yield the townships and cities that tables name, for offices without a list."""
        for each in sent:
            names = (each.table.unit, *each.table.units)
            names += tuple(cell.unit for cell in each.table.figures)
            for text in names:
                name = self.options.units.names.name(text)
                if is_township(name) or name.endswith("市"):
                    yield name

    def _figures(
        self,
        aggregates: Aggregates,
        covered: Coverage,
        tree: UnitTree,
        sent: Sequence[SentTable],
        found: Mapping[str, Window],
    ) -> tuple[list[RollupFigure], dict[CountKey, Count]]:
        counted = [each for each in sent if each.counts]
        tasks = targets(
            self.indicators, self.in_force, filter(is_task_table, counted), tree, self.period.year
        )
        stated = stated_figures(counted, self.in_force, tree)
        names = {"current": "current", "cumulative": "year", "previous": "previous"}
        chosen = {name: found[win] for name, win in names.items() if win in found}
        counting = Counting(aggregates, covered, tree, self.period, chosen)
        counts = counting.counts(self.indicators)
        span: Span = "year"
        maker = FigureMaker(
            span, self.period, (self.period.year, 1), tree, tasks, stated, self.ranked
        )
        return list(maker.figures(self.indicators, counts)), counts

    def _indicator_lines(self) -> Iterator[RollupIndicator]:
        for each in self.indicators:
            notice = next(n.id for n in self.in_force.notices if each in n.indicators)
            yield RollupIndicator(
                each.id, each.title, each.unit, each.kind, bool(each.key), notice, each.clause
            )


def _own_period(named: Period | None, asked: Period) -> Period:
    """Return the period of a table that lies in no folder of a period.

    Without a quarter or a month in its name it is taken as one of the period asked for.
    """
    if named is None or (named.year in (0, asked.year) and not (named.quarter or named.month)):
        return asked
    return Period(named.year or asked.year, named.quarter, named.month)
