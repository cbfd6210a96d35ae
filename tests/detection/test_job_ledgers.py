"""The ledgers of jobs, posts, workshops, aid and cadres: each is told from its neighbours."""

from __future__ import annotations

import pytest

from builders.sheet_text import found, table

ID = "500199198506150017"
LEDGERS = {
    "workshop": """
        云潼区2020年扶贫车间台账|<|<|<|<|<|<
        序号|镇街|车间名称|负责人|认定时间|用工总数（人）|其中：建档立卡贫困人口（人）
        1|桂花街道|红花制衣车间|王某|2020.4|{20}|{8}
    """,
    "transfer": f"""
        2020年贫困劳动力转移就业花名册|<|<|<|<|<
        序号|乡镇|姓名|身份证号|务工地点|务工单位
        1|双河镇|张三|{ID}|广东省东莞市|某电子厂
    """,
    "job_delivery": f"""
        送工送岗台账|<|<|<|<|<
        序号|姓名|身份证号码|用工企业|岗位|送岗时间
        1|张三|{ID}|某制衣公司|缝纫工|2020.5.6
    """,
    "job_need": f"""
        贫困人口务工需求台账|<|<|<|<|<
        序号|姓名|身份证号码|联系电话|务工意向|期望月工资（元）
        1|张三|{ID}|13800138000|缝纫工|{{3000}}
    """,
    "employer_need": """
        企业用工需求信息库|<|<|<|<
        序号|企业名称|联系电话|岗位名称|需求人数（人）
        1|某制衣公司|13800138000|缝纫工|{12}
    """,
    "education_aid": f"""
        2020年教育资助台账|<|<|<|<|<
        序号|学生姓名|身份证号|学段|就读学校|发放金额（元）
        1|张三|{ID}|高中|某中学|{{1000}}
    """,
    "cadre_training": """
        2020年扶贫干部培训名册|<|<|<|<
        序号|姓名|单位|职务|培训班名称
        1|张三|桂花街道|第一书记|第1期轮训班
    """,
    "task_list": """
        2020年扶志扶智任务责任清单|<|<|<|<
        序号|工作任务|牵头单位|责任单位|完成时限
        1|技能培训|区人力社保局|各镇街|12月底
    """,
    "indicator_definition": """
        “双扶”工作季报表指标解释|<|<|<
        指标名称|计量单位|口径解释|数据来源
        技能培训|人|参加培训并结业的人数|学员花名册
    """,
}  # fmt: skip


@pytest.mark.parametrize("name", LEDGERS)
def test_each_is_known(name: str) -> None:
    [each] = found(LEDGERS[name])
    assert each.match is not None
    assert each.match.ledger.info.id == name
    assert not each.match.missing
    assert not each.match.unknown


POSTS = {
    "by the month": (
        f"""
        2020年公益性岗位台账|<|<|<|<|<|<|<
        序号|姓名|身份证号|村组|户属性|岗位名称|主管部门|补贴标准（元/月）
        1|张三|{ID}|红花村|低保贫困户|保洁员|人社|{{500}}
    """,
        "monthly_pay",
        "补贴标准（元/月）",
    ),
    "by the year": (
        f"""
        公益性岗位花名册|<|<|<|<|<
        姓名|身份证号码|岗位名称|责任片区|工资（元/年）|社保卡号
        张三|{ID}|护林员|红花村|{{6000}}|6228480000000000007
    """,
        "yearly_pay",
        "工资（元/年）",
    ),
}


@pytest.mark.parametrize("name", POSTS)
def test_pay_is_that_of_the_unit_in_its_header(name: str) -> None:
    sheet, field, header = POSTS[name]
    one = table(sheet)
    assert one.ledger.info.id == "post"
    assert one.columns[field].header == header
    assert {"pay", "monthly_pay", "yearly_pay"} & one.columns.keys() == {field}


def test_posts_with_the_term_of_a_contract() -> None:
    one = table(f"""
        公益性岗位台账|<|<|<|<|<|<
        岗位名称|在岗人员|身份证号|岗位类型|合同开始|合同到期|状态
        保洁员|张三|{ID}|保洁|2020-03-01|2021-02-28|在岗
    """)
    assert one.ledger.info.id == "post"
    assert {"name", "starts", "ends", "kind", "status"} <= one.columns.keys()


@pytest.mark.parametrize(
    "title", ["2020年扶志扶智任务分解表", "2020年就业扶贫情况统计表", "2020年扶贫车间情况统计表"]
)
def test_figures_by_township_stay_figures(title: str) -> None:
    one = table(f"""
        {title}|<|<|<
        序号|镇街|扶贫车间（个）|送工送岗（人）
        1|桂花街道|{{6}}|{{52}}
        2|双河镇|{{8}}|{{54}}
    """)
    assert one.ledger.info.id == "figure"


def test_a_list_of_indicators_with_figures_is_no_list_of_definitions() -> None:
    one = table("""
        2020年第二季度就业扶贫统计表|<|<|<
        指标名称|计量单位|数据来源|累计完成
        技能培训|人|学员花名册|{81}
        送工送岗|人|送岗台账|{40}
    """)
    assert one.ledger.info.id == "figure"


def test_people_without_a_title_are_not_taken_for_cadres() -> None:
    assert (
        found("""
        姓名|单位|职务|联系电话
        张三|桂花街道|主任|13800138000
        李四|双河镇|副镇长|13900139000
    """)
        == []
    )
