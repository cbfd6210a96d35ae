"""T3: departments - the trades and people that a notice gives to each."""

from collections.abc import Iterator

from ruralskills.ledgers import TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce, WordPairs
from ruralskills.text.normalise import is_part_of_other


@rule(
    "T322", "与责任部门的分工不同", at="", severity=Severity.INFO, nature=Nature.HINT, carries_out="pairs",
    remedy="确由该部门承担的不用改；责任部门填错的更正",
)  # fmt: skip
def department_of_another_task(table: Table, notices: InForce) -> Iterator[Answer]:
    """通知给各部门分了工的，由别的部门办的只作提示；通知没有写到的工种、统筹全局的部门不提示。

    通知：dongxiang-2020

    培训班台账

    | 班次名称 | 责任部门 | 培训工种   | 应报     |
    | -------- | -------- | ---------- | -------- |
    | 第1期    | 县职校   | 电焊       |          |
    | 第2期    | 县商务局 | 电焊       | 培训工种 |
    | 第3期    | 县人社局 | 电焊       |          |
    | 第4期    | 县商务局 | 养殖       |          |
    | 第5期    | 县商务局 | 电子商务   |          |
    """
    ledger = table.ledger
    for pairs in notices.pairs:
        fields = {pairs.by, pairs.field}
        if ledger.info.id not in pairs.ledgers or not fields <= table.columns.keys():
            continue
        for row in table.rows(ledger):
            department, word = getattr(row, pairs.by), getattr(row, pairs.field)
            if department and word and (message := _mismatch(pairs, str(department), str(word))):
                yield row.at(pairs.field), Says(message, clause=pairs.clause)


def _mismatch(pairs: WordPairs, department: str, word: str) -> str:
    """Return the message about a word of another department, ``""`` if not certain."""
    keys = [key for key in pairs.words if any(name in department for name in key.split("|"))]
    if len(keys) != 1 or _has_task(pairs.words[keys[0]], word):
        return ""
    owners = [key.split("|")[0] for key, tasks in pairs.words.items() if _has_task(tasks, word)]
    if owners:
        return f"“{word}”按分工由{'、'.join(owners)}负责，责任部门填“{department}”"
    if pairs.only:
        return f"填“{word}”，责任部门“{department}”按分工负责{'、'.join(pairs.words[keys[0]])}"
    return ""


def _has_task(tasks: tuple[str, ...], word: str) -> bool:
    return any(task in word for task in tasks)


@rule(
    "T323", "培训工种不在通知所列之中", TrainingClass, at="trade", severity=Severity.INFO,
    nature=Nature.HINT, carries_out="clauses", remedy="通知没有限定工种，供参考；工种写错的更正",
)  # fmt: skip
def trade_that_the_notice_does_not_name(trade: str, notices: InForce) -> str | None:
    """通知按各产业列出重点工种；列出的不全，不在其中的只作提示。

    通知：dongxiang-2020

    培训班台账

    | 班次名称 | 培训工种     | 应报     |
    | -------- | ------------ | -------- |
    | 第1期    | 中式烹调师   |          |
    | 第2期    | 无人机植保   | 培训工种 |
    | 第3期    | 烹调师       |          |
    """
    trades = notices.code_list("trade")
    if trades is None or any(is_part_of_other(word, trade) for word in trades.words):
        return None
    return f"填“{trade}”，不在通知所列的重点工种之中"
