"""An example of the data of a form, with the label of each field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.forms.applicant_table import GRID_FIELDS, OPINION_FIELDS
from ruralskills.ledgers import Application
from ruralskills.model.fields import FieldSpec, field_specs

_VALUES: Final = {
    "name": "张三",
    "political": "群众",
    "education": "高中",
    "id_number": "500199198506150017",
    "native_place": "某省某县",
    "address": "某省某县柳河镇青龙村3组12号",
    "phone": "13800000000",
    "identity_kind": "[种养大户, 其他]",
    "identity_text": "小微企业主",
    "experience": "有",
    "project": "核桃种植和加工",
    "project_place": "柳河镇青龙村",
    "scale": "种植核桃50亩，年加工20吨",
    "wants_loan": "是",
    "loan_amount": "20",
    "pledge": "5户18人",
    "leading_way": "订单收购，吸纳务工",
    "prospects": "|\n  已种植核桃50亩，建有加工房一座。\n  计划扩大到100亩，增设烘干设备，带动周边农户增收。",
    "applied": "2021-05-06",
}
"""Invented, as all names and numbers of this program are."""
_NOTES: Final = {
    "sex": "可以不填，按身份证号写",
    "age": "可以不填，按身份证号和申报日期算周岁",
    "qq": "可以不填",
    "wechat": "可以不填",
    "photo": "照片文件名，与本文件放在一起；没有的不填",
    "identity_kind": "可以填几项：村两委干部、村级后备干部、大学生村官、经纪人、家庭农场经营者、农民合作社骨干、"
    "种养大户、外出务工返乡青年、退伍军人、创业大学生、其他、脱贫户",
    "identity_text": "选“其他”的写明是什么身份",
    "experience": "有或无",
    "wants_loan": "是或否",
    "loan_amount": "单位：万元；没有贷款意向的不填",
    "prospects": "可以分段，每行前空两格",
    "applied": "表上不印，用来算年龄",
    **dict.fromkeys(OPINION_FIELDS, "表上留空，由本人和有关单位手写"),
}
_HEAD: Final = """\
# 乡村振兴致富带头人培训对象申报表的数据，一项一行，冒号后空一格。# 后面是说明。
# 改好后运行：rs render-form 本文件
# 申请人签字和三级意见在表上留空，由本人和有关单位手写。

"""


def text() -> str:
    """Return the example as YAML."""
    specs = field_specs(Application)
    grid = [name for name in GRID_FIELDS if name in specs]
    shown = [*grid[: grid.index("identity_kind")], "photo", *grid[grid.index("identity_kind") :]]
    rest = [name for name in specs if name not in shown]
    return "".join(
        (
            _HEAD,
            *(_entry(specs[name]) for name in shown),
            "\n# 以下各项表上没有格子，用于核对和汇总成名册，可以不填\n\n",
            *(_entry(specs[name]) for name in rest),
        )
    )


def _entry(spec: FieldSpec) -> str:
    value = _VALUES.get(spec.field, "")
    comment = "；".join(_comments(spec))
    if value.startswith("|"):
        return f"# {comment}\n{spec.field}: {value}\n"
    if not value:
        return f"# {spec.field}:  # {comment}\n"
    return f"{spec.field}: {value}  # {comment}\n"


def _comments(spec: FieldSpec) -> Iterator[str]:
    yield spec.header
    if spec.required:
        yield "必填"
    if note := _NOTES.get(spec.field):
        yield note
