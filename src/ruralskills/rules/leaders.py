"""L2: leaders - how many households, how many a village, entry into the system, removal."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.diagnostic import Nature, Severity
from ruralskills.ledgers import Leader, Village
from ruralskills.rule import Says, rule
from ruralskills.table import Book, Table
from ruralskills.values import folded
from ruralskills.values.day import Day

Place = tuple[Table, int, str]
REMOVED: Final = "退出"


def newly_added(recognised: Day | None, as_of: date, year: int | None) -> bool:
    """Whether a leader was added in the quarter that is running, in a year still open."""
    if recognised is None or year != as_of.year or recognised.latest.year != as_of.year:
        return False
    return (recognised.latest.month - 1) // 3 == (as_of.month - 1) // 3


@rule(
    "L201", "带动贫困户不足", Leader, limit="min_households_led", at="poor_households_led",
    nature=Nature.SHORTFALL, remedy="请先核对带动户明细是否漏登；确未达到的，年底前补足",
)  # fmt: skip
def too_few_households_led(
    limit: int,
    as_of: date,
    year: int | None,
    poor_households_led: int | None = None,
    households_led: int | None = None,
    status: str | None = None,
    recognised: Day | None = None,
) -> Says | str | None:
    """每名在库带头人带动的贫困户不得少于通知规定的户数；没有贫困户一列的，按带动户数看。

    年度未结束时是进度提醒，年度结束后才列为错误；本季度新增的只作提示。

    | 姓名 | 身份证号           | 状态 | 带动户数 | 带动贫困户数 | 应报         |
    | ---- | ------------------ | ---- | -------- | ------------ | ------------ |
    | 张三 | 500199198506150017 | 在库 | 5        | 3            |              |
    | 李四 | 500199199003020039 | 在库 | 5        | 2            | 带动贫困户数 |
    | 王五 | 500199199208110046 | 退出 | 0        | 0            |              |
    | 赵六 | 500199197811200119 | 在库 |          |              |              |
    | 钱七 | 500199196510090062 | 在库 |          | 若干         | 带动贫困户数 |
    """
    led = poor_households_led if poor_households_led is not None else households_led
    if led is None or status == REMOVED or led < 0 or led != int(led) or led >= limit:
        return None
    at = "poor_households_led" if poor_households_led is not None else "households_led"
    kind = "带动贫困户" if poor_households_led is not None else "带动户（台账未单列贫困户）"
    message = f"{kind}{led}户，距要求的{limit}户差{limit - led}户"
    if newly_added(recognised, as_of, year):
        return Says(
            f"本季度新增，{message}", at, severity=Severity.INFO, nature=Nature.HINT,
            remedy="请在年底前补足",
        )  # fmt: skip
    if year is not None and as_of <= date(year, 12, 31):
        message += "；年度未结束，按进度提醒"
    return Says(message, at)


def _leaders_by_village(book: Book) -> dict[tuple[str, str], list[Place]]:
    """Leaders in stock, by township and village."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for table in book.of(Leader):
        for position in range(len(table)):
            village = table.value(position, "village")
            if village and table.value(position, "status") != REMOVED:
                found[_township(table, position), village_name(village)].append(
                    (table, position, "village")
                )
    return found


def _township(table: Table, position: int) -> str:
    return folded(str(table.value(position, "township") or table.layout.unit))


_SUFFIX: Final = re.compile(r"(村民委员会|村委会|居民委员会|社区居委会|居委会|社区居民委员会)$")


def village_name(name: str) -> str:
    """A village's name as it is compared, without the words for its committee.

    >>> village_name("青龙村村民委员会"), village_name("青龙村"), village_name("城南社区居委会")
    ('青龙村', '青龙村', '城南社区')
    """
    word = folded(name)
    bare = _SUFFIX.sub("", word)
    if bare != word and word.endswith("社区居委会"):
        return f"{bare}社区"
    return bare if bare == word or bare.endswith(("村", "社区")) else f"{bare}村"


def _villages(book: Book) -> Iterator[tuple[Place, str, str, str, bool | None]]:
    """Each village of the list whose township sent a leader ledger: place, name, kind, rural."""
    sent = {
        _township(table, position) for table in book.of(Leader) for position in range(len(table))
    }
    for table in book.of(Village):
        for position in range(len(table)):
            township, name = _township(table, position), table.value(position, "village")
            kind = table.value(position, "kind")
            if name and kind and (township in sent):
                rural = table.value(position, "rural")
                yield (table, position, "village"), township, village_name(name), kind, rural


def _names(places: list[Place]) -> str:
    names = [table.subject(position).name for table, position, _ in places]
    return f"（{'、'.join(names)}）" if names else ""


