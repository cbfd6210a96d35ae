"""Submissions: whose each table is, and if it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from ruralskills.ledgers import Figure
from ruralskills.model.period import Period
from ruralskills.rollups.entries import COUNTED, Submission, SubmissionStatus
from ruralskills.rollups.periods import lies_in
from ruralskills.rollups.sources import SourceTable
from ruralskills.rollups.unit_tree import UnitTree
from ruralskills.text.normalise import normalised

FIGURE = Figure.info.id
_MOST_NAMED: Final = 5
"""The files of one ledger that a reason names, of perhaps hundreds."""


class SentTable(Struct, eq=False):
    """A table that was sent, with its file, its unit and what became of it."""

    number: int
    """Its number among all tables of the run."""
    source: int
    table: SourceTable
    file: str
    below: str
    sha256: str
    period: Period
    """The period that it was sent for."""
    unit: str = ""
    """The unit that sent it, by its name in the list. Empty where nothing names it."""
    status: SubmissionStatus = "adopted"
    reason: str = ""
    is_reference: bool = False
    """True for a table of the office's own lists, which nobody sent."""

    @property
    def counts(self) -> bool:
        """True if its rows count."""
        return self.status in COUNTED

    @property
    def ledger(self) -> str:
        """The id of its ledger."""
        return self.table.ledger

    @property
    def order(self) -> tuple[int, int]:
        """The key by which later submissions are told from earlier ones."""
        last = self.period.last_day.toordinal()
        return last, last - self.period.first_day.toordinal()

    def line(self) -> Submission:
        """Return its line in the roll-up."""
        return Submission(
            self.unit or None, self.ledger, self.file, self.table.sheet, self.sha256,
            self.status, self.reason,
        )  # fmt: skip


def set_units(tables: Iterable[SentTable], tree: UnitTree) -> None:
    """Give each table the unit that sent it. One without a unit stays undecided."""
    for sent in tables:
        sent.unit = _own_unit(sent, tree)
        is_open = sent.table.unit_source != "disputed" and not _has_namesakes(sent, tree)
        if not sent.unit and is_open:
            sent.unit = _one_above(sent, tree) or _area_named(sent, tree)
        if not sent.unit and sent.status == "adopted":
            sent.status = "undecided"
            sent.reason = _unknown_unit(sent, tree)


def _own_unit(sent: SentTable, tree: UnitTree) -> str:
    """Return the unit that a table has by itself, empty for none.

    An office that collects the tables of others is in its settings, and sends none of them.
    """
    table = sent.table
    if table.unit_source in (None, "several", "disputed"):
        return ""
    if table.unit_source == "column" and tree.namesakes(table.unit):
        return ""  # its rows tell
    unit = tree.find(table.unit, texts_beside(sent)) or _told_by_rows(sent, tree)
    return "" if table.unit_source == "settings" and unit in tree.below else unit


def _has_namesakes(sent: SentTable, tree: UnitTree) -> bool:
    """Return True for a township of which nothing tells the county."""
    source, beside = sent.table.unit_source, list(texts_beside(sent))
    if source in (None, "several", "settings") or not tree.namesakes(sent.table.unit):
        return False
    found = {tree.find(text, beside) for text in units_of_rows(sent)}
    if source == "column":
        return not any(found)
    return not found or not found <= set(tree.namesakes(sent.table.unit).values())


def _told_by_rows(sent: SentTable, tree: UnitTree) -> str:
    """Return the township of a table in the one county of all its rows, else empty."""
    name = sent.table.unit
    found = {tree.find(name, (text,)) for text in _texts_of_rows(sent)}
    return found.pop() if len(found) == 1 and tree.namesakes(name) else ""


def texts_beside(sent: SentTable) -> Iterator[str]:
    """Yield the texts beside a table that may name its county, the nearest first."""
    path = PurePosixPath(sent.file)
    yield from (
        sent.unit,
        sent.table.title,
        sent.table.sheet,
        path.stem,
        *reversed(path.parts[:-1]),
    )


def units_of_rows(sent: SentTable) -> set[str]:
    """Return the units that the rows of a table name, as they stand there."""
    return _texts_of_rows(sent) - {""}


