"""D5: dates in the order that the ledger declares."""

from collections.abc import Collection, Iterator
from itertools import combinations, pairwise
from operator import attrgetter
from typing import Any, Final

from ruralskills.facts.row_pairs import end_of, rows_reversed, start_of
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.relations import DateOrder
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce

_CUSTOMARY: Final[dict[str, Any]] = {
    "severity": Severity.WARNING,
    "nature": Nature.DOUBT,
    "clause": "GEN-ORDER",
    "remedy": "请对照原件核对两个日期；确是这样办理的，在备注写明",
}
"""The weight of a finding about an order that work usually has."""


@rule(
    "D515", "日期先后不符", at="", by_row=True,
    remedy="请对照原件核对两个日期，把填错的一处改正",
)  # fmt: skip
def dates_out_of_order(table: Table, notices: InForce) -> Iterator[Answer]:
    """每种台账都有必然的先后：退出不早于认定，离岗不早于送岗，结算不早于交券；同一天的可以，一行只报一处。

    只写到月或年、先后不定的不报。不认得的日期列，其他行都晚于它左边的日期列的，个别早于的列待核。
    一般的先后（申报、认定、录入；登记、拨付）不符的列待核。

    致富带头人台账

    | 姓名 | 身份证号           | 认定时间   | 录入时间   | 退出时间   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-03-05 | 2020-03-05 | 2020-10-01 |          |
    | 李四 | 500199199003020039 | 2020-03-05 | 2020-04-01 | 2019-10-01 | 退出时间 |
    | 王五 | 500199199208110046 | 2020-03-05 | 2020-01-10 |            | 录入时间 |
    | 赵六 | 500199197811200119 | 2020年3月  | 2020-03-01 |            |          |

    送工送岗台账

    | 姓名 | 身份证号           | 送岗时间   | 脱岗时间   | 回访时间   | 应报     |
    | ---- | ------------------ | ---------- | ---------- | ---------- | -------- |
    | 张三 | 500199198506150017 | 2020-03-01 | 2020-06-01 | 2020-03-20 |          |
    | 李四 | 500199199003020039 | 2020-03-01 | 2020-02-01 |            | 脱岗时间 |
    | 王五 | 500199199208110046 | 2020-03-01 |            | 2020-02-20 | 回访时间 |
    """
    reported: dict[int, set[str]] = {}
    for order in table.ledger.relations.orders:
        present = [name for name in order.steps if name in table.columns]
        for earlier, later in combinations(present, 2):
            if _is_of_a_notice(table, (earlier, later), notices):
                continue
            for index in rows_reversed(table.columns[earlier], table.columns[later]):
                involved = reported.setdefault(index, set())
                if not involved & {earlier, later} and index not in table.columns[later].filled:
                    involved |= {earlier, later}
                    yield _answer(table, index, earlier, later, order)
    yield from _unlike_the_rest(table)


_FEWEST: Final = 8
_MOST: Final = 20
"""One row in so many may be out of the order of the rest."""


def _unlike_the_rest(table: Table) -> Iterator[Answer]:
    """Yield the rows that break the order of two columns that all others keep.

    One of the two has no field; it is the nearest column of days to the left.
    """
    days = sorted(
        (
            column
            for column in (*table.columns.values(), *table.unmapped)
            if column.spec.reads.name in ("day", "span")
            and column.index >= 0
            and column.cell_columns is None
        ),
        key=attrgetter("index"),
    )
    for earlier, later in pairwise(days):
        if earlier.spec.field and later.spec.field:
            continue
        wrong = list(rows_reversed(earlier, later))
        kept = sum(1 for _ in rows_reversed(later, earlier)) if wrong else 0
        if kept >= _FEWEST and len(wrong) <= max(1, kept // _MOST):
            header = earlier.header or earlier.spec.header
            for index in wrong:
                message = (
                    f"填{start_of(later[index])}，早于“{header}”的{end_of(earlier[index])}；"
                    "本表其他行都在它之后"
                )
                related = (table.at_column(index, earlier),)
                says = Says(message, related=related, **_UNLIKE)
                yield table.at_column(index, later), says


_UNLIKE: Final = {key: value for key, value in _CUSTOMARY.items() if key != "clause"}


def _is_of_a_notice(table: Table, pair: Collection[str], notices: InForce) -> bool:
    """Return True if a notice has its own steps for two dates: D506 looks at them."""
    return any(
        steps.ledger == table.ledger.info.id and set(pair) <= set(steps.fields)
        for steps in notices.steps
    )


def _answer(table: Table, index: int, earlier: str, later: str, order: DateOrder) -> Answer:
    before, after = table.value(index, earlier), table.value(index, later)
    header = table.columns[earlier].header or table.columns[earlier].spec.header
    message = f"填{start_of(after)}，早于“{header}”的{end_of(before)}"
    related = (table.at_field(index, earlier),)
    weight = _CUSTOMARY if order.customary else {}
    return table.at_field(index, later), Says(message, related=related, **weight)
