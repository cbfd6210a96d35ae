"""Figures of a notice in Chinese words: the ledger, rows and fields of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ruralskills.ledgers import Figure, Leader, by_id
from ruralskills.model.fields import field_specs
from ruralskills.notices import Indicator, Notice, Ratio, Where
from ruralskills.notices.conditions import ANY_CONTENT

_WORDS: Mapping[str, str] = {"": "空着", ANY_CONTENT: "有内容"}


def figure_rows(notice: Notice) -> Iterator[tuple[str, str, str, str]]:
    """Yield title, unit, way of counting and other names of each figure."""
    titles = {each.id: each.title for each in notice.indicators}
    for indicator in notice.indicators:
        yield indicator.title, indicator.unit, counting_text(indicator), "、".join(indicator.also)
    for ratio in notice.ratios:
        yield ratio.title, ratio.unit, _ratio_text(ratio, titles), "、".join(ratio.also)


def counting_text(indicator: Indicator) -> str:
    """Return in words how an indicator is counted.

    >>> from ruralskills.notices import Indicator
    >>> counting_text(Indicator("x", "安置", "post", "1", distinct="id_number", period="starts", where={"status": ("在岗", "")}))
    '公益性岗位台账：“状态”为在岗或空着；“身份证号”相同的只计一次；按“上岗时间”归期'
    """
    own, *others = indicator.alternatives
    parts = [_source_text(own)]
    also = "或其中没有这类行" if own.otherwise and own.otherwise.without_rows else ""
    parts += [
        f"没有报{by_id(own.ledger).info.title}{also}的单位改用{_source_text(o)}" for o in others
    ]
    if indicator.level:
        parts.append("只列全县（区）")
    if "plan" in indicator.spans:
        parts.append("另计各年合计")
    return "；".join(parts)


def _source_text(source: Indicator) -> str:
    ledger = by_id(source.ledger)
    if ledger is Figure:
        return "没有台账，取统计表所报的数"
    return f"{ledger.info.title}：{'；'.join(_conditions(source)) or '全部行'}"


def _conditions(source: Indicator) -> Iterator[str]:
    """Yield in words what rows count, which of them are one, and by which day."""
    heads = {name: spec.header for name, spec in field_specs(by_id(source.ledger)).items()}
    if source.where:
        yield _where_text(source.where, heads)
    if source.any_of:
        yield "，或者".join(_where_text(where, heads) for where in source.any_of)
    if source.owner:
        owners = by_id(source.owner.ledger)
        owner_heads = {name: spec.header for name, spec in field_specs(owners).items()}
        meets = _where_text(source.owner.where, owner_heads)
        yield f"{owners.info.title}中{meets + '，' if meets else ''}没有退出的"
    if source.addends:
        yield f"把{_names(source.addends, heads)}相加"
    if source.key:
        yield f"{_names(source.key, heads)}相同的只计一次"
    if source.kind == "stock":
        yield "存量，不含已退出的" if source.ledger == Leader.info.id else "存量"
    elif source.period:
        yield f"按“{heads[source.period]}”归期"


def _where_text(where: Where, heads: Mapping[str, str]) -> str:
    return "，".join(
        f"“{heads[name]}”为{'或'.join(_WORDS.get(word, word) for word in words)}"
        for name, words in where.items()
    )


def _names(fields: tuple[str, ...], heads: Mapping[str, str]) -> str:
    return "".join(f"“{heads[name]}”" for name in fields)


def _ratio_text(ratio: Ratio, titles: Mapping[str, str]) -> str:
    part, whole = (titles.get(each, each) for each in (ratio.part, ratio.whole))
    return f"“{part}”除以“{whole}”"
