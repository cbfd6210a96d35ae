"""L2: villages - the number of leaders in stock that each must have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.leader_status import in_stock, lists_whole_stock, open_year_note
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import VillageNames, township_of, village_name
from ruralskills.facts.village_list import VILLAGE_COLUMNS, VillageLine, village_lines
from ruralskills.ledgers import Leader, Village
from ruralskills.model.findings import Nature, Severity, Subject
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place
from ruralskills.text.enumeration import enumerated

_READS: Final = ("id_number", "name", "village_kind", "status", *VILLAGE_COLUMNS)
_POOR: Final = "贫困村"


class _Township(Struct):
    """Leaders in stock of a township, by its newest ledger."""

    period: Period | None = None
    villages: dict[str, list[Leader]] = field(default_factory=lambda: defaultdict(list))
    """Leaders by village."""
    unplaced: int = 0
    """Number of leaders who may belong to any village."""
    is_certain: bool = True

    def leaders_of(self, names: Iterable[str]) -> list[Leader]:
        """Return the leaders of a village of these names, each person once."""
        persons: dict[object, Leader] = {}
        for name in dict.fromkeys(names):
            for leader in self.villages.get(name, ()):
                persons.setdefault(leader.id_number or leader.index, leader)
        return list(persons.values())


def _order(period: Period | None) -> tuple[int, int]:
    return (period.year, period.quarter * 3 or period.month) if period else (0, 0)


def _townships(book: LedgerSet) -> dict[str, _Township]:
    """Return the townships with a ledger of their stock, by the newest ledger."""
    townships: dict[str, _Township] = {}
    ledgers = list(filter(lists_whole_stock, book.of(Leader)))
    for table in sorted(ledgers, key=lambda t: _order(table_period(t)), reverse=True):
        period = table_period(table)
        for leader in table.rows(Leader):
            township = townships.setdefault(township_of(leader), _Township(period))
            if _order(township.period) == _order(period):
                _enter(township, leader)
    has_nameless = "" in townships and len(townships) > 1
    for township in townships.values():
        township.is_certain = township.is_certain and not has_nameless
        _merge_villages(township)
    return townships


def _enter(township: _Township, leader: Leader) -> None:
    counts = in_stock(leader)
    if leader.is_unknown("township") or leader.is_unknown("village"):
        township.is_certain = False
    elif counts is None or (counts and not leader.village):
        township.unplaced += 1
    elif counts and leader.village:
        township.villages[village_name(leader.village)].append(leader)


def _merge_villages(township: _Township) -> None:
    """Put 红花 and 红花村 together."""
    are_full = {name: name.endswith(("村", "社区")) for name in township.villages}
    names = VillageNames(name for name, is_full in are_full.items() if is_full)
    for name, is_full in are_full.items():
        if not is_full and (full := names.full(name)) != name:
            township.villages[full] += township.villages.pop(name)


class _ListedVillage(Struct, frozen=True):
    """A village of the village list, with its leaders by the township's ledger."""

    place: Place
    kind: str
    leaders: list[Leader]
    township: _Township

    def is_short_of(self, limit: int) -> bool:
        """Return True if it has too few leaders, wherever the unplaced ones belong."""
        return len(self.leaders) + self.township.unplaced < limit


def _listed_villages(
    book: LedgerSet, townships: dict[str, _Township], as_of: date
) -> Iterator[_ListedVillage]:
    """Yield the existing villages of the list whose township sent a ledger."""
    lines_by_township: dict[str, list[VillageLine]] = defaultdict(list)
    for line in village_lines(book):
        lines_by_township[line.township].append(line)
    for township_name, lines in lines_by_township.items():
        township = townships.get(township_name)
        if township is None or not township.is_certain:
            continue
        _give_listed_names(township, [name for line in lines for name in line.names])
        for line in lines:
            if line.kind and line.names and line.is_rural and line.exists_on(as_of):
                leaders = township.leaders_of(line.names)
                yield _ListedVillage(line.place, line.kind, leaders, township)


def _give_listed_names(township: _Township, names: list[str]) -> None:
    """Put the leaders of each village under the name that the list has for it."""
    listed = VillageNames(names)
    for name in list(township.villages):
        full = listed.full(name)
        if full not in listed:
            township.unplaced += len(township.villages[name])
        elif full != name:
            township.villages[full] += township.villages.pop(name)


