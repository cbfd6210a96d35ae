"""Units under one name, and the township that a title, a sheet or a file names."""

from __future__ import annotations

import pickle
from collections.abc import Iterable

import pytest

from builders.watchdog import watchdog
from ruralskills.regions import (
    AreaLine,
    RegionError,
    Regions,
    UnitNames,
    is_township,
    township_name,
)
from ruralskills.regions.similar_names import nearest_name
from ruralskills.rollups.unit_tree import UnitTree, grown

PLAIN = UnitNames()


def listed(*lines: tuple[str, str, str, tuple[str, ...]]) -> UnitNames:
    """Return the names of a list: level, name, area above, former names."""
    return UnitNames.of(
        Regions.from_lines(
            AreaLine("名单", number, level, name, above, former)
            for number, (level, name, above, former) in enumerate(lines, 2)
        )
    )


LIST = listed(
    ("县", "临江县", "", ()),
    ("乡镇", "青龙镇", "临江县", ("青龙乡",)),
    ("乡镇", "桂花街道", "临江县", ("桂花镇", "城关镇")),
    ("乡镇", "双河镇", "临江县", ()),
    ("乡镇", "双河街道", "临江县", ()),
    ("乡镇", "石柱土家族乡", "临江县", ()),
    ("乡镇", "红旗农场", "临江县", ()),
)
TWO_COUNTIES = listed(
    ("县", "临江县", "", ()),
    ("县", "望江县", "", ()),
    ("乡镇", "城关镇", "临江县", ()),
    ("乡镇", "城关镇", "望江县", ()),
    ("乡镇", "青龙镇", "临江县", ()),
)


@pytest.mark.parametrize(
    "text",
    [
        "青龙镇", "临江县青龙镇", "青龙镇乡村振兴办", "青龙镇党委、政府", "青龙镇人民政府(盖章)", "青龙镇人民政府（公章）",
        "重庆市临江县青龙镇人民政府", "中共青龙镇委员会", "中共临江县青龙镇委", "青龙镇党委", "青龙镇扶贫办",
        "青龙镇党政综合办公室", "青龙镇农业服务中心", "青龙镇社保所", "青龙镇巩固脱贫成果领导小组办公室",
        "青龙镇人民政府乡村振兴办公室", "　青 龙 镇 ", "__青龙镇__", "青龙镇【盖章】", "青龙镇政府：",
    ],
)  # fmt: skip
def test_a_township_has_one_name(text: str) -> None:
    assert PLAIN.name(text) == LIST.name(text) == "青龙镇"


@pytest.mark.parametrize(
    "text",
    ["", "（盖章）", "(公章)", "盖章", "____", "——", "/", "合计", "全县合计", "小计", "总计", "全镇", "各乡镇", "无", "乡镇"],
)  # fmt: skip
def test_what_is_no_unit(text: str) -> None:
    assert PLAIN.name(text) == LIST.name(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "临江县乡村振兴局", "县就业局", "青龙镇中心小学", "青龙镇青龙村村委会", "云岭职业技术学校", "东乡县扶贫办", "青竜镇",
        "清龙镇", "青龙街道", "新青龙镇",
    ],
)  # fmt: skip
def test_other_units_keep_their_own_names(text: str) -> None:
    assert PLAIN.name(text) == LIST.name(text) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("桂花镇", "桂花街道"), ("临江县城关镇人民政府", "桂花街道"), ("桂花", "桂花街道"), ("青龙乡", "青龙镇"),
        ("石柱乡", "石柱乡"), ("石柱土家族乡人民政府", "石柱乡"), ("红旗农场", "红旗农场"),
        ("双河", "双河"), ("双河乡", "双河乡"), ("邻水县城关镇", "邻水县城关镇"), ("邻水县青龙镇", "邻水县青龙镇"),
    ],
)  # fmt: skip
def test_the_list_decides(text: str, name: str) -> None:
    """Former names, and short ones where they mean one township, but none of another county."""
    assert LIST.name(text) == name


