"""L2: leaders of link sheets who stand in no ledger of their township."""

from collections import defaultdict
from collections.abc import Iterator

from ruralskills.facts.leader_status import lists_whole_stock
from ruralskills.facts.person_columns import plain_name
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule


@rule(
    "L219", "带动户的带头人不在台账", HouseholdLink, Leader, at="leader_name", foldable=False,
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("township", "leader_id", "leader_name", "head_name", "id_number", "name"),
    needs=("household_link.leader_name", "leader.name"),
    remedy="请核对是否漏登带头人、姓名或号码写错；已不是带头人的，户归到现在带动的人名下",
)  # fmt: skip
def household_of_nobody_in_the_ledger(book: LedgerSet) -> Iterator[Answer]:
    """明细里的带头人，应在同一乡镇、同一时期的带头人台账里；没有报送台账的乡镇不比，一名带头人只报一次。

    号码在台账里的、姓名在台账里而台账或明细的号码看不出的不报。

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 应报       |
    | ---------- | ------------------ | -------- | ------------------ | ---------- |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 |            |
    | 李四       | 500199199003020039 | 王乙     | 500199197811200119 |            |
    | 李四       | 500199199003020039 | 王丙     | 500199196510090062 | 带头人姓名 |

    致富带头人台账

    | 姓名 | 身份证号           | 应报 |
    | ---- | ------------------ | ---- |
    | 张三 | 500199198506150017 |      |
    """
    tables = [table for table in book.of(Leader) if lists_whole_stock(table)]
    numbers: set[str] = set()
    names: dict[str, set[str]] = defaultdict(set)
    unnumbered: dict[str, set[str]] = defaultdict(set)
    has_unknown: set[str] = set()
    periods: dict[str, set[object]] = defaultdict(set)
    for table in tables:
        for leader in table.rows(Leader):
            unit = township_of(leader)
            periods[unit].add(table_period(table))
            if leader.id_number:
                numbers.add(leader.id_number)
            if leader.name:
                names[unit].add(plain_name(leader.name))
                if not leader.id_number:
                    unnumbered[unit].add(plain_name(leader.name))
            elif not leader.id_number:
                has_unknown.add(unit)
    missing: dict[tuple[str, str], list[HouseholdLink]] = defaultdict(list)
    for sheet in book.of(HouseholdLink):
        for row in sheet.rows(HouseholdLink):
            unit, name = township_of(row), plain_name(row.leader_name or "")
            if not name or table_period(sheet) not in periods.get(unit, ()) or unit in has_unknown:
                continue
            if row.leader_id in numbers or name in unnumbered[unit]:
                continue
            if row.leader_id is None and name in names[unit]:
                continue
            missing[unit, name].append(row)
    for rows in missing.values():
        first, *others = sorted(rows, key=lambda row: row.head_name or "")
        message = f"带头人{first.leader_name}不在本乡镇的带头人台账里，名下登记{len(rows)}户"
        if plain_name(first.leader_name or "") in names[township_of(first)]:
            message = f"带头人{first.leader_name}的号码不在台账里，台账中同名的是另一个号码，名下登记{len(rows)}户"
        related = tuple(row.at("leader_name") for row in others)
        yield first.at("leader_name"), Says(message, related=related)
