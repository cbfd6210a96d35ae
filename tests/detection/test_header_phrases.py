"""The book of header phrases: its laws, and what a phrase does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

import pytest

from builders.mapped_headers import COMPANIES, COUNTS, DAYS, fields_of
from ruralskills.detection.header_phrases import NO_FIELD, phrase_book
from ruralskills.detection.ledger_headers import header_key, headers_of
from ruralskills.ledgers import ROW_LEDGERS, PeopleList
from ruralskills.model.fields import field_specs
from ruralskills.model.table import Ledger
from ruralskills.values.field_type import Raw

ALL: tuple[type[Ledger], ...] = (*ROW_LEDGERS, PeopleList)
LEDGERS = {ledger.info.id: ledger for ledger in ALL}
VILLAGES = ["龙潭村", "白果村", "石桥村"]
PLANTS = ["电工", "焊工", "育婴员"]


def entries() -> list[tuple[str, str, str]]:
    """Return ledger, field and phrase of every entry, as the file has them."""
    text = (files("ruralskills.detection") / "header_phrases.txt").read_text(encoding="utf-8")
    found, ledger, field = [], "", ""
    for line in text.splitlines():
        if line.startswith(" "):
            found += [(ledger, field, phrase) for phrase in line.split()]
        elif line.startswith("["):
            ledger = line[1:-1]
        elif line and not line.startswith("#"):
            field = line
    return found


def test_every_phrase_is_of_a_field_or_of_none() -> None:
    known = {
        (ledger_id, field)
        for ledger_id, ledger in LEDGERS.items()
        for field in (*field_specs(ledger), NO_FIELD)
    }
    assert {(ledger, field) for ledger, field, _ in entries()} <= known


def test_no_phrase_stands_twice_in_a_ledger() -> None:
    counts = Counter((ledger, phrase) for ledger, _, phrase in entries())
    assert [one for one, n in counts.items() if n > 1] == []


def test_no_phrase_is_a_declared_header() -> None:
    declared = {key: headers_of(ledger, ()) for key, ledger in LEDGERS.items()}
    assert [one for one in entries() if one[2] in declared[one[0]]] == []


def test_phrases_are_in_the_form_that_is_compared() -> None:
    assert [phrase for _, _, phrase in entries() if header_key(phrase) != phrase] == []


def test_the_file_is_sorted() -> None:
    assert entries() == sorted(entries())


def test_the_book_is_the_file() -> None:
    book = phrase_book()
    assert sum(map(len, book.values())) == len(entries())
    assert all(book[ledger][phrase] == field for ledger, field, phrase in entries())


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        ("workshop", "落地村", VILLAGES, "village"),
        ("workshop", "车间基本情况|落地村", VILLAGES, "village"),
        ("job_delivery", "所送岗位", PLANTS, "job"),
        ("apprentice", "对公账户名", COMPANIES, "payee"),
        ("subsidy_claim", "办理流程|鉴定考核", DAYS, "exam"),
        # near to a phrase
        ("workshop", "落地的村", VILLAGES, "village"),
        ("fund_income", "款项实际到账的日期", DAYS, "received"),
        ("leader", "什么时候认定成带头人的", DAYS, "recognised"),
        # by the vote of all phrases, where the nearest one is not much nearer
        ("register_household", "住房平方", COUNTS, "house_area"),
        ("register_household", "有无致富带头人带", ["是", "否", "否"], "leader_led"),
    ],
)
def test_a_phrase_is_its_field(ledger: str, header: str, cells: Sequence[Raw], field: str) -> None:
    assert fields_of(ledger, {header: cells}).get(header) == field


@pytest.mark.parametrize(
    ("ledger", "header", "cells"),
    [
        ("workshop", "落地村", DAYS),  # content speaks against it
        ("leader", "紧急联系人电话", ["13800138000", "13900139000", "13700137000"]),
        ("trainee", "班主任电话", ["13800138000", "13900139000", "13700137000"]),
        ("leader", "特色旅游业|户数", COUNTS),  # a count of nobody knows what
        ("leader", "带动贫困户|其中：监测户", COUNTS),  # a part, and never the whole
        ("leader", "带动脱贫户|其中：低保户", COUNTS),
        ("trainee", "发证机构", COMPANIES),  # no field of the ledgers that have it
        ("trainee", "发证机关", COMPANIES),
        ("leader", "审核|村委会", VILLAGES),  # an opinion, and no place
        ("trainee", "意见|村级", VILLAGES),
        ("leader", "所在党支部", ["第一支部", "第二支部", "第一支部"]),  # by likeness an enterprise
        ("transfer", "产业类别", ["种植业", "养殖业", "种植业"]),
        ("need", "基本情况|文化程度", ["初中", "小学", "高中"]),  # no 学段, whatever the words
    ],
)
def test_a_header_that_is_no_field(ledger: str, header: str, cells: Sequence[Raw]) -> None:
    assert fields_of(ledger, {header: cells}) == {}


@pytest.mark.parametrize(
    ("ledger", "columns"),
    [
        ("sanction", {"要求整改到位日期": "due", "实际整改到位日期": "closed"}),
        ("sanction", {"要求办结日期": "due", "实际办结日期": "closed"}),
        ("post", {"合同|开始": "starts", "合同|到期": "ends"}),
        ("transfer", {"务工起止|外出时间": "starts", "务工起止|返回时间": "ends"}),
        # the day beside a known one, whatever it is called
        ("cadre_training", {"培训期间|报到": "starts", "培训期间|返程": "ends"}),
        ("trainee", {"培训时间|开班": "starts", "培训时间|散班": "ends"}),
        ("post", {"聘用期限|上岗": "starts", "聘用期限|届满": "ends"}),
    ],
)
def test_two_days_side_by_side(ledger: str, columns: dict[str, str]) -> None:
    found = fields_of(ledger, dict.fromkeys(columns, DAYS))
    assert found == {header: field for header, field in columns.items() if field}


@pytest.mark.parametrize(
    ("ledger", "header", "cells", "field"),
    [
        # 班 and 期 at the end of words that name no class
        ("job_delivery", "离岗|缘由", ["不适应倒班", "不愿上夜班", "家中有事"], "leaving_cause"),
        ("leader", "处在哪个阶段", ["成长期", "初创期", "稳定期"], "stage"),
        # levels that two lists of words share
        ("training_body", "认定级次", ["州级", "州级", "县级"], "level"),
        # days from and to are the one field of such
        ("training_class", "起—止", ["2022.08.12—2022.08.25", "2022.07.06—2022.07.19"], "held"),
        ("training_class", "从什么时候到什么时候", ["2022.8.12-8.25", "2022.7.6-7.19"], "held"),
        # somebody's number with another word before it
        ("job_need", "打得通的电话", ["13800138000", "13900139000", "13700137000"], "phone"),
        ("trainee", "性别标识", ["1-男", "1-男", "2-女"], "sex"),
    ],
)
def test_content_confirms_a_near_phrase(
    ledger: str, header: str, cells: Sequence[Raw], field: str
) -> None:
    assert fields_of(ledger, {header: cells}) == {header: field}


@pytest.mark.parametrize(
    ("ledger", "named", "header"),
    [
        ("training_class", "班次名称", "班级编码"),  # no number of a bid
        ("trainee", "班次名称", "班期编码"),  # no number of a file
    ],
)
def test_a_header_that_is_nearer_to_a_taken_field_is_no_other(
    ledger: str, named: str, header: str
) -> None:
    cells = {named: ["电工1班", "焊工2班", "电工3班"], header: ["PX-01", "PX-02", "PX-03"]}
    assert header not in fields_of(ledger, cells)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("应到（天）", "attendance_due"), ("实到（天）", "attendance"), ("应到（课时）", "hours_due"),
        ("应到（半天）", "sessions_due"), ("实到（次）", "sessions"), ("应到", "sessions_due"),
    ],
)  # fmt: skip
def test_a_unit_tells_which_of_two_fields(header: str, field: str) -> None:
    assert fields_of("trainee", {header: COUNTS}) == {header: field}
