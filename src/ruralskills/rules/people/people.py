"""P: persons - sex, telephones, names, in any ledger."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from ruralskills.ledgers import HouseholdLink
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.lazy_regex import regex
from ruralskills.values import identity
from ruralskills.values.person_name import has_broken_character
from ruralskills.values.phone import is_landline


@rule(
    "P101", "性别与身份证号不符", at="sex",
    remedy="请对照身份证核对：性别填错的改性别，号码填错的改号码",
)  # fmt: skip
def sex_against_identity_number(id_number: str, sex: str) -> str | None:
    """身份证号第17位单数为男、双数为女（GB 11643—1999）。

    | 姓名 | 性别 | 身份证号           | 应报 |
    | ---- | ---- | ------------------ | ---- |
    | 张三 | 男   | 500199198506150017 |      |
    | 李四 | 男   | 500199198506150025 | 性别 |
    | 王五 | 女   | 500199********0039 | 身份证号 |
    | 赵六 | 女   | 500199199208110046 |      |
    """
    male = identity.is_male(id_number)
    if male is None or sex not in ("男", "女") or (sex == "男") == male:
        return None
    return f"性别填“{sex}”，身份证号第17位表示“{'男' if male else '女'}”"


@rule(
    "P106", "多人同一电话", at="phone", severity=Severity.INFO, nature=Nature.HINT,
    limit="people_per_phone", remedy="请确认是否代填；本人有电话的填本人的",
)  # fmt: skip
def phone_shared_by_many(table: Table, limit: int) -> Iterator[Answer]:
    """一家人共用电话很常见，超过5人才提示，可能是村干部代填。

    | 姓名 | 身份证号           | 联系电话    | 应报     |
    | ---- | ------------------ | ----------- | -------- |
    | 张三 | 500199198506150017 | 13812345678 | 联系电话 |
    | 李四 | 500199199003020039 | 13812345678 |          |
    | 王五 | 500199199208110046 | 13812345678 |          |
    | 赵六 | 500199197811200119 | 13812345678 |          |
    | 钱七 | 500199196510090062 | 13812345678 |          |
    | 孙八 | 500199198808080122 | 13812345678 |          |
    """
    column = table.columns.get("phone")
    if column is None or table.ledger is HouseholdLink:
        return
    values = map(column.values.__getitem__, column.codes)
    counts = Counter(chain.from_iterable(value for value in values if isinstance(value, tuple)))
    shared = {number for number, times in counts.items() if times > limit}
    if not shared:
        return
    users: dict[str, list[int]] = defaultdict(list)
    codes = {
        code
        for code, value in enumerate(column.values)
        if isinstance(value, tuple) and not shared.isdisjoint(value)
    }
    for index, code in column.rows_with(codes):
        for number in shared.intersection(column.values[code]):
            users[number].append(index)
    for indexes in users.values():
        rows = [table.row(index) for index in indexes]
        people = {getattr(r, "id_number", None) or getattr(r, "name", None) for r in rows}
        if len(people) > limit:
            first, *related = (row.at("phone") for row in rows)
            yield first, Says(f"有{len(people)}人填同一个电话", related=tuple(related))


_MOBILE_HEADER: Final = regex(r"(?>[\s\S]*手机)(?!.*(?:座机|固话|固定|电话))(?!.*[/或、])")


@rule(
    "P120", "手机号码栏填了座机", at="phone", severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请补填手机号码；没有手机的在备注中写明",
)  # fmt: skip
def landline_under_mobile_number(table: Table) -> Iterator[Answer]:
    """表头写明手机的栏里只有座机，联系不上本人；表头是联系电话的，座机、短号都可以。

    | 姓名 | 身份证号           | 手机号码                | 应报     |
    | ---- | ------------------ | ----------------------- | -------- |
    | 张三 | 500199198506150017 | 13812345678             |          |
    | 李四 | 500199199003020039 | 023-44551234            | 手机号码 |
    | 王五 | 500199199208110046 | 44551234、13912345678   |          |
    | 赵六 | 500199197811200119 | 661234                  |          |

    | 姓名 | 身份证号           | 联系电话     | 应报 |
    | ---- | ------------------ | ------------ | ---- |
    | 李四 | 500199199003020039 | 023-44551234 |      |
    """
    column = table.columns.get("phone")
    if column is None or not _MOBILE_HEADER.match(column.heading):
        return
    codes = {
        code
        for code, value in enumerate(column.values)
        if isinstance(value, tuple) and all(map(is_landline, value))
    }
    for index, _ in column.rows_with(codes):
        yield table.at_field(index, "phone"), "填的是座机号码"


@rule(
    "P107", "同名同电话而身份证号不同", at="id_number", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请核对是否同一人的号码填错",
)  # fmt: skip
def same_name_and_phone_with_another_number(
    table: Table,
) -> Iterator[Answer]:
    """姓名和电话都相同的两行，多半是同一人，其中一个号码可能填错。

    | 姓名 | 身份证号           | 联系电话    | 应报     |
    | ---- | ------------------ | ----------- | -------- |
    | 张三 | 500199198506150017 | 13812345678 |          |
    | 张三 | 500199199003020039 | 13812345678 | 身份证号 |
    | 张三 | 500199199208110046 | 13912345678 |          |
    """
    if not all(name in table.columns for name in ("name", "phone", "id_number")):
        return
    phone = table.columns["phone"]
    shared = phone.repeated()
    if not shared:
        return
    codes = {code for code, value in enumerate(phone.values) if value in shared}
    first: dict[tuple[str, Any], tuple[int, str]] = {}
    for index, _ in phone.rows_with(codes):
        name, phones = table.columns["name"][index], phone[index]
        number = table.columns["id_number"][index]
        if not (isinstance(name, str) and isinstance(phones, tuple) and isinstance(number, str)):
            continue
        earlier, earlier_number = first.setdefault((name, phones), (index, number))
        if earlier_number != number:
            earlier_place = table.at_field(earlier, "id_number")
            message = f"与第{earlier_place.cell.row}行姓名、电话都相同，身份证号不同"
            yield table.at_field(index, "id_number"), Says(message, related=(earlier_place,))


@rule(
    "P108", "姓名显示异常", at="name", severity=Severity.INFO, nature=Nature.HINT,
    remedy="请换用能显示这个字的字体或输入法重新录入",
)  # fmt: skip
def name_not_displayed(name: str) -> str | None:
    """生僻字可能显示成方框或问号。

    | 姓名 | 身份证号           | 应报 |
    | ---- | ------------------ | ---- |
    | 张三 | 500199198506150017 |      |
    | 李□  | 500199199003020039 | 姓名 |
    | 马·哈三 | 500199199208110046 |      |
    """
    return f"“{name}”中有显示不出来的字" if has_broken_character(name) else None
