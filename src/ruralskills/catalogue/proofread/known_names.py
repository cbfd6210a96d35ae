"""Known names of ledgers, fields, rules, limits and lists, against a notice file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args, get_origin, get_type_hints

from msgspec import ValidationError, convert

from ruralskills.catalogue.clause_coverage import lists_of_columns
from ruralskills.catalogue.proofread import ledger_fields
from ruralskills.catalogue.proofread.ledger_fields import fields_with_own
from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.model.rule import Rule
from ruralskills.notices import Notice
from ruralskills.notices.model import texts
from ruralskills.notices.problems import Problem, suggestion
from ruralskills.notices.schema import LimitEntry, NoticeFile, TomlNumber
from ruralskills.notices.source import NoticeSource
from ruralskills.notices.toml_lines import EntryPath
from ruralskills.rules import RETIRED, all_rules

_WHOLE: Final = 100
_LEDGERS = {ledger.info.id: ledger for ledger in LEDGERS}


def problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield each name that nobody knows, and each limit that does not fit its rule."""
    yield from _unknown_ledgers_and_fields(source, available)
    yield from ledger_fields.problems(source, _lists(source, available))
    yield from _misused_fields(source)
    yield from _unknown_rules(source, available)
    yield from _off_problems(source)
    yield from _limit_problems(source, available)
    yield from _unknown_lists(source, available)
    yield from _scope_problems(source, available)


def _unknown_ledgers_and_fields(
    source: NoticeSource, available: Mapping[str, Notice]
) -> Iterator[Problem]:
    for entry, ledger, fields in _fields(source.entries):
        if ledger not in _LEDGERS:
            remedy = suggestion(ledger, _LEDGERS, "台账的编号见 rs ledgers")
            yield source.problem(entry, f"没有编号为“{ledger}”的台账", remedy)
            continue
        known = fields_with_own(source, available, ledger)
        title = _LEDGERS[ledger].info.title
        for name in fields:
            if name and name not in known:
                remedy = suggestion(name, known, f"字段名见 rs ledgers {ledger}")
                yield source.problem(entry, f"{title}没有名为“{name}”的字段", remedy)


def _fields(entries: NoticeFile) -> Iterator[tuple[EntryPath, str, Iterable[str]]]:
    """Yield each ledger that is named, with its place and the fields named there."""
    for number, expect in entries.expects.items():
        for ledger in texts(expect.ledger):
            yield ("expects", number, "ledger"), ledger, [*texts(expect.field), *expect.when]
    for number, cover in entries.covers.items():
        yield ("covers", number, "every"), cover.every.ledger, [cover.every.key, *cover.every.where]
        for side in cover.sides:
            yield ("covers", number, "among"), side.ledger, [side.key, *side.where]
    for number, steps in entries.steps.items():
        yield ("steps", number, "fields"), steps.ledger, steps.fields
    for name, indicator in entries.indicators.items():
        for each in indicator.alternatives:
            at = ("indicators", name) if each is indicator else ("indicators", name, "otherwise")
            yield at, each.ledger, each.reads
            if each.owner:
                yield (*at, "owner"), each.owner.ledger, each.owner.where
    for number, requirement in entries.requirements.items():
        yield ("requirements", number, "ledger"), requirement.ledger, requirement.fields
    for ledger, headers in entries.headers.items():
        yield ("headers", ledger), ledger, headers


def _misused_fields(source: NoticeSource) -> Iterator[Problem]:
    """Yield fields that are added up or stand for a day, and cannot be."""
    for name, indicator in source.entries.indicators.items():
        for each in indicator.alternatives:
            known = field_specs(_LEDGERS[each.ledger]) if each.ledger in _LEDGERS else {}
            at = ("indicators", name) if each is indicator else ("indicators", name, "otherwise")
            for key, fields, kinds, said in (
                ("sum", each.addends, _NUMBERS, "不是数字，不能相加"),
                ("period", (each.period,), _DAYS, "不是日期，不能按它归期"),
            ):
                for field in fields:
                    if field in known and known[field].reads.name not in kinds:
                        remedy = f"字段见 rs ledgers {each.ledger}"
                        yield source.problem((*at, key), f"“{known[field].header}”{said}", remedy)


_NUMBERS: Final = ("count", "amount", "quantity")
_DAYS: Final = ("day", "text")
"""A text may name a month."""


def _lists(source: NoticeSource, available: Mapping[str, Notice]) -> dict[str, object]:
    """Return the names of the lists of words that there are."""
    known = {name for notice in source.bases(available) for name in notice.lists}
    return dict.fromkeys((*source.entries.lists, *sorted(known)))


