"""The choice of notices that bind ledgers: named by the office, or recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from ruralskills.detection.recognised_table import RecognisedTable
from ruralskills.errors import OfficeError
from ruralskills.model.outcome import NoticeInForce
from ruralskills.notices import COMMON, Notice, NoticeHeading
from ruralskills.notices.library import nearest_notice


class ChoiceError(OfficeError):
    """Files that name different places, or a notice that does not exist."""


class NoticeChoice(Struct, frozen=True):
    """A notice by its id, and the reason for its choice in Chinese."""

    notice: str
    reason: str
    is_explicit: bool = False
    """True if somebody named it, so that it binds ledgers of any year."""


def named_notices(
    names: Iterable[str], available: Mapping[str, NoticeHeading], reason: str
) -> tuple[NoticeChoice, ...]:
    """Return the notices that somebody named.  Raises ChoiceError for an unknown one."""
    choices = []
    for name in names:
        if name not in available:
            known = "、".join(sorted(available))
            near = nearest_notice(name, available)
            guess = f"，是不是“{near}”？" if near else "。"
            raise ChoiceError(f"没有名为“{name}”的通知{guess}现有：{known}")
        choices.append(NoticeChoice(name, reason, is_explicit=True))
    return tuple(choices)


def recognise_notices(
    tables: Sequence[RecognisedTable], available: Mapping[str, NoticeHeading]
) -> tuple[NoticeChoice, ...]:
    """Return the notices in force for the places and years of a file's tables.

    Places are looked for in the titles, and only if these name none in the region columns.
    """
    for texts in ([t.heading for t in tables], [t.places for t in tables]):
        choices: dict[str, NoticeChoice] = {}
        for table, text in zip(tables, texts, strict=True):
            for notice in available.values():
                place = next((p for p in notice.places if p in text), None)
                if place and notice.is_in_force(table.year):
                    when = f"、{table.year}年" if table.year else "，台账未写年度"
                    reason = f"按台账中的“{place}”{when}识别"
                    choices.setdefault(notice.id, NoticeChoice(notice.id, reason))
        if choices:
            return tuple(choices.values())
    return ()


def remarks_on_years(
    tables: Sequence[RecognisedTable], available: Mapping[str, NoticeHeading]
) -> list[str]:
    """Return a remark on each ledger whose place has a notice, but none for its year."""
    remarks: dict[str, None] = {}
    recognised = recognise_notices(tables, available)
    covered = {place for choice in recognised for place in available[choice.notice].places}
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


def agree_on_notices(
    by_file: Mapping[str, Sequence[NoticeChoice]], available: Mapping[str, NoticeHeading]
) -> tuple[NoticeChoice, ...]:
    """Return the notices recognised in any of the files.

    Raises ChoiceError when two of them are for different places.
    """
    choices: dict[str, NoticeChoice] = {}
    first_files: dict[str, str] = {}
    for file, recognised in by_file.items():
        for choice in recognised:
            choices.setdefault(choice.notice, choice)
            first_files.setdefault(choice.notice, file)
    local = [name for name in choices if not available[name].everywhere]
    places = [set(available[name].places) for name in local]
    if any(a and b and a.isdisjoint(b) for a, b in combinations(places, 2)):
        lines = "；".join(
            f"{first_files[name]}：{available[name].title}（{name}）" for name in local
        )
        raise ChoiceError(
            f"这些文件分属不同地方的通知，请分开检查，或用 --notice 指定一个。{lines}"
        )
    return tuple(choices.values())


def binding_choices(
    choices: Sequence[NoticeChoice],
    tables: Sequence[RecognisedTable],
    available: Mapping[str, NoticeHeading],
) -> tuple[NoticeChoice, ...]:
    """Return the choices that bind a file: explicit, or in force in a table's year."""
    years = {table.year for table in tables} or {None}
    return tuple(
        choice
        for choice in choices
        if choice.is_explicit or any(available[choice.notice].is_in_force(year) for year in years)
    )


def describe_choices(
    choices: Sequence[NoticeChoice], available: Mapping[str, NoticeHeading]
) -> tuple[NoticeInForce, ...]:
    """Return the notices in force as reports list them, with those they are based on."""
    reasons = {choice.notice: choice.reason for choice in choices if choice.notice != COMMON}
    for choice in choices:
        for base in _bases(choice.notice, available):
            reasons.setdefault(base, f"{choice.notice}以它为基础")
    notices = [_in_force(available[name], why) for name, why in reasons.items()]
    if COMMON in available:
        reason = "始终适用" if notices else "未指定也未识别出地方通知，只做通用核查"
        notices.append(_in_force(available[COMMON], reason))
    return tuple(notices)


def _in_force(heading: NoticeHeading, reason: str) -> NoticeInForce:
    digest = heading.sha256 if isinstance(heading, Notice) else ""
    return NoticeInForce(heading.id, heading.title, reason, digest)


def _bases(name: str, available: Mapping[str, NoticeHeading]) -> Iterator[str]:
    """Yield the notices that a notice extends, the nearest first, without ``common``."""
    seen = {name, COMMON}
    while (name := available[name].extends) in available and name not in seen:
        seen.add(name)
        yield name
