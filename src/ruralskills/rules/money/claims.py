"""N: claims of subsidy - the amount, the heads it is for, and the roster of the class."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from ruralskills.ledgers import SubsidyClaim, Trainee
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Nature, Severity
from ruralskills.model.rule import Says, rule
from ruralskills.model.table import LedgerSet, Table
from ruralskills.model.typed_column import Unknown
from ruralskills.text.normalise import normalised
from ruralskills.text.numbers import format_number

_HEADS: Final[tuple[str, ...]] = ("eligible", "passed", "certified", "trained")
"""Who may be paid for: the column that says so itself, else those who passed."""


@rule(
    "N405", "补贴金额与标准乘人数不符", SubsidyClaim, at="amount",
    remedy="请核对补贴标准、补贴人数和金额；几种标准的分行填写",
)  # fmt: skip
def claim_is_not_standard_times_heads(table: Table) -> Iterator[tuple[tuple[int, str], Says]]:
    """金额应等于补贴标准乘补贴人数（考核合格、出勤达到要求的人），精确到分；标准有几种的分行填。

    没有单列补贴人数的，与合格人数、取证人数相符即可；只与培训人数相符的列待核。

    | 班次名称  | 培训人数 | 合格人数 | 补贴人数 | 补贴标准 | 申请金额 | 应报     |
    | --------- | -------- | -------- | -------- | -------- | -------- | -------- |
    | 电焊第1期 | 50       | 48       | 47       | 1000     | 47000    |          |
    | 电焊第2期 | 50       | 48       | 47       | 1000     | 48000    | 申请金额 |
    | 家政第1期 | 50       | 48       |          | 1000     | 48000    |          |
    | 家政第2期 | 50       | 48       |          | 1000     | 50000    | 申请金额 |
    | 烹饪第1期 | 50       | 48       |          | 800-1000 | 44000    | 补贴标准 |
    | 烹饪第2期 | 50       | 48       | 48       | 333.33   | 15999.84 |          |
    """
    for position in range(len(table)):
        standard, amount = table.value(position, "standard"), table.value(position, "amount")
        heads = _heads(table, position)
        if standard is None or amount is None or not heads:
            continue
        slack = _slack(table, position, "amount") + _slack(table, position, "standard") * max(
            heads.values()
        )
        fitting = [name for name, n in heads.items() if abs(standard * n - amount) <= slack]
        if fitting and (fitting != ["trained"] or len(heads) == 1):
            continue
        yield (position, "amount"), _wrong_amount(table, position, heads, bool(fitting))


def _heads(table: Table, position: int) -> dict[str, int]:
    """The counts that may be paid for; none where a count cannot be read."""
    cells = {n: table.columns[n][position] for n in _HEADS if n in table.columns}
    if any(isinstance(value, Unknown) for value in cells.values()):
        return {}
    counts: dict[str, int] = {n: value for n, value in cells.items() if isinstance(value, int)}
    said = counts.get("eligible")
    return counts if said is None else {"eligible": said}


def _slack(table: Table, position: int, name: str) -> Decimal:
    """Half a unit of the last digit that is written, where an amount was written in 万元."""
    value: Decimal = table.value(position, name)
    try:
        written = Decimal(normalised(table.text(position, name)))
    except InvalidOperation:
        return Decimal(0)
    if value == written or not written:
        return Decimal(0)
    exponent = written.as_tuple().exponent
    digit = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return digit * (value / written) / 2


def _wrong_amount(table: Table, position: int, heads: dict[str, int], for_everybody: bool) -> Says:
    amount, standard = table.value(position, "amount"), table.value(position, "standard")
    name = next(name for name in _HEADS if name in heads)
    header = table.columns[name].spec.header
    right = standard * heads[name]
    gap = amount - right
    message = (
        f"填{format_number(amount)}元，{format_number(standard)}元×{header}{heads[name]}人＝{format_number(right)}元，"
        f"{'多' if gap > 0 else '少'}{format_number(abs(gap))}元"
    )
    related = (table.cell(position, name), table.cell(position, "standard"))
    if for_everybody:
        return Says(
            f"{message}；按培训人数{heads['trained']}人算才相符", severity=Severity.WARNING,
            nature=Nature.DOUBT, related=related,
            remedy="请核对未合格的人是否补贴；按规定可以补贴的，在备注写明",
        )  # fmt: skip
    return Says(message, related=related)


@rule(
    "N406", "补贴人数多于学员名册", SubsidyClaim, Trainee, at="eligible", severity=Severity.WARNING,
    nature=Nature.DOUBT,
    reads=("class_name", "agency", "id_number", "name", *_HEADS),
    remedy="请核对该班花名册是否漏登、补贴人数是否多填",
)  # fmt: skip
def more_heads_claimed_than_listed(
    book: LedgerSet,
) -> Iterator[tuple[tuple[Table, int, str], Says]]:
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
    listed, first = _listed(book)
    claims: dict[str, list[tuple[Table, int]]] = defaultdict(list)
    for table in book.of(SubsidyClaim):
        for position in range(len(table)):
            if name := table.value(position, "class_name"):
                claims[normalised(str(name))].append((table, position))
    for group, places in claims.items():
        table, position = places[0]
        heads = _heads(table, position)
        name = next((name for name in _HEADS if name in heads), "")
        people = listed.get(group, 0)
        if len(places) == 1 and people and name and heads[name] > people:
            message = f"填{heads[name]}人，该班花名册有{people}人，多{heads[name] - people}人"
            yield (table, position, name), Says(message, related=(first[group],))


def _listed(book: LedgerSet) -> tuple[dict[str, int], dict[str, Cell]]:
    """How many people the rosters list for each class, and where the class begins.

    A row whose number cannot be read is somebody all the same.
    """
    people: dict[str, set[object]] = defaultdict(set)
    first: dict[str, Cell] = {}
    for table in book.of(Trainee):
        for position in range(len(table)):
            name = table.value(position, "class_name")
            if name is None:
                continue
            group = normalised(str(name))
            number = table.value(position, "id_number")
            people[group].add(number or (table.file, table.sheet, position))
            first.setdefault(group, table.cell(position, "class_name"))
    return {group: len(members) for group, members in people.items()}, first
