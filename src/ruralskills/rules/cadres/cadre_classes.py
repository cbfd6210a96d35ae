"""G1: cadres - trained twice in one matter or in two classes at once; training bases."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from ruralskills.ledgers import CadreTraining, TrainingBody
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import DateRange
from ruralskills.values.partial_date import PartialDate

Place = tuple[Table, int, str]
_READS: Final = (
    "name", "id_number", "class_name", "theme", "starts", "ends", "held", "organisation",
)  # fmt: skip


def _who(table: Table, position: int) -> str | None:
    """Who a row is about: an identity number only; a name is borne by several."""
    number = table.value(position, "id_number")
    return str(number) if number else None


def _days(table: Table, position: int) -> tuple[date, date] | None:
    """First and last day of a class, where both are exact and in order."""
    held = table.value(position, "held")
    first = table.value(position, "starts") or (held.start if isinstance(held, DateRange) else None)
    last = table.value(position, "ends") or (held.end if isinstance(held, DateRange) else None)
    if not (
        isinstance(first, PartialDate)
        and isinstance(last, PartialDate)
        and first.exact
        and last.exact
    ):
        return None
    return (first.earliest, last.latest) if first.earliest <= last.latest else None


def _word(table: Table, position: int, name: str) -> str:
    return normalised(str(table.value(position, name) or ""))


def _classes(book: LedgerSet) -> Iterator[list[Place]]:
    """The rows of each cadre who stands in more than one."""
    found: dict[Any, list[Place]] = defaultdict(list)
    for table in book.of(CadreTraining):
        for position in range(len(table)):
            if who := _who(table, position):
                found[who].append((table, position, "name"))
    yield from (places for places in found.values() if len(places) > 1)


def _again(one: Place, other: Place) -> str:
    """What two rows of one cadre have in common that they should not; nothing if all is well."""
    names = [_word(t, p, "class_name") for t, p, _ in (one, other)]
    if not all(names) or names[0] == names[1]:
        return ""
    first, second = _days(*one[:2]), _days(*other[:2])
    if first and second and first[0] < second[1] and second[0] < first[1]:
        overlap = (min(first[1], second[1]) - max(first[0], second[0])).days + 1
        return f"与“{one[0].text(one[1], 'class_name')}”的时间重叠{overlap}天"
    theme = _word(*one[:2], "theme")
    if theme and theme == _word(*other[:2], "theme"):
        return f"与“{one[0].text(one[1], 'class_name')}”的培训主题相同"
    return ""


@rule(
    "G101", "干部重复培训", CadreTraining, carries_out="clauses", at="name", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READS, foldable=False,
    remedy="请核对是否确有必要；同一主题的以后统筹安排，登记重复的只保留一条",
)  # fmt: skip
def cadre_trained_again(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """避免多头调训、重复培训：同一干部两个班主题相同或时间重叠的，列为待核；各单位的名册放在一起看。

    按身份证号认人，只有姓名的不比；同一个班登记两份的不算。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 工作单位 | 培训班名称 | 培训主题 | 开班日期   | 结业日期   | 应报 |
    | ---- | ------------------ | -------- | ---------- | -------- | ---------- | ---------- | ---- |
    | 张三 | 500199198506150017 | 桂花街道 | 轮训第1期  | 扶贫政策 | 2020-05-06 | 2020-05-08 |      |
    | 张三 | 500199198506150017 | 桂花街道 | 轮训第3期  | 扶贫政策 | 2020-08-03 | 2020-08-05 | 姓名 |
    | 李四 | 500199199003020039 | 桂花街道 | 轮训第1期  | 扶贫政策 | 2020-05-06 | 2020-05-08 |      |
    | 李四 | 500199199003020039 | 桂花街道 | 财务培训   | 资金管理 | 2020-05-07 | 2020-05-09 | 姓名 |
    | 王五 | 500199199208110046 | 桂花街道 | 轮训第1期  | 扶贫政策 | 2020-05-06 | 2020-05-08 |      |
    | 王五 | 500199199208110046 | 桂花街道 | 财务培训   | 资金管理 | 2020-08-03 | 2020-08-05 |      |
    """
    for places in _classes(book):
        for index, place in enumerate(places):
            said = next(((why, one) for one in places[:index] if (why := _again(one, place))), None)
            if said:
                why, (table, position, name) = said
                there = table.cell(position, name)
                where = there.seen_from(place[0].cell(place[1], "name"))
                yield place, Says(f"{why}，另一条在{where}", related=(there,))


_OF_THE_DISTRICT: Final = ("区级", "县级", "本级", "区县级")


@rule(
    "G102", "本级培育基地个数不符", TrainingBody, limit="leader_bases", at="name",
    severity=Severity.WARNING, nature=Nature.SHORTFALL, foldable=False,
    remedy="请核对名录中的级别；多认定的请说明情况",
)  # fmt: skip
def other_number_of_bases(
    table: Table, limit: tuple[int, int]
) -> Iterator[tuple[tuple[int, str], str]]:
    """全区认定的本级创业致富带头人培育基地个数在通知规定的范围内；名录标题写明带头人培育基地的才数。

    通知：tongnan-2020
    标题：潼南区2020年创业致富带头人培育基地名录

    | 序号 | 基地名称 | 级别 | 应报     |
    | ---- | -------- | ---- | -------- |
    | 1    | 甲基地   | 区级 |          |
    | 2    | 乙基地   | 区级 |          |
    | 3    | 丙基地   | 区级 | 基地名称 |
    | 4    | 丁基地   | 省级 |          |
    """
    if "带头人" not in table.layout.title or "level" not in table.columns:
        return
    fewest, most = limit
    own = [p for p in range(len(table)) if table.value(p, "level") in _OF_THE_DISTRICT]
    unsure = any(table.value(p, "level") is None for p in range(len(table)))
    if own and len(own) > most and not unsure:
        message = f"本级基地{len(own)}个，通知要求{fewest}至{most}个，多{len(own) - most}个"
        yield (own[most], "name"), message
