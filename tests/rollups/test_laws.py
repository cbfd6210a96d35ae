"""What holds for every city, whatever its townships send."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builders.made_up_city import COUNTIES, TOWNSHIPS, Sent, rolled_up
from builders.proof import WHOLE
from builders.workbook_fixture import number
from ruralskills.rollups import document
from ruralskills.rollups.entries import RollupFigure
from ruralskills.rollups.rollup import Rollup

few = settings(max_examples=200 if WHOLE else 12, deadline=None)
PEOPLE = [(f"张{name}", number(sequence=2 * i + 1)) for i, name in enumerate("甲乙丙丁戊己")]
DAYS = ["2019-11-05", "2020-01-20", "2020-03-31", "2020-04-01", "2020-06", "2020-07-02", "", "不详"]

person = st.sampled_from([*PEOPLE, ("李某", ""), ("王某", "50019919")])
leader = st.tuples(
    st.sampled_from(["青松村", "白鹭村"]), st.sampled_from(["贫困村", "非贫困村", ""]), person,
    st.sampled_from(DAYS), st.sampled_from(["在库", "退出", ""]), st.sampled_from(["3", "0", "", "约5"]),
)  # fmt: skip
trainee = st.tuples(
    person, st.sampled_from(["一班", "二班"]), st.sampled_from(["技能培训", "精气神培训"]),
    st.sampled_from(DAYS),
)  # fmt: skip
workshop = st.tuples(
    st.sampled_from(["东风车间", "红旗车间", "前进车间"]), st.sampled_from(DAYS),
    st.sampled_from(["10", "20", ""]), st.sampled_from(["3", "5", ""]),
)  # fmt: skip


def _line(row: tuple[object, ...]) -> str:
    cells: list[object] = []
    for cell in row:
        cells += cell if isinstance(cell, tuple) else [cell]
    return " | ".join(map(str, cells))


link = st.tuples(
    person, st.sampled_from(["青松村", "白鹭村"]), person, st.sampled_from(["一般贫困户", "一般户", ""]),
)  # fmt: skip
LEDGERS = {
    "致富带头人台账": ("村 | 村类型 | 姓名 | 身份证号 | 认定时间 | 状态 | 带动贫困户数", leader),
    "带动贫困户花名册": (
        "带头人姓名 | 带头人身份证号 | 村 | 户主姓名 | 户主身份证号 | 户类型",
        link,
    ),
    "学员花名册": ("姓名 | 身份证号 | 培训班名称 | 班次类别 | 结业时间", trainee),
    "扶贫车间台账": ("车间名称 | 创办时间 | 用工总数 | 其中贫困人口", workshop),
}


@st.composite
def inboxes(draw: st.DrawFn) -> list[Sent]:
    """Draw what the townships of a city sent in two quarters."""
    files = []
    for period in ("2020Q1", "2020Q2"):
        for unit in TOWNSHIPS:
            for title, (head, rows) in LEDGERS.items():
                if draw(st.booleans()):
                    lines = draw(st.lists(rows.map(_line), min_size=2, max_size=5))
                    files.append(Sent(period, unit, f"{unit}2020年{title}", head, tuple(lines)))
    return files


def by_unit(made: Rollup) -> dict[tuple[str, str, str], RollupFigure]:
    return {(each.indicator, each.span, each.unit): each for each in made.figures}


@given(inboxes().filter(bool))
@few
def test_units_add_up_to_the_one_above_them(files: list[Sent]) -> None:
    made = rolled_up(files)
    ratios = {each.id for each in made.indicators if each.measure == "%"}
    figures = by_unit(made)
    units = {"四方市": tuple(COUNTIES), **COUNTIES}
    for (indicator, span, unit), figure in figures.items():
        if unit not in units or (indicator, span, units[unit][0]) not in figures:
            continue
        if indicator in ratios or indicator == "gain_per_household":
            continue
        parts = [figures[indicator, span, each] for each in units[unit]]
        for name in ("current", "cumulative", "entries", "pending"):
            known = [value for part in parts if (value := getattr(part, name)) is not None]
            assert getattr(figure, name) == (sum(known) if known else None), (indicator, unit, name)


@given(inboxes().filter(bool))
@few
def test_persons_are_never_more_than_their_entries(files: list[Sent]) -> None:
    made = rolled_up(files)
    sums = {each.id for each in made.indicators if each.measure in ("%", "万元", "元", "户", "天")}
    for figure in made.figures:
        if figure.repeats is None or figure.cumulative is None or figure.indicator in sums:
            continue
        assert 0 <= figure.repeats <= figure.cumulative
        if figure.level == "township" and figure.source in ("leader", "trainee"):
            assert figure.cumulative <= (figure.entries or 0)


@given(inboxes().filter(bool), st.randoms(use_true_random=False))
@few
def test_the_order_of_files_and_rows_is_of_no_account(files: list[Sent], random: object) -> None:
    first = rolled_up(files)
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert document.text(rolled_up(shuffled)) == document.text(first)
    rows = []
    for sent in files:
        lines = list(sent.rows)
        random.shuffle(lines)  # type: ignore[attr-defined]  # a random.Random
        rows.append(Sent(sent.period, sent.unit, sent.title, sent.head, tuple(lines)))
    assert rolled_up(rows).figures == first.figures


@given(inboxes().filter(lambda files: len(files) > 1), st.data())
@few
def test_a_file_matters_to_its_unit_and_those_above(files: list[Sent], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(files))
    left = [sent for sent in files if sent != gone]
    [county] = [name for name, townships in COUNTIES.items() if gone.unit in townships]
    concerned = {gone.unit, county, "四方市"}
    before, after = by_unit(rolled_up(files)), by_unit(rolled_up(left))
    changed: dict[str, set[str]] = defaultdict(set)
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one and other:
            one, other = replace(one, rank=None), replace(other, rank=None)
        if one != other:
            changed[key[2].partition("/")[0]].add(key[0])
    assert changed.keys() <= concerned, changed
