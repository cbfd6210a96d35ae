"""Values as people write them on a form: digits, amounts, opinions, signatures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from builders.filled_forms import changed_form, forms_of, one_form, rows_of, sheet, table, word
from ruralskills.forms.opinion_texts import read_opinion, signed


@pytest.mark.parametrize(
    ("label", "text", "name", "value"),
    [
        ("手机号码", "１３８００００００００", "phone", "13800000000"), ("手机号码", "138 0000 0000", "phone", "13800000000"),
        ("手机号码", "138-0000-0000", "phone", "13800000000"), ("手机号码", "023-45671234", "phone", "023-45671234"),
        ("手机号码", "13800000000（儿子）", "phone", "13800000000（儿子）"),
        ("身份证号", "５００１９９１９８５０６１５００１７", "id_number", "500199198506150017"),
        ("身份证号", "500199 19850615 0017", "id_number", "500199198506150017"),
        ("身份证号", "14112719690309287x", "id_number", "14112719690309287x"),
        ("QQ号", "９１２３４５６７８", "qq", "912345678"), ("微信号", "wx 一号", "wechat", "wx 一号"),
        ("年龄", "３９", "age", 39), ("年龄", "39周岁", "age", 39), ("年龄", "三十九", "age", 39),
    ],
)  # fmt: skip
def test_digits(tmp_path: Path, label: str, text: str, name: str, value: object) -> None:
    assert one_form(tmp_path, **{label: text}).values[name] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20万", 20), ("20w", 20), ("20W元", 20), ("２０万元", 20), ("贰拾万元整", 20), ("200000", 20), ("200,000.00", 20),
        ("200000元", 20), ("拟贷款20万元", 20), ("20万元（信用贷款）", 20), ("0.5", Decimal("0.5")), ("面议", "面议"),
    ],
)  # fmt: skip
def test_amounts(tmp_path: Path, text: str, value: object) -> None:
    assert one_form(tmp_path, 贷款意向金额=text).values["loan_amount"] == value


@pytest.mark.parametrize(
    "text", ["10—15万元", "约30万元", "30万左右", "20万以上", "不超过20万元", "十几万", "15或20万"]
)
def test_an_amount_that_is_not_certain_is_blank(tmp_path: Path, text: str) -> None:
    form = one_form(tmp_path, 贷款意向金额=text)
    assert form.values["loan_amount"] == ""
    assert text in form.doubts["loan_amount"].message


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("贷款意向金额（元）", "200000", 20), ("贷款意向金额(万元)", "20", 20), ("贷款意向金额（元）", "20万", 20),
        ("贷款意向金额（千元）", "200000", 20), ("贷款意向金额（元）", "20", ""),
    ],
)  # fmt: skip
def test_the_unit_of_the_label(tmp_path: Path, label: str, text: str, value: object) -> None:
    values = {name: v for name, v in changed_form().items() if name != "贷款意向金额"}
    rows = rows_of(values | {label: text})
    for path in (word(tmp_path, table(rows)), sheet(tmp_path, rows)):
        [form] = forms_of(path)
        assert form.values["loan_amount"] == value
        assert ("loan_amount" in form.doubts) == (value == "")


@pytest.mark.parametrize(
    ("text", "said", "day"),
    [
        ("经2021年3月20日村民代表会议研究，同意推荐\n负责人：任建军\n2021年3月29日", "经2021年3月20日村民代表会议研究，同意推荐", "2021-03-29"),
        ("经2021年3月20日会议研究，同意。负责人：王五  2021.3.29", "经2021年3月20日会议研究，同意。", "2021-03-29"),
        ("经2021年3月20日会议研究，同意", "经2021年3月20日会议研究，同意", ""),
        ("同意。\n2021年3月29日（盖章）", "同意。", "2021-03-29"), ("同意。\n日期：2021-03-29", "同意。", "2021-03-29"),
        ("同意。\t负责人：\t王五\t日期：\t2021-03-29", "同意。", "2021-03-29"),
        ("同意。\n负责人：王  五\n2021 年 3 月 29 日", "同意。", "2021-03-29"),
        ("同意。\n村支部书记（签字）：王五\n2021年3月29日", "同意。", "2021-03-29"),
        ("同意。\n签字人：王五（公章）\n２０２１年３月２９日", "同意。", "2021-03-29"),
        ("同意____\n负责人：__王五__ 2021年_3_月_29_日", "同意", "2021-03-29"),
        ("同意。\n2021年3月29日\n负责人：王五", "同意。", "2021-03-29"),
        ("☑同意推荐 □不同意推荐\n负责人：王五 2021年3月29日", "同意推荐", "2021-03-29"),
        ("负责人：       年   月   日", "", ""), ("（盖章）\n20  年  月  日", "", ""),
    ],
)  # fmt: skip
def test_opinions(text: str, said: str, day: str) -> None:
    read = read_opinion(text)
    assert (read.text, read.day, read.doubt, read.day_doubt) == (said, day, "", "")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("同意\n2021年2月30日", "不是一个日期"),
        ("同意\n2021年3月", "没有写全"),
        ("同意\n2021年3月  日", "没有写全"),
    ],
)
def test_a_day_that_is_none_is_a_doubt(tmp_path: Path, text: str, word: str) -> None:
    form = one_form(tmp_path, 村委会推荐意见=text)
    assert (form.values["village_opinion"], form.values["village_recommended"]) == ("同意", "")
    assert word in form.doubts["village_recommended"].message


@pytest.mark.parametrize("text", ["□同意 □不同意", "☑同意 ☑不同意"])
def test_an_opinion_of_both_or_no_boxes_is_a_doubt(tmp_path: Path, text: str) -> None:
    form = one_form(tmp_path, 村委会推荐意见=text)
    assert form.values["village_opinion"] == ""
    assert "不同意" in form.doubts["village_opinion"].message


@pytest.mark.parametrize(
    ("text", "is_signed"),
    [
        ("张三", True), ("", False), ("（签字）", False), ("     年   月   日", False), ("签字：         年  月  日", False),
        ("签字：张三   2021年5月1日", True), ("________", False), ("__张三__", True),
        ("本人承诺以上属实。\n签字：", False), ("本人承诺以上属实。\n签字：张三", True),
    ],
)  # fmt: skip
def test_signatures(text: str, is_signed: bool) -> None:
    assert signed(text) == is_signed


@pytest.mark.parametrize(
    ("label", "text", "name", "value"),
    [
        ("贷款意向金额", "      万元", "loan_amount", ""), ("贷款意向金额", "____万元", "loan_amount", ""),
        ("贷款意向金额", "__20__万元", "loan_amount", 20), ("承诺带动脱贫户规模", "____户", "pledge", ""),
        ("承诺带动脱贫户规模", "__3__户", "pledge", "3户"), ("年龄", "   岁", "age", ""), ("年龄", "__35__岁", "age", 35),
        ("手机号码", "__13800000000__", "phone", "13800000000"), ("微信号", "wx_1_", "wechat", "wx_1_"),
        ("姓名", "__张三__", "name", "张三"),
    ],
)  # fmt: skip
def test_what_is_printed_to_be_filled_in_is_no_value(
    tmp_path: Path, label: str, text: str, name: str, value: object
) -> None:
    form = one_form(tmp_path, **{label: text})
    assert (form.values[name], form.doubts.get(name)) == (value, None)


def test_an_address_in_several_cells(tmp_path: Path) -> None:
    rows = [*rows_of(changed_form(家庭地址="")), ["家庭地址", "临县", "白文镇", "曹家峁村"]]
    rows = [row for row in rows if row[:2] != ["家庭地址", ""]]
    [form] = forms_of(sheet(tmp_path, rows))
    assert form.values["address"] == "临县白文镇曹家峁村"
