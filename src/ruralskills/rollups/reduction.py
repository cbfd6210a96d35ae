"""The reduce step: from what was read to submissions and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.model.period import Period
from ruralskills.notices import Indicator, InForce, Ratio
from ruralskills.rollups.aggregates import Aggregates
from ruralskills.rollups.arrival_register import ArrivalRegister, read_registers
from ruralskills.rollups.arrivals import Arrivals
from ruralskills.rollups.comparison import Comparison
from ruralskills.rollups.completeness import ledger_gaps, missing_units, task_gaps
from ruralskills.rollups.counted_cells import CellFinder
from ruralskills.rollups.counts import Count, Counting, CountKey
from ruralskills.rollups.coverage import Coverage, coverage
from ruralskills.rollups.entries import (
    Amount,
    ChangedRow,
    Inconsistency,
    LeftOut,
    RollupError,
    RollupFigure,
    RollupIndicator,
    Submission,
)
from ruralskills.rollups.figures import FigureMaker, as_amount
from ruralskills.rollups.frozen_rows import CountedRows
from ruralskills.rollups.loading import load
from ruralskills.rollups.namesakes import namesakes
from ruralskills.rollups.periods import lies_in
from ruralskills.rollups.ratios import as_indicator, ratio_counts
from ruralskills.rollups.rollup import FigureKey, Rollup
from ruralskills.rollups.rows_left_out import doubtful_rows, strays, unknown_sheets
from ruralskills.rollups.sent_tables import (
    leave_out_later,
    lines_of_others,
    senders,
    sent_tables,
)
from ruralskills.rollups.sources import ReadSource
from ruralskills.rollups.spans import CountedSpan, counted_spans
from ruralskills.rollups.submissions import (
    FIGURE,
    SentTable,
    leave_out_other_years,
    received_tables,
    received_units,
    set_units,
    settle_versions,
)
from ruralskills.rollups.targets import deadlines, is_task_table, targets
from ruralskills.rollups.unit_figures import (
    StatedFigure,
    StatedFigures,
    amounts_without_measure,
    figures_without_days,
    stated_cells,
    stated_figures,
)
from ruralskills.rollups.unit_tree import UnitTree, grown
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.notice_choice import describe_choices
from ruralskills.workspace.settings import Settings

SpanCounts = tuple[CountedSpan, dict[CountKey, Count]]


class Reduction(Struct, frozen=True, dict=True):
    """The readings of a period, with the settings that they are reduced by."""

    period: Period
    settings: Settings
    options: CheckOptions
    arrivals: Arrivals
    sources: Mapping[int, ReadSource]
    """By the number of an arrival, what was read of it."""
    ranked: bool
    listed: UnitTree
    """The units of the list of regions, none without a list."""

    @cached_property
    def in_force(self) -> InForce:
        """The notices in force."""
        return self.options.in_force(self.options.chosen or ())

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators, each once, as the most particular notice has it."""
        by_id: dict[str, Indicator] = {}
        for each in self.in_force.indicators:
            by_id.setdefault(each.id, each)
        return tuple(by_id.values())

    @cached_property
    def ratios(self) -> dict[Ratio, Indicator]:
        """The ratios, each as an indicator."""
        known = {each.id: each for each in self.indicators}
        ratios = (ratio for notice in self.in_force.notices for ratio in notice.ratios)
        return {
            ratio: as_indicator(ratio, known[ratio.part]) for ratio in ratios if ratio.part in known
        }

    @cached_property
    def aggregates(self) -> Aggregates:
        """The records of all files."""
        aggregates, number = Aggregates(self.options.as_of), 0
        for _, source in sorted(self.sources.items()):
            if source.path is not None and not source.path.exists():
                raise RollupError("读出的记录已被清掉，请再汇总一次")
            if source.path is not None:
                aggregates.add_file(source.path, source.content.texts, number)
            elif source.records is not None:
                aggregates.add(source.records, source.content.texts, number)
            number += len(source.content.tables)
        aggregates.gather()
        return aggregates

    @cached_property
    def loaded(self) -> Aggregates:
        """The records of all files, joined with what is known of their tables."""
        load(self.aggregates, self.sent, self.coverage, self.tree, self._spans)
        return self.aggregates

    @cached_property
    def _spans(self) -> list[CountedSpan]:
        return list(counted_spans(self.indicators, self.in_force, self.period))

    @cached_property
    def tree(self) -> UnitTree:
        """The units: those of the list, else those that sent something."""
        if self.listed.units:
            return self.listed
        names = self.options.units.names
        own = senders(self._tables, names)
        return grown(self.listed, own, self.settings.unit, namesakes(self._tables))

    @cached_property
    def _tables(self) -> list[SentTable]:
        return list(sent_tables(self.arrivals, self.sources, self.period))

    @cached_property
    def register(self) -> ArrivalRegister:
        """The office's registers of arrivals."""
        return read_registers(self.arrivals.folders)

    @cached_property
    def sent(self) -> list[SentTable]:
        """The tables that came in, with what became of each."""
        sent, register = self._tables, self.register
        set_units(sent, self.tree)
        leave_out_other_years(sent)
        leave_out_later(sent, self.period)
        settle_versions(sent, register.adopted, self.aggregates.overlaps)
        register.set_late(sent, self.settings.deadlines)
        return sent

    @cached_property
    def coverage(self) -> Coverage:
        """The tables that count, by unit and ledger."""
        return coverage(self.sent, self.tree)

    @cached_property
    def stated(self) -> StatedFigures:
        """The figures that units state."""
        return stated_figures(self._stated_cells)

    @cached_property
    def _stated_cells(self) -> list[StatedFigure]:
        counted = [each for each in self.sent if each.counts]
        return stated_cells(counted, self._named, self.tree)

    @cached_property
    def _named(self) -> tuple[Indicator, ...]:
        return (*self.indicators, *self.ratios.values())

    @cached_property
    def counts(self) -> list[SpanCounts]:
        """The counts of each span."""
        found: list[SpanCounts] = []
        for span in self._spans:
            counting = Counting(
                self.loaded, self.coverage, self.tree, self.period, span, self.stated
            )
            counts = counting.counts()
            found.append((span, counts | dict(ratio_counts(self.ratios, counts))))
        return found

    def rollup(self) -> Rollup:
        """Return the roll-up."""
        leaves = [unit.name for unit in self.tree.leaves]
        received = received_units(self.sent, self.period) & set(leaves)
        figures = tuple(self._figures())
        return replace(
            self.unfilled(),
            notices=describe_choices(self.options.chosen or (), self.options.notices.headings),
            submissions=(
                *(each.line() for each in self.sent if not each.is_reference),
                *self._others,
                *missing_units(self.tree, received | self._unread, self.period),
            ),
            indicators=tuple(self._indicator_lines()),
            figures=figures,
            inconsistent=tuple(self._inconsistent()),
            left_out=tuple(sorted({*self._left_out(), *task_gaps(figures, self.tree)})),
            units=self.tree.units,
            expected=len(leaves) if self.tree.is_listed else 0,
            received=len(received),
            undated=tuple(each for each in leaves if each in received & self._undated),
            remarks=() if self.tree.is_listed else (_NO_LIST,),
            names={each.id: each.names for each in self._named},
            people_of_files=self._people_of_files(),
            own_files=tuple(sorted(self._own_files())),
            sent_for=tuple(sorted(self._sent_for(), key=lambda each: each.last_day)),
        )

    def unfilled(self) -> Rollup:
        """Return the roll-up without what it says, which finds rows and units if asked."""
        return Rollup(
            self.period,
            self.options.as_of,
            cells=lambda figure: self._cell_finder.cells(figure),
            cells_of=lambda figures: self._cell_finder.cells_of(figures),
            has_reported=lambda figure: self._cell_finder.has_reported(figure),
            so_far=self.so_far,
            find_unit=lambda text: self.tree.find(text),
            find_place=lambda text: self.tree.find_place(text),
        )

    @cached_property
    def _others(self) -> list[Submission]:
        """The files that do not count: of another period, or not readable."""
        return list(lines_of_others(self.arrivals, self.sources, self.period, self.tree))

    @cached_property
    def _unread(self) -> set[str]:
        """The units of which a file of the period could not be read."""
        return {each.unit for each in self._others if each.status == "unreadable" and each.unit}

    @cached_property
    def _undated(self) -> set[str]:
        """The units of which no register tells when something came in."""
        sent = received_tables(self.sent, self.period)
        return {each.unit for each in sent if not self.register.tells_arrival(each)}

    @cached_property
    def rows(self) -> CountedRows:
        """The rows behind all figures."""
        return CountedRows(self.loaded, self.counts, self.sent)

    def changes(self, figure: RollupFigure) -> tuple[ChangedRow, ...]:
        """Return the rows of a figure that changed since the freeze."""
        units = self.tree.with_below(figure.unit)
        return tuple(self.rows.changes(figure.span, figure.indicator, units))

    def _people_of_files(self) -> dict[str, tuple[str, ...]]:
        """Return by file the people in its ledgers that its name tells."""
        found: dict[str, set[str]] = {}
        for each in self.sent:
            if people := each.table.people_of_file:
                found.setdefault(each.file, set()).update(people)
        return {file: tuple(sorted(people)) for file, people in found.items()}

    def _own_files(self) -> set[str]:
        own = (each for each in self.sent if each.counts and not each.is_reference)
        return {each.file for each in own if lies_in(each.period, self.period)}

    def _sent_for(self) -> set[Period]:
        return {each.period for each in self.sent if not each.is_reference}

    def so_far(self, period: Period) -> dict[FigureKey, Amount]:
        """Return the cumulative figures as a period before left them."""
        found: dict[FigureKey, Amount] = {}
        for span in counted_spans(self.indicators, self.in_force, period):
            counting = Counting(
                self.loaded, self.coverage, self.tree, period, span.only_so_far, self.stated
            )
            for (indicator, unit), count in counting.counts().items():
                if count.source != FIGURE and (value := as_amount(count.cumulative)) is not None:
                    found[indicator, span.span, unit] = value
        return found

    def _figures(self) -> list[RollupFigure]:
        """Return the figures by indicator, the year before the plan."""
        tasks = targets(
            self.indicators,
            self.in_force,
            [each for each in self.sent if each.counts and is_task_table(each)],
            self.tree,
            self.period.year,
        )
        last_days = deadlines(self.indicators, self.in_force, self.tree, self.period.year)
        found: list[RollupFigure] = []
        for span, counts in self.counts:
            maker = FigureMaker(
                span,
                self.period,
                self.tree,
                tasks,
                self.stated,
                self.ranked,
                self._unread,
                last_days,
                frozenset(ratio.id for ratio in self.ratios),
            )
            ids = {each.id for each in span.indicators}
            ratios = [each for ratio, each in self.ratios.items() if ratio.part in ids]
            found += maker.figures((*span.indicators, *ratios), counts)
        order = {each.id: number for number, each in enumerate(self._named)}
        return sorted(found, key=lambda figure: (order[figure.indicator], figure.span == "plan"))

    def _inconsistent(self) -> Iterator[Inconsistency]:
        for span, counts in self.counts:
            if span.span == "year":
                comparison = Comparison(self._stated_cells, counts, self.tree, self.period)
                yield from comparison.inconsistencies(span.indicators)

    def _left_out(self) -> Iterator[LeftOut]:
        yield from ledger_gaps(self.indicators, self.coverage, self.tree, self.period)
        yield from unknown_sheets(self.arrivals, self.sources, self.period)
        yield from strays(self.sent, self.tree, self.indicators)
        yield from doubtful_rows(self.loaded, self.counts, self.sent)
        own = (each for each in self.sent if each.counts and lies_in(each.period, self.period))
        yield from figures_without_days(own, self._named, self.tree)
        stated = (each for each in self._stated_cells if lies_in(each.sent.period, self.period))
        yield from amounts_without_measure(stated, self._named)

    def _indicator_lines(self) -> Iterator[RollupIndicator]:
        for each in self._named:
            notice = next(n.id for n in self.in_force.notices if each.clause in n.clauses)
            yield RollupIndicator(
                each.id, each.title, each.unit, each.kind, bool(each.key), notice, each.clause
            )

    @cached_property
    def _cell_finder(self) -> CellFinder:
        counts = {
            (indicator, span.span): (span, counts)
            for span, counts in self.counts
            for indicator in {key[0] for key in counts}
        }
        return CellFinder(self.loaded, self.sent, self.tree, self.stated, counts)


_NO_LIST = "没有区划名单，不知道还有哪些单位应报；请在 rs.toml 写明 regions，或用 --regions 给出"
