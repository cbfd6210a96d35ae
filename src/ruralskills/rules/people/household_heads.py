"""P12: households whose number has two heads, in any ledger."""

from collections.abc import Iterator

from ruralskills.facts.person_columns import plain_name
from ruralskills.ledgers import RegisterHousehold, RegisterPerson
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised


@rule(
    "P129", "同一户编号有两个户主", at="household_number", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请对照名册核对户编号和户主；户主已变更的统一填现户主",
)  # fmt: skip
def household_number_with_two_heads(table: Table) -> Iterator[Answer]:
    """一个户编号就是一户，户主只有一个；间隔点、空格不计，没有写户主的不比。

    公益性岗位台账

    | 姓名 | 身份证号           | 户主 | 户编号       | 岗位名称 | 应报   |
    | ---- | ------------------ | ---- | ------------ | -------- | ------ |
    | 张三 | 500199198506150017 | 张大 | 500152100101 | 保洁员   |        |
    | 张小 | 500199199003020039 | 张大 | 500152100101 | 护林员   |        |
    | 李四 | 500199199208110046 | 李大 | 500152100102 | 保洁员   |        |
    | 王五 | 500199197811200119 | 王大 | 500152100102 | 护林员   | 户编号 |
    """
    if table.ledger in (RegisterPerson, RegisterHousehold):
        return
    number, head = table.columns.get("household_number"), table.columns.get("head_name")
    if number is None or head is None:
        return
    repeated = number.repeated()
    codes = {code for code, value in enumerate(number.values) if value in repeated}
    first: dict[str, tuple[int, str]] = {}
    for index, code in number.rows_with(codes) if codes else ():
        name = head[index]
        if not isinstance(name, str) or not (plain := plain_name(name)):
            continue
        earlier, known = first.setdefault(normalised(number.values[code]), (index, plain))
        if known != plain:
            place, other = (
                table.at_field(index, "household_number"),
                table.at_field(earlier, "head_name"),
            )
            message = f"户主填“{name}”，同一户编号在{other.relative_to(place)}是“{head[earlier]}”"
            yield place, Says(message, related=(other, table.at_field(index, "head_name")))
