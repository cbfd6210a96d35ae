"""A whole district in a second quarter, as an office's sample has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from ruralskills.bulletin.problem_counts import ProblemCounts, ProblemKind, UnitProblems
from ruralskills.model.findings import Nature
from ruralskills.model.outcome import NoticeInForce
from ruralskills.model.period import Period
from ruralskills.rollups.entries import (
    RollupFigure,
    RollupIndicator,
    RollupUnit,
    Submission,
)
from ruralskills.rollups.rollup import Rollup

TOP = "潼南区"
TOWNSHIPS = (
    "桂林街道", "梓潼街道", "大佛街道", "双江镇", "古溪镇", "上和镇", "龙形镇", "玉溪镇", "宝龙镇",
    "塘坝镇", "新胜镇", "群力镇", "崇龛镇", "太安镇", "柏梓镇", "小渡镇", "卧佛镇", "田家镇",
    "别口镇", "寿桥镇", "五桂镇", "花岩镇", "米心镇",
)  # fmt: skip
FLOW, STOCK = "flow", "stock"
TASKS = [
    ("new_workshops", "新创办扶贫车间", "个", FLOW, 5, 9, 20),
    ("skills_trained", "技能培训", "人", FLOW, 48, 81, 150),
    ("new_transfers", "新增转移就业", "人", FLOW, 97, 171, 300),
    ("jobs_delivered", "送工送岗", "人", FLOW, 40, 66, 150),
    ("leaders", "致富带头人/存量", "人", STOCK, 418, 418, 460),
    ("leaders_poor_villages", "致富带头人/存量/贫困村", "人", STOCK, 193, 193, 200),
    ("leaders_other_villages", "致富带头人/存量/非贫困村和社区", "人", STOCK, 225, 225, 260),
    ("new_leaders", "致富带头人/新增", "人", FLOW, 71, 126, 260),
    ("households_led", "带动贫困户", "户", STOCK, 1196, 1196, 1380),
    ("households_led_poor_villages", "带动贫困户/贫困村", "户", STOCK, 561, 561, 600),
    ("households_led_other_villages", "带动贫困户/非贫困村和社区", "户", STOCK, 635, 635, 780),
    ("new_posts", "公益性岗位新安置", "人", FLOW, 92, 268, 403),
    ("practical_trained", "农村实用技能及精气神培训", "人", FLOW, 742, 1388, 3000),
    ("cadre_classes", "区级干部培训/期数", "期", FLOW, 1, 3, 5),
    ("cadres_trained", "区级干部培训/人数", "人次", FLOW, 60, 174, 290),
    ("aided_university", "大学/已资助人数", "人", STOCK, 212, 212, None),
    ("eligible_university", "大学/应资助人数", "人", STOCK, 230, 230, None),
]


def figure(task: tuple) -> RollupFigure:  # type: ignore[type-arg]
    id_, _, _, kind, current, cumulative, target = task
    rate = round(cumulative * 100 / target + 1e-9, 2) if target else None
    flow = kind == FLOW and target
    return RollupFigure(
        id_, "year", "county", TOP, current=current, cumulative=cumulative, target=target, rate=rate,
        entries=1652 if id_ == "practical_trained" else cumulative,
        scheduled_rate=50.0 if flow else None, gap=round(rate - 50, 2) if flow and rate else None,
        previous=cumulative - current if kind == FLOW else None,
        pending=16 if id_ == "leaders" else 0, repeats=0,
        source="trainee" if id_ == "practical_trained" else None,
    )  # fmt: skip


def district() -> Rollup:
    return Rollup(
        Period(2020, 2),
        date(2020, 7, 6),
        notices=(NoticeInForce("tongnan-2020", "", ""),),
        submissions=(
            Submission(TOWNSHIPS[0], "leader", "a", "b", "c", "late"),
            Submission(TOWNSHIPS[1], None, None, None, None, "missing"),
        ),
        indicators=tuple(
            RollupIndicator(id_, title, measure, kind, True, "tongnan-2020", "")  # type: ignore[arg-type]
            for id_, title, measure, kind, *_ in TASKS
        ),
        figures=tuple(map(figure, TASKS)),
        units=(
            RollupUnit(TOP, "county"),
            *(RollupUnit(name, "township", TOP) for name in TOWNSHIPS),
        ),
        expected=23,
        received=22,
        own_files=("a",),
    )


def whole_district() -> Rollup:
    """The district with the figures of each township, ranked."""
    made = district()
    below = [each for figure in made.figures if figure.target for each in _townships(figure)]
    return replace(made, figures=(*made.figures, *below))


def _townships(whole: RollupFigure) -> Iterator[RollupFigure]:
    assert whole.target is not None
    for number, name in enumerate(TOWNSHIPS):
        place = (number * 7 + len(whole.indicator)) % len(TOWNSHIPS)
        target = max(1, int(whole.target // len(TOWNSHIPS)) + number % 3)
        rate = round(100 - 4.21 * place, 2)
        yield replace(
            whole, level="township", unit=name, target=target, rate=rate, rank=place + 1,
            cumulative=int(target * rate / 100), current=1, previous=0, pending=0,
            gap=None if whole.gap is None else round(rate - 50, 2),
        )  # fmt: skip


def many_problems() -> ProblemCounts:
    """Problems of every nature in every township."""
    kinds = tuple(
        ProblemKind(
            f"L{number}", f"带动户数与第{number}号明细表登记的户数不符", nature,
            "潼扶组发〔2020〕4号三（三）“每人至少带动3户”", 40 - number, TOWNSHIPS[number : number + 9],
        )
        for number, nature in enumerate([*[Nature.DATA] * 6, *[Nature.SHORTFALL] * 4])
    )  # fmt: skip
    counts = {Nature.DATA: 9, Nature.SHORTFALL: 4, Nature.DOUBT: 7, Nature.HINT: 2}
    return ProblemCounts(kinds, tuple(UnitProblems(name, counts) for name in TOWNSHIPS))
