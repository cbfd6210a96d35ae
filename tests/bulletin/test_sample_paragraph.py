"""The first section of a bulletin, from the figures of a whole district in a second quarter."""

from __future__ import annotations

from msgspec.structs import replace

from builders.whole_district import district
from ruralskills.bulletin.content import Material
from ruralskills.bulletin.wording import worded

SAID = """\
（一）报送情况。截至2020年6月30日，应报镇街23个，按时报送21个，迟报1个，未报1个。以下为核定数，人数在镇街内按身份证号去重，跨镇街重复的另行注明；另有16人身份信息待核，未计入。
（二）扶贫车间。第二季度新创办5个，累计9个，完成年度任务（20个）的45.00%，较上季度末提高25.00个百分点，慢于序时进度5.00个百分点。
（三）技能培训。本季48人，累计81人，完成年度任务（150人）的54.00%，提高32.00个百分点，快于序时进度4.00个百分点。
（四）转移就业。本季新增97人，累计171人，完成年度任务（300人）的57.00%，提高32.33个百分点，快于序时进度7.00个百分点。
（五）送工送岗。本季40人，累计66人，完成年度任务（150人）的44.00%，提高26.67个百分点，慢于序时进度6.00个百分点。
（六）带头人存量。在库418人，为年度任务（460人）的90.87%。其中贫困村193人（任务200人，96.50%），非贫困村和社区225人（任务260人，86.54%）。
（七）新增带头人。本季71人，累计126人，完成年度任务（260人）的48.46%，提高27.31个百分点，慢于序时进度1.54个百分点。
（八）带动增收。带动贫困户1196户（去重），为年度任务（1380户）的86.67%。其中贫困村561户（93.50%），非贫困村和社区635户（81.41%）。
（九）公益性岗位。本季新安置92人，累计268人，完成年度任务（403人）的66.50%，提高22.83个百分点，快于序时进度16.50个百分点。
（十）实用技能及精气神培训。本季742人，累计1388人（1652人次），完成年度任务（3000人）的46.27%，提高24.74个百分点，慢于序时进度3.73个百分点。
（十一）干部轮训及学生资助。区级培训班已办3期174人，完成计划（5期290人）的60.00%；贫困大学生应资助230人，已资助212人，占92.17%，余18人。"""
"""From an office's sample, with what the contract has settled about it."""


def test_the_sample() -> None:
    made = worded(Material(district(), has_deadline=True), None)
    first = [each.said for each in made.paragraphs if each.said.section == "一、总体进展情况"]
    assert "\n".join(each.text for each in first if not each.text.startswith("一、")) == SAID


def test_the_numbers_of_a_sentence() -> None:
    made = worded(Material(district()), None)
    [workshops] = [each for each in made.statements if each.text.startswith("（二）扶贫车间")]
    assert [(each.value, each.unit, each.field) for each in workshops.numbers] == [
        (5, "个", "current"), (9, "个", "cumulative"), (20, "个", "target"), (45.0, "%", "rate"),
        (25.0, "百分点", "rate_change"), (5.0, "百分点", "gap"),
    ]  # fmt: skip
    assert {(each.indicator, each.period) for each in workshops.numbers} == {
        ("new_workshops", "2020Q2")
    }


def test_without_a_deadline_nobody_is_in_time() -> None:
    made = worded(Material(district()), None)
    [arrived] = [each.text for each in made.statements if "报送情况" in each.text]
    assert "已报22个，未报1个。" in arrived
    assert "按时" not in arrived


def test_without_a_list_of_regions_nobody_is_said_to_be_missing() -> None:
    made = worded(Material(replace(district(), expected=0), has_deadline=True), None)
    [arrived] = [each.text for each in made.statements if "报送情况" in each.text]
    assert "没有区划名单，应报单位不明，已报22个。" in arrived


def test_what_is_worked_out_names_the_figures_it_comes_of() -> None:
    made = worded(Material(district()), None)
    [aid] = [each for each in made.statements if each.text.startswith("（十一）")]
    assert [(each.value, each.indicator, each.unit, each.field) for each in aid.numbers[-2:]] == [
        (92.17, "aided_university/eligible_university", "%", "cumulative"),
        (18, "eligible_university-aided_university", "人", "cumulative"),
    ]  # fmt: skip


def test_training_and_aid_of_which_nothing_is_known_are_named() -> None:
    ids = ("cadre_classes", "cadres_trained", "aided_university", "eligible_university")
    known = district()
    figures = tuple(
        replace(each, current=None, cumulative=None, rate=None) if each.indicator in ids else each
        for each in known.figures
    )
    texts = [
        each.text for each in worded(Material(replace(known, figures=figures)), None).statements
    ]
    assert "（十一）干部轮训及学生资助。没有台账，未能核定。" in texts


def test_who_came_without_a_line_in_the_register_is_not_in_time() -> None:
    known = replace(district(), undated=("双江镇", "古溪镇"))
    made = worded(Material(known, has_deadline=True), None)
    [arrived] = [each.text for each in made.statements if "报送情况" in each.text]
    assert "按时报送19个，迟报1个，收件登记表没有收到时间的2个，未报1个。" in arrived


def test_what_came_late_in_an_earlier_period_is_late_no_more() -> None:
    made = worded(Material(replace(district(), own_files=()), has_deadline=True), None)
    [arrived] = [each.text for each in made.statements if "报送情况" in each.text]
    assert "按时报送22个，迟报0个，未报1个。" in arrived
