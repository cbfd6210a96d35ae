"""M3: people of helped families and others whose training is subsidised - free, once, of the right kind."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ruralskills.facts.repeated_people import Row, people_again
from ruralskills.facts.subsidies import is_subsidised
from ruralskills.ledgers import EducationAid, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]

_HELPED: Final = regex("脱贫|监测|易致贫|困难户")
"""帮扶家庭: families out of poverty, and those watched lest they fall back."""
_NOT_HELPED: Final = regex("非|一般户")


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
    if fee <= 0 or not _HELPED.search(household_kind) or _NOT_HELPED.search(household_kind):
        return None
    return f"{household_kind}学员个人缴费{fee:f}元，应为0元，多{fee:f}元"


_NARROW: Final = "专项职业能力"


def _paid_for_narrow_skill(table: Table, position: int) -> bool:
    names = ("certificate_kind", "category", "class_name", "form")
    words = "".join(str(table.value(position, name) or "") for name in names)
    return _NARROW in words and is_subsidised(table.row(position))


def _of_year(table: Table, position: int) -> int | None:
    """The year in which a row's class ended."""
    held, ends = table.value(position, "held"), table.value(position, "ends")
    day = ends or (held.end if isinstance(held, DateRange) else None)
    return day.year if isinstance(day, PartialDate) else None


@rule(
    "M312", "专项职业能力培训重复补贴", Trainee, at="id_number", carries_out="clauses", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "trade", "certificate_kind", "category", "class_name", "form", "held",
           "ends", "subsidy", "subsidy_standard"),
    remedy="请核对：同一项目当年只享受一次培训补贴；培训补贴与鉴定补贴分列两项",
)  # fmt: skip
def narrow_skill_subsidised_twice(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
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
    for _, rows in people_again(book.of(Trainee)):
        first: dict[tuple[str, int], Row] = {}
        for table, position in rows:
            trade, year = table.value(position, "trade"), _of_year(table, position)
            if not (trade and year and _paid_for_narrow_skill(table, position)):
                continue
            before, at = first.setdefault((normalised(trade), year), (table, position))
            if table.value(position, "class_name") != before.value(at, "class_name"):
                message = f"{year}年“{trade}”已列过一次培训补贴"
                related = (before.cell(at, "id_number"),)
                yield (table, position, "id_number"), Says(message, related=related)


def _standards(tables: list[Table]) -> dict[tuple[str, str], dict[Decimal, Place]]:
    """By programme and stage, the standards that some ledgers have, each with its first place."""
    found: dict[tuple[str, str], dict[Decimal, Place]] = defaultdict(dict)
    for table in tables:
        for position in range(len(table)):
            programme, stage, standard = (
                table.value(position, name) for name in ("programme", "stage", "standard")
            )
            if programme and "雨露" in programme and stage and standard:
                found[normalised(programme), normalised(stage)].setdefault(
                    standard, (table, position, "standard")
                )
    return found


@rule(
    "M313", "雨露计划标准与上期不同", EducationAid, at="standard", reference="previous", carries_out="clauses",
    severity=Severity.INFO, nature=Nature.HINT, reads=("programme", "stage", "standard"),
    foldable=False, remedy="请核对标准和单位（每学期、每学年）；上级已调整标准的不用改",
)  # fmt: skip
def pupils_standard_changed(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """雨露计划原补助标准保持不变：同一项目、同一学段的标准与上期不同的，提示一次。

    上期有几种标准（按学期、学年分列）的，有一种相同就可以。

    通知：national-2021

    教育资助台账

    | 姓名 | 身份证号           | 学段 | 资助项目 | 补助标准 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- | -------- |
    | 张三 | 500199200506150017 | 中职 | 雨露计划 | 1500     |          |
    | 李四 | 500199200503020030 | 高职 | 雨露计划 | 1200     | 补助标准 |

    上期：教育资助台账

    | 姓名 | 身份证号           | 学段 | 资助项目 | 补助标准 | 应报 |
    | ---- | ------------------ | ---- | -------- | -------- | ---- |
    | 张三 | 500199200506150017 | 中职 | 雨露计划 | 1500     |      |
    | 李四 | 500199200503020030 | 高职 | 雨露计划 | 1500     |      |
    """
    before = _standards(book.of(EducationAid, "previous"))
    for of, now in _standards(book.of(EducationAid)).items():
        earlier = before.get(of)
        for standard, place in now.items() if earlier else ():
            if earlier and standard not in earlier:
                [known, *_] = earlier
                gap = abs(standard - known)
                message = f"填{standard:f}元，上期为{known:f}元，相差{gap:f}元"
                yield place, Says(message)


_MATCHES: Final = (
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
    for kind, fitting, meant in _MATCHES:
        if kind in person_kind:
            return None if fitting.search(form) else f"{person_kind}参加{form}，通知提出的是{meant}"
    return None