def test_townships_of_one_name_in_two_counties_are_two() -> None:
    assert TWO_COUNTIES.name("临江县城关镇") != TWO_COUNTIES.name("望江县城关镇")
    assert TWO_COUNTIES.name("临江县青龙镇人民政府") == TWO_COUNTIES.name("青龙镇") == "青龙镇"


@pytest.mark.parametrize(
    "text",
    [
        "青龙镇2021年致富带头人台账", "临江县青龙镇2021年致富带头人台账", "2021年青龙镇带头人台账(最终)", "青龙镇", "01青龙镇",
        "1.青龙镇台账", "带头人台账-青龙镇", "台账_青龙镇_最终版", "2021年致富带头人台账（青龙镇）", "附件2：青龙镇带头人台账",
        "附件2青龙镇致富带头人台账", "致富带头人台账青龙镇人民政府", "2021年度青龙镇", "2021年6月青龙镇台账", "第二季度青龙镇",
        "上报青龙镇台账", "青龙镇 带头人", "2021年 青龙镇 台账", "青龙镇村级后备干部补助", "青龙镇农村实用人才",
        "青龙镇扶贫车间台账", "重庆市临江县青龙镇乡村振兴办2021年", "青龙镇青龙村2021年台账", "青龙镇(2)", "上半年青龙镇",
        "青　龙　镇2021年", "收到青龙镇", "最新青龙镇台账", "补报青龙镇2021年", "20210630青龙镇", "青龙镇村干部名册", "（青龙镇 终稿）", "青龙镇党委、政府2021年工作记录",
    ],
)  # fmt: skip
def test_the_township_in_a_text(text: str) -> None:
    assert PLAIN.township_in(text) == LIST.township_in(text) == "青龙镇"


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("石桥乡村级后备干部补助发放表", "石桥乡"), ("桂花街道2020年台账", "桂花街道"), ("东乡族自治县锁南镇2020年", "锁南镇"),
        ("旧县镇2021年", "旧县镇"), ("新市镇台账", "新市镇"), ("金乡镇2021年", "金乡镇"), ("大安镇街道台账", "大安镇街道"),
        ("阳泉市郊区荫营镇台账", "荫营镇"), ("景德镇市浮梁县瑶里镇2021年", "瑶里镇"), ("年丰镇2021年", "年丰镇"),
    ],
)  # fmt: skip
def test_names_that_look_like_other_words(text: str, township: str) -> None:
    assert PLAIN.township_in(text) == township


@pytest.mark.parametrize(
    "text",
    [
        "临江县2021年乡村振兴带头人台账", "2021年各市乡村振兴致富带头人培训任务指导计划表", "云山县乡镇任务分解表", "各乡镇台账",
        "2021年新型城镇化", "2021年城镇新增就业", "返乡入乡创业人员名单", "2021年外出返乡人员", "东乡县2020年第1期",
        "景德镇市2021年培训", "临江县乡村干部培训", "临江县镇村干部", "全镇2021年", "镇街台账", "重点镇", "贫困乡镇",
        "小城镇建设", "临江县乡土人才", "青龙村2021年", "Sheet1", "台账", "双扶工作季报表", "云潼区扶贫开发办公室", "",
        "城乡居民养老", "新增外出务工", "2020年扶志扶智任务分解表",
    ],
)  # fmt: skip
def test_texts_that_name_no_township(text: str) -> None:
    assert PLAIN.township_in(text) is None
    assert LIST.township_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "青龙镇、双河镇2021年台账", "青龙镇和双河镇", "青龙镇等5个乡镇", "青龙镇与双河镇", "青龙镇/双河镇", "青龙镇 双河镇",
        "青龙镇中心小学2021年", "青龙镇卫生院",
    ],
)  # fmt: skip
def test_texts_that_name_several_townships_or_a_body_in_one(text: str) -> None:
    assert PLAIN.township_in(text) == ""


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("桂花", "桂花街道"), ("2021年桂花", "桂花街道"), ("桂花镇2018年台账", "桂花街道"), ("红旗农场2021年台账", "红旗农场"),
        ("双河", None), ("青竜镇2021年", "青竜镇"), ("新青龙镇2021年", "新青龙镇"), ("青龙带头人", None),
    ],
)  # fmt: skip
def test_the_list_decides_what_a_text_names(text: str, township: str | None) -> None:
    assert LIST.township_in(text) == township


