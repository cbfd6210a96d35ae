"""J1: leaders of trades and reserve cadres selected by a county."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from ruralskills.facts.cadre_terms import LEFT, has_left
from ruralskills.facts.class_dates import last_day
from ruralskills.facts.leader_status import REMOVED, in_stock
from ruralskills.facts.townships import township_of
from ruralskills.ledgers import IndustryLeader, Post, ReserveCadre
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_gap
from ruralskills.values.partial_date import PartialDate

Person = TypeVar("Person", IndustryLeader, ReserveCadre, Post)


def _by_number(rows: Iterable[Person]) -> dict[str, list[Person]]:
    """Return the rows of each identity number that can be read."""
    people: dict[str, list[Person]] = {}
    for row in rows:
        if row.id_number:
            people.setdefault(row.id_number, []).append(row)
    return people


def _may_be_same_year(first: Table, second: Table) -> bool:
    return None in (first.year, second.year) or first.year == second.year


@rule(
    "J101", "同时列入两份名册", IndustryLeader, ReserveCadre, at="id_number", carries_out="clauses",
    severity=Severity.WARNING, nature=Nature.DOUBT,
    reads=("id_number", "name", "status", "left"),
    remedy="请核对：转为另一类的，在原名册填退出或离任；确需兼任的写明情况",
)  # fmt: skip
def in_both_lists(book: LedgerSet) -> Iterator[Answer]:
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
    leaders = _by_number(book.rows(IndustryLeader))
    for number, cadres in _by_number(book.rows(ReserveCadre)).items():
        pairs = (
            (cadre, leader)
            for cadre in cadres
            for leader in leaders.get(number, ())
            if has_left(cadre) is False
            and in_stock(leader)
            and _may_be_same_year(cadre.table, leader.table)
        )
        if pair := next(pairs, None):
            place, leader_place = (row.at("id_number") for row in pair)
            message = f"也在农村产业发展带头人名册{leader_place.relative_to(place)}"
            yield place, Says(message, related=(leader_place,))


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
    sufficient = notices.code_list("education_enough")
    if sufficient is None or education in sufficient.words or status in (REMOVED, LEFT):
        return None
    return f"填“{education}”，通知要求一般有{'、'.join(sufficient.official[:2])}以上学历"


_BESIDE_NAME: Final = regex(r"\([^()]*\)|[0-9]+")
_BETWEEN: Final = regex("[、，,;；/]")
_NOBODY: Final = regex("待定|待派|未定|无")


def _names(cell: str) -> set[str]:
    """Return the names in a cell, without offices in brackets and telephones."""
    parts = _BETWEEN.split(_BESIDE_NAME.sub("", normalised(cell)))
    return {part for part in parts if part and not _NOBODY.search(part)}


@rule(
    "J103", "挂钩联系人重复", IndustryLeader, limit="roles_a_helper", severity=Severity.INFO, nature=Nature.HINT,
    any_of=("township_leader talent", "township_leader worker", "township_leader envoy", "talent worker",
            "talent envoy", "worker envoy"),
    remedy="通知要求每项各一名；确由一人兼任的不用改",
)  # fmt: skip
def helper_named_twice(
    limit: int,
    township_leader: str | None = None,
    talent: str | None = None,
    worker: str | None = None,
    envoy: str | None = None,
) -> Says | None:
    """乡镇领导、实用人才、工作人员、科技特派员各一名，同一人占的项数超过通知规定的只作提示。

    通知：qingliu-2022

    | 姓名 | 身份证号           | 挂钩乡镇领导 | 结对实用人才 | 服务工作人员 | 科技特派员 | 应报       |
    | ---- | ------------------ | ------------ | ------------ | ------------ | ---------- | ---------- |
    | 张三 | 500199198506150017 | 陈一         | 陈二         | 陈三         | 陈四       |            |
    | 李四 | 500199199003020039 | 陈一         | 陈二         | 陈三         | 陈三       | 科技特派员 |
    | 王五 | 500199199208110046 | 陈一（副镇长） | 陈二         | 陈一一       | 陈四       |            |
    """
    helpers = {
        "township_leader": ("乡镇领导", township_leader), "talent": ("实用人才", talent),
        "worker": ("工作人员", worker), "envoy": ("科技特派员", envoy),
    }  # fmt: skip
    roles: dict[str, list[tuple[str, str]]] = {}
    for field, (title, cell) in helpers.items():
        for name in _names(cell) if cell else ():
            roles.setdefault(name, []).append((field, title))
    for name, held in sorted(roles.items()):
        if len(held) > limit:
            field, title = held[limit]
            others = "、".join(title for _, title in held[:limit])
            return Says(f"{title}与{others}是同一人：{name}", field)
    return None


_PART_OF_A_LIST: Final = regex("新增|补充|调整|递补|拟|公示|退出|第[一二三四1-4]批")
_FEWEST_TOWNSHIPS: Final = 3


def _number_selected(
    table: Table, rows: Sequence[IndustryLeader | ReserveCadre], limit: int
) -> Iterator[Answer]:
    """Compare the number selected in a list of the whole county with the notice's."""
    townships = set(map(township_of, rows)) - {""}
    heading = normalised(table.layout.title + table.sheet)
    if len(townships) < _FEWEST_TOWNSHIPS or _PART_OF_A_LIST.search(heading):
        return
    count = sum(bool(in_stock(row)) and not has_left(row) for row in rows)
    if count != limit:
        message = f"在册{count}人，通知为{limit}人，{format_gap(count - limit, '人')}"
        yield table.at_header("name"), message


