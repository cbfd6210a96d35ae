"""T3: the tasks of departments - which trades and people are whose."""

from collections.abc import Iterator

from ruralskills.ledgers import TrainingClass
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import Table
from ruralskills.notices import InForce, WordPairs


@rule(
    "T322", "与责任部门的分工不同", at="", severity=Severity.INFO, nature=Nature.HINT, carries_out="pairs",
    remedy="确由该部门承担的不用改；责任部门填错的更正",
)  # fmt: skip
def department_of_another_task(
    table: Table, notices: InForce
) -> Iterator[tuple[tuple[int, str], Says]]:
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
    own = table.ledger.info.id
    for pairing in notices.pairs:
        fields = {pairing.by, pairing.field}
        if own not in pairing.ledgers or not fields <= table.columns.keys():
            continue
        for position in range(len(table)):
            by, word = (table.value(position, name) for name in (pairing.by, pairing.field))
            if by and word and (message := _told(pairing, str(by), str(word))):
                yield (position, pairing.field), Says(message, clause=pairing.clause)


def _told(pairing: WordPairs, by: str, word: str) -> str:
    """What to say where a word goes with another department; nothing where that is not certain."""
    mine = [key for key in pairing.words if any(name in by for name in key.split("|"))]
    if len(mine) != 1 or _goes(pairing.words[mine[0]], word):
        return ""
    whose = [key.split("|")[0] for key, words in pairing.words.items() if _goes(words, word)]
    if whose:
        return f"“{word}”按分工由{'、'.join(whose)}负责，责任部门填“{by}”"
    if pairing.only:
        return f"填“{word}”，责任部门“{by}”按分工负责{'、'.join(pairing.words[mine[0]])}"
    return ""


def _goes(words: tuple[str, ...], word: str) -> bool:
    return any(each in word for each in words)


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
    """
    listed = notices.code_list("trade")
    if listed is None or any(word in trade or trade in word for word in listed.words):
        return None
    return f"填“{trade}”，不在通知所列的重点工种之中"
