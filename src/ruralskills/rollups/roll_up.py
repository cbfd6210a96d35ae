"""The public function that rolls submissions up, and its steps in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from ruralskills.facts.region_list import regions_of
from ruralskills.model.ledger_set import Role
from ruralskills.model.period import Period
from ruralskills.outputs.output_file import reason
from ruralskills.outputs.scratch import scratch_folder
from ruralskills.regions import UnitNames
from ruralskills.rollups.arrivals import Arrivals, find_arrivals
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.executors import FileMap, LocalProcesses, here
from ruralskills.rollups.freezing import with_freezes
from ruralskills.rollups.map_sources import ArrivalReading, Progress
from ruralskills.rollups.person_keys import new_key
from ruralskills.rollups.reading import ReadOptions
from ruralskills.rollups.record_store import RecordStore, opened
from ruralskills.rollups.reduction import Reduction
from ruralskills.rollups.rollup import Rollup
from ruralskills.rollups.unit_tree import UnitTree, listed
from ruralskills.validation.file_check import CheckOptions
from ruralskills.validation.preparation import check_options, region_tables
from ruralskills.validation.reference_data import OneOrMorePaths, all_paths, reference_paths
from ruralskills.validation.run_settings import run_settings
from ruralskills.validation.supplied_waivers import waivers_in_force
from ruralskills.workspace.settings import Settings


def rollup(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    *,
    year: int,
    quarter: int = 0,
    month: int = 0,
    notices: Sequence[str] = (),
    regions: OneOrMorePaths = (),
    as_of: date | None = None,
    password: str = "",
    jobs: int = 1,
    progress: Progress | None = None,
    settings: Settings | None = None,
    ranked: bool = True,
    freeze: str = "",
    since: str = "",
    scheduler: str = "",
    may_be_empty: bool = False,
) -> Rollup:
    r"""Turn the submissions of a period into figures of townships, counties and above.

    ``paths`` are files and folders, by default the inbox of the workspace; a folder such as
    ``2020Q2`` tells for which period its files were sent.  ``quarter`` or ``month`` is that of the
    year, without either the year itself is meant.  ``freeze`` is a name under which the period is
    kept as approved, ``since`` that of a freeze to compare with, by default the last of the period.
    Without ``ranked`` no figure has a rank. ``scheduler`` is the address of a Dask cluster that
    reads the files, such as ``tls://host:8786``. Where it ``may_be_empty``, a period for which
    nothing was sent is rolled up too, with a remark. The other arguments are those of ``validate``.

    >>> from tempfile import TemporaryDirectory
    >>> rows = "青龙村,张三,500199198506150017,2020-02-01\n青龙村,李四,500199199003020039,2020-05-01"
    >>> with TemporaryDirectory() as folder:
    ...     ledger = Path(folder, "带头人.csv")
    ...     head = "青龙镇2020年致富带头人台账\n村,姓名,身份证号,认定时间\n"
    ...     _ = ledger.write_text(head + rows, encoding="utf-8")
    ...     made = rollup(folder, year=2020, quarter=2, notices=["tongnan-2020"])
    >>> [(each.unit, each.current, each.cumulative) for each in made.figures
    ...  if each.indicator == "new_leaders" and each.level == "township"]
    [('青龙镇', 1, 2)]
    >>> [str(cell) for cell in made.explain("青龙镇", "新增带头人").cells if cell.in_period]
    ['带头人.csv!带头人!C4']
    >>> frame = made.to_pandas()
    >>> int(frame.query("indicator == 'new_leaders' and level == 'village'")["cumulative"].sum())
    2

    Raises RollupError where there is nothing to roll up, and what ``validate`` raises.
    """
    paths = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    period = _period(year, quarter, month)
    settings, told = run_settings(paths) if settings is None else (settings, ())
    options = check_options(settings, notices, as_of, password)
    references = reference_paths({"regions": regions}, settings.reference)
    with scratch_folder() as folder:
        scratch = folder
        tree = _listed_units(references, settings, options, scratch, period)
        options = replace(options, units=replace(options.units, names=tree.names))
        arrivals = find_arrivals(paths, settings, scratch / "unpacked", all_paths(references))
        with _store(settings) as (store, remarks):
            waivers = waivers_in_force(settings, references, options, scratch)
            key = store.key if store else new_key()
            read_options = ReadOptions(options, key, bool(store), waivers)
            with _file_map(jobs, scheduler) as file_map:
                reading = ArrivalReading(arrivals, period, read_options, file_map, store, progress)
                sources, chosen = reading.run()
            if all(arrivals.files[number].is_reference for number in sources):
                if not may_be_empty:
                    raise RollupError(_nothing_there(arrivals, period))
                remarks += (_nothing_there(arrivals, period),)
            options = replace(options, chosen=chosen)
            reduction = Reduction(period, settings, options, arrivals, sources, ranked, tree)
            made = with_freezes(reduction, store, freeze, since)
        return replace(made, remarks=(*made.remarks, *arrivals.remarks, *remarks, *told))


@contextmanager
def _file_map(jobs: int, scheduler: str) -> Iterator[FileMap]:
    """Open what reads the files: a cluster, processes on this machine, or this one."""
    if scheduler:
        from ruralskills.rollups.cluster import cluster

        with cluster(scheduler) as file_map:
            yield file_map
    else:
        yield LocalProcesses(jobs) if jobs > 1 else here


@contextmanager
def _store(settings: Settings) -> Iterator[tuple[RecordStore | None, tuple[str, ...]]]:
    """Open the store of the workspace, or give a remark why it cannot be used."""
    store: RecordStore | None = None
    remarks: tuple[str, ...] = ()
    with ExitStack() as stack:
        if settings.folder is not None:
            try:
                store = stack.enter_context(opened(settings.folder))
            except OSError as error:
                remarks = (f"记录存不进工作区（{reason(error)}），这次没有用以前的记录",)
        yield store, remarks


def _period(year: int, quarter: int, month: int) -> Period:
    if quarter and month:
        raise RollupError("季度和月份只能写一个")
    if not (1990 <= year <= 2100 and 0 <= quarter <= 4 and 0 <= month <= 12):
        raise RollupError("年份、季度（1至4）或月份（1至12）写得不对")
    return Period(year, quarter, month)


def _listed_units(
    references: dict[Role, list[Path]],
    settings: Settings,
    options: CheckOptions,
    scratch: Path,
    period: Period,
) -> UnitTree:
    """Return the units of the office's list of regions, none without one."""
    tables = region_tables(references, settings, options, scratch)
    if not tables:
        return UnitTree()
    regions = regions_of(tables)
    return listed(regions, UnitNames.of(regions), period.last_day, settings.unit)


def _nothing_there(arrivals: Arrivals, period: Period) -> str:
    others = sorted({str(each.period) for each in arrivals.files if each.period})
    if not others:
        return f"没有找到{period}的报送文件，请核对路径"
    return f"没有找到{period}的报送文件，只有{'、'.join(others)}的，请核对年度和季度"
