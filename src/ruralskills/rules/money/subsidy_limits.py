"""P: subsidies of a person - their number, their intervals, the person's age."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ruralskills.facts.ages import age_outside
from ruralskills.facts.class_dates import first_day
from ruralskills.facts.subsidies import is_subsidised
from ruralskills.facts.subsidised_training import TRAINING_COLUMNS, Training, subsidised_trainings
from ruralskills.ledgers import Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.values import identity
from ruralskills.values.skill_level import LEVELS

_REMEDY: Final = "请核对两次培训是否都已补贴；按规定不能再补的，后一次不列入补贴"


def _answer(training: Training, message: str, *earlier: Training) -> Answer:
    """Return the finding about a training after earlier ones, the last of them named."""
    last = f"；前一次在{earlier[-1].relative_to(training)}" if earlier else ""
    return training.place, Says(message + last, related=tuple(each.place for each in earlier))


@rule(
    "P113", "同一工种同一等级重复补贴", Trainee, at="id_number", limit="subsidies_per_level",
    reads=TRAINING_COLUMNS, foldable=False,
    needs=("trainee.trade|certificate_trade", "trainee.level", "trainee.ends|held"),
    remedy=_REMEDY,
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
        for training in trainings:
            trade, level = training.trade, training.level
            if not trade or level is None:
                continue
            earlier = by_trade[trade]
            repeated = [each for each in earlier if each.level == level]
            higher = [each for each in earlier if each.level is not None and each.level < level]
            if len(repeated) >= limit:
                message = f"“{trade}”{LEVELS[level]}已补贴{len(repeated)}次，限{limit}次"
                yield _answer(training, message, *repeated)
            elif higher:
                higher_level = LEVELS[higher[-1].level or ""]
                message = f"“{trade}”已补过{higher_level}，又补较低的{LEVELS[level]}"
                yield _answer(training, message, higher[-1])
            earlier.append(training)


@rule(
    "P114", "一年内补贴次数超过规定", Trainee, at="id_number", limit="subsidies_per_year",
    reads=TRAINING_COLUMNS, foldable=False,
    needs=("trainee.ends|held",),
    remedy=_REMEDY,
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
        for training in trainings:
            by_year[training.ended.year].append(training)
        for year, of_year in by_year.items():
            yield from _beyond(of_year, limit, f"{year}年")


@rule(
    "P115", "累计补贴次数超过规定", Trainee, at="id_number", limit="subsidies_in_all",
    reads=TRAINING_COLUMNS, foldable=False,
    needs=("trainee.ends|held",),
    remedy=_REMEDY,
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


def _beyond(trainings: list[Training], limit: int, period: str) -> Iterator[Answer]:
    """Yield the first training beyond a limit, a single finding for a person."""
    if (count := len(trainings)) > limit:
        message = f"{period}补贴{count}次，限{limit}次，多{count - limit}次"
        yield _answer(trainings[limit], message, *trainings[:limit])


@rule(
    "P116", "一年内同类培训重复补贴", Trainee, at="id_number", limit="same_training_per_year",
    reads=TRAINING_COLUMNS, foldable=False,
    needs=("trainee.trade|certificate_trade", "trainee.ends|held"),
    remedy=_REMEDY,
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
        groups: dict[tuple[int, str], list[Training]] = defaultdict(list)
        for training in trainings:
            if training.trade:
                groups[training.ended.year, training.trade].append(training)
        for (year, trade), group in groups.items():
            yield from _beyond(group, limit, f"{year}年“{trade}”")


_FARMERS: Final = ("高素质农民", "职业农民")


@rule(
    "P117", "高素质农民培训间隔不足", Trainee, at="id_number", limit="years_between_farmer_trainings",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=TRAINING_COLUMNS, foldable=False,
    needs=("trainee.category", "trainee.ends|held"),
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
        of_farmers = [each for each in trainings if any(word in each.category for word in _FARMERS)]
        for earlier, later in pairwise(of_farmers):
            years = later.ended.year - earlier.ended.year
            is_repeated = later.trade == earlier.trade != "" and later.level == earlier.level
            if years == 0:
                message = f"{later.ended.year}年已参加过一次高素质农民培训，一年限1次"
            elif is_repeated and years < limit:
                message = f"“{later.trade}”隔{years}年又训，少于{limit}年，差{limit - years}年"
            else:
                continue
            yield _answer(later, message, earlier)


@rule(
    "P118", "补贴人员年龄不在范围内", Trainee, at="id_number", limit="subsidy_age",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    needs=("id_number",),
    any_of=("starts", "held"),
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
        born, is_male = identity.birth_date(number), identity.is_male(number)
        if born is None or is_male is None:
            continue
        low, *most = limit  # the most of men, and that of women where it differs
        if outside := age_outside(born, day, low, most[0] if is_male else most[-1]):
            yield row.at("id_number"), f"{day}开班时{outside}"
