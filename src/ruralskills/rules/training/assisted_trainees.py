"""M3: subsidised training of assisted families - its fee, repetition and form."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.class_dates import last_day
from ruralskills.facts.repeated_people import repeated_people
from ruralskills.facts.subsidies import is_subsidised
from ruralskills.ledgers import EducationAid, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_ASSISTED: Final = regex("脱贫|监测|易致贫|困难户")
"""Words for families out of poverty and monitored ones (帮扶家庭)."""
_NOT_ASSISTED: Final = regex("非|一般户")


@rule(
    "M310", "帮扶家庭学员个人缴费", Trainee, at="fee", carries_out="clauses",
    remedy="请核对：培训费不向学员收取，已收的退还；食宿费、押金不填在本列",
)  # fmt: skip
def fee_from_a_helped_family(household_kind: str, fee: Decimal) -> str | None:
    """对帮扶家庭（脱贫家庭、监测对象家庭）子女和劳动者的职业技能培训免费；食宿费、押金不在此列。

    通知：national-2021

    | 姓名 | 身份证号           | 户类型 | 个人缴费 | 应报     |
    | ---- | ------------------ | ------ | -------- | -------- |
    | 张三 | 500199198506150017 | 脱贫户 | 0        |          |
    | 李四 | 500199199003020039 | 脱贫户 | 200      | 个人缴费 |
    | 王五 | 500199199208110046 | 一般户 | 200      |          |
    """
    if fee <= 0 or not _ASSISTED.search(household_kind) or _NOT_ASSISTED.search(household_kind):
        return None
    return f"{household_kind}学员个人缴费{fee:f}元，应为0元，多{fee:f}元"


_NARROW: Final = "专项职业能力"
"""A single skill with a certificate of its own, below the five levels."""


def _is_paid_for_narrow_skill(row: Trainee) -> bool:
    texts = (row.certificate_kind, row.category, row.class_name, row.form)
    return _NARROW in "".join(filter(None, texts)) and is_subsidised(row)


@rule(
    "M312", "专项职业能力培训重复补贴", Trainee, at="id_number", carries_out="clauses", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "trade", "certificate_kind", "category", "class_name", "form", "held",
           "ends", "subsidy", "subsidy_standard"),
    remedy="请核对：同一项目当年只享受一次培训补贴；培训补贴与鉴定补贴分列两项",
)  # fmt: skip
def narrow_skill_subsidised_twice(book: LedgerSet) -> Iterator[Answer]:
    """专项职业能力项目的培训补贴和鉴定补贴是两项，同一人同一项目当年不重复享受同一项。

    不同工种、不同年度、没有列补贴的不比。

    通知：national-2021

    | 姓名 | 身份证号           | 班次名称            | 培训工种 | 结业日期   | 补贴金额 | 应报     |
    | ---- | ------------------ | ------------------- | -------- | ---------- | -------- | -------- |
    | 张三 | 500199198506150017 | 专项职业能力第1期   | 拉面制作 | 2022-03-10 | 800      |          |
    | 李四 | 500199199003020039 | 专项职业能力第1期   | 拉面制作 | 2022-03-10 | 800      |          |
    | 张三 | 500199198506150017 | 专项职业能力第4期   | 拉面制作 | 2022-09-10 | 800      | 身份证号 |
    | 李四 | 500199199003020039 | 专项职业能力第5期   | 刺绣     | 2022-09-20 | 800      |          |
    """
    for rows in repeated_people(book.of(Trainee), Trainee):
        first: dict[tuple[str, int], Trainee] = {}
        for row in rows:
            ends = last_day(row)
            year = ends.year if ends else None
            if not (row.trade and year and _is_paid_for_narrow_skill(row)):
                continue
            earlier = first.setdefault((normalised(row.trade), year), row)
            if row.class_name != earlier.class_name:
                message = f"{year}年“{row.trade}”已列过一次培训补贴"
                yield row.at("id_number"), Says(message, related=(earlier.at("id_number"),))


_YULU: Final = "雨露"


def _standards(rows: Iterable[EducationAid]) -> dict[tuple[str, str], dict[Decimal, EducationAid]]:
    """Return the standards by programme and stage, each with its first row."""
    standards: dict[tuple[str, str], dict[Decimal, EducationAid]] = defaultdict(dict)
    for row in rows:
        if row.programme and _YULU in row.programme and row.stage and row.standard:
            key = normalised(row.programme), normalised(row.stage)
            standards[key].setdefault(row.standard, row)
    return standards


@rule(
    "M313", "雨露计划标准与上期不同", EducationAid, at="standard", reference="previous", carries_out="clauses",
    severity=Severity.INFO, nature=Nature.HINT, reads=("programme", "stage", "standard"),
    foldable=False,
    needs=("education_aid.standard",),
    remedy="请核对标准和单位（每学期、每学年）；上级已调整标准的不用改",
)  # fmt: skip
def pupils_standard_changed(book: LedgerSet) -> Iterator[Answer]:
    """雨露计划原补助标准保持不变：同一项目、同一学段的标准与上期不同的，提示一次。

    上期有几种标准（按学期、学年分列）的，有一种相同就可以。

    通知：national-2021

    教育资助台账

    | 姓名 | 身份证号           | 学段 | 资助项目 | 补助标准 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- | -------- |
    | 张三 | 500199200506150017 | 中职 | 雨露计划 | 1500     |          |
    | 李四 | 500199200503020030 | 高职 | 雨露计划 | 1200     | 补助标准 |
    | 王五 | 500199199208110046 | 高职 | 国家助学金 | 1200     |          |

    上期：教育资助台账

    | 姓名 | 身份证号           | 学段 | 资助项目 | 补助标准 | 应报 |
    | ---- | ------------------ | ---- | -------- | -------- | ---- |
    | 张三 | 500199200506150017 | 中职 | 雨露计划 | 1500     |      |
    | 李四 | 500199200503020030 | 高职 | 雨露计划 | 1500     |      |
    """
    previous = _standards(book.rows(EducationAid, "previous"))
    for key, standards in _standards(book.rows(EducationAid)).items():
        earlier = previous.get(key, {})
        usual = next(iter(earlier), None)
        for standard, row in standards.items():
            if usual is not None and standard not in earlier:
                gap = abs(standard - usual)
                message = f"填{standard:f}元，上期为{usual:f}元，相差{gap:f}元"
                yield row.at("standard"), message


_FITTING_FORMS: Final = (
    ("返乡农民工", regex("就业|创业|乡村"), "就业创业培训"),
    ("转岗", regex("定向|定岗|岗位|以工代训|学徒"), "定向定岗培训"),
    ("失业农民工", regex("定向|定岗|岗位|就业|以工代训"), "定向定岗培训"),
)


@rule(
    "M315", "对象类别与培训形式不相配", Trainee, at="form", carries_out="clauses", severity=Severity.INFO,
    nature=Nature.HINT, remedy="请核对对象类别和培训形式；按本人意愿安排的不用改",
)  # fmt: skip
def training_of_another_kind_than_meant(person_kind: str, form: str) -> str | None:
    """返乡农民工以就业创业培训为主，转岗和失业农民工以定向定岗培训为主；不同的只作提示。

    通知：national-2021

    | 姓名 | 身份证号           | 对象类别   | 培训形式         | 应报     |
    | ---- | ------------------ | ---------- | ---------------- | -------- |
    | 张三 | 500199198506150017 | 返乡农民工 | 创业培训         |          |
    | 李四 | 500199199003020039 | 转岗农民工 | 创业培训         | 培训形式 |
    | 王五 | 500199199208110046 | 企业职工   | 企业新型学徒制   |          |
    """
    for kind, fitting, usual_form in _FITTING_FORMS:
        if kind in person_kind:
            if fitting.search(form):
                return None
            return f"{person_kind}参加{form}，通知提出的是{usual_form}"
    return None
