"""The headers of all ledgers, by which header rows and columns are recognised."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from ruralskills.detection.hints import AddedHeaders
from ruralskills.detection.vocabulary import header_word
from ruralskills.ledgers import ROW_LEDGERS
from ruralskills.model.fields import FieldSpec, field_specs
from ruralskills.model.table import Ledger

VAGUE_HEADERS: Final = frozenset(
    {"户数", "人数", "合计", "小计", "金额", "数量", "个数", "人次", "其中"}
)
"""Headers that mean nothing without their group."""
CROSSTAB_WORDS: Final = frozenset(
    {"市", "县", "县区", "市县", "镇街", "乡镇", "乡(镇)", "镇(街道)", "单位", "单位名称", "部门", "责任部门",
     "责任单位", "牵头单位", "培训部门", "地区", "指标", "指标名称", "项目", "任务", "工作任务", "目标任务",
     "指导计划", "年度任务", "任务数", "计划人数", "年度计划", "计划数", "目标值", "累计完成", "完成数",
     "完成率", "完成比例", "本季", "本季完成", "本月完成", "累计", "当期", "小计", "合计", "总计", "扶贫车间",
     "技能培训", "新增转移就业", "送工送岗", "致富带头人", "存量", "新增", "带动", "贫困村", "非贫困村",
     "非贫困村和社区", "公益性岗位", "实用技能及精气神培训", "资金来源", "完成时限", "序号", "备注", "计量单位",
     "培训工种", "工种", "培训任务", "任务人数", "培训人数", "排名", "乡镇(街道)", "县(市、区)"}
)  # fmt: skip


def header_key(header: str) -> str:
    """Return a header in the form that is compared, without blanks, units and marks."""
    return "/".join(header_word(part)[0] for part in _parts(header))


def _parts(header: str) -> list[str]:
    """Split a header such as A/B, but not within brackets.

    >>> _parts("带动贫困户/户数"), _parts("补贴(元/人)")
    (['带动贫困户', '户数'], ['补贴(元/人)'])
    """
    if "/" not in header:
        return [header]
    parts, depth = [""], 0
    for character in header:
        depth += (character in "(（") - (character in ")）")
        if character == "/" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


@cache
def headers_of(ledger: type[Ledger], added: AddedHeaders) -> Mapping[str, FieldSpec]:
    """Return the field of every header of a ledger, the first that declares it."""
    specs = field_specs(ledger)
    known = {
        header_key(header): specs[own] if isinstance(own, str) else own
        for ledger_id, own, headers in added
        if ledger_id == ledger.info.id
        for header in headers
    }
    for spec in specs.values():
        for header in spec.headers:
            known.setdefault(header_key(header), spec)
    return known


@cache
def header_vocabulary(added: AddedHeaders = ()) -> frozenset[str]:
    """Return every word by which a header row is recognised."""
    parts = {
        part
        for ledger in ROW_LEDGERS
        for header in headers_of(ledger, added)
        for part in _parts(header)
    }
    return frozenset(word for word in CROSSTAB_WORDS | parts if word)


@cache
def field_vocabulary(added: AddedHeaders = ()) -> frozenset[str]:
    """Return the headers that name a field without a group."""
    known = {header for ledger in ROW_LEDGERS for header in headers_of(ledger, added)}
    return frozenset(header for header in known if "/" not in header) - VAGUE_HEADERS
