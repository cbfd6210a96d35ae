"""W2: public-service posts - several of one person, and the days of announcement."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from ruralskills.facts.class_dates import first_day, last_day
from ruralskills.facts.person_columns import is_of_two_names
from ruralskills.facts.repeated_people import MOST_COMPARED, repeated_people
from ruralskills.facts.row_months import row_months
from ruralskills.facts.table_copies import Copies
from ruralskills.facts.townships import are_of_two_townships
from ruralskills.ledgers import Post
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.text.normalise import is_part_of_other, normalised
from ruralskills.values.date_range import span_in_text

_LEFT: Final = "离岗"


class _Held(Struct, frozen=True):
    """A row of a post, and the days on which it may be held."""

    row: Post
    first: date
    last: date
    is_known: bool
    """True if it is certainly held on all of these days."""
    words: tuple[str, ...]
    """Those by which one post is told from another."""


_PARTING: Final = ("post", "kind", "department", "area")
"""The fields by which one post is told from another."""


def _held(row: Post) -> _Held:
    """Return a row with its term: its dates, else its month, else all time."""
    first, last = first_day(row), last_day(row)
    words = tuple(normalised(getattr(row, name) or "") for name in _PARTING)
    if first is None and last is None and (months := row_months(row)) is not None:
        return _Held(row, months.first_day, months.last_day, is_known=True, words=words)
    days = first.earliest if first else date.min, last.latest if last else date.max
    is_known = bool(first and last and first.exact and last.exact)
    return _Held(row, *days, is_known=is_known, words=words)


def _are_other_posts(first: _Held, second: _Held) -> bool:
    """Return True if two tables certainly write two posts, each in its own words."""
    pairs = zip(first.words, second.words, strict=True)
    return any(not is_part_of_other(*pair) for pair in pairs)  # a blank is a part of any word


def _are_concurrent(first: _Held, second: _Held, copies: Copies) -> bool:
    """Return True if two rows are certainly two posts that may be held at one time.

    A number with two names is not one person.  Two townships are asked of one year; in two lists of
    one township, which may be versions of one, the terms must be known.
    """
    one, other = first.row, second.row
    if is_of_two_names(one.name, other.name):
        return False
    if first.first > second.last or second.first > first.last:
        return False
    if one.table is other.table:
        return "month" not in one.table.columns and first.words != second.words
    if (one.table, other.table) in copies:
        return False
    are_known = first.is_known and second.is_known
    if are_of_two_townships(one, other):
        return are_known or one.table.year == other.table.year
    return are_known and _are_other_posts(first, second)


@rule(
    "W201", "一人有多个公益性岗位", Post, at="id_number", limit="posts_a_person", severity=Severity.WARNING,
    nature=Nature.DOUBT, foldable=False,
    reads=("id_number", "name", "township", "status", "month", "starts", "ends", "held", *_PARTING),
    needs=("post.id_number",),
    remedy="请核对：已经换岗的，前一个岗位写明离岗时间；号码填错的更正",
)  # fmt: skip
def one_person_in_several_posts(book: LedgerSet, limit: int) -> Iterator[Answer]:
    """一人同时登记的公益性岗位超过规定个数的，请核对；按月登记的、前后接续的、已离岗的不算。

    两个乡镇同一年的台账里都有的，岗位相同也算两个；同一乡镇的几张表，起止日期（月份）都写明、有同一天的才比，名单的
    几个版本不报。

    通知：tongnan-2020

    公益性岗位台账
    标题：青龙镇2020年公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 合同开始   | 合同到期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 保洁员   | 2020-01-01 | 2020-12-31 |          |
    | 张三 | 500199198506150017 | 护林员   | 2020-06-01 | 2020-12-31 | 身份证号 |
    | 李四 | 500199199003020039 | 保洁员   | 2020-01-01 | 2020-05-31 |          |
    | 李四 | 500199199003020039 | 护林员   | 2020-06-01 | 2020-12-31 |          |
    | 王五 | 500199199208110046 | 保洁员   | 2020-01-01 | 2020-12-31 |          |
    | 赵六 | 500199197811200119 | 保洁员   | 2020-01-01 | 2020-06-30 |          |

    公益性岗位台账
    标题：红花镇2020年公益性岗位台账

    | 姓名 | 身份证号           | 岗位名称 | 合同开始   | 合同到期   | 应报     |
    | ---- | ------------------ | -------- | ---------- | ---------- | -------- |
    | 王五 | 500199199208110046 | 保洁员   | 2020-01-01 | 2020-12-31 | 身份证号 |
    | 赵六 | 500199197811200119 | 保洁员   | 2020-07-01 | 2020-12-31 |          |
    | 孙七 | 500199196510090062 | 保洁员   | 2020-01-01 | 2020-12-31 |          |
    """
    copies = Copies()
    for people in repeated_people(book.of(Post), Post, old_numbers=True):
        terms = [_held(row) for row in people if row.status != _LEFT]
        for number, term in enumerate(terms):
            posts = _held_at_once(term, terms[max(0, number - MOST_COMPARED) : number], copies)
            if len(posts) >= limit:
                yield term.row.at("id_number"), _too_many([*posts, term.row], limit)


def _held_at_once(term: _Held, earlier: list[_Held], copies: Copies) -> list[Post]:
    """Return the most posts of earlier rows held on one day with that of a row."""
    beside = [post for post in earlier if _are_concurrent(post, term, copies)]
    begun, ended = sorted(post.first for post in beside), sorted(post.last for post in beside)
    days = sorted({max(term.first, post.first) for post in beside})
    most = max(
        days, key=lambda day: bisect_right(begun, day) - bisect_left(ended, day), default=None
    )
    return [post.row for post in beside if most is not None and post.first <= most <= post.last]


def _too_many(posts: list[Post], limit: int) -> Says:
    home = posts[-1].at("id_number")
    places = tuple(post.at("id_number") for post in posts[:-1])
    names = "”“".join(post.text("post") or "未填岗位" for post in posts)
    others = "、".join(place.relative_to(home) for place in places)
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
