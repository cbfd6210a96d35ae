"""Every target and every column of the notices' tables has its figure, and its rows are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from builders.ledger_sheets import filler, in_force, ledger_table
from builders.sheet_text import table
from ruralskills.facts.indicators import recount
from ruralskills.facts.row_decisions import Days, row_decision
from ruralskills.facts.row_owners import Owners
from ruralskills.ledgers import Figure, Leader, by_id
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger
from ruralskills.notices import Indicator, InForce, Notice, Ratio, Target, Where, shipped_notices
from ruralskills.text.normalise import normalised

PACKS = {name: one for name, one in shipped_notices().items() if one.indicators}
TARGETS = [(pack, target) for pack, notice in PACKS.items() for target in notice.targets]
INDICATORS = [(pack, each.id) for pack, notice in PACKS.items() for each in notice.indicators]


def name_of(case: object) -> str:
    return getattr(case, "indicator", "") or getattr(case, "id", "") or str(case)


def figures_named(name: str, notice: Notice) -> list[Indicator | Ratio]:
    """Return the figures of a notice that a table may state under a name."""
    word = normalised(name)
    return [each for each in notice.figures if word in map(normalised, each.names)]


@pytest.mark.parametrize(("pack", "target"), TARGETS, ids=name_of)
def test_every_target_has_one_indicator_in_its_unit(pack: str, target: Target) -> None:
    [indicator] = [each for each in PACKS[pack].indicators if each.span_of(target)]
    assert indicator.unit == target.measure


def test_a_target_of_several_years_is_one_of_the_plan() -> None:
    spans = {
        target.year: indicator.span_of(target)
        for indicator in PACKS["dongxiang-2020"].indicators
        for target in PACKS["dongxiang-2020"].targets
        if indicator.span_of(target)
    }
    assert spans == {2020: "year", 2021: "year", 2022: "year", None: "plan"}


CLAUSES = {
    "tongnan-2020": "CQ-01 CQ-02 CQ-03 CQ-04 CQ-05 CQ-06 CQ-07 CQ-08 CQ-10 CQ-15B CQ-15C CQ-23",
    "shanxi-2021": "SX-01",
    "dongxiang-2020": "DX-02",
    "qingliu-2022": "QL-01 QL-02 QL-14",
    "national-2021": "NA-01 NA-02 NA-03 NA-04 NA-05 NA-06 NA-07 NA-08 NA-09",
}
"""The clauses that set a figure."""


@pytest.mark.parametrize("pack", CLAUSES)
def test_every_clause_that_sets_a_figure_is_counted(pack: str) -> None:
    assert set(CLAUSES[pack].split()) <= {each.clause for each in PACKS[pack].indicators}


COLUMNS = {
    "tongnan-2020": """
        新创办扶贫车间 技能培训 新增转移就业 送工送岗 致富带头人/存量/贫困村 致富带头人/存量/非贫困村(社区)
        致富带头人/存量/小计 致富带头人/新增 致富带头人/带动 公益性岗位/新安置 实用技能及精气神培训
        干部培训/期数 干部培训/人次 干部培训/其中驻村工作队员 干部培训/第一书记 干部培训/村支书
        干部培训/村主任 干部培训/大学生村官 干部培训/行业/帮扶干部 干部培训/镇街干部 干部培训/村干部
        干部培训/结业测试人数 农村实用技能培训/期 农村实用技能培训/人次 农村实用技能培训/人数
        农村实用技能培训/其中贫困人口 精气神培训/场 精气神培训/人次 精气神培训/人数
        精气神培训/其中贫困人口 区级干部培训/期数 区级干部培训/人数
        学前/应资助人数 学前/已资助人数 学前/金额 学前/覆盖率
        义务教育/应资助人数 义务教育/已资助人数 义务教育/金额 义务教育/覆盖率
        小学/应资助人数 小学/已资助人数 小学/金额 小学/覆盖率
        初中/应资助人数 初中/已资助人数 初中/金额 初中/覆盖率
        高中/应资助人数 高中/已资助人数 高中/金额 高中/覆盖率 高中/免学杂费 高中/补助生活费
        大学/应资助人数 大学/已资助人数 大学/金额 大学/覆盖率
        技能培训/其中易地搬迁 易地搬迁培训需求 送工送岗/需求台账人数 送工送岗/送岗人数 送工送岗/脱岗人数
        公益性岗位/在岗 公益性岗位/人社 公益性岗位/林业 公益性岗位/交通
        扶贫车间/存量 扶贫车间/新建 扶贫车间/用工总数 扶贫车间/其中贫困人口 扶贫车间/占比
        扶贫车间/补助资金 贫困村数 存量/合计 致富带头人/删除(退出) 致富带头人/轮训人数
        致富带头人培训/期数 致富带头人培训/天数 致富带头人培训/创业意识 致富带头人培训/创办企业
        致富带头人培训/改善企业 带动贫困户/贫困村 带动贫困户/非贫困村 带动贫困户/合计 户均增收""",
    "shanxi-2021": "致富带头人培训 取得职业技能证书人数",
    "dongxiang-2020": "劳动力培训 劳动力培训人次 计划培训人数 创业担保贷款/人数 创业担保贷款/金额",
    "qingliu-2022": "农村产业发展带头人 村级后备干部 后备干部补助/县级 后备干部补助/乡镇 后备干部补助/合计",
    "national-2021": """
        职业技能培训人次 高级工以上高技能人才 乡村工匠 高技能人才和乡村工匠 技工院校和职业培训机构 技工学校
        高技能人才培训基地 技能大师工作室 专项职业能力考核规范 专项职业能力项目 知名劳务品牌""",
}
"""The columns of the tables that the notices attach."""


@pytest.mark.parametrize(
    ("pack", "column"),
    [(pack, column) for pack, columns in COLUMNS.items() for column in columns.split()],
)
def test_every_column_of_the_annexes_is_one_figure(pack: str, column: str) -> None:
    [_] = figures_named(column, PACKS[pack])


@pytest.mark.parametrize("pack", PACKS)
def test_no_name_stands_for_two_figures(pack: str) -> None:
    notice = PACKS[pack]
    names = [normalised(name) for each in notice.figures for name in each.names]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("pack", PACKS)
def test_a_ratio_is_of_two_indicators_that_the_notice_has(pack: str) -> None:
    known = {each.id for each in PACKS[pack].indicators}
    for ratio in PACKS[pack].ratios:
        assert {ratio.part, ratio.whole} <= known


WITHOUT_DISTINCT = {
    "county_pay_of_cadres", "township_pay_of_cadres", "pay_of_cadres", *(each.id for each in PACKS["national-2021"].indicators if each.ledger == Figure.info.id),
}  # fmt: skip
"""Each payment and each stated figure counts."""


def test_the_same_row_sent_twice_counts_once() -> None:
    loose = {
        each.id for notice in PACKS.values() for each in notice.indicators if not each.distinct
    }
    assert loose == WITHOUT_DISTINCT


# a row that counts, and those that do not


def indicator_of(pack: str, name: str) -> Indicator:
    return next(each for each in PACKS[pack].indicators if each.id == name)


def sources() -> Iterator[tuple[str, str, int]]:
    for pack, name in INDICATORS:
        for number, source in enumerate(indicator_of(pack, name).alternatives):
            if source.ledger != Figure.info.id:
                yield pack, name, number


each_source = pytest.mark.parametrize(("pack", "name", "number"), list(sources()))


def source_of(pack: str, name: str, number: int) -> Indicator:
    return indicator_of(pack, name).alternatives[number]


def year_of(pack: str) -> Days:
    years = PACKS[pack].years
    assert years is not None
    return date(years.first, 1, 1), date(years.first, 12, 31)


def sound(spec: FieldSpec) -> str:
    """Return a sound value of a field."""
    return "{3}" if spec.reads.additive or spec.reads.name == "quantity" else filler(spec, 1)


def meeting(where: Where, specs: dict[str, FieldSpec]) -> dict[str, str]:
    """Return the fields of a row that meets a condition."""
    return {n: sound(specs[n]) if words[0] == "*" else words[0] for n, words in where.items()}


FURTHER = {
    "cadre_training": {"organisation": "桂花街道", "theme": "政策"}, "workshop": {"head": "王某", "builder": "某公司"},
    "training_body": {"head": "王某", "address": "某路"}, "skill_project": {"agency": "某校", "source": "企业"},
}  # fmt: skip
"""Fields by which a table of few columns is known, and a row without a name is one."""


def counted(source: Indicator, pack: str) -> dict[str, str]:
    """Return the fields of a row that counts."""
    specs = field_specs(by_id(source.ledger))
    row = FURTHER.get(source.ledger, {}) | {name: sound(specs[name]) for name in source.reads}
    row |= meeting(source.where, specs)
    if source.any_of:
        row |= meeting(source.any_of[0], specs)
    if source.period:
        is_month = specs[source.period].reads.name == "text"
        row[source.period] = f"{year_of(pack)[0].year}" + ("年5月" if is_month else "-05-10")
    return row


def refused(spec: FieldSpec, wanted: tuple[str, ...], notices: InForce) -> str:
    """Return a sound value that is none of the wanted ones."""
    if "*" in wanted:
        return ""
    if spec.reads.name == "yesno":
        return "否" if "是" in wanted else "是"
    codes = notices.code_list(spec.codes) if spec.codes else None
    return next((w for w in codes.official if w not in wanted), "别的") if codes else "别的"


def uncounted(source: Indicator, pack: str, notices: InForce) -> Iterator[dict[str, str]]:
    """Yield rows that do not count, each for one reason."""
    specs, row = field_specs(by_id(source.ledger)), counted(source, pack)
    for name, words in source.where.items():
        yield row | {name: refused(specs[name], words, notices)}
    if source.any_of:
        others = {n: w for where in source.any_of for n, w in where.items()}
        yield row | {n: refused(specs[n], w, notices) for n, w in others.items()}
    if source.period:
        last = year_of(pack)[0].year - 1
        yield row | {source.period: row[source.period].replace(str(last + 1), str(last))}
    if source.ledger == Leader.info.id and source.kind == "stock":
        yield row | {"status": "退出"}


def decisions(source: Indicator, pack: str, *rows: dict[str, str]) -> list[bool | None]:
    ledger: type[Ledger] = by_id(source.ledger)
    table = ledger_table(ledger, *rows, bound=in_force(pack))
    days = year_of(pack)
    return [row_decision(source, each, days, Owners()).counts for each in table.rows(ledger)]


@each_source
def test_a_row_that_meets_it_counts_and_others_do_not(pack: str, name: str, number: int) -> None:
    source = source_of(pack, name, number)
    others = list(uncounted(source, pack, in_force(pack)))
    if source.owner and source.owner.where:
        source = source_without_owner(source)
    found = decisions(source, pack, counted(source, pack), *others)
    assert found == [True, *[False for _ in others]]


def source_without_owner(source: Indicator) -> Indicator:
    """Return an indicator without its owner, which other tests are about."""
    return replace(source, owner=None)


@each_source
def test_a_row_without_what_tells_it_apart_is_pending(pack: str, name: str, number: int) -> None:
    source = source_of(pack, name, number)
    specs = field_specs(by_id(source.ledger))
    row = counted(source, pack)
    blank = [
        n for n in (*source.key[:1], *source.addends, source.period) if n and n not in source.where
    ]
    if not blank or specs[blank[0]].label:
        return
    assert decisions(source_without_owner(source), pack, *(row | {n: ""} for n in blank)) == [
        None for _ in blank
    ]


@each_source
def test_a_row_that_is_sent_twice_changes_nothing(pack: str, name: str, number: int) -> None:
    source = source_without_owner(source_of(pack, name, number))
    ledger: type[Ledger] = by_id(source.ledger)
    row = counted(source, pack)
    once, twice = (
        recount(source, ledger_table(ledger, *rows, bound=in_force(pack)).rows(ledger)).value
        for rows in ([row], [row, row])
    )
    assert once
    assert twice == (2 * once if name in WITHOUT_DISTINCT else once)


A, B, C = "500199198506150017", "500199199003020039", "500199199208110046"
ONE, TWO, THREE = "500199197001010014", "500199197001010022", "500199197001010030"
LEADERS = f"""致富带头人台账|<|<|<|<
姓名|身份证号|村类型|状态|带动贫困户数
张三|{A}|贫困村|在库|{{3}}
李四|{B}|社区|在库|{{4}}
王五|{C}|贫困村|退出|{{5}}"""


@pytest.mark.parametrize(
    ("name", "by_links", "by_leaders"),
    [
        ("households_led", 2, 7),
        ("households_led_poor_villages", 2, 3),
        ("households_led_other_villages", 1, 4),
    ],
)
def test_households_go_by_their_leader_else_by_the_number_that_he_states(
    name: str, by_links: int, by_leaders: int
) -> None:
    indicator = indicator_of("tongnan-2020", name)
    leaders = table(LEADERS)
    links = table(
        "带动户明细|<|<|<|<\n带头人姓名|带头人身份证号|户主姓名|户主身份证号|户类型\n"
        f"张三|{A}|赵甲|{ONE}|贫困户\n张三||钱乙|{TWO}|贫困户\n李四|{B}|赵甲|{ONE}|贫困户\n"
        f"李四|{B}|孙丙|{THREE}|一般户\n王五|{C}|孙丙|{THREE}|贫困户"
    )
    owners = Owners.of(leaders.rows(leaders.ledger))
    own, other = indicator.alternatives
    assert recount(own, links.rows(links.ledger), owners=owners).value == by_links
    assert recount(other, leaders.rows(leaders.ledger)).value == by_leaders


def test_what_no_ledger_counts_is_taken_from_the_statistical_table() -> None:
    one = table(
        "2022年职业技能提升工程情况统计表|<|<|<\n县|技能大师工作室（个）/累计|技能大师工作室（个）/本年|劳务品牌（个）\n"
        "云山县|{2}|{1}|{1}\n松林县|{3}|{1}|{0}\n合计|{5}|{2}|{1}"
    )
    assert recount(indicator_of("national-2021", "master_studios"), one.rows(Figure)).value == 5
    assert recount(indicator_of("national-2021", "labour_brands"), one.rows(Figure)).value == 1


def test_pay_is_added_up_over_both_purses_in_ten_thousands() -> None:
    one = table(
        "村级后备干部补助发放表|<|<|<|<\n月份|姓名|身份证号|县级补助|乡镇补助\n"
        f"2022年3月|张三|{A}|{{1000}}|{{1000}}\n2022年4月|张三|{A}|{{1000}}|{{1000}}\n2021年12月|张三|{A}|{{1000}}|{{1000}}"
    )
    pay = indicator_of("qingliu-2022", "pay_of_cadres")
    year = date(2022, 1, 1), date(2022, 12, 31)
    assert str(recount(pay, one.rows(one.ledger), year).value) == "0.4"
