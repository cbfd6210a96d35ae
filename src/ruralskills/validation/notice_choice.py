"""Which notices bind a ledger: said by the office, or known by the place and the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.errors import OfficeError
from ruralskills.model.outcome import NoticeInForce
from ruralskills.notices import COMMON, NoticeHeading


class ChoiceError(OfficeError):
    """Files that name different places, or a notice that does not exist; the message says which."""


class NoticeChoice(Struct, frozen=True):
    """A notice, and why."""

    notice: str
    reason: str
    told: bool = False
    """Whether somebody named it: then it binds whatever the year."""


def recognised(
    tables: Sequence[RecognisedTable], available: Mapping[str, NoticeHeading]
) -> list[NoticeChoice]:
    """The notices of the places that a file's headings name; failing that, its region columns."""
    for words in ([t.heading for t in tables], [t.places for t in tables]):
        found: dict[str, NoticeChoice] = {}
        for table, text in zip(tables, words, strict=True):
            for notice in available.values():
                place = next((p for p in notice.places if p in text), None)
                if place and notice.is_in_force(table.year):
                    when = f"、{table.year}年" if table.year else "，台账未写年度"
                    found.setdefault(
                        notice.id, NoticeChoice(notice.id, f"按台账中的“{place}”{when}识别")
                    )
        if found:
            return list(found.values())
    return []


def out_of_force(
    tables: Sequence[RecognisedTable], available: Mapping[str, NoticeHeading]
) -> list[str]:
    """What to say of ledgers whose place has a notice, but none for their year."""
    remarks: dict[str, None] = {}
    bound = {choice.notice for choice in recognised(tables, available)}
    covered = {place for name in bound for place in available[name].places}
    for table in tables:
        for notice in available.values():
            place = next((p for p in notice.places if p in table.heading), None)
            if place is None or notice.years is None or notice.is_in_force(table.year):
                continue
            if covered.isdisjoint(notice.places):
                first, last = notice.years.first, notice.years.last
                when = f"{first}年" if first == last else f"{first}年至{last}年"
                remarks[
                    f"{table.file}：是“{place}”{table.year}年的台账，{notice.title}（{notice.id}）"
                    f"只适用于{when}，没有按它检查；需要时用 --notice {notice.id} 指定"
                ] = None
    return list(remarks)


def agreed(
    by_file: Mapping[str, Sequence[NoticeChoice]], available: Mapping[str, NoticeHeading]
) -> list[NoticeChoice]:
    """The one choice of all files.  Raises ChoiceError when they name different places."""
    found: dict[str, NoticeChoice] = {}
    first_file: dict[str, str] = {}
    for file, choices in by_file.items():
        for choice in choices:
            found.setdefault(choice.notice, choice)
            first_file.setdefault(choice.notice, file)
    local = [name for name in found if not available[name].everywhere]
    places = [set(available[name].places) for name in local]
    if any(a and b and a.isdisjoint(b) for a, b in combinations(places, 2)):
        lines = "；".join(
            f"{first_file[name]}：{available[name].title}（{name}）" for name in local
        )
        raise ChoiceError(
            f"这些文件分属不同地方的通知，请分开检查，或用 --notice 指定一个。{lines}"
        )
    return list(found.values())


def fitting(
    choices: Sequence[NoticeChoice],
    tables: Sequence[RecognisedTable],
    available: Mapping[str, NoticeHeading],
) -> tuple[NoticeChoice, ...]:
    """Those of the agreed notices that bind a file: told by hand, or in force in a year of its tables."""
    years = {table.year for table in tables} or {None}
    return tuple(
        choice
        for choice in choices
        if choice.told or any(available[choice.notice].is_in_force(year) for year in years)
    )


def named(
    names: Iterable[str], available: Mapping[str, NoticeHeading], by: str
) -> list[NoticeChoice]:
    """The notices that somebody named.  Raises ChoiceError for one that is unknown."""
    choices = []
    for name in names:
        if name not in available:
            known = "、".join(sorted(available))
            raise ChoiceError(f"没有名为“{name}”的通知。现有：{known}")
        choices.append(NoticeChoice(name, by, told=True))
    return choices


def in_words(
    choices: Sequence[NoticeChoice], available: Mapping[str, NoticeHeading]
) -> tuple[NoticeInForce, ...]:
    """The notices in force, as reports list them."""
    named = {c.notice: c.reason for c in choices if c.notice != COMMON}
    for choice in choices:
        for base in _bases(choice.notice, available):
            named.setdefault(base, f"{choice.notice}以它为基础")
    listed = [NoticeInForce(name, available[name].title, why) for name, why in named.items()]
    if COMMON in available:
        reason = "通用核查，始终适用" if listed else "未指定也未识别出地方通知，只做通用核查"
        listed.append(NoticeInForce(COMMON, available[COMMON].title, reason))
    return tuple(listed)


def _bases(name: str, available: Mapping[str, NoticeHeading]) -> Iterator[str]:
    """The notices on which one stands, the nearest first; ``common`` stands behind all of them."""
    seen = {name, COMMON}
    while (name := available[name].extends) in available and name not in seen:
        seen.add(name)
        yield name