@rule(
    "L208", "贫困村带头人不足", Leader, limit="min_leaders_poor_village", at="village",
    nature=Nature.SHORTFALL, reads=("village", "village_kind", "status", "name"), foldable=False,
    remedy="请核对是否漏报、是否填错村名；确实不足的，列入下季度培育计划",
)  # fmt: skip
def too_few_leaders_in_poor_village(book: Book, limit: int) -> Iterator[tuple[Place, Says]]:
    """每个贫困村在库带头人不得少于通知规定的人数；有村名单的按名单核对，没有带头人的村也在内。

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
    leaders = _leaders_by_village(book)
    seen: set[tuple[str, str]] = set()
    for place, township, name, kind, _rural in _villages(book):
        seen.add((township, name))
        present = leaders.get((township, name), [])
        if kind == "贫困村" and len(present) < limit:
            yield place, _short_of(present, limit)
    for (township, name), present in leaders.items():
        if (township, name) in seen:
            continue
        kinds = {table.value(position, "village_kind") for table, position, _ in present}
        if kinds == {"贫困村"} and len(present) < limit:
            yield present[0], _short_of(present, limit)


def _short_of(present: list[Place], limit: int) -> Says:
    message = f"在库带头人{len(present)}人{_names(present)}，应不少于{limit}人，缺{limit - len(present)}人"
    return Says(message, related=tuple(t.cell(p, n) for t, p, n in present))


@rule(
    "L209", "非贫困村或社区没有带头人", Leader, Village, limit="min_leaders_other_village", at="village",
    nature=Nature.SHORTFALL, severity=Severity.WARNING, foldable=False,
    reads=("village", "village_kind", "status", "name"),
    remedy="请核对是否漏报、是否填错村名；没有农村人口的，请在村名单中注明",
)  # fmt: skip
def no_leader_in_other_village(book: Book, limit: int) -> Iterator[tuple[Place, Says]]:
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
    leaders = _leaders_by_village(book)
    for place, township, name, kind, rural in _villages(book):
        present = leaders.get((township, name), [])
        if kind != "贫困村" and rural is not False and len(present) < limit:
            yield place, _short_of(present, limit)


@rule(
    "L210", "退出未写原因", Leader, at="removal_cause", asked=True,
    remedy="请填写退出原因：自身经营破产、病故、入狱、未履行带贫义务，或其他（写明）",
)  # fmt: skip
def removal_without_cause(status: str, removal_cause: str | None = None) -> str | None:
    """退出的带头人要写明原因；原因不限于通知列举的几种。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 退出原因 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 |          |          |
    | 李四 | 500199199003020039 | 退出 | 病故     |          |
    | 王五 | 500199199208110046 | 退出 |          | 退出原因 |
    """
    return "状态为退出，没有写退出原因" if status == REMOVED and not removal_cause else None


@rule(
    "L211", "退出未写时间", Leader, at="removed", asked=True, severity=Severity.WARNING,
    remedy="请填写退出时间，至少写到年月",
)  # fmt: skip
def removal_without_date(status: str, removed: Day | None = None) -> Says | None:
    """退出时间决定从哪一期起不再计数。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 退出原因 | 退出时间 | 应报     |
    | ---- | ------------------ | ---- | -------- | -------- | -------- |
    | 张三 | 500199198506150017 | 在库 |          |          |          |
    | 李四 | 500199199003020039 | 退出 | 病故     | 2020.5   |          |
    | 王五 | 500199199208110046 | 退出 | 病故     |          | 退出时间 |
    """
    if status != REMOVED or removed is not None:
        return None
    return Says("状态为退出，没有写退出时间", severity=Severity.WARNING)


_GONE: Final = re.compile(r"去世|病故|死亡|身故|已故|亡故|服刑|入狱|判刑|破产")


@rule(
    "L212", "备注与在库状态不一致", Leader, at="remark", asked=True, severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请核对是否本人的情况；是本人的，把状态改为退出并写明原因和时间",
)  # fmt: skip
def remark_speaks_of_leaving(remark: str, status: str | None = None) -> str | None:
    """备注里写有去世、服刑、破产等字样而状态仍为在库的，请核对；可能说的是家人。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 状态 | 备注     | 应报 |
    | ---- | ------------------ | ---- | -------- | ---- |
    | 张三 | 500199198506150017 | 在库 | 2020新增 |      |
    | 李四 | 500199199003020039 | 在库 | 已病故   | 备注 |
    | 王五 | 500199199208110046 | 退出 | 已病故   |      |
    """
    word = _GONE.search(remark)
    if word is None or status == REMOVED:
        return None
    return f"备注写有“{word[0]}”，状态仍为在库"


@rule(
    "L214", "贫困村带头人未录入系统", Leader, at="in_system", asked=True, severity=Severity.WARNING,
    nature=Nature.DOUBT, remedy="请及时录入；已经录入的，把本列改为“是”并填录入时间",
)  # fmt: skip
def poor_village_leader_not_entered(
    village_kind: str, in_system: bool, status: str | None = None
) -> str | None:
    """贫困村新增的带头人要及时录入国扶系统。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 村类型   | 是否录入国扶系统 | 应报             |
    | ---- | ------------------ | -------- | ---------------- | ---------------- |
    | 张三 | 500199198506150017 | 贫困村   | 是               |                  |
    | 李四 | 500199199003020039 | 贫困村   | 否               | 是否录入国扶系统 |
    | 王五 | 500199199208110046 | 非贫困村 | 否               |                  |
    """
    if village_kind == "贫困村" and not in_system and status != REMOVED:
        return "贫困村的在库带头人，填未录入系统"
    return None


@rule(
    "L215", "非贫困村带头人录入了系统", Leader, at="in_system", asked=True,
    remedy="请核对村类型；确为非贫困村的，从系统中删除，只在区镇台账登记",
)  # fmt: skip
def other_village_leader_entered(village_kind: str, in_system: bool) -> str | None:
    """非贫困村带头人不录入国扶系统，只建区镇数据库和明细台账。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 村类型   | 是否录入国扶系统 | 应报             |
    | ---- | ------------------ | -------- | ---------------- | ---------------- |
    | 张三 | 500199198506150017 | 非贫困村 | 否               |                  |
    | 李四 | 500199199003020039 | 非贫困村 | 是               | 是否录入国扶系统 |
    | 王五 | 500199199208110046 | 贫困村   | 是               |                  |
    """
    if village_kind != "贫困村" and in_system:
        return f"{village_kind}的带头人，填已录入系统"
    return None
