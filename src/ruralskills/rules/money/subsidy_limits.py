"""P: how often one person may be subsidised, and at what age, where an office sets it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from ruralskills.facts.class_dates import first_day
from ruralskills.facts.subsidies import is_subsidised
from ruralskills.facts.subsidised_training import TRAINING_COLUMNS, Training, subsidised_trainings
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.rules.people.people import completed_years
from ruralskills.values import identity
from ruralskills.values.partial_date import PartialDate
from ruralskills.values.skill_level import LEVELS

_REMEDY: Final = "请核对两次培训是否都已补贴；按规定不能再补的，后一次不列入补贴"


def _told(later: Training, message: str, *earlier: Training) -> Answer:
    return later.place, Says(message, related=tuple(training.place for training in earlier))


@rule(
    "P113", "同一工种同一等级重复补贴", Trainee, at="id_number", limit="subsidies_per_level",
    reads=TRAINING_COLUMNS, foldable=False, remedy=_REMEDY,
)  # fmt: skip
def subsidised_again_at_the_level(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """同一职业（工种）同一等级只补贴一次，补过高等级的不再补低等级；没有写工种、等级的不比。

    通知：样例

    | 班次名称 | 姓名 | 身份证号           | 培训工种 | 培训等级 | 结业日期   | 补贴金额 | 应报     |
    | -------- | ---- | ------------------ | -------- | -------- | ---------- | -------- | -------- |
    | 第1期    | 张三 | 500199198506150017 | 焊工     | 五级     | 2020-03-06 | 1000     |          |
    | 第2期    | 张三 | 500199198506150017 | 焊工     | 初级工   | 2020-07-06 | 1000     | 身份证号 |
    | 第1期    | 李四 | 500199199003020039 | 焊工     | 五级     | 2020-03-06 | 1000     |          |
    | 第3期    | 李四 | 500199199003020039 | 焊工     | 四级     | 2020-09-06 | 1200     |          |
    | 第1期    | 王五 | 500199199208110046 | 焊工     | 五级     | 2020-03-06 | 1000     |          |
    | 第2期    | 王五 | 500199199208110046 | 焊工     | 五级     | 2020-07-06 | 0        |          |
    """
    for trainings in subsidised_trainings(book):
        by_trade: dict[str, list[Training]] = defaultdict(list)
        for each in trainings:
            if not each.trade or each.level is None:
                continue
            before = by_trade[each.trade]
            same = [one for one in before if one.level == each.level]
            higher = [one for one in before if one.level is not None and one.level < each.level]
            if len(same) >= limit:
                message = f"“{each.trade}”{LEVELS[each.level]}已补贴{len(same)}次，限{limit}次"
                yield _told(each, f"{message}；前一次在{same[-1].relative_to(each)}", *same)
            elif higher:
                done = higher[-1]
                level = LEVELS[done.level or ""]
                message = f"“{each.trade}”已补过{level}，又补较低的{LEVELS[each.level]}"
                yield _told(each, f"{message}；前一次在{done.relative_to(each)}", done)
            before.append(each)


@rule(
    "P114", "一年内补贴次数超过规定", Trainee, at="id_number", limit="subsidies_per_year",
    reads=TRAINING_COLUMNS, foldable=False, remedy=_REMEDY,
)  # fmt: skip
def subsidised_too_often_in_a_year(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """每人每年享受补贴的培训不超过规定次数，按结业日期计入年度；同一个班列在几张表里只算一次。

    通知：样例

    | 班次名称 | 姓名 | 身份证号           | 结业日期   | 补贴金额 | 应报     |
    | -------- | ---- | ------------------ | ---------- | -------- | -------- |
    | 第1期    | 张三 | 500199198506150017 | 2020-03-06 | 1000     |          |
    | 第2期    | 张三 | 500199198506150017 | 2020-05-06 | 1000     |          |
    | 第3期    | 张三 | 500199198506150017 | 2020-07-06 | 1000     |          |
    | 第4期    | 张三 | 500199198506150017 | 2020-09-06 | 1000     | 身份证号 |
    """
    for trainings in subsidised_trainings(book):
        by_year: dict[int, list[Training]] = defaultdict(list)
        for each in trainings:
            by_year[each.ended.year].append(each)
        for year, ones in by_year.items():
            yield from _beyond(ones, limit, f"{year}年")


@rule(
    "P115", "累计补贴次数超过规定", Trainee, at="id_number", limit="subsidies_in_all",
    reads=TRAINING_COLUMNS, foldable=False, remedy=_REMEDY,
)  # fmt: skip
def subsidised_too_often_in_all(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """每人累计享受补贴的培训不超过规定次数，只能按所给的文件计。

    通知：样例

    | 班次名称 | 姓名 | 身份证号           | 结业日期   | 补贴金额 | 应报     |
    | -------- | ---- | ------------------ | ---------- | -------- | -------- |
    | 第1期    | 张三 | 500199198506150017 | 2018-03-06 | 1000     |          |
    | 第2期    | 张三 | 500199198506150017 | 2019-05-06 | 1000     |          |
    | 第3期    | 张三 | 500199198506150017 | 2019-07-06 | 1000     |          |
    | 第4期    | 张三 | 500199198506150017 | 2020-09-06 | 1000     | 身份证号 |
    """
    for trainings in subsidised_trainings(book):
        yield from _beyond(trainings, limit, "累计")


def _beyond(ones: list[Training], limit: int, when: str) -> Iterator[Answer]:
    """The first training beyond a limit; one finding a person."""
    if len(ones) > limit:
        each, before = ones[limit], ones[limit - 1]
        message = f"{when}补贴{len(ones)}次，限{limit}次，多{len(ones) - limit}次"
        yield _told(each, f"{message}；前一次在{before.relative_to(each)}", *ones[:limit])


@rule(
    "P116", "一年内同类培训重复补贴", Trainee, at="id_number", limit="same_training_per_year",
    reads=TRAINING_COLUMNS, foldable=False, remedy=_REMEDY,
)  # fmt: skip
def subsidised_again_in_the_year(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """同一类（工种）培训每人每年补贴不超过规定次数；没有写工种的不比。

    通知：样例

    | 班次名称 | 姓名 | 身份证号           | 培训工种 | 结业日期   | 补贴金额 | 应报     |
    | -------- | ---- | ------------------ | -------- | ---------- | -------- | -------- |
    | 第1期    | 张三 | 500199198506150017 | 焊工     | 2020-03-06 | 1000     |          |
    | 第2期    | 张三 | 500199198506150017 | 焊工     | 2020-05-06 | 1000     | 身份证号 |
    | 第1期    | 李四 | 500199199003020039 | 焊工     | 2019-12-06 | 1000     |          |
    | 第2期    | 李四 | 500199199003020039 | 焊工     | 2020-05-06 | 1000     |          |
    """
    for trainings in subsidised_trainings(book):
        alike: dict[tuple[int, str], list[Training]] = defaultdict(list)
        for each in trainings:
            if each.trade:
                alike[each.ended.year, each.trade].append(each)
        for (year, trade), ones in alike.items():
            yield from _beyond(ones, limit, f"{year}年“{trade}”")


_FARMERS: Final = ("高素质农民", "职业农民")


@rule(
    "P117", "高素质农民培训间隔不足", Trainee, at="id_number", limit="years_between_farmer_trainings",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=TRAINING_COLUMNS, foldable=False,
    remedy="请核对两次培训的类型和年度；按规定不能再训的，换别的人",
)  # fmt: skip
def farmer_trained_again_too_soon(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """高素质农民培训每人每年一次，规定年数内不重复参加同一类型的培训；班次类别没有写明的不比。

    通知：样例

    | 班次名称 | 班次类别       | 姓名 | 身份证号           | 培训工种 | 结业日期   | 补贴金额 | 应报     |
    | -------- | -------------- | ---- | ------------------ | -------- | ---------- | -------- | -------- |
    | 第1期    | 高素质农民培训 | 张三 | 500199198506150017 | 柑橘种植 | 2019-03-06 | 1000     |          |
    | 第2期    | 高素质农民培训 | 张三 | 500199198506150017 | 柑橘种植 | 2020-05-06 | 1000     | 身份证号 |
    | 第1期    | 高素质农民培训 | 李四 | 500199199003020039 | 柑橘种植 | 2019-03-06 | 1000     |          |
    | 第3期    | 高素质农民培训 | 李四 | 500199199003020039 | 生猪养殖 | 2020-05-06 | 1000     |          |
    | 第4期    | 高素质农民培训 | 王五 | 500199199208110046 | 柑橘种植 | 2020-03-06 | 1000     |          |
    | 第5期    | 高素质农民培训 | 王五 | 500199199208110046 | 生猪养殖 | 2020-05-06 | 1000     | 身份证号 |
    """
    for trainings in subsidised_trainings(book):
        ones = [one for one in trainings if any(word in one.category for word in _FARMERS)]
        for before, each in pairwise(ones):
            years = each.ended.year - before.ended.year
            alike = each.trade == before.trade != "" and each.level == before.level
            if years == 0:
                message = f"{each.ended.year}年已参加过一次高素质农民培训，一年限1次"
            elif alike and years < limit:
                message = f"“{each.trade}”隔{years}年又训，少于{limit}年，差{limit - years}年"
            else:
                continue
            yield _told(each, f"{message}；前一次在{before.relative_to(each)}", before)


@rule(
    "P118", "补贴人员年龄不在范围内", Trainee, at="id_number", limit="subsidy_age",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对身份证号和开班日期；确实不在范围内的，不列入补贴",
)  # fmt: skip
def age_outside_subsidy(table: Table, limit: tuple[int, ...]) -> Iterator[Answer]:
    """补贴培训的年龄按开班之日的周岁算，男女上限可以不同；只看补贴名册，没有开班日期的不核对。

    通知：样例

    | 姓名 | 身份证号           | 开班日期   | 补贴金额 | 应报     |
    | ---- | ------------------ | ---------- | -------- | -------- |
    | 张三 | 500199198506150017 | 2020-07-06 | 1000     |          |
    | 李四 | 500199195401010057 | 2020-07-06 | 1000     | 身份证号 |
    | 王五 | 500199195401010057 | 2020-07-06 | 0        |          |
    | 赵六 | 500199195401010057 |            | 1000     |          |
    """
    if "id_number" not in table.columns:
        return
    for row in table.rows(Trainee):
        number, day = row.id_number, first_day(row)
        if number is None or day is None or not is_subsidised(row):
            continue
        if message := _outside(number, day, limit):
            yield row.at("id_number"), message


def _outside(number: str, day: PartialDate, limit: tuple[int, ...]) -> str:
    """Return the message about an age outside the limits: least, a man's and a woman's most."""
    born: date | None = identity.birth_date(number)
    male = identity.is_male(number)
    if born is None or male is None:
        return ""
    low, *most = limit
    high = most[0] if male else most[-1]
    youngest, oldest = completed_years(born, day.earliest), completed_years(born, day.latest)
    if oldest >= low and youngest <= high:
        return ""
    gap = low - oldest if oldest < low else youngest - high
    age, side = (oldest, "小") if oldest < low else (youngest, "大")
    return f"{day}开班时{age}周岁，应在{low}周岁至{high}周岁之间，{side}{gap}岁"
