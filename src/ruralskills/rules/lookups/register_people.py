"""Y10: people of ledgers whose number or name the register has otherwise."""

from collections import defaultdict
from collections.abc import Iterator

from ruralskills.facts.person_columns import PERSON_COLUMNS, person_columns, plain_name
from ruralskills.facts.registers import REGISTER_COLUMNS, registered_households
from ruralskills.facts.townships import township_of, village_name
from ruralskills.ledgers import RegisterHousehold, RegisterPerson
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule


@rule(
    "Y103", "号码在名册中是另一个人", at="", reference="register", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=PERSON_COLUMNS,
    remedy="请对照身份证核对号码和姓名；名册有误的，报系统更正",
)  # fmt: skip
def number_of_somebody_else(book: LedgerSet) -> Iterator[Answer]:
    """台账的身份证号在名册中查得到而姓名不同的，号码或姓名总有一个填错；间隔点、空格不计。

    学员花名册

    | 姓名 | 身份证号           | 班次名称 | 应报 |
    | ---- | ------------------ | -------- | ---- |
    | 张三 | 500199198506150017 | 第1期    |      |
    | 李四 | 500199199003020039 | 第1期    | 姓名 |
    | 王五 | 500199199208110046 | 第1期    |      |

    名册：人口信息名册

    | 户编号 | 姓名   | 证件号码           | 与户主关系 | 应报 |
    | ------ | ------ | ------------------ | ---------- | ---- |
    | 101    | 张　三 | 500199198506150017 | 户主       |      |
    | 102    | 赵六   | 500199199003020039 | 户主       |      |
    """
    names = _registered_names(book)
    for table in book.tables if names else ():
        for columns in person_columns(table):
            wrong = {
                (number, name)
                for number, name in columns.people()
                if number in names and name not in names[number]
            }
            numbers = {number for number, _ in wrong}
            codes = {c for c, value in enumerate(columns.number.values) if value in numbers}
            for index, _ in columns.number.rows_with(codes) if codes else ():
                written = columns.name[index]
                number = columns.number[index]
                if isinstance(written, str) and (number, plain_name(written)) in wrong:
                    known = "、".join(sorted(names[number]))
                    message = f"填“{written}”，名册中这个号码是“{known}”"
                    yield table.at_field(index, columns.name_field), message


def _registered_names(book: LedgerSet) -> dict[str, set[str]]:
    """Return the names of each number in the registers."""
    names: dict[str, set[str]] = defaultdict(set)
    for ledger in (RegisterPerson, RegisterHousehold):
        for table in book.of(ledger, "register"):
            for columns in person_columns(table):
                for number, name in columns.people():
                    names[number].add(name)
    return names


@rule(
    "Y104", "姓名和村与名册相同而号码不同", at="id_number", reference="register", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*REGISTER_COLUMNS, "village"),
    remedy="请对照身份证核对号码；确是同名的另一个人，不用改",
)  # fmt: skip
def registered_with_another_number(book: LedgerSet) -> Iterator[Answer]:
    """同村只有一个人叫这个名字，名册的号码与台账不同、台账的号码名册里又没有的，多半是台账的号码填错。

    学员花名册

    | 镇街   | 村     | 姓名 | 身份证号           | 班次名称 | 应报     |
    | ------ | ------ | ---- | ------------------ | -------- | -------- |
    | 双河镇 | 红花村 | 张三 | 500199198506150017 | 第1期    |          |
    | 双河镇 | 红花村 | 李四 | 500199199003020039 | 第1期    | 身份证号 |
    | 双河镇 | 青龙村 | 王五 | 500199199208110046 | 第1期    |          |

    名册：人口信息名册

    | 乡(镇) | 行政村 | 户编号 | 姓名 | 证件号码           | 与户主关系 | 应报 |
    | ------ | ------ | ------ | ---- | ------------------ | ---------- | ---- |
    | 双河镇 | 红花村 | 101    | 张三 | 500199198506150017 | 户主       |      |
    | 双河镇 | 红花村 | 102    | 李四 | 500199197811200119 | 户主       |      |
    | 双河镇 | 红花村 | 103    | 王五 | 500199196510090062 | 户主       |      |
    """
    register = registered_households(book)
    namesakes: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for number, row in register.numbers.items():
        name = row.head_name if number == row.head_id else getattr(row, "name", None)
        if name and row.village:
            namesakes[township_of(row), village_name(row.village), plain_name(name)].add(number)
    for table in book.tables:
        fields = field_names(table.columns)
        if fields is None or "village" not in table.columns:
            continue
        number_field, name_field = fields
        known = register.numbers
        unknown = {
            code
            for code, value in enumerate(table.columns[number_field].values)
            if isinstance(value, str) and value not in known
        }
        for index, _ in table.columns[number_field].rows_with(unknown):
            row = table.row(index)
            name, village = getattr(row, name_field), getattr(row, "village", None)
            if not name or not village:
                continue
            numbers = namesakes.get((township_of(row), village_name(village), plain_name(name)))
            if numbers is not None and len(numbers) == 1:
                message = f"名册中{village}只有一个{name}，号码与此不同"
                yield row.at(number_field), Says(message)


def field_names(columns: object) -> tuple[str, str] | None:
    """Return the fields of number and name of a table's own person."""
    for pair in (("id_number", "name"), ("head_id", "head_name")):
        if all(field in columns for field in pair):  # type: ignore[operator]  # a mapping by field
            return pair
    return None
