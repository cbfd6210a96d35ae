"""Y: households and persons against registers."""

from collections.abc import Iterator
from typing import Final

from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.register_dates import register_date
from ruralskills.facts.registers import (
    REGISTER_COLUMNS,
    Register,
    registered_households,
    registered_persons,
)
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import HouseholdLink, Leader, RegisterHousehold, RegisterPerson
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Ledger, Table
from ruralskills.notices import InForce

_POOR: Final = frozenset(
    {"一般贫困户", "低保贫困户", "特困供养贫困户", "贫困户", "一般脱贫户", "低保脱贫户",
     "特困供养脱贫户", "脱贫户"}
)  # fmt: skip
"""Kinds of poor households.  In 2020 those lifted out of poverty count among them."""
_MONITORED: Final = frozenset({"脱贫不稳定户", "边缘易致贫户", "突发严重困难户", "监测户"})
_ORDINARY: Final = "一般户"
_PERSON_COLUMNS: Final = (
    "id_number", "name", "township", "household_kind", "identity_kind", "status",
)  # fmt: skip
_LINK_COLUMNS: Final = (
    "head_id", "head_name", "household_number", "household_kind", "linked", "township",
)  # fmt: skip


@rule(
    "Y101", "带动户不在名册中", HouseholdLink, at="head_id", carries_out="clauses", reference="register",
    severity=Severity.WARNING, nature=Nature.DOUBT, reads=(*_LINK_COLUMNS, *REGISTER_COLUMNS),
    remedy="请核对户主号码；户主已变更、名册之后才纳入的写明情况，不是脱贫户、监测户的不计",
)  # fmt: skip
def linked_household_not_registered(book: LedgerSet) -> Iterator[Answer]:
    """只计带动的贫困户（脱贫户、监测户）；按户主或家庭成员的号码、户编号在名册中查，名册没有覆盖的乡镇不比。

    台账写明是一般户的不比；名册早于带动时间的只作提示。

    通知：tongnan-2020

    带动户明细

    | 带头人姓名 | 带头人身份证号     | 户主姓名 | 户主身份证号       | 户类型 | 应报         |
    | ---------- | ------------------ | -------- | ------------------ | ------ | ------------ |
    | 张三       | 500199198506150017 | 王甲     | 500199199208110046 | 贫困户 |              |
    | 张三       | 500199198506150017 | 王乙     | 500199197811200119 | 贫困户 | 户主身份证号 |
    | 张三       | 500199198506150017 | 王丙     | 500199196510090062 | 一般户 |              |

    名册：户信息名册

    | 户编号 | 户主姓名 | 户主证件号码       | 户类型     | 应报 |
    | ------ | -------- | ------------------ | ---------- | ---- |
    | 101    | 王甲     | 500199199208110046 | 一般脱贫户 |      |
    """
    register = registered_households(book)
    for row in book.rows(HouseholdLink):
        if row.household_kind != _ORDINARY:
            yield from _missing_household(row, register)


def _missing_household(row: HouseholdLink, register: Register) -> Iterator[Answer]:
    township = township_of(row)
    if row.head_id is None or not register.lacks(
        township, row.head_id, row.head_name or "", row.household_number or ""
    ):
        return
    claimed_kind = row.text("household_kind")
    quoted = f"，台账填“{claimed_kind}”" if claimed_kind else ""
    message = f"户主号码和户编号在名册（{register.day(township)}）中没有查到{quoted}"
    linked = row.linked
    days = [day for table in register.covering(township) if (day := register_date(table))]
    if linked and days and all(day.certainly_before(linked) for day in days):
        message += f"；名册早于带动时间{linked}"
        yield row.at("head_id"), Says(message, severity=Severity.INFO, nature=Nature.HINT)
    else:
        yield row.at("head_id"), Says(message)


@rule(
    "Y102", "所填户类型与名册不符", severity=Severity.WARNING, nature=Nature.DOUBT, reference="register",
    reads=(*_PERSON_COLUMNS, "head_id", "head_name", "household_number", *REGISTER_COLUMNS),
    remedy="请对照最新名册核对号码和户类型；名册之后有变化的，写明情况",
)  # fmt: skip
def claimed_kind_against_register(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """填为贫困户、脱贫户、监测户的，应在名册中查得到；2020年的贫困户包括已脱贫享受政策的户。

    只按号码查，名册没有覆盖的乡镇不比。

    学员花名册

    | 姓名 | 身份证号           | 户类型     | 应报   |
    | ---- | ------------------ | ---------- | ------ |
    | 张三 | 500199198506150017 | 已脱贫户   |        |
    | 李四 | 500199199003020039 | 脱贫户     | 户类型 |
    | 王五 | 500199199208110046 | 一般农户   |        |
    | 赵六 | 500199197811200119 | 脱贫户     | 户类型 |

    名册：人口信息名册

    | 户编号 | 姓名 | 证件号码           | 与户主关系 | 户类型     | 监测对象类别 | 应报 |
    | ------ | ---- | ------------------ | ---------- | ---------- | ------------ | ---- |
    | 101    | 张三 | 500199198506150017 | 户主       | 一般脱贫户 |              |      |
    | 102    | 赵六 | 500199197811200119 | 户主       |            | 边缘易致贫户 |      |
    """
    persons, households = registered_persons(book), registered_households(book)
    checks_links = notices.clause_for("Y101") is None
    for table in book.tables:
        if table.ledger in (RegisterPerson, RegisterHousehold):
            continue
        if table.ledger is HouseholdLink:
            if checks_links:
                yield from _contradictions(table, ("head_id", "head_name"), households)
        else:
            yield from _contradictions(table, ("id_number", "name"), persons)


def _contradictions(
    table: Table, key_fields: tuple[str, str], register: Register
) -> Iterator[Answer]:
    """Yield the rows whose kind of household the register contradicts.

    ``key_fields`` are the fields with the number and the name to look up.
    """
    field = "household_kind"
    if field not in table.columns and table.ledger is Leader:
        field = "identity_kind"
    if field not in table.columns or key_fields[0] not in table.columns:
        return
    for row in table.rows(table.ledger):
        number, name = (getattr(row, key_field) for key_field in key_fields)
        if number is None or (isinstance(row, Leader) and not in_stock(row)):
            continue
        if says := _contradiction(row, field, number, name or "", register):
            yield row.at(field), says


def _contradiction(
    row: Ledger, field: str, number: str, name: str, register: Register
) -> Says | None:
    kinds = set(str(getattr(row, field) or "").split("、"))
    township = township_of(row)
    claim = f"填“{row.text(field)}”"
    if kinds & (_POOR | _MONITORED):
        household = getattr(row, "household_number", None) or ""
        if register.lacks(township, number, name, household):
            return Says(f"{claim}，本人号码在名册（{register.day(township)}）中没有查到")
        kind = register.never_poor_kind(number) if number in register.numbers else ""
        if kind and not kinds & _MONITORED:
            return Says(f"{claim}，名册（{register.day(township)}）中是“{kind}”")
    elif _ORDINARY in kinds and number in register.numbers:
        message = f"{claim}，本人号码在名册（{register.day(township)}）中"
        return Says(message, severity=Severity.INFO, nature=Nature.HINT)
    return None
