"""E1: poor households in which nobody has been trained, against the register of persons."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from ruralskills.facts.register_dates import dated
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import RegisterPerson, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.text.normalise import normalised

Place = tuple[Table, int, str]
_FIT: Final = ("普通劳动力", "技能劳动力")
_MOST_NAMED: Final = 3
_READS: Final = (
    "township", "id_number", "household_number", "labour", "schooling", "head_name", "name",
    "data_date", "category",
)  # fmt: skip


def _households(table: Table) -> dict[str, dict[str, list[int]]]:
    """By township and household, the members who can work and are not at school."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for position in range(len(table)):
        number = table.value(position, "household_number")
        at_school = table.value(position, "schooling")
        if number and table.value(position, "labour") in _FIT and not at_school:
            found[township_of(table.row(position))][normalised(str(number))].append(position)
    return found


def _rosters(book: LedgerSet) -> tuple[dict[str, Place], set[Any], bool]:
    """By township the first row of a roster of skills, who was trained, and whether all is known."""
    first: dict[str, Place] = {}
    trained: set[Any] = set()
    sure = True
    for table in book.of(Trainee):
        for position in range(len(table)):
            number = table.value(position, "id_number")
            sure = sure and number is not None
            trained.add(number)
            if "技能" in str(table.value(position, "category") or ""):
                first.setdefault(township_of(table.row(position)), (table, position, "id_number"))
    return first, trained, sure


@rule(
    "E101", "有劳动力的贫困户没有人参训", Trainee, carries_out="clauses", reference="register", at="id_number",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=_READS, foldable=False,
    remedy="请对照名册核对是否漏报名册、是否外出；有意愿的列入下一批培训",
)  # fmt: skip
def household_without_a_trained_member(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """一户一人一技能：名册中有劳动力的户，至少一人参加过技能培训；每个镇街只问一次，列出差的户数。

    没有劳动力的、在校的不算；只有报了技能培训名册的镇街才问。

    通知：tongnan-2020

    学员花名册

    | 镇街     | 姓名 | 身份证号           | 培训类别 | 应报     |
    | -------- | ---- | ------------------ | -------- | -------- |
    | 桂花街道 | 张三 | 500199198506150017 | 技能培训 | 身份证号 |
    | 桂花街道 | 李四 | 500199199003020039 | 技能培训 |          |

    名册：人口信息名册

    | 镇街     | 户编号 | 姓名 | 证件号码           | 劳动技能     | 应报 |
    | -------- | ------ | ---- | ------------------ | ------------ | ---- |
    | 桂花街道 | 1001   | 张三 | 500199198506150017 | 普通劳动力   |      |
    | 桂花街道 | 1002   | 王五 | 500199199208110046 | 普通劳动力   |      |
    | 桂花街道 | 1003   | 赵六 | 500199197811200119 | 丧失劳动力   |      |
    """
    first, trained, sure = _rosters(book)
    for register in book.of(RegisterPerson, "register") if sure else ():
        for township, households in _households(register).items():
            untrained = [
                members
                for members in households.values()
                if not any(_trained(register, member, trained) for member in members)
            ]
            if untrained and township in first:
                message = _in_words(register, len(households), untrained)
                yield first[township], Says(message)


def _trained(register: Table, position: int, trained: set[Any]) -> bool:
    """Whether a member was trained; one whose number cannot be read may have been."""
    number = register.value(position, "id_number")
    return number is None or number in trained


def _in_words(register: Table, whole: int, untrained: list[list[int]]) -> str:
    heads = [
        str(register.value(m[0], "head_name") or register.value(m[0], "name") or "未填姓名")
        for m in untrained
    ]
    names = "、".join(heads[:_MOST_NAMED]) + ("等" if len(heads) > _MOST_NAMED else "")
    return (
        f"名册（{dated(register)}）有劳动力的贫困户{whole}户，已有人参训{whole - len(untrained)}户，"
        f"差{len(untrained)}户（{names}）"
    )
