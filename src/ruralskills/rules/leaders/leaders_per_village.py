"""L2: villages - how many leaders in stock each must have."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct, field

from ruralskills.facts.household_links import is_unknown
from ruralskills.facts.leader_status import in_stock
from ruralskills.facts.region_list import REGION_COLUMNS
from ruralskills.facts.table_periods import edition
from ruralskills.facts.townships import full_name, township_of, village_name
from ruralskills.facts.village_list import VillageLine, village_lines
from ruralskills.ledgers import Leader, Village
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.period import Period
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.rules.leaders.leaders import still_open
from ruralskills.text.lazy_regex import regex

Place = tuple[Table, int, str]
_READS: Final = (
    "id_number", "name", "township", "village", "village_kind", "status", "kind", "rural", "former",
    "merged", *REGION_COLUMNS, "rural_population",
)  # fmt: skip
_POOR: Final = "贫困村"
_NOT_STOCK: Final = regex("新增|退出|移出|删除|申报|拟|推荐|公示|候选|参训|轮训")


class Township(Struct):
    """The leaders in stock of a township, by village, as its newest ledger has them."""

    period: Period | None = None
    villages: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    unplaced: int = 0
    """Leaders whose village, township or status is not certain: any village may be theirs."""
    sure: bool = True

    def present(self, names: Iterable[str]) -> list[Place]:
        """The leaders of a village that bears or bore these names, each person once."""
        found = [place for name in dict.fromkeys(names) for place in self.villages.get(name, ())]
        seen: dict[object, Place] = {}
        for place in found:
            number = place[0].value(place[1], "id_number")
            seen.setdefault(number or place[:2][1], place)
        return list(seen.values())


def _order(period: Period | None) -> tuple[int, int]:
    return (period.year, period.quarter * 3 or period.month) if period else (0, 0)


def _townships(book: LedgerSet) -> dict[str, Township]:
    """The townships that sent a ledger of their stock; of several editions the newest counts."""
    found: dict[str, Township] = {}
    ledgers = [t for t in book.of(Leader) if not _NOT_STOCK.search(t.layout.title + t.sheet)]
    for table in sorted(ledgers, key=lambda t: _order(edition(t)), reverse=True):
        period = edition(table)
        for position in range(len(table)):
            township = found.setdefault(township_of(table.row(position)), Township(period))
            if _order(township.period) == _order(period):
                _enter(township, table, position)
    for name, township in list(found.items()):
        if not name and len(found) > 1:
            for other in found.values():
                other.sure = False
        _merge_alike(township)
    return found


def _enter(township: Township, table: Table, position: int) -> None:
    counts = in_stock(table.row(position))
    village = table.value(position, "village")
    if any(is_unknown(table, position, n) for n in ("township", "village")):
        township.sure = False
    elif counts is None or (counts and not village):
        township.unplaced += 1
    elif counts:
        township.villages[village_name(village)].append((table, position, "village"))


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
    present: list[Place]
    township: Township

    def short_of(self, limit: int) -> bool:
        """Whether it has too few leaders, wherever those that cannot be placed belong."""
        return len(self.present) + self.township.unplaced < limit


def _listed(book: LedgerSet, townships: dict[str, Township], as_of: date) -> Iterator[Listed]:
    """Each living village of the list whose township sent a ledger."""
    rows: dict[str, list[VillageLine]] = defaultdict(list)
    for line in village_lines(book):
        rows[line.township].append(line)
    for township_name, members in rows.items():
        township = townships.get(township_name)
        if township is None or not township.sure:
            continue
        listed = [name for line in members for name in line.names]
        for name in list(township.villages):
            whole = full_name(name, listed)
            if whole not in listed:
                township.unplaced += len(township.villages[name])
            elif whole != name:
                township.villages[whole] += township.villages.pop(name)
        for line in members:
            if line.kind and line.names and line.peopled and line.stands(as_of):
                yield Listed(line.place, line.kind, township.present(line.names), township)


def _short_of(
    present: list[Place], limit: int, as_of: date, period: Period | None, unit: str = ""
) -> Says:
    people = [table.subject(position).name for table, position, _ in present]
    names = f"（{'、'.join(name or '未填姓名' for name in people)}）" if people else ""
    year = period.year if period and period.year else None
    return Says(
        f"{unit}在库带头人{len(present)}人{names}，应不少于{limit}人，缺{limit - len(present)}人"
        f"{still_open(as_of, year)}",
        related=tuple(t.cell(p, n) for t, p, n in present),
        year=year,
    )


@rule(
    "L208", "贫困村带头人不足", Leader, limit="min_leaders_poor_village", at="village",
    nature=Nature.SHORTFALL, reads=_READS, foldable=False,
    remedy="请核对是否漏报、是否填错村名；确实不足的，列入下季度培育计划",
)  # fmt: skip
def too_few_leaders_in_poor_village(
    book: LedgerSet, limit: int, as_of: date
) -> Iterator[tuple[Place, Says]]:
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
        if village.kind == _POOR and village.short_of(limit):
            period = village.township.period
            yield village.place, _short_of(village.present, limit, as_of, period)
    told = {(id(table), position) for village in listed for table, position, _ in village.present}
    has_list = {line.township for line in village_lines(book)}
    for name, township in townships.items():
        if not township.sure or name in has_list:
            continue
        for village_called in township.villages:
            present = township.present([village_called])
            kinds = {table.value(position, "village_kind") for table, position, _ in present}
            short = len(present) + township.unplaced < limit
            if kinds == {_POOR} and short and (id(present[0][0]), present[0][1]) not in told:
                yield present[0], _short_of(present, limit, as_of, township.period, village_called)


@rule(
    "L209", "非贫困村或社区没有带头人", Leader, Village, limit="min_leaders_other_village", at="village",
    nature=Nature.DOUBT, severity=Severity.WARNING, foldable=False,
    reads=_READS,
    remedy="请核对是否漏报、是否填错村名；没有农村人口的，请在村名单中注明",
)  # fmt: skip
def no_leader_in_other_village(
    book: LedgerSet, limit: int, as_of: date
) -> Iterator[tuple[Place, Says]]:
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
        if village.kind != _POOR and village.short_of(limit):
            period = village.township.period
            yield village.place, _short_of(village.present, limit, as_of, period)
