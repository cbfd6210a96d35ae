"""U1: duties of each quarter, month or year, and the logs of them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from msgspec import Struct

from ruralskills.facts.duty_terms import Record, owed_terms, unserved_terms
from ruralskills.facts.period_texts import months_in_name, months_of_period, terms_text
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import is_township, sender_of, township_named
from ruralskills.ledgers import DutyLog, Village
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.months import Months
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import Duty, InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.partial_date import PartialDate

_EACH_TOWNSHIP: Final = "各乡镇"
_EVERYBODY: Final = regex("全[县区市镇]|各|所有|全体")
_BETWEEN: Final = regex("[、，,;；/和及与]")
_AFTERWARDS: Final = regex("补[记报登开办发]")
_BARE_YEAR: Final = regex(r"20\d\d年?度?")
_GENERAL: Final = regex("工作(记录|台账)")
_FEWEST_DUTIES: Final = 2
"""Duties with entries in a general log, from which it is the log of all duties."""


class _Entry(Struct):
    """A row of a log: its matter, its units and its time."""

    matter: str
    units: str
    parts: list[str]
    """The units one by one, townships by their one name."""
    record: Record | None
    """None where the time is not certain."""

    def is_about(self, duty: Duty) -> bool:
        """Return True if it names a duty."""
        return any(normalised(name) in self.matter for name in (duty.what, *duty.also))

    def may_be_of(self, owner: str) -> bool:
        """Return True if it may be an entry of a unit: it names the unit, all or none."""
        return (
            not owner or not self.units or bool(_EVERYBODY.search(self.units)) or self.names(owner)
        )

    def names(self, owner: str) -> bool:
        """Return True if it names a unit, in full or in short, and no other township."""
        return any(
            part == owner
            or (not is_township(part) and (owner in part or (len(part) > 1 and part in owner)))
            for part in self.parts
        )


class _Log(Struct, dict=True):
    """A log of duties."""

    table: Table

    @cached_property
    def entries(self) -> list[_Entry]:
        """Its entries, row by row."""
        return [self._entry(row) for row in self.table.rows(DutyLog)]

    @cached_property
    def title(self) -> str:
        """The title, the sheet's name and the unit that reports."""
        heading = f"{self.table.layout.title} {self.table.sheet} {self.own_unit}"
        return normalised(heading)

    @cached_property
    def own_unit(self) -> str:
        """The unit of the log, empty if its title names none."""
        return sender_of(self.table)

    def _entry(self, row: DutyLog) -> _Entry:
        units = normalised(row.unit or self.own_unit)
        names = map(self.table.unit_name, _BETWEEN.split(units))
        parts = [name for name in names if name]
        return _Entry(normalised(_matter(row)), units, parts, self._record(row))

    def _record(self, row: DutyLog) -> Record | None:
        """Return the period that an entry names, else its date."""
        months = Months.of_range(row.held) if row.held else None
        about = self._months(row, row.held.start.latest if row.held else None)
        is_wide = _BARE_YEAR.fullmatch(normalised(row.term or ""))
        if about and not (months and months.lies_in(about) and is_wide):
            return Record(about)
        if row.held is None or months is None:
            return None
        if _AFTERWARDS.search(_matter(row) + (row.remark or "")):
            return Record(Months(0, months.last))
        is_single = months.first == months.last
        return Record(months, row.held.start.earliest if is_single else None)

    def _months(self, row: DutyLog, day: date | None) -> Months | None:
        """Return the months of its period or its name.

        A fourth quarter reported in January is last year's.
        """
        text = row.term
        year = self.table.year or (day.year if day else None)
        column = self.table.columns.get("term")
        about = months_of_period(text, year, column.header if column else "") if text else None
        if about is None and year is not None:
            about = months_in_name(_matter(row), year)
        return about.not_after(day) if about and day else about

    def entries_about(self, duty: Duty) -> list[_Entry]:
        """Return the entries about a duty: all where the log's title names it."""
        if self.is_titled(duty):
            return self.entries
        return [entry for entry in self.entries if entry.is_about(duty)]

    def is_titled(self, duty: Duty) -> bool:
        """Return True if the title says that it is the log of this duty."""
        return any(normalised(name) in self.title for name in (duty.what, *duty.also))

    def shows(self, duty: Duty, duties: Iterable[Duty]) -> bool:
        """Return True if it certainly records a duty, by its title or its entries."""
        if self.is_titled(duty) or self.entries_about(duty):
            return True
        entries_by_duty = {
            frozenset(n for n, entry in enumerate(self.entries) if entry.is_about(each))
            for each in duties
        }
        count = len(entries_by_duty - {frozenset()})
        return bool(_GENERAL.search(self.title)) and count >= _FEWEST_DUTIES

    def is_kept_for(self, owner: str, duty: Duty, owners: Iterable[str]) -> bool:
        """Return True if it would record the work of a unit."""
        if not owner:
            return not is_township(self.own_unit)
        if is_township(self.own_unit):
            return owner == self.own_unit
        in_title = [unit for unit in owners if unit in self.title]
        if in_title:
            return owner in in_title
        named = {unit for unit in owners for entry in self.entries_about(duty) if entry.names(unit)}
        return owner in named or len(named) >= max(2, min(3, len(set(owners)) // 2))

    @cached_property
    def months(self) -> Months | None:
        """The months of its title, else the years of its entries."""
        period = table_period(self.table)
        if period is not None and period.year:
            return Months.of_period(period)
        recorded = [e.record.about for e in self.entries if e.record and e.record.about.first]
        if not recorded:
            return None
        first, last = min(m.first for m in recorded), max(m.last for m in recorded)
        return Months(first // 12 * 12, last // 12 * 12 + 11)


def _matter(row: DutyLog) -> str:
    return f"{row.matter or ''}{row.topic or ''}"


def _owners(duty: Duty, logs: Iterable[_Log], book: LedgerSet) -> list[str]:
    """Return the units that the notice names, and every township where it says so."""
    if _EACH_TOWNSHIP not in duty.units:
        return list(duty.units) or [""]
    names = [name for log in logs for entry in log.entries for name in entry.parts]
    names += [log.own_unit for log in logs]
    names += [township_named(village, village.township) for village in book.rows(Village)]
    townships = {name for name in names if is_township(name)}
    return [*(unit for unit in duty.units if unit != _EACH_TOWNSHIP), *sorted(townships)]


def _is_covered(term: Months, logs: Iterable[_Log]) -> bool:
    """Return True if every month of a term is one of a log's."""
    return all(
        any(log.months and month in log.months.numbers for log in logs) for month in term.numbers
    )


def _missing_terms(
    duty: Duty, owner: str, own_logs: list[_Log], logs: list[_Log], terms: list[Months]
) -> tuple[list[Months], int] | None:
    """Return the terms without an entry and the number of terms owed.

    None if an entry is uncertain.  ``own_logs`` are those kept for the owner, ``logs`` all.
    """
    entries = [e for log in logs for e in log.entries_about(duty) if e.may_be_of(owner)]
    entries += [e for log in own_logs for e in log.entries if not e.matter and e.may_be_of(owner)]
    records = [e.record for e in entries]
    if any(record is None for record in records):
        return None
    due = [term for term in terms if _is_covered(term, own_logs)]
    unserved = unserved_terms(terms, [r for r in records if r], duty.every)
    return [term for term in due if term in unserved], len(due)


@rule(
    "U101", "通知要求的工作没有记录", severity=Severity.WARNING, nature=Nature.SHORTFALL, carries_out="duties",
    reads=("matter", "unit", "held", "term", "topic", "remark", "township"),
    remedy="请核对是否漏登、是否记在别的台账；确未开展的，尽快补办并写明原因",
)  # fmt: skip
def duty_without_record(book: LedgerSet, notices: InForce, as_of: date) -> Iterator[Answer]:
    """通知要求每季度、每月、每年开展一次的工作，在记录它的台账里，已经结束的时期都要有一条。

    一项工作一个单位只报一次，列出缺哪几期。没有写时期的按日期，刚过期末的可以算上一期。
    台账看不出是记这项工作的、有一条看不出时间的，都不报。

    通知：样例
    标题：样例县2020年季度通报记录台账

    | 事项     | 日期       | 时期     | 文号 | 应报 |
    | -------- | ---------- | -------- | ---- | ---- |
    | 季度通报 | 2020-04-10 |          | 1号  |      |
    | 季度通报 | 2020-10-12 | 第三季度 | 3号  |      |

    应报表头：事项

    不应报：次季度初补登上季度的

    标题：样例县2020年季度通报记录台账

    | 事项     | 日期       | 时期     | 文号 | 应报 |
    | -------- | ---------- | -------- | ---- | ---- |
    | 季度通报 | 2020-04-10 |          | 1号  |      |
    | 季度通报 | 2020-07-06 |          | 2号  |      |
    | 季度通报 | 2020-10-12 | 第三季度 | 3号  |      |
    """
    logs = [_Log(table) for table in book.of(DutyLog)]
    for notice in notices.notices if logs else ():
        for duty in notice.duties:
            terms = owed_terms(duty, notice.years, as_of)
            owners = _owners(duty, logs, book)
            for owner in owners if terms else ():
                own_logs = [
                    log for log in logs
                    if log.shows(duty, notice.duties) and log.is_kept_for(owner, duty, owners)
                ]  # fmt: skip
                missing, due = _missing_terms(duty, owner, own_logs, logs, terms) or ([], 0)
                if missing:
                    table = _log_of(missing[0], own_logs).table
                    yield table.at_header("matter"), _says(duty, owner, missing, due)


def _log_of(term: Months, logs: list[_Log]) -> _Log:
    """Return the log in which a term would stand."""
    return next((log for log in logs if log.months and log.months.touches(term)), logs[0])


def _says(duty: Duty, owner: str, missing: list[Months], due: int) -> Says:
    matter = f"{owner}的“{duty.what}”" if owner else f"“{duty.what}”"
    counts = (
        f"应有{due}期，登记{due - len(missing)}期，缺{len(missing)}期" if due > 1 else "没有记录"
    )
    message = f"{matter}{counts}：{terms_text(missing)}"
    return Says(message, clause=duty.clause, year=missing[0].last // 12)


@rule(
    "U102", "报送迟于规定时限", DutyLog, at="sent", limit="duty_deadline_days",
    severity=Severity.WARNING, nature=Nature.SHORTFALL,
    remedy="请核对报送时间和时期；确属迟报的，以后按时限报送",
)  # fmt: skip
def sent_after_the_deadline(
    term: str, sent: PartialDate, limit: int, year: int | None, headers: Mapping[str, str]
) -> str | None:
    """时期结束后规定天数以内报送；时限由办公室自己定，没有定的不查。

    通知：样例
    标题：2020年工作记录台账

    | 事项     | 时期     | 报送时间   | 应报     |
    | -------- | -------- | ---------- | -------- |
    | 季度通报 | 第一季度 | 2020-04-10 |          |
    | 季度通报 | 第二季度 | 2020-07-25 | 报送时间 |
    | 季度通报 | 第三季度 | 2020-10    |          |
    """
    about = months_of_period(term, year, headers["term"])
    if about is None or about.last < 12:
        return None
    late = (sent.earliest - about.last_day).days - limit
    if late <= 0:
        return None
    return f"填{sent}，时期于{about.last_day}结束，规定{limit}天内报送，迟{late}天"
