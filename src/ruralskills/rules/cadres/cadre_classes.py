"""G1: repeated trainings of cadres, and training bases."""

from collections.abc import Iterator
from typing import Final

from ruralskills.facts.class_dates import exact_days
from ruralskills.facts.repeated_people import MOST_COMPARED, repeated_people
from ruralskills.ledgers import CadreTraining, TrainingBody
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised

_READS: Final = (
    "name", "id_number", "class_name", "theme", "starts", "ends", "held", "organisation",
)  # fmt: skip


def _repetition(earlier: CadreTraining, later: CadreTraining) -> str:
    """Return the message about two classes of the same days or theme, else ``""``."""
    names = [normalised(row.class_name or "") for row in (earlier, later)]
    if not all(names) or names[0] == names[1]:
        return ""
    first, second = exact_days(earlier), exact_days(later)
    class_name = earlier.text("class_name")
    if first and second and first[0] < second[1] and second[0] < first[1]:
        overlap = (min(first[1], second[1]) - max(first[0], second[0])).days + 1
        return f"与“{class_name}”的时间重叠{overlap}天"
    theme = normalised(earlier.theme or "")
    if theme and theme == normalised(later.theme or ""):
        return f"与“{class_name}”的培训主题相同"
    return ""


@rule(
    "G101", "干部重复培训", CadreTraining, carries_out="clauses", at="name", severity=Severity.WARNING,
    nature=Nature.DOUBT, reads=_READS, foldable=False,
    remedy="请核对是否确有必要；同一主题的以后统筹安排，登记重复的只保留一条",
)  # fmt: skip
def cadre_trained_again(book: LedgerSet) -> Iterator[Answer]:
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
    for rows in repeated_people(book.of(CadreTraining), CadreTraining, merged=True):
        for number, row in enumerate(rows):
            repetitions = (
                (_repetition(earlier, row), earlier)
                for earlier in rows[: min(number, MOST_COMPARED)]
            )
            reason, earlier = next((pair for pair in repetitions if pair[0]), ("", row))
            if reason:
                place, earlier_place = row.at("name"), earlier.at("name")
                message = f"{reason}，另一条在{earlier_place.relative_to(place)}"
                yield place, Says(message, related=(earlier_place,))


_OF_THE_DISTRICT: Final = ("区级", "县级", "本级", "区县级")


@rule(
    "G102", "本级培育基地个数不符", TrainingBody, limit="leader_bases", at="name",
    severity=Severity.WARNING, nature=Nature.SHORTFALL, foldable=False,
    remedy="请核对名录中的级别；多认定的请说明情况",
)  # fmt: skip
def other_number_of_bases(table: Table, limit: tuple[int, int]) -> Iterator[Answer]:
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
    bases = list(table.rows(TrainingBody))
    of_district = [base for base in bases if base.level in _OF_THE_DISTRICT]
    count = len(of_district)
    if count > most and all(base.level is not None for base in bases):
        message = f"本级基地{count}个，通知要求{fewest}至{most}个，多{count - most}个"
        yield of_district[most].at("name"), message
