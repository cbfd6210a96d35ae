"""L2: villages - how many leaders in stock each must have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.region_list import REGION_COLUMNS
from ruralskills.facts.table_periods import table_period
from ruralskills.facts.townships import full_name, township_of, village_name
from ruralskills.facts.village_list import VillageLine, village_lines
from ruralskills.ledgers import Leader, Village
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import LedgerSet, Place
from ruralskills.rules.leaders.leaders import still_open
from ruralskills.text.lazy_regex import regex

_READS: Final = (
    "id_number", "name", "township", "village", "village_kind", "status", "kind", "rural", "former",
    "merged", *REGION_COLUMNS, "rural_population",
)  # fmt: skip
_POOR: Final = "贫困村"
_NOT_STOCK: Final = regex("新增|退出|移出|删除|申报|拟|推荐|公示|候选|参训|轮训")


class Township(Struct):
    """The leaders in stock of a township, by village, as its newest ledger has them."""

    period: Period | None = None
    villages: dict[str, list[Leader]] = field(default_factory=lambda: defaultdict(list))
    unplaced: int = 0
    """Leaders whose village, township or status is not certain: any village may be theirs."""
    is_certain: bool = True

    def present(self, names: Iterable[str]) -> list[Leader]:
        """Return the leaders of a village that bears or bore these names, each person once."""
        persons: dict[object, Leader] = {}
        for name in dict.fromkeys(names):
            for leader in self.villages.get(name, ()):
                persons.setdefault(leader.id_number or leader.index, leader)
        return list(persons.values())


def _order(period: Period | None) -> tuple[int, int]:
    return (period.year, period.quarter * 3 or period.month) if period else (0, 0)


def _townships(book: LedgerSet) -> dict[str, Township]:
    """Return the townships that sent a ledger of their stock; of several the newest counts."""
    found: dict[str, Township] = {}
    ledgers = [t for t in book.of(Leader) if not _NOT_STOCK.search(t.layout.title + t.sheet)]
    for table in sorted(ledgers, key=lambda t: _order(table_period(t)), reverse=True):
        period = table_period(table)
        for leader in table.rows(Leader):
            township = found.setdefault(township_of(leader), Township(period))
            if _order(township.period) == _order(period):
                _enter(township, leader)
    for name, township in list(found.items()):
        if not name and len(found) > 1:
            for anybodys in found.values():
                anybodys.is_certain = False
        _merge_alike(township)
    return found


def _enter(township: Township, leader: Leader) -> None:
    counts = in_stock(leader)
    if leader.is_unknown("township") or leader.is_unknown("village"):
        township.is_certain = False
    elif counts is None or (counts and not leader.village):
        township.unplaced += 1
    elif counts and leader.village:
        township.villages[village_name(leader.village)].append(leader)


def _merge_alike(township: Township) -> None:
    """Put 红花 and 红花村 together."""
    for name in list(township.villages):
        rest = [other for other in township.villages if other != name]
        whole = full_name(name, rest) if not name.endswith(("村", "社区")) else name
        if whole != name:
            township.villages[whole] += township.villages.pop(name)


class Listed(Struct, frozen=True):
    """A village of the village list, with the leaders that its township's ledger has for it."""

    place: Place
    kind: str
    present: list[Leader]
    township: Township

    def is_short_of(self, limit: int) -> bool:
        """Return True if it has too few leaders, wherever the unplaced ones belong."""
        return len(self.present) + self.township.unplaced < limit


def _listed(book: LedgerSet, townships: dict[str, Township], as_of: date) -> Iterator[Listed]:
    """Yield each living village of the list whose township sent a ledger."""
    rows: dict[str, list[VillageLine]] = defaultdict(list)
    for line in village_lines(book):
        rows[line.township].append(line)
    for township_name, members in rows.items():
        township = townships.get(township_name)
        if township is None or not township.is_certain:
            continue
        listed = [name for line in members for name in line.names]
        for name in list(township.villages):
            whole = full_name(name, listed)
            if whole not in listed:
                township.unplaced += len(township.villages[name])
            elif whole != name:
                township.villages[whole] += township.villages.pop(name)
        for line in members:
            if line.kind and line.names and line.is_rural and line.exists_on(as_of):
                yield Listed(line.place, line.kind, township.present(line.names), township)


def _shortfall(
    present: list[Leader], limit: int, as_of: date, period: Period | None, unit: str = ""
) -> Says:
    people = "、".join(leader.subject.name or "未填姓名" for leader in present)
    names = f"（{people}）" if people else ""
    year = period.year if period and period.year else None
    return Says(
        f"{unit}在库带头人{len(present)}人{names}，应不少于{limit}人，缺{limit - len(present)}人"
        f"{still_open(as_of, year)}",
        related=tuple(leader.at("village") for leader in present),
        year=year,
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
    listed = list(_listed(book, townships, as_of))
    for village in listed:
        if village.kind == _POOR and village.is_short_of(limit):
            period = village.township.period
            yield village.place, _shortfall(village.present, limit, as_of, period)
    reported = {leader for village in listed for leader in village.present}
    has_list = {line.township for line in village_lines(book)}
    for name, township in townships.items():
        if not township.is_certain or name in has_list:
            continue
        for village_called in township.villages:
            present = township.present([village_called])
            kinds = {leader.village_kind for leader in present}
            short = len(present) + township.unplaced < limit
            if kinds == {_POOR} and short and present[0] not in reported:
                shortfall = _shortfall(present, limit, as_of, township.period, village_called)
                yield present[0].at("village"), shortfall


@rule(
    "L209", "非贫困村或社区没有带头人", Leader, Village, limit="min_leaders_other_village", at="village",
    nature=Nature.DOUBT, severity=Severity.WARNING, foldable=False,
    reads=_READS,
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
    for village in _listed(book, _townships(book), as_of):
        if village.kind != _POOR and village.is_short_of(limit):
            period = village.township.period
            yield village.place, _shortfall(village.present, limit, as_of, period)