def _texts_of_rows(sent: SentTable) -> set[str]:
    """Return the same with an empty text if some row names none."""
    if sent.ledger == FIGURE:
        return {cell.unit for cell in sent.table.figures}
    return set(sent.table.units)


def _area_named(sent: SentTable, tree: UnitTree) -> str:
    """Return the county or city that title, sheet, file or the nearest folder names."""
    return next((unit for text in texts_beside(sent) if (unit := tree.find(text))), "")


def _one_above(sent: SentTable, tree: UnitTree) -> str:
    """Return the unit above those that the rows of a table name, empty for none."""
    named: set[str] = set()
    for text in units_of_rows(sent):
        unit = tree.find(text, texts_beside(sent))
        named |= {unit} if unit else set(tree.namesakes(text).values())
    if len(named) == 1 and "" not in _texts_of_rows(sent):
        return named.pop()
    uppers = [[unit.name for unit in tree.above(name)] for name in sorted(named)]
    if not uppers:
        return ""
    return next((name for name in uppers[0] if all(name in each for each in uppers)), "")


def _unknown_unit(sent: SentTable, tree: UnitTree) -> str:
    if sent.table.unit_source == "disputed":
        rows = "”“".join(sorted(units_of_rows(sent))[:_MOST_NAMED])
        return (
            f"标题是“{sent.table.title}”，填报单位写“{sent.table.unit}”，各行写“{rows}”，"
            "看不出是哪个单位报的，没有计入：请核对后改成一致"
        )
    if counties := "、".join(tree.namesakes(sent.table.unit)):
        return (
            f"{counties}都有“{sent.table.unit}”，看不出是哪个县的，没有计入："
            "请在标题或填报单位写明县，或把文件放进以县命名的文件夹"
        )
    own = "" if sent.table.unit_source == "settings" else sent.table.unit
    named = own or next(filter(None, sent.table.units), "")
    if named and tree.is_listed:
        return f"区划名单里没有“{named}”，请核对单位名称，或在区划名单中补上"
    return "看不出是哪个单位报的，请把文件放进以单位命名的文件夹，或在表中写明填报单位"


def leave_out_other_years(tables: Iterable[SentTable]) -> None:
    """Set aside tables whose title names another year than their folder."""
    for sent in tables:
        year = sent.table.period.year if sent.table.period else 0
        if year and year != sent.period.year and sent.status == "adopted":
            sent.status = "other_period"
            sent.reason = f"表名写的是{year}年，放在{sent.period}的文件夹里，没有计入，请核对"


Overlaps = Mapping[int, Mapping[int, int]]
"""By the numbers of two tables, either first, how many persons they share."""


def settle_versions(
    tables: Sequence[SentTable],
    adopted: Callable[[SentTable], bool | None],
    overlaps: Callable[[Sequence[int]], Overlaps],
) -> None:
    """Decide which of several versions counts, by the office's register of arrivals.

    ``adopted`` tells what the register says of a file, None where it says nothing, ``overlaps`` how
    many persons tables of these numbers share.
    """
    for sent in tables:
        if sent.status == "adopted" and adopted(sent) is False:
            sent.status, sent.reason = "superseded", "收件登记表写明不采用"
    for group in _groups(tables):
        _leave_out_copies(group)
        for versions in _versions([sent for sent in group if sent.status == "adopted"], overlaps):
            _settle(versions, adopted)
            chosen = [sent for sent in versions if sent.status == "adopted"]
            for several in _versions(chosen, overlaps):
                _leave_open(several)


def _leave_out_copies(group: Iterable[SentTable]) -> None:
    """Set aside all but the first of one table in several files of the same content."""
    first: dict[tuple[str, str, str], SentTable] = {}
    for sent in group:
        if sent.status == "adopted":
            one = first.setdefault((sent.sha256, sent.table.sheet, sent.table.title), sent)
            if one.file != sent.file:
                sent.status = "superseded"
                sent.reason = f"与“{one.file}”内容完全相同，只计一份"


def _groups(tables: Sequence[SentTable]) -> Iterator[list[SentTable]]:
    """Yield the tables of each unit, ledger and period."""
    groups: dict[tuple[str, str, Period], list[SentTable]] = defaultdict(list)
    for sent in tables:
        if sent.unit:
            groups[sent.unit, sent.ledger, sent.period].append(sent)
    yield from groups.values()