def _shortfall(
    leaders: list[Leader], limit: int, as_of: date, period: Period | None, village: str = ""
) -> Says:
    people = enumerated((leader.subject.name or "未填姓名" for leader in leaders), "人")
    names = f"（{people}）" if people else ""
    year = period.year if period and period.year else None
    return Says(
        f"{village}在库带头人{len(leaders)}人{names}，应不少于{limit}人，缺{limit - len(leaders)}人"
        f"{open_year_note(as_of, year)}",
        related=tuple(leader.at("village") for leader in leaders),
        year=year,
        subject=Subject(leaders[0].subject.unit, village) if village else None,
    )


@rule(
    "L208", "贫困村带头人不足", Leader, limit="min_leaders_poor_village", at="village",
    nature=Nature.SHORTFALL, reads=_READS, foldable=False,
    remedy="请核对是否漏报、是否填错村名；确实不足的，列入下季度培育计划",
)  # fmt: skip
def too_few_leaders_in_poor_village(book: LedgerSet, limit: int, as_of: date) -> Iterator[Answer]:
    """每个贫困村在库带头人不得少于通知规定的人数；有村名单、区划名单的按名单核对，没有带头人的村也在内。

    通知：tongnan-2020

    村名单

    | 镇街     | 村     | 村类型   | 应报 |
    | -------- | ------ | -------- | ---- |
    | 桂花街道 | 红花村 | 贫困村   | 村   |
    | 桂花街道 | 青龙村 | 非贫困村 |      |
    | 双河镇   | 白云村 | 贫困村   |      |

    致富带头人台账

    | 镇街     | 村     | 姓名 | 身份证号           | 状态 | 应报 |
    | -------- | ------ | ---- | ------------------ | ---- | ---- |
    | 桂花街道 | 红花村 | 张三 | 500199198506150017 | 在库 |      |
    | 桂花街道 | 红花村 | 李四 | 500199199003020039 | 退出 |      |
    | 桂花街道 | 青龙村 | 王五 | 500199199208110046 | 在库 |      |
    """
    townships = _townships(book)
    listed = list(_listed_villages(book, townships, as_of))
    for village in listed:
        if village.kind == _POOR and village.is_short_of(limit):
            period = village.township.period
            yield village.place, _shortfall(village.leaders, limit, as_of, period)
    reported = {leader for village in listed for leader in village.leaders}
    townships_with_list = {line.township for line in village_lines(book)}
    for name, township in townships.items():
        if not township.is_certain or name in townships_with_list:
            continue
        for village_key in township.villages:
            leaders = township.leaders_of([village_key])
            kinds = {leader.village_kind for leader in leaders}
            is_short = len(leaders) + township.unplaced < limit
            if kinds == {_POOR} and is_short and leaders[0] not in reported:
                shortfall = _shortfall(leaders, limit, as_of, township.period, village_key)
                yield leaders[0].at("village"), shortfall


@rule(
    "L209", "非贫困村或社区没有带头人", Leader, Village, limit="min_leaders_other_village", at="village",
    nature=Nature.DOUBT, severity=Severity.WARNING, foldable=False,
    reads=_READS,
    needs=("leader.village",),
    remedy="请核对是否漏报、是否填错村名；没有农村人口的，请在村名单中注明",
)  # fmt: skip
def no_leader_in_other_village(book: LedgerSet, limit: int, as_of: date) -> Iterator[Answer]:
    """有农村人口的非贫困村和社区也要有带头人。通知原文此处有脱字，按上下文理解，因此只列待核。

    通知：tongnan-2020

    村名单

    | 镇街     | 村       | 村类型   | 是否有农村人口 | 应报 |
    | -------- | -------- | -------- | -------------- | ---- |
    | 桂花街道 | 红花村   | 非贫困村 | 是             |      |
    | 桂花街道 | 青龙村   | 非贫困村 | 是             | 村   |
    | 桂花街道 | 城中社区 | 社区     | 否             |      |

    致富带头人台账

    | 镇街     | 村     | 姓名 | 身份证号           | 状态 | 应报 |
    | -------- | ------ | ---- | ------------------ | ---- | ---- |
    | 桂花街道 | 红花村 | 张三 | 500199198506150017 | 在库 |      |
    """
    for village in _listed_villages(book, _townships(book), as_of):
        if village.kind != _POOR and village.is_short_of(limit):
            period = village.township.period
            yield village.place, _shortfall(village.leaders, limit, as_of, period)