def _declared_codes(source: NoticeSource, available: Mapping[str, Notice]) -> set[str]:
    """Return the codes of the requirements that the file and its bases declare."""
    own = {each.code for each in source.entries.requirements.values()}
    return own | {r.code for base in source.bases(available) for r in base.requirements}


def _off_problems(source: NoticeSource) -> Iterator[Problem]:
    """Yield rules switched off without a reason, of the reader, or of the file itself."""
    own = {each.code for each in source.entries.requirements.values()}
    for code, reason in source.entries.off.items():
        rule = all_rules().get(code)
        if rule is not None and rule.scope == "cell":
            message = f"{code}在读取单元格时核查，不能停用"
            yield source.problem(("off", code), message, "请删去这一项")
        elif code in own:
            message = f"{code}是这份通知自己的要求，又把它停用"
            yield source.problem(("off", code), message, "请删去这一项，或者删去这条要求")
        elif not reason.strip():
            remedy = f'请写明为什么停用，如 {code} = "……"'
            yield source.problem(("off", code), f"停用{code}没有写理由", remedy)


def _unknown_rules(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    entries = source.entries
    named: list[tuple[EntryPath, str]] = [
        (("clauses", number, "rules"), code)
        for number, clause in entries.clauses.items()
        for code in clause.rules
    ]
    named += [(("severities", code), code) for code in entries.severities]
    named += [(("scopes", code), code) for code in entries.scopes]
    named += [(("off", code), code) for code in entries.off]
    named += [
        (("requirements", number, "instead_of"), code)
        for number, requirement in entries.requirements.items()
        for code in requirement.instead_of
    ]
    declared = _declared_codes(source, available)
    for entry, code in named:
        if code in RETIRED:
            remedy = f"请改写{RETIRED[code]}"
            yield source.problem(entry, f"规则{code}已停用，由{RETIRED[code]}接替", remedy)
        elif code not in (known := {*all_rules(), *declared}):
            remedy = suggestion(code, known, "规则的编号见 rs rules")
            yield source.problem(entry, f"没有编号为“{code}”的规则", remedy)


def _limit_problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield limits that no rule reads, that cite no clause or do not fit their rule."""
    rules = {rule.limit: rule for rule in all_rules().values() if rule.limit}
    known = {*rules, *(name for notice in available.values() for name in notice.limits)}
    for name, limit in source.entries.limits.items():
        if name not in known:
            remedy = suggestion(name, known, "限额名称见各规则的说明：rs rule 规则编号")
            yield source.problem(("limits", name), f"没有规则用到名为“{name}”的限额", remedy)
            continue
        bases = [base.limits[name] for base in source.bases(available) if name in base.limits]
        if not limit.clause and not bases:
            yield source.problem(("limits", name), "缺少“clause”", "请补上 clause = ……")
        elif not limit.clause and bases[0].clause.reference:
            remedy = "请写本地要求它的条款，补上 clause = ……"
            message = f"限额“{name}”原有的条款{bases[0].clause.id}是别处的，只作参照"
            yield source.problem(("limits", name), message, remedy)
        numbers = [(("value",), limit.value), *((("each", w), n) for w, n in limit.each.items())]
        for at, value in numbers:
            if name in rules and value is not None:
                wanted = get_type_hints(rules[name].check)["limit"]
                unit = limit.unit or next((base.unit for base in bases), "")
                if misfit := limit_misfit(name, value, wanted) or impossible_limit(
                    name, value, unit
                ):
                    yield source.problem(("limits", name, *at), *misfit)
        yield from _unit_problems(source, name, limit.unit, available)
        if name in rules:
            yield from _category_problems(source, name, limit, rules[name], available)


def limit_misfit(name: str, value: TomlNumber, wanted: Any) -> tuple[str, str] | None:
    """Return why a limit is no number as its rule wants it, and the remedy.

    ``wanted`` is the annotation of the rule's parameter, such as ``int`` or ``tuple[int, int]``.

    >>> limit_misfit("class_size", 50, int)
    >>> limit_misfit("class_size", 50.5, int)
    ('限额“class_size”要写整数', '请不要写小数')
    >>> limit_misfit("practice_to_theory", (7, 3, 1), tuple[int, int])
    ('限额“practice_to_theory”要写2个数字', '请写作几个数字，如 [7, 3]')
    """
    try:
        convert(value, wanted)
    except ValidationError:
        pass
    else:
        return None
    counts = get_args(wanted)
    if not isinstance(value, tuple):
        if get_origin(wanted) is tuple:
            return f"限额“{name}”要写几个数字", "请写作几个数字，如 [16, 60]"
    elif get_origin(wanted) is not tuple:
        return f"限额“{name}”要写一个数字", "请只写一个数字，如 7"
    elif Ellipsis not in counts and len(counts) != len(value):
        return f"限额“{name}”要写{len(counts)}个数字", "请写作几个数字，如 [7, 3]"
    return f"限额“{name}”要写整数", "请不要写小数"


def impossible_limit(name: str, value: TomlNumber, unit: str = "") -> tuple[str, str] | None:
    """Return why a limit is no number that anybody can keep to, and the remedy.

    >>> impossible_limit("selection_age", (65, 18))
    ('限额“selection_age”的第一个数（65）比后面的（18）大', '请把小的写在前面')
    >>> impossible_limit("class_size", -50)
    ('限额“class_size”是负数', '请核对正负号')
    >>> impossible_limit("poor_share", (3, 2), "比")
    ('限额“poor_share”的前一个数（3）比后一个（2）大', '请写作部分、总数，如 [3, 10]')
    >>> impossible_limit("attendance_rate", 130, "%")
    ('限额“attendance_rate”超过100%', '百分之几只写数，如 80')
    """
    numbers = value if isinstance(value, tuple) else () if value is None else (value,)
    if any(number < 0 for number in numbers):
        return f"限额“{name}”是负数", "请核对正负号"
    if unit == "%" and any(number > _WHOLE for number in numbers):
        return f"限额“{name}”超过{_WHOLE}%", "百分之几只写数，如 80"
    if unit == "比" and len(numbers) > 1 and numbers[0] > numbers[1]:
        return (
            f"限额“{name}”的前一个数（{numbers[0]}）比后一个（{numbers[1]}）大",
            "请写作部分、总数，如 [3, 10]",
        )
    if ("_to_" in name or unit == "比") and 0 in numbers:
        return f"限额“{name}”的比例里有0", "比例里的数都要大于0"
    if name.endswith("_age") and any(number < numbers[0] for number in numbers[1:]):
        return (
            f"限额“{name}”的第一个数（{numbers[0]}）比后面的（{min(numbers)}）大",
            "请把小的写在前面",
        )
    return None


def _unit_problems(
    source: NoticeSource, name: str, unit: str | None, available: Mapping[str, Notice]
) -> Iterator[Problem]:
    """Yield a limit whose unit is none in which its rule counts."""
    known = {each.limits[name].unit for each in available.values() if name in each.limits} - {""}
    if unit and known and unit not in known:
        message = f"限额“{name}”的单位是“{'”或“'.join(sorted(known))}”，不是“{unit}”"
        remedy = "请按这个单位换算，再改单位"
        yield source.problem(("limits", name, "unit"), message, remedy)


def _category_problems(
    source: NoticeSource,
    name: str,
    limit: LimitEntry,
    rule: Rule,
    available: Mapping[str, Notice],
) -> Iterator[Problem]:
    """Yield limits by category whose field no ledger of their rule has."""
    if bool(limit.by) != bool(limit.each):
        remedy = 'by = "字段"，各类写 each."词" = 数'
        yield source.problem(("limits", name, "by"), "“by”和“each”要一起写", remedy)
        return
    serving = [each.info.id for each in LEDGERS if rule.applies_to(each)] if limit.by else []
    fields = [fields_with_own(source, available, ledger) for ledger in serving]
    if fields and not any(limit.by in known for known in fields):
        remedy = suggestion(
            limit.by, set().union(*fields), f"请看 rs rule {rule.code} 的台账有哪些字段"
        )
        message = f"{rule.code}适用的台账没有“{limit.by}”字段"
        yield source.problem(("limits", name, "by"), message, remedy)


def _unknown_lists(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    own = {column.list for each in source.entries.columns.values() for column in each.values()}
    known = (
        lists_of_columns() | own | {name for notice in available.values() for name in notice.lists}
    )
    for name in source.entries.lists:
        if name not in known:
            remedy = suggestion(name, known, "选项的名称见 rs ledgers 台账编号")
            message = f"没有哪一列或哪条规则用到名为“{name}”的选项"
            yield source.problem(("lists", name), message, remedy)


def _scope_problems(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    """Yield scopes that no ledger of their rule can have, or of the reader's rules."""
    for code, where in source.entries.scopes.items():
        rule = all_rules().get(code)
        if rule is None:
            continue
        if rule.scope == "cell":
            message = f"{code}在读取单元格时核查，不能限定范围"
            yield source.problem(("scopes", code), message, "请删去这一项")
            continue
        serving = [each.info.id for each in LEDGERS if rule.applies_to(each)]
        fields = [fields_with_own(source, available, ledger).keys() for ledger in serving]
        if not any(where.keys() <= known for known in fields):
            known = set().union(*fields)
            name = next((name for name in where if name not in known), next(iter(where), ""))
            remedy = suggestion(name, known, f"请看 rs rule {code} 适用的台账有哪些字段")
            yield source.problem(("scopes", code), f"{code}适用的台账没有“{name}”字段", remedy)
