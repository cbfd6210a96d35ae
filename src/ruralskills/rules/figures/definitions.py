"""Q6: definitions of reported indicators."""

from collections.abc import Iterator
from typing import Final

from ruralskills.facts.reported_figures import figures_of, indicator_of
from ruralskills.ledgers import Figure, IndicatorDefinition
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Place
from ruralskills.notices import InForce
from ruralskills.text.normalise import is_part_of_other, normalised

_MOST_NAMED: Final = 3


def _defined(book: LedgerSet) -> set[str]:
    return {normalised(row.indicator) for row in book.rows(IndicatorDefinition) if row.indicator}


def _is_defined(name: str, defined: set[str], notices: InForce) -> bool:
    """Return True if a name of the indicator, or a part of its path, is defined."""
    indicator = indicator_of(name, notices)
    names = {normalised(name), *map(normalised, indicator.names if indicator else ())}
    parts = {part for one in names for part in one.split("/")}
    return any(is_part_of_other(word, part) for part in parts for word in defined)


@rule(
    "Q605", "指标没有解释", Figure, IndicatorDefinition, carries_out="clauses", at="value", severity=Severity.INFO,
    nature=Nature.HINT, reads=("unit", "indicator", "period", "value"), foldable=False,
    remedy="请在指标解释表中补上这些指标的计量单位和口径",
)  # fmt: skip
def indicator_without_definition(book: LedgerSet, notices: InForce) -> Iterator[Answer]:
    """报送的指标在指标解释表中都应有解释；一张表只提示一次，没有指标解释表的不查。

    通知：tongnan-2020

    任务与统计表

    标题：2020年第二季度就业扶贫情况统计表

    | 镇街     | 送工送岗（人） | 招聘会（场） | 应报         |
    | -------- | -------------- | ------------ | ------------ |
    | 桂花街道 | {3}            | {1}          | 招聘会（场） |
    | 双河镇   | {1}            | {2}          |              |
    | 柏梓镇   | {2}            | {0}          |              |

    指标解释表

    | 指标名称 | 计量单位 | 口径解释             | 应报 |
    | -------- | -------- | -------------------- | ---- |
    | 送工送岗 | 人       | 当年送到岗位上的人数 |      |
    """
    defined = _defined(book)
    for table in book.of(Figure) if defined else ():
        undefined: dict[str, Place] = {}
        for figure in figures_of(table):
            if figure.name and not _is_defined(figure.name, defined, notices):
                undefined.setdefault(figure.name, figure.place)
        if undefined:
            names = list(undefined)
            count = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
            message = f"“{'”“'.join(names[:_MOST_NAMED])}”{count}在指标解释表中没有查到"
            yield next(iter(undefined.values())), Says(message)
