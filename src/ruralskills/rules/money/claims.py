"""N: subsidy claims - the amount, the heads, and the roster of the class."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec.structs import replace

from ruralskills.ledgers import SubsidyClaim, Trainee
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.ledger_set import LedgerSet
from ruralskills.model.rule import Answer, Says, rule
from ruralskills.model.table import Table
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_gap, format_number

_HEADS: Final[tuple[str, ...]] = ("eligible", "passed", "certified", "trained")
"""The counts that may be paid for, the column of heads before those who passed."""


@rule(
    "N405", "补贴金额与标准乘人数不符", SubsidyClaim, at="amount", by_row=True,
    remedy="请核对补贴标准、补贴人数和金额；几种标准的分行填写",
)  # fmt: skip
def claim_is_not_standard_times_heads(table: Table) -> Iterator[Answer]:
    """金额应等于补贴标准乘补贴人数（考核合格、出勤达到要求的人），精确到分；标准有几种的分行填。

    没有单列补贴人数的，与合格人数、取证人数相符即可；只与培训人数相符的、有人数没有填的列待核。

    | 班次名称  | 培训人数 | 合格人数 | 补贴人数 | 补贴标准 | 申请金额 | 应报     |
    | --------- | -------- | -------- | -------- | -------- | -------- | -------- |
    | 电焊第1期 | 50       | 48       | 47       | 1000     | 47000    |          |
    | 电焊第2期 | 50       | 48       | 47       | 1000     | 48000    | 申请金额 |
    | 家政第1期 | 50       | 48       |          | 1000     | 48000    |          |
    | 家政第2期 | 50       | 48       |          | 1000     | 50000    | 申请金额 |
    | 烹饪第1期 | 50       | 48       |          | 800-1000 | 44000    | 补贴标准 |
    | 烹饪第2期 | 50       | 48       | 48       | 333.33   | 15999.84 |          |
    """
    for row in table.rows(SubsidyClaim):
        heads = _heads(row)
        if row.standard is None or row.amount is None or not heads:
            continue
        slack = _slack(row, "amount", row.amount)
        slack += _slack(row, "standard", row.standard) * max(heads.values())
        fitting = [name for name, n in heads.items() if abs(row.standard * n - row.amount) <= slack]
        if fitting and (fitting != ["trained"] or len(heads) == 1):
            continue
        says = _wrong_amount(row, row.amount, row.standard, heads)
        if fitting:
            says = _for_everybody(says, heads)
        elif any(row.state(name) in ("blank", "none") for name in _HEADS):
            says = replace(says, severity=Severity.WARNING, nature=Nature.DOUBT)
        yield row.at("amount"), says


def _heads(row: SubsidyClaim) -> dict[str, int]:
    """Return the counts that may be paid for, none where a count cannot be read."""
    if any(row.is_unknown(name) for name in _HEADS):
        return {}
    counts = {name: n for name in _HEADS if isinstance(n := getattr(row, name), int)}
    return {"eligible": counts["eligible"]} if "eligible" in counts else counts


def _slack(row: SubsidyClaim, name: str, value: Decimal) -> Decimal:
    """Return half a unit of the last digit of an amount written in 万元, else 0."""
    try:
        figure = Decimal(normalised(row.text(name)))
    except InvalidOperation:
        return Decimal(0)
    if value == figure or not figure:
        return Decimal(0)
    exponent = figure.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return digit * (value / figure) / 2


def _wrong_amount(
    row: SubsidyClaim, amount: Decimal, standard: Decimal, heads: dict[str, int]
) -> Says:
    name = next(name for name in _HEADS if name in heads)
    header = row.table.columns[name].spec.header
    expected = standard * heads[name]
    product = f"{format_number(standard)}元×{header}{heads[name]}人＝{format_number(expected)}元"
    message = f"填{format_number(amount)}元，{product}，{format_gap(amount - expected, '元')}"
    return Says(message, related=(row.at(name), row.at("standard")))


def _for_everybody(says: Says, heads: dict[str, int]) -> Says:
    """Return the doubt about an amount that fits the number trained."""
    return replace(
        says,
        message=f"{says.message}；按培训人数{heads['trained']}人算才相符",
        severity=Severity.WARNING,
        nature=Nature.DOUBT,
        remedy="请核对未合格的人是否补贴；按规定可以补贴的，在备注写明",
    )


@rule(
    "N406", "补贴人数多于学员名册", SubsidyClaim, Trainee, at="eligible", severity=Severity.WARNING,
    nature=Nature.DOUBT,
    reads=("class_name", "agency", "id_number", "name", *_HEADS),
    needs=("subsidy_claim.class_name", "subsidy_claim.eligible|passed|certified|trained",
           "trainee.class_name"),
    remedy="请核对该班花名册是否漏登、补贴人数是否多填",
)  # fmt: skip
def more_heads_claimed_than_listed(
    book: LedgerSet,
) -> Iterator[Answer]:
    """补贴人数不能多于该班花名册上的人数；花名册里没有这个班、班名有重的不比。

    培训补贴申请表

    | 班次名称  | 补贴人数 | 补贴标准 | 申请金额 | 应报     |
    | --------- | -------- | -------- | -------- | -------- |
    | 电焊第1期 | 2        | 1000     | 2000     |          |
    | 家政第1期 | 3        | 1000     | 3000     | 补贴人数 |
    | 烹饪第1期 | 9        | 1000     | 9000     |          |

    学员花名册

    | 班次名称  | 姓名 | 身份证号           | 应报 |
    | --------- | ---- | ------------------ | ---- |
    | 电焊第1期 | 张三 | 500199198506150017 |      |
    | 电焊第1期 | 李四 | 500199199003020039 |      |
    | 家政第1期 | 王五 | 500199199208110046 |      |
    | 家政第1期 | 赵六 | 500199197811200119 |      |
    """
    classes = _trainees_by_class(book)
    claims: dict[str, list[SubsidyClaim]] = defaultdict(list)
    for row in book.rows(SubsidyClaim):
        if row.class_name:
            claims[normalised(row.class_name)].append(row)
    for key, rows in claims.items():
        row, heads = rows[0], _heads(rows[0])
        name = next((name for name in _HEADS if name in heads), "")
        people = len({trainee.id_number or trainee for trainee in classes.get(key, ())})
        if len(rows) == 1 and people and name and heads[name] > people:
            message = f"填{heads[name]}人，该班花名册有{people}人，多{heads[name] - people}人"
            yield row.at(name), Says(message, related=(classes[key][0].at("class_name"),))


def _trainees_by_class(book: LedgerSet) -> dict[str, list[Trainee]]:
    classes: dict[str, list[Trainee]] = defaultdict(list)
    for trainee in book.rows(Trainee):
        if trainee.class_name is not None:
            classes[normalised(trainee.class_name)].append(trainee)
    return classes
