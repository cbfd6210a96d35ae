"""Declared requirements, proofread: codes, kinds of conditions, impossible ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from math import ceil, floor
from typing import Any

from msgspec import Struct

from ruralskills.catalogue.proofread.ledger_fields import LEDGERS_BY_ID, fields_with_own
from ruralskills.facts.shortfall import DAYS, NUMBERS
from ruralskills.model.fields import FieldSpec
from ruralskills.notices import Notice, Number
from ruralskills.notices.problems import Problem
from ruralskills.notices.requirement import (
    CODE,
    Condition,
    Exact,
    Proportion,
    Requirement,
)
from ruralskills.notices.source import NoticeSource
from ruralskills.values.money_unit import MONEY

Said = tuple[str, str]
"""The problem, and its remedy."""
_NOT_NEGATIVE = ("count", "amount", "quantity", "rate")


def problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield what is wrong with the requirements of a file."""
    taken = {
        each.code: notice.id
        for notice in available.values()
        if notice.requirements
        for each in notice.requirements
    }
    for number, requirement in source.entries.requirements.items():
        check = _RequirementCheck(source, available, number, requirement)
        yield from check.problems(taken)
        taken.setdefault(requirement.code, source.entries.id)


class _RequirementCheck(Struct):
    """One requirement of a file."""

    source: NoticeSource
    available: Mapping[str, Notice]
    number: int
    requirement: Requirement

    def problem(self, at: Sequence[str | int], said: Said) -> Problem:
        return self.source.problem(("requirements", self.number, *at), *said)

    def problems(self, taken: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong. ``taken`` are the codes of other requirements."""
        requirement = self.requirement
        if not CODE.fullmatch(requirement.code):
            remedy = "请写作 NP 加三位数字，如 NP101"
            yield self.problem(("code",), (f"编号“{requirement.code}”不能用", remedy))
        elif requirement.code in taken:
            where = f"“{taken[requirement.code]}”里" if taken[requirement.code] else ""
            yield self.problem(
                ("code",), (f"编号{requirement.code}在{where}已经有了", "请换一个没有用过的编号")
            )
        if requirement.ledger in LEDGERS_BY_ID:
            specs = fields_with_own(self.source, self.available, requirement.ledger)
            unknown = [name for name in requirement.fields if name not in specs]
            if not unknown:
                yield from self._condition_problems(specs)
        yield from self._shape_problems()

    def _shape_problems(self) -> Iterator[Problem]:
        requirement = self.requirement
        if not any((requirement.must, requirement.any, requirement.each, requirement.ratio)):
            remedy = "请写 must、any、each 或 ratio 中的一项"
            yield self.problem((), (f"{requirement.code}没有写要求什么", remedy))
        if bool(requirement.by) != bool(requirement.each):
            remedy = '按哪一列分写 by = "字段"，各类怎样写 each."词" = { …… }'
            yield self.problem(("by",), ("“by”和“each”要一起写", remedy))
        if len(requirement.any) == 1:
            yield self.problem(("any",), ("“any”只有一项", "只有一项的写在 must 里"))
        if requirement.ratio and (requirement.must or requirement.any or requirement.each):
            yield self.problem(("ratio",), ("“ratio”要单独写", "请另写一条 [[requirements]]"))

    def _condition_problems(self, specs: Mapping[str, FieldSpec]) -> Iterator[Problem]:
        requirement = self.requirement
        for name, condition in requirement.must.items():
            if clash := _against(requirement.when.get(name, ()), condition):
                yield self.problem(("must", name), clash)
        for at, group in requirement.groups:
            for name, condition in group.items():
                for said in _wrong_in(condition, specs[name], specs):
                    yield self.problem((*at, name), said)
        if requirement.ratio:
            for said in _wrong_in_proportion(requirement.ratio, specs[requirement.ratio.field]):
                yield self.problem(("ratio",), said)


def _against(words: Sequence[str], condition: Condition) -> Said | None:
    """Return why no row of ``when`` can meet a condition on the same field."""
    wanted = set(map(str, condition.wanted))
    if words and wanted and wanted.isdisjoint(words):
        return "when 和 must 对同一列要求不同的词，没有哪一行能符合", "请改其中一处"
    return None


def _wrong_in(
    condition: Condition, spec: FieldSpec, specs: Mapping[str, FieldSpec]
) -> Iterator[Said]:
    """Yield what is wrong with a condition on a field."""
    if condition == Condition():
        yield f"“{spec.field}”没有写条件", "请写 min、max、between、is、filled 等，如 { min = 5 }"
        return
    yield from _wrong_kinds(condition, spec)
    yield from _wrong_ends(condition, spec)
    yield from _wrong_unit(condition, spec)
    yield from _wrong_share(condition, spec, specs)
    yield from _wrong_age(condition, spec, specs)


def _ends(condition: Condition) -> list[Exact]:
    return [end for end, _ in (*condition.lows, *condition.highs)]


def _wrong_kinds(condition: Condition, spec: FieldSpec) -> Iterator[Said]:
    kind, ends = spec.reads.name, _ends(condition)
    about, remedy = f"“{spec.header}”是{spec.reads.title}", f"字段和填法见 rs ledgers；{spec.field}"
    numbers = [each for each in condition.wanted if not isinstance(each, str)]
    if any(isinstance(end, date) for end in ends) and kind not in DAYS:
        yield f"{about}，不能同日期比先后", remedy
    if any(not isinstance(end, date) for end in ends) and kind not in NUMBERS:
        yield f"{about}，不能同数字比大小", remedy
    if numbers and kind not in NUMBERS:
        yield f"{about}，不会是数字", '请写词，加上引号，如 { is = ["是"] }'
    if len(numbers) < len(condition.wanted) and kind in (*NUMBERS, *DAYS):
        yield f"{about}，不会是文字", "请写数字，不加引号，如 { is = 3500 }"


def _wrong_ends(condition: Condition, spec: FieldSpec) -> Iterator[Said]:
    numbers = [end for end in _ends(condition) if not isinstance(end, date)]
    numbers += [each for each in condition.wanted if not isinstance(each, str)]
    if spec.reads.name in _NOT_NEGATIVE and any(number < 0 for number in numbers):
        yield f"“{spec.header}”的数不能是负数", "请核对正负号"
    if condition.between and _is_above(*condition.between):
        first, second = condition.between
        yield f"between 的前一个（{first}）比后一个（{second}）大", "请把小的写在前面"
        return
    for (low, low_strict), (high, high_strict) in product(condition.lows, condition.highs):
        if _is_above(low, high) or (low == high and (low_strict or high_strict)):
            yield f"没有哪一行能又在{low}以上、又在{high}以下", "请核对上下限"
            return
    yield from _no_number_left(condition, spec)


def _no_number_left(condition: Condition, spec: FieldSpec) -> Iterator[Said]:
    """Yield that no number meets a condition: none of those named, or no whole one."""
    named = [each for each in condition.wanted if not isinstance(each, str)]
    is_whole = spec.reads.name == "count" and not condition.share_of
    if named and not any(_is_within(each, condition) for each in named):
        yield "is 和 min、max 要求不同的数，没有哪一行能符合", "请改其中一处"
    elif named and is_whole and all(each != int(each) for each in named):
        yield f"“{spec.header}”是整数，没有哪一行能符合", "请写整数"
    for (low, low_strict), (high, high_strict) in product(condition.lows, condition.highs):
        if not is_whole or isinstance(low, date) or isinstance(high, date):
            continue
        first = floor(low) + 1 if low_strict else ceil(low)
        last = ceil(high) - 1 if high_strict else floor(high)
        if first > last:
            yield f"“{spec.header}”是整数，{low}和{high}之间没有", "请核对上下限"
            return


def _is_within(number: Number, condition: Condition) -> bool:
    """Return True if a number is not beyond an end of a condition."""
    lows = ((end, strict) for end, strict in condition.lows if not isinstance(end, date))
    highs = ((end, strict) for end, strict in condition.highs if not isinstance(end, date))
    return all(number > end or (number == end and not strict) for end, strict in lows) and all(
        number < end or (number == end and not strict) for end, strict in highs
    )


def _is_above(low: Any, high: Any) -> bool:
    return isinstance(low, date) == isinstance(high, date) and bool(low > high)


def _wrong_unit(condition: Condition, spec: FieldSpec) -> Iterator[Said]:
    unit = condition.unit
    own = "%" if condition.share_of else spec.unit
    if not unit or unit == own or (unit in MONEY and own in MONEY):
        return
    remedy = f"请写“{own}”" if own else "请删去 unit"
    yield f"“{spec.header}”的单位是“{own or '（没有）'}”，不是“{unit}”", remedy


def _wrong_share(
    condition: Condition, spec: FieldSpec, specs: Mapping[str, FieldSpec]
) -> Iterator[Said]:
    whole = condition.share_of
    if not whole:
        return
    if specs[whole].reads.name not in NUMBERS or spec.reads.name not in NUMBERS:
        yield "share_of 的两列都要是数字", "请核对字段"
    if whole == spec.field:
        yield "share_of 写的是这一列自己", "请写总数所在的列"
    if not any(condition.lows) and not any(condition.highs):
        yield "share_of 没有写占多少", "请写 min 或 max，是百分之几，如 { share_of = …, min = 30 }"
    if any(Decimal(str(low)) > 100 for low, _ in condition.lows if not isinstance(low, date)):
        yield "占比不会超过100%，没有哪一行能符合", "min 写百分之几，30% 写 30"


def _wrong_age(
    condition: Condition, spec: FieldSpec, specs: Mapping[str, FieldSpec]
) -> Iterator[Said]:
    if condition.age is None:
        if condition.on:
            yield "写了 on，没有写 age", "年龄写作 { age = [18, 65], on = 开班日期的字段 }"
        return
    if spec.reads.name != "identity":
        yield "age 要写在身份证号的字段上", "如 id_number = { age = [18, 65], on = … }"
    if condition.on not in specs or specs[condition.on].reads.name not in DAYS:
        yield "按哪一天的年龄没有写对", '请写日期的字段，如 on = "starts"'
    low, high = condition.age
    if low < 0 or high < 0:
        yield "年龄不能是负数", "请核对正负号"
    elif low > high:
        yield f"年龄写的是{low}至{high}岁，前一个比后一个大", "请把小的写在前面"


def _wrong_in_proportion(ratio: Proportion, spec: FieldSpec) -> Iterator[Said]:
    if len(ratio.words) < 2 or len(ratio.words) != len(ratio.proportion):
        yield "words 和 is 要一样多，至少两个", '如 words = ["甲", "乙"]、is = [1, 1]'
    if any(share <= 0 for share in ratio.proportion):
        yield "比例里的数要大于0", "如 is = [1, 1]"
    if not 0 <= ratio.tolerance <= 100:
        yield "tolerance 是百分之几，应在0至100之间", "如 tolerance = 20"
    if spec.reads.name in (*NUMBERS, *DAYS):
        yield f"“{spec.header}”是{spec.reads.title}，不能按词分", "请写填类别的列"
