"""Everything that the template of a bulletin can speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from ruralskills.bulletin.moved_figures import MovedFigure, moved_figures
from ruralskills.bulletin.number_marks import MarkedNumber, NumberMarks, plain_name
from ruralskills.bulletin.problem_counts import ProblemCounts
from ruralskills.bulletin.red_lines import RedLineCount
from ruralskills.bulletin.task_view import TaskView, TaskViews, parts_of
from ruralskills.bulletin.unit_words import units_word
from ruralskills.model.findings import Nature
from ruralskills.model.period import Period
from ruralskills.rollups.entries import COUNTED, Amount
from ruralskills.rollups.rollup import Rollup
from ruralskills.workspace.settings import BulletinSettings

_QUARTERS: Final = "一二三四"


class Material(Struct, frozen=True):
    """The material of a bulletin."""

    rollup: Rollup
    problems: ProblemCounts = ProblemCounts()
    red_lines: tuple[RedLineCount, ...] = ()
    settings: BulletinSettings = BulletinSettings()
    sender: str = ""
    """The office that sends it."""
    has_deadline: bool = False
    """True if it is known what came when, and until when it should have."""


class PeriodWords(Struct, frozen=True):
    """The words for a period and those beside it."""

    name: str
    this: str
    before: str
    last_day: str


def period_words(period: Period) -> PeriodWords:
    """Return the words for a period.

    >>> words = period_words(Period(2021, 2))
    >>> words.name, words.this, words.before, words.last_day
    ('2021年第二季度', '本季', '上季度末', '2021年6月30日')
    """
    last = period.last_day
    day = f"{last.year}年{last.month}月{last.day}日"
    if period.month:
        return PeriodWords(str(period), "本月", "上月末", day)
    if period.quarter:
        name = f"{period.year}年第{_QUARTERS[period.quarter - 1]}季度"
        return PeriodWords(name, "本季", "上季度末", day)
    return PeriodWords(f"{period.year}年度", "本年", "上年末", day)


def content(material: Material, marks: NumberMarks) -> dict[str, Any]:
    """Return the values of a template by their names."""
    rollup = material.rollup
    views = TaskViews(rollup, marks)
    tasks = views.tasks()
    arrivals = _arrivals(material, marks)
    return {
        "period": period_words(rollup.period),
        "level": units_word(rollup),
        "place": plain_name(rollup.units[0].name) if rollup.units else "",
        "sender": material.sender,
        "addressees": material.settings.addressees,
        "contact": material.settings.contact,
        "tasks": tasks,
        "by_id": views.all() | {task.id: task for task in tasks},
        "pending": [task for task in tasks if task.pending],
        "arrivals": arrivals,
        "problems": _problems(material.problems, marks),
        "moved": _moved(rollup, marks),
        "moved_since": moved_since(rollup),
        "difference": lambda one, other: _difference(one, other, marks),
        "share": lambda part, whole: _share(part, whole, marks),
        "situations": _situations(material, tasks, arrivals),
        "has_unit_tasks": _has_unit_tasks(rollup),
        "has_ranks": any(task.is_ranked for task in (*tasks, *parts_of(tasks))),
    }


def _has_unit_tasks(rollup: Rollup) -> bool:
    """Return True if any unit below the highest has a task."""
    return any(each.target and each.unit != rollup.units[0].name for each in rollup.figures)


def _arrivals(material: Material, marks: NumberMarks) -> Mapping[str, Any]:
    rollup = material.rollup
    submissions = rollup.submissions
    own = set(rollup.own_files)
    late = _units(each.unit for each in submissions if each.status == "late" and each.file in own)
    missing = _units(
        each.unit for each in submissions if each.status == "missing" and rollup.expected
    )
    unreadable = _units(each.unit for each in submissions if each.status == "unreadable")
    undecided = _units(each.unit for each in submissions if each.status == "undecided")
    undated = _units(rollup.undated)
    on_time = max(0, rollup.received - len({*late, *undated}))
    counts = {
        "expected": rollup.expected, "received": rollup.received, "on_time": on_time,
        "late": len(late), "undated": len(undated), "missing": len(missing),
    }  # fmt: skip
    numbers = {
        name: marks.mark(count, f"{name}_units", "个", "current") for name, count in counts.items()
    }
    return {
        **numbers,
        "has_deadline": material.has_deadline,
        "late_units": late,
        "missing_units": missing,
        "unreadable_units": unreadable,
        "undecided_units": undecided,
        "has_rows": any(each.status in COUNTED for each in submissions),
    }


def _units(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain_name(name) for name in names if name))


def _problems(counts: ProblemCounts, marks: NumberMarks) -> Mapping[str, Any]:
    totals = {
        nature.value: marks.mark(counts.total(nature), f"findings_{nature.value}", "条", "current")
        for nature in Nature
    }
    kinds = [each for each in counts.kinds if each.nature is not Nature.HINT]
    return {
        **totals,
        "any": any(counts.total(nature) for nature in Nature),
        "kinds": [
            {
                "title": each.title,
                "label": each.nature.label,
                "clause": each.clause,
                "count": marks.mark(each.count, each.code, "条", "current"),
                "units": tuple(map(plain_name, each.units)),
            }
            for each in kinds
        ],
    }


def _moved(rollup: Rollup, marks: NumberMarks) -> list[Mapping[str, Any]]:
    return [
        {
            "title": each.title,
            "measure": each.indicator.measure,
            "was": _known(each.was, each, marks),
            "now": _known(each.now, each, marks),
            "units": each.units,
        }
        for each in moved_figures(rollup)
    ]


def _known(value: Amount | None, moved: MovedFigure, marks: NumberMarks) -> MarkedNumber | None:
    if value is None:
        return None
    indicator = moved.indicator
    return marks.mark(value, indicator.id, indicator.measure, moved.field, period=moved.period)


def moved_since(rollup: Rollup) -> str:
    """Return the words for the freeze that figures are compared with."""
    if rollup.moved_in is None or rollup.moved_in == rollup.period:
        return "上次定稿"
    return f"{period_words(rollup.moved_in).name}定稿"


def _difference(one: TaskView, other: TaskView, marks: NumberMarks) -> MarkedNumber | None:
    """Return the distance of two figures, as of people to be aided and aided."""
    if one.cumulative is None or other.cumulative is None:
        return None
    gap = one.cumulative.value - other.cumulative.value
    name = f"{one.id}-{other.id}"
    return marks.mark(gap, name, other.measure, "cumulative") if gap > 0 else None


def _share(part: TaskView, whole: TaskView, marks: NumberMarks) -> MarkedNumber | None:
    """Return the share of one figure in another, in percent."""
    from decimal import Decimal

    from ruralskills.bulletin.number_marks import rate_digits
    from ruralskills.rollups.periods import percent

    if part.cumulative is None or not whole.cumulative:
        return None
    rate = percent(Decimal(str(part.cumulative.value)), Decimal(str(whole.cumulative.value)))
    return marks.mark(rate, f"{part.id}/{whole.id}", "%", "cumulative", rate_digits(rate))


def _situations(
    material: Material, tasks: Sequence[TaskView], arrivals: Mapping[str, Any]
) -> Mapping[str, tuple[str, ...]]:
    """Return by situation the units or tasks that are in it, none where nobody is."""
    problems = material.problems
    behind = [task.title for task in (*tasks, *parts_of(tasks)) if task.is_behind]
    inconsistent = _units(each.unit for each in material.rollup.inconsistent)
    return {
        "未报": arrivals["missing_units"],
        "读不出": arrivals["unreadable_units"],
        "未定采用": arrivals["undecided_units"],
        "迟报": arrivals["late_units"],
        "慢于序时": tuple(behind),
        "未启动": _units(unit for task in tasks for unit in task.not_begun),
        "填错": _units_with(problems, Nature.DATA),
        "未达标": _units_with(problems, Nature.SHORTFALL),
        "待核": _units_with(problems, Nature.DOUBT),
        "不一致": inconsistent,
        "总是": ("全部",),
    }


def _units_with(problems: ProblemCounts, nature: Nature) -> tuple[str, ...]:
    return _units(each.unit for each in problems.units if each.counts.get(nature))