@pytest.mark.parametrize(
    "name",
    [
        "各乡镇",
        "全镇",
        "三个乡镇",
        "一乡镇",
        "乡镇",
        "本乡",
        "其他乡镇",
        "临江县乡镇",
        "县就业局",
        "镇",
        "",
    ],
)
def test_no_single_township(name: str) -> None:
    assert not is_township(name)


def test_a_name_is_its_own_name() -> None:
    for text in ("临江县青龙镇人民政府", "桂花镇", "临江县就业局（盖章）", "石柱土家族乡"):
        for names in (PLAIN, LIST):
            assert names.name(names.name(text)) == names.name(text)


def test_names_travel_to_other_processes() -> None:
    LIST.name("桂花镇")
    assert pickle.loads(pickle.dumps(LIST.name))("桂花镇") == "桂花街道"


@pytest.mark.parametrize(
    "text", ["县" * 500, "区县市" * 99, "县镇" * 200, "市县区州旗" * 99 + "镇", "青龙镇" * 99]
)
def test_long_texts_take_no_time(text: str) -> None:
    with watchdog():
        PLAIN.name(text), PLAIN.township_in(text), township_name(text)


@pytest.mark.parametrize("area", ["县", "区县市", "账县区市州", "县账"])
def test_a_column_of_such_texts_takes_no_time(area: str) -> None:
    with watchdog():
        for at in range(3_000):
            text = f"{at}{(area * 50)[: 40 + at % 15]}"
            PLAIN.township_in(text), township_name(text), township_name(f"{text}镇政府")


@pytest.mark.parametrize(
    ("text", "township"),
    [
        ("潼南区旧县镇", "旧县镇"), ("郑州市中牟县新市镇", "新市镇"), ("阳泉市矿区沙坪街道", "沙坪街道"),
        ("荆州市沙市区中山街道办事处", "中山街道"), ("凉山彝族自治州西昌市安宁镇人民政府", "安宁镇"),
        ("锡林郭勒盟正蓝旗桑根达来镇", "桑根达来镇"), ("重庆市开县城口县高观镇", "高观镇"),
    ],
)  # fmt: skip
def test_the_areas_above_are_left_out(text: str, township: str) -> None:
    assert township_name(text) == township


def test_names_are_proposed_for_as_many_wrong_lines_as_somebody_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []

    def counted(name: str, names: Iterable[str]) -> str:
        looked_up.append(name)
        return nearest_name(name, names)

    monkeypatch.setattr("ruralskills.regions.hierarchy.nearest_name", counted)
    lines = [AreaLine("名单", 2, "乡镇", "桂花街道", "临江县")]
    lines += [AreaLine("名单", at + 3, "村", f"青{at}村", "桂华街道") for at in range(300)]
    with pytest.raises(RegionError) as told:
        Regions.from_lines(lines)
    assert "所属“桂华街道”不在名单中，是不是“桂花街道”" in str(told.value)
    assert len(looked_up) <= 50


@pytest.mark.parametrize("count", [1, 2, 8_000])
def test_townships_without_a_county_above_them(count: int) -> None:
    lines = [AreaLine("名单", at, "乡镇", f"青{at}镇", "临江县") for at in range(count)]
    with watchdog():
        regions = Regions.from_lines(lines)
    assert {area.parent_name for area in regions.areas} == {"临江县"}
    assert regions is Regions.from_lines(lines)


@pytest.mark.parametrize("county", ["万州区", "通州区", "云州县"])
def test_a_county_whose_name_holds_a_prefecture(county: str) -> None:
    names = listed(("县", county, "", ()), ("乡镇", "青龙镇", county, ()))
    assert names.name(f"重庆市{county}青龙镇人民政府") == "青龙镇"
    tree = grown(UnitTree(), ["青龙镇", "双河镇"], f"{county}乡村振兴局")
    assert PLAIN.placed(f"{county}青龙镇") == f"{county}青龙镇"
    assert tree.find(f"{county}扶贫办") == tree.units[0].name