@rule(
    "J104", "带头人人数与通知不同", IndustryLeader, limit="industry_leaders_selected",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请核对有无漏登；正在调整的不用改",
)  # fmt: skip
def number_of_leaders_differs(table: Table, limit: int) -> Iterator[Answer]:
    """全县名册在册人数与通知的选拔人数核对；一个乡镇的、新增的名单不比。

    通知：样例

    | 乡镇   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在册 |      |
    | 古井镇 | 李四 | 500199199003020039 | 在册 |      |
    | 红岩镇 | 王五 | 500199199208110046 | 退出 |      |

    应报表头：姓名

    不应报：一部分乡镇的

    | 乡镇   | 姓名 | 身份证号           | 状态 | 应报 |
    | ------ | ---- | ------------------ | ---- | ---- |
    | 双河镇 | 张三 | 500199198506150017 | 在册 |      |
    | 古井镇 | 李四 | 500199199003020039 | 在册 |      |
    """
    return _number_selected(table, list(table.rows(IndustryLeader)), limit)


@rule(
    "J105", "后备干部人数与通知不同", ReserveCadre, limit="reserve_cadres_selected",
    severity=Severity.INFO, nature=Nature.HINT, remedy="请核对有无漏登；正在调整的不用改",
)  # fmt: skip
def number_of_cadres_differs(table: Table, limit: int) -> Iterator[Answer]:
    """全县名册在职人数与通知的选拔人数核对；一个乡镇的、新增的名单不比。

    通知：样例

    | 乡镇   | 姓名 | 身份证号           | 离任日期  | 应报 |
    | ------ | ---- | ------------------ | --------- | ---- |
    | 双河镇 | 张三 | 500199198506150017 |           |      |
    | 古井镇 | 李四 | 500199199003020039 |           |      |
    | 红岩镇 | 王五 | 500199199208110046 | 2020.3.31 |      |

    应报表头：姓名

    不应报：新增的名单

    标题：2020年新增村级后备干部名册

    | 乡镇   | 姓名 | 身份证号           | 离任日期 | 应报 |
    | ------ | ---- | ------------------ | -------- | ---- |
    | 双河镇 | 张三 | 500199198506150017 |          |      |
    | 古井镇 | 李四 | 500199199003020039 |          |      |
    | 红岩镇 | 王五 | 500199199208110046 |          |      |
    """
    return _number_selected(table, list(table.rows(ReserveCadre)), limit)


@rule(
    "J108", "后备干部另有公益性岗位", ReserveCadre, Post, at="id_number", carries_out="clauses",
    severity=Severity.INFO, nature=Nature.HINT,
    reads=("id_number", "name", "status", "left", "appointed", "ends", "held"),
    remedy="后备干部全职工作；请核对公益性岗位是否已经离岗",
)  # fmt: skip
def cadre_holds_a_second_post(book: LedgerSet) -> Iterator[Answer]:
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
    posts = _by_number(book.rows(Post))
    for number, cadres in _by_number(book.rows(ReserveCadre)).items():
        cadre = cadres[-1]
        own_posts = [post for post in posts.get(number, ()) if _may_be_held(post, cadre.appointed)]
        if own_posts and has_left(cadre) is False:
            place, post_place = cadre.at("id_number"), own_posts[0].at("id_number")
            message = f"公益性岗位台账也有此人：{post_place.relative_to(place)}"
            yield place, Says(message, related=(post_place,))


def _may_be_held(post: Post, appointed: PartialDate | None) -> bool:
    """Return True if a post may still be held on the day of an appointment."""
    if post.is_unknown("status") or (post.status and not post.status.startswith("在")):
        return False
    ends = last_day(post)
    return ends is None or appointed is None or not ends.certainly_before(appointed)