def _versions(
    group: Sequence[SentTable], overlaps: Callable[[Sequence[int]], Overlaps]
) -> Iterator[list[SentTable]]:
    """Yield the tables of a group that are versions of one another."""
    titles = {sent.number: normalised(sent.table.title) for sent in group}
    shared = _shared_people(group, titles, overlaps)
    by_number = {sent.number: sent for sent in group}
    left: dict[str, dict[int, None]] = defaultdict(dict)
    """By title, the tables that no other has led to yet."""
    for number, title in titles.items():
        left[title][number] = None
    for start, title in titles.items():
        reached, found = [start] if start in left[title] else [], []
        while reached:
            number = reached.pop()
            if number in left[titles[number]]:
                del left[titles[number]][number]
                found.append(number)
                reached += _near(by_number[number], by_number, left[titles[number]], shared)
        if len(found) > 1:
            yield [by_number[number] for number in sorted(found)]


def _shared_people(
    group: Sequence[SentTable],
    titles: Mapping[int, str],
    overlaps: Callable[[Sequence[int]], Overlaps],
) -> Overlaps:
    """Return the persons that tables share, none where only titles can make versions."""
    is_open = any(
        titles[one.number] != titles[other.number] and _may_be_versions(one, other)
        for one, other in combinations(group, 2)
    )
    return overlaps(list(titles)) if is_open and group[0].ledger != FIGURE else {}


def _near(
    sent: SentTable,
    by_number: Mapping[int, SentTable],
    of_title: Iterable[int],
    shared: Overlaps,
) -> list[int]:
    """Return the tables of one title, or with most of their rows in common."""
    near = [number for number in of_title if _may_be_versions(sent, by_number[number])]
    for number, people in shared.get(sent.number, {}).items():
        other = by_number[number]
        is_most = people * 2 > min(sent.table.rows, other.table.rows)
        if is_most and _may_be_versions(sent, other):
            near.append(number)
    return near


def _may_be_versions(one: SentTable, other: SentTable) -> bool:
    """Return False for tables of one file, or of parts that have nothing in common."""
    if one.file == other.file:
        return False
    if one.ledger == FIGURE:
        return True
    return not any(
        mine and theirs and mine.isdisjoint(theirs)
        for mine, theirs in zip(one.table.parts, other.table.parts, strict=True)
    )


def _settle(versions: Sequence[SentTable], adopted: Callable[[SentTable], bool | None]) -> None:
    chosen = [sent for sent in versions if adopted(sent)]
    names = _names_of(versions)
    for sent in versions:
        if chosen and sent not in chosen:
            sent.status = "superseded"
            sent.reason = f"收件登记表写明采用“{chosen[0].file}”"
        elif not chosen:
            sent.status = "undecided"
            sent.reason = (
                f"{names}是同一份的不同版本，没有写明采用哪份，都没有计入："
                "请在收件登记表“是否采用”栏填是或否，或只留一份"
            )


def _leave_open(versions: Sequence[SentTable]) -> None:
    """Leave versions undecided of which the register adopts more than one."""
    names = _names_of(versions)
    for sent in versions:
        sent.status = "undecided"
        sent.reason = (
            f"{names}是同一份的不同版本，收件登记表都填了采用，都没有计入：请只在一份填是，其余填否"
        )


def _names_of(versions: Iterable[SentTable]) -> str:
    files = sorted({sent.file for sent in versions})
    more = f"等{len(files)}个文件" if len(files) > _MOST_NAMED else ""
    return f"“{'”“'.join(files[:_MOST_NAMED])}”{more}"


def received_tables(tables: Iterable[SentTable], period: Period) -> Iterator[SentTable]:
    """Yield the ledgers that were sent for a period, or a part of it, and count."""
    for sent in tables:
        is_own = not sent.is_reference and sent.ledger != FIGURE
        if sent.counts and is_own and lies_in(sent.period, period):
            yield sent


def received_units(tables: Iterable[SentTable], period: Period) -> set[str]:
    """Return the units that sent any ledger for a period, or a part of it."""
    return {sent.unit for sent in received_tables(tables, period)}
