"""W2: public-service posts - several of one person, and the days of announcement."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.person_columns import is_of_two_names
from ruralskills.facts.repeated_people import repeated_people
from ruralskills.facts.townships import are_of_two_townships
from ruralskills.ledgers import Post
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.normalise import normalised
from ruralskills.values.date_range import span_in_text

_LEFT: Final = "离岗"


def _term(row: Post) -> tuple[date, date]:
    """Return the first and the last day on which a post may be held."""
    first, last = first_day(row), last_day(row)
    return (first.earliest if first else date.min, last.latest if last else date.max)


def _key(row: Post) -> tuple[str, ...]:
    return tuple(normalised(text or "") for text in (row.post, row.kind, row.department, row.area))


def _are_concurrent(first: Post, second: Post) -> bool:
    """Return True if two rows are certainly two posts that may be held at one time.

    A number with two names is not one person, and two ledgers of a township may tell of one post.
    """
    if is_of_two_names(first.name, second.name):
        return False
    if first.table is second.table:
        are_two = _key(first) != _key(second)
    else:
        are_two = first.table.year == second.table.year and are_of_two_townships(first, second)
    terms = _term(first), _term(second)
    return are_two and terms[0][0] <= terms[1][1] and terms[1][0] <= terms[0][1]


@rule(
    "W201", "一人有多个公益性岗位", Post, at="id_number", limit="posts_a_person", severity=Severity.WARNING,
    nature=Nature.DOUBT, foldable=False,
    reads=("id_number", "name", "township", "post", "kind", "department", "area", "starts", "ends", "held",
           "status", "month"),
    needs=("post.id_number",),
    remedy="请核对：已经换岗的，前一个岗位写明离岗时间；号码填错的更正",
)  # fmt: skip
def one_person_in_several_posts(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """一人同时登记的公益性岗位超过规定个数的，请核对；按月登记的、前后接续的、已离岗的不算。

    两个乡镇同一年的台账里都有的，岗位相同也算两个；同一乡镇的几份台账不互相比。

    通知：tongnan-2020

    | 姓名 | 身份证号           | 岗位名称 | 合同开始   | 合同到期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 保洁员   | 2020-01-01 | 2020-12-31 |          |
    | 张三 | 500199198506150017 | 护林员   | 2020-06-01 | 2020-12-31 | 身份证号 |
    | 李四 | 500199199003020039 | 保洁员   | 2020-01-01 | 2020-05-31 |          |
    | 李四 | 500199199003020039 | 护林员   | 2020-06-01 | 2020-12-31 |          |
    """
    tables = [table for table in book.of(Post) if "month" not in table.columns]
    for people in repeated_people(tables, Post):
        rows = [row for row in people if row.status != _LEFT]
        for number, row in enumerate(rows):
            posts = _held_at_once(row, rows[:number])
            if len(posts) >= limit:
                yield row.at("id_number"), _too_many([*posts, row], limit)


def _held_at_once(row: Post, earlier: list[Post]) -> list[Post]:
    """Return the most posts of earlier rows held on one day with that of a row."""
    beside = [post for post in earlier if _are_concurrent(post, row)]
    first = _term(row)[0]
    days = {max(first, _term(post)[0]) for post in beside}
    held = ([p for p in beside if _term(p)[0] <= day <= _term(p)[1]] for day in sorted(days))
    return max(held, key=len, default=[])


def _too_many(posts: list[Post], limit: int) -> Says:
    places = tuple(post.at("id_number") for post in posts[:-1])
    names = "”“".join(post.text("post") or "未填岗位" for post in posts)
    here = posts[-1].at("id_number")
    others = "、".join(place.relative_to(here) for place in places)
    count = f"超过{limit}个" if limit > 1 else ""
    message = (
        f"同一人登记在“{names}”{len(posts)}个岗位上{'，' if count else ''}{count}，另见{others}"
    )
    return Says(message, related=places)


@rule(
    "W203", "公示天数不足", Post, limit="min_announced_days", at="announced", severity=Severity.INFO,
    nature=Nature.HINT, remedy="请核对公示起止时间；公示不足的补足后再上岗",
)  # fmt: skip
def announced_too_briefly(announced: str, limit: int) -> str | None:
    """公益性岗位人选要公示；公示几天由各地自定，没有定的不查，只写“已公示”的不查。

    通知：样例

    | 姓名 | 身份证号           | 岗位名称 | 公示时间            | 应报     |
    | ---- | ------------------ | -------- | ------------------- | -------- |
    | 张三 | 500199198506150017 | 保洁员   | 2020.3.1-2020.3.7   |          |
    | 李四 | 500199199003020039 | 护林员   | 2020.3.1-2020.3.3   | 公示时间 |
    | 王五 | 500199199208110046 | 护林员   | 已公示              |          |
    """
    span = span_in_text(announced)
    days = span.days if span else None
    if days is None or days >= limit:
        return None
    return f"公示{days}天，少于规定的{limit}天，差{limit - days}天"
