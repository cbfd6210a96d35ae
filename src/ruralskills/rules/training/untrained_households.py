"""E1: poor households without a trained member, against the register of persons."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from ruralskills.facts.register_dates import register_date_text
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import RegisterPerson, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, rule
from ruralskills.model.table import Place, Table
from ruralskills.text.normalise import normalised

_FIT: Final = ("普通劳动力", "技能劳动力")
_MOST_NAMED: Final = 3
_READS: Final = (
    "township", "id_number", "household_number", "labour", "schooling", "head_name", "name",
    "data_date", "category",
)  # fmt: skip


Households = Mapping[str, list[RegisterPerson]]
"""Members of households who can work and are not at school, by household number."""


def _households(register: Table, townships: Collection[str]) -> dict[str, Households]:
    """Return the households of a register by township, of some townships."""
    households: dict[str, dict[str, list[RegisterPerson]]] = defaultdict(lambda: defaultdict(list))
    for row in register.rows(RegisterPerson):
        if not row.household_number or row.labour not in _FIT or row.schooling:
            continue
        if (township := township_of(row)) in townships:
            households[township][normalised(row.household_number)].append(row)
    return dict(households)


def _skill_rosters(book: LedgerSet) -> tuple[dict[str, Place], set[str]] | None:
    """Return a place on a skill roster by township, and the numbers of all trained.

    None where an identity number is missing: anybody may have been trained then.
    """
    places: dict[str, Place] = {}
    trained: set[str] = set()
    for row in book.rows(Trainee):
        if row.id_number is None:
            return None
        trained.add(row.id_number)
        if "技能" in (row.category or ""):
            township = township_of(row)
            if township not in places:
                places[township] = row.at("id_number")
    return places, trained


@rule(
    "E101", "有劳动力的贫困户没有人参训", Trainee, limit="trained_a_household", reference="register", at="id_number",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=_READS, foldable=False,
    remedy="请对照名册核对是否漏报名册、是否外出；有意愿的列入下一批培训",
)  # fmt: skip
def household_without_a_trained_member(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """一户一人一技能：名册中有劳动力的户，参加过技能培训的不少于通知规定的人数；每个镇街只问一次，列出差的户数。

    没有劳动力的、在校的不算；只有报了技能培训名册的镇街才问。

    通知：tongnan-2020

    学员花名册

    | 镇街     | 姓名 | 身份证号           | 培训类别 | 应报     |
    | -------- | ---- | ------------------ | -------- | -------- |
    | 桂花街道 | 张三 | 500199198506150017 | 技能培训 | 身份证号 |
    | 桂花街道 | 李四 | 500199199003020039 | 技能培训 |          |
    | 双河镇   | 孙七 | 500199196510090062 | 技能培训 |          |

    名册：人口信息名册

    | 镇街     | 户编号 | 姓名 | 证件号码           | 劳动技能     | 应报 |
    | -------- | ------ | ---- | ------------------ | ------------ | ---- |
    | 桂花街道 | 1001   | 张三 | 500199198506150017 | 普通劳动力   |      |
    | 桂花街道 | 1002   | 王五 | 500199199208110046 | 普通劳动力   |      |
    | 桂花街道 | 1003   | 赵六 | 500199197811200119 | 丧失劳动力   |      |
    """
    rosters = _skill_rosters(book)
    if rosters is None:
        return
    places, trained = rosters
    for register in book.of(RegisterPerson, "register"):
        for township, households in _households(register, places).items():
            untrained = [
                members[0]
                for members in households.values()
                if sum(_can_be_trained(m, trained) for m in members) < min(limit, len(members))
            ]
            if untrained:
                yield places[township], _message(register, len(households), untrained)


def _can_be_trained(member: RegisterPerson, trained: set[str]) -> bool:
    """Return True if a member was trained, or has no number and may have been."""
    return member.id_number is None or member.id_number in trained


def _message(register: Table, count: int, untrained: list[RegisterPerson]) -> str:
    heads = [row.head_name or row.name or "未填姓名" for row in untrained]
    names = "、".join(heads[:_MOST_NAMED]) + ("等" if len(heads) > _MOST_NAMED else "")
    return (
        f"名册（{register_date_text(register)}）有劳动力的贫困户{count}户，"
        f"已有人参训{count - len(untrained)}户，差{len(untrained)}户（{names}）"
    )
