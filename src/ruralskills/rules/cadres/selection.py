"""J1: whom a county has selected as leaders of trades and as reserve cadres."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from ruralskills.facts.cadre_terms import LEFT, has_left
from ruralskills.facts.leader_status import REMOVED, in_stock
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import IndustryLeader, Post, ReserveCadre
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

Place = tuple[Table, int, str]


def _by_number(tables: list[Table]) -> dict[str, list[tuple[Table, int]]]:
    """The rows of each identity number that can be read."""
    found: dict[str, list[tuple[Table, int]]] = {}
    for table in tables:
        for position in range(len(table)):
            number = table.value(position, "id_number")
            if isinstance(number, str):
                found.setdefault(number, []).append((table, position))
    return found


def _same_year(one: Table, other: Table) -> bool:
    return None in (one.year, other.year) or one.year == other.year


@rule(
    "J101", "同时列入两份名册", IndustryLeader, ReserveCadre, at="id_number", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "status", "left"),
    remedy="请核对：转为另一类的，在原名册填退出或离任；确需兼任的写明情况",
)  # fmt: skip
def in_both_lists(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """产业发展带头人和村级后备干部是两支队伍，同一人一般只列入一支；已退出、已离任的不算。

    通知：qingliu-2022

    农村产业发展带头人名册

    | 姓名 | 身份证号           | 状态 | 应报 |
    | ---- | ------------------ | ---- | ---- |
    | 张三 | 500199198506150017 | 在册 |      |
    | 李四 | 500199199003020039 | 退出 |      |

    村级后备干部名册

    | 姓名 | 身份证号           | 岗位     | 应报     |
    | ---- | ------------------ | -------- | -------- |
    | 张三 | 500199198506150017 | 村委文书 | 身份证号 |
    | 李四 | 500199199003020039 | 村委文书 |          |
    """
    leaders = _by_number(book.of(IndustryLeader))
    said: set[str] = set()
    for number, cadres in _by_number(book.of(ReserveCadre)).items():
        for table, position in cadres:
            both = [
                (other, row)
                for other, row in leaders.get(number, ())
                if in_stock(other.row(row)) and _same_year(table, other)
            ]
            if both and number not in said and has_left(table.row(position)) is False:
                said.add(number)
                other, row = both[0]
                there = other.cell(row, "id_number")
                here = table.cell(position, "id_number")
                message = f"也在农村产业发展带头人名册{there.seen_from(here)}"
                yield (table, position, "id_number"), Says(message, related=(there,))


@rule(
    "J102", "学历低于一般要求", IndustryLeader, ReserveCadre, carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    remedy="请核对学历；确属择优入选的，在备注写明",
)  # fmt: skip
def less_schooling_than_usual(
    education: str, notices: InForce, status: str | None = None
) -> str | None:
    """一般应有高中（中专）学历；低于的列为待核，已退出的不看。

    通知：qingliu-2022

    农村产业发展带头人名册

    | 姓名 | 身份证号           | 文化程度 | 应报     |
    | ---- | ------------------ | -------- | -------- |
    | 张三 | 500199198506150017 | 职高     |          |
    | 李四 | 500199199003020039 | 初中     | 文化程度 |
    | 王五 | 500199199208110046 | 大专     |          |
    """
    enough = notices.code_list("education_enough")
    if enough is None or education in enough.words or status in (REMOVED, LEFT):
        return None
    return f"填“{education}”，通知要求一般有{'、'.join(enough.official[:2])}以上学历"


_BESIDE_NAME: Final = regex(r"\([^()]*\)|[0-9]+")
_BETWEEN: Final = regex("[、，,;；/]")
_NOBODY: Final = regex("待定|待派|未定|无")


def _names(cell: str) -> set[str]:
    """The names in a cell, without offices in brackets and telephones."""
    parts = _BETWEEN.split(_BESIDE_NAME.sub("", normalised(cell)))
    return {part for part in parts if part and not _NOBODY.search(part)}


@rule(
    "J103", "挂钩联系人重复", IndustryLeader, carries_out="clauses", severity=Severity.INFO, nature=Nature.HINT,
    remedy="通知要求每项各一名；确由一人兼任的不用改",
)  # fmt: skip
def helper_named_twice(
    township_leader: str | None = None,
    talent: str | None = None,
    worker: str | None = None,
    envoy: str | None = None,
) -> Says | None:
    """乡镇领导、实用人才、工作人员、科技特派员各一名，同一人占两项的只作提示。

    通知：qingliu-2022

    | 姓名 | 身份证号           | 挂钩乡镇领导 | 结对实用人才 | 服务工作人员 | 科技特派员 | 应报       |
    | ---- | ------------------ | ------------ | ------------ | ------------ | ---------- | ---------- |
    | 张三 | 500199198506150017 | 陈一         | 陈二         | 陈三         | 陈四       |            |
    | 李四 | 500199199003020039 | 陈一         | 陈二         | 陈三         | 陈三       | 科技特派员 |
    """
    helpers = {
        "township_leader": ("乡镇领导", township_leader), "talent": ("实用人才", talent),
        "worker": ("工作人员", worker), "envoy": ("科技特派员", envoy),
    }  # fmt: skip
    told = [(at, title, _names(cell)) for at, (title, cell) in helpers.items() if cell]
    for (_, first, ours), (at, title, theirs) in combinations(told, 2):
        if ours & theirs:
            return Says(f"{title}与{first}是同一人：{'、'.join(sorted(ours & theirs))}", at)
    return None


_PART_OF_A_LIST: Final = regex("新增|补充|调整|递补|拟|公示|退出|第[一二三四1-4]批")
_FEWEST_TOWNSHIPS: Final = 3


def _number_selected(table: Table, limit: int) -> Iterator[tuple[Cell, str]]:
    """What a list of the whole county says of how many were selected."""
    towns = {township_of(table.row(position)) for position in range(len(table))} - {""}
    heading = normalised(table.layout.title + table.sheet)
    if len(towns) < _FEWEST_TOWNSHIPS or _PART_OF_A_LIST.search(heading):
        return
    here = [
        not has_left(table.row(p)) if in_stock(table.row(p)) else False for p in range(len(table))
    ]
    count = sum(here)
    if count != limit:
        side = "少" if count < limit else "多"
        yield (
            table.header_cell("name"),
            f"在册{count}人，通知为{limit}人，{side}{abs(count - limit)}人",
        )


@rule(
    "J104", "带头人人数与通知不同", IndustryLeader, limit="industry_leaders_selected",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请核对有无漏登；正在调整的不用改",
)  # fmt: skip
def number_of_leaders_differs(table: Table, limit: int) -> Iterator[tuple[Cell, str]]:
    """全县名册在册人数与通知的选拔人数核对；一个乡镇的、新增的名单不比。

    通知：样例

    | 乡镇   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在册 |      |
    | 古井镇 | 李四 | 500199199003020039 | 在册 |      |
    | 红岩镇 | 王五 | 500199199208110046 | 退出 |      |

    应报表头：姓名
    """
    return _number_selected(table, limit)


@rule(
    "J105", "后备干部人数与通知不同", ReserveCadre, limit="reserve_cadres_selected",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请核对有无漏登；正在调整的不用改",
)  # fmt: skip
def number_of_cadres_differs(table: Table, limit: int) -> Iterator[tuple[Cell, str]]:
    """全县名册在职人数与通知的选拔人数核对；一个乡镇的、新增的名单不比。

    通知：样例

    | 乡镇   | 姓名 | 身份证号           | 离任日期  | 应报 |
    | ------ | ---- | ------------------ | --------- | ---- |
    | 双河镇 | 张三 | 500199198506150017 |           |      |
    | 古井镇 | 李四 | 500199199003020039 |           |      |
    | 红岩镇 | 王五 | 500199199208110046 | 2020.3.31 |      |

    应报表头：姓名
    """
    return _number_selected(table, limit)


@rule(
    "J108", "后备干部另有公益性岗位", ReserveCadre, Post, at="id_number", carries_out="clauses",
    severity=Severity.INFO, nature=Nature.HINT,
    reads=("id_number", "name", "status", "left", "appointed", "ends", "held"),
    remedy="后备干部全职工作；请核对公益性岗位是否已经离岗",
)  # fmt: skip
def cadre_holds_a_second_post(book: LedgerSet) -> Iterator[tuple[Place, Says]]:
    """后备干部按行政机关工作时间全职工作，在职期间又列在公益性岗位台账的，请核对。

    通知：qingliu-2022

    村级后备干部名册

    | 姓名 | 身份证号           | 聘任日期   | 离任日期   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2022-11-01 |            | 身份证号 |
    | 李四 | 500199199003020039 | 2022-11-01 |            |          |
    | 王五 | 500199199208110046 | 2022-11-01 | 2023-05-31 |          |

    公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 合同到期   | 应报 |
    | ---- | ------------------ | -------- | ---------- | ---- |
    | 张三 | 500199198506150017 | 保洁员   | 2023-12-31 |      |
    | 李四 | 500199199003020039 | 护林员   | 2022-06-30 |      |
    | 王五 | 500199199208110046 | 护林员   | 2023-12-31 |      |
    """
    posts = _by_number(book.of(Post))
    for number, cadres in _by_number(book.of(ReserveCadre)).items():
        table, position = cadres[-1]
        held = [
            row for row in posts.get(number, ()) if _holds(*row, table.value(position, "appointed"))
        ]
        if held and has_left(table.row(position)) is False:
            there = held[0][0].cell(held[0][1], "id_number")
            here = table.cell(position, "id_number")
            message = f"公益性岗位台账也有此人：{there.seen_from(here)}"
            yield (table, position, "id_number"), Says(message, related=(there,))


def _holds(table: Table, position: int, appointed: object) -> bool:
    """Whether a post is held, as far as its ledger says, when somebody was appointed."""
    status = table.columns.get("status")
    word = status[position] if status else ""
    if isinstance(word, Unknown) or (isinstance(word, str) and word and not word.startswith("在")):
        return False
    held = table.value(position, "held")
    ends = table.value(position, "ends") or (held.end if held else None)
    return ends is None or appointed is None or not ends.certainly_before(appointed)
